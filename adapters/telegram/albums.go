package telegram

import (
	"sync"
	"time"
)

// albums are those that came lately. The pictures of one are updates of their
// own, right after one another, and at most one of them has words.
type albums struct {
	mu   sync.Mutex
	seen map[string]time.Time
}

const (
	albumFor  = time.Minute // how long one is remembered after its last picture
	maxAlbums = 1000
)

// again notes a picture of an album and tells whether another came before.
func (a *albums) again(name string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.seen == nil {
		a.seen = make(map[string]time.Time)
	}
	now := time.Now()
	if len(a.seen) >= maxAlbums {
		for old, at := range a.seen {
			if now.Sub(at) >= albumFor {
				delete(a.seen, old)
			}
		}
	}
	at, ok := a.seen[name]
	if ok || len(a.seen) < maxAlbums {
		a.seen[name] = now
	}
	return ok && now.Sub(at) < albumFor
}
