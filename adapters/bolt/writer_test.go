package bolt_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/adapters/bolt/internal/bolttest"
)

// hold keeps the writer of s busy until the returned function is called.
func hold(t *testing.T, s *bolttest.Store) (release func()) {
	free, held := make(chan struct{}), make(chan error, 1)
	go func() { held <- s.Hold(context.Background(), free) }()
	synctest.Wait()
	return func() {
		close(free)
		if err := <-held; err != nil {
			t.Error(err)
		}
	}
}

func TestWritesShareACommit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const readers = 100
		s := bolttest.Open(t, bolt.Options{})
		before := s.Commits()
		release := hold(t, s)
		var wg sync.WaitGroup
		for i := range readers {
			wg.Go(func() {
				if err := s.PutSession(t.Context(), key(i), about("x", time.Now())); err != nil {
					t.Error(err)
				}
			})
		}
		synctest.Wait()
		if n := count(t, s); n != 0 { // and reads do not wait for the writer
			t.Errorf("%d sessions before the commit", n)
		}
		release()
		wg.Wait()
		if n := s.Commits() - before; n != 2 {
			t.Errorf("%d commits for %d readers, want 2: the one under way and theirs", n, readers)
		}
		if n := count(t, s); n != readers {
			t.Errorf("%d sessions, want %d", n, readers)
		}
	})
}

func TestACommitIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := bolttest.Open(t, bolt.Options{})
		before := s.Commits()
		release := hold(t, s)
		var wg sync.WaitGroup
		for i := range bolt.MaxGroup + 1 {
			wg.Go(func() {
				if err := s.PutSession(t.Context(), key(i), about("x", time.Now())); err != nil {
					t.Error(err)
				}
			})
		}
		synctest.Wait()
		release()
		wg.Wait()
		if n := s.Commits() - before; n != 3 {
			t.Errorf("%d commits, want 3", n)
		}
	})
}

func TestWritesWaitNoLongerThanTheirContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := bolttest.Open(t, bolt.Options{})
		release := hold(t, s)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		err := s.PutSession(ctx, key(1), about("x", time.Now()))
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
		release()
	})
}

func TestCloseEndsTheWaitInLine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := bolttest.Open(t, bolt.Options{})
		release := hold(t, s)
		waiting, closed := make(chan error, 1), make(chan error, 1)
		go func() { waiting <- s.PutSession(t.Context(), key(1), about("x", time.Now())) }()
		synctest.Wait()
		go func() { closed <- s.Close() }()
		if err := <-waiting; !errors.Is(err, bolt.ErrClosed) {
			t.Errorf("the write in line got %v", err)
		}
		synctest.Wait()
		select {
		case err := <-closed:
			t.Errorf("Close did not wait for the commit under way: %v", err)
		default:
		}
		release() // the write under way is done, not lost
		if err := <-closed; err != nil {
			t.Error(err)
		}
	})
}
