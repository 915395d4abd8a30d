package discord_test

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/discord"
	"dragoman/adapters/discord/discordtest"
	"dragoman/core"
	"dragoman/core/flood"
)

const callback = "POST /interactions/{interaction_id}/{interaction_token}/callback"

// An answer that takes long is announced in time, and comes in its place.
func TestDeferral(t *testing.T) {
	for _, tt := range []struct {
		name    string
		takes   time.Duration
		private bool
		defers  bool
	}{
		{"at once", 0, false, false},
		{"just in time", 1400 * time.Millisecond, false, false},
		{"too long", 3 * time.Second, false, true},
		{"too long, in private", 3 * time.Second, true, true},
		{"ten minutes", 10 * time.Minute, false, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				r := run(t, d, func(o *discord.Options) { o.Answerer = after(tt.takes) })
				i := d.AwaitResponse(t, ask(d, discordtest.From{}, "who?", discordtest.Bool("private", tt.private)))
				if passed := i.Responded.Sub(i.Sent); passed > 1600*time.Millisecond || i.Deferred != tt.defers {
					t.Errorf("deferred %v after %v", i.Deferred, passed)
				}
				if tt.takes < time.Minute {
					i = d.AwaitAnswer(t, i.ID)
				} else {
					time.Sleep(tt.takes) // of the bubble
					i, _ = d.Interaction(i.ID)
				}
				begin(t, i, "**who?**\nAnswer to who?")
				if i.Ephemeral != tt.private || i.Message.Ephemeral() != tt.private || len(i.Followups) > 0 {
					t.Errorf("got %+v", i)
				}
				r.check()
			})
		})
	}
}

// Presses and forms are deferred just so.
func TestDeferralOfPresses(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d, func(o *discord.Options) { o.Answerer = after(2 * time.Second) })
		m := d.AwaitAnswer(t, ask(d, discordtest.From{User: "7"}, "hi")).Message
		for _, who := range []string{"7", "8"} {
			i := d.AwaitAnswer(t, d.Interact(d.Press(discordtest.From{User: who}, *m, button(t, m, "q:"))))
			begin(t, i, "**"+known+"**\nAnswer to ")
			if !i.Deferred || i.Ephemeral != (who == "8") || i.Message.ID == m.ID {
				t.Errorf("got %+v", i)
			}
		}
		r.check()
	})
}

// Nobody but the reader sees what is for them, also when it takes long.
func TestDeferralInPrivate(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d, func(o *discord.Options) {
			o.Answerer = answerer{reply: func(ctx context.Context, m core.Message) (core.Reply, error) {
				if m.Text == "slow" {
					return after(5*time.Second).reply(ctx, m)
				}
				return echo(m), nil
			}}
			o.Flood = flood.New(flood.Options{User: flood.Rate{Burst: 4, Every: time.Hour}})
		})
		who := discordtest.From{User: "7", Channel: d.AddChannel(discordtest.Channel{})}
		m := asked(t, d, who)
		ids := map[string]string{ // all wait for the first one
			ask(d, who, "slow"): "**slow**",
			d.Interact(d.Press(who, *m, button(t, m, "g:"))): "Thank you.",
			d.Interact(d.Slash(who, "privacy")):              "To understand",
			ask(d, who, "one too many"):                      "That is a little fast for me.",
			ask(d, who, "and another"):                       "That is a little fast for me.",
		}
		for id, want := range ids {
			i := d.AwaitAnswer(t, id)
			begin(t, i, want)
			if !i.Deferred || i.Ephemeral != (want != "**slow**") {
				t.Errorf("%q: deferred %v, private %v", want, i.Deferred, i.Ephemeral)
			}
		}
		r.check()
	})
}

