package telegram

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// spent is how long a call takes.
func spent(t *testing.T, call func() error) time.Duration {
	t.Helper()
	begun := time.Now()
	if err := call(); err != nil {
		t.Error(err)
	}
	return time.Since(begun)
}

// A group gets no more briefings than 20 a minute, and a chat no more than one a
// second; what readers were told counts.
func TestPaceOfChats(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPace()
		for range groupMost - 1 {
			if d := spent(t, func() error { return p.reply(t.Context(), -5) }); d != 0 {
				t.Errorf("a reply waited %v", d)
			}
		}
		brief := func(chat int64) time.Duration {
			return spent(t, func() error { return p.briefing(t.Context(), chat, time.Hour) })
		}
		if d := brief(-5); d < time.Second || d > 2*time.Second {
			t.Errorf("one within a second waited %v", d)
		}
		if d := brief(-5); d < 59*time.Second || d > 61*time.Second {
			t.Errorf("the 21st waited %v", d)
		}
		if d := brief(-6); d > 100*time.Millisecond {
			t.Errorf("another group waited %v", d)
		}
		for range 2 * groupMost {
			if d := brief(7); d > 1100*time.Millisecond {
				t.Errorf("a reader waited %v", d)
			}
		}
	})
}

// Replies wait only while briefings are sent, and not long; briefings wait for them.
func TestPaceOfReplies(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPace()
		for chat := range int64(1000) {
			if d := spent(t, func() error { return p.reply(t.Context(), chat+1) }); d != 0 {
				t.Fatalf("a reply waited %v", d)
			}
		}
		if d := spent(t, func() error { return p.briefing(t.Context(), 5000, maxHold) }); d < 900*time.Millisecond || d > 1100*time.Millisecond {
			t.Errorf("a briefing waited %v", d)
		}
		var all sync.WaitGroup
		for chat := range int64(100) {
			all.Go(func() {
				if d := spent(t, func() error { return p.reply(t.Context(), chat+1) }); d > maxReplyWait {
					t.Errorf("a reply waited %v", d)
				}
			})
		}
		all.Wait()
	})
}

// Replies that failed come back one after the other, before briefings, and new ones
// after them. One chat that has to wait stops no other.
func TestPaceOfRetries(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPace()
		const failed = 5 * perSecond
		var mu sync.Mutex
		var at []time.Duration
		var briefed time.Duration
		begun := time.Now()
		var all sync.WaitGroup
		for chat := range int64(failed) {
			all.Go(func() {
				if err := p.retry(t.Context(), chat+1); err != nil {
					t.Error(err)
				}
				mu.Lock()
				at = append(at, time.Since(begun))
				mu.Unlock()
			})
		}
		synctest.Wait()
		all.Go(func() {
			if err := p.briefing(t.Context(), 5000, maxHold); err != nil {
				t.Error(err)
			}
			briefed = time.Since(begun)
		})
		if d := spent(t, func() error { return p.reply(t.Context(), 6000) }); d < 4*time.Second || d > 6*time.Second {
			t.Errorf("a new reply waited %v", d)
		}
		all.Wait()
		slices.Sort(at)
		for i := range at[:failed-perSecond] {
			if d := at[i+perSecond] - at[i]; d < time.Second-2*slack {
				t.Fatalf("%d came back within %v", perSecond+1, d)
			}
		}
		if last := at[failed-1]; last > 6*time.Second || briefed < last || briefed > last+time.Second {
			t.Errorf("the last came back after %v, a briefing went after %v", last, briefed)
		}

		p.patience(9, time.Hour)
		if d := spent(t, func() error { return p.reply(t.Context(), 10) }); d > maxReplyWait {
			t.Errorf("a reply to another chat waited %v", d)
		}
		if d := spent(t, func() error { return p.reply(t.Context(), 9) }); d < time.Hour-maxReplyWait {
			t.Errorf("a reply waited %v", d)
		}
	})
}

// A wait ends with its context, and lets the next one in.
func TestPaceEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPace()
		p.patience(7, time.Hour)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		var all sync.WaitGroup
		for chat := range int64(10) {
			all.Go(func() {
				if err := p.briefing(ctx, chat+100, maxHold); !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("got %v", err)
				}
			})
		}
		all.Wait()
		if err := p.briefing(t.Context(), 7, maxHold); !errors.As(err, new(heldError)) {
			t.Errorf("got %v", err)
		}
		if d := spent(t, func() error { return p.briefing(t.Context(), 8, maxHold) }); d > maxHold {
			t.Errorf("another chat waited %v", d)
		}
	})
}

// Each 429 of all makes it slower, down to a bound; in calm it recovers.
func TestPaceSlowsDown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPace()
		for n := range int64(2 * perSecond) {
			p.patience(n+1, time.Second)
			p.patience(n+1000, time.Second) // was on its way
			time.Sleep(2 * time.Second)     // virtual
			if want := max(leastPerSecond, perSecond-1-int(n)); p.rate != want {
				t.Fatalf("after %d the rate is %d, want %d", n+1, p.rate, want)
			}
		}
		for range perSecond {
			time.Sleep(calmAfter) // virtual
			if err := p.reply(t.Context(), 7); err != nil {
				t.Error(err)
			}
		}
		if p.rate != perSecond {
			t.Errorf("the rate is %d", p.rate)
		}
	})
}

// Chats that are quiet are forgotten.
func TestPaceForgets(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPace()
		for chat := range int64(100_000) {
			if err := p.reply(t.Context(), chat+1); err != nil {
				t.Fatal(err)
			}
			if chat%1000 == 0 {
				time.Sleep(10 * time.Second) // virtual
			}
		}
		if n := len(p.chats); n > 25_000 {
			t.Errorf("%d chats are remembered", n)
		}
	})
}
