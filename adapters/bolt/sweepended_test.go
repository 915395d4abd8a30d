package bolt_test

import (
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/adapters/bolt/internal/bolttest"
	"dragoman/core/subscriptions"
	"dragoman/core/subscriptions/substest"
)

// endedSub is a subscription of a reader, made in 2000, that ended at a time, zero for an
// unknown one.
func endedSub(n int, at time.Time) subscriptions.Subscription {
	sub := substest.Full(substest.Reader("telegram", n))
	sub.Since, sub.Next, sub.EndedAt = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC), time.Time{}, at
	return sub
}

func TestEndedAreSwept(t *testing.T) {
	const whole = subscriptions.MaxEnded
	s := bolttest.Open(t, bolt.Options{})
	running := substest.Full(substest.Reader("telegram", 0))
	running.Ended, running.EndedAt = "", time.Time{}
	for _, sub := range []subscriptions.Subscription{
		running,
		endedSub(1, day.Add(-whole)),
		endedSub(2, day.Add(-whole+time.Millisecond)),
		endedSub(3, day.Add(-2*whole)),
		endedSub(4, time.Time{}),
		endedSub(5, day.Add(time.Hour)), // by another clock
	} {
		subscribe(t, s, sub)
	}
	var e bolt.EndedSweep
	sweep := func(at time.Time, want int, left ...int) {
		t.Helper()
		if n, err := e.Sweep(t.Context(), s.Store, at); n != want || err != nil {
			t.Errorf("swept %d, %v; want %d", n, err, want)
		}
		there := make(map[int]bool)
		for _, n := range left {
			there[n] = true
		}
		for n := range 6 {
			if _, ok, err := s.Subscription(t.Context(), substest.Reader("telegram", n)); ok != there[n] || err != nil {
				t.Errorf("%d is there: %v, %v", n, ok, err)
			}
		}
		if st, _ := s.Stats(t.Context()); st.Subscriptions != len(left) {
			t.Errorf("%d are counted, want %d", st.Subscriptions, len(left))
		}
	}
	sweep(day, 2, 0, 2, 4, 5)
	commits := s.Commits()
	sweep(day, 0, 0, 2, 4, 5)
	if n := s.Commits() - commits; n != 0 {
		t.Errorf("a sweep of nothing made %d commits", n)
	}
	sweep(day.Add(time.Millisecond), 1, 0, 4, 5)
	sweep(day.Add(whole-time.Millisecond), 0, 0, 4, 5) // 4 counts from the first sweep
	sweep(day.Add(whole), 1, 0, 5)
	sweep(day.Add(whole+time.Hour), 1, 0)
	if by, err := s.SubscribedBy(t.Context(), running.By); len(by) != 1 || err != nil {
		t.Errorf("subscribed by: %v, %v", by, err)
	}
}

// A machine may begin with the clock of 1970: what ended by it, or is swept by it,
// is kept as long as any other.
func TestEndedAreSweptByWrongClock(t *testing.T) {
	const whole = subscriptions.MaxEnded
	wrong := time.Unix(60, 0)
	for name, tt := range map[string]struct {
		ended time.Time
		until time.Time // when it goes, after a sweep each by the wrong clock and at day
	}{
		"not known when": {time.Time{}, day.Add(whole)},
		"today":          {day, day.Add(whole)},
		"before":         {day.Add(-time.Hour), day.Add(whole - time.Hour)},
		"soon":           {day.Add(time.Hour), day.Add(whole + time.Hour)},
		"by that clock":  {wrong, day.Add(whole)},
	} {
		t.Run(name, func(t *testing.T) {
			s := bolttest.Open(t, bolt.Options{})
			sub := endedSub(1, tt.ended)
			subscribe(t, s, sub)
			var e bolt.EndedSweep
			for _, at := range []time.Time{wrong, day, wrong, tt.until.Add(-time.Millisecond), tt.until} {
				want := 0
				if at.Equal(tt.until) {
					want = 1
				}
				commits := s.Commits()
				if n, err := e.Sweep(t.Context(), s.Store, at); n != want || err != nil {
					t.Errorf("at %v: swept %d, %v; want %d", at, n, err, want)
				}
				if n := s.Commits() - commits; at.Equal(wrong) && n != 0 {
					t.Errorf("the wrong clock made %d commits", n)
				}
				if _, ok, err := s.Subscription(t.Context(), sub.Place); ok == (want == 1) || err != nil {
					t.Errorf("at %v: is there: %v, %v", at, ok, err)
				}
			}
		})
	}
}

// However many there are, one sweep looks at a batch, and the next goes on.
func TestEndedAreSweptInBatches(t *testing.T) {
	const more = 10
	s := bolttest.Open(t, bolt.Options{})
	var subs []subscriptions.Subscription
	for n := range 2*bolt.EndedBatch + more {
		subs = append(subs, endedSub(n, day.Add(-subscriptions.MaxEnded)))
	}
	if err := s.PutAll(t.Context(), subs); err != nil {
		t.Fatal(err)
	}
	var e bolt.EndedSweep
	for round, want := range []int{bolt.EndedBatch, bolt.EndedBatch, more, 0, 0} {
		if n, err := e.Sweep(t.Context(), s.Store, day); n != want || err != nil {
			t.Errorf("round %d: swept %d, %v; want %d", round, n, err, want)
		}
	}
	subscribe(t, s, subs[0]) // the next round begins anew
	if n, err := e.Sweep(t.Context(), s.Store, day); n != 1 || err != nil {
		t.Errorf("swept %d, %v", n, err)
	}
}

// Who subscribes again while a sweep is about to delete keeps the subscription.
func TestEndedSubscribesAgainMeanwhile(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := bolttest.Open(t, bolt.Options{})
		sub := endedSub(1, day.Add(-subscriptions.MaxEnded))
		subscribe(t, s, sub)
		release := make(chan struct{})
		held, changed, swept := make(chan error, 1), make(chan error, 1), make(chan int, 1)
		go func() { held <- s.Hold(t.Context(), release) }()
		synctest.Wait()
		go func() {
			changed <- s.Change(t.Context(), sub.Place, func(now *subscriptions.Subscription) bool {
				now.Ended, now.EndedAt = "", time.Time{}
				return true
			})
		}()
		synctest.Wait()
		go func() {
			n, err := new(bolt.EndedSweep).Sweep(t.Context(), s.Store, day)
			if err != nil {
				t.Error(err)
			}
			swept <- n
		}()
		synctest.Wait()
		close(release)
		if err := <-held; err != nil {
			t.Error(err)
		}
		if err := <-changed; err != nil {
			t.Error(err)
		}
		if n := <-swept; n != 0 {
			t.Errorf("swept %d", n)
		}
		if got, ok, err := s.Subscription(t.Context(), sub.Place); !ok || err != nil || got.Ended != "" {
			t.Errorf("got %+v, %v, %v", got, ok, err)
		}
	})
}

func TestRunSweepsEnded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := bolttest.Open(t, bolt.Options{})
		sub := endedSub(1, time.Now())
		subscribe(t, s, sub)
		ended := make(chan error)
		go func() { ended <- s.Run(t.Context()) }()
		there := func() bool {
			synctest.Wait()
			_, ok, err := s.Subscription(t.Context(), sub.Place)
			if err != nil {
				t.Error(err)
			}
			return ok
		}
		time.Sleep(subscriptions.MaxEnded - time.Second)
		if !there() {
			t.Error("gone early")
		}
		time.Sleep(2 * time.Minute)
		if there() {
			t.Error("kept for longer")
		}
		s.Close()
		<-ended
	})
}
