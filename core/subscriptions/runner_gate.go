package subscriptions

import (
	"context"
	"sync"
	"time"
)

// gate holds sends back while the platform fails for everybody, so that a
// thousand due briefings are not a thousand attempts. It closes when sends to
// several places in a row have failed, for a moment at first and twice as long each
// time; then it lets one through to see. It opens when the platform answers, be it
// that the place takes nothing. One place that fails closes nothing. It may be used
// concurrently.
type gate struct {
	limit int // this many places make it close

	mu      sync.Mutex
	failing map[Place]bool // since the platform last answered
	pause   time.Duration  // 0 while it is open
	until   time.Time      // nobody is let through before
	probing bool           // one was let through
	changed chan struct{}  // closed at a change
}

// How long a gate is closed, and how many places it takes at least.
const (
	firstPause = time.Second
	maxPause   = 30 * time.Second
	minFailing = 3
)

// pass is what a send was let through with.
type pass struct {
	waited bool
	probe  bool // it shows whether the platform is back
}

// sign is what a send has shown about the platform.
type sign int

const (
	silent   sign = iota // it failed
	answered             // it took the briefing, or said why not
	unasked              // it was not tried, or given up
)

// enter waits until a send may be tried. Each pass it returns is for one leave.
func (g *gate) enter(ctx context.Context) (p pass, err error) {
	for {
		wait, changed := g.try(&p)
		if wait == 0 {
			return p, nil
		}
		p.waited = true
		t := time.NewTimer(wait)
		select {
		case <-t.C:
		case <-changed:
			t.Stop()
		case <-ctx.Done():
			t.Stop()
			return p, ctx.Err()
		}
	}
}

// try lets a send through, with 0, or returns how long to wait at most.
func (g *gate) try(p *pass) (wait time.Duration, changed <-chan struct{}) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.pause == 0 {
		return 0, nil
	}
	if g.changed == nil {
		g.changed = make(chan struct{})
	}
	if g.probing {
		return maxPause, g.changed
	}
	if wait := time.Until(g.until); wait > 0 {
		return wait, g.changed
	}
	g.probing, p.probe = true, true
	return 0, nil
}

// leave tells what a send to a place has shown.
func (g *gate) leave(p pass, place Place, s sign) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if p.probe {
		g.probing = false
	}
	switch s {
	case answered:
		g.failing, g.pause = nil, 0
	case silent:
		if g.failing == nil {
			g.failing = make(map[Place]bool)
		}
		if g.pause == 0 {
			g.failing[place] = true
		}
		if p.probe || g.pause == 0 && len(g.failing) >= g.limit {
			g.pause = min(max(2*g.pause, firstPause), maxPause)
			g.until = time.Now().Add(g.pause)
		}
	}
	if g.changed != nil && (p.probe || g.pause == 0) {
		close(g.changed)
		g.changed = nil
	}
}
