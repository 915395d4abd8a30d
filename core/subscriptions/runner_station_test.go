package subscriptions_test

import (
	"context"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/core/briefing"
	"dragoman/core/edition"
	"dragoman/core/schedule"
	"dragoman/core/subscriptions"
)

// station is a runner and all that it needs, for tests in fake time.
type station struct {
	t *testing.T
	*subscriptions.Memory
	platform *platform
	options  subscriptions.RunnerOptions
	runner   *subscriptions.Runner
	skew     atomic.Int64 // by how much the wall clock is ahead of the time of the bubble
	stop     func()       // ends what start began

	mu     sync.Mutex
	events map[subscriptions.EventKind]int
}

// platform is a Sender that keeps what it was given.
type platform struct {
	parallel int
	takes    time.Duration // for one send
	// send says what becomes of the nth send to a place, from 1; nil is for
	// sent. It may wait.
	send func(ctx context.Context, place subscriptions.Place, n int) error
	now  func() time.Time

	mu     sync.Mutex
	tries  map[subscriptions.Place]int
	all    int // sends that were tried
	taken  []taken
	told   []string // user and text
	refuse error    // what Tell returns
}

// taken is a briefing that the platform took.
type taken struct {
	place    subscriptions.Place
	at       time.Time
	nonce    string
	briefing briefing.Briefing
}

func (p *platform) Platform() string { return subscriptions.Telegram }

func (p *platform) Parallel() int { return p.parallel }

func (p *platform) Send(ctx context.Context, place subscriptions.Place, nonce string, b briefing.Briefing, language string) error {
	p.mu.Lock()
	if p.tries == nil {
		p.tries = make(map[subscriptions.Place]int)
	}
	p.tries[place]++
	p.all++
	n := p.tries[place]
	p.mu.Unlock()
	if p.takes > 0 {
		if err := wait(ctx, p.takes); err != nil {
			return err
		}
	}
	if p.send != nil {
		if err := p.send(ctx, place, n); err != nil {
			return err
		}
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.taken = append(p.taken, taken{place, p.now(), nonce, b})
	return nil
}

func (p *platform) Tell(ctx context.Context, user, text string) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.told = append(p.told, user+": "+text)
	return p.refuse
}

// received are the briefings that were taken.
func (p *platform) received() []taken {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.taken)
}

// said is what was told, to whom.
func (p *platform) said() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.told)
}

// tried is how many sends were tried.
func (p *platform) tried() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.all
}

func (p *platform) triedFor(place subscriptions.Place) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.tries[place]
}

// forget forgets what was taken.
func (p *platform) forget() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.taken = nil
}

func wait(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// inStation runs a test in a bubble, at 00:00 UTC on the first of 2000, a Saturday.
// The runner is not started yet.
func inStation(t *testing.T, test func(s *station)) {
	t.Helper()
	story, err := ferry()
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) { test(newStation(t, story)) })
}

func newStation(t *testing.T, story *edition.Stand) *station {
	s := &station{t: t, Memory: new(subscriptions.Memory), events: make(map[subscriptions.EventKind]int)}
	s.platform = &platform{parallel: 4, now: s.now}
	s.options = subscriptions.RunnerOptions{
		Queue: s, Ledger: s, Store: s, Switch: s, Sender: s.platform, Story: story, Now: s.now,
		Observe: func(e subscriptions.Event) {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.events[e.Kind]++
		},
	}
	s.stop = func() {}
	return s
}

func (s *station) now() time.Time { return time.Now().Add(time.Duration(s.skew.Load())) }

// seen counts the events.
func (s *station) seen() map[subscriptions.EventKind]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.events)
}

// set sets the wall clock.
func (s *station) set(at time.Time) { s.skew.Store(int64(time.Until(at))) }

// start makes a runner and runs it until stop is called.
func (s *station) start() {
	s.runner = subscriptions.NewRunner(s.options)
	ctx, cancel := context.WithCancel(s.t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.runner.Run(ctx) }()
	s.stop = func() {
		s.stop = func() {}
		cancel()
		if err := <-ended; err != nil {
			s.t.Errorf("Run: %v", err)
		}
	}
	s.t.Cleanup(func() { s.stop() })
}

// pass lets time pass.
func (s *station) pass(d time.Duration) {
	time.Sleep(d) // of the bubble
	synctest.Wait()
}

// add adds a subscription of a reader, of every day at a time of the clock.
func (s *station) add(user, clock, zone string) subscriptions.Place {
	at, err := schedule.ParseClock(clock)
	if err != nil {
		s.t.Fatal(err)
	}
	place := subscriptions.Place{Platform: subscriptions.Telegram, User: user}
	s.put(subscriptions.Subscription{
		Place: place, By: "telegram " + user, Language: "en", Since: s.now(), Repeat: true,
		Plan: schedule.Plan{At: at, Zone: zone},
	})
	return place
}

// put stores a subscription, planned if it is not.
func (s *station) put(sub subscriptions.Subscription) {
	if sub.Next.IsZero() && sub.Ended == "" {
		next, err := sub.Plan.Next(s.now())
		if err != nil {
			s.t.Fatal(err)
		}
		sub.Next, sub.Date = next.At, next.Date
	}
	err := s.Change(s.t.Context(), sub.Place, func(now *subscriptions.Subscription) bool { *now = sub; return true })
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *station) get(place subscriptions.Place) subscriptions.Subscription {
	sub, _, err := s.Subscription(context.WithoutCancel(s.t.Context()), place)
	if err != nil {
		s.t.Fatal(err)
	}
	return sub
}

func (s *station) state(place subscriptions.Place, date schedule.Date) subscriptions.State {
	e, err := s.Entry(context.WithoutCancel(s.t.Context()), place, date)
	if err != nil {
		s.t.Fatal(err)
	}
	return e.State
}

// times are when the platform took briefings of a place, to the minute, in a zone.
func (s *station) times(place subscriptions.Place, zone string) (times []string) {
	loc, err := time.LoadLocation(zone)
	if err != nil {
		s.t.Fatal(err)
	}
	s.platform.mu.Lock()
	defer s.platform.mu.Unlock()
	for _, x := range s.platform.taken {
		if x.place == place {
			times = append(times, x.at.In(loc).Format("01-02 15:04"))
		}
	}
	return times
}

func (s *station) wantTimes(place subscriptions.Place, zone string, want ...string) {
	s.t.Helper()
	if got := s.times(place, zone); !slices.Equal(got, want) {
		s.t.Errorf("sent at %q, want %q", got, want)
	}
}

func day(month time.Month, d int) schedule.Date {
	return schedule.Date{Year: 2000, Month: month, Day: d}
}

// has tells whether a briefing has a section of a kind.
func has(b briefing.Briefing, kind briefing.Kind) bool {
	return slices.ContainsFunc(b.Sections, func(s briefing.Section) bool { return s.Kind == kind })
}
