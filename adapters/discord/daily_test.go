package discord_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"dragoman/adapters/discord"
	"dragoman/adapters/discord/discordtest"
	"dragoman/core/phrases"
	"dragoman/core/settings"
	"dragoman/core/subscriptions"
)

// daily gives the bot a desk. Memory may be nil.
func daily(t testing.TB, memory *subscriptions.Memory) func(*discord.Options) {
	t.Helper()
	if memory == nil {
		memory = new(subscriptions.Memory)
	}
	return func(o *discord.Options) {
		o.Subscriptions = subscriptions.NewDesk(subscriptions.DeskOptions{Store: memory, Ledger: memory, Index: memory, Story: o.Story})
	}
}

// places of the subscriptions that run.
func places(t *testing.T, memory *subscriptions.Memory, all ...subscriptions.Place) (running []subscriptions.Place) {
	t.Helper()
	for _, place := range all {
		s, ok, err := memory.Subscription(t.Context(), place)
		if err != nil {
			t.Fatal(err)
		}
		if ok && s.Ended == "" {
			running = append(running, place)
		}
	}
	return running
}

func mine(user string) subscriptions.Place {
	return subscriptions.Place{Platform: subscriptions.Discord, User: user}
}

func of(channel string) subscriptions.Place {
	return subscriptions.Place{Platform: subscriptions.Discord, Chat: channel}
}

// labelled is the name of the button with a label.
func labelled(t *testing.T, m *discordtest.Message, label string) string {
	t.Helper()
	if m != nil {
		for _, b := range m.Buttons() {
			if strings.HasPrefix(b.Label, label) {
				return b.CustomID
			}
		}
	}
	t.Fatalf("no button %q in %+v", label, m)
	return ""
}

// subscribe is the command with options.
func subscribe(d *discordtest.Server, f discordtest.From, options ...discordtest.Option) string {
	return d.Interact(d.Slash(f, "subscribe", options...))
}

var at8 = []discordtest.Option{discordtest.Text("time", "8"), discordtest.Text("zone", "Warsaw")}

func here(options ...discordtest.Option) []discordtest.Option {
	return append(slices.Clone(options), discordtest.Text("where", "here"))
}

// Without arguments the bot asks, by buttons, in the same message.
func TestSubscribeByButtons(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		memory := new(subscriptions.Memory)
		r := run(t, d, daily(t, memory))
		who := discordtest.From{User: "77", Direct: true, Locale: "pl"}
		i := d.AwaitAnswer(t, subscribe(d, who))
		p := phrases.For("pl")
		begin(t, i, strings.Replace(p.AskTime, "%s", "/"+p.NameSubscribe+" "+p.OptionTime+":8:30", 1))
		press := func(label, want string) {
			t.Helper()
			next := d.AwaitAnswer(t, d.Interact(d.Press(discordtest.From{User: "77", Locale: "pl"}, *i.Message, labelled(t, i.Message, label))))
			if next.Response != discordtest.RespondUpdate || next.Message.ID != i.Message.ID {
				t.Errorf("%s: another message: %+v", label, next)
			}
			i = next
			begin(t, i, want)
		}
		press("08:00", strings.Replace(p.AskZone, "%s", "/"+p.NameSubscribe+" "+p.OptionTime+":08:00 "+p.OptionZone+":Warsaw", 1))
		press("Warsaw", p.Subscribed)
		if !strings.Contains(text(i.Message), "08:00, Europe/Warsaw") {
			t.Errorf("no next delivery: %q", text(i.Message))
		}
		press(p.ChangeBriefing, p.DailyBriefing)
		press(p.BriefingTime, strings.Replace(p.AskTime, "%s", "/"+p.NameSubscribe+" "+p.OptionTime+":8:30", 1))
		press("21:00", p.DailyBriefing)
		s, _, _ := memory.Subscription(t.Context(), mine("77"))
		if s.Plan.At.String() != "21:00" || s.Plan.Zone != "Europe/Warsaw" || s.By != "discord 77" || s.Language != "pl" {
			t.Errorf("stored %+v", s)
		}
		press(p.StopBriefing, p.Unsubscribed)
		press(p.SubscribeAgain, p.Subscribed)
		if len(d.Sent("")) != 1 {
			t.Errorf("sent %d messages", len(d.Sent("")))
		}
		r.check()
	})
}

