package schedule_test

import (
	"errors"
	"math"
	"testing"
	"time"

	"dragoman/core/schedule"
)

func clock(s string) schedule.Clock {
	c, err := schedule.ParseClock(s)
	if err != nil {
		panic(err)
	}
	return c
}

// Days on which the clocks of a zone were changed, and the next date.
func TestOn(t *testing.T) {
	for _, tt := range []struct {
		zone, at, date string
		want           string // RFC 3339; "" for none
	}{
		{"Europe/Warsaw", "08:30", "2026-11-23", "2026-11-23T08:30:00+01:00"},
		{"Europe/Warsaw", "08:30", "2028-02-29", "2028-02-29T08:30:00+01:00"},
		// forward, back
		{"Europe/Warsaw", "02:30", "2027-03-28", "2027-03-28T03:00:00+02:00"},
		{"Europe/Warsaw", "02:00", "2027-03-28", "2027-03-28T03:00:00+02:00"},
		{"Europe/Warsaw", "01:59", "2027-03-28", "2027-03-28T01:59:00+01:00"},
		{"Europe/Warsaw", "03:00", "2027-03-28", "2027-03-28T03:00:00+02:00"},
		{"Europe/Warsaw", "02:30", "2027-10-31", "2027-10-31T02:30:00+02:00"},
		{"Europe/Warsaw", "02:00", "2027-10-31", "2027-10-31T02:00:00+02:00"},
		{"Europe/Warsaw", "03:00", "2027-10-31", "2027-10-31T03:00:00+01:00"},
		{"America/New_York", "02:30", "2027-03-14", "2027-03-14T03:00:00-04:00"},
		{"America/New_York", "01:30", "2027-11-07", "2027-11-07T01:30:00-04:00"},
		{"Australia/Lord_Howe", "02:15", "2026-10-04", "2026-10-04T02:30:00+11:00"}, // half an hour
		{"Australia/Lord_Howe", "01:45", "2027-04-04", "2027-04-04T01:45:00+11:00"},
		// a gap at midnight
		{"America/Sao_Paulo", "00:00", "2018-11-04", "2018-11-04T01:00:00-02:00"},
		{"America/Sao_Paulo", "00:30", "2018-11-04", "2018-11-04T01:00:00-02:00"},
		{"America/Sao_Paulo", "23:30", "2018-11-03", "2018-11-03T23:30:00-03:00"},
		{"America/Sao_Paulo", "23:30", "2018-02-17", "2018-02-17T23:30:00-02:00"}, // twice
		{"America/Sao_Paulo", "00:00", "2018-02-18", "2018-02-18T00:00:00-03:00"},
		{"Africa/Cairo", "00:15", "2026-04-24", "2026-04-24T01:00:00+03:00"},
		{"Asia/Beirut", "00:59", "2026-03-29", "2026-03-29T01:00:00+03:00"},
		// a gap that ends at midnight
		{"America/Nuuk", "23:30", "2026-03-28", "2026-03-29T00:00:00-01:00"},
		{"America/Nuuk", "23:00", "2026-03-28", "2026-03-29T00:00:00-01:00"},
		{"America/Nuuk", "22:59", "2026-03-28", "2026-03-28T22:59:00-02:00"},
		{"America/Nuuk", "00:00", "2026-03-29", "2026-03-29T00:00:00-01:00"},
		// a date that there was not
		{"Pacific/Apia", "08:30", "2011-12-29", "2011-12-29T08:30:00-10:00"},
		{"Pacific/Apia", "08:30", "2011-12-30", ""},
		{"Pacific/Apia", "00:00", "2011-12-30", ""},
		{"Pacific/Apia", "23:59", "2011-12-30", ""},
		{"Pacific/Apia", "00:00", "2011-12-31", "2011-12-31T00:00:00+14:00"},
		{"Pacific/Kwajalein", "12:00", "1993-08-21", ""},
		{"Pacific/Kwajalein", "12:00", "1993-08-22", "1993-08-22T12:00:00+12:00"},
		// a day that there was twice
		{"Pacific/Kwajalein", "12:00", "1969-09-30", "1969-09-30T12:00:00+11:00"},
		// an offset that has minutes only, and one that has seconds
		{"Asia/Kathmandu", "08:30", "2026-11-23", "2026-11-23T08:30:00+05:45"},
		{"Europe/Warsaw", "12:00", "1800-01-01", "1800-01-01T12:00:00+01:24"},
		{"Europe/Kiev", "08:30", "2026-11-23", "2026-11-23T08:30:00+02:00"}, // an old name
		{"UTC", "08:30", "2026-11-23", "2026-11-23T08:30:00Z"},
		{"Etc/GMT-2", "08:30", "2026-11-23", "2026-11-23T08:30:00+02:00"},
	} {
		got, ok := schedule.Plan{At: clock(tt.at), Zone: tt.zone}.On(date(tt.date))
		if s := got.Format(time.RFC3339); ok != (tt.want != "") || ok && s != tt.want {
			t.Errorf("%s, %s on %s: got %s, %v, want %q", tt.zone, tt.at, tt.date, s, ok, tt.want)
		}
	}
}

