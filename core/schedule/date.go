package schedule

import (
	"cmp"
	"fmt"
	"time"
)

// Date is a day of the calendar, in no zone. Dates may be compared with ==. As
// text, also in JSON, it is "2026-11-23".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// DateOf is the date that a time has in its location.
func DateOf(t time.Time) Date {
	year, month, day := t.Date()
	return Date{year, month, day}
}

// ParseDate reads a date as in "2026-11-23", of the years 0 to 9999. It returns
// ErrNotADate for anything else.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("%.20q: %w", s, ErrNotADate)
	}
	return DateOf(t), nil
}

// Valid tells whether the calendar has the date.
func (d Date) Valid() bool { return DateOf(d.midnight()) == d }

// Compare is negative when d is before the other date, positive when it is
// after it, and 0 when they are the same.
func (d Date) Compare(other Date) int {
	return cmp.Or(cmp.Compare(d.Year, other.Year), cmp.Compare(d.Month, other.Month), cmp.Compare(d.Day, other.Day))
}

// AddDays is the date so many days later, or earlier.
func (d Date) AddDays(n int) Date { return DateOf(d.midnight().AddDate(0, 0, n)) }

// Weekday is the day of the week of a date.
func (d Date) Weekday() time.Weekday { return d.midnight().Weekday() }

// midnight is the beginning of the date in UTC.
func (d Date) midnight() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC) }

// String returns the date as in "2026-11-23".
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, int(d.Month), d.Day) }

// MarshalText writes the date as String does. It returns ErrNotADate for one
// that the calendar does not have, or that has not four digits for its year.
func (d Date) MarshalText() ([]byte, error) {
	if !d.Valid() || d.Year < minYear || d.Year > maxYear {
		return nil, fmt.Errorf("%s: %w", d, ErrNotADate)
	}
	return []byte(d.String()), nil
}

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(b []byte) error {
	parsed, err := ParseDate(string(b))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}
