package bolt

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"

	"go.etcd.io/bbolt"

	"dragoman/core/delivery"
)

var (
	_ delivery.Log   = (*Store)(nil)
	_ delivery.Shelf = (*Store)(nil)
)

const (
	maxHandled = 20_000   // updates; platforms deliver again within minutes
	maxAnswers = 20_000   // questions that can be edited
	maxAside   = 10_000   // updates set aside
	maxUpdate  = 64 << 10 // bytes of one
)

var (
	ringHandled = ringName{"handled", "handled order", maxHandled}
	ringAnswers = ringName{"answers", "answers order", maxAnswers}
	bucketAside = []byte("aside")
)

// updateKey sorts by source, then by id.
func updateKey(source string, id int64) []byte {
	return binary.BigEndian.AppendUint64(nameKey(source)[:8:8], uint64(id)^1<<63)
}

// Handled implements delivery.Log.
func (s *Store) Handled(ctx context.Context, source string, id int64) (done bool, err error) {
	err = s.viewRing(ctx, ringHandled, func(r ring) error {
		done = r.get(updateKey(source, id)) != nil
		return nil
	})
	return done, err
}

// Mark implements delivery.Log.
func (s *Store) Mark(ctx context.Context, r delivery.Receipt) error {
	if len(r.Answer) > maxUpdate {
		return fmt.Errorf("bolt: %w: the name of an answer", ErrTooLarge)
	}
	key := updateKey(r.Source, r.ID)
	return s.write(ctx, func(rec records) error {
		handled, err := ringHandled.open(rec.tx())
		if err != nil {
			return err
		}
		if err := handled.put(key, []byte{}); err != nil {
			return err
		}
		if err := takeAside(rec.tx(), key); err != nil {
			return err
		}
		if r.Question == "" {
			return nil
		}
		answers, err := ringAnswers.open(rec.tx())
		if err != nil {
			return err
		}
		return answers.put(nameKey(r.Source, r.Question), []byte(r.Answer))
	})
}

// takeAside deletes an update that was set aside, if it was.
func takeAside(tx *bbolt.Tx, key []byte) error {
	aside := tx.Bucket(bucketAside)
	if aside.Get(key) == nil {
		return nil
	}
	if err := aside.Delete(key); err != nil {
		return err
	}
	return aside.SetSequence(max(aside.Sequence(), 1) - 1)
}

// Answer implements delivery.Log.
func (s *Store) Answer(ctx context.Context, source, question string) (answer string, err error) {
	err = s.viewRing(ctx, ringAnswers, func(r ring) error {
		answer = string(r.get(nameKey(source, question)))
		return nil
	})
	return answer, err
}

// SetAside implements delivery.Shelf. The error is ErrTooLarge for an update
// beyond 64 KiB, and for more than 10,000 updates in all.
func (s *Store) SetAside(ctx context.Context, source string, updates []delivery.Update) error {
	keys, values := make([][]byte, len(updates)), make([][]byte, len(updates))
	for i, u := range updates {
		if len(u.Data) > maxUpdate {
			return fmt.Errorf("bolt: %w: an update of %d bytes", ErrTooLarge, len(u.Data))
		}
		keys[i], values[i] = updateKey(source, u.ID), bytes.Clone(u.Data)
	}
	full := new(bool) // the writer's until write returns nil
	err := s.write(ctx, func(r records) error {
		aside := r.tx().Bucket(bucketAside)
		handled, err := ringHandled.open(r.tx())
		if err != nil {
			return err
		}
		if *full = aside.Sequence()+uint64(len(keys)) > maxAside; *full {
			return nil
		}
		n := uint64(0)
		for i, key := range keys {
			if handled.get(key) != nil || aside.Get(key) != nil {
				continue
			}
			if err := aside.Put(key, values[i]); err != nil {
				return err
			}
			n++
		}
		return aside.SetSequence(aside.Sequence() + n)
	})
	if err == nil && *full {
		return fmt.Errorf("bolt: %w: more than %d updates are set aside", ErrTooLarge, maxAside)
	}
	return err
}

// Aside implements delivery.Shelf.
func (s *Store) Aside(ctx context.Context, source string) (updates []delivery.Update, err error) {
	prefix := nameKey(source)[:8]
	err = s.view(ctx, func(r records) error {
		c := r.tx().Bucket(bucketAside).Cursor()
		for k, v := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, v = c.Next() {
			if len(k) != 16 {
				continue
			}
			updates = append(updates, delivery.Update{
				ID:   int64(binary.BigEndian.Uint64(k[8:]) ^ 1<<63),
				Data: bytes.Clone(v),
			})
		}
		return nil
	})
	return updates, err
}
