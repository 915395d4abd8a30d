package bolt_test

import (
	"bytes"
	"path/filepath"
	"testing"

	"dragoman/adapters/bolt"
	"dragoman/core/discreet"
)

// The key is made once, outlives the process, and is another in another file.
func TestLogKey(t *testing.T) {
	keyOf := func(path string) []byte {
		store, err := bolt.Open(path, bolt.Options{NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		defer store.Close()
		key, err := store.LogKey(t.Context())
		again, err2 := store.LogKey(t.Context())
		if err != nil || err2 != nil || len(key) != discreet.KeySize || !bytes.Equal(key, again) {
			t.Fatalf("got %x, %v, then %x, %v", key, err, again, err2)
		}
		return key
	}
	path := filepath.Join(t.TempDir(), "state.db")
	first := keyOf(path)
	if !bytes.Equal(first, keyOf(path)) {
		t.Error("a restart changes the key")
	}
	if bytes.Equal(first, keyOf(filepath.Join(t.TempDir(), "state.db"))) {
		t.Error("two files have one key")
	}
}
