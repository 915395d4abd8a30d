package subscriptions

import (
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"
)

// Event is something that a runner did.
type Event struct {
	Platform string
	Kind     EventKind
	Reason   Reason        // of EventRefused
	Late     time.Duration // after the time of the plan, jitter included
}

// EventKind is what a runner did.
type EventKind string

const (
	EventDue     EventKind = "due"     // a briefing is claimed and will be sent
	EventSent    EventKind = "sent"    // it was sent
	EventEmpty   EventKind = "empty"   // there was nothing to say
	EventSkipped EventKind = "skipped" // it was too late
	EventFailed  EventKind = "failed"  // it was not sent, and will be tried again
	EventRefused EventKind = "refused" // the place does not take it
	EventMoved   EventKind = "moved"   // the place has a new name
	EventTold    EventKind = "told"    // who subscribed was told why nothing comes
)

// event tells the observer and counts.
func (r *Runner) event(e Event) {
	e.Platform = r.o.Sender.Platform()
	r.tally.add(e)
	r.o.Observe(e)
}

// tally counts events for the log: a line a minute, however many there are.
type tally struct {
	mu     sync.Mutex
	counts map[EventKind]int
	late   time.Duration // of what was sent, the most
}

// tallyTime is how often what was counted is logged.
const tallyTime = time.Minute

func (t *tally) add(e Event) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.counts == nil {
		t.counts = make(map[EventKind]int)
	}
	t.counts[e.Kind]++
	if e.Kind == EventSent {
		t.late = max(t.late, e.Late)
	}
}

// report logs what was counted since the last report, if anything was.
func (t *tally) report(log *slog.Logger) {
	t.mu.Lock()
	counts, late := t.counts, t.late
	t.counts, t.late = nil, 0
	t.mu.Unlock()
	delete(counts, EventDue) // each becomes something else
	if len(counts) == 0 {
		return
	}
	var attrs []any
	for _, kind := range slices.Sorted(maps.Keys(counts)) {
		attrs = append(attrs, string(kind), counts[kind])
	}
	log.Info("briefings", append(attrs, "late", late.Round(time.Second))...)
}
