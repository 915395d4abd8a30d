package subscriptions_test

import (
	"testing"
	"time"

	"dragoman/core/briefing"
	"dragoman/core/schedule"
	"dragoman/core/subscriptions"
)

// At each change of the clock there is one a day, also at an hour that is left
// out or comes twice.
func TestRunnerSummerTime(t *testing.T) {
	for _, change := range []time.Month{time.March, time.October} {
		inStation(t, func(s *station) {
			s.set(time.Date(2026, change, 23, 12, 0, 0, 0, time.UTC))
			var places []subscriptions.Place
			for _, clock := range []string{"00:30", "01:59", "02:30", "03:00", "08:00"} {
				places = append(places, s.add(clock, clock, "Europe/Berlin"))
			}
			s.start()
			s.pass(10 * 24 * time.Hour)
			for _, place := range places {
				times := s.times(place, "Europe/Berlin")
				days := make(map[string]bool)
				for _, at := range times {
					days[at[:5]] = true
				}
				if len(times) != 10 || len(days) != 10 {
					t.Errorf("%s: %q", place.User, times)
				}
			}
		})
	}
}

// A machine that sleeps over the hour sends what is not too late, and says of
// the rest that it was missed.
func TestRunnerAsleep(t *testing.T) {
	for _, tt := range []struct {
		wakes  time.Time
		want   []string
		missed schedule.Date
	}{
		{time.Date(2000, 1, 1, 9, 59, 0, 0, time.UTC), []string{"01-01 09:59", "01-02 08:00"}, schedule.Date{}},
		{time.Date(2000, 1, 1, 10, 1, 0, 0, time.UTC), []string{"01-02 08:00"}, day(1, 1)},
		{time.Date(2000, 1, 2, 7, 0, 0, 0, time.UTC), []string{"01-02 08:00"}, day(1, 1)},
		{time.Date(2000, 1, 2, 8, 30, 0, 0, time.UTC), []string{"01-02 08:30"}, day(1, 1)},
		{time.Date(2000, 1, 4, 12, 0, 0, 0, time.UTC), []string{"01-05 08:00"}, day(1, 4)},
		{time.Date(2000, 3, 1, 12, 0, 0, 0, time.UTC), []string{"03-02 08:00"}, day(3, 1)},
	} {
		inStation(t, func(s *station) {
			place := s.add("1", "08:00", "UTC")
			s.start()
			s.pass(time.Hour)
			s.set(tt.wakes.Add(-30 * time.Second)) // noticed by then
			s.pass(time.Minute)
			if tt.want[0] != s.now().Format("01-02 15:04") && s.get(place).Missed != tt.missed {
				t.Errorf("%v: missed %v, want %v", tt.wakes, s.get(place).Missed, tt.missed)
			}
			s.pass(time.Until(time.Now().Truncate(24 * time.Hour).Add(32 * time.Hour)))
			s.set(time.Date(2000, s.now().Month(), s.now().Day(), 9, 0, 0, 0, time.UTC))
			s.pass(time.Minute)
			if got := s.times(place, "UTC"); len(got) == 0 || got[0] != tt.want[0] {
				t.Errorf("%v: sent at %q, want %q", tt.wakes, got, tt.want)
			}
			first := s.platform.received()[0].briefing
			if has(first, briefing.Missed) != (tt.missed != schedule.Date{}) {
				t.Errorf("%v: said that one was missed: %v", tt.wakes, has(first, briefing.Missed))
			}
			if s.get(place).Missed != (schedule.Date{}) {
				t.Errorf("%v: says so for ever", tt.wakes)
			}
		})
	}
}

// Where nothing would have been said, nothing was missed.
func TestRunnerMissesNothingToSay(t *testing.T) {
	inStation(t, func(s *station) {
		place := s.add("1", "08:00", "UTC")
		sub := s.get(place)
		sub.OnlyNew = true
		s.put(sub)
		s.start()
		s.pass(time.Hour)
		s.set(time.Date(2000, 1, 1, 20, 0, 0, 0, time.UTC))
		s.pass(time.Minute)
		sub = s.get(place)
		if sub.Missed != (schedule.Date{}) || sub.Date != day(1, 2) || s.platform.tried() != 0 || s.seen()[subscriptions.EventEmpty] != 1 {
			t.Errorf("got %+v, %v", sub, s.seen())
		}
		if s.state(place, day(1, 1)) != subscriptions.Empty {
			t.Error("the ledger does not say so")
		}
	})
}

