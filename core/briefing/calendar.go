package briefing

import (
	"slices"
	"strings"
	"time"

	"dragoman/core"
	"dragoman/knowledge"
)

// longest is the time from which an event is too long to be "on" a day.
const longest = 6 * 24 * time.Hour

// onDay tells what the story has for a day, midnight UTC, a line each, and which
// events these are; ok is false when it has nothing. How sure an event is stands
// behind it unless it is confirmed.
func onDay(base *knowledge.Base, day time.Time) (r core.Reply, events []*knowledge.Item, ok bool) {
	var lines []string
	var cites []int
	places := make(map[string]bool)
	room := core.MaxAnswer
	for i := range base.Items() {
		it := &base.Items()[i]
		if it.Kind != knowledge.Event || !isOn(it.When, day) || len(it.Cites) == 0 {
			continue
		}
		if at := it.Where + " " + it.When.Date; it.Where != "" {
			if places[at] {
				continue // the same in other words
			}
			places[at] = true
		}
		line := "• " + capital(happening(base, it))
		if n := runes(line) + 1; n <= room && len(cites) < core.MaxListEvidence && !slices.Contains(lines, line) {
			room -= n
			lines = append(lines, line)
			events = append(events, it)
			cites = merged(cites, it.Cites[:1])
		}
	}
	if len(lines) == 0 {
		return core.Reply{}, nil, false
	}
	return replyOf(base, strings.Join(lines, "\n"), cites, core.MaxListEvidence), events, true
}

// isOn tells whether a time, known to the day, takes in a day.
func isOn(w knowledge.When, day time.Time) bool {
	if !isDay(w) {
		return false
	}
	to := w.To
	if to.IsZero() {
		to = w.From
	}
	return !day.Before(w.From) && !day.After(to) && to.Sub(w.From) < longest
}

// isDay tells whether a time is known to the day.
func isDay(w knowledge.When) bool {
	return !w.From.IsZero() && len(w.Date) >= len(time.DateOnly)
}

// happening is an event in a line.
func happening(base *knowledge.Base, it *knowledge.Item) string {
	what := it.What
	if what == "" || base.Story().Extracted {
		what = it.Gist
	}
	what = strings.TrimSuffix(what, ".")
	if it.Status != knowledge.Confirmed {
		what += " (" + it.Status.String() + ")"
	}
	return what
}
