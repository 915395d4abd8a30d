package schedule

import (
	"fmt"
	"time"
)

// Plan is when a daily briefing is to come. It is plain data: a store may
// encode it as JSON.
type Plan struct {
	At   Clock  `json:"at"`
	Zone string `json:"zone"` // a name of the tz database, such as "Europe/Warsaw"
	Days Days   `json:"days,omitempty"`
}

// Occurrence is one briefing of a plan.
type Occurrence struct {
	Date Date      // of the plan
	At   time.Time // when it is due, in the zone of the plan
}

// daysAhead are enough to find an occurrence: seven until a permitted day comes
// again, and seven more when the zone leaves out that date.
const daysAhead = 15

// The years of plans, which are those that a Date is written with.
const (
	minYear = 0
	maxYear = 9999
)

// Next returns the first occurrence strictly after a time. It returns ErrZone
// for a zone that it does not know, ErrNotATime for an At that is no time of day,
// and another error outside the years 0 to 9999.
//
// It takes about a microsecond. The first call for a zone loads it, which takes
// longer, and keeps it for the life of the process.
func (p Plan) Next(after time.Time) (Occurrence, error) {
	loc, err := p.location()
	if err != nil {
		return Occurrence{}, err
	}
	date := DateOf(after.In(loc))
	for range daysAhead {
		if at, ok := p.on(date, loc); ok && at.After(after) {
			return Occurrence{date, at}, nil
		}
		date = date.AddDays(1)
	}
	return Occurrence{}, fmt.Errorf("no occurrence before %s in %s", date, p.Zone)
}

// On returns when the plan is due on a date. ok is false when it is not: the
// day of the week is not one of the plan's, the zone has no such date, or Next
// returns an error for the plan.
func (p Plan) On(date Date) (at time.Time, ok bool) {
	loc, err := p.location()
	if err != nil || !date.Valid() {
		return time.Time{}, false
	}
	return p.on(date, loc)
}

func (p Plan) location() (*time.Location, error) {
	if !p.At.Valid() {
		return nil, fmt.Errorf("%v: %w", p.At, ErrNotATime)
	}
	return location(p.Zone)
}

func (p Plan) on(date Date, loc *time.Location) (at time.Time, ok bool) {
	if !p.Days.Has(date.Weekday()) || date.Year < minYear || date.Year > maxYear {
		return time.Time{}, false
	}
	midnight := date.midnight().Unix()
	at = reaches(midnight+int64(p.At)*60, loc)
	// A date exists if its clock shows any time before the next one.
	if DateOf(at) != date && wall(reaches(midnight, loc)) >= midnight+secondsPerDay {
		return time.Time{}, false
	}
	return at, true
}

const secondsPerDay = 24 * 60 * 60

// wall is what a clock shows, in seconds as if it were UTC.
func wall(t time.Time) int64 {
	_, offset := t.Zone()
	return t.Unix() + int64(offset)
}

// reaches returns the first time at which the clocks of a location show a wall
// time or a later one. That is the time itself, the first of two, or the end of
// the gap that it is in.
func reaches(w int64, loc *time.Location) time.Time {
	// No zone was ever a day from UTC, so that clocks show less a day before.
	// They show as much at the latest a day after, which ends the loop.
	t := time.Unix(w-secondsPerDay, 0).In(loc)
	for {
		_, offset := t.Zone()
		_, end := t.ZoneBounds()
		at := time.Unix(max(w-int64(offset), t.Unix()), 0).In(loc)
		if end.IsZero() || at.Before(end) {
			return at
		}
		t = end
	}
}