// In a server the page is for the reader alone, and shown where the briefings come.
func TestSubscribeForMyself(t *testing.T) {
	for name, from := range map[string]discordtest.From{
		"in a server":                      {},
		"in a server that has not the bot": {UserInstall: true},
		"between users":                    {UserInstall: true, Direct: true},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				memory := new(subscriptions.Memory)
				r := run(t, d, daily(t, memory))
				from.User, from.Locale = "77", "de"
				p := phrases.For("de")
				if from.Direct { // a group of theirs: its recipient is another
					from.Channel = d.AddChannel(discordtest.Channel{Type: discordtest.TypeDM, Recipient: "88"})
				}
				i := d.AwaitAnswer(t, subscribe(d, from, append(at8, discordtest.Text("days", "Mo, Mi"), discordtest.Bool("only-new", true))...))
				begin(t, i, p.Subscribed)
				synctest.Wait()
				var direct []discordtest.Message
				for _, m := range d.Sent("") {
					if m.Interaction == "" {
						direct = append(direct, m)
					}
				}
				if !i.Ephemeral || len(direct) != 1 || text(&direct[0]) != text(i.Message) || direct[0].Channel == i.Channel {
					t.Fatalf("shown %+v, in direct messages %+v", i.Message, direct)
				}
				s, _, _ := memory.Subscription(t.Context(), mine("77"))
				if !s.OnlyNew || s.Plan.Days.String() == "" || s.Language != "de" {
					t.Errorf("stored %+v", s)
				}
				// It is changed in either place, and shown there only.
				next := d.AwaitAnswer(t, d.Interact(d.Press(discordtest.From{User: "77", Locale: "de"}, direct[0], labelled(t, &direct[0], p.StopBriefing))))
				begin(t, next, p.Unsubscribed)
				if len(places(t, memory, mine("77"))) > 0 {
					t.Error("still subscribed")
				}
				r.check()
			})
		})
	}
}

// Who takes no messages is told so, and not subscribed.
func TestSubscribeOfOneWhoTakesNoMessages(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		memory := new(subscriptions.Memory)
		r := run(t, d, daily(t, memory))
		d.Refuse("77")
		p := phrases.For("en")
		i := d.AwaitAnswer(t, subscribe(d, discordtest.From{User: "77"}, at8...))
		begin(t, i, p.NoDirect)
		i = d.AwaitAnswer(t, subscribe(d, discordtest.From{User: "77"}))
		next := d.AwaitFollowups(t, d.Interact(d.Press(discordtest.From{User: "77"}, *i.Message, labelled(t, i.Message, "08:00"))), 0)
		next = d.AwaitAnswer(t, next.ID)
		press := d.AwaitFollowups(t, d.Interact(d.Press(discordtest.From{User: "77"}, *next.Message, next.Message.Buttons()[0].CustomID)), 1)
		if got := press.Followups[0]; text(&got) != p.NoDirect || !got.Ephemeral() {
			t.Errorf("told %+v", got)
		}
		if got := places(t, memory, mine("77")); len(got) > 0 {
			t.Errorf("subscribed %v", got)
		}
		r.check()
	})
}

