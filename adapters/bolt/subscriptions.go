package bolt

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"

	"go.etcd.io/bbolt"

	"dragoman/core/subscriptions"
)

var (
	_ subscriptions.Store = (*Store)(nil)
	_ subscriptions.Index = (*Store)(nil)
)

var (
	bucketSubscriptions = []byte("subscriptions")
	bucketDue           = []byte("due")
	bucketBy            = []byte("by user")
)

// Subscription implements subscriptions.Store.
func (s *Store) Subscription(ctx context.Context, place subscriptions.Place) (sub subscriptions.Subscription, ok bool, err error) {
	var found stored
	err = s.viewTx(ctx, func(tx *bbolt.Tx) error {
		found, err = lookUp(tx, placeKeyOf(place))
		return err
	})
	if err != nil || found.value == nil {
		return subscriptions.Subscription{}, false, err
	}
	if !found.read {
		return subscriptions.Subscription{}, false, fmt.Errorf("state file %s: %w: a subscription cannot be read", s.path, ErrCorrupt) // the next change mends it
	}
	return found.Subscription, true, nil
}

// Change implements subscriptions.Store. One that cannot be read, as damage
// leaves it, is changed as if there were none. The error is ErrTooLarge for a
// subscription beyond MaxValue.
func (s *Store) Change(ctx context.Context, place subscriptions.Place, change func(*subscriptions.Subscription) bool) error {
	for {
		done, err := s.tryChange(ctx, placeKeyOf(place), place, change, nil)
		if done || err != nil {
			return err
		}
	}
}

// tryChange calls change with what is stored and writes the result, unless
// somebody else wrote meanwhile: then done is false. The change that comes with
// it is made before it in the same transaction, also when there is nothing else to
// write, and may find that it is stale. Without one, a new subscription of the place
// is changed where there is none.
//
// change runs here and not in the writer, so that what it does holds up nobody
// else and can break nothing.
func (s *Store) tryChange(ctx context.Context, key placeKey, place subscriptions.Place, change func(*subscriptions.Subscription) bool, also func(*bbolt.Tx) (stale bool, err error)) (done bool, err error) {
	var before stored
	err = s.viewTx(ctx, func(tx *bbolt.Tx) error {
		before, err = lookUp(tx, key)
		return err
	})
	if err != nil {
		return false, err
	}
	var after *stored
	sub := before.Subscription
	if !before.read {
		sub = subscriptions.Subscription{Place: place}
	}
	if (before.read || also == nil) && change(&sub) {
		if after, err = newStored(sub); err != nil {
			return false, err
		}
	}
	if after == nil && also == nil {
		return true, nil
	}
	stale := new(bool) // the writer's until write returns nil
	err = s.write(ctx, func(r records) error {
		p, err := openPlaces(r.tx())
		if err != nil {
			return err
		}
		if *stale = !bytes.Equal(p.values.Get(key[:]), before.value); *stale {
			return nil
		}
		if also != nil {
			if *stale, err = also(r.tx()); *stale || err != nil {
				return err
			}
		}
		switch {
		case after == nil:
			return nil
		case before.value != nil && before.key != after.key:
			if err := move(r.tx(), before, after.key); err != nil {
				return err
			}
		}
		return p.replace(before, *after)
	})
	return err == nil && !*stale, err
}

// DeleteSubscription implements subscriptions.Store.
func (s *Store) DeleteSubscription(ctx context.Context, place subscriptions.Place) error {
	key := placeKeyOf(place)
	there := false
	err := s.viewTx(ctx, func(tx *bbolt.Tx) error {
		p, err := openPlaces(tx)
		if err != nil {
			return err
		}
		there = p.values.Get(key[:]) != nil
		return nil
	})
	if err != nil || !there {
		return err // nothing to write for
	}
	return s.submit(ctx, change{
		apply: func(r records) error {
			p, err := openPlaces(r.tx())
			if err != nil {
				return err
			}
			return p.remove(p.get(key))
		},
		erases: true,
	})
}

// SubscribedBy implements subscriptions.Index.
func (s *Store) SubscribedBy(ctx context.Context, user string) (places []subscriptions.Place, err error) {
	err = s.viewTx(ctx, func(tx *bbolt.Tx) error {
		p, err := openPlaces(tx)
		if err != nil {
			return err
		}
		places = nil
		for _, sub := range p.madeBy(user) {
			places = append(places, sub.Place)
		}
		return nil
	})
	return places, err
}

