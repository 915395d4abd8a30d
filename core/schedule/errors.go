package schedule

import "errors"

// What is wrong with what a reader typed, or with a plan. The texts are
// sentences for readers of English; errors.Is tells the kinds apart where the
// words are needed in another language.
var (
	// ErrNoTime is returned when a text names no time of day, or holds more
	// than that.
	ErrNoTime = errors.New("that is not a time of day that I can read: please write one such as 8:30 or 7 pm")

	// ErrNotATime is returned when a text names a time that no day has, such as
	// 25:00 or 13 am, and for a Clock out of its range.
	ErrNotATime = errors.New("no day has such a time: please write one from 0:00 to 23:59, such as 8:30")

	// ErrTimes is returned when a text names several times.
	ErrTimes = errors.New("there is only one briefing a day: please write one time, such as 8:30")

	// ErrNoDays is returned when a text names no days of the week, or leaves
	// none, or holds more than that.
	ErrNoDays = errors.New("those are not days of the week that I can read: please write them such as weekdays or Mon, Wed")

	// ErrNotADate is returned for a date that is not one of the calendar,
	// written as in 2026-11-23.
	ErrNotADate = errors.New("not a date such as 2026-11-23")

	// ErrZone is returned when a plan has no zone, or one that the tz database
	// does not have.
	ErrZone = errors.New("unknown time zone")
)