// A channel is subscribed by those who manage it, where the bot may write.
func TestSubscribeAChannel(t *testing.T) {
	p := phrases.For("en")
	for _, tt := range []struct {
		name   string
		member int64
		denied int64 // of the bot
		thread bool
		from   discordtest.From
		want   string // how the page begins
		also   string
	}{
		{"by anybody", 0, 0, false, discordtest.From{}, p.ManagersSubscribe, ""},
		{"by one who manages the server", discordtest.ManageGuild, 0, false, discordtest.From{}, p.SubscribedChat, ""},
		{"by one who manages the channel", discordtest.ManageChannels, 0, false, discordtest.From{}, p.SubscribedChat, ""},
		{"by an administrator", 1 << 3, 0, false, discordtest.From{}, p.SubscribedChat, ""},
		{"a thread", discordtest.ManageGuild, discordtest.SendMessages, true, discordtest.From{}, p.SubscribedChat, ""},
		{"where the bot may not write", discordtest.ManageGuild, discordtest.SendMessages, false, discordtest.From{}, "I cannot answer in this channel yet. There I need: Send Messages.", ""},
		{"where the bot may not look", discordtest.ManageGuild, discordtest.ViewChannel | discordtest.SendMessages, false, discordtest.From{},
			"I cannot answer in this channel yet. There I need: View Channel, Send Messages.", ""},
		{"a thread where the bot may not write", discordtest.ManageGuild, discordtest.SendMessagesInThread, true, discordtest.From{},
			"I cannot answer in this channel yet. There I need: Send Messages in Threads.", ""},
		{"without layout and pictures", discordtest.ManageGuild, discordtest.EmbedLinks | discordtest.AttachFiles, false, discordtest.From{},
			p.SubscribedChat, "when I have: Embed Links, Attach Files."},
		{"where the bot is not", discordtest.ManageGuild, 0, false, discordtest.From{UserInstall: true},
			"I cannot answer in this channel yet. There I need: View Channel, Send Messages.", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				memory := new(subscriptions.Memory)
				r := run(t, d, daily(t, memory))
				kind := discordtest.Channel{Guild: "5"}
				if tt.thread {
					kind.Type, kind.Parent = discordtest.TypePublicThread, "6"
				}
				who := tt.from
				who.User, who.Permissions, who.Channel = "77", tt.member, d.AddChannel(kind)
				d.Deny(who.Channel, tt.denied)
				i := d.AwaitAnswer(t, subscribe(d, who, here(at8...)...))
				begin(t, i, tt.want)
				if !strings.Contains(text(i.Message), tt.also) || !i.Ephemeral {
					t.Errorf("got %q, private %v", text(i.Message), i.Ephemeral)
				}
				subscribed := slices.Equal(places(t, memory, mine("77"), of(who.Channel)), []subscriptions.Place{of(who.Channel)})
				if subscribed != (tt.want == p.SubscribedChat) {
					t.Errorf("subscribed: %v", subscribed)
				}
				r.check()
			})
		})
	}
}

// In direct messages and in groups of users no channel can be subscribed.
func TestSubscribeHereWhereThereIsNoChannel(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		memory := new(subscriptions.Memory)
		r := run(t, d, daily(t, memory))
		p := phrases.For("en")
		i := d.AwaitAnswer(t, subscribe(d, discordtest.From{User: "77", Direct: true}, here(at8...)...))
		begin(t, i, p.Subscribed)
		i = d.AwaitAnswer(t, subscribe(d, discordtest.From{User: "78", Direct: true, UserInstall: true}, here(at8...)...))
		begin(t, i, p.ManagersSubscribe)
		if got := places(t, memory, mine("77"), mine("78")); len(got) != 1 {
			t.Errorf("subscribed %v", got)
		}
		r.check()
	})
}

