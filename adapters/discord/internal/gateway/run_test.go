package gateway_test

import (
	"context"
	"errors"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/discord/discordtest"
	"dragoman/adapters/discord/internal/gateway"

	"github.com/gorilla/websocket"
)

func TestEventsInOrder(t *testing.T) {
	bubble(t, discordtest.GatewayOptions{}, func(t *testing.T, fake *discordtest.Gateway) {
		b := start(t, fake, nil)
		b.connected(1)
		want := make([]string, 500)
		for i := range want {
			want[i] = "message " + strconv.Itoa(i)
		}
		b.say(want...)
		b.heard(want...)
		b.finish()

		if b.events[0].Type != "READY" || !strings.Contains(string(b.events[0].Data), `"session_id"`) {
			t.Errorf("the first event is %s %s", b.events[0].Type, b.events[0].Data)
		}
		if want := []gateway.State{gateway.Connecting, gateway.Connected, gateway.Disconnected}; !slices.Equal(b.states, want) {
			t.Errorf("states %v", b.states)
		}
		if got := fake.Closes(); !slices.Equal(got, []int{1000}) {
			t.Errorf("closed with %v", got)
		}
		i := fake.Identifies()[0]
		if i.Token != token || *i.Intents != 4609 || *i.Shard != [2]int{0, 1} || i.Compress || i.URL != "/?encoding=json&v=9" || i.Host != "gateway.test" {
			t.Errorf("identified with %+v", i)
		}
	})
}

// What the library knows as a type of its own, and would panic on, or decode
// and log, comes as it is.
func TestStrangeEvents(t *testing.T) {
	bubble(t, discordtest.GatewayOptions{}, func(t *testing.T, fake *discordtest.Gateway) {
		b := start(t, fake, nil)
		b.connected(1)
		fake.Send("GUILD_CREATE", nil)
		fake.Send("GUILD_CREATE", map[string]any{})
		fake.Send("VOICE_STATE_UPDATE", map[string]any{"channel_id": "1"})
		fake.Send("NEWER_THAN_WE_ARE", map[string]any{"new_field": "<&>"})
		fake.Send("MESSAGE_CREATE", map[string]any{"components": []any{map[string]any{"type": 99}}})
		b.say("after")
		b.heard("", "after")
		b.finish()
		got := map[string]string{}
		for _, e := range b.events {
			got[e.Type] = string(e.Data)
		}
		if got["MESSAGE_CREATE"] == "" || !strings.Contains(got["NEWER_THAN_WE_ARE"], "new_field") || got["GUILD_CREATE"] != "{}" {
			t.Errorf("got %v", got)
		}
		b.starts(1, 0)
	})
}

func TestPanicInHandle(t *testing.T) {
	bubble(t, discordtest.GatewayOptions{}, func(t *testing.T, fake *discordtest.Gateway) {
		b := start(t, fake, func(o *gateway.Options) {
			handle := o.Handle
			o.Handle = func(e gateway.Event) {
				handle(e)
				if strings.Contains(string(e.Data), "bad") {
					panic("handling with " + token)
				}
			}
		})
		b.connected(1)
		b.say("bad", "good")
		b.heard("bad", "good")
		b.finish()
		if !strings.Contains(b.logged(), "type=MESSAGE_CREATE") {
			t.Errorf("logged %s", b.logged())
		}
		b.starts(1, 0)
	})
}

// Each shard gets the events of its servers, and identifies five seconds after
// the one before.
func TestFourShards(t *testing.T) {
	bubble(t, discordtest.GatewayOptions{Concurrency: 1, Shards: 4}, func(t *testing.T, fake *discordtest.Gateway) {
		b := start(t, fake, func(o *gateway.Options) {
			o.Lookup = func(ctx context.Context) (gateway.Info, error) {
				info, err := lookup(ctx)
				info.Shards = 4
				return info, err
			}
		})
		b.connected(4)
		for shard := range 4 {
			fake.Send("MESSAGE_CREATE", map[string]any{"guild_id": strconv.Itoa((8 + shard) << 22), "content": strconv.Itoa(shard)})
		}
		synctest.Wait()
		fake.Drop(2)
		synctest.Wait()
		b.connected(4)
		fake.Send("MESSAGE_CREATE", map[string]any{"guild_id": strconv.Itoa(10 << 22), "content": "2"})
		synctest.Wait()
		b.finish()
		n := 0
		for _, e := range b.events {
			if e.Type == "MESSAGE_CREATE" {
				n++
				if !strings.Contains(string(e.Data), `"content":"`+strconv.Itoa(e.Shard)+`"`) {
					t.Errorf("shard %d got %s", e.Shard, e.Data)
				}
			}
		}
		if n != 5 {
			t.Errorf("%d messages", n)
		}
		b.starts(4, 1)
		ids := fake.Identifies()
		for i, id := range ids[1:] {
			if passed := id.Time.Sub(ids[i].Time); passed < 5*time.Second || passed > 6*time.Second {
				t.Errorf("identify %d came %v after the one before", i+1, passed)
			}
		}
	})
}

