package bolt_test

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"dragoman/adapters/bolt"
	"dragoman/core"
)

func snapshot(t testing.TB, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func write(t testing.TB, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
}

// sound is a state file with enough sessions for branch pages, free pages and
// values over several pages.
func sound(t testing.TB) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "sound.db")
	s, err := bolt.Open(path, bolt.Options{Now: newClock().Now, NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for i := range 60 {
		put(t, s, key(i), about(strings.Repeat("x", i*10), day))
	}
	put(t, s, key(60), about(strings.Repeat("x", 10_000), day))
	for i := range 20 {
		if err := s.DeleteSession(t.Context(), key(i)); err != nil {
			t.Fatal(err)
		}
	}
	return snapshot(t, path)
}

// latest is the offset of the meta page in use, after its header: pages are as
// large as the machine's.
func latest(b []byte) int {
	second := os.Getpagesize()
	txid := func(page int) uint64 { return binary.NativeEndian.Uint64(b[page+16+48:]) }
	if txid(second) > txid(0) {
		return second + 16
	}
	return 16
}

func TestOpenOfAHeldFile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // where bbolt's wait takes no time
		path := filepath.Join(t.TempDir(), "state.db")
		first, err := bolt.Open(path, bolt.Options{NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		_, err = bolt.Open(path, bolt.Options{NoSync: true})
		if !errors.Is(err, bolt.ErrLocked) {
			t.Errorf("got %v", err)
		}
		for _, part := range []string{path, "another running instance", "stop that one"} {
			if err == nil || !strings.Contains(err.Error(), part) {
				t.Errorf("%v does not say %q", err, part)
			}
		}
		if waited := time.Since(start); waited < 900*time.Millisecond || waited > time.Second {
			t.Errorf("waited %v", waited)
		}
		put(t, first, key(1), about("x", time.Now())) // not disturbed

		// One that is closing is waited for.
		go func() { time.Sleep(500 * time.Millisecond); first.Close() }()
		second, err := bolt.Open(path, bolt.Options{NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		defer second.Close()
		if got := text(t, second, key(1)); got != "x" {
			t.Errorf("the second instance reads %q", got)
		}
	})
}

func TestOpenOfAnEmptyFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.db")
	write(t, path, nil)
	s, err := bolt.Open(path, bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
}

func TestOpenThroughALink(t *testing.T) {
	dir := t.TempDir()
	target, link := filepath.Join(dir, "target.db"), filepath.Join(dir, "link.db")
	if err := os.Symlink(target, link); err != nil {
		t.Skip(err)
	}
	for range 2 { // first to nothing, then to a file
		s, err := bolt.Open(link, bolt.Options{NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		s.Close()
	}
	if _, err := os.Stat(target); err != nil {
		t.Error(err)
	}
}

func TestOpenOfWhatIsNoStateFile(t *testing.T) {
	whole := sound(t)
	page := os.Getpagesize()
	for name, content := range map[string][]byte{
		"a byte":                       {0},
		"text":                         []byte("dear diary"),
		"much text":                    []byte(strings.Repeat("dear diary ", 10_000)),
		"zeros":                        make([]byte, 8*page),
		"sqlite":                       append([]byte("SQLite format 3\x00"), make([]byte, 8*page)...),
		"cut in the first meta":        whole[:50],
		"cut after the first meta":     whole[:page],
		"cut after the metas":          whole[:2*page],
		"cut by a byte":                whole[:used(whole)-1],
		"cut in the middle":            whole[:used(whole)/2],
		"another version of bbolt":     zap(whole, 16+4, page+16+4),
		"both checksums wrong":         zap(whole, 16+56, page+16+56),
		"root page wiped":              wipe(whole, root(whole)),
		"list of free pages wiped":     wipe(whole, freelist(whole)),
		"list of free pages misplaced": retarget(whole, 32, root(whole)),
		"root beyond the end":          retarget(whole, 16, 1<<40),
		"root is itself a meta":        retarget(whole, 16, 1),
		"free pages beyond the end":    retarget(whole, 32, 1<<40),
		"no list of free pages":        retarget(whole, 32, ^uint64(0)),
		"more pages than the file":     retarget(whole, 40, 1<<60),
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "state.db")
			write(t, path, content)
			for range 2 { // nor does the first refusal hold the file
				s, err := bolt.Open(path, bolt.Options{NoSync: true})
				if err == nil {
					s.Close()
				}
				if !errors.Is(err, bolt.ErrCorrupt) {
					t.Fatalf("got %v", err)
				}
				for _, part := range []string{path, "move it away"} {
					if !strings.Contains(err.Error(), part) {
						t.Errorf("%q does not say %q", err, part)
					}
				}
			}
			if string(snapshot(t, path)) != string(content) {
				t.Error("the refused file was changed")
			}
		})
	}
}

// A torn write of the last commit's meta page costs that commit, not the file:
// that is bbolt's promise, which our own look at the pages must not break.
func TestOpenWithOneTornMeta(t *testing.T) {
	whole := sound(t)
	for name, at := range map[string]int{"first": 16, "second": os.Getpagesize() + 16} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "state.db")
			write(t, path, zap(whole, at+56))
			s, err := bolt.Open(path, bolt.Options{NoSync: true})
			if err != nil {
				t.Fatal(err)
			}
			s.Close()
		})
	}
}

