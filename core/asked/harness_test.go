package asked_test

import (
	"context"
	"strconv"
	"sync"
	"testing"
	"time"

	"dragoman/core"
	"dragoman/core/asked"
	"dragoman/core/edition"
	"dragoman/core/schedule"
	"dragoman/knowledge"
)

var stand = sync.OnceValue(func() *edition.Stand {
	base, err := knowledge.Embedded("riyadh")
	if err != nil {
		panic(err)
	}
	s, err := edition.New(base, core.Options{})
	if err != nil {
		panic(err)
	}
	return s
})

// clock stands still until it is set.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = t
}

var (
	today = schedule.Date{Year: 2026, Month: 11, Day: 23}
	noon  = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
)

// rig is a gatherer in front of the bot.
type rig struct {
	*asked.Gatherer
	clock *clock
	t     *testing.T
	n     int
}

func newRig(t *testing.T, o asked.Options) *rig {
	r := &rig{clock: &clock{now: noon}, t: t}
	o.Story, o.Now = stand(), r.clock.Now
	if o.Store == nil {
		o.Store = new(asked.Memory)
	}
	if o.Keep == 0 {
		o.Keep = 30
	}
	r.Gatherer = asked.New(o)
	return r
}

// ask asks each text as a reader of its own.
func (r *rig) ask(platform string, texts ...string) {
	r.t.Helper()
	for _, text := range texts {
		r.n++
		r.askAs(platform, strconv.Itoa(r.n), text)
	}
}

func (r *rig) askAs(platform, who, text string) core.Reply {
	r.t.Helper()
	reply, err := r.On(platform, stand()).Reply(r.t.Context(), core.Message{
		Conversation: r.t.Name() + who, User: platform + " " + who, Text: text, Time: noon,
	})
	if err != nil {
		r.t.Fatal(err)
	}
	return reply
}

func (r *rig) report(since schedule.Date) asked.Report {
	r.t.Helper()
	report, err := r.Report(r.t.Context(), since)
	if err != nil {
		r.t.Fatal(err)
	}
	return report
}

// failing is a store that fails for a while.
type failing struct {
	asked.Memory
	err error
}

func (f *failing) AddAsked(ctx context.Context, t asked.Tally) error {
	if f.err != nil {
		return f.err
	}
	return f.Memory.AddAsked(ctx, t)
}