// With two buckets two shards identify at a time.
func TestConcurrency(t *testing.T) {
	bubble(t, discordtest.GatewayOptions{Concurrency: 2, Shards: 6}, func(t *testing.T, fake *discordtest.Gateway) {
		begun := time.Now()
		b := start(t, fake, func(o *gateway.Options) {
			o.Shards = 6
			o.Lookup = func(ctx context.Context) (gateway.Info, error) {
				info, err := lookup(ctx)
				info.MaxConcurrency = 2
				return info, err
			}
		})
		b.connected(6)
		if passed := time.Since(begun); passed < 10*time.Second || passed > 12*time.Second {
			t.Errorf("six shards took %v", passed)
		}
		b.finish()
		b.starts(6, 0)
	})
}

func TestFatal(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		code int
		want error
	}{
		{4004, gateway.ErrToken}, {4010, gateway.ErrSharding}, {4011, gateway.ErrSharding},
		{4012, gateway.ErrVersion}, {4013, gateway.ErrIntents}, {4014, gateway.ErrIntents},
	} {
		t.Run(strconv.Itoa(tt.code), func(t *testing.T) {
			bubble(t, discordtest.GatewayOptions{}, func(t *testing.T, fake *discordtest.Gateway) {
				fake.Fail(discordtest.GatewayFault{Close: tt.code})
				if err := start(t, fake, func(o *gateway.Options) { o.Shards = 3 }).result(); !errors.Is(err, tt.want) {
					t.Errorf("Run returned %v", err)
				}
			})
		})
	}
	t.Run("checked by the gateway", func(t *testing.T) {
		for name, tt := range map[string]struct {
			options discordtest.GatewayOptions
			change  func(*gateway.Options)
			want    error
		}{
			"token":    {change: func(o *gateway.Options) { o.Token = "wrong" }, want: gateway.ErrToken},
			"intents":  {options: discordtest.GatewayOptions{Disallowed: 1 << 12}, want: gateway.ErrIntents},
			"sharding": {options: discordtest.GatewayOptions{Shards: 2}, want: gateway.ErrSharding},
		} {
			t.Run(name, func(t *testing.T) {
				bubble(t, tt.options, func(t *testing.T, fake *discordtest.Gateway) {
					if err := start(t, fake, tt.change).result(); !errors.Is(err, tt.want) {
						t.Errorf("Run returned %v", err)
					}
				})
			})
		}
	})
	// Also later, with all shards there.
	t.Run("later", func(t *testing.T) {
		bubble(t, discordtest.GatewayOptions{}, func(t *testing.T, fake *discordtest.Gateway) {
			b := start(t, fake, func(o *gateway.Options) { o.Shards = 2 })
			b.connected(2)
			fake.Kick(1, 4004)
			if err := b.result(); !errors.Is(err, gateway.ErrToken) {
				t.Errorf("Run returned %v", err)
			}
		})
	})
}

