package bolt

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"go.etcd.io/bbolt"

	"dragoman/core/asked"
	"dragoman/core/schedule"
)

var _ asked.Store = (*Store)(nil)

var (
	bucketQuestions = []byte("asked questions")
	bucketFacts     = []byte("asked facts")
	bucketTraffic   = []byte("asked traffic")
)

// askedBuckets are those of what was asked in one transaction.
type askedBuckets struct {
	questions, facts, traffic *bbolt.Bucket
}

func openAsked(tx *bbolt.Tx) (askedBuckets, error) {
	a := askedBuckets{tx.Bucket(bucketQuestions), tx.Bucket(bucketFacts), tx.Bucket(bucketTraffic)}
	if a.questions == nil || a.facts == nil || a.traffic == nil {
		return askedBuckets{}, fmt.Errorf("%w: a bucket is missing", ErrCorrupt)
	}
	return a, nil
}

// AddAsked implements asked.Store. The error is that of an ID or a day that cannot
// be stored, or the disk's.
func (s *Store) AddAsked(ctx context.Context, t asked.Tally) error {
	if err := storable(t); err != nil {
		return fmt.Errorf("bolt: what was asked: %w", err)
	}
	// The change outlives an ended context, and the tally is the caller's then.
	var own asked.Tally
	own.Add(t)
	return s.write(ctx, func(r records) error {
		a, err := openAsked(r.tx())
		if err != nil {
			return err
		}
		return a.add(own)
	})
}

// storable tells why a tally cannot be stored: a change that fails takes others
// with it.
func storable(t asked.Tally) error {
	for _, q := range t.Questions {
		if _, err := questionKey(q.ID); err != nil {
			return err
		}
	}
	for place := range t.Traffic {
		if _, err := trafficKey(place); err != nil {
			return err
		}
	}
	_, err := json.Marshal([]any{t.Questions, t.Facts})
	return err
}

func (a askedBuckets) add(t asked.Tally) error {
	for _, later := range t.Questions {
		key, err := questionKey(later.ID)
		if err != nil {
			return err
		}
		if err := addTo[asked.Question](a.questions, key, later); err != nil {
			return err
		}
	}
	for _, later := range t.Facts {
		if err := addTo[asked.Fact](a.facts, nameKey(later.ID), later); err != nil {
			return err
		}
	}
	for place, n := range t.Traffic {
		var before asked.Traffic
		key, err := trafficKey(place)
		if err != nil {
			return err
		}
		if value := a.traffic.Get(key); value != nil {
			_ = json.Unmarshal(value, &before) // what is damaged is counted anew
		}
		if err := putJSON(a.traffic, key, before.Plus(n)); err != nil {
			return err
		}
	}
	if err := giveWay(a.questions, asked.MaxQuestions); err != nil {
		return err
	}
	return giveWay(a.facts, asked.MaxFacts)
}

// addTo takes a question or a fact in where there may be it already.
func addTo[T any, P interface {
	*T
	Add(later P)
}](b *bbolt.Bucket, key []byte, later P) error {
	all := P(new(T))
	value := b.Get(key)
	if value == nil {
		if err := b.SetSequence(b.Sequence() + 1); err != nil {
			return err
		}
	} else if json.Unmarshal(value, all) != nil {
		all = new(T) // what is damaged is counted anew
	}
	all.Add(later)
	return putJSON(b, key, all)
}

func putJSON(b *bbolt.Bucket, key []byte, v any) error {
	value, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return b.Put(key, value)
}

// giveWay deletes those asked least when there are more than limit.
func giveWay(b *bbolt.Bucket, limit int) error {
	if b.Sequence() <= uint64(limit) {
		return nil
	}
	var all []asked.Standing
	for k, v := range pairs(b) {
		var x struct{ Days asked.Counts }
		if json.Unmarshal(v, &x) != nil {
			x.Days = nil // goes first
		}
		all = append(all, asked.StandingOf(string(k), x.Days))
	}
	for _, key := range asked.Least(all, asked.Excess(len(all), limit)) {
		if err := b.Delete([]byte(key)); err != nil {
			return err
		}
	}
	return b.SetSequence(uint64(len(all) - min(len(all), asked.Excess(len(all), limit))))
}

