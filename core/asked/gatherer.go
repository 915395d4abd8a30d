package asked

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"dragoman/core"
	"dragoman/core/edition"
	"dragoman/core/feedback"
	"dragoman/core/schedule"
)

// Options configure a [Gatherer]. Story, Store and Keep are needed.
type Options struct {
	Story *edition.Stand // what the questions are about
	Store Store
	Keep  int // days that are kept, today among them; 1 to MaxKeep

	// Feedback is where votes are counted, for reports. Nil for none.
	Feedback feedback.Store
	// Now is the clock. Nil means time.Now.
	Now func() time.Time
	// Log is told what fails. Nil discards.
	Log *slog.Logger
}

// MaxKeep is the most days that are kept: it bounds what there is of a question.
const MaxKeep = 366

// every is how often what was gathered is stored, and so how much a crash loses.
const every = 10 * time.Second

// maxPending bounds the questions and facts that wait to be stored: of more, in a
// rush or while the store fails, only the number of messages is known.
const maxPending = 1_000

// Gatherer gathers what is asked. Its methods may be called concurrently, but Run
// once.
type Gatherer struct {
	o Options

	mu      sync.Mutex
	pending Tally

	storing sync.Mutex    // held while pending goes to the store
	trimmed schedule.Date // guarded by storing: up to here, days were dropped
}

// New returns a gatherer.
func New(o Options) *Gatherer {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	o.Keep = min(max(o.Keep, 1), MaxKeep)
	return &Gatherer{o: o}
}

// Run stores every ten seconds what was gathered, and drops days that are over,
// until ctx ends. What comes later is for Flush.
func (g *Gatherer) Run(ctx context.Context) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for failing := false; ; {
		err := g.Flush(ctx)
		if err != nil && !failing && ctx.Err() == nil { // said once
			g.o.Log.Warn("what readers ask was not stored; trying again", "error", err)
		}
		failing = err != nil
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

// Flush stores what was gathered. After an error it is kept for the next time, as
// far as there is room.
func (g *Gatherer) Flush(ctx context.Context) error {
	g.storing.Lock()
	defer g.storing.Unlock()
	if from := g.from(); from != g.trimmed {
		if err := g.o.Store.TrimAsked(ctx, from); err != nil {
			return err
		}
		g.trimmed = from
	}
	g.mu.Lock()
	batch := g.pending
	g.pending = Tally{}
	g.mu.Unlock()
	batch.Trim(g.trimmed)
	if batch.Empty() {
		return nil
	}
	err := g.o.Store.AddAsked(ctx, batch)
	if err != nil {
		g.mu.Lock()
		defer g.mu.Unlock()
		later := g.pending
		g.pending = batch
		g.take(later)
	}
	return err
}

// from is the first day that is kept.
func (g *Gatherer) from() schedule.Date { return g.LastDays(g.o.Keep) }

// LastDays is the first of the last n days, today among them.
func (g *Gatherer) LastDays(n int) schedule.Date { return g.today().AddDays(1 - n) }

func (g *Gatherer) today() schedule.Date { return schedule.DateOf(g.o.Now().UTC()) }

// Report is what was asked since a day.
func (g *Gatherer) Report(ctx context.Context, since schedule.Date) (Report, error) {
	if err := g.Flush(ctx); err != nil {
		return Report{}, err
	}
	t, err := g.o.Store.Asked(ctx)
	if err != nil {
		return Report{}, err
	}
	var votes []feedback.Count
	if g.o.Feedback != nil {
		if votes, err = g.o.Feedback.Feedback(ctx); err != nil {
			return Report{}, err
		}
	}
	return NewReport(t, votes, since, g.today()), nil
}

// take adds to pending, as far as there is room. g.mu is held.
func (g *Gatherer) take(t Tally) {
	for id, q := range t.Questions {
		if g.pending.Questions[id] != nil || len(g.pending.Questions) < maxPending {
			g.pending.AddQuestion(q)
		}
	}
	for id, f := range t.Facts {
		if g.pending.Facts[id] != nil || len(g.pending.Facts) < maxPending {
			g.pending.AddFact(f)
		}
	}
	for place, n := range t.Traffic {
		g.pending.AddTraffic(place, n)
	}
}

// Answerer answers and forgets; *edition.Stand does.
type Answerer interface {
	Reply(ctx context.Context, m core.Message) (core.Reply, error)
	Forget(ctx context.Context, key core.SessionKey) error
}

// On returns an Answerer that has another one answer, and gathers what it is asked
// on a platform.
func (g *Gatherer) On(platform string, next Answerer) Answerer {
	return listener{next, g, platform}
}

type listener struct {
	Answerer
	gatherer *Gatherer
	platform string
}

// Reply implements Answerer.
func (l listener) Reply(ctx context.Context, m core.Message) (core.Reply, error) {
	r, err := l.Answerer.Reply(ctx, m)
	if ctx.Err() == nil { // else nobody sees the reply
		l.gatherer.note(l.platform, m, r)
	}
	return r, err
}
