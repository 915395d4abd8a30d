package bolt_test

import (
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"errors"
	"io"
	"log/slog"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"dragoman/adapters/bolt"
	"dragoman/adapters/bolt/internal/bolttest"
	"dragoman/core/delivery"
	"dragoman/core/feedback"
	"dragoman/core/settings"
	"dragoman/core/subscriptions/substest"
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

// What version 0 held was memory of half an hour.
func TestMigrateFromVersion0(t *testing.T) {
	path := build(t, func(tx *bbolt.Tx) error {
		b, err := tx.CreateBucket([]byte("session"))
		if err != nil {
			return err
		}
		return errors.Join(b.Put(make([]byte, 32), []byte(`{"turns":[{"text":"x"}]}`)), b.Put([]byte("no key"), []byte(`{}`)))
	})
	for range 2 {
		s, err := bolt.Open(path, bolt.Options{NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		if n := count(t, s); n != 0 {
			t.Errorf("%d sessions", n)
		}
		put(t, s, key(1), about("one", time.Now()))
		if err := s.DeleteSession(t.Context(), key(1)); err != nil {
			t.Error(err)
		}
		s.Close()
		bolttest.Check(t, path)
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
		{"newer schema", version(number(bolt.SchemaVersion + 1)), bolt.ErrNewer, "its schema is 4, this one knows up to 3"},
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

// A file of version 1 has sessions alone, and no subscriptions.
func TestMigrateFromVersion1(t *testing.T) {
	path := build(t, func(tx *bbolt.Tx) error {
		var err error
		for _, name := range []string{"meta", "sessions", "expiry"} {
			_, e := tx.CreateBucket([]byte(name))
			err = errors.Join(err, e)
		}
		if err != nil {
			return err
		}
		number := func(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }
		k := make([]byte, 32)
		return errors.Join(
			tx.Bucket([]byte("meta")).Put([]byte("schema"), number(1)),
			tx.Bucket([]byte("meta")).Put([]byte("sessions"), number(1)),
			tx.Bucket([]byte("sessions")).Put(k, append(append([]byte{1}, number(7)...), `{"turns":[{"text":"x"}]}`...)),
			tx.Bucket([]byte("expiry")).Put(append(number(7), k...), nil))
	})
	s, err := bolt.Open(path, bolt.Options{Now: newClock().Now, NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	if n := count(t, s); n != 0 {
		t.Errorf("%d sessions", n)
	}
	if err := s.Mark(t.Context(), delivery.Receipt{Source: "x", ID: 1}); err != nil {
		t.Error(err)
	}
	s.Close()
	bolttest.Check(t, path)
}

// TestMigrateFromVersion2 opens a file that a release with schema 2 wrote. It
// has two conversations, settings of two chats, three votes of two readers, two
// updates set aside, of which one is handled, and its receipt.
func TestMigrateFromVersion2(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.db")
	write(t, path, unzipped(t, "testdata/schema2.db.gz"))
	var log bytes.Buffer
	open := func() *bolt.Store {
		s, err := bolt.Open(path, bolt.Options{
			Now: newClock().Now, NoSync: true, Log: slog.New(slog.NewTextHandler(&log, nil)),
		})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	s := open()
	if got := log.String(); !strings.Contains(got, "schema=3 count=2") {
		t.Errorf("log of what was dropped: %q", got)
	}
	commits := s.Commits()
	s.Close()
	bolttest.Check(t, path)

	s = open()
	defer s.Close()
	if n := s.Commits() - commits; n != 0 {
		t.Errorf("%d commits to open a file of this version", n)
	}
	if n := count(t, s); n != 0 {
		t.Errorf("%d conversations", n)
	}
	for chat, want := range map[string]settings.Chat{
		"telegram 111": {Language: "de"}, "telegram -100": {AdminsOnly: true},
	} {
		if got, err := s.Settings(t.Context(), chat); !reflect.DeepEqual(got, want) || err != nil {
			t.Errorf("settings of %s: %+v, %v", chat, got, err)
		}
	}
	counts := func(want ...feedback.Count) {
		t.Helper()
		got, err := s.Feedback(t.Context())
		slices.SortFunc(got, func(a, b feedback.Count) int { return strings.Compare(a.Answer, b.Answer) })
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("got %v, %v, want %v", got, err, want)
		}
	}
	counts(feedback.Count{Answer: "a1", Label: "Yes.", Good: 2}, feedback.Count{Answer: "a2", Label: "No.", Bad: 1})
	if done, err := s.Handled(t.Context(), "telegram 9", 4); !done || err != nil {
		t.Errorf("handled: %v, %v", done, err)
	}
	if got, err := s.Answer(t.Context(), "telegram 9", "-100/5"); got != "6" || err != nil {
		t.Errorf("answer: %q, %v", got, err)
	}
	if aside, err := s.Aside(t.Context(), "telegram 9"); len(aside) != 1 || aside[0].ID != 3 || err != nil {
		t.Errorf("aside: %v, %v", aside, err)
	}

	subscribe(t, s, substest.Full(substest.Reader("telegram", 1)))
	vote := feedback.Vote{Answer: "a1", Label: "Yes.", User: "telegram 111", Message: "-100/5", Good: true}
	if changed, err := s.Vote(t.Context(), vote); !changed || err != nil { // who voted then is not known
		t.Errorf("vote: %v, %v", changed, err)
	}
	counts(feedback.Count{Answer: "a1", Label: "Yes.", Good: 3}, feedback.Count{Answer: "a2", Label: "No.", Bad: 1})
}

func unzipped(t *testing.T, path string) []byte {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(snapshot(t, path)))
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
