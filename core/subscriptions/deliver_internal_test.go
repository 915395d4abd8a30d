package subscriptions

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"dragoman/core/schedule"
)

func TestNonce(t *testing.T) {
	seen := make(map[string]string)
	for _, place := range []Place{
		{Platform: Telegram, User: "1"}, {Platform: Discord, User: "1"}, {Platform: Telegram, Chat: "1"},
		{Platform: Telegram, Chat: "1", Topic: "2"}, {Platform: Telegram, Chat: "12"},
	} {
		for d := range 400 {
			date := schedule.Date{Year: 2026, Month: 11, Day: 23}.AddDays(d)
			n, name := nonce(place, date), fmt.Sprint(place, date)
			if len(n) > 25-len(".0") || n != nonce(place, date) || seen[n] != "" {
				t.Fatalf("%s and %s: %q", name, seen[n], n)
			}
			seen[n] = name
		}
	}
}

// The attempts of one briefing are many at first, few later, and none too late.
func TestRetry(t *testing.T) {
	for _, takes := range []time.Duration{0, time.Second, time.Minute} {
		n, late := 0, time.Duration(0)
		for {
			pause, ok := retry(late)
			if !ok {
				break
			}
			if pause <= 0 || late+pause > Grace-lastRetry {
				t.Fatalf("%v late: again after %v", late, pause)
			}
			late += pause + takes
			n++
		}
		if n < 12 || n > 40 || late < Grace-2*lastRetry {
			t.Errorf("each taking %v: %d attempts, the last after %v", takes, n, late)
		}
	}
}

// After any date and at any time the next is on a later date, after its time, and
// in time for what it is to follow.
func TestNextIsLater(t *testing.T) {
	zones := []string{"UTC", "Europe/Warsaw", "America/New_York", "Pacific/Apia", "Pacific/Kiritimati", "Pacific/Honolulu", "Asia/Kathmandu", "Australia/Lord_Howe"}
	drawPlan := func(t *rapid.T) schedule.Plan {
		return schedule.Plan{
			At:   schedule.Clock(rapid.IntRange(0, 24*60-1).Draw(t, "at")),
			Zone: rapid.SampledFrom(zones).Draw(t, "zone"),
			Days: schedule.Days(rapid.IntRange(0, 127).Draw(t, "days")),
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		begin := time.Unix(rapid.Int64Range(1_300_000_000, 1_900_000_000).Draw(t, "time"), 0)
		old, now := drawPlan(t), drawPlan(t)
		if rapid.Bool().Draw(t, "unchanged") {
			now = old
		}
		o, err := old.Next(begin)
		if err != nil {
			t.Fatal(err)
		}
		s := Subscription{Plan: now, Date: o.Date, Next: o.At}
		if !advance(&s, o.Date, o.At, o.At) {
			t.Fatal("it has ended")
		}
		if s.Date.Compare(o.Date) <= 0 || !s.Next.After(o.At) || s.Next.After(o.At.Add(16*24*time.Hour)) {
			t.Fatalf("after %v at %v: %v at %v", o.Date, o.At, s.Date, s.Next)
		}
		if at, ok := now.On(s.Date); !ok || s.Next.Sub(at) < 0 || s.Next.Sub(at) >= Jitter {
			t.Fatalf("on %v at %v, which is due at %v", s.Date, s.Next, at)
		}

		// The same after a sleep.
		late := Grace + time.Duration(rapid.Int64Range(1, 400*24*60).Draw(t, "late"))*time.Minute
		s = Subscription{Plan: old, Date: o.Date, Next: o.At}
		wake := o.At.Add(late)
		if !skip(&s, o.Date, o.At, wake) {
			t.Fatal("not skipped")
		}
		at, _ := old.On(s.Date)
		missed, _ := old.On(s.Missed)
		if at.Before(wake.Add(-Grace)) || s.Missed.Compare(s.Date) >= 0 || s.Missed.Compare(o.Date) < 0 || !missed.Before(wake.Add(-Grace)) {
			t.Fatalf("asleep from %v to %v: next %v, missed %v", o.At, wake, s.Date, s.Missed)
		}
		if next, err := old.Next(missed); err != nil || next.Date != s.Date {
			t.Fatalf("between %v and %v is %v", s.Missed, s.Date, next.Date)
		}
	})
}

// A reader who moved a day back in time gets the next on a later date all the same.
func TestAdvanceAcrossTheDateLine(t *testing.T) {
	monday := schedule.Date{Year: 2026, Month: 11, Day: 23}
	at := time.Date(2026, 11, 22, 18, 0, 0, 0, time.UTC) // 08:00 in Kiritimati; Sunday, 08:00 in Honolulu
	s := Subscription{
		Plan: schedule.Plan{At: 20 * 60, Zone: "Pacific/Honolulu", Days: 1<<time.Sunday | 1<<time.Wednesday},
		Date: monday, Next: at,
	}
	if !advance(&s, monday, at, at) || s.Date != monday.AddDays(2) {
		t.Errorf("got %v", s.Date)
	}
	s.Plan.Zone, s.Date = "Mars/Olympus", monday
	if advance(&s, monday, at, at) || s.Ended != BadZone || !s.EndedAt.Equal(at) || !s.Next.IsZero() {
		t.Errorf("got %+v", s)
	}
	if !advance(&s, monday, at, at) || s.Ended != BadZone {
		t.Errorf("got %+v", s)
	}
}
