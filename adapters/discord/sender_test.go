package discord_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/discord"
	"dragoman/adapters/discord/discordtest"
	"dragoman/core"
	"dragoman/core/briefing"
	"dragoman/core/edition"
	"dragoman/core/phrases"
	"dragoman/core/schedule"
	"dragoman/core/subscriptions"
	"dragoman/knowledge"
)

const create = "POST /channels/{channel_id}/messages"

// composed is a briefing on the built-in story.
func composed(t testing.TB) briefing.Briefing {
	t.Helper()
	s, err := talks()
	if err != nil {
		t.Fatal(err)
	}
	return briefing.Compose(briefing.Request{Base: s.Now().Base, Date: schedule.Date{Year: 2025, Month: 2, Day: 17}})
}

// sender returns that of a bot that does not run.
func sender(t testing.TB, d *discordtest.Server, change ...func(*discord.Options)) subscriptions.Sender {
	t.Helper()
	s, err := talks()
	if err != nil {
		t.Fatal(err)
	}
	o := discord.Options{Token: token, Story: s, Answerer: s, API: d.URL + "/api", Transport: d.Transport()}
	for _, c := range change {
		c(&o)
	}
	bot, err := discord.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return bot.Sender()
}

const nonce = "abcdefghijklmnopqrstuv" // as long as those of a Runner

func TestSend(t *testing.T) {
	p := phrases.For("de")
	for name, direct := range map[string]bool{"to a reader": true, "to a channel": false} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				s := sender(t, d)
				place := of(d.AddChannel(discordtest.Channel{}))
				owner := "0"
				if direct {
					place, owner = mine("77"), "77"
				}
				if err := s.Send(t.Context(), place, nonce, composed(t), "de"); err != nil {
					t.Fatal(err)
				}
				sent := d.Sent("")
				if len(sent) != 1 || len(sent[0].Pings) > 0 || sent[0].Nonce != nonce+".0" {
					t.Fatalf("sent %+v", sent)
				}
				pictured(t, &sent[0], "briefing.png")
				if got := text(&sent[0]); !strings.Contains(got, p.BriefingQuote) || !strings.Contains(got, p.BriefingStop) {
					t.Errorf("sent %q", got)
				}
				if b := sent[0].Buttons(); len(b) != 1 || !strings.HasPrefix(b[0].CustomID, "q:") || !strings.HasSuffix(b[0].CustomID, ":"+owner) {
					t.Errorf("buttons %+v", b)
				}
			})
		})
	}
}

// The question of a channel's briefing answers whoever presses it, alone.
func TestPressBelowAChannelsBriefing(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d, about(t))
		channel := d.AddChannel(discordtest.Channel{})
		if err := r.bot.Sender().Send(t.Context(), of(channel), nonce, composed(t), ""); err != nil {
			t.Fatal(err)
		}
		m := d.Sent(channel)[0]
		i := d.AwaitAnswer(t, d.Interact(d.Press(discordtest.From{User: "5"}, m, m.Buttons()[0].CustomID)))
		begin(t, i, "**"+m.Buttons()[0].Label)
		if !i.Ephemeral {
			t.Error("all see the answer")
		}
		r.check()
	})
}

// After a crash the same nonce is sent again, by another process, and shown once.
func TestSendAgainAfterACrash(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		places := []subscriptions.Place{mine("77"), of(d.AddChannel(discordtest.Channel{}))}
		long := composed(t)
		for range 40 {
			long.Sections = append(long.Sections, briefing.Section{Kind: briefing.Part, Part: "More", Reply: core.Reply{Answer: strings.Repeat("All of it. ", 90)}})
		}
		for _, place := range places {
			for range 3 {
				if err := sender(t, d).Send(t.Context(), place, nonce+place.Name(), long, ""); err != nil {
					t.Fatal(err)
				}
			}
		}
		calls, sent := d.Count(create), d.Sent("")
		if len(sent) < 4 || calls != 3*len(sent) {
			t.Errorf("%d calls, %d messages", calls, len(sent))
		}
		time.Sleep(time.Hour) // Discord knows a nonce for some minutes only
		if err := sender(t, d).Send(t.Context(), places[0], nonce+places[0].Name(), long, ""); err != nil {
			t.Fatal(err)
		}
		if len(d.Sent("")) != len(sent)+len(sent)/2 {
			t.Errorf("%d messages", len(d.Sent("")))
		}
	})
}

