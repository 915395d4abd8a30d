package bolt

import (
	"context"
	"io"
	"time"

	"go.etcd.io/bbolt"

	"dragoman/core/schedule"
	"dragoman/core/subscriptions"
)

// What the external tests look at from inside.
var (
	KeyOf          = keyOf
	PlaceKeyOf     = placeKeyOf
	UserKeyOf      = userKeyOf
	NameKey        = nameKey
	NoteKey        = noteKey
	VoteKey        = voteKey
	EncodeSub      = encodeSubscription
	DecodeSub      = decodeSubscription
	EncodeValue    = encodeValue
	DecodeValue    = decodeValue
	ExpiryKey      = expiryKey
	SplitExpiryKey = splitExpiryKey
	Explain        = explain
)

const (
	SchemaVersion = schemaVersion
	SweepBatch    = sweepBatch
	EndedBatch    = endedBatch
	MaxGroup      = maxGroup
	PieceSize     = pieceSize
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

// SweepLedger sweeps the ledger alone.
func (s *Store) SweepLedger(ctx context.Context, now time.Time) (int, error) {
	return s.sweepLedger(ctx, now)
}

// SettleAt tries to settle a briefing under a place, as Settle does that found it there.
func (s *Store) SettleAt(ctx context.Context, place subscriptions.Place, date schedule.Date, outcome subscriptions.State, now time.Time) (done bool, err error) {
	key, err := noteKey(placeKeyOf(place), date)
	if err != nil {
		return false, err
	}
	change := func(*subscriptions.Subscription) bool { return false }
	return s.tryChange(ctx, placeOfNote(key), place, change, settling(key, outcome, now))
}

// EndedSweep goes round the subscriptions that have ended.
type EndedSweep struct{ e endedSweep }

// Sweep sweeps the next batch of them.
func (e *EndedSweep) Sweep(ctx context.Context, s *Store, now time.Time) (int, error) {
	return e.e.sweep(ctx, s, now)
}

// Path is that of the file.
func (s *Store) Path() string { return s.path }

// PutAll stores subscriptions of places that have none, in one transaction.
func (s *Store) PutAll(ctx context.Context, subs []subscriptions.Subscription) error {
	return s.write(ctx, func(r records) error {
		p, err := openPlaces(r.tx())
		if err != nil {
			return err
		}
		for _, sub := range subs {
			after, err := newStored(sub)
			if err != nil {
				return err
			}
			if err := p.replace(stored{key: after.key}, *after); err != nil {
				return err
			}
		}
		return nil
	})
}

// Quit is closed when the Store is to be closed.
func (s *Store) Quit() <-chan struct{} { return s.quit }

// Forward reads a file in pieces.
func Forward(r io.ReaderAt) io.ReaderAt { return &forward{r: r} }