// What comes too late is dropped without a word.
func TestExpired(t *testing.T) {
	for name, fault := range map[string]discordtest.Fault{
		"three seconds have passed": {Route: callback, Status: 404, Code: 10062, Message: "Unknown interaction"},
		"somebody else was faster":  {Route: callback, Status: 400, Code: 40060, Message: "Interaction has already been acknowledged."},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				r := run(t, d)
				d.Fail(fault)
				ask(d, discordtest.From{}, "who?")
				d.Interact(d.Type(discordtest.From{}, "ask", discordtest.Text("question", "w")))
				d.Interact(d.Press(discordtest.From{}, discordtest.Message{ID: "5", Channel: "6", Author: d.App()}, "m:7"))
				synctest.Wait()
				if n := d.Count(callback); n != 3 || strings.Contains(r.log.String(), "level=WARN") || strings.Contains(r.log.String(), "level=ERROR") {
					t.Errorf("%d calls, the log has\n%s", n, r.log)
				}
				r.check()
			})
		})
	}
	t.Run("a quarter of an hour has passed", func(t *testing.T) {
		bubble(t, func(t *testing.T, d *discordtest.Server) {
			r := run(t, d, func(o *discord.Options) {
				o.Answerer = answerer{reply: func(_ context.Context, m core.Message) (core.Reply, error) {
					time.Sleep(15*time.Minute + time.Second) // of the bubble
					return echo(m), nil
				}}
			})
			id := ask(d, discordtest.From{}, "who?")
			time.Sleep(20 * time.Minute) // of the bubble
			if i, _ := d.Interaction(id); !i.Deferred || i.Message != nil {
				t.Errorf("got %+v", i)
			}
			d.AwaitAnswer(t, d.Interact(d.Slash(discordtest.From{}, "help")))
			r.check()
		})
	})
}

// A thousand wait for an answer that does not come: each is told in time.
func TestThousandWhileTheAnswererHangs(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		d.Quiet()
		r := run(t, d, func(o *discord.Options) { o.Answerer = after(time.Hour) })
		channel := d.AddChannel(discordtest.Channel{})
		var ids []string
		for n := range 1000 {
			// A hundred readers, so that most wait for those before them.
			ids = append(ids, ask(d, discordtest.From{User: fmt.Sprint(1000 + n%100), Channel: channel}, "who?"))
		}
		time.Sleep(3 * time.Second) // of the bubble
		for _, id := range ids {
			if i, _ := d.Interaction(id); !i.Deferred || i.Responded.Sub(i.Sent) > 3*time.Second {
				t.Fatalf("got %+v", i)
			}
		}
		r.check()
	})
}

