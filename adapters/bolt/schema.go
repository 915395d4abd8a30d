package bolt

import (
	"encoding/binary"
	"fmt"

	"go.etcd.io/bbolt"
)

// The layout of the state file. Integers are big-endian, so that byte order is
// number order; a file without any bucket is a new one. A hash is the first 16
// bytes of SHA-256, of 32 where it says so (key.go). All keys that belong to a
// reader begin with the hash of the reader's name.
//
//	meta
//	  "schema"    -> uint64: version of this layout, schemaVersion
//	  "sessions"  -> uint64: number of keys in the bucket sessions
//	  "paused"    -> uint64: since when no briefings are sent, Unix
//	                 milliseconds; not there while they are
//	  "log key"   -> 32 random bytes, with which ids in the log are hashed; not
//	                 there before they are needed (logkey.go)
//
//	sessions
//	  session key: user (hash) | conversation (hash) -> value (value.go):
//	    byte      format of the rest, valueJSON
//	    uint64    expiry, Unix milliseconds
//	    JSON      core.Session
//
//	expiry: one empty value for each session, ordered by when it ends
//	  uint64 expiry | session key -> ""
//
//	subscriptions (subscriptionvalue.go), those that have ended swept after
//	subscriptions.MaxEnded; the bucket's own sequence is their number
//	  place (hash) -> byte format | uint64 Next, Unix milliseconds | the rest
//
//	due: one empty value for each subscription with a Next
//	  platform (8 bytes of a hash) | uint64 Next | place (hash) -> ""
//
//	by user: one empty value for each subscription with a By
//	  user (hash) | place (hash) -> ""
//
//	ledger (ledger.go), swept after subscriptions.MaxLedger and a day
//	  uint32 local date: year<<9 | month<<5 | day | place (hash) -> byte State | uint64 At, Unix milliseconds
//	  | where it is now: place (hash), for subscriptions.Elsewhere alone
//
//	asked questions, asked facts (asked.go): the bucket's own sequence is the number of its keys
//	  ID of the question (16 bytes), hash of the fact's ID (32) -> JSON asked.Question, asked.Fact
//
//	asked traffic
//	  uint32 date, as in the ledger | platform -> JSON asked.Traffic
//
//	aside (deliveries.go): updates that a platform need not hold any longer;
//	the bucket's own sequence is their number
//	  source (8 bytes of a hash) | uint64 id, sign flipped -> as it came
//
// and the rings (ring.go), bounded maps of two buckets each:
//
//	NAME: values; the bucket's own sequence is the number of its keys
//	  key -> uint64 place in the order | value
//	NAME order
//	  uint64 place in the order -> key
//
//	settings  name of a chat (hash of 32) -> JSON settings.Chat
//	votes     user (hash) | answer (hash of 32) | message (hash) -> byte 1 for good, 0 for bad
//	feedback  answer (hash of 32) -> JSON feedback.Count
//	handled   source (8 bytes of a hash) | uint64 id, sign flipped -> ""
//	answers   source and question message (hash of 32) -> the adapter's name of the answer: ids of its messages...
//
// Rules for a change:
//
//   - A new bucket or a changed key is a new schema version: append a function to
//     migrations, which makes or rewrites the buckets, and describe the result
//     here. Top-level buckets only; one concept each; their accessors in a file
//     of their own.
//   - A changed value needs no new schema version: give it a new first byte and
//     keep decoding the old one.
//   - What belongs to a reader is found by the reader's name alone, and ForgetUser
//     deletes it.
//   - Values are copied out of a transaction, and no Update waits for anything
//     but the disk.
//
// Version 0 had no meta and one bucket, "session". Version 1 had meta, sessions
// and expiry only. Version 2 had no subscriptions, due, by user, ledger and asked; keys
// of sessions and votes were hashes of the reader together with the conversation
// or the answer. These sessions and votes are dropped on the way to version 3,
// all else is kept.
const schemaVersion = 3

var (
	bucketMeta     = []byte("meta")
	bucketSessions = []byte("sessions")
	bucketExpiry   = []byte("expiry")

	bucketSessionV0 = []byte("session")

	keySchema   = []byte("schema")
	keySessions = []byte("sessions")
)

// rings are all the rings there are.
var rings = []ringName{ringSettings, ringVotes, ringCounts, ringHandled, ringAnswers}

// records are the buckets of the session store in one transaction.
type records struct {
	meta, sessions, expiry *bbolt.Bucket
}

func openRecords(tx *bbolt.Tx) (records, error) {
	r := records{
		meta:     tx.Bucket(bucketMeta),
		sessions: tx.Bucket(bucketSessions),
		expiry:   tx.Bucket(bucketExpiry),
	}
	if r.meta == nil || r.sessions == nil || r.expiry == nil || tx.Bucket(bucketAside) == nil {
		return records{}, fmt.Errorf("%w: a bucket is missing", ErrCorrupt)
	}
	// Expiries mostly come in order, at the end: fill the pages well. Session
	// keys are hashes and come anywhere, for which bbolt's half is right.
	r.expiry.FillPercent = 0.9
	return r, nil
}

// count is the number of sessions, expired ones that wait for a sweep included.
func (r records) count() (int, error) {
	n, ok := uint64Of(r.meta.Get(keySessions))
	if !ok {
		return 0, fmt.Errorf("%w: the number of sessions is missing", ErrCorrupt)
	}
	return int(n), nil
}

func (r records) setCount(n int) error {
	return r.meta.Put(keySessions, bigEndian(uint64(n)))
}

func bigEndian(n uint64) []byte {
	return binary.BigEndian.AppendUint64(nil, n)
}

func uint64Of(b []byte) (uint64, bool) {
	if len(b) != 8 {
		return 0, false
	}
	return binary.BigEndian.Uint64(b), true
}