// What Discord refuses ends a subscription, or does not, for a reason.
func TestSendRefused(t *testing.T) {
	code := func(status, code int) discordtest.Fault {
		return discordtest.Fault{Route: create, Status: status, Code: code, Message: "no"}
	}
	const guild = "555"
	for _, tt := range []struct {
		name   string
		direct bool
		make   func(d *discordtest.Server, channel string)
		want   subscriptions.Reason // "" for an error that may pass
	}{
		{"blocked", true, func(d *discordtest.Server, _ string) { d.Refuse("77") }, subscriptions.Blocked},
		{"no server in common", true, func(d *discordtest.Server, _ string) { d.Fail(code(403, 50278)) }, subscriptions.Blocked},
		{"no account", true, func(d *discordtest.Server, _ string) { d.RemoveUser("77") }, subscriptions.Deleted},
		{"no access to a reader", true, func(d *discordtest.Server, _ string) { d.Fail(code(403, 50001)) }, subscriptions.Blocked},
		{"no channel", false, func(d *discordtest.Server, c string) { d.RemoveChannel(c) }, subscriptions.Deleted},
		{"kicked", false, func(d *discordtest.Server, _ string) { d.Leave(guild) }, subscriptions.Kicked},
		{"hidden", false, func(d *discordtest.Server, c string) { d.Deny(c, discordtest.ViewChannel) }, subscriptions.Forbidden},
		{"silenced", false, func(d *discordtest.Server, c string) { d.Deny(c, discordtest.SendMessages) }, subscriptions.Forbidden},
		{"verification", false, func(d *discordtest.Server, _ string) { d.Fail(code(403, 50009)) }, subscriptions.Forbidden},
		{"no guild", false, func(d *discordtest.Server, _ string) { d.Fail(code(404, 10004)) }, subscriptions.Kicked},
		{"in trouble", false, func(d *discordtest.Server, _ string) { d.Fail(code(500, 0)) }, ""},
		{"broken", true, func(d *discordtest.Server, _ string) { d.Fail(discordtest.Fault{Route: create, Drop: true}) }, ""},
		{"spam", true, func(d *discordtest.Server, _ string) { d.Fail(code(400, 20026)) }, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				r := run(t, d, about(t), daily(t, nil))
				channel := d.AddChannel(discordtest.Channel{Guild: guild})
				// The channel is subscribed, so that its server is known.
				d.AwaitAnswer(t, subscribe(d, discordtest.From{User: "9", Channel: channel, Permissions: discordtest.ManageGuild}, here(at8...)...))
				tt.make(d, channel)
				place := of(channel)
				if tt.direct {
					place = mine("77")
				}
				err := r.bot.Sender().Send(t.Context(), place, nonce, composed(t), "")
				refused, ok := errors.AsType[*subscriptions.Refused](err)
				switch {
				case err == nil:
					t.Error("sent")
				case ok != (tt.want != ""), ok && refused.Reason != tt.want:
					t.Errorf("got %v, want %s", err, tt.want)
				case strings.Contains(err.Error(), secret):
					t.Error("the token is in the error")
				}
				r.check()
			})
		})
	}
	t.Run("kicked before a restart", func(t *testing.T) {
		bubble(t, func(t *testing.T, d *discordtest.Server) {
			channel := d.AddChannel(discordtest.Channel{Guild: guild})
			d.Leave(guild)
			err := sender(t, d).Send(t.Context(), of(channel), nonce, composed(t), "")
			if refused, ok := errors.AsType[*subscriptions.Refused](err); !ok || refused.Reason != subscriptions.Forbidden {
				t.Errorf("got %v", err)
			}
		})
	})
}