// stored is a subscription as the file has it.
type stored struct {
	subscriptions.Subscription
	key   placeKey
	value []byte // nil for none
	read  bool   // value could be decoded
}

func newStored(s subscriptions.Subscription) (*stored, error) {
	value, err := encodeSubscription(&s)
	if err != nil {
		return nil, err
	}
	return &stored{s, placeKeyOf(s.Place), value, true}, nil
}

func lookUp(tx *bbolt.Tx, key placeKey) (stored, error) {
	p, err := openPlaces(tx)
	if err != nil {
		return stored{}, err
	}
	return p.get(key), nil
}

// dueKeySize is the length of a key in the bucket due.
const dueKeySize = 8 + 8 + hashSize

// platformKey begins the keys of a platform in the bucket due.
func platformKey(platform string) [8]byte {
	hash := shortHash("platform " + platform)
	return [8]byte(hash[:])
}

// dueKey is the entry in the bucket due, nil for one that has none.
func (s *stored) dueKey() []byte {
	next, ok := nextOf(s.value)
	if !ok || next == 0 || !s.read {
		return nil
	}
	platform := platformKey(s.Place.Platform)
	b := make([]byte, 0, dueKeySize)
	b = append(b, platform[:]...)
	b = binary.BigEndian.AppendUint64(b, next)
	return append(b, s.key[:]...)
}

// byKey is the entry in the bucket by user, nil for one that has none.
func (s *stored) byKey() []byte {
	if s.By == "" {
		return nil
	}
	user := userKeyOf(s.By)
	return append(user[:], s.key[:]...)
}

// places are the buckets of subscriptions in one transaction.
type places struct{ values, due, by *bbolt.Bucket }

func openPlaces(tx *bbolt.Tx) (places, error) {
	p := places{tx.Bucket(bucketSubscriptions), tx.Bucket(bucketDue), tx.Bucket(bucketBy)}
	if p.values == nil || p.due == nil || p.by == nil {
		return places{}, fmt.Errorf("%w: a bucket is missing", ErrCorrupt)
	}
	// What was sent is due again a day later: at the end, but among those of
	// the other platform and of other days.
	p.due.FillPercent = 0.7
	return p, nil
}

func (p places) get(key placeKey) stored {
	value := bytes.Clone(p.values.Get(key[:]))
	if value == nil {
		return stored{key: key}
	}
	sub, err := decodeSubscription(value)
	return stored{sub, key, value, err == nil}
}

// replace writes a subscription in place of another, which may be of another
// place or none.
func (p places) replace(before, after stored) error {
	if before.key != after.key {
		if err := p.remove(before); err != nil {
			return err
		}
		if err := p.remove(p.get(after.key)); err != nil {
			return err
		}
		before = stored{key: after.key}
	}
	if err := swap(p.due, before.dueKey(), after.dueKey()); err != nil {
		return err
	}
	if err := swap(p.by, before.byKey(), after.byKey()); err != nil {
		return err
	}
	if before.value == nil {
		if err := p.values.SetSequence(p.values.Sequence() + 1); err != nil {
			return err
		}
	}
	return p.values.Put(after.key[:], after.value)
}

// remove deletes a subscription and its entries; none is left alone.
func (p places) remove(s stored) error {
	if s.value == nil {
		return nil
	}
	if err := swap(p.due, s.dueKey(), nil); err != nil {
		return err
	}
	if err := swap(p.by, s.byKey(), nil); err != nil {
		return err
	}
	if err := p.values.SetSequence(max(p.values.Sequence(), 1) - 1); err != nil {
		return err
	}
	return p.values.Delete(s.key[:])
}

// madeBy returns the subscriptions that a user made.
func (p places) madeBy(user string) (made []stored) {
	prefix := userKeyOf(user)
	c := p.by.Cursor()
	for k, _ := c.Seek(prefix[:]); k != nil && bytes.HasPrefix(k, prefix[:]); k, _ = c.Next() {
		if len(k) != 2*hashSize {
			continue
		}
		if s := p.get(placeKey(k[hashSize:])); s.By == user {
			made = append(made, s)
		}
	}
	return made
}

// swap puts one entry in place of another; nil is none.
func swap(b *bbolt.Bucket, old, now []byte) error {
	if bytes.Equal(old, now) {
		return nil
	}
	if old != nil {
		if err := b.Delete(old); err != nil {
			return err
		}
	}
	if now != nil {
		return b.Put(now, nil)
	}
	return nil
}