func TestNext(t *testing.T) {
	for _, tt := range []struct {
		zone, at, days, after string
		date, want            string
	}{
		{"Europe/Warsaw", "08:30", "daily", "2026-11-23T07:29:59Z", "2026-11-23", "2026-11-23T07:30:00Z"},
		{"Europe/Warsaw", "08:30", "daily", "2026-11-23T07:30:00Z", "2026-11-24", "2026-11-24T07:30:00Z"}, // strictly after
		{"Europe/Warsaw", "08:30", "weekdays", "2026-11-27T07:30:00Z", "2026-11-30", "2026-11-30T07:30:00Z"},
		{"Europe/Warsaw", "08:30", "mon", "2026-11-23T07:30:00Z", "2026-11-30", "2026-11-30T07:30:00Z"},
		{"Asia/Tokyo", "08:00", "daily", "2026-11-23T14:00:00Z", "2026-11-24", "2026-11-23T23:00:00Z"},
		{"Pacific/Kiritimati", "00:00", "daily", "2026-11-23T10:00:00Z", "2026-11-25", "2026-11-24T10:00:00Z"},
		{"Europe/Warsaw", "02:30", "daily", "2027-10-31T00:30:00Z", "2027-11-01", "2027-11-01T01:30:00Z"}, // not the second 2:30
		{"Europe/Warsaw", "02:30", "daily", "2027-10-31T01:00:00Z", "2027-11-01", "2027-11-01T01:30:00Z"},
		{"America/Nuuk", "23:30", "sat", "2026-03-28T12:00:00Z", "2026-03-28", "2026-03-29T01:00:00Z"},
		{"America/Nuuk", "23:30", "daily", "2026-03-29T01:00:00Z", "2026-03-29", "2026-03-30T00:30:00Z"},
		{"Pacific/Apia", "08:30", "daily", "2011-12-29T18:30:00Z", "2011-12-31", "2011-12-30T18:30:00Z"},
		{"Pacific/Apia", "08:30", "fri", "2011-12-29T18:30:00Z", "2012-01-06", "2012-01-05T18:30:00Z"}, // that Friday was left out
		{"UTC", "00:00", "daily", "2028-02-28T12:00:00Z", "2028-02-29", "2028-02-29T00:00:00Z"},
	} {
		days, err := schedule.ParseDays(tt.days)
		if err != nil {
			t.Fatal(err)
		}
		after, err := time.Parse(time.RFC3339, tt.after)
		if err != nil {
			t.Fatal(err)
		}
		got, err := schedule.Plan{At: clock(tt.at), Zone: tt.zone, Days: days}.Next(after)
		if s := got.At.UTC().Format(time.RFC3339); err != nil || s != tt.want || got.Date != date(tt.date) {
			t.Errorf("%s, %s, %s after %s: got %s, %s, %v, want %s, %s", tt.zone, tt.at, tt.days, tt.after, got.Date, s, err, tt.date, tt.want)
		}
	}
}

func TestNextErrors(t *testing.T) {
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		plan schedule.Plan
		want error
	}{
		{schedule.Plan{}, schedule.ErrZone},
		{schedule.Plan{Zone: "Local"}, schedule.ErrZone},
		{schedule.Plan{Zone: "Europe/Atlantis"}, schedule.ErrZone},
		{schedule.Plan{Zone: "../../etc/passwd"}, schedule.ErrZone},
		{schedule.Plan{Zone: "Europe/\x00"}, schedule.ErrZone},
		{schedule.Plan{Zone: "UTC", At: 1440}, schedule.ErrNotATime},
		{schedule.Plan{Zone: "UTC", At: -1}, schedule.ErrNotATime},
	} {
		if got, err := tt.plan.Next(now); !errors.Is(err, tt.want) || got != (schedule.Occurrence{}) {
			t.Errorf("%+v: got %v, %v", tt.plan, got, err)
		}
		if got, ok := tt.plan.On(date("2026-11-23")); ok {
			t.Errorf("%+v: got %v", tt.plan, got)
		}
	}
	plan := schedule.Plan{At: 510, Zone: "Europe/Warsaw", Days: schedule.Weekdays}
	for _, d := range []schedule.Date{{}, {2026, 2, 30}, date("2026-11-22")} {
		if got, ok := plan.On(d); ok {
			t.Errorf("on %s: %v", d, got)
		}
	}
}

// Times at the ends of time do no harm.
func TestNextFarAway(t *testing.T) {
	for _, zone := range []string{"UTC", "Europe/Warsaw", "Pacific/Apia", "Africa/Casablanca"} {
		plan := schedule.Plan{At: 510, Zone: zone}
		for _, seconds := range []int64{math.MinInt64, math.MinInt64 / 2, -1 << 40, 1 << 40, math.MaxInt64 / 2, math.MaxInt64} {
			if got, err := plan.Next(time.Unix(seconds, 0)); err == nil {
				t.Errorf("%s, %d: got %v", zone, seconds, got)
			}
		}
		if got, err := plan.Next(time.Time{}); err != nil || got.Date.Year > 1 {
			t.Errorf("%s, zero: got %v, %v", zone, got, err)
		}
	}
}

func BenchmarkNext(b *testing.B) {
	now := time.Date(2026, 11, 27, 8, 0, 0, 0, time.UTC)
	for _, plan := range []schedule.Plan{
		{At: 510, Zone: "Europe/Warsaw"},
		{At: 510, Zone: "America/New_York", Days: 1 << time.Thursday},
		{At: 510, Zone: "Africa/Casablanca", Days: schedule.Weekends},
		{At: 510, Zone: "UTC"},
	} {
		b.Run(plan.Zone, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := plan.Next(now); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
