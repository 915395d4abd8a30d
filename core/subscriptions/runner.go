package subscriptions

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"dragoman/core/edition"
)

// RunnerOptions are what a runner needs.
type RunnerOptions struct {
	Queue  Queue
	Ledger Ledger
	Store  Store
	Switch Switch
	Sender Sender
	Story  *edition.Stand
	Log    *slog.Logger     // nil for none
	Now    func() time.Time // the wall clock; nil for time.Now
	// Finish is how long Run goes on with what is being sent when its context
	// ends. Zero means 8 s.
	Finish time.Duration
	// DryRun logs what would be sent. Nothing is sent, and nothing stored.
	DryRun bool
	// Observe is told what happens; it is called by several goroutines and must
	// not wait. nil for nobody.
	Observe func(Event)
}

// Runner sends the briefings of one platform when they are due. It keeps in memory
// only what it is sending and a batch of what comes next.
type Runner struct {
	o       RunnerOptions
	gate    gate
	flights flights
	tally   tally
	wake    chan struct{}
	compose composers
}

// NewRunner returns a runner for the platform of its Sender.
func NewRunner(o RunnerOptions) *Runner {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	o.Log = o.Log.With("platform", o.Sender.Platform())
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Finish == 0 {
		o.Finish = 8 * time.Second
	}
	if o.Observe == nil {
		o.Observe = func(Event) {}
	}
	return &Runner{
		o:    o,
		gate: gate{limit: max(minFailing, o.Sender.Parallel())},
		wake: make(chan struct{}, 1),
	}
}

// Run sends until ctx ends. Then it begins nothing more, finishes what is being
// sent, for at most RunnerOptions.Finish, and returns nil. What it could not finish
// stays claimed, and the next Run sends it. A store that fails and a platform out
// of reach are waited for.
func (r *Runner) Run(ctx context.Context) error {
	if r.o.DryRun {
		r.rehearse(ctx)
		return nil
	}
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	d := newDispatcher(r)
	var workers sync.WaitGroup
	for range max(1, r.o.Sender.Parallel()) {
		workers.Go(func() {
			for place := range d.jobs {
				d.done <- r.guarded(ctx, work, place)
			}
		})
	}
	d.run(ctx)
	close(d.jobs)
	go func() {
		workers.Wait()
		close(d.done)
	}()
	finish := time.NewTimer(r.o.Finish)
	defer finish.Stop()
	for {
		select {
		case _, ok := <-d.done:
			if !ok {
				r.tally.report(r.o.Log)
				return nil
			}
		case <-finish.C:
			cancel()
		}
	}
}

// Wake makes Run look at once for what is due: something may be due earlier than
// it was, or sending goes on after a pause. It never waits.
func (r *Runner) Wake() {
	select {
	case r.wake <- struct{}{}:
	default:
	}
}

// now is the time of the wall clock alone: a process cannot see a clock that was
// set, nor a machine that slept, by the monotonic one.
func (r *Runner) now() time.Time { return r.o.Now().Round(0) }
