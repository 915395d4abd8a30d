package rest

import (
	"log/slog"
	"sync"
	"time"
)

// warned remembers when each kind of trouble was last warned of, so that an
// outage does not fill the log. The zero value is ready; it may be used
// concurrently.
type warned struct {
	mu   sync.Mutex
	last map[string]time.Time // by kind, of which there are a few dozen
}

const warnEvery = time.Minute

// level is at which a kind of trouble is to be logged: as a warning once a
// minute, in between for those who look closely.
func (w *warned) level(kind string) slog.Level {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := time.Now()
	if at, ok := w.last[kind]; ok && now.Sub(at) < warnEvery {
		return slog.LevelDebug
	}
	if w.last == nil {
		w.last = make(map[string]time.Time)
	}
	w.last[kind] = now
	return slog.LevelWarn
}