// Where pictures or embeds are not permitted it goes without, and is not refused
// again the next day.
func TestSendWithLess(t *testing.T) {
	for _, tt := range []struct {
		name   string
		denied int64
		calls  int // of the first day
		embeds int
	}{
		{"no files", discordtest.AttachFiles, 2, 1},
		{"no embeds", discordtest.EmbedLinks, 3, 0},
		{"neither", discordtest.AttachFiles | discordtest.EmbedLinks, 3, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				s := sender(t, d)
				channel := d.AddChannel(discordtest.Channel{})
				d.Deny(channel, tt.denied)
				day := func(n string) {
					t.Helper()
					if err := s.Send(t.Context(), of(channel), nonce[1:]+n, composed(t), ""); err != nil {
						t.Fatal(err)
					}
					time.Sleep(24 * time.Hour)
				}
				day("a")
				if n := d.Count(create); n != tt.calls {
					t.Errorf("%d calls on the first day", n)
				}
				day("b")
				if n := d.Count(create); n != tt.calls+1 {
					t.Errorf("%d calls on both days", n)
				}
				sent := d.Sent(channel)
				for _, m := range sent {
					if len(m.Embeds) != tt.embeds || len(m.Attachments) > 0 || !strings.Contains(text(&m), "Quote of the day") {
						t.Errorf("sent %+v", m)
					}
				}
				d.Allow(channel, tt.denied)
				time.Sleep(7 * 24 * time.Hour)
				day("c")
				if sent = d.Sent(channel); len(sent[2].Attachments) != 1 || len(sent[2].Embeds) != 1 {
					t.Errorf("with the permission back: %+v", sent[2])
				}
			})
		})
	}
}

// A briefing that was composed before another edition came has the picture of its
// own, or none if that has none.
func TestSendAfterAnotherEdition(t *testing.T) {
	bare, err := knowledge.Parse("bare.yaml", []byte(`schema: 1
story: {title: A bare story, publisher: The Post, published: 2025-10-06}
paragraphs: {1: Headline}
facts:
  - {id: rain, cites: [1], gist: It rains in the north., asks: [{kind: what, answer: It rains., asked: [what is the weather]}]}
`))
	if err != nil {
		t.Fatal(err)
	}
	other, err := edition.New(bare, core.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ofBare := briefing.Compose(briefing.Request{Base: bare, Date: schedule.Date{Year: 2025, Month: 10, Day: 6}})
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		later := sender(t, d, func(o *discord.Options) { o.Story = other })
		if err := later.Send(t.Context(), mine("77"), nonce[1:]+"a", composed(t), ""); err != nil {
			t.Fatal(err)
		}
		if err := sender(t, d).Send(t.Context(), mine("77"), nonce[1:]+"b", ofBare, ""); err != nil {
			t.Fatal(err)
		}
		sent := d.Sent("")
		if len(sent) != 2 {
			t.Fatalf("sent %+v", sent)
		}
		pictured(t, &sent[0], "briefing.png")
		if len(sent[1].Attachments) > 0 || !strings.Contains(text(&sent[1]), "A bare story") {
			t.Errorf("sent %+v", sent[1])
		}
	})
}

