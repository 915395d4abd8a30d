package bolt

import (
	"encoding/binary"
	"fmt"

	"go.etcd.io/bbolt"
)

// ring is a map in the file with a bounded number of keys: one more makes the
// key that was put longest ago give way. It takes two buckets (schema.go).
type ring struct {
	values, order *bbolt.Bucket
	limit         int
}

// ringName names the buckets of a ring and bounds it.
type ringName struct {
	values, order string
	limit         int
}

func (n ringName) create(tx *bbolt.Tx) error {
	for _, name := range []string{n.values, n.order} {
		if _, err := tx.CreateBucket([]byte(name)); err != nil {
			return err
		}
	}
	return nil
}

func (n ringName) open(tx *bbolt.Tx) (ring, error) {
	r := ring{tx.Bucket([]byte(n.values)), tx.Bucket([]byte(n.order)), n.limit}
	if r.values == nil || r.order == nil {
		return ring{}, fmt.Errorf("%w: a bucket is missing", ErrCorrupt)
	}
	r.order.FillPercent = 0.9 // it grows at its end
	return r, nil
}

const ringHeader = 8

// get returns the value of a key, nil for none. It is the file's memory: copy
// what outlives the transaction.
func (r ring) get(key []byte) []byte {
	v := r.values.Get(key)
	if len(v) < ringHeader {
		return nil
	}
	return v[ringHeader:]
}

// put stores a value, as the latest.
func (r ring) put(key, value []byte) error {
	if err := r.remove(key); err != nil {
		return err
	}
	for r.values.Sequence() >= uint64(r.limit) {
		at, oldest := r.order.Cursor().First()
		if at == nil {
			break
		}
		oldest = append([]byte(nil), oldest...)
		if r.values.Get(oldest) == nil { // as only damage leaves
			if err := r.order.Delete(append([]byte(nil), at...)); err != nil {
				return err
			}
			continue
		}
		if err := r.remove(oldest); err != nil {
			return err
		}
	}
	seq, err := r.order.NextSequence()
	if err != nil {
		return err
	}
	at := binary.BigEndian.AppendUint64(nil, seq)
	if err := r.order.Put(at, key); err != nil {
		return err
	}
	if err := r.values.Put(key, append(at[:8:8], value...)); err != nil {
		return err
	}
	return r.values.SetSequence(r.values.Sequence() + 1)
}

// remove deletes a key, if it is there.
func (r ring) remove(key []byte) error {
	old := r.values.Get(key)
	if old == nil {
		return nil
	}
	if len(old) >= ringHeader {
		if err := r.order.Delete(append([]byte(nil), old[:ringHeader]...)); err != nil {
			return err
		}
	}
	if err := r.values.Delete(key); err != nil {
		return err
	}
	return r.values.SetSequence(max(r.values.Sequence(), 1) - 1)
}

// update stores a value of a key that is there, whose place in the order stays.
func (r ring) update(key, value []byte) error {
	old := r.values.Get(key)
	if len(old) < ringHeader {
		return r.put(key, value)
	}
	return r.values.Put(key, append(old[:ringHeader:ringHeader], value...))
}
