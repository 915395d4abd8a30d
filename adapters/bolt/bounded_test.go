package bolt_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/adapters/bolt/internal/bolttest"
	"dragoman/core"
)

// TestFileStaysBounded lets readers come once and go, many times more of them
// than the file keeps. The pages of those that went must serve those that come.
func TestFileStaysBounded(t *testing.T) {
	const limit, wave, waves = 300, 500, 16
	for _, tt := range []struct {
		name string
		opts bolt.Options
	}{
		{"by eviction", bolt.Options{MaxSessions: limit}},
		{"by sweeps", bolt.Options{Idle: time.Minute}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := newClock()
			tt.opts.Now = c.Now
			s := bolttest.Open(t, tt.opts)
			var early, late int64 // the largest file in either half
			for w := range waves {
				users(t, s, w*wave, wave, c)
				if _, err := s.Sweep(t.Context(), c.Now()); err != nil {
					t.Fatal(err)
				}
				bytes := stats(t, s).Bytes
				if w < waves/2 {
					early = max(early, bytes)
				} else {
					late = max(late, bytes)
				}
			}
			t.Logf("%d users: %d KiB in the first half, %d KiB in the second; %d sessions",
				wave*waves, early>>10, late>>10, count(t, s))
			if late > early*11/10 {
				t.Errorf("the file grows: %d bytes, then %d", early, late)
			}
		})
	}
}

// users stores the sessions of n users who come once, eight at a time, while a
// minute passes.
func users(t *testing.T, s *bolttest.Store, from, n int, c *clock) {
	t.Helper()
	const atATime = 8
	var wg sync.WaitGroup
	for worker := range atATime {
		wg.Go(func() {
			for i := from + worker; i < from+n; i += atATime {
				k := core.SessionKey{Conversation: fmt.Sprint("chat-", i), User: "once"}
				long := strings.Repeat("why? ", i%150)
				if i%50 == 0 {
					long = strings.Repeat(long, 20) // over several pages
				}
				if err := s.PutSession(t.Context(), k, about(long, c.Now())); err != nil {
					t.Error(err)
					return
				}
				c.Add(time.Minute / time.Duration(n))
			}
		})
	}
	wg.Wait()
}
