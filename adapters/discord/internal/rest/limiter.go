package rest

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"time"
)

const (
	// globalCalls in a second are allowed over all (Discord, "Rate Limits:
	// Global"). Ours last a little longer: calls may come closer together at
	// Discord than they left here.
	globalCalls  = 50
	globalSecond = 1030 * time.Millisecond

	// minSweep is how many limits are kept before idle ones are forgotten.
	minSweep = 1024
	// maxTemplates bounds the routes whose limits are remembered for other
	// resources; the bot uses some twenty.
	maxTemplates = 256
)

// limiter holds calls back until they may be made.
type limiter struct {
	log *slog.Logger

	mu      sync.Mutex
	buckets map[string]*bucket // by resource and Discord's name, or by route
	routes  map[string]route   // by template
	sweepAt int

	slots   [globalCalls]time.Time // when the latest calls were or will be made
	oldest  int                    // of slots
	paused  time.Time              // until then no call that is bound to the limit over all
	banned  time.Time              // until then no call at all
	invalid invalid

	queue  chan struct{} // holds one while a call in the background has the next turn
	evenly time.Time     // when the next of these may be made: a step after the latest call
}

// route is what is known of a route for any resource.
type route struct {
	bucket string // Discord's name
	limit  int
}

func newLimiter(log *slog.Logger) *limiter {
	return &limiter{log: log, buckets: make(map[string]*bucket), routes: make(map[string]route), sweepAt: minSweep, queue: make(chan struct{}, 1)}
}

// limited is returned instead of a wait that the context would not live to see
// the end of.
type limited struct{ wait time.Duration }

func (l *limited) Error() string { return fmt.Sprint("limited for ", l.wait) }

// acquire waits until a call may be made. What it returns is to be released.
func (l *limiter) acquire(ctx context.Context, c *call) (*bucket, error) {
	if c.background {
		return l.acquireLast(ctx, c)
	}
	b, err := l.enter(ctx, c)
	if err != nil {
		return nil, err
	}
	if err := l.pass(ctx, c); err != nil {
		l.mu.Lock()
		defer l.mu.Unlock()
		b.inFlight--
		b.used = max(b.used-1, 0)
		b.wake()
		return nil, err
	}
	return b, nil
}

// enter waits for the limit of the call's own route and resource.
func (l *limiter) enter(ctx context.Context, c *call) (*bucket, error) {
	for {
		l.mu.Lock()
		now := time.Now()
		b := l.bucket(c, now)
		ok, wait := b.ready(now)
		if ok {
			b.inFlight++
			b.used++
			l.mu.Unlock()
			return b, nil
		}
		b.waiting++
		b.ahead++
		changed := b.changed
		l.mu.Unlock()
		err := waitFor(ctx, wait, changed)
		l.mu.Lock()
		b.waiting--
		b.ahead--
		if err != nil {
			b.wake() // those who let it go first
		}
		l.mu.Unlock()
		if err != nil {
			return nil, err
		}
	}
}

// pass waits for what holds for all calls. The pause is looked at again after
// each wait, for it may have come meanwhile; after one the call takes a new turn,
// so that those who waited do not all go at once.
func (l *limiter) pass(ctx context.Context, c *call) error {
	for turn := false; ; {
		l.mu.Lock()
		now := time.Now()
		wait := l.forbidden(c).Sub(now)
		if wait > 0 {
			turn = false
		} else if !turn {
			turn = true
			at := l.turn(c, now)
			wait = at.Sub(now)
			if !endsWithin(ctx, wait) {
				l.take(c, at)
			}
		}
		l.mu.Unlock()
		if wait <= 0 {
			return ctx.Err()
		}
		if err := waitFor(ctx, wait, nil); err != nil {
			return err
		}
	}
}

// forbidden is until when Discord wants no such call.
func (l *limiter) forbidden(c *call) time.Time {
	if c.unbound() {
		return l.banned
	}
	return later(l.banned, l.paused)
}

// turn is when a call may be made, as far as the calls over all go.
func (l *limiter) turn(c *call, now time.Time) time.Time {
	at := now
	if free := l.slots[l.oldest].Add(globalSecond); !c.unbound() && free.After(at) {
		at = free
	}
	if next := l.invalid.next(now); next.After(at) {
		at = next
	}
	return at
}

// take notes that a call is made at a time.
func (l *limiter) take(c *call, at time.Time) {
	if !c.unbound() {
		l.slots[l.oldest] = at
		l.oldest = (l.oldest + 1) % globalCalls
		l.evenly = later(l.evenly, at.Add(-evenSlack)).Add(evenStep)
	}
	l.invalid.last = at
}

// waitFor waits a time, or for a channel, or returns the context's error. It
// does not begin to wait a time that the context will not last.
func waitFor(ctx context.Context, d time.Duration, changed <-chan struct{}) error {
	if endsWithin(ctx, d) {
		if err := ctx.Err(); err != nil {
			return err
		}
		return &limited{d}
	}
	var after <-chan time.Time
	if d > 0 {
		t := time.NewTimer(d)
		defer t.Stop()
		after = t.C
	}
	select {
	case <-after:
		return nil
	case <-changed:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// release takes in the answer to a call, nil if there was none.
func (l *limiter) release(b *bucket, c *call, a *answer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	b.inFlight--
	defer b.wake()
	if a == nil {
		return
	}
	now := time.Now()
	said := a.limits()
	l.rename(b, c, said)
	if a.status < 500 || said.limit > 0 {
		b.learn(said, now)
	}
	if a.status == http.StatusTooManyRequests {
		until := now.Add(said.retryAfter)
		switch {
		case said.foreign:
			l.banned = later(l.banned, until)
		case said.global && !c.unbound():
			l.paused = later(l.paused, until)
		default:
			b.blocked = later(b.blocked, until)
		}
	}
	if !said.shared && (a.status == http.StatusUnauthorized || a.status == http.StatusForbidden || a.status == http.StatusTooManyRequests) {
		if l.invalid.add(now) {
			l.log.Warn("discord: very many calls were refused, calls are slowed down", "refused", calmAfter, "within", invalidWindow)
		}
	}
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// bucket returns the limit that a call falls under.
func (l *limiter) bucket(c *call, now time.Time) *bucket {
	r, known := l.routes[c.template]
	key := c.template + " " + c.resource
	if known && r.bucket != "" {
		key = r.bucket + " " + c.resource
	}
	b, ok := l.buckets[key]
	if !ok {
		if len(l.buckets) >= l.sweepAt {
			l.sweep(now)
		}
		b = newBucket(key, r.limit)
		l.buckets[key] = b
	}
	return b
}

// rename gives a limit the name that Discord has for it: other routes may fall
// under the same.
func (l *limiter) rename(b *bucket, c *call, said limits) {
	if _, known := l.routes[c.template]; !known && len(l.routes) >= maxTemplates {
		return
	}
	if said.bucket == "" {
		return
	}
	l.routes[c.template] = route{bucket: said.bucket, limit: said.limit}
	key := said.bucket + " " + c.resource
	if key == b.key {
		return
	}
	if l.buckets[b.key] == b {
		delete(l.buckets, b.key)
	}
	if other, ok := l.buckets[key]; ok {
		other.learn(said, time.Now())
		return
	}
	b.key = key
	l.buckets[key] = b
}

// sweep forgets idle limits. The next comes when there are twice as many as
// are left, so that its cost is small for each call.
func (l *limiter) sweep(now time.Time) {
	for key, b := range l.buckets {
		if b.idle(now) {
			delete(l.buckets, key)
		}
	}
	l.sweepAt = max(minSweep, 2*len(l.buckets))
}
