package bolt

import (
	"context"

	"go.etcd.io/bbolt"
)

// What the external tests look at from inside.
var (
	KeyOf          = keyOf
	EncodeValue    = encodeValue
	DecodeValue    = decodeValue
	ExpiryKey      = expiryKey
	SplitExpiryKey = splitExpiryKey
	Explain        = explain
)

const (
	SchemaVersion = schemaVersion
	SweepBatch    = sweepBatch
	MaxGroup      = maxGroup
)

// Commits is the number of write transactions that the file has seen.
func (s *Store) Commits() (n int) {
	s.db.View(func(tx *bbolt.Tx) error { n = tx.ID(); return nil })
	return n
}

// Hold occupies the writer until release is closed.
func (s *Store) Hold(ctx context.Context, release <-chan struct{}) error {
	return s.write(ctx, func(records) error { <-release; return nil })
}
