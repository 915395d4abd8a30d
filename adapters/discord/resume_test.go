package discord_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/adapters/discord"
	"dragoman/adapters/discord/discordtest"
	"dragoman/core"
	"dragoman/core/delivery"
	"dragoman/core/settings"
)

// stuck keeps messages, and never how far events were read.
type stuck struct{ *shelf }

func (s stuck) Mark(ctx context.Context, r delivery.Receipt) error {
	if r.ID < 0 {
		return errDisk
	}
	return s.shelf.Mark(ctx, r)
}

// answers counts what was sent to a channel, by text.
func answers(d *discordtest.Server, channel string) map[string]int {
	got := make(map[string]int)
	for _, m := range d.Sent(channel) {
		got[text(&m)]++
	}
	return got
}

// What is written while the bot is away for a short time is answered when it is
// back, and nothing is answered twice.
func TestWrittenWhileAway(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		path := filepath.Join(t.TempDir(), "state.db")
		who := discordtest.From{User: "7", Channel: d.AddChannel(discordtest.Channel{})}
		mention := discordtest.Writing{Mention: true}
		for round := range 3 {
			store, err := bolt.Open(path, bolt.Options{NoSync: true})
			if err != nil {
				t.Fatal(err)
			}
			r := run(t, d, func(o *discord.Options) { o.Settings, o.Feedback, o.Deliveries = store, store, store })
			d.AwaitSent(t, who.Channel, 2*round)
			d.Write(who, "here", mention)
			d.AwaitSent(t, who.Channel, 2*round+1)
			r.check()
			if err := store.Close(); err != nil {
				t.Error(err)
			}
			d.Write(who, "away", mention)
			late := ask(d, who, "a command of then")
			time.Sleep(time.Minute) // of the bubble
			defer func() {
				if i, _ := d.Interaction(late); i.Response != 0 {
					t.Errorf("got %+v", i)
				}
			}()
		}
		if got := answers(d, who.Channel); len(got) != 2 || got["Answer to here"] != 3 || got["Answer to away"] != 2 {
			t.Errorf("got %v", got)
		}
		if n := len(d.Gateway.Identifies()); n != 1 {
			t.Errorf("%d sessions", n)
		}
	})
}

// A command that was answered and is brought again is not asked again: it would be
// the last turn of the conversation once more.
func TestCommandBroughtAgain(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		store := newShelf()
		who := discordtest.From{User: "7", Channel: d.AddChannel(discordtest.Channel{Guild: "5"})}
		r := run(t, d, func(o *discord.Options) { o.Deliveries = store })
		d.Write(who, "first", discordtest.Writing{Mention: true})
		d.AwaitSent(t, who.Channel, 1)
		time.Sleep(time.Minute) // of the bubble; the bookmark is stored
		r.check()

		r = run(t, d, func(o *discord.Options) { o.Deliveries = stuck{store} })
		d.AwaitAnswer(t, ask(d, who, "who?"))
		synctest.Wait()
		r.end()

		asked := make(chan string, 9)
		r = run(t, d, func(o *discord.Options) {
			o.Deliveries = store
			o.Answerer = replying(func(m core.Message) core.Reply {
				asked <- m.Text
				return echo(m)
			})
		})
		d.AwaitAnswer(t, ask(d, who, "last"))
		synctest.Wait()
		r.check()
		close(asked)
		for text := range asked {
			if text != "last" {
				t.Errorf("%q is asked again", text)
			}
		}
	})
}

// After a crash Discord brings again what came after the last bookmark.
func TestBroughtAgain(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		store := newShelf()
		use := func(o *discord.Options) { o.Deliveries = store }
		who := discordtest.From{User: "7", Channel: d.AddChannel(discordtest.Channel{Guild: "5"})}
		r := run(t, d, use)
		d.Write(who, "first", discordtest.Writing{Mention: true})
		d.AwaitSent(t, who.Channel, 1)
		time.Sleep(time.Minute) // of the bubble; the bookmark is stored
		r.check()

		r = run(t, d, everywhere(settings.Chat{Threads: true}), func(o *discord.Options) { o.Deliveries = stuck{store} })
		m := d.Write(who, "who?", discordtest.Writing{Mention: true})
		d.AwaitSent(t, m.ID, 1)
		command := d.AwaitAnswer(t, ask(d, who, "why?"))
		synctest.Wait()
		r.end()
		if n := strings.Count(r.log.String(), "how far events were read is not stored"); n != 1 {
			t.Errorf("told %d times:\n%s", n, r.log)
		}

		before := len(d.Sent(""))
		r = run(t, d, everywhere(settings.Chat{Threads: true}), use, func(o *discord.Options) {
			o.Answerer = replying(func(m core.Message) core.Reply {
				if m.Text == "first" || m.Text == "who?" {
					t.Errorf("%q is asked again", m.Text)
				}
				return echo(m)
			})
		})
		d.Write(who, "last", discordtest.Writing{Mention: true})
		synctest.Wait()
		if n := len(d.Sent("")) - before; n != 1 {
			t.Errorf("%d messages are new: %+v", n, d.Sent(""))
		}
		if got, _ := d.Message(command.Message.ID); text(&got) != "**why?**" {
			t.Errorf("the question above its thread became %q", text(&got))
		}
		r.check()
	})
}

// Where the session cannot go on, the bot begins a new one.
func TestSessionsThatEnd(t *testing.T) {
	for name, tt := range map[string]struct {
		change  func(*discordtest.Server)
		shards  int
		resumes int
	}{
		"Discord has forgotten it": {func(d *discordtest.Server) { d.Gateway.Forget() }, 0, 1},
		"another number of shards": {func(*discordtest.Server) {}, 2, 0},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				store := newShelf()
				use := func(o *discord.Options) { o.Deliveries = store }
				run(t, d, use).check()
				tt.change(d)
				r := run(t, d, use, func(o *discord.Options) { o.Shards = tt.shards })
				begin(t, d.AwaitAnswer(t, ask(d, discordtest.From{}, "who?")), "**who?**")
				if n := len(d.Gateway.Resumes()); n != tt.resumes {
					t.Errorf("%d resumes", n)
				}
				r.check()
			})
		})
	}
}

// Without a state file there is nothing to go on with, and the session is ended.
func TestNothingIsKept(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		for range 2 {
			r := run(t, d)
			r.check()
		}
		if n := len(d.Gateway.Resumes()); n != 0 {
			t.Errorf("%d resumes", n)
		}
		for _, code := range d.Gateway.Closes() {
			if code != 1000 {
				t.Errorf("closed with %d", code)
			}
		}
	})
}

// What was said in a minute, and comes all at once after it, is no flood.
func TestBacklogIsNoFlood(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		store := newShelf()
		use := func(o *discord.Options) { o.Deliveries, o.Flood = store, nil }
		run(t, d, use).check()
		channel := d.AddChannel(discordtest.Channel{})
		for range 15 {
			d.Write(discordtest.From{User: "7", Channel: channel}, "who?", discordtest.Writing{Mention: true})
			time.Sleep(5 * time.Second) // of the bubble
		}
		r := run(t, d, use)
		d.AwaitSent(t, channel, 15)
		synctest.Wait()
		if got := answers(d, channel); got["Answer to who?"] != 15 {
			t.Errorf("got %v", got)
		}
		r.check()
	})
}
