package bolttest

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"path/filepath"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"dragoman/adapters/bolt"
)

// Store is an open state file in a temporary directory.
type Store struct {
	*bolt.Store
	Path string

	t    testing.TB
	opts bolt.Options
}

// Open opens a new state file, without fsync, and closes and checks it when the
// test ends.
func Open(t testing.TB, opts bolt.Options) *Store {
	t.Helper()
	s := &Store{Path: filepath.Join(t.TempDir(), "state.db"), t: t, opts: opts}
	s.opts.NoSync = true
	s.open()
	t.Cleanup(func() {
		s.close()
		Check(t, s.Path)
	})
	return s
}

// Reopen closes the file and opens it again, with the options as change leaves
// them.
func (s *Store) Reopen(change func(*bolt.Options)) {
	s.t.Helper()
	s.close()
	if change != nil {
		change(&s.opts)
	}
	s.open()
}

func (s *Store) open() {
	s.t.Helper()
	store, err := bolt.Open(s.Path, s.opts)
	if err != nil {
		s.t.Fatal(err)
	}
	s.Store = store
}

func (s *Store) close() {
	s.t.Helper()
	if err := s.Close(); err != nil {
		s.t.Errorf("close: %v", err)
	}
}

// Check fails the test if the closed file at path is not sound.
func Check(t testing.TB, path string) {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{ReadOnly: true, Timeout: time.Second})
	if err != nil {
		t.Error(err)
		return
	}
	defer db.Close()
	err = db.View(func(tx *bbolt.Tx) error {
		for err := range tx.Check() {
			t.Errorf("%s: %v", path, err)
		}
		layout(t, tx)
		checkRings(t, tx)
		checkSubscriptions(t, tx)
		checkAsked(t, tx)
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// layout checks that sessions and expiry speak of the same sessions, and that
// their number is right.
func layout(t testing.TB, tx *bbolt.Tx) {
	t.Helper()
	meta, sessions, expiry := tx.Bucket([]byte("meta")), tx.Bucket([]byte("sessions")), tx.Bucket([]byte("expiry"))
	if meta == nil || sessions == nil || expiry == nil {
		t.Error("a bucket is missing")
		return
	}
	n := 0
	for k, v := range each(sessions) {
		n++
		if len(k) != 32 || len(v) < 9 || v[0] != 1 {
			t.Errorf("session %x: value %q", k, v)
			continue
		}
		if expiry.Get(append(bytes.Clone(v[1:9]), k...)) == nil {
			t.Errorf("session %x: no entry in the index", k)
		}
	}
	entries := 0
	for range each(expiry) {
		entries++
	}
	if entries != n {
		t.Errorf("%d entries in the index of %d sessions", entries, n)
	}
	if got := meta.Get([]byte("sessions")); len(got) != 8 || binary.BigEndian.Uint64(got) != uint64(n) {
		t.Errorf("meta counts %x sessions, there are %d", got, n)
	}
}

// checkRings checks that the two buckets of each ring speak of the same keys.
func checkRings(t testing.TB, tx *bbolt.Tx) {
	t.Helper()
	for _, name := range []string{"settings", "votes", "feedback", "handled", "answers"} {
		values, order := tx.Bucket([]byte(name)), tx.Bucket([]byte(name+" order"))
		if values == nil || order == nil {
			t.Errorf("ring %s: a bucket is missing", name)
			continue
		}
		n, entries := 0, 0
		for k, v := range each(values) {
			n++
			if len(v) < 8 || !bytes.Equal(order.Get(v[:8]), k) {
				t.Errorf("ring %s: key %x is not in the order", name, k)
			}
		}
		for range each(order) {
			entries++
		}
		if entries != n || values.Sequence() != uint64(n) {
			t.Errorf("ring %s: %d keys, %d in the order, %d counted", name, n, entries, values.Sequence())
		}
	}
}

// checkSubscriptions checks that each subscription has its entry in the index
// of what is due, that there are no other entries, and that each of the ledger's
// keys has its length.
func checkSubscriptions(t testing.TB, tx *bbolt.Tx) {
	t.Helper()
	subs, due, by, ledger := tx.Bucket([]byte("subscriptions")), tx.Bucket([]byte("due")), tx.Bucket([]byte("by user")), tx.Bucket([]byte("ledger"))
	if subs == nil || due == nil || by == nil || ledger == nil {
		t.Error("a bucket of subscriptions is missing")
		return
	}
	n, planned := 0, 0
	for k, v := range each(subs) {
		n++
		if len(k) != 16 || len(v) < 9 || v[0] != 1 {
			t.Errorf("subscription %x: value %q", k, v)
			continue
		}
		if binary.BigEndian.Uint64(v[1:]) != 0 {
			planned++
		}
	}
	if got := subs.Sequence(); got != uint64(n) {
		t.Errorf("%d subscriptions counted, there are %d", got, n)
	}
	for k := range each(due) {
		planned--
		if len(k) != 32 {
			t.Errorf("due: key %x", k)
			continue
		}
		if v := subs.Get(k[16:]); len(v) < 9 || !bytes.Equal(v[1:9], k[8:16]) {
			t.Errorf("due: %x has no subscription that says so", k)
		}
	}
	if planned != 0 {
		t.Errorf("%d subscriptions more than entries in the index of what is due", planned)
	}
	for k := range each(by) {
		if len(k) != 32 || subs.Get(k[16:]) == nil {
			t.Errorf("by user: %x has no subscription", k)
		}
	}
	for k, v := range each(ledger) {
		size := 9
		if len(v) > 0 && v[0] == 6 { // elsewhere: with the place
			size += 16
		}
		if len(k) != 20 || len(v) != size {
			t.Errorf("ledger: %x: %x", k, v)
		}
	}
}

// checkAsked checks the keys of what was asked, and that they are counted right.
func checkAsked(t testing.TB, tx *bbolt.Tx) {
	t.Helper()
	for name, size := range map[string]int{"asked questions": 16, "asked facts": 32, "asked traffic": 0} {
		b := tx.Bucket([]byte(name))
		if b == nil {
			t.Errorf("%s: the bucket is missing", name)
			continue
		}
		n := 0
		for k, v := range each(b) {
			n++
			if size > 0 && len(k) != size || len(k) < 4 || !json.Valid(v) {
				t.Errorf("%s: %x: %s", name, k, v)
			}
		}
		if size > 0 && b.Sequence() != uint64(n) {
			t.Errorf("%s: %d keys, %d counted", name, n, b.Sequence())
		}
	}
}

func each(b *bbolt.Bucket) func(yield func(k, v []byte) bool) {
	return func(yield func(k, v []byte) bool) {
		c := b.Cursor()
		for k, v := c.First(); k != nil; k, v = c.Next() {
			if !yield(k, v) {
				return
			}
		}
	}
}
