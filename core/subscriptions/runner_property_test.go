package subscriptions_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"dragoman/core/briefing"
	"dragoman/core/edition"
	"dragoman/core/schedule"
	"dragoman/core/subscriptions"
)

// happening is one step of a random story of a runner.
type happening struct {
	Kind  string // pass, crash, stop, clock, pause, resume
	Delay time.Duration
}

// fate is what becomes of an attempt to send.
type fate string

var fates = []fate{"sent", "sent", "sent", "sent", "sent", "failed", "failed", "hangs", "forbidden"}

// world is what outlives a process: the store and the platform.
type world struct {
	*subscriptions.Memory
	skew  atomic.Int64 // by how much the wall clock is ahead of the bubble's
	fates []fate       // of the sends to come; then all are sent

	mu   sync.Mutex
	sent map[string]int // by nonce: all that the platform took
}

func (w *world) now() time.Time { return time.Now().Add(time.Duration(w.skew.Load())) }

// life is one process: what it does after its death has no effect.
type life struct {
	*world
	dead    atomic.Bool
	mu      sync.Mutex
	sent    map[string]int  // by nonce
	open    map[string]bool // sent and not settled
	names   map[noteName]string
	doubles []string
}

type noteName struct {
	place subscriptions.Place
	date  schedule.Date
}

var errDead = errors.New("the process is dead")

func (l *life) Change(ctx context.Context, place subscriptions.Place, change func(*subscriptions.Subscription) bool) error {
	if l.dead.Load() {
		return errDead
	}
	return l.world.Change(ctx, place, change)
}

func (l *life) Claim(ctx context.Context, place subscriptions.Place, date schedule.Date, now time.Time) (subscriptions.Entry, error) {
	if l.dead.Load() {
		return subscriptions.Entry{}, errDead
	}
	return l.world.Claim(ctx, place, date, now)
}

func (l *life) Settle(ctx context.Context, place subscriptions.Place, date schedule.Date, outcome subscriptions.State, now time.Time, change func(*subscriptions.Subscription) bool) error {
	if l.dead.Load() {
		return errDead
	}
	l.mu.Lock()
	delete(l.open, l.names[noteName{place, date}])
	l.mu.Unlock()
	return l.world.Settle(ctx, place, date, outcome, now, change)
}

func (l *life) Platform() string { return subscriptions.Telegram }

func (l *life) Parallel() int { return 2 }

func (l *life) Tell(context.Context, string, string) error { return nil }

// Send takes a second before the platform has it, and one after.
func (l *life) Send(ctx context.Context, place subscriptions.Place, nonce string, _ briefing.Briefing, _ string) error {
	date := schedule.Date{}
	if s, ok, err := l.Subscription(ctx, place); err == nil && ok {
		date = s.Date
	}
	if err := wait(ctx, time.Second); err != nil {
		return err
	}
	l.world.mu.Lock()
	next := fate("sent")
	if len(l.fates) > 0 {
		next, l.fates = l.fates[0], l.fates[1:]
	}
	l.world.mu.Unlock()
	switch next {
	case "failed":
		return errors.New("no line")
	case "forbidden":
		return &subscriptions.Refused{Reason: subscriptions.Forbidden, Err: errors.New("no")}
	case "hangs":
		if err := wait(ctx, 10*time.Minute); err != nil {
			return err
		}
	}
	if l.dead.Load() {
		return errDead
	}
	l.world.mu.Lock()
	l.world.sent[nonce]++
	l.world.mu.Unlock()
	l.mu.Lock()
	if l.sent[nonce]++; l.sent[nonce] > 1 {
		l.doubles = append(l.doubles, place.Name()+" "+date.String())
	}
	l.open[nonce] = true
	l.names[noteName{place, date}] = nonce
	l.mu.Unlock()
	return wait(context.WithoutCancel(ctx), time.Second)
}

// live plays a story, one life after the other, and returns what is wrong.
func live(w *world, story *edition.Stand, happenings []happening, calm time.Duration) (wrong []string) {
	excused := make(map[string]int) // by nonce: crashes between sending and settling
	born := func() (l *life, end func(crash bool)) {
		l = &life{world: w, sent: make(map[string]int), open: make(map[string]bool), names: make(map[noteName]string)}
		r := subscriptions.NewRunner(subscriptions.RunnerOptions{
			Queue: l, Ledger: l, Store: l, Switch: l, Sender: l, Story: story, Now: w.now, Finish: 20 * time.Minute,
		})
		ctx, cancel := context.WithCancel(context.Background())
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			_ = r.Run(ctx)
		}()
		return l, func(crash bool) {
			if crash {
				l.dead.Store(true)
			}
			cancel()
			<-ended
			for nonce := range l.open {
				excused[nonce]++
				if !crash {
					wrong = append(wrong, "stopped without settling")
				}
			}
			wrong = append(wrong, l.doubles...)
		}
	}
	_, end := born()
	for _, h := range happenings {
		switch h.Kind {
		case "pass":
			time.Sleep(h.Delay)
		case "crash", "stop":
			end(h.Kind == "crash")
			time.Sleep(h.Delay)
			_, end = born()
		case "clock":
			w.skew.Store(int64(h.Delay))
		case "pause", "resume":
			_ = w.SetPaused(context.Background(), h.Kind == "pause", w.now())
		}
		synctest.Wait()
	}
	_ = w.SetPaused(context.Background(), false, w.now())
	w.mu.Lock()
	w.fates = nil
	w.mu.Unlock()
	time.Sleep(calm)
	end(false)
	for nonce, n := range w.sent {
		if n > 1+excused[nonce] {
			wrong = append(wrong, fmt.Sprintf("%s was sent %d times, with %d crashes in between", nonce, n, excused[nonce]))
		}
	}
	return wrong
}

