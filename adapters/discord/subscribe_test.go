package discord_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"dragoman/adapters/discord"
	"dragoman/adapters/discord/discordtest"
	"dragoman/core"
	"dragoman/core/edition"
	"dragoman/core/phrases"
	"dragoman/core/settings"
	"dragoman/core/subscriptions"
	"dragoman/knowledge"
)

// Who may not subscribe a channel is told which permissions that takes, and how to
// subscribe for themselves: in the language of their menu, whose choice is named,
// whatever that of the server is.
func TestSubscribeAChannelWithoutPermission(t *testing.T) {
	for _, tag := range phrases.Languages() {
		t.Run(tag, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				server := "pl"
				if tag == server {
					server = "de"
				}
				memory := new(subscriptions.Memory)
				r := run(t, d, daily(t, memory), everywhere(settings.Chat{Language: server}))
				p := phrases.For(tag)
				who := discordtest.From{User: "77", Locale: tag, Channel: d.AddChannel(discordtest.Channel{})}
				i := d.AwaitAnswer(t, subscribe(d, who, here(at8...)...))
				if text(i.Message) != p.ManagersSubscribe || !i.Ephemeral {
					t.Errorf("got %q", text(i.Message))
				}
				if got := places(t, memory, of(who.Channel)); len(got) > 0 {
					t.Errorf("subscribed %v", got)
				}
				r.check()
			})
		})
	}
}

// A time that is "off" or "stop" does what /unsubscribe does, the channel's briefing
// included, also where the bot may not write any more.
func TestSubscribeOff(t *testing.T) {
	p := phrases.For("en")
	off := func(word string, options ...discordtest.Option) []discordtest.Option {
		return append(options, discordtest.Text("time", word))
	}
	for _, tt := range []struct {
		name    string
		options []discordtest.Option
		member  int64
		before  []string // mine, here
		after   []string
		want    string
	}{
		{"mine", off("off"), discordtest.ManageGuild, []string{"mine", "here"}, []string{"here"}, p.Unsubscribed},
		{"in another language", off("выкл"), 0, nil, nil, "I do not understand the time “выкл”."},
		{"with a word of another language", off("aus"), 0, []string{"mine"}, nil, p.Unsubscribed},
		{"the channel's, as there is no other", off("stop"), discordtest.ManageChannels, []string{"here"}, nil, p.Unsubscribed},
		{"the channel's, by anybody", off("stop"), 0, []string{"here"}, []string{"here"}, p.NotSubscribed},
		{"the channel's, said so by anybody", here(off("Stop")...), 0, []string{"here"}, []string{"here"}, p.ManagersSubscribe},
		{"the channel's, said so", here(off("Stop")...), discordtest.ManageGuild, []string{"mine", "here"}, []string{"mine"}, p.Unsubscribed},
		{"nothing, where the bot may not write", here(off("off")...), discordtest.ManageGuild, nil, nil, p.NotSubscribed},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				memory := new(subscriptions.Memory)
				r := run(t, d, daily(t, memory))
				who := discordtest.From{User: "77", Channel: d.AddChannel(discordtest.Channel{}), Permissions: discordtest.ManageGuild}
				subscribeTo(t, d, who, tt.before)
				d.Deny(who.Channel, discordtest.SendMessages)
				who.Permissions = tt.member
				i := d.AwaitAnswer(t, subscribe(d, who, tt.options...))
				begin(t, i, tt.want)
				checkLeft(t, memory, who, tt.after)
				r.check()
			})
		})
	}
}

// A mistake of somebody who is subscribed changes nothing, and that is said.
func TestMistakeOfSubscriber(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		memory := new(subscriptions.Memory)
		r := run(t, d, daily(t, memory))
		who := discordtest.From{User: "77", Direct: true, Locale: "fr"}
		d.AwaitAnswer(t, subscribe(d, who, at8...))
		for _, options := range [][]discordtest.Option{
			{discordtest.Text("time", "25:99")}, {discordtest.Text("zone", "Wrrzwa")}, {discordtest.Text("days", "someday")},
		} {
			i := d.AwaitAnswer(t, subscribe(d, who, options...))
			got := text(i.Message)
			if !strings.Contains(got, "Écrivez par exemple : ") || !strings.HasSuffix(got, "\nLe point quotidien reste comme il était : 08:00, Europe/Warsaw") {
				t.Errorf("got %q", got)
			}
			for _, b := range i.Message.Buttons() {
				if b.Label == "08:00" || strings.HasPrefix(b.Label, "Warsaw") || b.Label == phrases.For("fr").EveryDay {
					t.Errorf("offers %q", b.Label)
				}
			}
		}
		if s, _, _ := memory.Subscription(t.Context(), mine("77")); s.Plan.At.String() != "08:00" || s.Plan.Zone != "Europe/Warsaw" {
			t.Errorf("stored %+v", s)
		}
		r.check()
	})
}

