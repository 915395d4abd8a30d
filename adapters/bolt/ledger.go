package bolt

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"time"

	"go.etcd.io/bbolt"

	"dragoman/core/schedule"
	"dragoman/core/subscriptions"
)

var (
	_ subscriptions.Ledger = (*Store)(nil)
	_ subscriptions.Switch = (*Store)(nil)
)

var (
	bucketLedger = []byte("ledger")
	keyPaused    = []byte("paused")
)

// noteKeySize is the length of a key in the bucket ledger.
const noteKeySize = 4 + hashSize

func noteKey(place placeKey, date schedule.Date) ([]byte, error) {
	n, err := dateNumber(date)
	if err != nil {
		return nil, err
	}
	return append(binary.BigEndian.AppendUint32(make([]byte, 0, noteKeySize), n), place[:]...), nil
}

// ledger is its bucket in one transaction.
type ledger struct{ notes *bbolt.Bucket }

func openLedger(tx *bbolt.Tx) (ledger, error) {
	l := ledger{tx.Bucket(bucketLedger)}
	if l.notes == nil {
		return l, fmt.Errorf("%w: a bucket is missing", ErrCorrupt)
	}
	return l, nil
}

// get returns a note, without To. What cannot be read counts for nothing.
func (l ledger) get(key []byte) subscriptions.Entry {
	e, _ := decodeNote(l.notes.Get(key))
	return e
}

// entry returns a note.
func (l ledger) entry(key []byte) (subscriptions.Entry, error) {
	e := l.get(key)
	if e.State != subscriptions.Elsewhere {
		return e, nil
	}
	s, err := lookUp(l.notes.Tx(), placeOfNote(l.follow(key)))
	e.To = s.Place
	return e, err
}

func (l ledger) put(key []byte, e subscriptions.Entry) error {
	return l.notes.Put(key, encodeNote(e))
}

// noteSize is the length of a note, but for one of Elsewhere, which goes on with
// the hash of the place.
const noteSize = 1 + 8

func encodeNote(e subscriptions.Entry) []byte {
	return binary.BigEndian.AppendUint64([]byte{byte(e.State)}, dueAt(e.At))
}

func decodeNote(b []byte) (e subscriptions.Entry, ok bool) {
	if len(b) < noteSize || b[0] == 0 || b[0] > byte(subscriptions.Elsewhere) {
		return e, false
	}
	size := noteSize
	if b[0] == byte(subscriptions.Elsewhere) {
		size += hashSize
	}
	if len(b) != size {
		return e, false
	}
	e.State = subscriptions.State(b[0])
	if at := binary.BigEndian.Uint64(b[1:]); at > 0 {
		e.At = time.UnixMilli(int64(at)).UTC()
	}
	return e, true
}

// Claim implements subscriptions.Ledger.
func (s *Store) Claim(ctx context.Context, place subscriptions.Place, date schedule.Date, now time.Time) (subscriptions.Entry, error) {
	key, err := noteKey(placeKeyOf(place), date)
	if err != nil {
		return subscriptions.Entry{}, err
	}
	before := new(subscriptions.Entry) // the writer's until write returns nil
	err = s.write(ctx, func(r records) error {
		l, err := openLedger(r.tx())
		if err != nil {
			return err
		}
		if *before, err = l.entry(key); err != nil || before.State != subscriptions.Unknown {
			return err
		}
		return l.put(key, subscriptions.Entry{State: subscriptions.Claimed, At: now})
	})
	if err != nil {
		return subscriptions.Entry{}, err
	}
	return *before, nil
}

// Settle implements subscriptions.Ledger.
func (s *Store) Settle(ctx context.Context, place subscriptions.Place, date schedule.Date, outcome subscriptions.State, now time.Time, change func(*subscriptions.Subscription) bool) error {
	key, err := noteKey(placeKeyOf(place), date)
	if err != nil {
		return err
	}
	for {
		var at []byte
		err := s.viewTx(ctx, func(tx *bbolt.Tx) error {
			l, err := openLedger(tx)
			if err != nil {
				return err
			}
			at = l.follow(key)
			return nil
		})
		if err != nil {
			return err
		}
		if !bytes.Equal(at, key) && outcome != subscriptions.Sent {
			return nil
		}
		done, err := s.tryChange(ctx, placeOfNote(at), place, change, settling(at, outcome, now))
		if done || err != nil {
			return err
		}
	}
}