func TestOpenOfADirectory(t *testing.T) {
	path := t.TempDir()
	_, err := bolt.Open(path, bolt.Options{})
	if err == nil || !strings.Contains(err.Error(), "not a regular file") {
		t.Errorf("got %v", err)
	}
	if _, err := bolt.Open("", bolt.Options{}); err == nil {
		t.Error("no error without a path")
	}
	if _, err := bolt.Open(filepath.Join(os.Args[0], "state.db"), bolt.Options{}); err == nil {
		t.Error("no error below a file")
	}
}

// TestDamageIsNoPanic changes bytes at random all over the file. What was
// changed may be text, and go unseen, but nothing may panic.
func TestDamageIsNoPanic(t *testing.T) {
	whole := sound(t)
	whole = whole[:used(whole)]
	rnd := rand.New(rand.NewPCG(3, 4))
	refused := 0
	path := filepath.Join(t.TempDir(), "state.db")
	const files = 150
	for range files {
		b := append([]byte(nil), whole...)
		for range 1 + rnd.IntN(3) {
			page := rnd.IntN(len(b) / os.Getpagesize())
			at := page*os.Getpagesize() + rnd.IntN(128) // headers and elements are first
			b[at] = byte(rnd.Uint32())
		}
		write(t, path, b)
		if exercise(path) != nil {
			refused++
		}
	}
	t.Logf("%d of %d damaged files refused", refused, files)
	if refused == 0 {
		t.Error("no damage was seen")
	}
}

// exercise opens a file and does a bit of everything with it.
func exercise(path string) error {
	s, err := bolt.Open(path, bolt.Options{Now: newClock().Now, NoSync: true})
	if err != nil {
		return err
	}
	defer s.Close()
	ctx := context.Background()
	for i := range 70 {
		_, err = s.Session(ctx, key(i))
		err = errors.Join(err, s.PutSession(ctx, key(i), about(strings.Repeat("y", i*20), day)))
	}
	err = errors.Join(err, s.DeleteSession(ctx, key(3)))
	_, swept := s.Sweep(ctx, day.Add(time.Hour))
	return errors.Join(err, swept)
}

// TestFileCutWhileOpen takes away pages that are mapped: reading them faults.
func TestFileCutWhileOpen(t *testing.T) {
	for _, left := range []int{0, 1, 2, 3} {
		t.Run(fmt.Sprint(left, " pages left"), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "state.db")
			write(t, path, sound(t))
			s, err := bolt.Open(path, bolt.Options{Now: newClock().Now, NoSync: true})
			if err != nil {
				t.Fatal(err)
			}
			if err := os.Truncate(path, int64(left*os.Getpagesize())); err != nil {
				t.Fatal(err)
			}
			if err := s.PutSession(t.Context(), key(30), core.Session{}); !errors.Is(err, bolt.ErrCorrupt) {
				t.Errorf("PutSession: %v", err)
			}
			for name, err := range calls(t.Context(), s) {
				if !errors.Is(err, bolt.ErrCorrupt) {
					t.Errorf("%s: %v", name, err)
				}
			}
			if err := s.Close(); err != nil {
				t.Error(err)
			}
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			s, err = bolt.Open(path, bolt.Options{NoSync: true}) // as advised
			if err != nil {
				t.Fatal(err)
			}
			s.Close()
		})
	}
}

