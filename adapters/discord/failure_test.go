package discord_test

import (
	"errors"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/discord"
	"dragoman/adapters/discord/discordtest"
)

const createMessage = "POST /channels/{channel_id}/messages"

// Trouble that passes costs no answer to a message.
func TestFailuresThatPass(t *testing.T) {
	for name, fault := range map[string]discordtest.Fault{
		"connection breaks":        {Drop: true, Times: 3},
		"the answer is lost":       {After: true, Times: 1},
		"500":                      {Status: 500, Times: 3},
		"a minute of trouble":      {Status: 503, Times: 20},
		"an error page":            discordtest.Cloudflare("", 502, 3),
		"an error page of another": discordtest.Cloudflare("", 520, 1),
		"slow":                     {Delay: time.Minute, Times: 1},
		"429":                      discordtest.TooManyRequests("", "user", 5*time.Second, 2),
		"429 over all":             discordtest.TooManyRequests("", "global", 3*time.Second, 1),
		"429 shared":               discordtest.TooManyRequests("", "shared", 2*time.Second, 1),
	} {
		for _, route := range []string{"GET /applications/@me", "GET /gateway/bot", createMessage} {
			t.Run(name+" at "+route, func(t *testing.T) {
				bubble(t, func(t *testing.T, d *discordtest.Server) {
					fault := fault
					fault.Route = route
					d.Fail(fault)
					r := start(t, d)
					<-r.ready
					d.Write(discordtest.From{}, "who?", discordtest.Writing{Mention: true})
					time.Sleep(10 * time.Minute) // of the bubble
					if sent := d.Sent(""); len(sent) != 1 || text(&sent[0]) != "Answer to who?" {
						t.Errorf("got %+v\n%s", sent, r.log)
					}
					r.check()
				})
			})
		}
	}
}

// Trouble that passes in time costs no answer to a command either.
func TestFailuresThatPassInTime(t *testing.T) {
	edit := "PATCH /webhooks/{webhook_id}/{webhook_token}/messages/@original"
	for name, fault := range map[string]discordtest.Fault{
		"connection breaks":  {Drop: true, Times: 2},
		"the answer is lost": {After: true, Times: 1},
		"500":                {Status: 500, Times: 2},
		"an error page":      discordtest.Cloudflare("", 502, 2),
		"slow":               {Delay: time.Minute, Times: 1},
		"429":                discordtest.TooManyRequests("", "user", time.Second, 1),
	} {
		for _, slow := range []bool{false, true} {
			for _, route := range []string{callback, edit} {
				if route == edit && !slow {
					continue
				}
				t.Run(name+" at "+route, func(t *testing.T) {
					bubble(t, func(t *testing.T, d *discordtest.Server) {
						takes := time.Duration(0)
						if slow {
							takes = 2 * time.Second
						}
						r := run(t, d, func(o *discord.Options) { o.Answerer = after(takes) })
						fault := fault
						fault.Route = route
						d.Fail(fault)
						i := d.AwaitAnswer(t, ask(d, discordtest.From{}, "who?"))
						begin(t, i, "**who?**\nAnswer to who?")
						if i.Responded.Sub(i.Sent) > 3*time.Second || len(i.Followups) > 0 {
							t.Errorf("got %+v", i)
						}
						r.check()
					})
				})
			}
		}
	}
}

// What Discord refuses is said to the one who asked, and no more is made of it.
func TestRefusedAnswer(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d)
		d.Fail(discordtest.Fault{Route: callback, Times: 1, Status: 400, Code: 50035, Message: "Invalid Form Body"})
		i := d.AwaitAnswer(t, ask(d, discordtest.From{}, "who?"))
		begin(t, i, "Something went wrong here.")
		d.Fail(discordtest.Fault{Route: createMessage, Times: 1, Status: 400, Code: 50035, Message: "Invalid Form Body"})
		d.Write(discordtest.From{}, "who?", discordtest.Writing{Mention: true})
		synctest.Wait()
		d.Write(discordtest.From{}, "and why?", discordtest.Writing{Mention: true})
		synctest.Wait()
		if n := len(d.Sent("")); n != 2 {
			t.Errorf("%d messages", n)
		}
		r.check()
	})
}

// Discord is away when the bot starts, for an hour.
func TestDiscordIsDownAtTheStart(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		d.Fail(discordtest.Fault{Drop: true})
		r := start(t, d)
		time.Sleep(time.Hour) // of the bubble
		d.Heal()
		<-r.ready
		begin(t, d.AwaitAnswer(t, ask(d, discordtest.From{}, "who?")), "**who?**")
		if n := strings.Count(r.log.String(), "Discord does not answer; trying on"); n != 1 {
			t.Errorf("said %d times", n)
		}
		r.check()
	})
	t.Run("and the bot is stopped", func(t *testing.T) {
		bubble(t, func(t *testing.T, d *discordtest.Server) {
			d.Fail(discordtest.Fault{Drop: true})
			r := start(t, d)
			time.Sleep(time.Hour) // of the bubble
			begun := time.Now()
			if err := r.end(); err != nil || time.Since(begun) > time.Second {
				t.Errorf("ended with %v after %v", err, time.Since(begun))
			}
		})
	})
}

