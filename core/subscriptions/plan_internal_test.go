package subscriptions

import (
	"errors"
	"math"
	"strconv"
	"testing"
	"time"

	"dragoman/core/schedule"
)

func TestPlan(t *testing.T) {
	at := time.Date(2026, time.November, 24, 7, 30, 0, 0, time.UTC)
	place := Place{Platform: Telegram, User: "7"}
	for _, tt := range []struct {
		name  string
		after time.Time
		date  schedule.Date
		due   time.Time
	}{
		{"before", at.Add(-time.Second), schedule.DateOf(at), at},
		{"just then", at, schedule.DateOf(at.AddDate(0, 0, 1)), at.AddDate(0, 0, 1)},
		{"within the jitter", at.Add(time.Millisecond), schedule.DateOf(at.AddDate(0, 0, 1)), at.AddDate(0, 0, 1)},
	} {
		s := Subscription{Place: place, Plan: schedule.Plan{At: 8*60 + 30, Zone: "Europe/Warsaw"}}
		if err := plan(&s, tt.after); err != nil {
			t.Fatal(err)
		}
		if late := s.Next.Sub(tt.due); s.Date != tt.date || late != jitter(place) || late < 0 || late >= Jitter {
			t.Errorf("%s: got %s, %v", tt.name, s.Date, s.Next)
		}
	}
}

// What cannot be planned stays as it was.
func TestPlanUnknownZone(t *testing.T) {
	due := time.Date(2026, time.November, 24, 7, 30, 0, 0, time.UTC)
	s := Subscription{Plan: schedule.Plan{Zone: "Atlantis/Capital"}, Next: due, Date: schedule.DateOf(due)}
	if err := plan(&s, due); !errors.Is(err, schedule.ErrZone) || !s.Next.Equal(due) || s.Date != schedule.DateOf(due) {
		t.Errorf("got %+v, %v", s, err)
	}
}

// The places of a platform spread evenly over the minute: no second has half as
// many again as its share, or only half.
func TestJitterIsEven(t *testing.T) {
	const places = 60_000
	var seconds [60]int
	for i := range places {
		j := jitter(Place{Platform: Telegram, User: strconv.Itoa(5_000_000 + i)})
		seconds[int(j/time.Second)]++
	}
	for s, n := range seconds {
		if share := float64(places) / 60; math.Abs(float64(n)-share) > share/2 {
			t.Errorf("second %d has %d of %d", s, n, places)
		}
	}
}
