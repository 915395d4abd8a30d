package gateway

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"sync"
	"time"

	"dragoman/core/sleep"
)

const (
	// identifyEvery is the time between identifies of one bucket. Discord:
	// Gateway, Sharding, Max Concurrency.
	identifyEvery = 5 * time.Second
	// lookupFresh is how long the number of identifies left is counted on
	// without asking, as other programs may have the same token.
	lookupFresh   = time.Minute
	lookupTimeout = 30 * time.Second
)

// starts lets shards identify as Discord allows it.
type starts struct {
	o       *Options
	buckets []*bucket

	gate chan struct{} // full while somebody has info
	info Info
	at   time.Time // of info
}

// bucket is of the shards that may not identify at the same time.
type bucket struct {
	turn chan struct{} // full while somebody has it
	last time.Time     // of the last identify; of who has the turn
}

// newStarts asks Discord first.
func newStarts(ctx context.Context, o *Options) (*starts, error) {
	s := &starts{o: o, gate: make(chan struct{}, 1)}
	if err := s.lookup(ctx); err != nil {
		return nil, err
	}
	for range max(s.info.MaxConcurrency, 1) {
		s.buckets = append(s.buckets, &bucket{turn: make(chan struct{}, 1)})
	}
	return s, nil
}

// enter waits until a shard may identify. It has to use or leave the turn.
func (s *starts) enter(ctx context.Context, shard int) (*turn, error) {
	b := s.buckets[shard%len(s.buckets)]
	select {
	case b.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	t := &turn{bucket: b}
	err := sleep.For(ctx, time.Until(b.last.Add(identifyEvery)))
	if err == nil {
		err = s.take(ctx)
	}
	if err != nil {
		t.leave()
		return nil, err
	}
	return t, nil
}

// take takes one of the identifies of the day.
func (s *starts) take(ctx context.Context) error {
	select {
	case s.gate <- struct{}{}:
		defer func() { <-s.gate }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if time.Since(s.at) > lookupFresh {
		if err := s.lookup(ctx); err != nil {
			return err
		}
	}
	for warned := false; s.info.Remaining <= 0; warned = true {
		wait := max(time.Until(s.at.Add(s.info.ResetAfter)), identifyEvery)
		if !warned {
			s.o.Log.Warn("Discord lets the bot start no more sessions for now; waiting", "wait", wait)
		}
		if err := sleep.For(ctx, wait); err != nil {
			return err
		}
		if err := s.lookup(ctx); err != nil {
			return err
		}
	}
	s.info.Remaining--
	return nil
}

// gateway is the URL that Discord told last.
func (s *starts) gateway(ctx context.Context) (string, error) {
	select {
	case s.gate <- struct{}{}:
		defer func() { <-s.gate }()
		return s.info.URL, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

// lookup asks Discord until it answers. The gate is held.
func (s *starts) lookup(ctx context.Context) error {
	was := ""
	for n := 1; ; n++ {
		info, err := s.ask(ctx)
		switch {
		case err == nil:
			if n > 1 {
				s.o.Log.Info("Discord tells where its gateway is again", "failures", n-1)
			}
			s.info, s.at = info, time.Now()
			return nil
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.Is(err, ErrToken):
			return ErrToken
		}
		if k := kind(err); k != was {
			s.o.Log.Warn("Discord does not tell where its gateway is; trying on", "error", s.o.redacted(err))
			was = k
		}
		if err := sleep.For(ctx, pause(n)); err != nil {
			return err
		}
	}
}

func (s *starts) ask(ctx context.Context) (Info, error) {
	ctx, cancel := context.WithTimeout(ctx, lookupTimeout)
	defer cancel()
	info, err := s.o.Lookup(ctx)
	if err != nil {
		return info, err
	}
	at, err := url.Parse(info.URL)
	if err == nil && (at.Scheme != "ws" && at.Scheme != "wss" || at.Host == "") {
		err = fmt.Errorf("the gateway's address %q is not a websocket's", info.URL)
	}
	return info, err
}

// turn is a shard's permission to identify. The nil turn is none.
type turn struct {
	bucket *bucket
	once   sync.Once
}

// use notes that the shard identifies now, and lets the next wait its time.
func (t *turn) use() {
	if t != nil {
		t.once.Do(func() {
			t.bucket.last = time.Now()
			<-t.bucket.turn
		})
	}
}

// leave gives the turn to another, if it was not used.
func (t *turn) leave() {
	if t != nil {
		t.once.Do(func() { <-t.bucket.turn })
	}
}
