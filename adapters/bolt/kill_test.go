package bolt_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/adapters/bolt/internal/bolttest"
	"dragoman/core"
)

// TestKilledProcessLosesNothingConfirmed starts a process that stores sessions
// and prints the name of each when PutSession has returned; it is killed at
// some moment, several times over the same file. All that it printed must be
// there. (A kill leaves the system's cache: what a power cut does is up to
// fsync, which the process calls, and bbolt.)
func TestKilledProcessLosesNothingConfirmed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.db")
	confirmed := make(map[string]bool)
	const rounds = 6
	for range rounds {
		for _, name := range writeAndKill(t, path, 1+rand.IntN(150)) {
			confirmed[name] = true
		}
		bolttest.Check(t, path)
		s, err := bolt.Open(path, bolt.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for name := range confirmed {
			if got := text(t, s, core.SessionKey{User: name}); got != name {
				t.Errorf("session of %s is %q", name, got)
			}
		}
		s.Close()
	}
	t.Logf("%d confirmed sessions survived %d kills", len(confirmed), rounds)
}

// writeAndKill lets a child confirm some sessions, kills it and returns all
// that it had confirmed by then.
func writeAndKill(t *testing.T, path string, sessions int) (confirmed []string) {
	t.Helper()
	cmd, stderr := child(t, "writer", path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	for {
		name, err := lines.ReadString('\n')
		if err != nil {
			break // killed, and the rest of the pipe read; half a line confirms nothing
		}
		confirmed = append(confirmed, name[:len(name)-1])
		if len(confirmed) == sessions {
			cmd.Process.Kill()
		}
	}
	cmd.Wait()
	if len(confirmed) < sessions {
		t.Fatalf("the writer ended after %d sessions: %s", len(confirmed), stderr)
	}
	return confirmed
}

// writeForEver is the child: a few conversations at once, with sessions of all
// sizes, and deletes between them so that pages are freed and used again.
func writeForEver(path string) error {
	s, err := bolt.Open(path, bolt.Options{Idle: time.Hour})
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var (
		wg  sync.WaitGroup
		run = fmt.Sprint(os.Getpid(), "-", time.Now().UnixNano())
	)
	for worker := range 4 {
		wg.Go(func() {
			defer cancel()
			for i := 0; ctx.Err() == nil; i++ {
				name := fmt.Sprint(run, "-", worker, "-", i)
				session := about(name, time.Now())
				for range i % 20 {
					session.Turns = append(session.Turns, core.Turn{Text: "and who else was there?"})
				}
				passing := core.SessionKey{Conversation: "passing", User: name}
				if s.PutSession(ctx, passing, session) != nil ||
					s.PutSession(ctx, core.SessionKey{User: name}, session) != nil {
					return
				}
				if _, err := os.Stdout.WriteString(name + "\n"); err != nil {
					return
				}
				if s.DeleteSession(ctx, passing) != nil {
					return
				}
			}
		})
	}
	wg.Wait()
	return fmt.Errorf("no more could be stored")
}
