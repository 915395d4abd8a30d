package schedule_test

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"
	"time"

	"dragoman/core/schedule"
)

func date(s string) schedule.Date {
	d, err := schedule.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func TestDate(t *testing.T) {
	d := date("2028-02-28")
	if got := d.AddDays(1); got != date("2028-02-29") {
		t.Errorf("leap day: %s", got)
	}
	if got := d.AddDays(2); got != date("2028-03-01") {
		t.Errorf("after the leap day: %s", got)
	}
	if got := d.AddDays(-59); got != date("2027-12-31") {
		t.Errorf("back: %s", got)
	}
	if d.Weekday() != time.Monday {
		t.Errorf("got %s", d.Weekday())
	}
	sorted := []schedule.Date{date("2026-12-31"), date("2027-01-01"), date("2027-01-02"), date("2027-02-01")}
	for i, a := range sorted {
		for j, b := range sorted {
			if c := a.Compare(b); (c < 0) != (i < j) || (c > 0) != (i > j) {
				t.Errorf("%s and %s: %d", a, b, c)
			}
		}
	}
	if !slices.IsSortedFunc(sorted, schedule.Date.Compare) {
		t.Error("not sorted")
	}
}

func TestDateJSON(t *testing.T) {
	b, err := json.Marshal(map[schedule.Date]schedule.Date{date("2026-11-23"): date("0001-01-01")})
	if want := `{"2026-11-23":"0001-01-01"}`; err != nil || string(b) != want {
		t.Errorf("got %s, %v", b, err)
	}
	for _, bad := range []string{"", "2026-11-31", "2027-02-29", "2026-13-01", "2026-1-1", "26-01-01", "2026-11-23T00:00:00Z", " 2026-11-23", "12026-11-23"} {
		var d schedule.Date
		if err := d.UnmarshalText([]byte(bad)); !errors.Is(err, schedule.ErrNotADate) {
			t.Errorf("%q: got %s, %v", bad, d, err)
		}
	}
	for _, bad := range []schedule.Date{{}, {2026, 2, 30}, {10000, 1, 1}, {-1, 1, 1}} {
		if b, err := bad.MarshalText(); !errors.Is(err, schedule.ErrNotADate) {
			t.Errorf("%v: got %s, %v", bad, b, err)
		}
		if bad.Valid() && bad.Year == 2026 {
			t.Errorf("%v is valid", bad)
		}
	}
}