// In the settings a briefing that comes has a tick, the reader's and the channel's
// each, also once another setting is changed.
func TestSettingsTickTheBriefing(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d, daily(t, nil))
		p := phrases.For("en")
		me, channel := p.DailyBriefing+": "+p.WhereMe, p.DailyBriefing+": "+p.WhereHere
		manager := discordtest.From{User: "77", Channel: d.AddChannel(discordtest.Channel{}), Permissions: discordtest.ManageGuild}
		shown := func(m *discordtest.Message, labels ...string) {
			t.Helper()
			for _, label := range labels {
				labelled(t, m, label)
			}
		}
		open := func() *discordtest.Message {
			t.Helper()
			return d.AwaitAnswer(t, d.Interact(d.Slash(manager, "settings"))).Message
		}
		shown(open(), me, channel)
		d.AwaitAnswer(t, subscribe(d, manager, here(at8...)...))
		shown(open(), me, "✓ "+channel)
		d.AwaitAnswer(t, subscribe(d, manager, at8...))
		m := open()
		shown(m, "✓ "+me, "✓ "+channel)
		i := d.AwaitAnswer(t, d.Interact(d.Press(manager, *m, labelled(t, m, p.FeedbackButtons))))
		shown(i.Message, "✓ "+me, "✓ "+channel)
		begin(t, d.AwaitAnswer(t, d.Interact(d.Press(manager, *i.Message, labelled(t, i.Message, "✓ "+me)))), p.DailyBriefing)
		d.AwaitAnswer(t, d.Interact(d.Slash(manager, "unsubscribe", here()...)))
		shown(open(), "✓ "+me, channel)

		direct := discordtest.From{User: "77", Direct: true}
		shown(d.AwaitAnswer(t, d.Interact(d.Slash(direct, "settings"))).Message, "✓ "+p.DailyBriefing)
		direct.User = "78"
		shown(d.AwaitAnswer(t, d.Interact(d.Slash(direct, "settings"))).Message, p.DailyBriefing)
		r.check()
	})
}

// The day that the timeline highlights is the reader's: it is midnight at Greenwich,
// and still yesterday in New York.
func TestTodayOfTimeline(t *testing.T) {
	file, err := os.ReadFile("../../knowledge/testdata/ferry.yaml")
	if err != nil {
		t.Fatal(err)
	}
	base, err := knowledge.Parse("ferry.yaml", bytes.ReplaceAll(file, []byte("2025-11-01"), []byte("1999-12-31")))
	if err != nil {
		t.Fatal(err)
	}
	stand, err := edition.New(base, core.Options{})
	if err != nil {
		t.Fatal(err)
	}
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d, func(o *discord.Options) { o.Story = stand }, daily(t, nil))
		channel := d.AddChannel(discordtest.Channel{})
		highlights := func(user, in string) bool {
			t.Helper()
			i := d.AwaitAnswer(t, d.Interact(d.Slash(discordtest.From{User: user, Channel: in}, "timeline")))
			if i.Message == nil || len(i.Message.Attachments) != 1 {
				t.Fatalf("got %+v", i)
			}
			return strings.Contains(i.Message.Attachments[0].Description, "today")
		}
		if highlights("77", channel) {
			t.Error("it is not that day at Greenwich any more")
		}
		in := func(zone string) []discordtest.Option {
			return []discordtest.Option{discordtest.Text("time", "8"), discordtest.Text("zone", zone)}
		}
		d.AwaitAnswer(t, subscribe(d, discordtest.From{User: "77", Channel: channel}, in("New York")...))
		if !highlights("77", channel) || highlights("78", channel) {
			t.Error("it is that day in New York, for one reader")
		}
		d.AwaitAnswer(t, subscribe(d, discordtest.From{User: "79", Channel: channel}, in("Kyiv")...))
		d.AwaitAnswer(t, subscribe(d, discordtest.From{User: "77", Channel: channel, Permissions: discordtest.ManageGuild}, here(in("Los Angeles")...)...))
		if !highlights("78", channel) || highlights("79", channel) {
			t.Error("it is that day in the channel, but not for who is in Kyiv")
		}
		r.check()
	})
}
