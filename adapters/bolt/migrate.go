package bolt

import (
	"fmt"

	"go.etcd.io/bbolt"
)

// migrations[n] brings a file from schema version n to n+1, in one transaction
// with the new version number. A new file is an empty version 0.
var migrations = [schemaVersion]func(*bbolt.Tx, Options) error{
	0: addExpiry,
	1: addDeliveries,
	2: addSubscriptions,
}

// migrate brings the file to schemaVersion, or says why it cannot.
func migrate(db *bbolt.DB, o Options) error {
	var version uint64
	err := db.View(func(tx *bbolt.Tx) (err error) {
		version, err = readVersion(tx)
		return err
	})
	if err != nil {
		return err
	}
	if version > schemaVersion {
		return fmt.Errorf("%w: its schema is %d, this one knows up to %d", ErrNewer, version, schemaVersion)
	}
	for ; version < schemaVersion; version++ {
		err := db.Update(func(tx *bbolt.Tx) error {
			if err := migrations[version](tx, o); err != nil {
				return err
			}
			return writeVersion(tx, version+1)
		})
		if err != nil {
			return fmt.Errorf("migrate from schema %d: %w", version, err)
		}
	}
	return db.View(func(tx *bbolt.Tx) error {
		r, err := openRecords(tx)
		if err != nil {
			return err
		}
		for _, name := range rings {
			if _, err := name.open(tx); err != nil {
				return err
			}
		}
		if _, err := openPlaces(tx); err != nil {
			return err
		}
		if _, err := openLedger(tx); err != nil {
			return err
		}
		if _, err := openAsked(tx); err != nil {
			return err
		}
		_, err = r.count()
		return err
	})
}

func readVersion(tx *bbolt.Tx) (uint64, error) {
	if meta := tx.Bucket(bucketMeta); meta != nil {
		version, ok := uint64Of(meta.Get(keySchema))
		if !ok {
			return 0, fmt.Errorf("%w: it has no schema version", ErrCorrupt)
		}
		return version, nil
	}
	// Version 0 held one bucket. Any other is some other program's.
	return 0, tx.ForEach(func(name []byte, _ *bbolt.Bucket) error {
		if string(name) != string(bucketSessionV0) {
			return fmt.Errorf("%w: another program wrote it", ErrCorrupt)
		}
		return nil
	})
}

func writeVersion(tx *bbolt.Tx, version uint64) error {
	meta, err := tx.CreateBucketIfNotExists(bucketMeta)
	if err != nil {
		return err
	}
	return meta.Put(keySchema, bigEndian(version))
}

// addExpiry makes version 1. What version 0 held is dropped, for it is memory of
// half an hour.
func addExpiry(tx *bbolt.Tx, _ Options) error {
	for _, name := range [][]byte{bucketMeta, bucketSessions, bucketExpiry} {
		if _, err := tx.CreateBucket(name); err != nil {
			return err
		}
	}
	if err := tx.Bucket(bucketMeta).Put(keySessions, bigEndian(0)); err != nil {
		return err
	}
	if tx.Bucket(bucketSessionV0) == nil {
		return nil
	}
	return tx.DeleteBucket(bucketSessionV0)
}

// addDeliveries makes version 2: what an adapter keeps of a platform.
func addDeliveries(tx *bbolt.Tx, _ Options) error {
	for _, name := range rings {
		if err := name.create(tx); err != nil {
			return err
		}
	}
	_, err := tx.CreateBucket(bucketAside)
	return err
}

// addSubscriptions makes version 3: subscriptions, what was asked, and keys of sessions and votes
// that begin with the reader. Old sessions are dropped, as nobody can tell whose
// they are, and they are memory of half an hour. So are old votes: the counts
// stay, and who voted may vote again.
func addSubscriptions(tx *bbolt.Tx, o Options) error {
	r, err := openRecords(tx)
	if err != nil {
		return err
	}
	dropped, err := r.count()
	if err != nil {
		return err
	}
	for _, name := range [][]byte{bucketSessions, bucketExpiry, []byte(ringVotes.values), []byte(ringVotes.order)} {
		if err := tx.DeleteBucket(name); err != nil {
			return err
		}
	}
	for _, name := range [][]byte{bucketSessions, bucketExpiry, bucketSubscriptions, bucketDue, bucketBy, bucketLedger, bucketQuestions, bucketFacts, bucketTraffic} {
		if _, err := tx.CreateBucket(name); err != nil {
			return err
		}
	}
	if err := ringVotes.create(tx); err != nil {
		return err
	}
	if dropped > 0 {
		o.Log.Warn("conversations dropped in migration", "schema", 3, "count", dropped)
	}
	return tx.Bucket(bucketMeta).Put(keySessions, bigEndian(0))
}
