package subscriptions

import (
	"context"
	"time"

	"dragoman/core/phrases"
	"dragoman/core/schedule"
)

// How soon a briefing that could not be sent is tried again: after half the time
// for which it has been tried, within these.
const (
	minRetry = 5 * time.Second
	maxRetry = 10 * time.Minute
	// lastRetry is before the end of the grace, so that the last attempt is
	// not taken for too late.
	lastRetry = time.Minute
)

// sent settles a briefing that the platform took. It is tried until it works, or
// work ends: without it the briefing would be sent again.
func (r *Runner) sent(ctx, work context.Context, d *delivery) {
	lost := false
	err := r.settle(work, work, forever, d, Sent, func(s *Subscription) bool {
		s.Progress, s.Missed, s.Failing = d.briefing.Progress, schedule.Date{}, time.Time{}
		lost = !advance(s, d.Date, d.at, r.now())
		return true
	})
	r.event(Event{Kind: EventSent, Late: d.late(r.now())})
	r.log(d).Debug("a briefing was sent", "late", d.late(r.now()))
	if err != nil {
		r.log(d).Error("a briefing was sent and could not be noted: it may come twice", "date", d.Date, "error", err)
	} else if lost {
		r.lostZone(ctx, work, d)
	}
}

// empty settles a briefing that says nothing.
func (r *Runner) empty(ctx, work context.Context, d *delivery) {
	err := r.settle(ctx, work, persistTries, d, Empty, func(s *Subscription) bool {
		s.Progress = d.briefing.Progress
		advance(s, d.Date, d.at, r.now())
		return true
	})
	if err == nil {
		r.event(Event{Kind: EventEmpty})
	}
}

// tooLate settles a briefing that nobody wants any more. The next says so. The
// ledger is told nothing of days that it does not keep: a clock may be wrong, and the
// briefing still to come.
func (r *Runner) tooLate(ctx, work context.Context, d *delivery) {
	change := func(s *Subscription) bool {
		return s.Next.Equal(d.Next) && skip(s, d.Date, d.at, r.now())
	}
	var err error
	if d.late(r.now()) > MaxLedger {
		err = r.change(ctx, work, d.Place, change)
	} else {
		err = r.settle(ctx, work, persistTries, d, Skipped, change)
	}
	if err == nil {
		r.event(Event{Kind: EventSkipped, Late: d.late(r.now())})
		r.log(d).Debug("a briefing was skipped", "date", d.Date, "late", d.late(r.now()))
	}
}

// onward plans the next briefing after one that the ledger knows as done.
func (r *Runner) onward(ctx, work context.Context, d *delivery) {
	_ = r.change(ctx, work, d.Place, func(s *Subscription) bool {
		if !s.Next.Equal(d.Next) {
			return false // it is planned anew already
		}
		advance(s, d.Date, d.at, r.now())
		return true
	})
}

// tooEarly plans a briefing anew that its zone moved to a later hour since it was
// planned.
func (r *Runner) tooEarly(ctx, work context.Context, d *delivery, at time.Time) {
	_ = r.change(ctx, work, d.Place, func(s *Subscription) bool {
		return s.Next.Equal(d.Next) && s.Plan == d.Plan && plan(s, at.Add(-1)) == nil
	})
}

// unplanned does what can be done with a subscription that is due on no date, or
// whose plan is wrong.
func (r *Runner) unplanned(ctx, work context.Context, d *delivery, wrong error) {
	lost := false
	err := r.change(ctx, work, d.Place, func(s *Subscription) bool {
		if !s.Next.Equal(d.Next) || s.Plan != d.Plan {
			return false
		}
		if lost = plan(s, r.now().Add(-Grace)) != nil; lost {
			s.finish(BadZone, r.now())
		}
		return true
	})
	if err == nil && lost {
		r.log(d).Warn("a subscription has ended: it cannot be planned", "zone", d.Plan.Zone, "error", wrong)
		r.lostZone(ctx, work, d)
	}
}

// lostZone tells who subscribed that the zone is not known.
func (r *Runner) lostZone(ctx, work context.Context, d *delivery) {
	r.tell(ctx, work, d, phrases.For(d.Language).BriefingNoZone)
}

