package bolt

import (
	"encoding/json"
	"fmt"

	"go.etcd.io/bbolt"

	"dragoman/core"
)

// migrations[n] brings a file from schema version n to n+1, in one transaction
// with the new version number. A new file is an empty version 0.
var migrations = [schemaVersion]func(*bbolt.Tx, Options) error{
	0: addExpiry,
	1: addDeliveries,
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

// addExpiry makes version 1: sessions carry their expiry and are indexed by it.
// What version 0 held that is no session is dropped, for it is memory of half
// an hour; so is what there is no room for.
func addExpiry(tx *bbolt.Tx, o Options) error {
	for _, name := range [][]byte{bucketMeta, bucketSessions, bucketExpiry} {
		if _, err := tx.CreateBucket(name); err != nil {
			return err
		}
	}
	r := records{tx.Bucket(bucketMeta), tx.Bucket(bucketSessions), tx.Bucket(bucketExpiry)}
	if err := r.setCount(0); err != nil {
		return err
	}
	old := tx.Bucket(bucketSessionV0)
	if old == nil {
		return nil
	}
	now, dropped := o.Now(), 0
	err := old.ForEach(func(k, v []byte) error {
		var (
			key sessionKey
			s   core.Session
		)
		if len(k) != len(key) || json.Unmarshal(v, &s) != nil {
			dropped++
			return nil
		}
		copy(key[:], k)
		value, err := encodeValue(expiryOf(s.Seen, now, o.Idle), s)
		if err != nil {
			dropped++
			return nil
		}
		return r.put(key, value, o.MaxSessions)
	})
	if err != nil {
		return err
	}
	if dropped > 0 {
		o.Log.Warn("sessions dropped in migration", "schema", 1, "count", dropped)
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
