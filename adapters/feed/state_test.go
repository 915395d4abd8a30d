package feed_test

import (
	"os"
	"path/filepath"
	"testing"

	"dragoman/adapters/feed"
)

// Any state file is read, or left out with an error: it never ends the feed, nor
// does what it remembers grow.
func FuzzState(f *testing.F) {
	f.Add([]byte(`{"version":1,"etag":"x","seen":{"a":{"digest":"d","first":"2026-03-14T09:00:00Z"}}}`))
	f.Add([]byte(`{"version":2,"seen":{}}`))
	f.Add([]byte(`{"version":1,"seen":null}`))
	f.Add([]byte("\xff{"))
	f.Fuzz(func(t *testing.T, src []byte) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "state"), src, 0o600); err != nil {
			t.Fatal(err)
		}
		root, err := os.OpenRoot(dir)
		if err != nil {
			t.Fatal(err)
		}
		defer root.Close()
		if left, err := feed.ReadState(root, "state"); left > feed.MaxSeen || err != nil && left > 0 {
			t.Errorf("%d items are remembered, %v", left, err)
		}
	})
}
