package gateway_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/discord/discordtest"
	"dragoman/adapters/discord/internal/gateway"
)

// What goes wrong before READY is got over with another identify. Each of these
// faults would stop the library for ever, or end the process.
func TestFaultsAtFirst(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		fault  discordtest.GatewayFault
		within time.Duration
		sent   int // identifies
	}{
		"none":                {discordtest.GatewayFault{}, 0, 1},
		"no hello":            {discordtest.GatewayFault{NoHello: true}, 10 * time.Second, 1},
		"hello of null":       {discordtest.GatewayFault{Hello: "null"}, 0, 1},
		"hello of no time":    {discordtest.GatewayFault{Hello: `{"op":10,"d":{"heartbeat_interval":0}}`}, 0, 1},
		"hello without data":  {discordtest.GatewayFault{Hello: `{"op":10}`}, 0, 1},
		"op 7 for a hello":    {discordtest.GatewayFault{Hello: discordtest.GatewayReconnect}, 0, 1},
		"ack for a hello":     {discordtest.GatewayFault{Hello: discordtest.GatewayAck}, 10 * time.Second, 1},
		"event for a hello":   {discordtest.GatewayFault{Hello: `{"op":0,"t":"READY","s":1,"d":{}}`}, 0, 1},
		"no READY":            {discordtest.GatewayFault{Silent: true}, 30 * time.Second, 2},
		"op 7":                {discordtest.GatewayFault{Instead: discordtest.GatewayReconnect}, 5 * time.Second, 2},
		"op 11":               {discordtest.GatewayFault{Instead: discordtest.GatewayAck}, 30 * time.Second, 2},
		"op 11, then READY":   {discordtest.GatewayFault{Before: discordtest.GatewayAck}, 0, 1},
		"op 1, then READY":    {discordtest.GatewayFault{Before: discordtest.GatewayBeatPlease}, 0, 1},
		"event, then READY":   {discordtest.GatewayFault{Before: `{"op":0,"t":"NEW","s":1,"d":null}`}, 0, 1},
		"newer op":            {discordtest.GatewayFault{Before: `{"op":99,"d":null}`}, 0, 1},
		"op 9":                {discordtest.GatewayFault{Instead: discordtest.GatewayInvalid}, 5 * time.Second, 2},
		"op 9, resumable":     {discordtest.GatewayFault{Instead: discordtest.GatewayResumable}, 5 * time.Second, 2},
		"null":                {discordtest.GatewayFault{Instead: "null"}, 5 * time.Second, 2},
		"garbage":             {discordtest.GatewayFault{Instead: "{"}, 5 * time.Second, 2},
		"slow handshake":      {discordtest.GatewayFault{Delay: 10 * time.Second}, 10 * time.Second, 1},
		"very slow handshake": {discordtest.GatewayFault{Delay: time.Minute}, 15 * time.Second, 1},
		"HTTP 503":            {discordtest.GatewayFault{Status: 503}, 0, 1},
		"close 1001":          {discordtest.GatewayFault{Close: 1001}, 5 * time.Second, 2},
		"close 4000":          {discordtest.GatewayFault{Close: 4000}, 5 * time.Second, 2},
		"close 4009":          {discordtest.GatewayFault{Close: 4009}, 5 * time.Second, 2},
		"drop":                {discordtest.GatewayFault{Drop: true}, 5 * time.Second, 2},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, discordtest.GatewayOptions{}, func(t *testing.T, fake *discordtest.Gateway) {
				fake.Fail(tt.fault)
				begun := time.Now()
				b := start(t, fake, nil)
				b.connected(1)
				if passed := time.Since(begun); passed < tt.within || passed > tt.within+time.Second {
					t.Errorf("it took %v", passed)
				}
				b.starts(tt.sent, 0)
				b.say("well")
				b.heard("well")
				b.finish()
			})
		})
	}
}

