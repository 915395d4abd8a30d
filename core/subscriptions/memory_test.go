package subscriptions_test

import (
	"testing"
	"time"

	"dragoman/core/schedule"
	"dragoman/core/subscriptions"
	"dragoman/core/subscriptions/substest"
)

func TestMemory(t *testing.T) {
	substest.Run(t, func(*testing.T) substest.Keeper { return new(subscriptions.Memory) })
}

func TestMemoryForgetsOldNotes(t *testing.T) {
	var m subscriptions.Memory
	place := substest.Reader("telegram", 1)
	begin := time.Date(2026, 1, 1, 8, 0, 0, 0, time.UTC)
	date := func(day int) schedule.Date { return schedule.Date{Year: 2026, Month: 1, Day: 1 + day} }
	for day := range 25 {
		if _, err := m.Claim(t.Context(), place, date(day), begin.AddDate(0, 0, day)); err != nil {
			t.Fatal(err)
		}
	}
	for day := range 25 {
		e, _ := m.Entry(t.Context(), place, date(day))
		if kept := e.State != subscriptions.Unknown; kept != (day >= 15) {
			t.Errorf("day %d: %v", day, e)
		}
	}
}

func TestMemoryForgetsEnded(t *testing.T) {
	var m subscriptions.Memory
	begin := time.Date(2026, 1, 1, 8, 0, 0, 0, time.UTC)
	end := func(n int, at time.Time) subscriptions.Place {
		sub := substest.Full(substest.Reader("telegram", n))
		sub.Next, sub.EndedAt = time.Time{}, at
		if err := m.Change(t.Context(), sub.Place, func(s *subscriptions.Subscription) bool { *s = sub; return true }); err != nil {
			t.Fatal(err)
		}
		return sub.Place
	}
	old, again, young := end(1, begin), end(2, begin), end(3, begin.Add(time.Hour))
	err := m.Change(t.Context(), again, func(s *subscriptions.Subscription) bool {
		s.Ended, s.EndedAt = "", time.Time{}
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	for n, tt := range []struct {
		at                time.Time
		old, again, young bool
	}{
		{begin.Add(subscriptions.MaxEnded - 1), true, true, true},
		{begin.Add(subscriptions.MaxEnded), false, true, true},
		{begin.Add(subscriptions.MaxEnded + time.Hour), false, true, false},
	} {
		if _, err := m.Claim(t.Context(), again, schedule.DateOf(begin).AddDays(n), tt.at); err != nil {
			t.Fatal(err)
		}
		for place, want := range map[subscriptions.Place]bool{old: tt.old, again: tt.again, young: tt.young} {
			if _, ok, _ := m.Subscription(t.Context(), place); ok != want {
				t.Errorf("%v: %s is there: %v", tt.at, place.Name(), ok)
			}
		}
	}
}
