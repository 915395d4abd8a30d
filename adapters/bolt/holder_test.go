package bolt_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/bolt"
)

// refused opens a state file that is held.
func refused(t *testing.T, path string) string {
	t.Helper()
	s, err := bolt.Open(path, bolt.Options{NoSync: true})
	if err == nil {
		s.Close()
	}
	if !errors.Is(err, bolt.ErrLocked) {
		t.Fatalf("got %v", err)
	}
	return err.Error()
}

// Who comes second is told who holds the file, whatever the note says that an
// earlier process left.
func TestHolderIsTold(t *testing.T) {
	host, err := os.Hostname()
	if err != nil {
		t.Skip(err)
	}
	me := fmt.Sprintf("another running instance holds it: process %d on %s, since 2026-02-17 09:00:00 UTC", os.Getpid(), host)
	synctest.Test(t, func(t *testing.T) { // where the wait for the lock takes no time
		for name, left := range map[string]string{
			"no note":       "",
			"a stale note":  "held by process 1 on elsewhere since 2020-01-01T00:00:00Z\n",
			"an older note": "held by process 999999999 on " + host + " since 2020-01-01T00:00:00Z\n",
		} {
			path := filepath.Join(t.TempDir(), "state.db")
			if left != "" {
				write(t, path+".pid", []byte(left))
			}
			at := time.Date(2026, 2, 17, 9, 0, 0, 0, time.UTC)
			s, err := bolt.Open(path, bolt.Options{NoSync: true, Now: func() time.Time { return at }})
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			link := filepath.Join(t.TempDir(), "link.db")
			if os.Symlink(path, link) != nil {
				link = path
			}
			for _, way := range []string{path, link} {
				if got := refused(t, way); !strings.Contains(got, me) || !strings.Contains(got, "stop that one") {
					t.Errorf("%s: %s", name, got)
				}
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			if _, err := os.Stat(path + ".pid"); err == nil {
				t.Errorf("%s: the note is left behind", name)
			}
		}
	})
}

// A note that cannot be or that does not say who it is spoils nothing.
func TestHolderUnknown(t *testing.T) {
	host, _ := os.Hostname()
	synctest.Test(t, func(t *testing.T) {
		for name, note := range map[string]string{
			"something else": "dear diary",
			"gone process":   "held by process 999999999 on " + host + " since 2020-01-01T00:00:00Z\n",
			"much":           strings.Repeat("held by process 1 on x since 2020-01-01T00:00:00Z\n", 1000) + "x",
			"no time":        "held by process 1 on x since yesterday\n",
		} {
			path := filepath.Join(t.TempDir(), "state.db")
			s, err := bolt.Open(path, bolt.Options{NoSync: true})
			if err != nil {
				t.Fatal(err)
			}
			write(t, path+".pid", []byte(note))
			got := refused(t, path)
			if !strings.Contains(got, bolt.ErrLocked.Error()) || name == "gone process" && strings.Contains(got, "999999999") || strings.Contains(got, "diary") {
				t.Errorf("%s: %s", name, got)
			}
			s.Close()
		}
	})
	dir := t.TempDir()
	path := filepath.Join(dir, "state.db")
	if err := os.Mkdir(path+".pid", 0o700); err != nil {
		t.Fatal(err)
	}
	s, err := bolt.Open(path, bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	if info, err := os.Stat(path + ".pid"); err != nil || !info.IsDir() {
		t.Errorf("what was there is not: %v", err)
	}
}

// What somebody else keeps under the note's name stays as it is.
func TestHolderLeavesOtherFiles(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.db")
	write(t, path+".pid", []byte("dear diary"))
	s, err := bolt.Open(path, bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	if got := snapshot(t, path+".pid"); string(got) != "dear diary" {
		t.Errorf("got %q", got)
	}
}
