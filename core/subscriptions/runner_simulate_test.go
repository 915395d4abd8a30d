package subscriptions_test

import (
	"context"
	"flag"
	"fmt"
	"runtime"
	"sort"
	"strconv"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/core/briefing"
	"dragoman/core/schedule"
	"dragoman/core/subscriptions"
)

var million = flag.Bool("million", false, "simulate the sending of 1,000,000 briefings instead of 100,000; takes a minute")

// rush is a store of many subscriptions that keeps only when they are due and
// whether they were sent, and a platform that takes so many a second and answers
// replies to readers meanwhile. What a runner holds shows beside it.
type rush struct {
	perHour int // due at one time; the next come an hour later
	every   time.Duration
	takes   time.Duration

	mu     sync.Mutex
	order  []int32 // of subscriptions, by when they are due, jitter included
	due    []int32 // in seconds from the beginning, by subscription
	state  []byte  // of the ledger, by subscription
	first  int     // in order: all before are settled
	free   time.Time
	sent   int
	twice  int
	begin  time.Time
	ends   []time.Time // of each hour's, the last send
	slots  int         // at once at the platform
	atOnce int         // the most that there were
}

func newRush(n, perHour, rate int, begin time.Time) *rush {
	r := &rush{
		perHour: perHour, every: time.Second / time.Duration(rate), takes: 150 * time.Millisecond,
		order: make([]int32, n), due: make([]int32, n), state: make([]byte, n), begin: begin,
		ends: make([]time.Time, (n+perHour-1)/perHour),
	}
	for i := range n {
		r.order[i] = int32(i)
		jitter := uint32(i) * 2654435761 % 60
		r.due[i] = int32(i/perHour*3600) + int32(jitter)
	}
	sort.Slice(r.order, func(a, b int) bool { return r.due[r.order[a]] < r.due[r.order[b]] })
	return r
}

func (r *rush) subscription(i int) subscriptions.Subscription {
	at := r.begin.Add(time.Duration(i/r.perHour) * time.Hour)
	return subscriptions.Subscription{
		Place: subscriptions.Place{Platform: subscriptions.Telegram, User: strconv.Itoa(i)}, Repeat: true,
		Plan: schedule.Plan{At: schedule.Clock(at.Hour() * 60), Zone: "UTC"},
		Date: schedule.DateOf(at), Next: r.begin.Add(time.Duration(r.due[i]) * time.Second),
	}
}

func index(place subscriptions.Place) int {
	i, err := strconv.Atoi(place.User)
	if err != nil {
		panic(err)
	}
	return i
}

func (r *rush) Due(_ context.Context, _ string, now time.Time, n int) (found []subscriptions.Subscription, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for r.first < len(r.order) && r.state[r.order[r.first]] > byte(subscriptions.Claimed) {
		r.first++
	}
	for _, i := range r.order[r.first:] {
		if len(found) == n || r.begin.Add(time.Duration(r.due[i])*time.Second).After(now) {
			break
		}
		if r.state[i] <= byte(subscriptions.Claimed) {
			found = append(found, r.subscription(int(i)))
		}
	}
	return found, nil
}

func (r *rush) Latest(context.Context, string, time.Time, int) ([]subscriptions.Subscription, error) {
	return nil, nil
}

func (r *rush) Subscription(_ context.Context, place subscriptions.Place) (subscriptions.Subscription, bool, error) {
	return r.subscription(index(place)), true, nil
}

func (r *rush) Change(context.Context, subscriptions.Place, func(*subscriptions.Subscription) bool) error {
	panic("nothing fails, so nothing is changed but by Settle")
}

func (r *rush) DeleteSubscription(context.Context, subscriptions.Place) error { return nil }

func (r *rush) Entry(_ context.Context, place subscriptions.Place, _ schedule.Date) (subscriptions.Entry, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return subscriptions.Entry{State: subscriptions.State(r.state[index(place)])}, nil
}

func (r *rush) Claim(_ context.Context, place subscriptions.Place, _ schedule.Date, _ time.Time) (subscriptions.Entry, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	before := subscriptions.State(r.state[index(place)])
	r.state[index(place)] = max(r.state[index(place)], byte(subscriptions.Claimed))
	return subscriptions.Entry{State: before}, nil
}