// A permission that is lost is missed by the next press, whatever the page offers.
func TestPressesLookAtPermissions(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		memory := new(subscriptions.Memory)
		r := run(t, d, daily(t, memory))
		p := phrases.For("en")
		who := discordtest.From{User: "77", Channel: d.AddChannel(discordtest.Channel{}), Permissions: discordtest.ManageGuild}
		asked := d.AwaitAnswer(t, subscribe(d, who, here()...))
		done := d.AwaitAnswer(t, subscribe(d, who, here(at8...)...))
		anybody := who
		anybody.Permissions = 0
		for _, m := range []*discordtest.Message{asked.Message, done.Message} {
			for _, b := range m.Buttons() {
				told := d.AwaitFollowups(t, d.Interact(d.Press(anybody, *m, b.CustomID)), 1)
				if got := told.Followups[0]; text(&got) != p.ManagersSubscribe || !got.Ephemeral() {
					t.Errorf("%s: told %+v", b.Label, got)
				}
			}
		}
		if len(places(t, memory, of(who.Channel))) != 1 {
			t.Error("not subscribed any more")
		}
		d.AwaitAnswer(t, d.Interact(d.Press(who, *done.Message, labelled(t, done.Message, p.StopBriefing))))
		d.Deny(who.Channel, discordtest.SendMessages)
		told := d.AwaitFollowups(t, d.Interact(d.Press(who, *asked.Message, labelled(t, asked.Message, "08:00"))), 1)
		if got := told.Followups[0]; !strings.HasSuffix(text(&got), "There I need: Send Messages.") {
			t.Errorf("told %q", text(&got))
		}
		if len(places(t, memory, of(who.Channel))) > 0 {
			t.Error("subscribed")
		}
		r.check()
	})
}

// A button is about who presses it, also when it comes from somebody else's message.
func TestPressOfAnothersPage(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		memory := new(subscriptions.Memory)
		r := run(t, d, daily(t, memory))
		i := d.AwaitAnswer(t, subscribe(d, discordtest.From{User: "77"}, at8...))
		d.AwaitAnswer(t, d.Interact(d.Press(discordtest.From{User: "78"}, *i.Message, labelled(t, i.Message, phrases.For("en").StopBriefing))))
		if got := places(t, memory, mine("77"), mine("78")); len(got) != 1 || got[0] != mine("77") {
			t.Errorf("subscribed %v", got)
		}
		r.check()
	})
}

// What nobody's page holds does no harm.
func TestPressesOfGarbage(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		memory := new(subscriptions.Memory)
		r := run(t, d, daily(t, memory))
		i := d.AwaitAnswer(t, subscribe(d, discordtest.From{User: "77", Direct: true}, at8...))
		for _, custom := range []string{"u:", "u:m", "u::", "u:m:", "u:x:c", "u:h:c", "u:h:x", "u:m:" + strings.Repeat("w", 90), "u:m:\x00"} {
			p := d.Press(discordtest.From{User: "77"}, *i.Message, custom)
			d.AwaitResponse(t, d.Interact(p))
		}
		if len(places(t, memory, mine("77"))) != 1 {
			t.Error("not subscribed any more")
		}
		r.check()
	})
}

func TestUnsubscribe(t *testing.T) {
	p := phrases.For("en")
	for _, tt := range []struct {
		name    string
		options []discordtest.Option
		member  int64
		before  []string // mine, here
		after   []string // likewise
		want    string
	}{
		{"mine", nil, discordtest.ManageGuild, []string{"mine", "here"}, []string{"here"}, p.Unsubscribed},
		{"the channel's, as there is no other", nil, discordtest.ManageGuild, []string{"here"}, nil, p.Unsubscribed},
		{"the channel's, by anybody", nil, 0, []string{"here"}, []string{"here"}, p.NotSubscribed},
		{"the channel's, said so by anybody", here(), 0, []string{"here"}, []string{"here"}, p.ManagersSubscribe},
		{"the channel's, said so", here(), discordtest.ManageChannels, []string{"mine", "here"}, []string{"mine"}, p.Unsubscribed},
		{"nothing", nil, discordtest.ManageGuild, nil, nil, p.NotSubscribed},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				memory := new(subscriptions.Memory)
				r := run(t, d, daily(t, memory))
				who := discordtest.From{User: "77", Channel: d.AddChannel(discordtest.Channel{}), Permissions: discordtest.ManageGuild}
				subscribeTo(t, d, who, tt.before)
				who.Permissions = tt.member
				i := d.AwaitAnswer(t, d.Interact(d.Slash(who, "unsubscribe", tt.options...)))
				begin(t, i, tt.want)
				checkLeft(t, memory, who, tt.after)
				r.check()
			})
		})
	}
}

