package bolt_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"dragoman/adapters/bolt"
)

func diskRole(name string) func(path string) error {
	switch name {
	case "full disk":
		return onFullDisk
	case "read-only disk":
		return onReadOnlyDisk
	default:
		return nil
	}
}

// TestDisks runs each role in a process with mounts of its own, where it may
// have a disk as small as it likes. A place that does not allow that skips.
func TestDisks(t *testing.T) {
	for _, role := range []string{"full disk", "read-only disk"} {
		t.Run(role, func(t *testing.T) {
			cmd, stderr := child(t, role, filepath.Join(t.TempDir(), "state.db"))
			cmd.SysProcAttr = &syscall.SysProcAttr{
				Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
				UidMappings: []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}},
				GidMappings: []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}},
			}
			if err := cmd.Start(); err != nil {
				t.Skip("no namespaces:", err)
			}
			if err := cmd.Wait(); err != nil {
				if strings.Contains(stderr.String(), errNoMount.Error()) {
					t.Skip(stderr)
				}
				t.Error(stderr)
			}
		})
	}
}

var errNoMount = errors.New("mounting is not allowed")

func mount(dir string, flags uintptr, options string) error {
	if err := syscall.Mount("tmpfs", dir, "tmpfs", flags, options); err != nil {
		return fmt.Errorf("%w: %w", errNoMount, err)
	}
	return nil
}

func onFullDisk(path string) error {
	if err := mount(filepath.Dir(path), 0, "size=256k"); err != nil {
		return err
	}
	s, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		return err
	}
	ctx := context.Background()
	stored := 0
	for {
		err = s.PutSession(ctx, key(stored), about(strings.Repeat("x", 1000), time.Now()))
		if err != nil {
			break
		}
		if stored++; stored > 1000 {
			return errors.New("the disk is never full")
		}
	}
	if !errors.Is(err, bolt.ErrFull) || !strings.Contains(err.Error(), path) {
		return fmt.Errorf("after %d sessions: %w", stored, err)
	}
	// What was stored is there, now and after a restart.
	check := func(s *bolt.Store, from, to int) error {
		for i := from; i < to; i++ {
			if session, err := s.Session(ctx, key(i)); err != nil || len(session.Turns) != 1 {
				return fmt.Errorf("session %d of %d: %+v, %w", i, stored, session, err)
			}
		}
		return nil
	}
	if err := check(s, 0, stored); err != nil {
		return err
	}
	if err := s.Close(); err != nil {
		return err
	}
	if s, err = bolt.Open(path, bolt.Options{}); err != nil {
		return fmt.Errorf("reopened on a full disk: %w", err)
	}
	if err := check(s, 0, stored); err != nil {
		return err
	}
	if err := s.Close(); err != nil {
		return err
	}

	// A new file for which there is no room is not left behind in part.
	filler := filepath.Join(filepath.Dir(path), "filler")
	if err := os.WriteFile(filler, make([]byte, 1<<20), 0o600); !errors.Is(err, syscall.ENOSPC) {
		return fmt.Errorf("the filler fits: %w", err)
	}
	second := path + "2"
	if _, err := bolt.Open(second, bolt.Options{}); !errors.Is(err, bolt.ErrFull) {
		return fmt.Errorf("a new file on a full disk: %w", err)
	}
	if _, err := os.Stat(second); err == nil {
		return errors.New("half a file is left")
	}
	return nil
}

func onReadOnlyDisk(path string) error {
	dir := filepath.Dir(path)
	if err := mount(dir, 0, ""); err != nil {
		return err
	}
	s, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		return err
	}
	if err := s.Close(); err != nil {
		return err
	}
	if err := mount(dir, syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		return err
	}
	for _, p := range []string{path, filepath.Join(dir, "new.db"), filepath.Join(dir, "new", "new.db")} {
		_, err := bolt.Open(p, bolt.Options{})
		if !errors.Is(err, bolt.ErrReadOnly) || !strings.Contains(err.Error(), "read-only file system") {
			return fmt.Errorf("%s: %w", p, err)
		}
	}
	return nil
}

// evict takes a file out of the system's cache, so that it is read from the disk.
func evict(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	if f.Sync() != nil {
		return false
	}
	const dontNeed = 4 // POSIX_FADV_DONTNEED
	_, _, errno := syscall.Syscall6(syscall.SYS_FADVISE64, f.Fd(), 0, 0, dontNeed, 0, 0)
	return errno == 0
}
