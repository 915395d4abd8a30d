package bolt_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/core"
	"dragoman/core/subscriptions"
	"dragoman/core/subscriptions/substest"
)

func FuzzDecodeValue(f *testing.F) {
	for _, s := range []core.Session{{}, about("who attends?", day), about("\x00\xff<>🙂", time.Time{})} {
		b, err := bolt.EncodeValue(1234, s)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte{})
	f.Add([]byte{1})
	f.Add(append([]byte{2}, make([]byte, 30)...))
	f.Add([]byte("\x01\x00\x00\x00\x00\x00\x00\x00\x00null"))
	f.Add([]byte("\x01\xff\xff\xff\xff\xff\xff\xff\xff{\"turns\":[{}],\"seen\":\"0000-01-01T00:00:00Z\"}"))
	f.Fuzz(func(t *testing.T, b []byte) {
		expiry, s, err := bolt.DecodeValue(b)
		if err != nil {
			if !errors.Is(err, bolt.ErrCorrupt) || !reflect.DeepEqual(s, core.Session{}) {
				t.Fatalf("session %+v with error %v", s, err)
			}
			return
		}
		again, err := bolt.EncodeValue(expiry, s)
		if errors.Is(err, bolt.ErrTooLarge) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		expiry2, s2, err := bolt.DecodeValue(again)
		if err != nil || expiry2 != expiry || !s2.Seen.Equal(s.Seen) {
			t.Fatalf("%+v came back as %+v, %v", s, s2, err)
		}
		if third, _ := bolt.EncodeValue(expiry2, s2); !bytes.Equal(third, again) {
			t.Fatalf("encoded as %q, then as %q", again, third)
		}
	})
}

func FuzzKey(f *testing.F) {
	f.Add("ab", "c", "a", "bc", uint64(7))
	f.Add("", "", "", "\x00", uint64(0))
	f.Add("a\x00", "b", "a", "\x00b", ^uint64(0))
	f.Fuzz(func(t *testing.T, conversation1, user1, conversation2, user2 string, expiry uint64) {
		k1 := core.SessionKey{Conversation: conversation1, User: user1}
		k2 := core.SessionKey{Conversation: conversation2, User: user2}
		e1, e2 := bolt.KeyOf(k1), bolt.KeyOf(k2)
		if (k1 == k2) != (e1 == e2) {
			t.Errorf("%q and %q become %x and %x", k1, k2, e1, e2)
		}
		entry := bolt.ExpiryKey(expiry, e1)
		gotExpiry, gotKey, ok := bolt.SplitExpiryKey(entry)
		if !ok || gotExpiry != expiry || gotKey != e1 {
			t.Errorf("index key of %d, %x came back as %d, %x", expiry, e1, gotExpiry, gotKey)
		}
		if expiry > 0 && bytes.Compare(bolt.ExpiryKey(expiry-1, e2), entry) >= 0 {
			t.Errorf("the index does not order %d before %d", expiry-1, expiry)
		}
		if _, _, ok := bolt.SplitExpiryKey(entry[:len(entry)-1]); ok {
			t.Error("a short index key was taken")
		}
	})
}

// FuzzOpen opens anything at all.
func FuzzOpen(f *testing.F) {
	f.Add([]byte("dear diary"))
	path := filepath.Join(f.TempDir(), "seed.db")
	s, err := bolt.Open(path, bolt.Options{NoSync: true, Now: newClock().Now})
	if err != nil {
		f.Fatal(err)
	}
	put(f, s, key(1), about("x", day))
	if err := s.Close(); err != nil {
		f.Fatal(err)
	}
	seed := snapshot(f, path)
	f.Add(seed[:used(seed)])
	f.Fuzz(func(t *testing.T, b []byte) {
		path := filepath.Join(t.TempDir(), "state.db")
		write(t, path, b)
		if err := exercise(path); err == nil && len(b) > 0 && len(b) < 4*os.Getpagesize() {
			t.Errorf("%d bytes were taken for a file", len(b))
		}
	})
}

func FuzzDecodeSubscription(f *testing.F) {
	own := substest.Full(substest.Reader("telegram", 1))
	own.By = "telegram " + own.Place.User
	for _, s := range []subscriptions.Subscription{{}, substest.Full(subscriptions.Place{Platform: "discord", Chat: "7"}), own} {
		b, err := bolt.EncodeSub(&s)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Add([]byte{})
	f.Add(append([]byte{1}, make([]byte, 40)...))
	f.Add(bytes.Repeat([]byte{0xff}, 60))
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := bolt.DecodeSub(b)
		if err != nil {
			if !errors.Is(err, bolt.ErrCorrupt) || !reflect.DeepEqual(s, subscriptions.Subscription{}) {
				t.Fatalf("subscription %+v with error %v", s, err)
			}
			return
		}
		again, err := bolt.EncodeSub(&s)
		if errors.Is(err, bolt.ErrTooLarge) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		s2, err := bolt.DecodeSub(again)
		if err != nil || !substest.Same(s, s2) {
			t.Fatalf("%+v came back as %+v, %v", s, s2, err)
		}
		if third, _ := bolt.EncodeSub(&s2); !bytes.Equal(third, again) {
			t.Fatalf("encoded as %q, then as %q", again, third)
		}
	})
}