// However long it is and whatever is in it, it keeps to Discord's limits, which the
// server checks, and nothing is lost.
func TestSendLong(t *testing.T) {
	for _, denied := range []int64{0, discordtest.EmbedLinks | discordtest.AttachFiles} {
		t.Run(fmt.Sprint("denied ", denied), func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				br := composed(t)
				markup := strings.Repeat("**[a](b) 😀 @everyone <@1>\n- ж** ", 60)
				for n := range 30 {
					br.Sections = append(br.Sections, briefing.Section{Kind: briefing.Part, Part: fmt.Sprint("Part ", n, " ", markup), Reply: core.Reply{
						Answer: fmt.Sprint("Number ", n, ". ", markup), Quotes: []core.Quote{{Text: fmt.Sprint("Quote ", n, ". ", markup), Speaker: markup}},
					}})
				}
				br.Sections = append(br.Sections, briefing.Section{Kind: briefing.Quiet})
				br.Question = markup
				channel := d.AddChannel(discordtest.Channel{})
				d.Deny(channel, denied)
				if err := sender(t, d).Send(t.Context(), of(channel), nonce, br, ""); err != nil {
					t.Fatal(err)
				}
				var all strings.Builder
				for _, m := range d.Sent(channel) {
					all.WriteString(text(&m) + "\n")
					if len(m.Pings) > 0 {
						t.Errorf("pings %v", m.Pings)
					}
				}
				for n := range 30 {
					for _, want := range []string{"Part ", "Number ", "Quote "} {
						if !strings.Contains(all.String(), fmt.Sprint(want, n)) {
							t.Errorf("%s%d is missing", want, n)
						}
					}
				}
				for _, want := range []string{phrases.For("en").BriefingQuiet, phrases.For("en").BriefingStop} {
					if !strings.Contains(all.String(), want) {
						t.Errorf("%q is missing", want)
					}
				}
			})
		})
	}
}

// A thread that has closed by itself is opened; one that is locked is left alone.
func TestSendToAThread(t *testing.T) {
	for _, locked := range []bool{false, true} {
		t.Run(fmt.Sprint("locked ", locked), func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				thread := d.AddChannel(discordtest.Channel{Type: discordtest.TypePublicThread, Parent: "6"})
				d.Archive(thread, locked)
				err := sender(t, d).Send(t.Context(), of(thread), nonce, composed(t), "")
				refused, ok := errors.AsType[*subscriptions.Refused](err)
				if locked != (ok && refused.Reason == subscriptions.Forbidden) || len(d.Sent(thread)) == 1 == locked {
					t.Errorf("got %v, sent %d", err, len(d.Sent(thread)))
				}
			})
		})
	}
}

// The channel of direct messages is asked for once, and again when it is no more.
func TestSendOpensDirectMessagesOnce(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		s := sender(t, d)
		const open = "POST /users/@me/channels"
		for n := range 3 {
			if err := s.Send(t.Context(), mine("77"), nonce[1:]+fmt.Sprint(n), composed(t), ""); err != nil {
				t.Fatal(err)
			}
		}
		if n := d.Count(open); n != 1 {
			t.Errorf("opened %d times", n)
		}
		d.RemoveChannel(d.Sent("")[0].Channel)
		if err := s.Send(t.Context(), mine("77"), nonce[1:]+"x", composed(t), ""); err != nil {
			t.Fatal(err)
		}
		if n := d.Count(open); n != 2 {
			t.Errorf("opened %d times", n)
		}
	})
}

func TestTell(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		s := sender(t, d)
		for range 2 { // a crash between
			if err := s.Tell(t.Context(), "discord 77", "No *more*."); err != nil {
				t.Fatal(err)
			}
		}
		if sent := d.Sent(""); len(sent) != 1 || sent[0].Content != `No \*more\*.` {
			t.Errorf("sent %+v", sent)
		}
		d.Refuse("78")
		for _, user := range []string{"discord 78", "telegram 77", "discord x", ""} {
			if _, ok := errors.AsType[*subscriptions.Refused](s.Tell(t.Context(), user, "No.")); !ok {
				t.Errorf("%q was told", user)
			}
		}
	})
}

func TestSendGivesUp(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		d.Fail(discordtest.TooManyRequests(create, "global", time.Hour, 1))
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		begun := time.Now()
		if err := sender(t, d).Send(ctx, mine("77"), nonce, composed(t), ""); err == nil || time.Since(begun) > time.Minute {
			t.Errorf("got %v after %v", err, time.Since(begun))
		}
		if s := sender(t, d); s.Platform() != "discord" || s.Parallel() < 8 {
			t.Errorf("%s %d", s.Platform(), s.Parallel())
		}
	})
}

