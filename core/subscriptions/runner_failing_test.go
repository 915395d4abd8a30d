package subscriptions_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"dragoman/core/subscriptions"
)

// One place that fails is tried until it is too late, and holds up nobody.
func TestRunnerOneFails(t *testing.T) {
	inStation(t, func(s *station) {
		s.platform.parallel = 1
		bad := s.add("bad", "08:00", "UTC")
		s.platform.send = func(_ context.Context, place subscriptions.Place, _ int) error {
			if place == bad && s.now().Day() == 1 {
				return errors.New("no")
			}
			return nil
		}
		var others []subscriptions.Place
		for n := range 30 {
			others = append(others, s.add(fmt.Sprint(n), fmt.Sprintf("08:%02d", 2*n), "UTC"))
		}
		s.start()
		s.pass(12 * time.Hour)
		for n, place := range others {
			s.wantTimes(place, "UTC", fmt.Sprintf("01-01 08:%02d", 2*n))
		}
		if tries := s.platform.triedFor(bad); tries < 12 || tries > 40 {
			t.Errorf("%d tries", tries)
		}
		if sub := s.get(bad); sub.Missed != day(1, 1) || sub.Date != day(1, 2) || s.state(bad, day(1, 1)) != subscriptions.Skipped {
			t.Errorf("%+v", sub)
		}
		s.pass(24 * time.Hour)
		s.wantTimes(bad, "UTC", "01-02 08:00")
	})
}

func TestRunnerTriedAgainSoon(t *testing.T) {
	inStation(t, func(s *station) {
		s.platform.send = func(_ context.Context, place subscriptions.Place, n int) error {
			if n < 3 {
				return errors.New("no")
			}
			return nil
		}
		place := s.add("1", "08:00", "UTC")
		s.start()
		s.pass(8*time.Hour + 20*time.Second)
		s.wantTimes(place, "UTC", "01-01 08:00")
	})
}

// What panics is one briefing that failed: it is tried again, and holds up nobody.
func TestRunnerPanics(t *testing.T) {
	inStation(t, func(s *station) {
		bad := s.add("bad", "08:00", "UTC")
		s.platform.send = func(_ context.Context, place subscriptions.Place, _ int) error {
			if place == bad && s.now().Day() == 1 {
				panic("a mistake of the program")
			}
			return nil
		}
		other := s.add("other", "08:10", "UTC")
		s.start()
		s.pass(12 * time.Hour)
		s.wantTimes(other, "UTC", "01-01 08:10")
		if tries := s.platform.triedFor(bad); tries < 12 || tries > 40 {
			t.Errorf("%d tries", tries)
		}
		if s.state(bad, day(1, 1)) != subscriptions.Skipped {
			t.Errorf("%+v", s.get(bad))
		}
		s.pass(24 * time.Hour)
		s.wantTimes(bad, "UTC", "01-02 08:00")
	})
}

// A platform that is out of reach is asked now and then, and gets everything
// when it is back.
func TestRunnerPlatformDown(t *testing.T) {
	inStation(t, func(s *station) {
		back := time.Date(2000, 1, 1, 9, 30, 0, 0, time.UTC)
		s.platform.send = func(context.Context, subscriptions.Place, int) error {
			if s.now().Before(back) {
				return errors.New("no line")
			}
			return nil
		}
		const n = 2000
		for i := range n {
			s.add(fmt.Sprint(i), "08:00", "UTC")
		}
		s.start()
		s.pass(9*time.Hour + 29*time.Minute)
		if s.platform.tried() > 250 {
			t.Errorf("%d tries in 90 minutes", s.platform.tried())
		}
		s.pass(20 * time.Minute)
		if len(s.platform.received()) != n {
			t.Errorf("%d of %d sent", len(s.platform.received()), n)
		}
	})
}

// While a platform is out of reach for hours, what is too late is skipped all the same.
func TestRunnerPlatformDownForLong(t *testing.T) {
	inStation(t, func(s *station) {
		back := time.Date(2000, 1, 1, 11, 30, 0, 0, time.UTC)
		s.platform.send = func(context.Context, subscriptions.Place, int) error {
			if s.now().Before(back) {
				return errors.New("no line")
			}
			return nil
		}
		var early, late []subscriptions.Place
		for i := range 500 {
			early = append(early, s.add(fmt.Sprint("e", i), "08:00", "UTC"))
			late = append(late, s.add(fmt.Sprint("l", i), "11:00", "UTC"))
		}
		s.start()
		s.pass(11*time.Hour + 29*time.Minute)
		for _, place := range early {
			if sub := s.get(place); sub.Missed != day(1, 1) || sub.Date != day(1, 2) {
				t.Fatalf("%+v", sub)
			}
		}
		s.pass(21 * time.Minute)
		if len(s.platform.received()) != len(late) {
			t.Errorf("%d sent", len(s.platform.received()))
		}
	})
}

// A send that never ends is given up when it is too late.
func TestRunnerHangs(t *testing.T) {
	inStation(t, func(s *station) {
		s.platform.send = func(ctx context.Context, _ subscriptions.Place, _ int) error {
			if s.now().Day() == 1 {
				<-ctx.Done()
				return ctx.Err()
			}
			return nil
		}
		place := s.add("1", "08:00", "UTC")
		s.start()
		s.pass(11 * time.Hour)
		if sub := s.get(place); sub.Missed != day(1, 1) || s.platform.tried() != 1 {
			t.Errorf("%d tried, %+v", s.platform.tried(), sub)
		}
		s.pass(24 * time.Hour)
		s.wantTimes(place, "UTC", "01-02 08:00")
	})
}