// What goes wrong later is got over with the same session: no event is missed,
// and none comes twice.
func TestFaultsLater(t *testing.T) {
	t.Parallel()
	frame := func(text string) func(*discordtest.Gateway) {
		return func(g *discordtest.Gateway) { g.Frame(0, text) }
	}
	kick := func(code int) func(*discordtest.Gateway) {
		return func(g *discordtest.Gateway) { g.Kick(0, code) }
	}
	for name, tt := range map[string]struct {
		fault      func(*discordtest.Gateway)
		from, to   time.Duration
		resumes    int
		identifies int
		loses      bool
	}{
		"op 7":             {frame(discordtest.GatewayReconnect), 0, 0, 1, 1, false},
		"op 9, resumable":  {frame(discordtest.GatewayResumable), time.Second, 5 * time.Second, 1, 1, false},
		"op 9":             {frame(discordtest.GatewayInvalid), time.Second, 5 * time.Second, 0, 2, true},
		"acks stop":        {func(g *discordtest.Gateway) { g.StopAcks(0) }, 41 * time.Second, 83 * time.Second, 1, 1, false},
		"close 1000":       {kick(1000), 0, time.Second, 1, 1, false},
		"close 1001":       {kick(1001), 0, time.Second, 1, 1, false},
		"close 4000":       {kick(4000), 0, time.Second, 1, 1, false},
		"close 4008":       {kick(4008), 0, time.Second, 1, 1, false},
		"close 4007":       {kick(4007), 0, time.Second, 0, 2, true},
		"close 4009":       {kick(4009), 0, time.Second, 0, 2, true},
		"drop":             {func(g *discordtest.Gateway) { g.Drop(0) }, 0, 0, 1, 1, false},
		"garbage":          {frame("\x00{"), 0, 0, 1, 1, false},
		"null":             {frame("null"), 0, 0, 1, 1, false},
		"event of no type": {frame(`{"op":0,"s":99}`), 0, 0, 1, 1, false},
		"hello again":      {frame(`{"op":10,"d":{"heartbeat_interval":1}}`), 0, 0, 0, 1, false},
		"ack unasked":      {frame(discordtest.GatewayAck), 0, 0, 0, 1, false},
		"beat please":      {frame(discordtest.GatewayBeatPlease), 0, 0, 0, 1, false},
		"duplicate":        {func(g *discordtest.Gateway) { g.Again(0) }, 0, 0, 0, 1, false},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, discordtest.GatewayOptions{}, func(t *testing.T, fake *discordtest.Gateway) {
				b := start(t, fake, nil)
				b.connected(1)
				time.Sleep(time.Minute)
				b.say("one", "two")
				b.heard("one", "two")
				begun := time.Now()
				tt.fault(fake)
				want := []string{"one", "two", "three", "four"}
				if tt.loses {
					b.await("a new session", func() bool { return len(fake.Identifies()) == 2 && fake.Connected() == 1 })
				}
				b.say("three", "four")
				b.heard(want...)
				if tt.resumes > 0 {
					b.await("a resume", func() bool { return len(fake.Resumes()) == tt.resumes && fake.Connected() == 1 })
				}
				if passed := time.Since(begun); passed < tt.from || passed > tt.to {
					t.Errorf("it took %v", passed)
				}
				b.say("five")
				b.heard(append(want, "five")...)
				time.Sleep(10 * time.Minute)
				b.starts(tt.identifies, tt.resumes)
				b.finish()
			})
		})
	}
}

// A session that Discord does not know any more is given up.
func TestForgottenSession(t *testing.T) {
	bubble(t, discordtest.GatewayOptions{}, func(t *testing.T, fake *discordtest.Gateway) {
		b := start(t, fake, nil)
		b.connected(1)
		fake.Forget()
		fake.Drop(0)
		b.await("a new session", func() bool { return len(fake.Identifies()) == 2 && fake.Connected() == 1 })
		b.say("well")
		b.heard("well")
		b.finish()
		b.starts(2, 1)
	})
}

// A session that could be resumed, but never is, is given up as well.
func TestResumableForEver(t *testing.T) {
	bubble(t, discordtest.GatewayOptions{}, func(t *testing.T, fake *discordtest.Gateway) {
		b := start(t, fake, nil)
		b.connected(1)
		again := discordtest.GatewayFault{Instead: discordtest.GatewayResumable}
		fake.Fail(again, again, again)
		fake.Drop(0)
		b.await("a new session", func() bool { return len(fake.Identifies()) == 2 && fake.Connected() == 1 })
		b.finish()
		b.starts(2, 3)
	})
}

