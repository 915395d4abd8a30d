package bolt

import (
	"bytes"
	"context"

	"dragoman/core/discreet"
)

var keyLog = []byte("log key")

// LogKey returns the secret with which this installation hashes the ids in its
// log, of discreet.KeySize bytes. It is made at the first call.
func (s *Store) LogKey(ctx context.Context) (secret []byte, err error) {
	err = s.view(ctx, func(r records) error {
		secret = bytes.Clone(r.meta.Get(keyLog))
		return nil
	})
	if err != nil || len(secret) == discreet.KeySize {
		return secret, err
	}
	err = s.write(ctx, func(r records) error {
		if is := r.meta.Get(keyLog); len(is) == discreet.KeySize { // made meanwhile
			secret = bytes.Clone(is)
			return nil
		}
		secret = discreet.Secret()
		return r.meta.Put(keyLog, secret)
	})
	if err != nil {
		return nil, err
	}
	return secret, nil
}
