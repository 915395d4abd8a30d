package subscriptions

import (
	"context"
	"time"

	"dragoman/core/schedule"
)

// Today is the date at a time by the clock of the first of some places whose zone is
// known: one that has a subscription, running or ended. Where none is, it is the date
// in UTC, for a story says nothing of its own zone.
func (d *Desk) Today(ctx context.Context, now time.Time, places ...Place) (schedule.Date, error) {
	for _, place := range places {
		s, _, err := d.o.Store.Subscription(ctx, place)
		if err != nil {
			return schedule.Date{}, err
		}
		if zone, known := load(s.Plan.Zone); known {
			return schedule.DateOf(now.In(zone)), nil
		}
	}
	return schedule.DateOf(now.UTC()), nil
}
