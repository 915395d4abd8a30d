package rest

import (
	"context"
	"time"
)

// The pace of calls in the background: as fast as the limit over all permits beside
// other calls, but evenly, so that a call that somebody waits for finds a free turn
// within evenStep. Those who woke late may make up for evenSlack.
const (
	evenStep  = globalSecond / globalCalls
	evenSlack = 2 * evenStep
)

// acquireLast is acquire for a call in the background. Unlike others it takes no
// turn in advance, and holds nothing while it waits: of the turns that are free
// now it gets one when nobody else wants it. One such call at a time waits for the
// limit over all, the others queue behind it.
func (l *limiter) acquireLast(ctx context.Context, c *call) (*bucket, error) {
	for {
		if err := l.awaitBucket(ctx, c); err != nil {
			return nil, err
		}
		if wait := l.pause(c); endsWithin(ctx, wait) {
			return nil, &limited{wait} // it would queue in vain
		}
		select {
		case l.queue <- struct{}{}:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		b, err := l.takeLast(ctx, c)
		<-l.queue
		if b != nil || err != nil {
			return b, err
		}
	}
}

// pause is for how long Discord wants no such call.
func (l *limiter) pause(c *call) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	return time.Until(l.forbidden(c))
}

// awaitBucket waits until the limit of the call's own route and resource would
// let it pass.
func (l *limiter) awaitBucket(ctx context.Context, c *call) error {
	for {
		l.mu.Lock()
		b := l.bucket(c, time.Now())
		ok, wait := b.readyLast(time.Now())
		if ok {
			l.mu.Unlock()
			return ctx.Err()
		}
		b.waiting++
		changed := b.changed
		l.mu.Unlock()
		err := waitFor(ctx, wait, changed)
		l.mu.Lock()
		b.waiting--
		l.mu.Unlock()
		if err != nil {
			return err
		}
	}
}

// takeLast waits for the limit over all and enters the call's own, at once. It
// returns nil when that one is full again.
func (l *limiter) takeLast(ctx context.Context, c *call) (*bucket, error) {
	for {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		l.mu.Lock()
		now := time.Now()
		b := l.bucket(c, now)
		if ok, _ := b.readyLast(now); !ok {
			l.mu.Unlock()
			return nil, nil
		}
		at := later(l.turn(c, now), later(l.forbidden(c), l.evenly))
		if !at.After(now) {
			b.inFlight++
			b.used++
			l.take(c, now)
			l.mu.Unlock()
			return b, nil
		}
		l.mu.Unlock()
		if err := waitFor(ctx, at.Sub(now), nil); err != nil {
			return nil, err
		}
	}
}

// readyLast is ready for a call that lets others go first.
func (b *bucket) readyLast(now time.Time) (ok bool, wait time.Duration) {
	if b.ahead > 0 {
		return false, 0
	}
	return b.ready(now)
}