func (r *rush) Settle(_ context.Context, place subscriptions.Place, _ schedule.Date, outcome subscriptions.State, now time.Time, change func(*subscriptions.Subscription) bool) error {
	s := r.subscription(index(place))
	if !change(&s) || !s.Next.After(now) {
		return fmt.Errorf("%s is not planned anew: %+v", place.Name(), s)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.state[index(place)] = byte(outcome)
	return nil
}

func (r *rush) Paused(context.Context) (time.Time, bool, error) { return time.Time{}, false, nil }

func (r *rush) SetPaused(context.Context, bool, time.Time) error { return nil }

func (r *rush) Platform() string { return subscriptions.Telegram }

func (r *rush) Parallel() int { return 16 }

func (r *rush) Tell(context.Context, string, string) error { return nil }

// Send waits for its turn, and then for the platform.
func (r *rush) Send(ctx context.Context, place subscriptions.Place, _ string, _ briefing.Briefing, _ string) error {
	r.mu.Lock()
	turn := time.Now()
	if r.free.After(turn) {
		turn = r.free
	}
	r.free = turn.Add(r.every)
	r.slots++
	r.atOnce = max(r.atOnce, r.slots)
	r.mu.Unlock()
	if err := wait(ctx, time.Until(turn)+r.takes); err != nil {
		return err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.slots--
	r.sent++
	if r.state[index(place)] != byte(subscriptions.Claimed) {
		r.twice++
	}
	r.ends[index(place)/r.perHour] = time.Now()
	return nil
}

// All of a morning are sent, each once, at the rate that the platform permits,
// and the runner holds only a few of them.
func TestRunnerRush(t *testing.T) {
	n := 100_000
	if *million {
		n = 1_000_000
	}
	const perHour, rate = 50_000, 30
	story, err := ferry()
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		begin := time.Now().Add(8 * time.Hour)
		r := newRush(n, perHour, rate, begin)
		var late time.Duration
		var mu sync.Mutex
		runner := subscriptions.NewRunner(subscriptions.RunnerOptions{
			Queue: r, Ledger: r, Store: r, Switch: r, Sender: r, Story: story,
			Observe: func(e subscriptions.Event) {
				mu.Lock()
				defer mu.Unlock()
				late = max(late, e.Late)
			},
		})
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() { ended <- runner.Run(ctx) }()
		before := memory()
		most := before
		for range n / perHour {
			time.Sleep(time.Until(begin) + 20*time.Minute)
			most = max(most, memory())
			begin = begin.Add(time.Hour)
		}
		time.Sleep(time.Hour)
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if r.sent != n || r.twice != 0 {
			t.Errorf("%d of %d sent, %d of them twice", r.sent, n, r.twice)
		}
		worst := 1.0
		for hour, end := range r.ends {
			took := end.Sub(r.begin.Add(time.Duration(hour) * time.Hour))
			worst = min(worst, float64(perHour)/rate/took.Seconds())
		}
		if worst < 0.95 {
			t.Errorf("%.1f %% of the permitted rate", 100*worst)
		}
		if late > time.Hour || r.atOnce > r.Parallel() {
			t.Errorf("%v late, %d at once", late, r.atOnce)
		}
		if most-before > 20<<20 {
			t.Errorf("%d MB more in use", (most-before)>>20)
		}
		t.Logf("%d sent at %.1f %% of the permitted rate, at most %v late, %d KB more in use", r.sent, 100*worst, late.Round(time.Second), (most-before)>>10)
	})
}

// memory is what is in use.
func memory() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// Those who chose the same minute get it over a minute.
func TestRunnerJitter(t *testing.T) {
	inStation(t, func(s *station) {
		const n = 1200
		for i := range n {
			s.add(fmt.Sprint(i), "08:00", "UTC")
		}
		s.start()
		s.pass(28 * time.Hour)
		s.platform.forget() // the first had no jitter
		s.pass(24 * time.Hour)
		var quarters [4]int
		for _, x := range s.platform.received() {
			d := x.at.Sub(time.Date(2000, 1, 2, 8, 0, 0, 0, time.UTC))
			if d < 0 || d >= subscriptions.Jitter {
				t.Fatalf("sent %v after the minute began", d)
			}
			quarters[int(d/(15*time.Second))]++
		}
		for _, count := range quarters {
			if count < n/5 || count > 3*n/10 {
				t.Errorf("by quarters of the minute: %v", quarters)
			}
		}
	})
}