// moved gives a subscription the new name of its place, where it is due at once.
// Its claim goes with it. Chats that are each said to be the other are tried again
// the next day.
func (r *Runner) moved(ctx, work context.Context, d *delivery, to Place) {
	var there Entry
	err := r.persist(ctx, work, persistTries, "a new name", func(ctx context.Context) (err error) {
		there, err = r.o.Ledger.Entry(ctx, to, d.Date)
		return err
	})
	if err != nil {
		return
	}
	if to == d.Place || there.To == d.Place {
		here := false
		err := r.settle(ctx, work, persistTries, d, Failed, func(s *Subscription) bool {
			here = true
			advance(s, d.Date, d.at, r.now())
			return true
		})
		if err == nil && here {
			r.event(Event{Kind: EventFailed, Late: d.late(r.now())})
			r.log(d).Warn("a chat is said to have a new name that it had before; it will be tried again")
		}
		return
	}
	moved := false
	err = r.change(ctx, work, d.Place, func(s *Subscription) bool {
		if moved = exists(*s); !moved {
			return false // it has it already
		}
		s.Place = to
		return true
	})
	if err == nil && moved {
		r.event(Event{Kind: EventMoved})
		r.log(d).Info("a chat has a new name")
	}
}

// refused settles a briefing that the place does not take. That ends the
// subscription, or is told to who made it and tried again the next day. Of one that
// has moved or was deleted meanwhile, nothing is said.
func (r *Runner) refused(ctx, work context.Context, d *delivery, why *Refused) {
	reason, first, here := why.Reason, false, false
	err := r.settle(ctx, work, persistTries, d, Failed, func(s *Subscription) bool {
		here = true
		now := r.now()
		if reason = why.Reason; reason == Forbidden {
			if first = s.Failing.IsZero(); first || s.Failing.After(now) {
				s.Failing = now
			}
			if now.Sub(s.Failing) <= MaxForbidden {
				advance(s, d.Date, d.at, r.now())
				return true
			}
			reason = LostAgain
		}
		s.finish(reason, now)
		return true
	})
	if err != nil || !here {
		return
	}
	r.event(Event{Kind: EventRefused, Reason: reason})
	if reason == Forbidden {
		r.log(d).Info("the bot may not write in a chat that subscribed; it will try again", "error", why.Err)
	} else {
		r.log(d).Info("a subscription has ended", "reason", string(reason), "error", why.Err)
	}
	if first && !d.Place.Private() {
		r.tell(ctx, work, d, phrases.For(d.Language).BriefingForbidden)
	}
}

// known tells whether a sender may give the reason.
func (r Reason) known() bool {
	return r == Blocked || r == Kicked || r == Deleted || r == Forbidden
}

// failed puts off a briefing that the platform failed to take, by the queue: so
// that it holds up nobody, and a restart forgets nothing.
func (r *Runner) failed(ctx, work context.Context, d *delivery, cause error, done *result) {
	now := r.now()
	pause, ok := retry(d.late(now))
	r.log(d).Debug("a briefing could not be sent", "error", cause, "again", ok, "after", pause)
	if !ok {
		r.tooLate(ctx, work, d)
		return
	}
	err := r.change(ctx, work, d.Place, func(s *Subscription) bool {
		if !running(*s) || s.Date != d.Date || s.Next.After(now) {
			return false
		}
		s.Next = now.Add(pause)
		return true
	})
	if err == nil {
		r.event(Event{Kind: EventFailed, Late: d.late(now)})
		done.again, done.after = true, pause
	}
}

// retry is after how long a briefing that is so late is tried again; ok is false
// when that would be too late.
func retry(late time.Duration) (pause time.Duration, ok bool) {
	left := Grace - lastRetry - late
	return min(max(late/2, minRetry), maxRetry, left), left > 0
}

// settle notes what became of a briefing, and changes its subscription. A call
// that has begun is not given up when work ends.
func (r *Runner) settle(wait, work context.Context, times int, d *delivery, outcome State, change func(*Subscription) bool) error {
	return r.persist(wait, context.WithoutCancel(work), times, "what became of a briefing", func(ctx context.Context) error {
		return r.o.Ledger.Settle(ctx, d.Place, d.Date, outcome, r.now(), change)
	})
}

// change changes the subscription of a place.
func (r *Runner) change(wait, work context.Context, place Place, change func(*Subscription) bool) error {
	return r.persist(wait, context.WithoutCancel(work), persistTries, "a subscription", func(ctx context.Context) error {
		return r.o.Store.Change(ctx, place, change)
	})
}