// Who asks too fast is told so: to an interaction always, elsewhere once.
func TestFlood(t *testing.T) {
	slow := func(o *discord.Options) {
		o.Flood = flood.New(flood.Options{User: flood.Rate{Burst: 2, Every: time.Minute}, Chat: flood.Rate{Burst: 4, Every: time.Minute}})
	}
	const wait = "That is a little fast for me."
	t.Run("commands", func(t *testing.T) {
		bubble(t, func(t *testing.T, d *discordtest.Server) {
			r := run(t, d, slow)
			who := discordtest.From{User: "7", Channel: d.AddChannel(discordtest.Channel{})}
			for n := range 6 {
				i := d.AwaitAnswer(t, ask(d, who, "who?"))
				want := "**who?**"
				if n >= 2 {
					want = wait
				}
				begin(t, i, want)
				if i.Ephemeral != (n >= 2) {
					t.Errorf("private: %v", i.Ephemeral)
				}
			}
			r.check()
		})
	})
	t.Run("mentions", func(t *testing.T) {
		bubble(t, func(t *testing.T, d *discordtest.Server) {
			r := run(t, d, slow)
			channel := d.AddChannel(discordtest.Channel{})
			for _, user := range []string{"7", "7", "7", "7", "7", "8", "9", "9", "9"} {
				d.Write(discordtest.From{User: user, Channel: channel}, "who?", discordtest.Writing{Mention: true})
				synctest.Wait()
			}
			var got []string
			for _, m := range d.Sent(channel) {
				first, _, _ := strings.Cut(text(&m), ".")
				got = append(got, first)
			}
			want := []string{"Answer to who?", "Answer to who?", "That is a little fast for me", "Answer to who?", "Answer to who?", "There are many questions here", "That is a little fast for me"}
			if strings.Join(got, "|") != strings.Join(want, "|") {
				t.Errorf("got %q", got)
			}
			time.Sleep(time.Hour) // of the bubble
			d.Write(discordtest.From{User: "7", Channel: channel}, "who?", discordtest.Writing{Mention: true})
			d.AwaitSent(t, channel, len(want)+1)
			r.check()
		})
	})
	t.Run("a busy channel", func(t *testing.T) {
		bubble(t, func(t *testing.T, d *discordtest.Server) {
			r := run(t, d, slow)
			busy, other := d.AddChannel(discordtest.Channel{Guild: "5"}), d.AddChannel(discordtest.Channel{Guild: "5"})
			next := 100
			as := func(channel string) discordtest.From {
				next++
				return discordtest.From{User: strconv.Itoa(next), Channel: channel}
			}
			for range 6 { // which nobody else sees
				begin(t, d.AwaitAnswer(t, ask(d, as(busy), "who?", discordtest.Bool("private", true))), "**who?**")
			}
			for range 4 {
				begin(t, d.AwaitAnswer(t, ask(d, as(busy), "who?")), "**who?**")
			}
			for range 2 {
				i := d.AwaitAnswer(t, ask(d, as(busy), "who?"))
				begin(t, i, "There are many questions here")
				if !i.Ephemeral {
					t.Error("others see it")
				}
			}
			begin(t, d.AwaitAnswer(t, ask(d, as(busy), "who?", discordtest.Bool("private", true))), "**who?**")
			begin(t, d.AwaitAnswer(t, ask(d, as(other), "who?")), "**who?**")
			r.check()
		})
	})
	t.Run("where the bot may not speak", func(t *testing.T) {
		bubble(t, func(t *testing.T, d *discordtest.Server) {
			r := run(t, d, slow, only("5", "6"))
			channel := d.AddChannel(discordtest.Channel{Guild: "5"})
			for range 4 {
				d.Write(discordtest.From{User: "7", Channel: channel}, "who?", discordtest.Writing{Mention: true})
			}
			synctest.Wait()
			if got := d.Sent(""); len(got) > 0 {
				t.Errorf("got %+v", got)
			}
			r.check()
		})
	})
	t.Run("settings", func(t *testing.T) {
		bubble(t, func(t *testing.T, d *discordtest.Server) {
			r := run(t, d, slow)
			who, m := settingsOf(t, d, "5", "7")
			d.AwaitAnswer(t, d.Interact(d.Press(who, *m, "s:private=on")))
			i := d.AwaitFollowups(t, d.Interact(d.Press(who, *m, "s:private=off")), 1)
			if !strings.HasPrefix(i.Followups[0].Text(), wait) || !strings.HasPrefix(text(i.Message), "**Settings") {
				t.Errorf("got %+v", i)
			}
			r.check()
		})
	})
}

// What was taken on is answered before Run returns; what hangs is given up in
// time. The gateway's session is closed.
func TestShutdown(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d, func(o *discord.Options) {
			o.Answerer = answerer{reply: func(ctx context.Context, m core.Message) (core.Reply, error) {
				if m.Text == "hang" {
					return after(time.Hour).reply(ctx, m)
				}
				return after(5*time.Second).reply(ctx, m)
			}}
		})
		channel := d.AddChannel(discordtest.Channel{})
		deferred := ask(d, discordtest.From{User: "7", Channel: channel}, "slow")
		time.Sleep(2 * time.Second) // of the bubble
		open := ask(d, discordtest.From{User: "8", Channel: channel}, "slow")
		hangs := ask(d, discordtest.From{User: "9", Channel: channel}, "hang")
		d.Write(discordtest.From{User: "10", Channel: channel}, "slow too", discordtest.Writing{Mention: true})
		synctest.Wait()
		begun := time.Now()
		err := r.end()
		if passed := time.Since(begun); err != nil || passed > 10*time.Second {
			t.Errorf("ended with %v after %v", err, passed)
		}
		for _, id := range []string{deferred, open} {
			i, _ := d.Interaction(id)
			begin(t, i, "**slow**\nAnswer to slow")
		}
		if i, _ := d.Interaction(hangs); !i.Deferred || i.Message != nil {
			t.Errorf("got %+v", i)
		}
		if sent := d.Sent(channel); len(sent) < 3 || text(&sent[len(sent)-1]) != "Answer to slow too" {
			t.Errorf("got %+v", sent)
		}
		if closes := d.Gateway.Closes(); len(closes) != 1 || closes[0] != 1000 {
			t.Errorf("closed with %v", closes)
		}
	})
}