// One value that makes no sense is one session's loss.
func TestUnreadableValue(t *testing.T) {
	for name, bad := range map[string][]byte{
		"empty":          {},
		"short":          {1, 2},
		"unknown format": append([]byte{99}, make([]byte, 20)...),
		"no JSON":        append([]byte{1, 0x7f}, make([]byte, 20)...),
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "state.db")
			write(t, path, sound(t))
			k := bolt.KeyOf(key(30))
			edit30 := func(tx *bbolt.Tx) error { return tx.Bucket([]byte("sessions")).Put(k[:], bad) }
			db, err := bbolt.Open(path, 0o600, nil)
			if err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(db.Update(edit30), db.Close()); err != nil {
				t.Fatal(err)
			}
			s, err := bolt.Open(path, bolt.Options{Now: newClock().Now, NoSync: true})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if _, err := s.Session(t.Context(), key(30)); !errors.Is(err, bolt.ErrCorrupt) {
				t.Errorf("got %v", err)
			}
			if got := text(t, s, key(40)); got == "" {
				t.Error("another session is gone")
			}
			put(t, s, key(30), about("mended", day))
			if got := text(t, s, key(30)); got != "mended" {
				t.Errorf("after a put it is %q", got)
			}
			if n, err := s.Sweep(t.Context(), day.Add(time.Hour)); err != nil || n != 41 {
				t.Errorf("swept %d, %v", n, err)
			}
		})
	}
}

func TestErrorsAreSentences(t *testing.T) {
	const path = "state/dragoman.db"
	for _, tt := range []struct {
		cause error
		want  error
		text  string
	}{
		{berrors.ErrTimeout, bolt.ErrLocked,
			"state file state/dragoman.db: another running instance holds it (stop that one, or give this one a file of its own): timeout"},
		{berrors.ErrInvalid, bolt.ErrCorrupt,
			"state file state/dragoman.db: it is damaged or is not a state file (move it away and start again, or restore a copy): invalid database"},
		{berrors.ErrVersionMismatch, bolt.ErrCorrupt, ""},
		{berrors.ErrChecksum, bolt.ErrCorrupt, ""},
		{berrors.ErrDatabaseNotOpen, bolt.ErrClosed, "state file is closed"},
		{&fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}, bolt.ErrFull,
			"state file state/dragoman.db: there is no room on the disk (free some space; nothing was stored): write x: no space left on device"},
		{errors.New("file resize error: truncate x: no space left on device"), bolt.ErrFull, ""},
		{errors.New("file resize error: truncate x: file too large"), bolt.ErrFull, ""},
		{&fs.PathError{Op: "write", Path: "x", Err: syscall.EDQUOT}, bolt.ErrFull, ""},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.EROFS}, bolt.ErrReadOnly,
			"state file state/dragoman.db: it cannot be written (make the file and its directory writable, or choose another file): open x: read-only file system"},
		{&fs.PathError{Op: "open", Path: "x", Err: syscall.EACCES}, bolt.ErrReadOnly, ""},
		{&fs.PathError{Op: "mkdir", Path: "x", Err: syscall.EPERM}, bolt.ErrReadOnly, ""},
		{&fs.PathError{Op: "read", Path: "x", Err: syscall.EIO}, syscall.EIO,
			"state file state/dragoman.db: read x: input/output error"},
	} {
		got := bolt.Explain(path, tt.cause)
		if !errors.Is(got, tt.want) {
			t.Errorf("%v: got %v, want %v", tt.cause, got, tt.want)
		}
		if tt.text != "" && got.Error() != tt.text {
			t.Errorf("%v:\n got %s\nwant %s", tt.cause, got, tt.text)
		}
	}
	if err := bolt.Explain(path, nil); err != nil {
		t.Errorf("no error became %v", err)
	}
}