// Where a connection breaks again and again, the waits grow; one that lasts a
// minute forgets them. Each kind of trouble is logged once.
func TestBackoff(t *testing.T) {
	bubble(t, discordtest.GatewayOptions{}, func(t *testing.T, fake *discordtest.Gateway) {
		b := start(t, fake, nil)
		b.connected(1)
		away := func(n int) time.Duration {
			faults := make([]discordtest.GatewayFault, n)
			for i := range faults {
				faults[i].Status = 503
			}
			fake.Fail(faults...)
			begun, resumes := time.Now(), len(fake.Resumes())
			fake.Drop(0)
			b.await("a resume", func() bool { return len(fake.Resumes()) > resumes && fake.Connected() == 1 })
			return time.Since(begun)
		}
		if d := away(8); d < 90*time.Second || d > 200*time.Second {
			t.Errorf("eight failures took %v", d) // half to all of 0 + 1 + 2 + ... + 32 + 60 + 60
		}
		if d := away(0); d < 30*time.Second {
			t.Errorf("a break soon after took %v", d)
		}
		time.Sleep(2 * time.Minute)
		if d := away(0); d != 0 {
			t.Errorf("a break later took %v", d)
		}
		b.finish()
		if n := strings.Count(b.logged(), "answers 503"); n != 1 {
			t.Errorf("a failure is logged %d times", n)
		}
		b.starts(1, 3)
	})
}

// Discord's word is kept on how many sessions a bot may start.
func TestSessionLimit(t *testing.T) {
	bubble(t, discordtest.GatewayOptions{}, func(t *testing.T, fake *discordtest.Gateway) {
		begun := time.Now()
		b := start(t, fake, func(o *gateway.Options) {
			o.Lookup = func(ctx context.Context) (gateway.Info, error) {
				info, err := lookup(ctx)
				info.Remaining, info.ResetAfter = 1, 6*time.Hour-time.Since(begun)
				if info.ResetAfter <= 0 {
					info.Remaining = 1000
				} else if len(fake.Identifies()) > 0 {
					info.Remaining = 0
				}
				return info, err
			}
		})
		b.connected(1)
		fake.Kick(0, 4009)
		time.Sleep(5 * time.Hour)
		b.starts(1, 0)
		time.Sleep(2 * time.Hour)
		b.starts(2, 0)
		if passed := fake.Identifies()[1].Time.Sub(begun); passed < 6*time.Hour || passed > 6*time.Hour+time.Minute {
			t.Errorf("the second session began after %v", passed)
		}
		b.finish()
		if b.lookups > 3 {
			t.Errorf("%d lookups", b.lookups)
		}
	})
}

func TestLookup(t *testing.T) {
	t.Parallel()
	t.Run("fails for a while", func(t *testing.T) {
		bubble(t, discordtest.GatewayOptions{}, func(t *testing.T, fake *discordtest.Gateway) {
			n := 0
			b := start(t, fake, func(o *gateway.Options) {
				o.Lookup = func(ctx context.Context) (gateway.Info, error) {
					info, err := lookup(ctx)
					switch n++; {
					case n <= 4:
						err = errors.New("unavailable, says " + token)
					case n == 5:
						info.URL = "https://gateway.test"
					}
					return info, err
				}
			})
			b.connected(1)
			b.finish()
			if got := strings.Count(b.logged(), "unavailable"); got != 1 {
				t.Errorf("the failure is logged %d times: %s", got, b.logged())
			}
		})
	})
	t.Run("hangs", func(t *testing.T) {
		bubble(t, discordtest.GatewayOptions{}, func(t *testing.T, fake *discordtest.Gateway) {
			n := 0
			b := start(t, fake, func(o *gateway.Options) {
				o.Lookup = func(ctx context.Context) (gateway.Info, error) {
					if n++; n == 1 {
						<-ctx.Done()
						return gateway.Info{}, ctx.Err()
					}
					return lookup(ctx)
				}
			})
			b.connected(1)
			b.finish()
		})
	})
	t.Run("refuses the token", func(t *testing.T) {
		bubble(t, discordtest.GatewayOptions{}, func(t *testing.T, fake *discordtest.Gateway) {
			b := start(t, fake, func(o *gateway.Options) {
				o.Lookup = func(context.Context) (gateway.Info, error) {
					return gateway.Info{}, fmt.Errorf("401 for %s: %w", token, gateway.ErrToken)
				}
			})
			if err := b.result(); !errors.Is(err, gateway.ErrToken) {
				t.Errorf("Run returned %v", err)
			}
		})
	})
}

