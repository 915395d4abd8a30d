package bolt_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/adapters/bolt/internal/bolttest"
	"dragoman/core"
	"dragoman/core/subscriptions"
	"dragoman/core/subscriptions/substest"
)

// A copy that is made while others write holds all that was confirmed before,
// and is a sound state file.
func TestBackupWhileOthersWrite(t *testing.T) {
	s := bolttest.Open(t, bolt.Options{})
	ctx, stop := context.WithCancel(t.Context())
	const workers = 6
	var (
		confirmed [workers]atomic.Int64 // subscriptions of each
		all       sync.WaitGroup
		some      = make(chan struct{}, workers)
	)
	place := func(worker, n int) subscriptions.Place { return substest.Reader(fmt.Sprint("platform", worker), n) }
	for w := range workers {
		all.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				sub := substest.Full(place(w, n))
				err := s.Change(ctx, sub.Place, func(now *subscriptions.Subscription) bool { *now = sub; return true })
				if err == nil {
					err = s.PutSession(ctx, core.SessionKey{User: sub.Place.Name()}, about("x", time.Now()))
				}
				if n%10 == 5 && err == nil {
					err = s.DeleteSubscription(ctx, place(w, n-1)) // frees pages, and erases
				}
				if ctx.Err() != nil {
					return
				}
				if err != nil {
					t.Error(err)
					return
				}
				confirmed[w].Store(int64(n) + 1)
				if n == 30 {
					some <- struct{}{}
				}
			}
		})
	}
	for range workers {
		<-some
	}
	dir := t.TempDir()
	for round := range 3 {
		var before [workers]int64
		for w := range workers {
			before[w] = confirmed[w].Load()
		}
		path := filepath.Join(dir, fmt.Sprint("copy", round, ".db"))
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		n, err := s.Backup(t.Context(), f)
		if info, _ := f.Stat(); err != nil || n != info.Size() || n == 0 {
			t.Errorf("backup: %d bytes, %v; the file has %d", n, err, info.Size())
		}
		f.Close()
		bolttest.Check(t, path)
		restored, err := bolt.Open(path, bolt.Options{NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		for w := range workers {
			for n := range int(before[w]) {
				_, ok, err := restored.Subscription(t.Context(), place(w, n))
				deleted := n%10 == 4 && n+1 < int(before[w])
				maybe := n%10 == 4 && n+1 == int(before[w])
				if err != nil || ok == deleted && !maybe {
					t.Fatalf("round %d: subscription %d of worker %d: %v, %v", round, n, w, ok, err)
				}
			}
		}
		subscribe(t, restored, substest.Full(substest.Reader("telegram", 1)))
		if err := restored.Close(); err != nil {
			t.Error(err)
		}
	}
	stop()
	all.Wait()
}

// gate is a writer that waits in its first write until it is let through.
type gate struct {
	io.Writer
	reached, open chan struct{}
	once          sync.Once
}

func newGate(w io.Writer) *gate {
	return &gate{Writer: w, reached: make(chan struct{}), open: make(chan struct{})}
}

func (g *gate) Write(b []byte) (int, error) {
	g.once.Do(func() { close(g.reached); <-g.open })
	return g.Writer.Write(b)
}

// While a copy is made, which may take its time, everybody reads and writes, and
// nothing of the copy is overwritten. What was deleted is overwritten after it.
func TestBackupHoldsUpNobody(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.db")
	s, err := bolt.Open(path, bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	p := newPerson(1)
	p.live(t, s, 1)
	var copied bytes.Buffer
	slow := newGate(&copied)
	ended := make(chan error)
	go func() {
		_, err := s.Backup(t.Context(), slow)
		ended <- err
	}()
	<-slow.reached
	if _, err := s.ForgetUser(t.Context(), p.reader()); err != nil {
		t.Fatal(err)
	}
	for n := range 300 { // new pages are taken, and freed
		subscribe(t, s, substest.Full(substest.Reader("telegram", n)))
		put(t, s, key(n), about("x", time.Now()))
	}
	if err := s.DeleteSession(t.Context(), key(1)); err != nil {
		t.Fatal(err)
	}
	close(slow.open)
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	if found := p.found(t, path); len(found) > 0 {
		t.Errorf("in the file after the copy: %q", found)
	}
	restored := filepath.Join(t.TempDir(), "copy.db")
	write(t, restored, copied.Bytes())
	bolttest.Check(t, restored)
	if got, all := len(p.found(t, restored)), len(p.traces()); got != all {
		t.Errorf("%d traces of %d are in the copy", got, all)
	}
}

func TestBackupThatFails(t *testing.T) {
	s := bolttest.Open(t, bolt.Options{})
	put(t, s, key(1), about("x", time.Now()))
	full := errors.New("no room")
	if _, err := s.Backup(t.Context(), failing{full}); !errors.Is(err, full) {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	slow := newGate(io.Discard)
	ended := make(chan error)
	go func() {
		_, err := s.Backup(ctx, slow)
		ended <- err
	}()
	<-slow.reached
	cancel()
	close(slow.open)
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := s.Backup(ctx, io.Discard); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	put(t, s, key(2), about("x", time.Now())) // nobody holds anything
	if err := s.DeleteSession(t.Context(), key(2)); err != nil {
		t.Error(err)
	}
}

// Closing does not wait for a copy longer than for the next piece of it.
func TestBackupAndClose(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.db")
	s, err := bolt.Open(path, bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	slow := newGate(io.Discard)
	ended := make(chan error)
	go func() {
		_, err := s.Backup(t.Context(), slow)
		ended <- err
	}()
	<-slow.reached
	closed := make(chan error)
	go func() { closed <- s.Close() }()
	<-s.Quit()
	close(slow.open)
	if err := <-ended; !errors.Is(err, bolt.ErrClosed) {
		t.Errorf("backup: %v", err)
	}
	if err := <-closed; err != nil {
		t.Error(err)
	}
	if _, err := s.Backup(t.Context(), io.Discard); !errors.Is(err, bolt.ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }
