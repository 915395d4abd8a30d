package subscriptions

import (
	"context"
	"slices"
	"time"

	"dragoman/core/schedule"
)

// change rewrites the subscription of a place and plans it anew where that is
// needed: not for a day whose briefing the ledger has already. edit gets a zero
// subscription but for its place when there is none; it may be called more than
// once, and when it returns false nothing is stored. The error is
// schedule.ErrZone when the zone is not known, or the store's.
func (d *Desk) change(ctx context.Context, place Place, now time.Time, edit func(*Subscription) bool) (Subscription, error) {
	s, ok, err := d.o.Store.Subscription(ctx, place)
	if err != nil {
		return s, err
	}
	if !ok {
		s = Subscription{Place: place}
	}
	// The ledger cannot be asked while the store changes something. So it is
	// asked before, for all the days that may be planned.
	var through []schedule.Date
	trial, before := s, s
	if !edit(&trial) {
		return s, nil
	}
	for range maxThrough {
		if err := replan(&trial, before, now, through); err != nil {
			return s, err
		}
		if running(before) && trial.Plan == before.Plan {
			break
		}
		e, err := d.o.Ledger.Entry(ctx, place, trial.Date)
		if err != nil {
			return s, err
		}
		if e.State == Unknown {
			break
		}
		through = append(through, trial.Date)
	}
	var after Subscription
	var wrong error
	err = d.o.Store.Change(ctx, place, func(s *Subscription) bool {
		before := *s
		if !edit(s) {
			after = before
			return false
		}
		wrong = replan(s, before, now, through)
		after = *s
		return wrong == nil
	})
	if err == nil {
		err = wrong
	}
	if err == nil {
		d.o.Wake(place.Platform)
	}
	return after, err
}

// maxThrough bounds the days for which the ledger is asked: it keeps eight, and
// no zone has more dates at once than the neighbours of one.
const maxThrough = 12

// running tells whether something is planned.
func running(s Subscription) bool { return s.Ended == "" && !s.Next.IsZero() }

// exists tells a subscription from what a store hands to a change when there is
// none.
func exists(s Subscription) bool { return s.Plan != (schedule.Plan{}) || !s.Since.IsZero() }

// replan plans a subscription that was changed, unless what is planned holds.
// Dates that are through are left out.
func replan(s *Subscription, before Subscription, now time.Time, through []schedule.Date) error {
	if running(before) && s.Plan == before.Plan {
		return nil
	}
	after := now
	if running(before) {
		// One that waits for its jitter, or is a little late, is still to come.
		if at, ok := before.Plan.On(before.Date); ok && !at.After(now) && now.Sub(at) < Grace {
			after = at.Add(-1)
		}
	}
	for range maxThrough {
		if err := plan(s, after); err != nil {
			return err
		}
		if !slices.Contains(through, s.Date) {
			return nil
		}
		at, ok := s.Plan.On(s.Date)
		if !ok {
			return nil
		}
		after = at
	}
	return nil
}
