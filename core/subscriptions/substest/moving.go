package substest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/core"
	"dragoman/core/briefing"
	"dragoman/core/edition"
	"dragoman/core/schedule"
	"dragoman/core/subscriptions"
	"dragoman/knowledge"
)

// moves are a runner whose subscriber, a group, becomes a supergroup at the worst of
// moments, in the fake time of a bubble.
type moves struct {
	Keeper
	t    *testing.T
	desk *subscriptions.Desk
	// before is called before a step of the first delivery, "claim", "send" or
	// "settle", and may fail it.
	before func(step string) error
	takes  time.Duration // for one send, after before was called
	dead   atomic.Bool   // the process is: it writes nothing any more

	mu    sync.Mutex
	done  map[string]bool // steps
	taken []string        // by the platform: "-1 on 01-01"
}

var errDead = errors.New("the process is dead")

func (m *moves) step(name string) error {
	m.mu.Lock()
	first := !m.done[name]
	m.done[name] = true
	m.mu.Unlock()
	if !first {
		return nil
	}
	return m.before(name)
}

// move is what an adapter does when the platform says so.
func (m *moves) move() {
	if err := m.desk.Move(m.t.Context(), group, supergroup); err != nil {
		m.t.Error(err)
	}
}

func (m *moves) Change(ctx context.Context, place subscriptions.Place, change func(*subscriptions.Subscription) bool) error {
	if m.dead.Load() {
		return errDead
	}
	return m.Keeper.Change(ctx, place, change)
}

func (m *moves) Claim(ctx context.Context, place subscriptions.Place, date schedule.Date, now time.Time) (subscriptions.Entry, error) {
	if err := m.step("claim"); err != nil || m.dead.Load() {
		return subscriptions.Entry{}, errDead
	}
	return m.Keeper.Claim(ctx, place, date, now)
}

func (m *moves) Settle(ctx context.Context, place subscriptions.Place, date schedule.Date, outcome subscriptions.State, now time.Time, change func(*subscriptions.Subscription) bool) error {
	if err := m.step("settle"); err != nil || m.dead.Load() {
		return errDead
	}
	return m.Keeper.Settle(ctx, place, date, outcome, now, change)
}

func (m *moves) Platform() string { return subscriptions.Telegram }

func (m *moves) Parallel() int { return 4 }

func (m *moves) Tell(context.Context, string, string) error { return nil }

func (m *moves) Send(ctx context.Context, place subscriptions.Place, _ string, _ briefing.Briefing, _ string) error {
	err := m.step("send")
	time.Sleep(m.takes) // of the bubble
	if err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.taken = append(m.taken, place.Chat+" on "+time.Now().UTC().Format("01-02"))
	return nil
}

// live runs a runner for some time, or until the process dies.
func (m *moves) live(story *edition.Stand, d time.Duration) {
	m.dead.Store(false)
	r := subscriptions.NewRunner(subscriptions.RunnerOptions{
		Queue: m, Ledger: m, Store: m, Switch: m, Sender: m, Story: story, Finish: time.Second,
		Observe: func(e subscriptions.Event) {
			// The desk has moved the group already, and where it is now nothing is refused.
			if e.Kind == subscriptions.EventRefused || e.Kind == subscriptions.EventMoved {
				m.t.Errorf("%s is counted", e.Kind)
			}
		},
	})
	ctx, cancel := context.WithCancel(m.t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := r.Run(ctx); err != nil {
			m.t.Error(err)
		}
	}()
	for end := time.Now().Add(d); time.Now().Before(end) && !m.dead.Load(); {
		time.Sleep(time.Minute)
	}
	cancel()
	<-ended
}

