package bolt

import (
	"bytes"
	"context"
	"encoding/binary"
	"time"

	"go.etcd.io/bbolt"

	"dragoman/core/schedule"
	"dragoman/core/subscriptions"
)

// censusBatch bounds what is counted in one transaction, so that who writes
// meanwhile does not wait, nor the file grow.
const censusBatch = 5000

// Census counts the subscriptions, at the cost of reading all of them, and the
// notes of the last days. What changes meanwhile may be counted as before or as
// after.
func (s *Store) Census(ctx context.Context, now time.Time) (subscriptions.Census, error) {
	c := subscriptions.Census{
		ByPlace: make(map[string]int),
		ByZone:  make(map[string]int),
		Ended:   make(map[subscriptions.Reason]int),
		Today:   make(map[subscriptions.State]int),
	}
	var err error
	if _, c.Paused, err = s.Paused(ctx); err != nil {
		return subscriptions.Census{}, err
	}
	err = s.inBatches(ctx, bucketSubscriptions, nil, func(_, v []byte) {
		if sub, err := decodeSubscription(v); err == nil { // one that cannot be read gets nothing
			count(&c, &sub)
		}
	})
	if err != nil {
		return subscriptions.Census{}, err
	}
	// A local date is at most a day before that of UTC, and a note of the day
	// before that may still be settled late.
	first, err := dateNumber(schedule.DateOf(now.Add(-72 * time.Hour).UTC()))
	if err != nil {
		return c, nil // the clock is not set
	}
	err = s.inBatches(ctx, bucketLedger, binary.BigEndian.AppendUint32(nil, first), func(_, v []byte) {
		if e, ok := decodeNote(v); ok && e.State != subscriptions.Elsewhere && now.Sub(e.At) < 24*time.Hour {
			c.Today[e.State]++
		}
	})
	if err != nil {
		return subscriptions.Census{}, err
	}
	return c, nil
}

// count counts one subscription.
func count(c *subscriptions.Census, s *subscriptions.Subscription) {
	if s.Ended != "" {
		c.Ended[s.Ended]++
		return
	}
	c.Active++
	kind := " chat"
	if s.Place.Private() {
		kind = " user"
	}
	c.ByPlace[s.Place.Platform+kind]++
	c.ByZone[s.Plan.Zone]++
	c.ByHour[int(s.Plan.At)/60%24]++
	if !s.Failing.IsZero() {
		c.Failing++
	}
	if !s.Next.IsZero() && (c.Earliest.IsZero() || s.Next.Before(c.Earliest)) {
		c.Earliest = s.Next
	}
}

// inBatches calls fn with all of a bucket from a key on, which it must not keep.
func (s *Store) inBatches(ctx context.Context, bucket, from []byte, fn func(k, v []byte)) error {
	for more := true; more; {
		n := 0
		err := s.viewTx(ctx, func(tx *bbolt.Tx) error {
			b := tx.Bucket(bucket)
			if b == nil {
				return ErrCorrupt
			}
			c := b.Cursor()
			k, v := c.Seek(from)
			for ; k != nil && n < censusBatch; k, v = c.Next() {
				fn(k, v)
				n++
			}
			from, more = bytes.Clone(k), k != nil
			return nil
		})
		if err != nil {
			return err
		}
		s.touched(n)
	}
	return nil
}