// Asked implements asked.Store. What is damaged is left out.
func (s *Store) Asked(ctx context.Context) (t asked.Tally, err error) {
	err = s.viewTx(ctx, func(tx *bbolt.Tx) error {
		t = asked.Tally{}
		a, err := openAsked(tx)
		if err != nil {
			return err
		}
		for _, v := range pairs(a.questions) {
			var q asked.Question
			if json.Unmarshal(v, &q) == nil {
				t.AddQuestion(&q)
			}
		}
		for _, v := range pairs(a.facts) {
			var f asked.Fact
			if json.Unmarshal(v, &f) == nil {
				t.AddFact(&f)
			}
		}
		for k, v := range pairs(a.traffic) {
			var n asked.Traffic
			if place, ok := placeOfTraffic(k); ok && json.Unmarshal(v, &n) == nil {
				t.AddTraffic(place, n)
			}
		}
		return nil
	})
	return t, err
}

// TrimAsked implements asked.Store. Nothing of what it drops is in the file any
// more when it returns.
func (s *Store) TrimAsked(ctx context.Context, before schedule.Date) error {
	any := false
	err := s.viewTx(ctx, func(tx *bbolt.Tx) error {
		a, err := openAsked(tx)
		if err != nil {
			return err
		}
		any = a.anyBefore(before)
		return nil
	})
	if err != nil || !any {
		return err
	}
	return s.submit(ctx, change{
		apply: func(r records) error {
			a, err := openAsked(r.tx())
			if err != nil {
				return err
			}
			return a.trim(before)
		},
		erases: true,
	})
}

// anyBefore tells whether there is anything to trim.
func (a askedBuckets) anyBefore(day schedule.Date) bool {
	for _, b := range []*bbolt.Bucket{a.questions, a.facts} {
		for _, v := range pairs(b) {
			var x struct{ Days asked.Counts }
			if json.Unmarshal(v, &x) != nil || len(x.Days) == 0 || x.Days[0].Day.Compare(day) < 0 {
				return true
			}
		}
	}
	for k := range pairs(a.traffic) {
		place, ok := placeOfTraffic(k)
		return !ok || place.Day.Compare(day) < 0 // the first
	}
	return false
}

func (a askedBuckets) trim(before schedule.Date) error {
	if err := trimBucket(a.questions, before, func(q *asked.Question) *asked.Counts { return &q.Days }); err != nil {
		return err
	}
	if err := trimBucket(a.facts, before, func(f *asked.Fact) *asked.Counts { return &f.Days }); err != nil {
		return err
	}
	var old [][]byte
	for k := range pairs(a.traffic) {
		if place, ok := placeOfTraffic(k); !ok || place.Day.Compare(before) < 0 {
			old = append(old, k)
		}
	}
	for _, k := range old {
		if err := a.traffic.Delete(k); err != nil {
			return err
		}
	}
	return nil
}

// trimBucket drops days, and values without any or that are damaged.
func trimBucket[T any](b *bbolt.Bucket, before schedule.Date, days func(*T) *asked.Counts) error {
	type pair struct{ key, value []byte }
	var changed []pair // collected first: a cursor does not survive changes
	left := uint64(0)
	for k, v := range pairs(b) {
		x := new(T)
		if json.Unmarshal(v, x) != nil {
			changed = append(changed, pair{k, nil})
			continue
		}
		all := days(x)
		kept := all.Since(before)
		if len(kept) > 0 {
			left++
		}
		if len(kept) > 0 && len(kept) == len(*all) {
			continue
		}
		*all = kept
		var value []byte
		if len(kept) > 0 {
			var err error
			if value, err = json.Marshal(x); err != nil {
				return err
			}
		}
		changed = append(changed, pair{k, value})
	}
	for _, p := range changed {
		var err error
		if p.value == nil {
			err = b.Delete(p.key)
		} else {
			err = b.Put(p.key, p.value)
		}
		if err != nil {
			return err
		}
	}
	return b.SetSequence(left)
}

// pairs are the keys and values of a bucket, copied.
func pairs(b *bbolt.Bucket) func(yield func(k, v []byte) bool) {
	return func(yield func(k, v []byte) bool) {
		c := b.Cursor()
		for k, v := c.First(); k != nil; k, v = c.Next() {
			if !yield(bytes.Clone(k), v) {
				return
			}
		}
	}
}

func questionKey(id string) ([]byte, error) {
	key, err := hex.DecodeString(id)
	if err != nil || len(key) != hashSize {
		return nil, fmt.Errorf("bolt: %q is no ID of a question", id)
	}
	return key, nil
}

func trafficKey(p asked.Place) ([]byte, error) {
	day, err := dateNumber(p.Day)
	return append(binary.BigEndian.AppendUint32(nil, day), p.Platform...), err
}

func placeOfTraffic(key []byte) (asked.Place, bool) {
	if len(key) < 4 {
		return asked.Place{}, false
	}
	day, err := numberDate(binary.BigEndian.Uint32(key))
	return asked.Place{Day: day, Platform: string(key[4:])}, err == nil && day.Valid()
}
