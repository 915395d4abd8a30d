package subscriptions

import (
	"context"
	"time"

	"dragoman/core/schedule"
)

const (
	// mendTime is how often what is planned too far ahead is looked for.
	mendTime = time.Minute
	// tooFar is further ahead than any plan goes, of one day a week.
	tooFar = 8 * 24 * time.Hour
	// stepBack is by how much the clock must be set back to have been wrong
	// enough for briefings to be planned for wrong dates.
	stepBack = 12 * time.Hour
)

// clock notices that the wall clock was set back, after a time in which it was
// wrong.
type clock struct {
	wall, running time.Time // when it was last looked at, and what does not step
	stepped       bool      // it was set back since plans were last mended
	last          time.Time // when that was
}

// see takes note of what the wall clock shows.
func (c *clock) see(now time.Time) {
	if !c.wall.IsZero() && c.wall.Add(time.Since(c.running)).Sub(now) >= stepBack {
		c.stepped = true
	}
	c.wall, c.running = now, time.Now()
}

// suspects returns after which time plans are to be looked at, if it is time to.
func (c *clock) suspects(now time.Time) (limit time.Time, ok bool) {
	if c.stepped {
		return now, true
	}
	return now.Add(tooFar), now.Before(c.last) || now.Sub(c.last) >= mendTime
}

// mended notes that plans were looked at.
func (c *clock) mended(now time.Time) { c.stepped, c.last = false, now }

// mend plans anew what is planned for after a time that a clock which was wrong
// may have led to. It tells whether it could. What was sent meanwhile the ledger
// knows.
func (r *Runner) mend(ctx context.Context, now, limit time.Time) bool {
	n := 0
	for far, err := range comingUp(ctx, r.o.Queue, r.o.Sender.Platform(), limit, limit.AddDate(1000, 0, 0)) {
		changed := false
		if err == nil {
			err = r.o.Store.Change(ctx, far.Place, func(s *Subscription) bool {
				changed = replanned(s, now, limit)
				return changed
			})
		}
		if err != nil {
			r.o.Log.Error("the state cannot be read or written; trying on", "what", "what is planned too far ahead", "error", err)
			return false
		}
		if changed {
			n++
		}
	}
	if n > 0 {
		r.o.Log.Warn("briefings that a wrong clock planned too far ahead are planned anew", "subscriptions", n)
	}
	return true
}

// replanned plans a subscription anew if it is planned for after the limit, and
// tells whether that changed it.
func replanned(s *Subscription, now, limit time.Time) bool {
	before := *s
	if !running(*s) || !s.Next.After(limit) || plan(s, now) != nil || s.Next.Equal(before.Next) {
		return false
	}
	if s.Missed.Compare(s.Date) >= 0 {
		s.Missed = schedule.Date{} // it is still to come
	}
	return true
}