// A clock that was ahead and is set right costs no briefing that is still to come,
// and sends none twice.
func TestRunnerClockSetBack(t *testing.T) {
	wrong := time.Date(2000, 3, 1, 12, 0, 0, 0, time.UTC)
	for _, restart := range []bool{false, true} {
		inStation(t, func(s *station) {
			sent, due := s.add("1", "08:00", "UTC"), s.add("2", "10:00", "UTC")
			s.start()
			s.pass(9 * time.Hour)
			s.set(wrong)
			s.pass(time.Minute)
			if sub := s.get(due); sub.Date != day(3, 2) || sub.Missed != day(3, 1) {
				t.Fatalf("the test shows nothing: %+v", sub)
			}
			if restart {
				s.stop()
			}
			s.set(time.Date(2000, 1, 1, 9, 5, 0, 0, time.UTC))
			if restart {
				s.start()
			}
			s.pass(26 * time.Hour)
			s.wantTimes(sent, "UTC", "01-01 08:00", "01-02 08:00")
			s.wantTimes(due, "UTC", "01-01 10:00", "01-02 10:00")
			for _, x := range s.platform.received() {
				if has(x.briefing, briefing.Missed) {
					t.Errorf("%v: said that one was missed", x.at)
				}
			}
		})
	}
}

// A clock that was a day or two ahead while the bot ran.
func TestRunnerClockSetBackByDays(t *testing.T) {
	inStation(t, func(s *station) {
		place := s.add("1", "08:00", "UTC")
		s.start()
		s.pass(9 * time.Hour)
		s.set(time.Date(2000, 1, 3, 9, 0, 0, 0, time.UTC))
		s.pass(time.Minute)
		s.set(time.Date(2000, 1, 1, 9, 5, 0, 0, time.UTC))
		s.pass(5 * 24 * time.Hour)
		// That of the second was noted as too late, that of the third was sent.
		s.wantTimes(place, "UTC", "01-01 08:00", "01-03 09:01", "01-04 08:00", "01-05 08:00", "01-06 08:00")
	})
}

func TestRunnerSmallStepsOfTheClock(t *testing.T) {
	inStation(t, func(s *station) {
		place := s.add("1", "08:00", "UTC")
		s.start()
		s.pass(8*time.Hour + time.Minute)
		for _, step := range []time.Duration{-time.Hour, -10 * time.Hour, 11 * time.Hour, -time.Minute} {
			s.set(s.now().Add(step))
			s.pass(2 * time.Minute)
		}
		s.wantTimes(place, "UTC", "01-01 08:00")
		s.pass(24 * time.Hour)
		s.wantTimes(place, "UTC", "01-01 08:00", "01-02 08:00")
	})
}

// What is due on no date is planned anew, once.
func TestRunnerDueOnNoDate(t *testing.T) {
	inStation(t, func(s *station) {
		place := s.add("1", "08:00", "UTC")
		sub := s.get(place)
		sub.Date, sub.Next = schedule.Date{}, s.now()
		s.put(sub)
		s.start()
		s.pass(24 * time.Hour)
		s.wantTimes(place, "UTC", "01-01 08:00")
	})
}

// A zone whose rules changed since the briefing was planned.
func TestRunnerPlannedTooEarly(t *testing.T) {
	inStation(t, func(s *station) {
		place := s.add("1", "08:00", "UTC")
		sub := s.get(place)
		sub.Next = sub.Next.Add(-time.Hour)
		s.put(sub)
		s.start()
		s.pass(24 * time.Hour)
		s.wantTimes(place, "UTC", "01-01 08:00")
	})
}

// A zone that leaves out the day for which a briefing was planned.
func TestRunnerDayLeftOut(t *testing.T) {
	inStation(t, func(s *station) {
		s.set(time.Date(2011, 12, 28, 0, 0, 0, 0, time.UTC))
		place := s.add("1", "08:00", "Pacific/Apia")
		sub := s.get(place)
		sub.Date = schedule.Date{Year: 2011, Month: 12, Day: 30}
		sub.Next = time.Date(2011, 12, 30, 18, 0, 0, 0, time.UTC)
		s.put(sub)
		s.start()
		s.pass(5 * 24 * time.Hour)
		s.wantTimes(place, "Pacific/Apia", "12-31 08:00", "01-01 08:00", "01-02 08:00")
	})
}
