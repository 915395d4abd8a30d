package briefing

import (
	"time"

	"dragoman/core/schedule"
)

// midnight is the beginning of a date, UTC, as the story's days are.
func midnight(d schedule.Date) time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}