// delayed takes its time over each call, as a network does.
type delayed struct {
	next http.RoundTripper
	by   time.Duration
}

func (s delayed) RoundTrip(r *http.Request) (*http.Response, error) {
	select {
	case <-time.After(s.by):
		return s.next.RoundTrip(r)
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
}

// A rush of briefings uses what Discord permits, within five percent, while readers
// are answered at once; Discord refuses next to nothing, and nothing is lost.
func TestRush(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		d.LimitGlobal(50, time.Second)
		d.Limit(create, 5, 5*time.Second)
		const latency = 150 * time.Millisecond
		r := run(t, d, about(t), func(o *discord.Options) { o.Transport = delayed{d.Transport(), latency} })
		s := r.bot.Sender()
		const briefings = 1000
		due := make(chan int)
		br := composed(t)
		before, begun := d.Count(""), time.Now()
		var wg sync.WaitGroup
		for range s.Parallel() {
			wg.Go(func() {
				for n := range due {
					place := mine(fmt.Sprint(1000 + n)) // each is two calls, the first time
					if n%2 == 0 {
						place = of(d.AddChannel(discordtest.Channel{}))
					}
					if err := s.Send(t.Context(), place, fmt.Sprint("n", n), br, ""); err != nil {
						t.Error(err)
					}
				}
			})
		}
		asked := make(map[string]time.Time)
		wg.Go(func() { // messages, whose answers are bound to the same limit
			for n := range 60 {
				who := discordtest.From{User: fmt.Sprint(5000 + n), Channel: d.AddChannel(discordtest.Channel{})}
				asked[who.Channel] = time.Now()
				d.Write(who, "who attends?", discordtest.Writing{Mention: true})
				time.Sleep(491 * time.Millisecond)
			}
		})
		for n := range briefings {
			due <- n
		}
		close(due)
		wg.Wait()
		took := time.Since(begun)
		synctest.Wait()
		rate := float64(d.Count("")-before) / took.Seconds()
		var waits []time.Duration
		delivered := 0
		for _, m := range d.Sent("") {
			if at, ok := asked[m.Channel]; ok {
				waits = append(waits, m.Time.Sub(at))
			} else {
				delivered++
			}
		}
		slices.Sort(waits)
		refused := 0
		for _, q := range d.Requests("") {
			if q.Status == 429 {
				refused++
			}
		}
		t.Logf("%.1f calls a second, %d refused; replies after %v (p50), %v (p99), of which %v is the network", rate, refused,
			waits[len(waits)/2], waits[len(waits)*99/100], latency)
		if rate < 0.95*50 || refused > briefings/200 || delivered != briefings || len(waits) != 60 {
			t.Errorf("%.1f a second, %d refused, %d briefings, %d replies", rate, refused, delivered, len(waits))
		}
		if p99 := waits[len(waits)*99/100]; p99 > latency+100*time.Millisecond {
			t.Errorf("replies after %v", p99)
		}
		r.check()
	})
}

// Where Discord permits less than it says, it is waited for, and nothing is lost.
func TestRushThatIsRefused(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		d.LimitGlobal(20, time.Second)
		s := sender(t, d, func(o *discord.Options) { o.Transport = delayed{d.Transport(), 100 * time.Millisecond} })
		const briefings = 300
		br := composed(t)
		due := make(chan int)
		var wg sync.WaitGroup
		for range s.Parallel() {
			wg.Go(func() {
				for n := range due {
					if err := s.Send(t.Context(), mine(fmt.Sprint(1000+n)), fmt.Sprint("n", n), br, ""); err != nil {
						t.Error(err)
					}
				}
			})
		}
		for n := range briefings {
			due <- n
		}
		close(due)
		wg.Wait()
		if n := len(d.Sent("")); n != briefings {
			t.Errorf("%d briefings", n)
		}
	})
}
