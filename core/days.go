package core

import (
	"strconv"
	"strings"
	"time"
)

// dayAt reads the day that words begin with, in small letters, and how many of
// them name it: "monday", "last week", "12 may", "may 12th 2025", "2025-05-12",
// "2025 05 12", "tuesday the 13th of may". A weekday without a date is the last one
// before now; a date without a year is that nearest to the
// day told which is not after now. ok is false for words that name no day. The day
// is midnight UTC.
func dayAt(words []string, now, told time.Time) (t time.Time, n int, ok bool) {
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
	if len(words) == 0 {
		return t, 0, false
	}
	if t, n, ok = dateAt(words, today, told); ok {
		return t, n, ok
	}
	first, second := words[0], ""
	if len(words) > 1 {
		second = words[1]
	}
	switch {
	case first == "today":
		return today, 1, true
	case first == "yesterday":
		return today.AddDate(0, 0, -1), 1, true
	case (first == "last" || first == "past") && second == "week":
		return today.AddDate(0, 0, -7), 2, true
	case first == "this" && second == "week":
		return today.AddDate(0, 0, -int(today.Weekday()+6)%7), 2, true
	case first == "last":
		t, n, ok = dayAt(words[1:], now, told)
		return t, n + 1, ok && weekdays[second]
	case weekdays[first]:
		rest := words[1:]
		if second == "," {
			rest = words[2:]
		}
		if len(rest) > 0 { // then the date counts
			if t, n, ok = dateAt(rest, today, told); ok {
				return t, n + len(words) - len(rest), true
			}
		}
		for t = today.AddDate(0, 0, -1); strings.ToLower(t.Weekday().String()) != first; {
			t = t.AddDate(0, 0, -1)
		}
		return t, 1, true
	}
	return time.Time{}, 0, false
}

// dateAt reads a day of a month.
func dateAt(words []string, today, told time.Time) (time.Time, int, bool) {
	if t, err := time.Parse(time.DateOnly, words[0]); err == nil {
		return t, 1, true
	}
	if len(words) > 2 && len(words[0]) == len("2006") { // hyphens part words
		if t, err := time.Parse(time.DateOnly, strings.Join(words[:3], "-")); err == nil {
			return t, 3, true
		}
	}
	var month time.Month
	number, n := 0, 0
	for n < len(words) && (number == 0 || month == 0) {
		w := words[n]
		switch m, isMonth := monthNamed(w); {
		case number == 0 && dayNumber(w) > 0:
			number = dayNumber(w)
		case month == 0 && isMonth:
			month = m
		case n > 0 && w == "of" || w == "the" && n < 2:
		default:
			return time.Time{}, 0, false
		}
		n++
	}
	if number == 0 || month == 0 {
		return time.Time{}, 0, false
	}
	if n < len(words) && len(words[n]) == len("2006") {
		if y, err := strconv.Atoi(words[n]); err == nil {
			t := time.Date(y, month, number, 0, 0, 0, 0, time.UTC)
			return t, n + 1, t.Day() == number
		}
	}
	var best time.Time
	for _, year := range []int{told.Year() - 1, told.Year(), told.Year() + 1} {
		t := time.Date(year, month, number, 0, 0, 0, 0, time.UTC)
		if t.Day() == number && !t.After(today) && (best.IsZero() || t.Sub(told).Abs() < best.Sub(told).Abs()) {
			best = t
		}
	}
	return best, n, !best.IsZero()
}

// dayNumber reads "12" and "12th", 0 for other words.
func dayNumber(w string) int {
	for _, end := range []string{"st", "nd", "rd", "th"} {
		w = strings.TrimSuffix(w, end)
	}
	n, err := strconv.Atoi(w)
	if err != nil || n < 1 || n > 31 {
		return 0
	}
	return n
}

// monthNamed reads the name of a month, in full or its first three letters.
func monthNamed(w string) (time.Month, bool) {
	for m := time.January; m <= time.December; m++ {
		if name := strings.ToLower(m.String()); w == name || w == name[:3] || w == "sept" && m == time.September {
			return m, true
		}
	}
	return 0, false
}

var weekdays = words("monday tuesday wednesday thursday friday saturday sunday")
