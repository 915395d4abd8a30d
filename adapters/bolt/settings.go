package bolt

import (
	"context"
	"encoding/json"
	"fmt"

	"go.etcd.io/bbolt"

	"dragoman/core/settings"
)

var _ settings.Store = (*Store)(nil)

// maxChats bounds the chats with settings of their own: those changed longest
// ago fall back to the default.
const maxChats = 100_000

var ringSettings = ringName{"settings", "settings order", maxChats}

// Settings implements settings.Store.
func (s *Store) Settings(ctx context.Context, chat string) (c settings.Chat, err error) {
	err = s.viewRing(ctx, ringSettings, func(r ring) error {
		value := r.get(nameKey(chat))
		if value == nil {
			return nil
		}
		if err := json.Unmarshal(value, &c); err != nil {
			return fmt.Errorf("%w: settings that are not JSON: %w", ErrCorrupt, err)
		}
		return nil
	})
	return c, err
}

// PutSettings implements settings.Store. Default settings take no room.
func (s *Store) PutSettings(ctx context.Context, chat string, c settings.Chat) error {
	value, err := json.Marshal(c)
	if err != nil {
		return fmt.Errorf("bolt: encode settings: %w", err)
	}
	key := nameKey(chat)
	return s.writeRing(ctx, ringSettings, func(r ring) error {
		if c.IsZero() {
			return r.remove(key)
		}
		return r.put(key, value)
	})
}

// MoveSettings implements settings.Store.
func (s *Store) MoveSettings(ctx context.Context, from, to string) error {
	old, now := nameKey(from), nameKey(to)
	return s.writeRing(ctx, ringSettings, func(r ring) error {
		value := r.get(old)
		if value == nil || from == to {
			return nil
		}
		value = append([]byte(nil), value...)
		if err := r.remove(old); err != nil {
			return err
		}
		return r.put(now, value)
	})
}

func (s *Store) viewRing(ctx context.Context, name ringName, fn func(ring) error) error {
	return s.viewTx(ctx, func(tx *bbolt.Tx) error {
		ring, err := name.open(tx)
		if err != nil {
			return err
		}
		return fn(ring)
	})
}

func (s *Store) writeRing(ctx context.Context, name ringName, fn func(ring) error) error {
	return s.write(ctx, func(r records) error {
		ring, err := name.open(r.tx())
		if err != nil {
			return err
		}
		return fn(ring)
	})
}

func (r records) tx() *bbolt.Tx { return r.meta.Tx() }