// tinyStory is something to brief about.
func tinyStory() (*edition.Stand, error) {
	base, err := knowledge.Parse("bridge.yaml", []byte(`
schema: 1
story: {title: The bridge is closed, publisher: The Post, published: 2000-01-01}
paragraphs: {1: Headline}
places:
  norvik: {name: Norvik, kind: city}
events:
  - id: closing
    name: the closing of the bridge
    what: The bridge of Norvik is closed
    where: norvik
    when: {said: on 2 January, date: 2000-01-02}
    status: planned
    cites: [1]
    gist: The bridge of Norvik will be closed on 2 January.
topics:
  - id: summary
    cites: [1]
    gist: The bridge of Norvik is about to be closed.
    asks:
      - {kind: what, asked: [summary]}
`))
	if err != nil {
		return nil, err
	}
	return edition.New(base, core.Options{})
}

// testMoving moves a group before each step of a delivery, and the briefing of that
// day comes once, by one name or the other; with a crash after it, once more at most.
// The next day all is as usual.
func testMoving(t *testing.T, open func(*testing.T) Keeper) {
	story, err := tinyStory()
	if err != nil {
		t.Fatal(err)
	}
	refused := &subscriptions.Refused{Reason: subscriptions.Kicked, Err: errors.New("no")}
	const (
		old = "-1 on 01-01"
		now = "-1001 on 01-01"
	)
	for _, tt := range []struct {
		at    string // before this step
		fails error  // so does the send then
		dies  string // before this step, after the move
		want  []string
	}{
		{at: "claim", want: []string{now}},
		{at: "send", want: []string{old}},
		{at: "settle", want: []string{old}},
		{at: "claim", dies: "claim", want: []string{now}},
		{at: "send", dies: "send", want: []string{now}},
		{at: "claim", dies: "settle", want: []string{now, now}}, // the window that Telegram leaves
		{at: "send", dies: "settle", want: []string{old, now}},
		{at: "settle", dies: "settle", want: []string{old, now}},
		{at: "send", fails: errors.New("no line"), want: []string{now}},
		{at: "send", fails: &subscriptions.Moved{To: supergroup}, want: []string{now}},
		{at: "send", fails: refused, want: []string{now}},
	} {
		for _, takes := range []time.Duration{0, 10 * time.Second, 20 * time.Minute} {
			t.Run(fmt.Sprintf("%s %v %s %v", tt.at, tt.fails, tt.dies, takes), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					m := &moves{Keeper: open(t), t: t, takes: takes, done: make(map[string]bool)}
					m.desk = subscriptions.NewDesk(subscriptions.DeskOptions{Store: m.Keeper, Ledger: m.Keeper, Index: m.Keeper, Story: story})
					m.before = func(step string) error {
						if step == tt.at {
							m.move()
						}
						if step == tt.dies {
							m.dead.Store(true)
							return errDead
						}
						if step == "send" {
							return tt.fails
						}
						return nil
					}
					v := subscriptions.Visitor{Place: group, User: "telegram 7", Now: time.Now()}
					if _, err := m.desk.SubscribeLine(t.Context(), v, "8:00 UTC"); err != nil {
						t.Fatal(err)
					}
					err := m.Change(t.Context(), group, func(s *subscriptions.Subscription) bool { s.Repeat = true; return true })
					if err != nil {
						t.Fatal(err)
					}
					m.live(story, 12*time.Hour)
					m.takes = 0
					m.live(story, 4*time.Hour)
					m.check(tt.want)
					m.live(story, 24*time.Hour)
					m.check(append(slices.Clone(tt.want), "-1001 on 01-02"))
				})
			})
		}
	}
}

// check checks what the platform took, and what is noted of the last of it.
func (m *moves) check(want []string) {
	m.t.Helper()
	if !slices.Equal(m.taken, want) {
		m.t.Errorf("sent %q, want %q", m.taken, want)
	}
	today := schedule.DateOf(time.Now().UTC())
	noted(m.t, m.Keeper, supergroup, today, subscriptions.Sent, nowhere)
	s, ok, err := m.Subscription(m.t.Context(), supergroup)
	if err != nil || !ok || s.Ended != "" || s.Date != today.AddDays(1) || len(s.Progress.Parts) == 0 {
		m.t.Errorf("the subscription is %+v, %v, %v", s, ok, err)
	}
	expect(m.t, m.Keeper, group, nil)
}
