package discord_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	"dragoman/adapters/bolt"
	"dragoman/adapters/discord"
	"dragoman/adapters/discord/discordtest"
	"dragoman/core"
	"dragoman/core/delivery"
	"dragoman/core/feedback"
	"dragoman/core/forget"
	"dragoman/core/phrases"
	"dragoman/core/settings"
	"dragoman/core/subscriptions"
)

// What a reader wants forgotten is forgotten in all places, and others' is not.
func TestForgetEverything(t *testing.T) {
	for _, direct := range []bool{false, true} {
		everything := func(t *testing.T, d *discordtest.Server) {
			store, err := bolt.Open(filepath.Join(t.TempDir(), "state.db"), bolt.Options{NoSync: true})
			if err != nil {
				t.Fatal(err)
			}
			s := stand(t, ferryBase(t), core.Options{Sessions: store})
			desk := subscriptions.NewDesk(subscriptions.DeskOptions{Store: store, Ledger: store, Index: store, Story: s})
			r := run(t, d, func(o *discord.Options) {
				o.Story, o.Answerer, o.Sessions = s, s, store
				o.Settings, o.Feedback, o.Deliveries = store, store, store
				o.Subscriptions, o.Forgetter = desk, store
			})
			server := d.AddChannel(discordtest.Channel{})
			own := make(map[string]string) // channels of direct messages
			for _, user := range []string{"77", "78"} {
				own[user] = d.AddChannel(discordtest.Channel{Type: discordtest.TypeDM, Recipient: user})
				manager := discordtest.From{User: user, Channel: server, Permissions: discordtest.ManageGuild}
				i := d.AwaitAnswer(t, ask(d, manager, "when does the ferry stop?"))
				d.AwaitAnswer(t, d.Interact(d.Press(manager, *i.Message, button(t, i.Message, "g:"))))
				d.AwaitAnswer(t, ask(d, discordtest.From{User: user, Channel: own[user]}, "who is Anna Berg?"))
				d.AwaitAnswer(t, subscribe(d, manager, at8...))
				i = d.AwaitAnswer(t, d.Interact(d.Slash(discordtest.From{User: user, Channel: own[user]}, "settings")))
				d.AwaitAnswer(t, d.Interact(d.Choose(discordtest.From{User: user, Channel: own[user]}, *i.Message, "s:language", 3, "de")))
			}
			d.AwaitAnswer(t, subscribe(d, discordtest.From{User: "77", Channel: server, Permissions: discordtest.ManageGuild}, here(at8...)...))

			from := discordtest.From{User: "77", Channel: server}
			if direct {
				from.Channel = own["77"]
			}
			want := phrases.For("en").Forgotten
			if direct {
				want = phrases.For("de").Forgotten
			}
			begin(t, d.AwaitAnswer(t, d.Interact(d.Slash(from, "forget"))), want)
			for user, kept := range map[string]bool{"77": false, "78": true} {
				for _, channel := range []string{server, own[user]} {
					session, err := store.Session(t.Context(), core.SessionKey{Conversation: "discord " + channel, User: "discord " + user})
					if err != nil || len(session.Turns) > 0 != kept {
						t.Errorf("%s: %d turns in %s, %v", user, len(session.Turns), channel, err)
					}
				}
				if _, ok, err := store.Subscription(t.Context(), mine(user)); err != nil || ok != kept {
					t.Errorf("%s: subscribed %v, %v", user, ok, err)
				}
				if c, err := store.Settings(t.Context(), "discord "+own[user]); err != nil || c.Language == "de" != kept {
					t.Errorf("%s: settings %+v, %v", user, c, err)
				}
			}
			if sub, ok, err := store.Subscription(t.Context(), of(server)); err != nil || !ok || sub.Ended != "" || sub.By != "" {
				t.Errorf("the channel's subscription is %+v, %v", sub, err)
			}
			if votes, err := store.Feedback(t.Context()); err != nil || len(votes) != 1 || votes[0].Good != 1 {
				t.Errorf("votes %+v, %v", votes, err)
			}
			r.check()
			if err := store.Close(); err != nil {
				t.Error(err)
			}
		}
		name := "in a server"
		if direct {
			name = "in direct messages"
		}
		t.Run(name, func(t *testing.T) { bubble(t, everything) })
	}
}

// forgetter notes whom it is to forget.
type forgetter struct {
	asked []forget.Reader
	err   error
}

func (f *forgetter) ForgetUser(_ context.Context, r forget.Reader) (forget.Counts, error) {
	f.asked = append(f.asked, r)
	return forget.Counts{}, f.err
}

// Messages that wait for their answer are among what is forgotten.
func TestForgetFindsMessages(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		f, kept := new(forgetter), newShelf()
		hold := make(chan struct{})
		r := run(t, d, func(o *discord.Options) {
			o.Forgetter, o.Deliveries = f, kept
			o.Answerer = answerer{reply: func(ctx context.Context, m core.Message) (core.Reply, error) {
				<-hold
				return echo(m), nil
			}}
		})
		for _, user := range []string{"77", "78"} {
			d.Write(discordtest.From{User: user, Direct: true}, "who?", discordtest.Writing{})
		}
		synctest.Wait()
		begin(t, d.AwaitAnswer(t, d.Interact(d.Slash(discordtest.From{User: "77"}, "forget"))), phrases.For("en").Forgotten)
		if len(f.asked) != 1 || f.asked[0].User != "discord 77" || f.asked[0].Source != "discord "+d.App() || len(f.asked[0].Chats) != 1 {
			t.Fatalf("asked %+v", f.asked)
		}
		updates, _ := kept.Aside(t.Context(), "")
		found := 0
		for _, u := range updates {
			if f.asked[0].Sent(u.Data) {
				found++
				if !strings.Contains(string(u.Data), `"id":"77"`) {
					t.Errorf("another's message: %s", u.Data)
				}
			}
		}
		if found != 1 || len(updates) != 2 || f.asked[0].Sent([]byte("x")) || f.asked[0].Sent([]byte(`{"id":"77"}`)) {
			t.Errorf("found %d of %d", found, len(updates))
		}
		close(hold)
		f.err = errDisk
		begin(t, d.AwaitAnswer(t, d.Interact(d.Slash(discordtest.From{User: "77"}, "forget"))), phrases.For("en").Trouble)
		r.check()
	})
}

// Without a state file what is in memory is forgotten.
func TestForgetInMemory(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		memory, votes := new(subscriptions.Memory), new(feedback.Memory)
		r := run(t, d, daily(t, memory), func(o *discord.Options) {
			o.Feedback, o.Settings, o.Deliveries = votes, new(settings.Memory), new(delivery.Memory)
		})
		who := discordtest.From{User: "77"}
		d.AwaitAnswer(t, subscribe(d, who, at8...))
		i := d.AwaitAnswer(t, ask(d, who, "who?"))
		d.AwaitAnswer(t, d.Interact(d.Press(who, *i.Message, button(t, i.Message, "g:"))))
		d.AwaitAnswer(t, d.Interact(d.Slash(who, "forget")))
		if len(places(t, memory, mine("77"))) > 0 {
			t.Error("still subscribed")
		}
		if counts, _ := votes.Feedback(t.Context()); len(counts) > 0 {
			t.Errorf("votes %+v", counts)
		}
		r.check()
	})
}
