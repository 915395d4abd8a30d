package subscriptions

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

func TestGate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := gate{limit: 3}
		place := func(n int) Place { return Place{Platform: Telegram, User: fmt.Sprint(n)} }
		enter := func(want time.Duration) pass {
			t.Helper()
			begin := time.Now()
			p, err := g.enter(t.Context())
			if took := time.Since(begin); err != nil || took != want || p.waited != (want > 0) {
				t.Errorf("%v, waited %v, want %v", err, took, want)
			}
			return p
		}
		for range 10 { // one place closes nothing
			g.leave(enter(0), place(1), silent)
		}
		g.leave(enter(0), place(2), silent)
		g.leave(enter(0), place(3), answered)
		g.leave(enter(0), place(4), silent)
		g.leave(enter(0), place(5), silent)
		early := enter(0)
		g.leave(enter(0), place(6), silent)
		for _, closed := range []time.Duration{1, 2, 4, 8, 16, 30, 30} {
			probe := enter(closed * time.Second)
			if !probe.probe {
				t.Error("not told that it is the first")
			}
			g.leave(probe, place(7), silent)
		}
		g.leave(early, place(8), silent) // says nothing new
		probe := enter(30 * time.Second)
		// The others wait for what it shows.
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if _, err := g.enter(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
		entered := make(chan pass)
		for range 2 {
			go func() {
				p, _ := g.enter(t.Context())
				entered <- p
			}()
		}
		synctest.Wait()
		g.leave(probe, place(7), unasked)
		second := <-entered
		if !second.probe {
			t.Error("nobody is next")
		}
		synctest.Wait()
		select {
		case <-entered:
			t.Error("two at once")
		default:
		}
		g.leave(second, place(7), answered)
		if p := <-entered; p.probe || !p.waited {
			t.Errorf("%+v", p)
		}
		enter(0)
	})
}
