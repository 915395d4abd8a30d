package subscriptions

import (
	"context"
	"sync"
	"time"

	"dragoman/core/schedule"
)

// underwayPause is after how long it is looked again whether what was being sent
// when a place got a new name is sent.
const underwayPause = time.Second

// flights are the briefings that a runner is sending, by the places that they had
// when it began. It may be used concurrently.
type flights struct {
	mu    sync.Mutex
	dates map[Place]schedule.Date
}

// begin notes one, before it is claimed, until landed is called.
func (f *flights) begin(place Place, date schedule.Date) (landed func()) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.dates == nil {
		f.dates = make(map[Place]schedule.Date)
	}
	f.dates[place] = date
	return func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		delete(f.dates, place)
	}
}

// on returns from where those of a date began.
func (f *flights) on(date schedule.Date) (from []Place) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for place, of := range f.dates {
		if of == date {
			from = append(from, place)
		}
	}
	return from
}

// underway tells whether a briefing whose claim is in the ledger is being sent now,
// to the name that its place had before. It is settled under the new one, and must
// not be sent there too. One that the ledger cannot tell of may be.
func (r *Runner) underway(ctx, work context.Context, d *delivery) bool {
	for _, from := range r.flights.on(d.Date) {
		var e Entry
		err := r.persist(ctx, work, persistTries, "what is being sent", func(ctx context.Context) (err error) {
			e, err = r.o.Ledger.Entry(ctx, from, d.Date)
			return err
		})
		if err != nil || e.To == d.Place {
			return true
		}
	}
	return false
}