// Discord names where to resume; a stranger does not get the token.
func TestResumeAddress(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct{ gateway, resume, host string }{
		"sibling":       {"ws://gateway.discord.test.example", "ws://gateway-us-east1-b.discord.test.example", "gateway-us-east1-b.discord.test.example"},
		"with a path":   {"ws://gateway.discord.example", "ws://gateway-us.discord.example/?x=1", "gateway-us.discord.example"},
		"another host":  {"ws://gateway.discord.example", "ws://gateway.evil.example", "gateway.discord.example"},
		"of one label":  {"ws://discord.example", "ws://evil.example", "discord.example"},
		"numbers":       {"ws://127.0.0.1:80", "ws://10.0.0.1:80", "127.0.0.1:80"},
		"another port":  {"ws://gateway.discord.example:80", "ws://gateway.discord.example:81", "gateway.discord.example:80"},
		"no websocket":  {"ws://gateway.discord.example", "http://gateway-us.discord.example", "gateway.discord.example"},
		"not encrypted": {"ws://gateway.discord.example", "wss://gateway-us.discord.example", "gateway.discord.example"},
		"no address":    {"ws://gateway.discord.example", ":", "gateway.discord.example"},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, discordtest.GatewayOptions{ResumeURL: tt.resume}, func(t *testing.T, fake *discordtest.Gateway) {
				b := start(t, fake, func(o *gateway.Options) {
					o.Lookup = func(ctx context.Context) (gateway.Info, error) {
						info, err := lookup(ctx)
						info.URL = tt.gateway
						return info, err
					}
				})
				b.connected(1)
				fake.Drop(0)
				b.await("a resume", func() bool { return len(fake.Resumes()) == 1 })
				b.finish()
				if got := fake.Resumes()[0].Host; got != tt.host {
					t.Errorf("resumed at %s", got)
				}
			})
		})
	}
}

// Where the address for resuming does not work, the usual one does.
func TestResumeElsewhere(t *testing.T) {
	bubble(t, discordtest.GatewayOptions{ResumeURL: "ws://gateway-us.discord.example"}, func(t *testing.T, fake *discordtest.Gateway) {
		b := start(t, fake, func(o *gateway.Options) {
			o.Lookup = func(ctx context.Context) (gateway.Info, error) {
				info, err := lookup(ctx)
				info.URL = "ws://gateway.discord.example"
				return info, err
			}
		})
		b.connected(1)
		fake.Fail(discordtest.GatewayFault{Status: 502})
		fake.Drop(0)
		b.await("a resume", func() bool { return len(fake.Resumes()) == 1 && fake.Connected() == 1 })
		b.finish()
		if got := fake.Resumes()[0].Host; got != "gateway.discord.example" {
			t.Errorf("resumed at %s", got)
		}
	})
}

// Heartbeats go on for as long as they are answered, and tell the last event.
func TestHeartbeats(t *testing.T) {
	bubble(t, discordtest.GatewayOptions{}, func(t *testing.T, fake *discordtest.Gateway) {
		b := start(t, fake, nil)
		b.connected(1)
		b.say("one")
		time.Sleep(time.Hour)
		synctest.Wait()
		b.finish()
		b.starts(1, 0)
		beats := fake.Heartbeats()
		if n := len(beats); n < 85 || n > 90 {
			t.Errorf("%d heartbeats in an hour", n)
		}
		if last := beats[len(beats)-1]; last.Seq == nil || *last.Seq != 2 {
			t.Errorf("the last heartbeat is %+v", last)
		}
	})
}
