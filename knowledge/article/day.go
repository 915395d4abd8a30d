package article

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// dayLayouts are the ways in which a day begins in front matter and in pages,
// after the name of a weekday was cut off. What follows is the time of day.
var dayLayouts = []string{
	"2006-1-2", "2006/1/2", "20060102",
	"2 January 2006", "2 Jan 2006", "January 2 2006", "Jan 2 2006",
}

var dayStart = regexp.MustCompile(`^(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{8}|\d{1,2}(?:st|nd|rd|th)? \p{L}+ \d{4}|\p{L}+ \d{1,2}(?:st|nd|rd|th)? \d{4})\b`)

var (
	weekdayStart = regexp.MustCompile(`^(?i:mon|tue|wed|thu|fri|sat|sun)[a-z]* `)
	ordinal      = regexp.MustCompile(`(\d)(?:st|nd|rd|th)\b`)
	timeAfterDay = regexp.MustCompile(`^(\d{4}-\d{1,2}-\d{1,2})T`)
)

// parseDay returns the day that a date names, as midnight UTC, and the time of day, 0
// when there is none. Of a date with a time and an offset they are as written, the
// publisher's own.
func parseDay(date string) (day time.Time, clock time.Duration, ok bool) {
	if len(date) > 100 {
		return time.Time{}, 0, false
	}
	date = squeeze(strings.NewReplacer(",", " ", ".", " ").Replace(date))
	date = timeAfterDay.ReplaceAllString(date, "$1 ")
	date = weekdayStart.ReplaceAllString(date, "")
	start := dayStart.FindString(date)
	written := ordinal.ReplaceAllString(start, "$1")
	written = strings.Replace(written, "Sept ", "Sep ", 1)
	for _, layout := range dayLayouts {
		if t, err := time.Parse(layout, written); err == nil && t.Year() >= 1600 {
			return t, parseClock(date[len(start):]), true
		}
	}
	return time.Time{}, 0, false
}

// clockStart matches a time of day: "14:30:05", "2 30 pm" (points were made spaces),
// "9am", "14h30".
var clockStart = regexp.MustCompile(`(?i)^[ ,]*(?:at )?(\d{1,2})(?:[:.h ](\d{2}))?(?::\d{2})?(?: ?([ap])[. ]?m\b)?`)

// parseClock returns the time of day that a text begins with, 0 when it begins with
// none. A number by itself is none.
func parseClock(text string) time.Duration {
	f := clockStart.FindStringSubmatch(text)
	if f == nil || f[2] == "" && f[3] == "" {
		return 0
	}
	hour, _ := strconv.Atoi(f[1])
	minute, _ := strconv.Atoi(f[2])
	if f[3] != "" {
		if hour < 1 || hour > 12 {
			return 0
		}
		hour %= 12
		if strings.EqualFold(f[3], "p") {
			hour += 12
		}
	}
	if hour > 23 || minute > 59 {
		return 0
	}
	return time.Duration(hour)*time.Hour + time.Duration(minute)*time.Minute
}
