package bolt_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"dragoman/adapters/bolt"
	"dragoman/adapters/bolt/internal/bolttest"
	"dragoman/core"
	"dragoman/core/delivery"
)

// build makes a bbolt file as some other version, or program, would.
func build(t *testing.T, fill func(tx *bbolt.Tx) error) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "state.db")
	edit(t, path, fill)
	return path
}

// edit changes a closed file.
func edit(t *testing.T, path string, change func(tx *bbolt.Tx) error) {
	t.Helper()
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Update(change); err != nil {
		t.Fatal(err)
	}
}

func TestMigrateFromVersion0(t *testing.T) {
	c := newClock()
	sessions := map[int]core.Session{
		1: about("fresh", day.Add(-time.Minute)),
		2: about("nearly over", day.Add(-29*time.Minute)),
		3: about("over", day.Add(-time.Hour)),
		4: about("never seen", time.Time{}),
	}
	path := build(t, func(tx *bbolt.Tx) error {
		b, err := tx.CreateBucket([]byte("session"))
		if err != nil {
			return err
		}
		for i, session := range sessions {
			text, err := json.Marshal(session)
			if err != nil {
				return err
			}
			k := bolt.KeyOf(key(i))
			if err := b.Put(k[:], text); err != nil {
				return err
			}
		}
		tooLong, noSession := bolt.KeyOf(key(5)), bolt.KeyOf(key(6))
		return errors.Join(
			b.Put(tooLong[:], []byte(`{"turns":[{"text":"`+strings.Repeat("x", bolt.MaxValue)+`"}]}`)),
			b.Put(noSession[:], []byte(`half a ses`)),
			b.Put([]byte("no key"), []byte(`{}`)))
	})

	var log bytes.Buffer
	open := func() *bolt.Store {
		s, err := bolt.Open(path, bolt.Options{
			Idle: 30 * time.Minute, Now: c.Now, NoSync: true,
			Log: slog.New(slog.NewTextHandler(&log, nil)),
		})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := open()
	for i, want := range map[int]string{1: "fresh", 2: "nearly over", 3: "", 4: "never seen", 5: "", 6: ""} {
		if got := text(t, s, key(i)); got != want {
			t.Errorf("session %d is %q, want %q", i, got, want)
		}
	}
	if got := log.String(); !strings.Contains(got, "count=3") {
		t.Errorf("log of what was dropped: %q", got)
	}
	commits := s.Commits()
	s.Close()
	bolttest.Check(t, path)

	s = open() // now of this version: not a write
	defer s.Close()
	if n := s.Commits() - commits; n != 0 {
		t.Errorf("%d commits to open a file of this version", n)
	}
	c.Add(time.Minute)
	if n, err := s.Sweep(t.Context(), c.Now()); n != 2 || err != nil {
		t.Errorf("swept %d, %v; want those that are over", n, err)
	}
}

func TestMigrateKeepsToMaxSessions(t *testing.T) {
	path := build(t, func(tx *bbolt.Tx) error {
		b, err := tx.CreateBucket([]byte("session"))
		for i := range 50 {
			k := bolt.KeyOf(key(i))
			text, _ := json.Marshal(about("x", day.Add(time.Duration(-i)*time.Second)))
			err = errors.Join(err, b.Put(k[:], text))
		}
		return err
	})
	s, err := bolt.Open(path, bolt.Options{MaxSessions: 20, Now: newClock().Now, NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if st, err := s.Stats(t.Context()); st.Sessions != 20 || err != nil {
		t.Errorf("%d sessions, %v", st.Sessions, err)
	}
}

func TestOpenRefusesFilesItDoesNotKnow(t *testing.T) {
	version := func(v []byte) func(tx *bbolt.Tx) error {
		return func(tx *bbolt.Tx) error {
			meta, err := tx.CreateBucket([]byte("meta"))
			if err != nil || v == nil {
				return err
			}
			return meta.Put([]byte("schema"), v)
		}
	}
	number := func(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }
	for _, tt := range []struct {
		name string
		fill func(tx *bbolt.Tx) error
		want error
		says string
	}{
		{"newer schema", version(number(bolt.SchemaVersion + 1)), bolt.ErrNewer, "its schema is 3, this one knows up to 2"},
		{"far newer schema", version(number(1 << 63)), bolt.ErrNewer, "run that version"},
		{"another program's", func(tx *bbolt.Tx) error {
			_, err := tx.CreateBucket([]byte("widgets"))
			return err
		}, bolt.ErrCorrupt, "another program wrote it"},
		{"no schema version", version(nil), bolt.ErrCorrupt, "no schema version"},
		{"short schema version", version([]byte{1}), bolt.ErrCorrupt, "no schema version"},
		{"no buckets", version(number(bolt.SchemaVersion)), bolt.ErrCorrupt, "a bucket is missing"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			path := build(t, tt.fill)
			before := snapshot(t, path)
			s, err := bolt.Open(path, bolt.Options{NoSync: true})
			if err == nil {
				s.Close()
			}
			if !errors.Is(err, tt.want) || !strings.Contains(err.Error(), tt.says) || !strings.Contains(err.Error(), path) {
				t.Errorf("got %v, want %v with %q and the path", err, tt.want, tt.says)
			}
			if !bytes.Equal(before, snapshot(t, path)) {
				t.Error("the refused file was changed")
			}
			// Nor is it held.
			edit(t, path, func(*bbolt.Tx) error { return nil })
		})
	}
}

func TestMigrateFromVersion1(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.db")
	s, err := bolt.Open(path, bolt.Options{Now: newClock().Now, NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	put(t, s, key(1), about("one", day))
	s.Close()
	edit(t, path, func(tx *bbolt.Tx) error { // what version 1 did not have
		var err error
		for _, name := range []string{"settings", "votes", "feedback", "handled", "answers"} {
			err = errors.Join(err, tx.DeleteBucket([]byte(name)), tx.DeleteBucket([]byte(name+" order")))
		}
		return errors.Join(err, tx.DeleteBucket([]byte("aside")),
			tx.Bucket([]byte("meta")).Put([]byte("schema"), binary.BigEndian.AppendUint64(nil, 1)))
	})
	s, err = bolt.Open(path, bolt.Options{Now: newClock().Now, NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := text(t, s, key(1)); got != "one" {
		t.Errorf("session is %q", got)
	}
	if err := s.Mark(t.Context(), delivery.Receipt{Source: "x", ID: 1}); err != nil {
		t.Error(err)
	}
	s.Close()
	bolttest.Check(t, path)
}