// subscribeTo has a reader subscribe "mine", which is for himself, or "here".
func subscribeTo(t *testing.T, d *discordtest.Server, who discordtest.From, places []string) {
	t.Helper()
	for _, where := range places {
		options := at8
		if where == "here" {
			options = here(at8...)
		}
		d.AwaitAnswer(t, subscribe(d, who, options...))
	}
}

// checkLeft checks which of them get a briefing.
func checkLeft(t *testing.T, memory *subscriptions.Memory, who discordtest.From, want []string) {
	t.Helper()
	named := map[string]subscriptions.Place{"mine": mine(who.User), "here": of(who.Channel)}
	var left []subscriptions.Place
	for _, where := range want {
		left = append(left, named[where])
	}
	if got := places(t, memory, named["mine"], named["here"]); !slices.Equal(got, left) {
		t.Errorf("subscribed %v, want %v", got, left)
	}
}

// What is wrong is said with an example, and escaped.
func TestSubscribeMisunderstood(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d, daily(t, nil))
		i := d.AwaitAnswer(t, subscribe(d, discordtest.From{Direct: true}, discordtest.Text("time", "*<@1>* @everyone")))
		if got := i.Message.Content; !strings.Contains(got, `“\*\<\@1\>\* \@everyone”`) || len(i.Message.Pings) > 0 {
			t.Errorf("got %q, pings %v", got, i.Message.Pings)
		}
		r.check()
	})
}

// The settings lead to those of the briefing; members who manage nothing see theirs.
func TestSettingsOfTheBriefing(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d, daily(t, nil))
		p := phrases.For("en")
		manager := discordtest.From{User: "77", Channel: d.AddChannel(discordtest.Channel{}), Permissions: discordtest.ManageGuild}
		i := d.AwaitAnswer(t, d.Interact(d.Slash(manager, "settings")))
		page := d.AwaitAnswer(t, d.Interact(d.Press(manager, *i.Message, labelled(t, i.Message, p.DailyBriefing+": "+p.WhereHere))))
		begin(t, page, p.NotSubscribed)
		page = d.AwaitAnswer(t, d.Interact(d.Press(manager, *page.Message, labelled(t, page.Message, p.SubscribeNow))))
		page = d.AwaitAnswer(t, d.Interact(d.Press(manager, *page.Message, labelled(t, page.Message, "07:00"))))
		page = d.AwaitAnswer(t, d.Interact(d.Press(manager, *page.Message, page.Message.Buttons()[0].CustomID)))
		begin(t, page, p.SubscribedChat)
		if page.Message.ID != i.Message.ID || !page.Message.Ephemeral() {
			t.Errorf("another message: %+v", page.Message)
		}

		i = d.AwaitAnswer(t, d.Interact(d.Slash(discordtest.From{User: "78", Channel: manager.Channel}, "settings")))
		begin(t, i, p.NotSubscribed)
		i = d.AwaitAnswer(t, d.Interact(d.Slash(discordtest.From{User: "78", Direct: true}, "settings")))
		begin(t, i, "**"+p.Settings)
		page = d.AwaitAnswer(t, d.Interact(d.Press(discordtest.From{User: "78"}, *i.Message, labelled(t, i.Message, p.DailyBriefing))))
		begin(t, page, p.NotSubscribed)
		r.check()
	})
}

// The language of a server is that of its channels' briefings, not of its members'.
func TestLanguageOfABriefing(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		memory := new(subscriptions.Memory)
		r := run(t, d, daily(t, memory), everywhere(settings.Chat{Language: "uk"}))
		who := discordtest.From{User: "77", Locale: "fr", Channel: d.AddChannel(discordtest.Channel{}), Permissions: discordtest.ManageGuild}
		begin(t, d.AwaitAnswer(t, subscribe(d, who, here(at8...)...)), phrases.For("uk").SubscribedChat)
		begin(t, d.AwaitAnswer(t, subscribe(d, who, at8...)), phrases.For("fr").Subscribed)
		r.check()
	})
}

