package bolt

import (
	"bytes"
	"context"
	"time"

	"go.etcd.io/bbolt"

	"dragoman/core/subscriptions"
)

// endedBatch bounds the subscriptions that one sweep looks at. A million take most
// of a day, minute by minute, of the 30 days that those which have ended are kept.
const endedBatch = 1000

// endedSweep goes round the subscriptions, a batch at a time, for those that have
// ended. There is no index of them: they are few, and nobody waits for it.
type endedSweep struct{ from []byte } // where the next batch begins, nil for the first

// sweep deletes those of the next batch that ended subscriptions.MaxEnded ago. It
// returns how many. What does not say when it ended, as older versions left it, or says
// that it was before it was made, ended now, unless the clock is wrong.
func (e *endedSweep) sweep(ctx context.Context, s *Store, now time.Time) (int, error) {
	var old []stored
	var next []byte
	err := s.viewTx(ctx, func(tx *bbolt.Tx) (err error) {
		old, next, err = endedFrom(tx, e.from, now)
		return err
	})
	s.touched(endedBatch)
	if err != nil {
		return 0, err
	}
	swept := new(int) // the writer's until write returns nil
	if len(old) > 0 {
		err = s.write(ctx, func(r records) (err error) {
			*swept, err = sweepEnded(r.tx(), old, now)
			return err
		})
	}
	if err != nil {
		return 0, err
	}
	e.from = next
	return *swept, nil
}

// endedFrom returns what there is to do for the subscriptions of a batch, and where
// the next begins.
func endedFrom(tx *bbolt.Tx, from []byte, now time.Time) (old []stored, next []byte, err error) {
	p, err := openPlaces(tx)
	if err != nil {
		return nil, nil, err
	}
	c := p.values.Cursor()
	k, _ := c.Seek(from)
	for n := 0; k != nil && n < endedBatch; n++ {
		if len(k) == hashSize {
			if s := p.get(placeKey(k)); s.Ended != "" && (s.endedLongAgo(now) || s.endedUnknown(now)) {
				old = append(old, s)
			}
		}
		k, _ = c.Next()
	}
	return old, bytes.Clone(k), nil
}

// sweepEnded deletes those that ended long ago and notes of the others that they
// ended now, but for those that were changed meanwhile.
func sweepEnded(tx *bbolt.Tx, old []stored, now time.Time) (n int, err error) {
	p, err := openPlaces(tx)
	if err != nil {
		return 0, err
	}
	for _, s := range old {
		if !bytes.Equal(p.values.Get(s.key[:]), s.value) {
			continue
		}
		if s.endedLongAgo(now) {
			if err := p.remove(s); err != nil {
				return n, err
			}
			n++
			continue
		}
		sub := s.Subscription
		sub.EndedAt = now
		after, err := newStored(sub)
		if err != nil {
			continue // too large by a few bytes
		}
		if err := p.replace(s, *after); err != nil {
			return n, err
		}
	}
	return n, nil
}

// endedUnknown tells whether to note that a subscription ended now: it does not say
// when, or names a time at which it was not made yet. A clock of before it was made
// tells nothing.
func (s *stored) endedUnknown(now time.Time) bool {
	return !s.endedKnown() && !now.Before(s.Since)
}

// endedLongAgo tells whether a subscription has been kept long enough.
func (s *stored) endedLongAgo(now time.Time) bool {
	return s.endedKnown() && now.Sub(s.EndedAt) >= subscriptions.MaxEnded
}

// endedKnown tells whether it is known when a subscription ended. That may be yet to
// come: nothing tells which of the clocks is wrong.
func (s *stored) endedKnown() bool {
	return !s.EndedAt.IsZero() && !s.EndedAt.Before(s.Since)
}
