package discord_test

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/discord"
	"dragoman/adapters/discord/discordtest"
	"dragoman/core"
	"dragoman/core/phrases"
	"dragoman/core/settings"
)

func TestCommands(t *testing.T) {
	option := discordtest.Text
	for _, tt := range []struct {
		name    string
		options []discordtest.Option
		want    string
		private bool
	}{
		{"ask", []discordtest.Option{option("question", "when does the ferry stop?")}, "**when does the ferry stop?**\nIsland ferry to stop running in winter\nOn 1 November 2025.", false},
		{"ask", []discordtest.Option{option("question", "  ")}, "What would you like to know?", true},
		{"ask", nil, "What would you like to know?", true},
		{"who", nil, "Island ferry to stop running in winter\n• Anna Berg, director of the Norland Line\n• Tom Vik", false},
		{"quotes", nil, "The story quotes Anna Berg and Tom Vik.", false},
		{"quotes", []discordtest.Option{option("speaker", "berg")}, "Island ferry to stop running in winter\nAnna Berg, word for word:\nAnna Berg\n“We carry two passengers a day in January,”", false},
		{"quotes", []discordtest.Option{option("speaker", "nobody at all")}, "The story names nobody like that.", false},
		{"timeline", nil, "Island ferry to stop running in winter\n• 8 October 2025: Vik and Berg meet", false},
		{"summary", nil, "Island ferry to stop running in winter\nThe ferry to Skerry stops running in winter", false},
		{"sources", nil, "Island ferry to stop running in winter\n", true},
		{"help", nil, "Island ferry to stop running in winter\nAsk me about this news story", true},
		{"settings", nil, "Only members with the permission “Manage Server”", true},
		{"forget", nil, "Forgotten.", true},
		{"privacy", nil, "To understand follow-up questions", true},
		{"nonsense", nil, "I do not know that command.", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				r := run(t, d, real(t))
				i := d.AwaitAnswer(t, d.Interact(d.Slash(discordtest.From{}, tt.name, tt.options...)))
				begin(t, i, tt.want)
				if i.Ephemeral != tt.private {
					t.Errorf("private: %v", i.Ephemeral)
				}
				r.check()
			})
		})
	}
}

// All that is registered is answered, also in other languages.
func TestCommandsInEveryLanguage(t *testing.T) {
	for _, tag := range phrases.Languages() {
		t.Run(tag, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				r := run(t, d, real(t), daily(t, nil))
				d.AwaitRequests(t, "PUT /applications/{application_id}/commands", 1)
				registered := d.Commands("")
				if len(registered) != 14 {
					t.Errorf("%d commands", len(registered))
				}
				p := phrases.For(tag)
				for _, c := range registered {
					if c["type"] != 1 {
						continue
					}
					i := d.AwaitAnswer(t, d.Interact(d.Slash(discordtest.From{Locale: tag, Direct: true}, c["name"].(string), discordtest.Text("question", "who?"))))
					if text(i.Message) == "" || strings.Contains(text(i.Message), p.UnknownCommand) {
						t.Errorf("%v: %q", c["name"], text(i.Message))
					}
				}
				i := d.AwaitAnswer(t, d.Interact(d.Slash(discordtest.From{Locale: tag}, "forget")))
				begin(t, i, p.Forgotten)
				r.check()
			})
		})
	}
}

func TestSourcesOfTheLastAnswer(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d, real(t))
		who := discordtest.From{User: "77", Channel: d.AddChannel(discordtest.Channel{})}
		d.AwaitAnswer(t, ask(d, who, "when does the ferry stop?"))
		i := d.AwaitAnswer(t, d.Interact(d.Slash(who, "sources")))
		if !strings.Contains(text(i.Message), "• paragraph 2: No ferry in winter") {
			t.Errorf("got %q", text(i.Message))
		}
		d.AwaitAnswer(t, d.Interact(d.Slash(who, "forget")))
		i = d.AwaitAnswer(t, d.Interact(d.Slash(who, "sources")))
		if strings.Contains(text(i.Message), "No ferry in winter") {
			t.Errorf("not forgotten: %q", text(i.Message))
		}
		r.check()
	})
}

