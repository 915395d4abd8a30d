package discord_test

import (
	"context"
	"path/filepath"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/adapters/discord"
	"dragoman/adapters/discord/discordtest"
	"dragoman/core"
	"dragoman/core/delivery"
)

// shelf keeps what is set aside in memory, as the state file does. A frozen one
// takes nothing more: the process that writes to it is dead.
type shelf struct {
	delivery.Log
	mu     sync.Mutex
	frozen bool
	aside  map[int64][]byte
}

func newShelf() *shelf { return &shelf{Log: new(delivery.Memory), aside: make(map[int64][]byte)} }

func (s *shelf) freeze(is bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.frozen = is
}

func (s *shelf) kept() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.aside)
}

func (s *shelf) SetAside(_ context.Context, _ string, updates []delivery.Update) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, u := range updates {
		if s.frozen {
			return errDisk
		}
		s.aside[u.ID] = u.Data
	}
	return nil
}

func (s *shelf) Aside(context.Context, string) (all []delivery.Update, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, data := range s.aside {
		all = append(all, delivery.Update{ID: id, Data: data})
	}
	return all, nil
}

func (s *shelf) Mark(ctx context.Context, r delivery.Receipt) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.frozen {
		return errDisk
	}
	delete(s.aside, r.ID)
	return s.Log.Mark(ctx, r)
}

// What was taken on is answered after a crash, whether or not it was sent before,
// and seen once. A message that waits for another one is not lost either.
func TestCrash(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		store := newShelf()
		use := func(o *discord.Options) { o.Deliveries = store }
		r := run(t, d, use, func(o *discord.Options) {
			o.Answerer = answerer{reply: func(ctx context.Context, m core.Message) (core.Reply, error) {
				if m.Text == "hang" {
					return after(time.Hour).reply(ctx, m)
				}
				return echo(m), nil
			}}
		})
		channel := d.AddChannel(discordtest.Channel{})
		d.Write(discordtest.From{User: "7", Channel: channel}, "hang", discordtest.Writing{Mention: true})
		d.Write(discordtest.From{User: "7", Channel: channel}, "behind it", discordtest.Writing{Mention: true})
		synctest.Wait()
		if n := store.kept(); n != 2 {
			t.Fatalf("%d messages are kept", n)
		}
		d.Fail(discordtest.Fault{Route: createMessage, Times: 1, Delay: time.Second})
		d.Write(discordtest.From{User: "8", Channel: channel}, "sent, not noted", discordtest.Writing{Mention: true})
		synctest.Wait()
		store.freeze(true) // the process is dead
		d.AwaitSent(t, channel, 1)
		if err := r.end(); err != nil {
			t.Error(err)
		}
		store.freeze(false)

		r = run(t, d, use)
		d.AwaitSent(t, channel, 3)
		synctest.Wait()
		got := make(map[string]int)
		for _, m := range d.Sent(channel) {
			got[text(&m)]++
		}
		for _, asked := range []string{"hang", "behind it", "sent, not noted"} {
			if got["Answer to "+asked] != 1 {
				t.Errorf("got %v", got)
			}
		}
		if n := store.kept(); n != 0 {
			t.Errorf("%d messages are kept", n)
		}
		r.check()
	})
}

// What cannot be sent when the bot is stopped is sent after the restart.
func TestRestartWhileDiscordIsAway(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		store := newShelf()
		use := func(o *discord.Options) { o.Deliveries = store }
		r := run(t, d, use)
		d.Fail(discordtest.Fault{Route: createMessage, Status: 503})
		for _, user := range []string{"7", "8", "9"} {
			d.Write(discordtest.From{User: user}, "who?", discordtest.Writing{Mention: true})
		}
		synctest.Wait()
		r.check()
		if n := store.kept(); n != 3 {
			t.Fatalf("%d messages are kept", n)
		}
		d.Heal()
		r = run(t, d, use)
		d.AwaitSent(t, "", 3)
		r.check()
	})
}

// The state file is what the bot uses for real: it answers across restarts, and
// when the file cannot be written.
func TestStateFile(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		path := filepath.Join(t.TempDir(), "state.db")
		who := discordtest.From{User: "7", Channel: d.AddChannel(discordtest.Channel{}), Permissions: manageGuild}
		var m discordtest.Message
		for round := range 2 {
			store, err := bolt.Open(path, bolt.Options{NoSync: true})
			if err != nil {
				t.Fatal(err)
			}
			r := run(t, d, func(o *discord.Options) { o.Settings, o.Feedback, o.Deliveries = store, store, store })
			if round == 0 {
				m = d.Write(who, "who?", discordtest.Writing{Mention: true})
				d.AwaitSent(t, who.Channel, 1)
			} else {
				d.Rewrite(who, m, "<@"+d.App()+"> when?")
				synctest.Wait()
				if got := d.Sent(who.Channel); len(got) != 1 || text(&got[0]) != "Answer to when?" {
					t.Errorf("got %+v", got)
				}
			}
			r.check()
			if err := store.Close(); err != nil {
				t.Error(err)
			}
		}
		closed, err := bolt.Open(path, bolt.Options{NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		closed.Close() // every call fails
		r := run(t, d, func(o *discord.Options) { o.Settings, o.Feedback, o.Deliveries = closed, closed, closed })
		begin(t, d.AwaitAnswer(t, ask(d, who, "who?")), "**who?**")
		d.Write(who, "why?", discordtest.Writing{Mention: true})
		synctest.Wait()
		if got := d.Sent(who.Channel); text(&got[len(got)-1]) != "Answer to why?" {
			t.Errorf("got %+v", got)
		}
		r.check()
	})
}
