package subscriptions

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"dragoman/core/schedule"
)

// What buttons hold. It is in chats for years: what is here stays valid, and what
// is not understood any more shows the settings.
//
//	c                     the settings
//	t, z, d               choose another time, zone, days
//	T0830                 the time is 08:30
//	ZEurope/Warsaw        the zone
//	D1f, E1f              the days, Monday being 1, Tuesday 2, Wednesday 4, ...; with
//	                      D more of them are chosen, with E that was all
//	N0, N1                only when there is something new: no, yes
//	R0, R1                begin again when all is told: no, yes
//	x                     unsubscribe
//	w0830 1f n r Europe/Warsaw   without spaces: subscribe so. "-" for what is not
//	                      said; n or a for only what is new or all; r or q to begin again
//	                      or to be quiet
const (
	dataSettings = "c"
	dataAskTime  = "t"
	dataAskZone  = "z"
	dataAskDays  = "d"
	dataTime     = "T"
	dataZone     = "Z"
	dataMoreDays = "D"
	dataDays     = "E"
	dataOnlyNew  = "N"
	dataRepeat   = "R"
	dataStop     = "x"
	dataDraft    = "w"
)

// draftHead is the length of a draft's data before its zone, and maxZone that of
// the longest zone that fits behind.
const (
	draftHead = len(dataDraft) + 4 + 2 + 1 + 1
	maxZone   = MaxData - draftHead
)

// data is the draft for a button.
func (dr draft) data() string {
	at, days := "----", "--"
	if dr.hasTime {
		at = clockData(dr.at)
	}
	if dr.hasDays {
		days = daysData(dr.days)
	}
	zone := dr.zone
	if len(zone) > maxZone {
		zone = "" // it is asked for
	}
	return dataDraft + at + days + dr.onlyNew.pick("n", "a", "-") + dr.repeat.pick("r", "q", "-") + zone
}

// parseDraft reads what data wrote, from after the dataDraft.
func parseDraft(s string) (dr draft, ok bool) {
	if len(s) < draftHead-1 {
		return dr, false
	}
	at, days, onlyNew, repeat, zone := s[:4], s[4:6], s[6], s[7], s[8:]
	if at != "----" {
		if dr.at, dr.hasTime = parseClockData(at); !dr.hasTime {
			return dr, false
		}
	}
	if days != "--" {
		if dr.days, dr.hasDays = parseDaysData(days); !dr.hasDays {
			return dr, false
		}
	}
	dr.onlyNew = map[byte]answer{'n': yes, 'a': no}[onlyNew]
	dr.repeat = map[byte]answer{'r': yes, 'q': no}[repeat]
	if zone != "" {
		dr.zone, _ = findZone(zone) // one that is not known any more is asked for
	}
	return dr, true
}

func clockData(c schedule.Clock) string { return strings.ReplaceAll(c.String(), ":", "") }

func parseClockData(s string) (schedule.Clock, bool) {
	if len(s) != 4 || strings.Trim(s, "0123456789") != "" {
		return 0, false
	}
	c, err := schedule.ParseClock(s[:2] + ":" + s[2:])
	return c, err == nil
}

// week is the order of weekdays on pages.
var week = [7]time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}

func daysData(days schedule.Days) string {
	mask := 0
	for i, d := range week {
		if days.Has(d) {
			mask |= 1 << i
		}
	}
	return fmt.Sprintf("%02x", mask)
}

func parseDaysData(s string) (schedule.Days, bool) {
	mask, err := strconv.ParseUint(s, 16, 8)
	if err != nil || len(s) != 2 || mask == 0 || mask > 1<<7-1 {
		return 0, false
	}
	var days []time.Weekday
	for i, d := range week {
		if mask&(1<<i) != 0 {
			days = append(days, d)
		}
	}
	return daysOf(days...), true
}
