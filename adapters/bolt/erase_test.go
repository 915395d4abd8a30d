package bolt_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/core"
	"dragoman/core/delivery"
)

// What a reader asked is nowhere in the file once it is forgotten, and the file
// and all else in it are sound.
func TestForgottenIsErased(t *testing.T) {
	const secret = "will my brother Ivo be there"
	path := filepath.Join(t.TempDir(), "state.db")
	store, err := bolt.Open(path, bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { store.Close() }()
	key := func(n int) core.SessionKey { return core.SessionKey{Conversation: "c", User: fmt.Sprint(n)} }
	session := func(text string) core.Session {
		return core.Session{Turns: []core.Turn{{Text: text}}, Seen: time.Now()}
	}
	for n := range 300 {
		if err := store.PutSession(t.Context(), key(n), session(fmt.Sprint("question ", n))); err != nil {
			t.Fatal(err)
		}
	}
	// It is written many times over, and waits for an answer meanwhile.
	for n := range 20 {
		u := delivery.Update{ID: int64(n + 1), Data: []byte(secret)}
		if err := store.SetAside(t.Context(), "s", []delivery.Update{u}); err != nil {
			t.Fatal(err)
		}
		if err := store.PutSession(t.Context(), key(7), session(fmt.Sprint(secret, n))); err != nil {
			t.Fatal(err)
		}
		if err := store.Mark(t.Context(), delivery.Receipt{Source: "s", ID: u.ID}); err != nil {
			t.Fatal(err)
		}
	}
	found := func() int {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return bytes.Count(raw, []byte(secret))
	}
	if found() == 0 {
		t.Fatal("the question is not in the file")
	}
	if err := store.DeleteSession(t.Context(), key(7)); err != nil {
		t.Fatal(err)
	}
	if n := found(); n != 0 {
		t.Errorf("the question is in the file %d times", n)
	}
	for range 2 { // also after the file is opened again, which reads all of it
		for n := range 300 {
			s, err := store.Session(t.Context(), key(n))
			if err != nil || n != 7 && (len(s.Turns) != 1 || s.Turns[0].Text != fmt.Sprint("question ", n)) {
				t.Fatalf("%d: got %+v, %v", n, s, err)
			}
		}
		if err := store.Close(); err != nil {
			t.Fatal(err)
		}
		if store, err = bolt.Open(path, bolt.Options{NoSync: true}); err != nil {
			t.Fatal(err)
		}
	}
}

// Those who read and write meanwhile notice nothing.
func TestErasingBesideOthers(t *testing.T) {
	store := openFile(t)
	var all sync.WaitGroup
	for worker := range 8 {
		all.Go(func() {
			key := core.SessionKey{Conversation: "c", User: fmt.Sprint(worker)}
			for n := range 100 {
				want := fmt.Sprint("question ", n)
				if err := store.PutSession(t.Context(), key, core.Session{Turns: []core.Turn{{Text: want}}, Seen: time.Now()}); err != nil {
					t.Error(err)
				}
				if s, err := store.Session(t.Context(), key); err != nil || len(s.Turns) != 1 || s.Turns[0].Text != want {
					t.Errorf("got %+v, %v", s, err)
				}
				if worker%2 == 0 {
					if err := store.DeleteSession(t.Context(), key); err != nil {
						t.Error(err)
					}
					if s, err := store.Session(t.Context(), key); err != nil || len(s.Turns) != 0 {
						t.Errorf("got %+v, %v", s, err)
					}
				}
			}
		})
	}
	all.Wait()
}

func openFile(t *testing.T) *bolt.Store {
	t.Helper()
	store, err := bolt.Open(filepath.Join(t.TempDir(), "state.db"), bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	return store
}