// The connection breaks: what was missed comes, and is answered once.
func TestReconnect(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d)
		for _, disturb := range []func(){
			func() { d.Gateway.Drop(0) }, func() { d.Gateway.Kick(0, 4000) },
			func() { d.Gateway.Frame(0, discordtest.GatewayReconnect) }, func() { d.Gateway.Again(0) },
		} {
			n := len(d.Sent(""))
			d.Write(discordtest.From{}, "who?", discordtest.Writing{Mention: true})
			disturb()
			d.Write(discordtest.From{}, "who?", discordtest.Writing{Mention: true})
			time.Sleep(5 * time.Minute) // of the bubble
			if got := len(d.Sent("")); got != n+2 {
				t.Errorf("%d answers", got-n)
			}
		}
		r.check()
	})
}

// What cannot mend ends Run, with one line.
func TestFailuresThatStay(t *testing.T) {
	kick := func(code int) func(*discordtest.Server) {
		return func(d *discordtest.Server) { d.Gateway.Fail(discordtest.GatewayFault{Close: code}) }
	}
	for _, tt := range []struct {
		name string
		set  func(*discordtest.Server)
		want error
	}{
		{"the token is refused", func(d *discordtest.Server) {
			d.Fail(discordtest.Fault{Route: "GET /applications/@me", Status: 401, Message: "401: Unauthorized"})
		}, discord.ErrToken},
		{"the token is refused by the gateway", kick(4004), discord.ErrToken},
		{"the token is reset", func(d *discordtest.Server) {
			d.Fail(discordtest.Fault{Route: "GET /gateway/bot", Status: 401, Message: "401: Unauthorized"})
		}, discord.ErrToken},
		{"invalid intents", kick(4013), discord.ErrIntents},
		{"disallowed intents", kick(4014), discord.ErrIntents},
		{"an invalid shard", kick(4010), discord.ErrSharding},
		{"too few shards", kick(4011), discord.ErrSharding},
		{"an old version", kick(4012), discord.ErrVersion},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				tt.set(d)
				r := start(t, d)
				<-r.done
				if !errors.Is(r.err, tt.want) || strings.Contains(r.err.Error(), secret) || strings.Contains(r.err.Error(), "\n") {
					t.Errorf("got %v", r.err)
				}
			})
		})
	}
	t.Run("while it answers", func(t *testing.T) {
		bubble(t, func(t *testing.T, d *discordtest.Server) {
			r := run(t, d, func(o *discord.Options) { o.Answerer = after(time.Hour) })
			ask(d, discordtest.From{}, "who?")
			synctest.Wait()
			begun := time.Now()
			d.Gateway.Fail(discordtest.GatewayFault{Close: 4004})
			d.Gateway.Kick(0, 4004)
			<-r.done
			if passed := time.Since(begun); !errors.Is(r.err, discord.ErrToken) || passed > 15*time.Second {
				t.Errorf("ended with %v after %v", r.err, passed)
			}
		})
	})
}

func TestOptionsThatAreWrong(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*discord.Options){
		"no token":          func(o *discord.Options) { o.Token = "" },
		"no token form":     func(o *discord.Options) { o.Token = secret + "\n" },
		"no base":           func(o *discord.Options) { o.Story = nil },
		"no answerer":       func(o *discord.Options) { o.Answerer = nil },
		"no address":        func(o *discord.Options) { o.API = "localhost" },
		"no server":         func(o *discord.Options) { o.Guild = "mine" },
		"negative shards":   func(o *discord.Options) { o.Shards = -1 },
		"many shards":       func(o *discord.Options) { o.Shards = 5000 },
		"deferred too late": func(o *discord.Options) { o.DeferAfter = 3 * time.Second },
	} {
		o := discord.Options{Token: token, Story: ferry(t), Answerer: answerer{}}
		change(&o)
		if _, err := discord.New(o); err == nil || strings.Contains(err.Error(), secret) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if _, err := discord.New(discord.Options{Token: "Bot " + token, Story: ferry(t), Answerer: answerer{}}); err != nil {
		t.Error(err)
	}
}

// What Discord recommends while the bot is starting does not matter to it.
func TestShardsThatBecomeMore(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		d.SetShards(2)
		for range 20 { // for some minutes
			d.Gateway.Fail(discordtest.GatewayFault{Status: 500})
		}
		r := start(t, d)
		d.AwaitRequests(t, "GET /gateway/bot", 1)
		d.SetShards(3)
		select {
		case <-r.ready:
		case <-time.After(10 * time.Minute):
			t.Errorf("never ready:\n%s", r.log)
		}
		if d.Count("GET /gateway/bot") < 2 {
			t.Error("not asked again")
		}
		r.check()
	})
}

// The bot is ready when all shards are connected; servers are shared among them.
func TestShards(t *testing.T) {
	for name, tt := range map[string]struct{ recommended, set, want int }{
		"as Discord recommends": {3, 0, 3},
		"as many as are set":    {1, 2, 2},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				d.SetShards(tt.recommended)
				r := run(t, d, func(o *discord.Options) { o.Shards = tt.set })
				if n := d.Gateway.Connected(); n != tt.want {
					t.Errorf("%d shards are connected", n)
				}
				for n := range 6 {
					channel := d.AddChannel(discordtest.Channel{Guild: strconv.Itoa((n + 1) << 22)})
					begin(t, d.AwaitAnswer(t, ask(d, discordtest.From{Channel: channel}, "who?")), "**who?**")
				}
				r.check()
			})
		})
	}
}