// subscribe adds n subscriptions of 08:00 and some minutes.
func (w *world) subscribe(ctx context.Context, minutes []int) (places []subscriptions.Place) {
	for n, m := range minutes {
		s := subscriptions.Subscription{
			Place: subscriptions.Place{Platform: subscriptions.Telegram, User: fmt.Sprint(n)}, Repeat: true, Since: w.now(),
			Plan: schedule.Plan{At: schedule.Clock(8*60 + m), Zone: "UTC"},
		}
		next, _ := s.Plan.Next(w.now())
		s.Date, s.Next = next.Date, next.At
		_ = w.Change(ctx, s.Place, func(now *subscriptions.Subscription) bool { *now = s; return true })
		places = append(places, s.Place)
	}
	return places
}

func drawFates(t *rapid.T) []fate {
	return rapid.SliceOfN(rapid.SampledFrom(fates), 0, 30).Draw(t, "fates")
}

// Whatever happens within the grace, each briefing is sent, and once, unless a crash
// comes between its sending and its settling.
func TestRunnerLosesNothing(t *testing.T) {
	story, err := ferry()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		minutes := rapid.SliceOfN(rapid.IntRange(0, 3), 1, 6).Draw(rt, "minutes")
		fates := drawFates(rt)
		happenings := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) happening {
			return happening{
				rapid.SampledFrom([]string{"pass", "pass", "crash", "crash", "stop", "pause", "resume"}).Draw(t, "kind"),
				time.Duration(rapid.IntRange(0, 600_000).Draw(t, "ms")) * time.Millisecond,
			}
		}), 0, 8).Draw(rt, "happenings")
		var wrong []string
		synctest.Test(t, func(t *testing.T) {
			w := &world{Memory: new(subscriptions.Memory), fates: withoutForbidden(fates), sent: make(map[string]int)}
			places := w.subscribe(t.Context(), minutes)
			time.Sleep(8*time.Hour - time.Minute)
			wrong = live(w, story, append([]happening{{"pass", time.Minute}}, happenings...), 24*time.Hour-10*time.Minute-20*time.Minute*time.Duration(len(happenings)))
			for _, place := range places {
				e, _ := w.Entry(t.Context(), place, day(1, 1))
				s, _, _ := w.Subscription(t.Context(), place)
				if e.State != subscriptions.Sent || s.Date != day(1, 2) || s.Missed != (schedule.Date{}) {
					wrong = append(wrong, fmt.Sprintf("%s: %v, %+v", place.Name(), e.State, s))
				}
			}
			if len(w.sent) != len(places) {
				wrong = append(wrong, fmt.Sprintf("%d of %d sent", len(w.sent), len(places)))
			}
		})
		if len(wrong) > 0 {
			rt.Fatal(wrong)
		}
	})
}

func withoutForbidden(fates []fate) (kept []fate) {
	for _, f := range fates {
		if f != "forbidden" {
			kept = append(kept, f)
		}
	}
	return kept
}

// Whatever the clock does besides, nothing is sent twice, and after a while all is as usual.
func TestRunnerSendsOnce(t *testing.T) {
	story, err := ferry()
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(rt *rapid.T) {
		minutes := rapid.SliceOfN(rapid.IntRange(0, 16*60-1), 1, 6).Draw(rt, "minutes")
		fates := drawFates(rt)
		happenings := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) happening {
			h := happening{Kind: rapid.SampledFrom([]string{"pass", "pass", "crash", "stop", "clock", "pause", "resume"}).Draw(t, "kind")}
			switch h.Kind {
			case "clock":
				h.Delay = time.Duration(rapid.IntRange(-10*60, 10*60).Draw(t, "minutes")) * time.Minute
			default:
				h.Delay = time.Duration(rapid.IntRange(0, 600).Draw(t, "minutes")) * time.Minute
			}
			return h
		}), 0, 12).Draw(rt, "happenings")
		var wrong []string
		synctest.Test(t, func(t *testing.T) {
			w := &world{Memory: new(subscriptions.Memory), fates: fates, sent: make(map[string]int)}
			time.Sleep(24 * time.Hour)
			places := w.subscribe(t.Context(), minutes)
			// What was planned up to 20 hours too far ahead is mended, or waited for.
			wrong = live(w, story, happenings, 4*24*time.Hour)
			for _, place := range places {
				s, _, _ := w.Subscription(t.Context(), place)
				for _, ago := range []int{1, 2} {
					date := schedule.DateOf(w.now()).AddDays(-ago)
					if e, _ := w.Entry(t.Context(), place, date); e.State != subscriptions.Sent {
						wrong = append(wrong, fmt.Sprintf("%s: %v %v, %+v", place.Name(), date, e.State, s))
					}
				}
				if s.Next.Before(w.now().Add(-time.Minute)) || s.Next.After(w.now().Add(24*time.Hour+time.Minute)) || s.Missed != (schedule.Date{}) {
					wrong = append(wrong, fmt.Sprintf("%s: %+v", place.Name(), s))
				}
			}
		})
		if len(wrong) > 0 {
			rt.Fatal(wrong)
		}
	})
}
