package monitor

import (
	"context"
	"time"

	"dragoman/core/subscriptions"
)

var events = []subscriptions.EventKind{
	subscriptions.EventDue, subscriptions.EventSent, subscriptions.EventEmpty, subscriptions.EventSkipped,
	subscriptions.EventFailed, subscriptions.EventRefused, subscriptions.EventMoved, subscriptions.EventTold,
}

// Briefing counts what became of a daily briefing; it is for
// subscriptions.RunnerOptions.Observe.
func (m *Monitor) Briefing(e subscriptions.Event) {
	m.briefings.WithLabelValues(e.Platform, string(e.Kind)).Inc()
	if e.Kind == subscriptions.EventSent {
		m.late.WithLabelValues(e.Platform).Observe(max(0, e.Late.Seconds()))
	}
}

const (
	countEvery = 15 * time.Second
	// countShare keeps the count of very many subscriptions from taking more than
	// a twentieth of the time.
	countShare = 20
)

// Count counts the subscriptions now and then, until ctx ends.
func (m *Monitor) Count(ctx context.Context) {
	if m.o.Census == nil {
		return
	}
	for {
		begun := time.Now()
		// A count that fails leaves the one before: that the state file cannot be
		// used shows in its health.
		if c, err := m.o.Census(ctx, m.o.Now()); err == nil {
			m.census.Store(&c)
		}
		wait := time.NewTimer(max(countEvery, countShare*time.Since(begun)))
		select {
		case <-wait.C:
		case <-ctx.Done():
			wait.Stop()
			return
		}
	}
}
