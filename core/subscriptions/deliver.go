package subscriptions

import (
	"context"
	"errors"
	"time"

	"dragoman/core/briefing"
)

// delivery is one briefing on its way to a place.
type delivery struct {
	Subscription
	at       time.Time // when the plan wanted it, without jitter
	briefing briefing.Briefing
}

// late is how long after its time a delivery is, 0 for a clock that went back.
func (d *delivery) late(now time.Time) time.Duration { return max(0, now.Sub(d.at)) }

// deliver sends the briefing of a place that is due. It begins nothing when ctx
// has ended; what it began lasts until work ends.
func (r *Runner) deliver(ctx, work context.Context, place Place) result {
	done := result{place: place}
	d, ready := r.prepare(ctx, work, place, &done)
	if !ready {
		return done
	}
	// One that waits here does so no longer than it may be late.
	left, cancel := context.WithTimeout(ctx, Grace-d.late(r.now())+time.Second)
	pass, err := r.gate.enter(left)
	cancel()
	if err != nil {
		done.again = true
		return done
	}
	sign := unasked
	defer func() { r.gate.leave(pass, place, sign) }()
	if pass.waited { // somebody may have changed it meanwhile
		if d, ready = r.prepare(ctx, work, place, &done); !ready {
			return done
		}
	}
	landed := r.flights.begin(place, d.Date)
	defer landed()
	if !r.claim(ctx, work, d) {
		return done
	}
	r.event(Event{Kind: EventDue, Late: d.late(r.now())})
	// The sender may wait for as long as the platform asks, up to the grace.
	limited, cancel := context.WithTimeout(work, Grace-d.late(r.now())+time.Minute)
	err = r.o.Sender.Send(limited, place, nonce(place, d.Date), d.briefing, d.Language)
	cancel()

	var moved *Moved
	var refused *Refused
	switch {
	case err == nil:
		sign = answered
		r.sent(ctx, work, d)
	case errors.As(err, &moved):
		sign = answered
		r.moved(ctx, work, d, moved.To)
		done.again = true
	case errors.As(err, &refused) && refused.Reason.known():
		sign = answered
		r.refused(ctx, work, d, refused)
	case work.Err() != nil: // it stays claimed
	default:
		sign = silent
		r.failed(ctx, work, d, err, &done)
	}
	return done
}

// prepare composes the briefing of a place, when it is to be sent. Else it does
// what there is to do instead.
func (r *Runner) prepare(ctx, work context.Context, place Place, done *result) (d *delivery, ready bool) {
	d = new(delivery)
	var there, paused bool
	var note Entry
	err := r.persist(ctx, work, persistTries, "a subscription that is due", func(ctx context.Context) (err error) {
		if d.Subscription, there, err = r.o.Store.Subscription(ctx, place); err != nil {
			return err
		}
		if _, paused, err = r.o.Switch.Paused(ctx); err != nil || !there || d.Date == (Subscription{}).Date {
			return err
		}
		note, err = r.o.Ledger.Entry(ctx, place, d.Date)
		return err
	})
	now := r.now()
	if err != nil || ctx.Err() != nil || paused || !there || !running(d.Subscription) || d.Next.After(now) {
		return nil, false
	}
	if _, err := d.Plan.Next(now); err != nil || !d.Date.Valid() {
		r.unplanned(ctx, work, d, err)
		return nil, false
	}
	at, ok := d.Plan.On(d.Date)
	switch {
	case !ok:
		at = d.Next // the zone has no such day any more
	case at.After(now):
		r.tooEarly(ctx, work, d, at)
		return nil, false
	}
	d.at = at
	if note.State > Claimed {
		r.onward(ctx, work, d)
		return nil, false
	}
	if note.State == Claimed && r.underway(ctx, work, d) {
		done.again, done.after = true, underwayPause
		return nil, false
	}
	d.briefing = r.compose.compose(r.o.Story.Now(), d.request())
	switch {
	case d.briefing.Empty():
		r.empty(ctx, work, d)
	case d.late(now) > Grace:
		r.tooLate(ctx, work, d)
	default:
		return d, true
	}
	return nil, false
}

// request is what a subscription's briefing is composed of.
func (s *Subscription) request() briefing.Request {
	return briefing.Request{
		Date: s.Date, Progress: s.Progress,
		OnlyNew: s.OnlyNew, Repeat: s.Repeat, Missed: s.Missed,
	}
}

// claim notes that a briefing is being sent. It tells whether it may be: the
// ledger must have the note, and not know of it as done.
func (r *Runner) claim(ctx, work context.Context, d *delivery) bool {
	var before Entry
	err := r.persist(ctx, work, persistTries, "a claim", func(ctx context.Context) (err error) {
		before, err = r.o.Ledger.Claim(ctx, d.Place, d.Date, r.now())
		return err
	})
	if err != nil {
		return false
	}
	if before.State > Claimed {
		r.onward(ctx, work, d)
		return false
	}
	return true
}
