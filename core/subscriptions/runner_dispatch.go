package subscriptions

import (
	"context"
	"time"
)

const (
	// maxWait is after how long the queue is looked at again whatever it said
	// before: the clock may have been set, or the machine have slept.
	maxWait = 30 * time.Second
	// batch is how many due subscriptions are held in memory.
	batch = 256
)

// dispatcher hands what is due to the workers, each place to one at a time. It
// belongs to one goroutine.
type dispatcher struct {
	r       *Runner
	jobs    chan Place
	done    chan result
	busy    map[Place]bool // pending or at a worker
	pending []Place        // to be handed out
	timer   *time.Timer    // when to look again
	at      time.Time      // when that is
	clock   clock
	tallied time.Time // when events were last logged
}

// result is what a worker says of a place.
type result struct {
	place Place
	again bool          // it will be due again before long
	after time.Duration // in so long
}

func newDispatcher(r *Runner) *dispatcher {
	return &dispatcher{
		r:    r,
		jobs: make(chan Place),
		done: make(chan result),
		busy: make(map[Place]bool),
	}
}

// run hands out what is due until ctx ends.
func (d *dispatcher) run(ctx context.Context) {
	d.timer = time.NewTimer(0)
	defer d.timer.Stop()
	for {
		var jobs chan Place // nil blocks
		var next Place
		if len(d.pending) > 0 {
			jobs, next = d.jobs, d.pending[0]
		}
		select {
		case <-ctx.Done():
			return
		case <-d.timer.C:
			d.look(ctx)
		case <-d.r.wake:
			d.look(ctx)
		case jobs <- next:
			if d.pending = d.pending[1:]; len(d.pending) == 0 {
				d.look(ctx)
			}
		case res := <-d.done:
			delete(d.busy, res.place)
			if res.again {
				d.lookIn(res.after)
			}
		}
	}
}

// lookIn looks after some time, or before that if it was going to.
func (d *dispatcher) lookIn(wait time.Duration) {
	if at := time.Now().Add(wait); at.Before(d.at) {
		d.at = at
		d.timer.Reset(wait)
	}
}

// look finds what is due, and sets the timer for what comes next.
func (d *dispatcher) look(ctx context.Context) {
	d.at = time.Now().Add(maxWait)
	d.timer.Reset(maxWait)
	if time.Since(d.tallied) >= tallyTime {
		d.tallied = time.Now()
		d.r.tally.report(d.r.o.Log)
	}
	now := d.r.now()
	d.clock.see(now)
	if len(d.pending) > 0 {
		return
	}
	if paused, err := d.r.paused(ctx); paused || err != nil {
		return
	}
	if limit, ok := d.clock.suspects(now); ok && d.r.mend(ctx, now, limit) {
		d.clock.mended(now)
	}
	// Those that are busy are still due, and come first. What is due soon comes
	// last, and tells when to look again.
	var found []Subscription
	err := d.r.persist(ctx, ctx, forever, "what is due", func(ctx context.Context) (err error) {
		found, err = d.r.o.Queue.Due(ctx, d.r.o.Sender.Platform(), now.Add(maxWait), len(d.busy)+batch)
		return err
	})
	if err != nil {
		return
	}
	for _, s := range found {
		if d.busy[s.Place] {
			continue
		}
		if s.Next.After(now) {
			d.lookIn(s.Next.Sub(now))
			return
		}
		d.busy[s.Place] = true
		d.pending = append(d.pending, s.Place)
	}
}

// paused tells whether operators have stopped the briefings. What is not sent
// meanwhile is late when they go on.
func (r *Runner) paused(ctx context.Context) (paused bool, err error) {
	err = r.persist(ctx, ctx, forever, "whether briefings are paused", func(ctx context.Context) (err error) {
		_, paused, err = r.o.Switch.Paused(ctx)
		return err
	})
	return paused, err
}