// settling notes what became of a briefing, unless its subscription has moved.
func settling(key []byte, outcome subscriptions.State, now time.Time) func(*bbolt.Tx) (stale bool, err error) {
	return func(tx *bbolt.Tx) (stale bool, err error) {
		l, err := openLedger(tx)
		if err != nil {
			return false, err
		}
		if !bytes.Equal(l.follow(key), key) {
			return true, nil
		}
		e := subscriptions.Entry{State: outcome, At: now}
		if before := l.get(key); before.State != subscriptions.Unknown {
			e.At = before.At
		}
		return false, l.put(key, e)
	}
}

// Entry implements subscriptions.Ledger.
func (s *Store) Entry(ctx context.Context, place subscriptions.Place, date schedule.Date) (e subscriptions.Entry, err error) {
	key, err := noteKey(placeKeyOf(place), date)
	if err != nil {
		return subscriptions.Entry{}, err
	}
	err = s.viewTx(ctx, func(tx *bbolt.Tx) error {
		l, err := openLedger(tx)
		if err != nil {
			return err
		}
		e, err = l.entry(key)
		return err
	})
	return e, err
}

// ledgerBatch bounds the notes that one change deletes: they lie side by side.
const ledgerBatch = 2000

// sweepLedger deletes the notes that are older than MaxLedger and the day by
// which a local date may be ahead.
func (s *Store) sweepLedger(ctx context.Context, now time.Time) (n int, err error) {
	limit, err := dateNumber(schedule.DateOf(now.Add(-subscriptions.MaxLedger - 24*time.Hour).UTC()))
	if err != nil {
		return 0, nil // the clock is not set
	}
	for {
		var due bool
		err := s.viewTx(ctx, func(tx *bbolt.Tx) error {
			l, err := openLedger(tx)
			if err != nil {
				return err
			}
			due = len(l.first(1, limit)) > 0
			return nil
		})
		if err != nil || !due {
			return n, err
		}
		swept := new(int) // the writer's until write returns nil
		err = s.write(ctx, func(r records) error {
			l, err := openLedger(r.tx())
			if err != nil {
				return err
			}
			old := l.first(ledgerBatch, limit)
			for _, key := range old {
				if err := l.notes.Delete(key); err != nil {
					return err
				}
			}
			*swept = len(old)
			return nil
		})
		if err != nil {
			return n, err
		}
		n += *swept
	}
}

// first returns up to n keys of notes on days before a limit.
func (l ledger) first(n int, limit uint32) (keys [][]byte) {
	c := l.notes.Cursor()
	for k, _ := c.First(); k != nil && len(keys) < n; k, _ = c.Next() {
		if len(k) == noteKeySize && binary.BigEndian.Uint32(k) >= limit {
			break
		}
		keys = append(keys, k)
	}
	return keys
}

// Paused implements subscriptions.Switch.
func (s *Store) Paused(ctx context.Context) (since time.Time, paused bool, err error) {
	err = s.view(ctx, func(r records) error {
		since, paused = r.paused()
		return nil
	})
	return since, paused, err
}

func (r records) paused() (since time.Time, paused bool) {
	at, ok := uint64Of(r.meta.Get(keyPaused))
	if !ok {
		return time.Time{}, false
	}
	if at > 0 {
		since = time.UnixMilli(int64(at)).UTC()
	}
	return since, true
}

// SetPaused implements subscriptions.Switch. Who pauses again does not change
// since when.
func (s *Store) SetPaused(ctx context.Context, paused bool, now time.Time) error {
	return s.write(ctx, func(r records) error {
		_, was := r.paused()
		switch {
		case paused == was:
			return nil
		case paused:
			return r.meta.Put(keyPaused, bigEndian(dueAt(now)))
		}
		return r.meta.Delete(keyPaused)
	})
}