// A conversation is a reader's in a channel: nobody else's questions matter.
func TestConversationsAreApart(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		var seen []core.Message
		r := run(t, d, func(o *discord.Options) {
			o.Answerer = replying(func(m core.Message) core.Reply { seen = append(seen, m); return echo(m) })
		})
		a, b := d.AddChannel(discordtest.Channel{}), d.AddChannel(discordtest.Channel{})
		d.AwaitAnswer(t, ask(d, discordtest.From{User: "7", Channel: a, Locale: "fr"}, "one"))
		d.AwaitAnswer(t, ask(d, discordtest.From{User: "7", Channel: b}, "two"))
		d.AwaitAnswer(t, ask(d, discordtest.From{User: "8", Channel: a}, "three"))
		want := []core.Message{
			{Conversation: "discord " + a, User: "discord 7", Text: "one", Locale: "fr"},
			{Conversation: "discord " + b, User: "discord 7", Text: "two", Locale: "en-US"},
			{Conversation: "discord " + a, User: "discord 8", Text: "three", Locale: "en-US"},
		}
		for i := range seen {
			seen[i].Time = time.Time{}
		}
		if !slices.Equal(seen, want) {
			t.Errorf("got %+v", seen)
		}
		r.check()
	})
}

func TestPrivateOption(t *testing.T) {
	for name, tt := range map[string]struct {
		from    discordtest.From
		option  []discordtest.Option
		private bool
	}{
		"left out":        {discordtest.From{}, nil, false},
		"on":              {discordtest.From{}, []discordtest.Option{discordtest.Bool("private", true)}, true},
		"off":             {discordtest.From{}, []discordtest.Option{discordtest.Bool("private", false)}, false},
		"on, in DMs":      {discordtest.From{Direct: true}, []discordtest.Option{discordtest.Bool("private", true)}, true},
		"of another kind": {discordtest.From{}, []discordtest.Option{discordtest.Text("private", "true")}, false},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				r := run(t, d)
				i := d.AwaitAnswer(t, ask(d, tt.from, "who?", tt.option...))
				begin(t, i, "**who?**\nAnswer to who?")
				if i.Ephemeral != tt.private {
					t.Errorf("private: %v", i.Ephemeral)
				}
				r.check()
			})
		})
	}
}

// What is about the bot is for the one who asks, wherever others read along.
func TestRepliesAboutTheBot(t *testing.T) {
	for name, tt := range map[string]struct {
		from    discordtest.From
		private bool
	}{
		"in a server":       {discordtest.From{}, true},
		"with the bot":      {discordtest.From{Direct: true}, false},
		"in a users' group": {discordtest.From{Direct: true, UserInstall: true}, true},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				r := run(t, d, real(t))
				for _, command := range []string{"help", "sources"} {
					if i := d.AwaitAnswer(t, d.Interact(d.Slash(tt.from, command))); i.Ephemeral != tt.private {
						t.Errorf("/%s in private: %v", command, i.Ephemeral)
					}
				}
				r.check()
			})
		})
	}
}

// The help names commands as Discord does for the reader, in whatever language it
// explains them.
func TestHelpNamesCommandsAsDiscordDoes(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d, everywhere(settings.Chat{Language: "uk"}))
		for locale, name := range map[string]string{"de": "/fragen", "es-419": "/preguntar", "en-GB": "/ask", "ja": "/ask"} {
			i := d.AwaitAnswer(t, d.Interact(d.Slash(discordtest.From{Locale: locale}, "help")))
			if want := name + " – " + phrases.For("uk").Ask; !strings.Contains(text(i.Message), want) {
				t.Errorf("%s: %q", locale, text(i.Message))
			}
		}
		r.check()
	})
}

