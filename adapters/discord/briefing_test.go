package discord_test

import (
	"bytes"
	"image/png"
	"strings"
	"sync"
	"testing"

	"dragoman/adapters/discord"
	"dragoman/adapters/discord/discordtest"
	"dragoman/core"
	"dragoman/core/edition"
	"dragoman/core/phrases"
	"dragoman/knowledge"
)

// about lets the bot answer about the built-in story.
func about(t testing.TB) func(*discord.Options) {
	t.Helper()
	s, err := talks()
	if err != nil {
		t.Fatal(err)
	}
	return func(o *discord.Options) { o.Story, o.Answerer = s, s }
}

// talks is the built-in story; it is not changed.
var talks = sync.OnceValues(func() (*edition.Stand, error) {
	base, err := knowledge.Embedded("riyadh")
	if err != nil {
		return nil, err
	}
	return edition.New(base, core.Options{})
})

// pictured checks that a message has a picture with its alternative text, and shows
// it in its embed, if any.
func pictured(t *testing.T, m *discordtest.Message, name string) {
	t.Helper()
	if len(m.Attachments) != 1 || m.Attachments[0].Name != name || m.Attachments[0].File.Type != "image/png" {
		t.Fatalf("attached %+v", m.Attachments)
	}
	a := m.Attachments[0]
	if _, err := png.Decode(bytes.NewReader(a.File.Data)); err != nil {
		t.Error(err)
	}
	if !strings.Contains(a.Description, "Riyadh") && !strings.Contains(a.Description, "Rubio") {
		t.Errorf("the alternative text is %q", a.Description)
	}
	if len(m.Embeds) > 0 && (m.Embeds[0].Image == nil || m.Embeds[0].Image.URL != "attachment://"+name || m.Embeds[0].Image.Description != a.Description) {
		t.Errorf("the embed shows %+v", m.Embeds[0].Image)
	}
}

func TestBriefingNow(t *testing.T) {
	none := discordtest.EmbedLinks | discordtest.AttachFiles
	for _, tt := range []struct {
		name            string
		from            discordtest.From
		denied          int64
		picture, embeds bool
	}{
		{"in direct messages", discordtest.From{Direct: true}, 0, true, true},
		{"in a server", discordtest.From{}, 0, true, true},
		{"without files", discordtest.From{}, discordtest.AttachFiles, false, true},
		{"without embeds", discordtest.From{}, discordtest.EmbedLinks, true, false},
		{"without both", discordtest.From{}, none, false, false},
		{"between users", discordtest.From{Direct: true, UserInstall: true}, 0, true, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				r := run(t, d, about(t), daily(t, nil))
				who := tt.from
				who.User = "77"
				if !who.Direct {
					who.Channel = d.AddChannel(discordtest.Channel{})
					d.Deny(who.Channel, tt.denied)
				}
				i := d.AwaitAnswer(t, d.Interact(d.Slash(who, "briefing")))
				m := i.Message
				got := text(m)
				for _, want := range []string{
					"Russia and US officials to meet in Riyadh for talks on Ukraine", "As of Monday, 17 February 2025",
					"Quote of the day", "/subscribe – Get a briefing on the story every day", "Al Jazeera, 17 February 2025",
				} {
					if !strings.Contains(got, want) {
						t.Errorf("%q is missing in %q", want, got)
					}
				}
				if len(m.Embeds) > 0 != tt.embeds || i.Ephemeral {
					t.Errorf("shown %+v", m)
				}
				if tt.picture {
					pictured(t, m, "briefing.png")
				} else if len(m.Attachments) > 0 {
					t.Error("there is a file")
				}
				if tt.embeds && (m.Embeds[0].Footer == nil || len(m.Embeds[0].Fields) < 2) {
					t.Errorf("the embed is %+v", m.Embeds[0])
				}
				// Its question is asked in the reader's own conversation.
				next := d.AwaitAnswer(t, d.Interact(d.Press(who, *m, m.Buttons()[0].CustomID)))
				begin(t, next, "**"+m.Buttons()[0].Label+"**")
				if next.Ephemeral {
					t.Error("the answer is hidden from others")
				}
				r.check()
			})
		})
	}
}

func TestViewsHavePictures(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d, about(t))
		for _, name := range []string{"timeline", "who"} {
			i := d.AwaitAnswer(t, d.Interact(d.Slash(discordtest.From{}, name, discordtest.Bool("private", true))))
			pictured(t, i.Message, name+".png")
			if !i.Ephemeral || !i.Deferred {
				t.Errorf("%s: %+v", name, i)
			}
		}
		r.check()
	})
}

// A picture that is not taken is left out, and one whose upload fails is sent again.
func TestPictureThatIsNotTaken(t *testing.T) {
	const edit = "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original"
	for name, tt := range map[string]struct {
		fault discordtest.Fault
		there bool
	}{
		"no permission": {discordtest.Fault{Route: edit, Times: 1, Status: 403, Code: 50013, Message: "Missing Permissions"}, false},
		"too large":     {discordtest.Fault{Route: edit, Times: 1, Status: 413, Code: 40005, Message: "Request entity too large"}, false},
		"broken":        {discordtest.Fault{Route: edit, Times: 2, Drop: true}, true},
		"limited":       {discordtest.TooManyRequests(edit, "user", 2e9, 1), true},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				r := run(t, d, about(t), daily(t, nil))
				d.Fail(tt.fault)
				i := d.AwaitAnswer(t, d.Interact(d.Slash(discordtest.From{}, "briefing")))
				if there := len(i.Message.Attachments) == 1; there != tt.there || len(i.Message.Embeds) != 1 {
					t.Errorf("shown %+v", i.Message)
				}
				if !tt.there && i.Message.Embeds[0].Image != nil {
					t.Error("the embed shows a picture that is not there")
				}
				r.check()
			})
		})
	}
}

// In all languages, within Discord's limits, which the server checks.
func TestBriefingInEveryLanguage(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d, about(t), daily(t, nil))
		for _, tag := range phrases.Languages() {
			i := d.AwaitAnswer(t, d.Interact(d.Slash(discordtest.From{Locale: tag, Direct: true}, "briefing")))
			if !strings.Contains(text(i.Message), phrases.For(tag).BriefingQuote) {
				t.Errorf("%s: %q", tag, text(i.Message))
			}
		}
		r.check()
	})
}