func TestCompletionOfSubscribe(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d, daily(t, nil))
		for _, tt := range []struct{ option, typed, name, value string }{
			{"zone", "kiev", "Kyiv", "Europe/Kyiv"},
			{"zone", "", "Warsaw", "Europe/Warsaw"},
			{"time", "half past seven", "07:30", "07:30"},
			{"days", "śr", "środa", "Wed"},
		} {
			i := d.AwaitAnswer(t, d.Interact(d.Type(discordtest.From{Locale: "pl"}, "subscribe", discordtest.Text(tt.option, tt.typed))))
			if len(i.Choices) == 0 || !strings.HasPrefix(i.Choices[0].Name, tt.name) || i.Choices[0].Value != tt.value {
				t.Errorf("%s %q: %v", tt.option, tt.typed, i.Choices)
			}
		}
		i := d.AwaitAnswer(t, d.Interact(d.Type(discordtest.From{}, "subscribe", discordtest.Text("zone", "\xff<@1> \u202e"+strings.Repeat("x", 6000)))))
		if i.Choices == nil || len(i.Choices) > 0 {
			t.Errorf("got %v", i.Choices)
		}
		r.check()
	})
}

// Without a desk there are no such commands, and those of an earlier start, and
// their buttons, say so.
func TestNoDesk(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d)
		p := phrases.For("en")
		for _, name := range []string{"subscribe", "unsubscribe", "briefing"} {
			begin(t, d.AwaitAnswer(t, d.Interact(d.Slash(discordtest.From{}, name))), p.UnknownCommand)
		}
		i := d.AwaitAnswer(t, ask(d, discordtest.From{User: "77"}, "who?"))
		told := d.AwaitFollowups(t, d.Interact(d.Press(discordtest.From{User: "77"}, *i.Message, "u:m:c")), 1)
		if got := told.Followups[0]; text(&got) != p.Gone {
			t.Errorf("told %q", text(&got))
		}
		r.check()
	})
}

// failing is a store of subscriptions on a full disk.
type failing struct{ *subscriptions.Memory }

func (failing) Subscription(context.Context, subscriptions.Place) (subscriptions.Subscription, bool, error) {
	return subscriptions.Subscription{}, false, errDisk
}

func TestSubscriptionsThatCannotBeRead(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		store := failing{new(subscriptions.Memory)}
		r := run(t, d, func(o *discord.Options) {
			o.Subscriptions = subscriptions.NewDesk(subscriptions.DeskOptions{Store: store, Ledger: store, Index: store, Story: o.Story})
		})
		for _, name := range []string{"subscribe", "unsubscribe", "briefing"} {
			begin(t, d.AwaitAnswer(t, d.Interact(d.Slash(discordtest.From{Direct: true}, name))), phrases.For("en").Trouble)
		}
		if !strings.Contains(r.log.String(), errDisk.Error()) {
			t.Error("the log does not say why")
		}
		r.check()
	})
}

// Many readers at once.
func TestSubscribeSideBySide(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		memory := new(subscriptions.Memory)
		r := run(t, d, daily(t, memory))
		var wg sync.WaitGroup
		var all []subscriptions.Place
		for n := range 50 {
			user := "10" + string(rune('0'+n/10)) + string(rune('0'+n%10))
			all = append(all, mine(user))
			wg.Go(func() { d.AwaitAnswer(t, subscribe(d, discordtest.From{User: user}, at8...)) })
		}
		wg.Wait()
		if got := places(t, memory, all...); len(got) != len(all) {
			t.Errorf("%d subscribed", len(got))
		}
		if err := r.end(); err != nil && !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
}
