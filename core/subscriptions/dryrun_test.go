package subscriptions_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"dragoman/core/schedule"
	"dragoman/core/subscriptions"
)

func TestDryRun(t *testing.T) {
	inStation(t, func(s *station) {
		begin := s.now()
		for n := range 700 { // more than a batch, all due at the same moment
			s.add(fmt.Sprint("a", n), "08:00", "UTC")
		}
		for n := range 60 {
			s.add(fmt.Sprint("b", n), "09:30", "UTC")
		}
		weekly := s.get(s.add("weekly", "20:00", "UTC"))
		weekly.Plan.Days = 1 << time.Monday
		weekly.Next = time.Time{}
		s.put(weekly)
		ended := s.get(s.add("ended", "08:00", "UTC"))
		ended.Ended, ended.Next = subscriptions.Blocked, time.Time{}
		s.put(ended)
		other := s.get(s.add("other", "08:00", "UTC"))
		_ = s.DeleteSubscription(t.Context(), other.Place)
		other.Place.Platform = subscriptions.Discord
		s.put(other)

		at := func(hours, minutes int) time.Time {
			return begin.Add(time.Duration(hours)*time.Hour + time.Duration(minutes)*time.Minute)
		}
		f, err := subscriptions.DryRun(t.Context(), s, "telegram", 0.5, begin, at(24, 0))
		if err != nil {
			t.Fatal(err)
		}
		want := []subscriptions.Minute{
			{At: at(8, 0), Due: 700, Done: at(8, 0).Add(1400 * time.Second)},
			{At: at(9, 30), Due: 60, Done: at(9, 32)},
		}
		if f.Platform != "telegram" || f.Due != 760 || f.TooLate != 0 || fmt.Sprint(f.Minutes) != fmt.Sprint(want) {
			t.Errorf("got %+v", f)
		}
		// In two days all of it twice, and the one of Mondays by the third.
		f, err = subscriptions.DryRun(t.Context(), s, "telegram", 30, begin, at(72, 0))
		if err != nil || f.Due != 3*760+1 || f.TooLate != 0 {
			t.Errorf("got %d, %d too late, %v", f.Due, f.TooLate, err)
		}
		// At one in 20 seconds there is time for 360 in the grace, then for none
		// of those that wait.
		f, err = subscriptions.DryRun(t.Context(), s, "telegram", 0.05, begin, at(24, 0))
		if err != nil || f.TooLate != 340 || !f.Minutes[0].Done.Equal(at(10, 0)) || !f.Minutes[1].Done.Equal(at(10, 20)) {
			t.Errorf("got %+v, %v", f, err)
		}
		// What is overdue is due now, or too late.
		f, err = subscriptions.DryRun(t.Context(), s, "telegram", 30, at(11, 0), at(12, 0))
		if err != nil || f.Due != 760 || f.TooLate != 700 || len(f.Minutes) != 1 || !f.Minutes[0].At.Equal(at(11, 0)) {
			t.Errorf("got %+v, %v", f, err)
		}
		if f, err = subscriptions.DryRun(t.Context(), s, "irc", 30, begin, at(24, 0)); err != nil || f.Due != 0 || len(f.Minutes) != 0 {
			t.Errorf("got %+v, %v", f, err)
		}
		if sub := s.get(weekly.Place); sub.Date != (schedule.Date{Year: 2000, Month: 1, Day: 3}) {
			t.Errorf("changed to %+v", sub)
		}
	})
}

func TestDryRunStoreFails(t *testing.T) {
	b := &brittle{Memory: new(subscriptions.Memory), fails: func(string) bool { return true }, calls: make(map[string]int)}
	if _, err := subscriptions.DryRun(t.Context(), b, "telegram", 30, noon, noon.Add(time.Hour)); !errors.Is(err, errDisk) {
		t.Errorf("got %v", err)
	}
}
