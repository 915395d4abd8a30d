package bolt

import (
	"bytes"
	"context"
	"fmt"

	"go.etcd.io/bbolt"

	"dragoman/core"
)

var _ core.SessionStore = (*Store)(nil)

// Session returns the session of key, or a zero Session when there is none or
// it has expired.
func (s *Store) Session(ctx context.Context, key core.SessionKey) (core.Session, error) {
	value, err := s.value(ctx, keyOf(key))
	if value == nil || err != nil {
		return core.Session{}, err
	}
	if expiry, ok := valueExpiry(value); ok && expired(expiry, s.opts.Now()) {
		return core.Session{}, nil
	}
	_, session, err := decodeValue(value)
	if err != nil {
		return core.Session{}, fmt.Errorf("state file %s: %w", s.path, err) // the next put mends it
	}
	return session, nil
}

// PutSession stores the session of key. When it returns nil the session is on
// the disk. The error is ErrTooLarge for a session beyond MaxValue, and that of
// the context when it ends first: the session may then still be stored.
func (s *Store) PutSession(ctx context.Context, key core.SessionKey, session core.Session) error {
	value, err := encodeValue(expiryOf(session.Seen, s.opts.Now(), s.opts.Idle), session)
	if err != nil {
		return err
	}
	k := keyOf(key)
	return s.write(ctx, func(r records) error {
		return r.put(k, value, s.opts.MaxSessions)
	})
}

// DeleteSession forgets the session of key; it is no error when there is none.
// When it returns nil, nothing of the session is in the file any more, nor of
// what was deleted earlier.
func (s *Store) DeleteSession(ctx context.Context, key core.SessionKey) error {
	k := keyOf(key)
	if value, err := s.value(ctx, k); value == nil || err != nil {
		return err // nothing to write for
	}
	return s.submit(ctx, change{
		apply:  func(r records) error { return r.remove(k) },
		erases: true,
	})
}

// value returns a copy of what is stored under a key, or nil.
func (s *Store) value(ctx context.Context, key sessionKey) (value []byte, err error) {
	err = s.view(ctx, func(r records) error {
		value = bytes.Clone(r.sessions.Get(key[:]))
		return nil
	})
	return value, err
}

// view runs fn in a read transaction.
func (s *Store) view(ctx context.Context, fn func(records) error) error {
	return s.viewTx(ctx, func(tx *bbolt.Tx) error {
		r, err := openRecords(tx)
		if err != nil {
			return err
		}
		return fn(r)
	})
}

// viewTx is view for those who open the buckets that they need themselves.
func (s *Store) viewTx(ctx context.Context, fn func(*bbolt.Tx) error) error {
	if err := s.usable(ctx); err != nil {
		return err
	}
	s.touched(1)
	s.reading.RLock()
	defer s.reading.RUnlock()
	return s.use(func() error { return s.db.View(fn) })
}

// usable tells why the Store is not to be used, nil for nothing.
func (s *Store) usable(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case <-s.quit:
		return ErrClosed
	default:
		return nil
	}
}

// put stores a value and its index entry. A new key at the limit makes those
// that expire first give way.
func (r records) put(key sessionKey, value []byte, limit int) error {
	if old := r.sessions.Get(key[:]); old != nil {
		if expiry, ok := valueExpiry(old); ok {
			if err := r.expiry.Delete(expiryKey(expiry, key)); err != nil {
				return err
			}
		}
	} else {
		if _, err := r.evict(limit - 1); err != nil {
			return err
		}
		n, err := r.count()
		if err != nil {
			return err
		}
		if err := r.setCount(n + 1); err != nil {
			return err
		}
	}
	if err := r.sessions.Put(key[:], value); err != nil {
		return err
	}
	expiry, _ := valueExpiry(value)
	return r.expiry.Put(expiryKey(expiry, key), nil)
}

// remove deletes a session and its index entry, if there is one.
func (r records) remove(key sessionKey) error {
	old := r.sessions.Get(key[:])
	if old == nil {
		return nil
	}
	if expiry, ok := valueExpiry(old); ok {
		if err := r.expiry.Delete(expiryKey(expiry, key)); err != nil {
			return err
		}
	}
	if err := r.sessions.Delete(key[:]); err != nil {
		return err
	}
	n, err := r.count()
	if err != nil {
		return err
	}
	return r.setCount(n - 1)
}
