package discord

import "sync"

// flights are the interactions, messages and edits that are being handled, so
// that one that is delivered twice is handled once. The zero value is ready; its methods may be
// called concurrently.
type flights struct {
	mu  sync.Mutex
	ids map[string]bool

	landed [4096]string // the last ones that were handled
	next   int
}

// begin reports whether an id is new.
func (f *flights) begin(id string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ids == nil {
		f.ids = make(map[string]bool)
	}
	if f.ids[id] {
		return false
	}
	f.ids[id] = true
	return true
}

// end lets go of an id, after the next few thousand.
func (f *flights) end(id string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if old := f.landed[f.next]; old != "" {
		delete(f.ids, old)
	}
	f.landed[f.next] = id
	f.next = (f.next + 1) % len(f.landed)
}
