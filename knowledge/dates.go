package knowledge

import (
	"fmt"
	"strings"
	"time"
)

// dateForms is what a bad date is answered with.
const dateForms = "write 2025-02-18, 2025-02-15/16, 2025-02-10/2025-03-02, 2025-02 or 2025"

// days returns the first and the last day that a date of a story file means, at
// midnight UTC. It knows the forms of dateForms.
func days(date string) (from, to time.Time, err error) {
	first, last, isRange := strings.Cut(date, "/")
	if from, to, err = span(first); err != nil {
		return time.Time{}, time.Time{}, fmt.Errorf("%q is not a date", date)
	}
	if !isRange {
		return from, to, nil
	}
	if len(last) == 2 && len(first) == len(time.DateOnly) {
		last = first[:len("2006-01-")] + last // 2025-02-15/16
	}
	if from.Equal(to) {
		to, err = time.Parse(time.DateOnly, last)
	} else {
		err = fmt.Errorf("a range of %q", first)
	}
	switch {
	case err != nil:
		return time.Time{}, time.Time{}, fmt.Errorf("%q is not a date", date)
	case !from.Before(to):
		return time.Time{}, time.Time{}, fmt.Errorf("%q ends before it begins", date)
	}
	return from, to, nil
}

// span returns the first and the last day of a day, a month or a year.
func span(date string) (from, to time.Time, err error) {
	layout, months, dayCount := time.DateOnly, 0, 1
	switch len(date) {
	case len("2006"):
		layout, months, dayCount = "2006", 12, 0
	case len("2006-01"):
		layout, months, dayCount = "2006-01", 1, 0
	}
	from, err = time.Parse(layout, date)
	if err != nil {
		return from, to, err
	}
	if from.Year() < 1000 { // the zero time means that nothing was resolved
		return from, to, fmt.Errorf("year %d", from.Year())
	}
	return from, from.AddDate(0, months, dayCount-1), nil
}

// weekday returns the day of the week that a text names, if it is nothing else.
func weekday(text string) (time.Weekday, bool) {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if strings.EqualFold(text, d.String()) {
			return d, true
		}
	}
	return 0, false
}
