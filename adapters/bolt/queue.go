package bolt

import (
	"bytes"
	"context"
	"encoding/binary"
	"iter"
	"math"
	"time"

	"go.etcd.io/bbolt"

	"dragoman/core/subscriptions"
)

var _ subscriptions.Queue = (*Store)(nil)

// Due implements subscriptions.Queue, at the cost of reading what it returns.
func (s *Store) Due(ctx context.Context, platform string, now time.Time, n int) ([]subscriptions.Subscription, error) {
	return s.planned(ctx, platform, 1, dueAt(now), n)
}

// Latest implements subscriptions.Queue, at the cost of reading what it returns.
func (s *Store) Latest(ctx context.Context, platform string, from time.Time, n int) ([]subscriptions.Subscription, error) {
	return s.planned(ctx, platform, dueAt(from)+1, math.MaxInt64, n)
}

// planned returns up to n subscriptions that are due in a span of Unix
// milliseconds, both ends included, the first due first.
func (s *Store) planned(ctx context.Context, platform string, from, to uint64, n int) (found []subscriptions.Subscription, err error) {
	err = s.viewTx(ctx, func(tx *bbolt.Tx) error {
		p, err := openPlaces(tx)
		if err != nil {
			return err
		}
		found = nil
		for sub := range p.planned(platformKey(platform), from, to) {
			if len(found) >= n {
				break
			}
			found = append(found, sub)
		}
		return nil
	})
	s.touched(n)
	return found, err
}

// planned passes over entries that no subscription agrees with, as only damage
// leaves them.
func (p places) planned(platform [8]byte, from, to uint64) iter.Seq[subscriptions.Subscription] {
	return func(yield func(subscriptions.Subscription) bool) {
		c := p.due.Cursor()
		first := binary.BigEndian.AppendUint64(platform[:], from)
		for k, _ := c.Seek(first); k != nil && bytes.HasPrefix(k, platform[:]); k, _ = c.Next() {
			if len(k) != dueKeySize {
				continue
			}
			if binary.BigEndian.Uint64(k[8:]) > to {
				return
			}
			s := p.get(placeKey(k[16:]))
			if !bytes.Equal(s.dueKey(), k) {
				continue
			}
			if !yield(s.Subscription) {
				return
			}
		}
	}
}