// Run ends at once, whatever it waits for, and leaves nothing behind.
func TestEnd(t *testing.T) {
	t.Parallel()
	never := func(ctx context.Context) (gateway.Info, error) {
		<-ctx.Done()
		return gateway.Info{}, ctx.Err()
	}
	failing := func(context.Context) (gateway.Info, error) { return gateway.Info{}, errors.New("no route") }
	none := func(ctx context.Context) (gateway.Info, error) {
		info, err := lookup(ctx)
		info.Remaining = 0
		return info, err
	}
	for name, tt := range map[string]struct {
		fault  discordtest.GatewayFault
		change func(*gateway.Options)
	}{
		"lookup":             {change: func(o *gateway.Options) { o.Lookup = never }},
		"lookup that fails":  {change: func(o *gateway.Options) { o.Lookup = failing }},
		"no identifies left": {change: func(o *gateway.Options) { o.Lookup = none }},
		"turn":               {change: func(o *gateway.Options) { o.Shards = 8 }},
		"handshake":          {fault: discordtest.GatewayFault{Delay: time.Minute}},
		"hello":              {fault: discordtest.GatewayFault{NoHello: true}},
		"ready":              {fault: discordtest.GatewayFault{Silent: true}},
		"heartbeat":          {fault: discordtest.GatewayFault{NoAcks: true}},
		"op 9":               {fault: discordtest.GatewayFault{Instead: discordtest.GatewayInvalid}},
		"backoff":            {fault: discordtest.GatewayFault{Status: 500}},
		"events":             {},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, discordtest.GatewayOptions{}, func(t *testing.T, fake *discordtest.Gateway) {
				fake.Fail(tt.fault, tt.fault, tt.fault)
				b := start(t, fake, tt.change)
				time.Sleep(500 * time.Millisecond)
				begun := time.Now()
				b.finish()
				if passed := time.Since(begun); passed > 3*time.Second {
					t.Errorf("the end took %v", passed)
				}
				if n := fake.Open(); n != 0 && tt.fault.Delay == 0 {
					synctest.Wait()
					if n = fake.Open(); n != 0 {
						t.Errorf("%d connections are left", n)
					}
				}
			})
		})
	}
}

// The same over a network.
func TestLoopback(t *testing.T) {
	t.Parallel()
	fake := discordtest.NewGateway(discordtest.GatewayOptions{Token: token, Heartbeat: 10 * time.Second})
	defer fake.Close()
	server := httptest.NewServer(fake)
	defer server.Close()
	fake.Fail(discordtest.GatewayFault{NoHello: true})
	b := start(t, fake, func(o *gateway.Options) {
		o.Dialer = nil
		o.Token = "Bot " + token
		o.HelloTimeout = 200 * time.Millisecond
		o.Lookup = func(ctx context.Context) (gateway.Info, error) {
			info, err := lookup(ctx)
			info.URL = "ws" + strings.TrimPrefix(server.URL, "http") + "/gateway/"
			return info, err
		}
	})
	b.connected(1)
	b.say("one")
	b.heard("one")
	fake.Frame(0, discordtest.GatewayReconnect)
	b.await("a resume", func() bool { return len(fake.Resumes()) == 1 })
	b.say("two")
	b.heard("one", "two")
	b.await("heartbeats", func() bool { return len(fake.Heartbeats()) == 2 })
	b.finish()
	b.starts(1, 1)
	if r := fake.Resumes()[0]; r.URL != "/gateway/?encoding=json&v=9" {
		t.Errorf("resumed at %s", r.URL)
	}
}

// A Run goes on where the one before ended, also with an older bookmark, from
// which events come again.
func TestResumeOfARunBefore(t *testing.T) {
	bubble(t, discordtest.GatewayOptions{}, func(t *testing.T, fake *discordtest.Gateway) {
		var reached []gateway.Session
		var from gateway.Session
		run := func() *bot {
			return start(t, fake, func(o *gateway.Options) {
				o.Resume = func(shard, shards int) gateway.Session {
					if shard != 0 || shards != 1 {
						t.Errorf("shard %d of %d", shard, shards)
					}
					return from
				}
				o.Reached = func(_ int, s gateway.Session) { reached = append(reached, s) }
			})
		}
		b := run()
		b.connected(1)
		b.say("one", "two")
		b.heard("one", "two")
		b.finish()
		b.say("three")

		from = reached[len(reached)-1]
		b = run()
		b.connected(1)
		b.say("four")
		b.heard("three", "four")
		b.finish()

		from = reached[1] // READY, and "one"
		b = run()
		b.connected(1)
		b.heard("two", "three", "four")
		b.finish()
		b.starts(1, 2)
		for _, code := range fake.Closes() {
			if code == websocket.CloseNormalClosure || code == websocket.CloseGoingAway {
				t.Errorf("the session is ended with %d", code)
			}
		}

		fake.Forget()
		b = run()
		b.connected(1)
		b.say("five")
		b.heard("five")
		b.finish()
		b.starts(2, 3)
	})
}
