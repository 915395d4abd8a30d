package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A file is read up to one byte beyond the limit, which tells that it is too long.
func TestReadAtMost(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x")
	if err := os.WriteFile(path, []byte("12345"), 0o600); err != nil {
		t.Fatal(err)
	}
	for limit, want := range map[int64]string{3: "1234", 4: "12345", 5: "12345", 6: "12345"} {
		if got, err := readAtMost(path, limit); err != nil || string(got) != want {
			t.Errorf("%d: got %q, %v", limit, got, err)
		}
	}
	if err := os.Truncate(path, maxFile+1); err != nil {
		t.Fatal(err)
	}
	if _, err := readFile(path, "an overlay"); err == nil || !strings.Contains(err.Error(), "more than 16 MiB; name an overlay") {
		t.Errorf("got %v", err)
	}
}
