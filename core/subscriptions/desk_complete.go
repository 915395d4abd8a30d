package subscriptions

import (
	"slices"
	"strings"

	"dragoman/core/schedule"
	"dragoman/core/text"
	"dragoman/core/zones"
)

// maxChoice bounds a choice's name and value, in characters: Discord's limit.
const maxChoice = 100

// CompleteZone offers up to n places for what is typed so far, with the time that
// it is there: "Warsaw · Europe/Warsaw · 14:05". Before anything is typed these
// are the places where the visitor may live.
func (d *Desk) CompleteZone(v Visitor, typed string, n int) []Choice {
	var found []zones.Suggestion
	if typed = tidy(typed); typed == "" {
		for _, zone := range zones.Guess(v.Locale) {
			if s, ok := zones.Of(zone); ok {
				found = append(found, s)
			}
		}
	} else {
		found = zones.Complete(typed, n)
	}
	var c choices
	for _, s := range found {
		if _, known := load(s.Zone); known && len(s.Zone) <= maxZone {
			c.add(n, s.City+" · "+s.Zone+" · "+v.timeIn(s.Zone), s.Zone)
		}
	}
	return c
}

// CompleteTime offers up to n times of day: what was typed, the same in the
// evening, and times that begin so.
func (d *Desk) CompleteTime(v Visitor, typed string, n int) []Choice {
	var c choices
	typed = tidy(typed)
	if at, err := schedule.ParseClock(typed); err == nil {
		c.add(n, at.String(), at.String())
	}
	if evening, err := schedule.ParseClock(typed + " pm"); err == nil {
		c.add(n, evening.String(), evening.String())
	}
	for _, times := range [][]string{offered, hours()} {
		for _, at := range times {
			if strings.HasPrefix(at, typed) || strings.HasPrefix(strings.TrimPrefix(at, "0"), typed) {
				c.add(n, at, at)
			}
		}
	}
	return c
}

// hours are the full hours of a day.
func hours() []string {
	var all []string
	for h := range schedule.Clock(24) {
		all = append(all, (h * 60).String())
	}
	return all
}

// CompleteDays offers up to n sets of weekdays, by their names in the visitor's
// language: what was typed, and those that begin so. After a comma the last day of
// the list is completed.
func (d *Desk) CompleteDays(v Visitor, typed string, n int) []Choice {
	p := v.phrases()
	typed = tidy(typed)
	var c choices
	add := func(days schedule.Days) { c.add(n, daysText(p, days), days.String()) }
	if days, ok := parseDays(p, typed); ok {
		add(days)
	}
	head, last := "", typed
	if i := strings.LastIndexByte(last, ','); i >= 0 {
		head, last = last[:i], strings.TrimSpace(last[i+1:])
	}
	before, listed := parseDays(p, head)
	begins := func(name string) bool { return strings.HasPrefix(text.Fold(name), text.Fold(last)) }
	if head == "" {
		for _, days := range sets {
			if begins(daysText(p, days)) || begins(days.String()) {
				add(days)
			}
		}
	}
	if head == "" || listed {
		for _, day := range week {
			if begins(p.Weekday(day)) || begins(day.String()) {
				add(before | daysOf(day))
			}
		}
	}
	return c
}

// choices are offered, each name once.
type choices []Choice

func (c *choices) add(n int, name, value string) {
	if len(*c) >= n || value == "" || len(value) > maxChoice || slices.ContainsFunc(*c, func(o Choice) bool { return o.Name == name }) {
		return
	}
	if r := []rune(name); len(r) > maxChoice {
		name = string(r[:maxChoice])
	}
	*c = append(*c, Choice{name, value})
}
