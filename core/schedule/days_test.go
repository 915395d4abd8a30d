package schedule_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"dragoman/core/schedule"
)

func TestParseDays(t *testing.T) {
	for typed, want := range map[string]string{
		"weekdays": "weekdays", "Week days": "weekdays", "working days": "weekdays", "on workdays": "weekdays", "mon-fri": "weekdays", "Mon–Fri": "weekdays",
		"monday to friday": "weekdays", "from Monday through Friday": "weekdays", "M-F": "weekdays", "every weekday": "weekdays", "every day except weekends": "weekdays", "mon - fri": "weekdays",
		"daily": "every day", "every day": "every day", "everyday": "every day", "each day": "every day", "all week": "every day", "7 days a week": "every day", "mon-sun": "every day", "weekdays and weekends": "every day",
		"weekends": "weekends", "weekend": "weekends", "Sat, Sun": "weekends", "sat-sun": "weekends", "not on weekdays": "weekends",
		"Mon, Wed and Fri": "Mon, Wed, Fri", "mon/wed/fri": "Mon, Wed, Fri", "Mondays & Thursdays": "Mon, Thu", "Friday": "Fri", "every friday": "Fri", "Tues": "Tue", "mon wed": "Mon, Wed",
		"fri-mon": "Mon, Fri, Sat, Sun", "Saturday to Tuesday": "Mon, Tue, Sat, Sun", "mon-wed, sat": "Mon, Tue, Wed, Sat", "sun": "Sun", "mon-mon": "Mon",
		"every day but sunday": "Mon, Tue, Wed, Thu, Fri, Sat", "not sunday": "Mon, Tue, Wed, Thu, Fri, Sat", "every day except Mon and Tue": "Wed, Thu, Fri, Sat, Sun", "weekdays except wednesday": "Mon, Tue, Thu, Fri",
		"every day but mon-wed": "Thu, Fri, Sat, Sun", "WEEKDAYS!": "weekdays", "weekdays and Sunday": "Mon, Tue, Wed, Thu, Fri, Sun",
	} {
		got, err := schedule.ParseDays(typed)
		if err != nil || got.String() != want {
			t.Errorf("%q: got %v, %v, want %s", typed, got, err, want)
		}
	}
}

func TestParseDaysErrors(t *testing.T) {
	for _, typed := range []string{
		"", " ", "and", "every", "every other day", "fortnightly", "day", "days", "8:30", "banana", "mon-", "-fri", "mon-fri-sun", "mon--fri", "weekdays-sun", "mon-weekends",
		"every day but", "monday but not monday", "but but", "weekdays except mon-fri", "monday banana", "to", "mon to", "from to", "\xff", "8 days", strings.Repeat("mon ", 1000),
	} {
		if got, err := schedule.ParseDays(typed); !errors.Is(err, schedule.ErrNoDays) {
			t.Errorf("%.40q: got %v, %v", typed, got, err)
		}
	}
}

// Every set is read as it is written.
func TestDaysString(t *testing.T) {
	for d := range schedule.Days(1 << 7) {
		got, err := schedule.ParseDays(d.String())
		if err != nil {
			t.Errorf("%s: %v", d, err)
		}
		for day := range time.Weekday(7) {
			if got.Has(day) != d.Has(day) {
				t.Errorf("%07b is %s, which is %07b", d, d, got)
			}
		}
	}
}

// FuzzParseDays holds ParseDays to sets that it can read again.
func FuzzParseDays(f *testing.F) {
	for _, s := range []string{"weekdays", "mon-fri", "every day but sunday", "Mon, Wed and Fri", "fri-mon", "-", "all week", "\xff", "not not"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		d, err := schedule.ParseDays(typed)
		if err != nil {
			if err != schedule.ErrNoDays {
				t.Errorf("%q: %v", typed, err)
			}
			return
		}
		if again, err := schedule.ParseDays(d.String()); err != nil || again != d {
			t.Errorf("%q is %s, and that %s, %v", typed, d, again, err)
		}
	})
}