func TestAutocomplete(t *testing.T) {
	many := func(t *testing.T, c []discordtest.Choice) {
		if len(c) < 3 {
			t.Errorf("got %v", c)
		}
	}
	none := func(t *testing.T, c []discordtest.Choice) {
		if c == nil || len(c) > 0 {
			t.Errorf("got %v", c)
		}
	}
	only := func(want ...string) func(*testing.T, []discordtest.Choice) {
		return func(t *testing.T, c []discordtest.Choice) {
			var got []string
			for _, choice := range c {
				got = append(got, choice.Name)
				if choice.Name != choice.Value {
					t.Errorf("%q stands for %q", choice.Name, choice.Value)
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("got %q", got)
			}
		}
	}
	for _, tt := range []struct {
		name, command string
		typed         discordtest.Option
		want          func(*testing.T, []discordtest.Choice)
	}{
		{"a question", "ask", discordtest.Text("question", "when does the f"), only("When does the ferry stop?")},
		{"nothing yet", "ask", discordtest.Text("question", ""), many},
		{"garbage", "ask", discordtest.Text("question", "\x00\xff \u202e@everyone <@1> "+strings.Repeat("x", 6000)), none},
		{"no text", "ask", discordtest.Bool("question", true), many},
		{"a speaker", "quotes", discordtest.Text("speaker", "be"), only("Anna Berg")},
		{"no speaker yet", "quotes", discordtest.Text("speaker", ""), only("Anna Berg", "Tom Vik")},
		{"nobody", "quotes", discordtest.Text("speaker", "zzz"), none},
		{"another option", "ask", discordtest.Text("colour", "x"), none},
		{"another command", "what", discordtest.Text("x", "x"), none},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				r := run(t, d)
				i := d.AwaitAnswer(t, d.Interact(d.Type(discordtest.From{}, tt.command, tt.typed)))
				tt.want(t, i.Choices)
				r.check()
			})
		})
	}
}

// A large story has more questions than Discord shows.
func TestAutocompleteIsBounded(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		base := riyadh(t)
		r := run(t, d, func(o *discord.Options) { o.Story = stand(t, base, core.Options{}) })
		for _, typed := range []string{"", "w", "who", "what did"} {
			i := d.AwaitAnswer(t, d.Interact(d.Type(discordtest.From{}, "ask", discordtest.Text("question", typed))))
			if len(i.Choices) != 25 && typed != "what did" {
				t.Errorf("%q: %d choices", typed, len(i.Choices))
			}
		}
		r.check()
	})
}

// "Ask about this" takes somebody's words for the question. The answer is for
// the one who asks.
func TestMessageCommand(t *testing.T) {
	for name, tt := range map[string]struct{ words, want string }{
		"a question": {"when does the ferry stop?", "**when does the ferry stop?**\nAnswer to when does the ferry stop?"},
		"no words":   {"", "I can only read text."},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				r := run(t, d)
				m := discordtest.Message{ID: d.NewID(), Channel: d.AddChannel(discordtest.Channel{}), Author: "5", Content: tt.words, Time: time.Now()}
				i := d.AwaitAnswer(t, d.Interact(d.About(discordtest.From{User: "7"}, "Ask about this", m)))
				begin(t, i, tt.want)
				if !i.Ephemeral {
					t.Error("others see it")
				}
				r.check()
			})
		})
	}
}

// What is registered is left alone when it is as it should be.
func TestCommandsAreRegisteredOnce(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		for range 2 {
			r := run(t, d)
			d.AwaitRequests(t, "GET /applications/{application_id}/commands", 1)
			d.AwaitAnswer(t, ask(d, discordtest.From{}, "who?"))
			time.Sleep(time.Second) // of the bubble
			r.check()
		}
		if n := d.CommandPuts(); n != 1 {
			t.Errorf("written %d times", n)
		}
		guild := d.NewID()
		r := run(t, d, func(o *discord.Options) { o.Guild = guild })
		d.AwaitRequests(t, "PUT /applications/{application_id}/guilds/{guild_id}/commands", 1)
		if len(d.Commands(guild)) != 11 {
			t.Errorf("%d commands", len(d.Commands(guild)))
		}
		synctest.Wait()
		if !strings.Contains(r.log.String(), "registered for all servers as well") {
			t.Error("not told that they are there twice")
		}
		r.check()
	})
}
