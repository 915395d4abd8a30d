package bolt_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/adapters/bolt/internal/bolttest"
	"dragoman/core"
)

func TestSessionEndsIdleAfterSeen(t *testing.T) {
	const idle = 30 * time.Minute
	for _, tt := range []struct {
		name string
		seen time.Time
		life time.Duration // from the put
	}{
		{"seen now", day, idle},
		{"seen a while ago", day.Add(-10 * time.Minute), 20 * time.Minute},
		{"seen yet to come", day.Add(time.Hour), idle},
		{"never seen", time.Time{}, idle},
		{"a part of a millisecond is rounded up", day.Add(-time.Millisecond - time.Nanosecond), idle - time.Millisecond},
		{"seen too long ago", day.Add(-idle), 0},
		{"seen before 1970", time.Date(1960, 1, 1, 0, 0, 0, 0, time.UTC), 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := newClock()
			s := bolttest.Open(t, bolt.Options{Idle: idle, Now: c.Now})
			put(t, s, key(1), about("x", tt.seen))
			if tt.life > 0 {
				c.Add(tt.life - time.Millisecond)
				if got := text(t, s, key(1)); got != "x" {
					t.Error("gone a millisecond early")
				}
				if n, err := s.Sweep(t.Context(), c.Now()); n != 0 || err != nil {
					t.Errorf("swept %d a millisecond early, %v", n, err)
				}
				c.Add(time.Millisecond)
			}
			if got := get(t, s, key(1)); got.Turns != nil || !got.Seen.IsZero() {
				t.Errorf("there after its time: %+v", got)
			}
			if n := count(t, s); n != 1 {
				t.Errorf("%d sessions before the sweep", n)
			}
			if n, err := s.Sweep(t.Context(), c.Now()); n != 1 || err != nil {
				t.Errorf("swept %d, %v", n, err)
			}
			if n := count(t, s); n != 0 {
				t.Errorf("%d sessions after the sweep", n)
			}
		})
	}
}

func TestZeroOptionsAreTheDefaults(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := bolttest.Open(t, bolt.Options{})
		put(t, s, key(1), about("x", time.Now()))
		time.Sleep(core.DefaultIdle - time.Millisecond)
		if got := text(t, s, key(1)); got != "x" {
			t.Error("gone early")
		}
		time.Sleep(time.Millisecond)
		if got := text(t, s, key(1)); got != "" {
			t.Error("there after its time")
		}
	})
}

func TestSweepTakesAllInBatches(t *testing.T) {
	const old, young = bolt.SweepBatch*2 + 1, 10
	c := newClock()
	s := bolttest.Open(t, bolt.Options{Idle: time.Hour, Now: c.Now})
	for i := range old {
		put(t, s, key(i), about("old", c.Now()))
	}
	c.Add(time.Minute)
	for i := range young {
		put(t, s, key(old+i), about("young", c.Now()))
	}
	c.Add(59 * time.Minute)
	before := s.Commits()
	if n, err := s.Sweep(t.Context(), c.Now()); n != old || err != nil {
		t.Errorf("swept %d, %v; want %d", n, err, old)
	}
	if n := s.Commits() - before; n != 3 {
		t.Errorf("%d commits for %d sessions", n, old)
	}
	if n := count(t, s); n != young {
		t.Errorf("%d sessions left, want %d", n, young)
	}
	before = s.Commits()
	if n, err := s.Sweep(t.Context(), c.Now()); n != 0 || err != nil {
		t.Errorf("the second sweep took %d, %v", n, err)
	}
	if n := s.Commits() - before; n != 0 {
		t.Errorf("a sweep of nothing made %d commits", n)
	}
}

func TestOneTooManyMakesTheFirstToExpireGiveWay(t *testing.T) {
	c := newClock()
	s := bolttest.Open(t, bolt.Options{MaxSessions: 3, Now: c.Now})
	for i := range 3 {
		put(t, s, key(i), about("x", c.Now()))
		c.Add(time.Minute)
	}
	put(t, s, key(0), about("x", c.Now())) // no new one, and 1 is first now
	for i, want := range []string{"x", "x", "x"} {
		if got := text(t, s, key(i)); got != want {
			t.Errorf("session %d is %q, want %q", i, got, want)
		}
	}
	// The newcomer stays even if it would be the first to expire.
	put(t, s, key(3), about("x", c.Now().Add(-20*time.Minute)))
	for i, want := range []string{"x", "", "x", "x"} {
		if got := text(t, s, key(i)); got != want {
			t.Errorf("session %d is %q, want %q", i, got, want)
		}
	}
}

func TestLowerMaxSessions(t *testing.T) {
	const many = bolt.SweepBatch + 100
	c := newClock()
	s := bolttest.Open(t, bolt.Options{Now: c.Now})
	for i := range many {
		put(t, s, key(i), about("x", c.Now()))
		c.Add(time.Millisecond)
	}
	s.Reopen(func(o *bolt.Options) { o.MaxSessions = 10 })
	put(t, s, key(many), about("x", c.Now()))
	if n := count(t, s); n != many-bolt.SweepBatch+1 {
		t.Errorf("%d sessions after a put, which takes a batch away", n)
	}
	if n, err := s.Sweep(t.Context(), c.Now()); n != many-bolt.SweepBatch+1-10 || err != nil {
		t.Errorf("swept %d, %v", n, err)
	}
	for i := many - 9; i <= many; i++ {
		if text(t, s, key(i)) == "" {
			t.Errorf("session %d, of the last to expire, is gone", i)
		}
	}
}

func TestRunSweepsUntilItsContextEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := bolttest.Open(t, bolt.Options{Idle: 90 * time.Second})
		put(t, s, key(1), about("x", time.Now().Add(-time.Hour)))
		put(t, s, key(2), about("x", time.Now()))

		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- s.Run(ctx) }()

		synctest.Wait()
		if n := count(t, s); n != 1 {
			t.Errorf("%d sessions after the first sweep, want 1", n)
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if n := count(t, s); n != 1 {
			t.Errorf("%d sessions after a minute, want 1", n)
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if n := count(t, s); n != 0 {
			t.Errorf("%d sessions after two minutes, want 0", n)
		}
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("Run: %v", err)
		}
	})
}

func TestRunEndsWithTheStore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := bolttest.Open(t, bolt.Options{})
		ended := make(chan error)
		go func() { ended <- s.Run(t.Context()) }()
		synctest.Wait()
		s.Close()
		if err := <-ended; !errors.Is(err, bolt.ErrClosed) {
			t.Errorf("Run: %v", err)
		}
	})
}

func TestRunLogsWhatItDoes(t *testing.T) {
	var log bytes.Buffer
	synctest.Test(t, func(t *testing.T) {
		h := slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})
		s := bolttest.Open(t, bolt.Options{Log: slog.New(h)})
		put(t, s, key(1), about("x", time.Now().Add(-time.Hour)))
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- s.Run(ctx) }()
		synctest.Wait()
		cancel()
		<-ended
	})
	if got := log.String(); !strings.Contains(got, `msg="expired sessions, old notes and ended subscriptions swept" count=1`) {
		t.Errorf("log: %q", got)
	}
}
