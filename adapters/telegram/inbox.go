package telegram

import (
	"context"
	"sync"
	"time"
)

// inbox knows the updates that are being handled, and so up to which one all
// are: only that far they are confirmed.
type inbox struct {
	mu      sync.Mutex
	flights map[int64]*flight
	landed  map[int64]bool // ids that are handled and not confirmed yet
	top     int64          // the highest id since all were confirmed
	aside   int            // flights that need no confirmation any more
	lanes   map[string]int // flights of each lane that has one
	change  chan struct{}  // holds one when a flight has landed
}

// flight is an update that is being handled.
type flight struct {
	id    int64
	raw   []byte
	lane  string // "" before it is in one
	since time.Time
	aside bool
	lost  bool          // not handled: the process ends; set before done is closed
	done  chan struct{} // closed when it has landed
}

// maxLanded bounds the ids in memory; the delivery log knows more.
const maxLanded = 4000

func newInbox() *inbox {
	return &inbox{
		flights: make(map[int64]*flight),
		landed:  make(map[int64]bool),
		lanes:   make(map[string]int),
		change:  make(chan struct{}, 1),
	}
}

// admit notes an update; f is its flight, nil for one that has landed. It is
// new when it was not known.
func (b *inbox) admit(id int64, raw []byte, aside bool) (f *flight, isNew bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if f, ok := b.flights[id]; ok {
		return f, false
	}
	if b.landed[id] {
		return nil, false
	}
	f = &flight{id: id, raw: raw, since: time.Now(), aside: aside, done: make(chan struct{})}
	b.flights[id] = f
	if aside {
		b.aside++
	} else {
		b.top = max(b.top, id)
	}
	return f, true
}

// join notes the lane of a flight and returns how many flights it is behind.
func (b *inbox) join(f *flight, lane string) (before int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	f.lane = lane
	b.lanes[lane]++
	return b.lanes[lane] - 1
}

// land ends a flight. One that is lost keeps its update from being confirmed.
func (b *inbox) land(f *flight, lost bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	f.lost = lost
	if n := b.lanes[f.lane]; n > 1 {
		b.lanes[f.lane]--
	} else {
		delete(b.lanes, f.lane)
	}
	if !lost {
		delete(b.flights, f.id)
		if f.aside {
			b.aside--
		}
		b.landed[f.id] = true
		if len(b.landed) > maxLanded { // a webhook confirms nothing
			for id := range b.landed {
				if id < b.top-maxLanded/2 {
					delete(b.landed, id)
				}
			}
		}
	}
	close(f.done)
	select {
	case b.change <- struct{}{}:
	default:
	}
}

// offset is the first id that is not to be confirmed, 0 when there is none to
// confirm, and how many flights hold it back.
func (b *inbox) offset() (offset int64, flying int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.top > 0 {
		offset = b.top + 1
	}
	for id, f := range b.flights {
		if !f.aside {
			flying++
			offset = min(offset, id)
		}
	}
	return offset, flying
}

// confirmed forgets what lies before an offset that Telegram was told. When
// that is everything, ids may begin anywhere: after a silent week they do.
func (b *inbox) confirmed(offset int64, all bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for id := range b.landed {
		if id < offset {
			delete(b.landed, id)
		}
	}
	if all && b.top == offset-1 {
		b.top = 0
	}
}

// size is the number of flights, and of those that are set aside.
func (b *inbox) size() (flights, aside int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.flights), b.aside
}

// older returns the flights that hold back the offset for at least d.
func (b *inbox) older(d time.Duration) []*flight {
	b.mu.Lock()
	defer b.mu.Unlock()
	var old []*flight
	for _, f := range b.flights {
		if !f.aside && !f.lost && time.Since(f.since) >= d {
			old = append(old, f)
		}
	}
	return old
}

// setAside lets the offset pass flights.
func (b *inbox) setAside(flights []*flight) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, f := range flights {
		if b.flights[f.id] == f && !f.aside {
			f.aside = true
			b.aside++
		}
	}
}

// settle waits until no flight holds back the offset, for at most d.
func (b *inbox) settle(ctx context.Context, d time.Duration) {
	t := time.NewTimer(d)
	defer t.Stop()
	for {
		if flights, aside := b.size(); flights == aside {
			return
		}
		select {
		case <-b.change:
		case <-t.C:
			return
		case <-ctx.Done():
			return
		}
	}
}
