package subscriptions

import (
	"time"

	"dragoman/core/schedule"
)

// advance plans the briefing that comes after that of a date, which was due at a
// time: on a later date, whatever the plan is by now. It leaves alone what has
// ended, and what is planned for a later date already. A subscription that cannot
// be planned ends now; then it returns false.
func advance(s *Subscription, date schedule.Date, at, now time.Time) bool {
	if !running(*s) || s.Date.Compare(date) > 0 {
		return true
	}
	if again, ok := s.Plan.On(date); ok && again.After(at) {
		at = again // its hour was changed, or its zone
	}
	for {
		if err := plan(s, at); err != nil {
			s.finish(BadZone, now)
			return false
		}
		if s.Date.Compare(date) > 0 {
			return true
		}
		at = s.Next
	}
}

// skip plans the next briefing that is not too late, and notes the last that
// was: it is of a date, or a later one. It returns false for a subscription that
// has ended or is planned for another date.
func skip(s *Subscription, date schedule.Date, at, now time.Time) bool {
	if !running(*s) || s.Date != date {
		return false
	}
	limit := now.Add(-Grace)
	missed := date
	// After a long sleep only the last days count: one a week is among them.
	if start := now.Add(-tooFar); at.Before(start) {
		at = start
	}
	for {
		next, err := s.Plan.Next(at)
		if err != nil || !next.At.Before(limit) {
			break
		}
		at, missed = next.At, next.Date
	}
	s.Missed = missed
	advance(s, missed, at, now)
	return true
}

// finish ends a subscription.
func (s *Subscription) finish(why Reason, now time.Time) {
	s.Ended, s.EndedAt, s.Next, s.Date = why, now, time.Time{}, schedule.Date{}
}
