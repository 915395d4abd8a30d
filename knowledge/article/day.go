package article

import (
	"regexp"
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

// parseDay returns the day that a date names, as midnight UTC. Of a date with a
// time and an offset it is the day as written, which is the publisher's own.
func parseDay(date string) (time.Time, bool) {
	if len(date) > 100 {
		return time.Time{}, false
	}
	date = squeeze(strings.NewReplacer(",", " ", ".", " ").Replace(date))
	date = timeAfterDay.ReplaceAllString(date, "$1 ")
	date = weekdayStart.ReplaceAllString(date, "")
	day := ordinal.ReplaceAllString(dayStart.FindString(date), "$1")
	day = strings.Replace(day, "Sept ", "Sep ", 1)
	for _, layout := range dayLayouts {
		if t, err := time.Parse(layout, day); err == nil && t.Year() >= 1600 {
			return t, true
		}
	}
	return time.Time{}, false
}
