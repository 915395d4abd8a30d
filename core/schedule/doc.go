// Package schedule tells when a daily briefing is due.
//
//	at, err := schedule.ParseClock("half past seven")
//	days, err := schedule.ParseDays("weekdays")
//	plan := schedule.Plan{At: at, Zone: "Europe/Warsaw", Days: days}
//	next, err := plan.Next(now) // next.At is when, next.Date of which day it is
//
// A Plan is plain data that a store may encode as JSON. It holds a wall time
// and the name of a zone, never an offset, so that it stays right when a
// country changes its clocks.
//
// # Promises
//
// A plan has exactly one occurrence on each date that its days permit and that
// exists in its zone; later dates have later occurrences.
//
//   - Where clocks go forward over the time of the plan, it is due in the first
//     minute after the gap. That is still the occurrence of its own date, also
//     when the gap ends at midnight.
//   - Where they go back over it, it is due the first time only.
//   - A date that a zone left out (Samoa had no 30 December 2011) has none.
//
// Which days there are and when the clocks change is said by the zone's rules as
// this program knows them. The occurrence of a date may be computed anew after
// an update of the rules; the date stays, and is what to remember a briefing
// by that was sent.
//
// # Concurrency
//
// All functions and methods may be called concurrently. Zones that were loaded
// are kept for the life of the process, see [Plan.Next].
package schedule
