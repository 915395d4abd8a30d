package bolt

import (
	"encoding/binary"
	"math"

	"go.etcd.io/bbolt"

	"dragoman/core/subscriptions"
)

// A subscription that gets another place takes the notes on it along. Under the old
// place each leaves one of Elsewhere behind, with the hash of the new one, so that
// who is sending to the old place finds what to settle.

// maxMoves bounds how often a note has moved on: a place that is moved to has
// nothing left behind, so only damage leads in circles.
const maxMoves = 100

// follow returns the key of a note, when the subscription has moved since: that of
// the same date where it is now. In a circle it stays where it is.
func (l ledger) follow(key []byte) []byte {
	at := key
	for range maxMoves {
		value := l.notes.Get(at)
		if e, _ := decodeNote(value); e.State != subscriptions.Elsewhere {
			return at
		}
		at = keyOn(at, placeKey(value[noteSize:]))
	}
	return key
}

// placeOfNote is the place of a note's key.
func placeOfNote(key []byte) placeKey { return placeKey(key[4:]) }

// keyOn is the key of another place's note on the same date.
func keyOn(key []byte, place placeKey) []byte {
	return append(append(make([]byte, 0, noteKeySize), key[:4]...), place[:]...)
}

// move takes the notes on a subscription along to another place.
func move(tx *bbolt.Tx, s stored, to placeKey) error {
	l, err := openLedger(tx)
	if err != nil {
		return err
	}
	keys := l.of(s.key)
	if s.Date != (subscriptions.Subscription{}).Date {
		key, err := noteKey(s.key, s.Date)
		if err != nil {
			return err
		}
		if l.notes.Get(key) == nil {
			keys = append(keys, key)
		}
	}
	for _, key := range keys {
		if err := l.move(key, to, s); err != nil {
			return err
		}
	}
	return nil
}

// move takes one note along. What is left behind of a subscription that was here
// before stays.
func (l ledger) move(key []byte, to placeKey, s stored) error {
	e, there := l.get(key), keyOn(key, to)
	switch e.State {
	case subscriptions.Elsewhere:
		return nil
	case subscriptions.Unknown:
		e.At = s.Next
	}
	var err error
	switch before := l.get(there).State; {
	case e.State != subscriptions.Unknown && before != subscriptions.Sent:
		err = l.put(there, e)
	case before == subscriptions.Elsewhere:
		err = l.notes.Delete(there)
	}
	if err != nil {
		return err
	}
	left := encodeNote(subscriptions.Entry{State: subscriptions.Elsewhere, At: e.At})
	return l.notes.Put(key, append(left, to[:]...))
}

// of returns the keys of the notes on a place, of whichever day, at the cost of a
// look for each day that there are notes of.
func (l ledger) of(place placeKey) (found [][]byte) {
	c := l.notes.Cursor()
	for day := uint64(0); day <= math.MaxUint32; day++ {
		k, _ := c.Seek(binary.BigEndian.AppendUint32(nil, uint32(day)))
		if len(k) < 4 {
			break // the end, or as only damage leaves it
		}
		day = uint64(binary.BigEndian.Uint32(k))
		key := append(binary.BigEndian.AppendUint32(nil, uint32(day)), place[:]...)
		if l.notes.Get(key) != nil {
			found = append(found, key)
		}
	}
	return found
}
