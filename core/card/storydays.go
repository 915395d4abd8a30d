package card

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"dragoman/knowledge"
)

// daysOf returns the dated events of a story by the days that they are on, earliest
// first.
func daysOf(b *knowledge.Base, day time.Time) []Day {
	items := b.Items()
	var events []*knowledge.Item
	told := make(map[string]bool) // places and days
	for i := range items {
		it := &items[i]
		if it.Kind != knowledge.Event || it.When.From.IsZero() || b.Story().Extracted && !standsAlone(b, it) {
			continue
		}
		// What a story says of one place on one day is one event, told from several
		// sides: the first says it. A program's draft knows no such thing.
		if at := it.Where + " " + it.When.Date; it.Where != "" && !b.Story().Extracted {
			if told[at] {
				continue
			}
			told[at] = true
		}
		events = append(events, it)
	}
	slices.SortStableFunc(events, func(x, y *knowledge.Item) int {
		if c := x.When.From.Compare(y.When.From); c != 0 {
			return c
		}
		return x.When.To.Compare(y.When.To)
	})
	var days []Day
	var last knowledge.When
	for _, it := range events {
		if w := it.When; len(days) == 0 || !w.From.Equal(last.From) || !w.To.Equal(last.To) {
			d := Day{Label: dayLabel(w, b.Story().Published), Today: isDay(w, day)}
			if d.Today {
				d.Label += " · today"
			}
			days = append(days, d)
			last = w
		}
		d := &days[len(days)-1]
		if text := eventText(b, it); !slices.Contains(d.Events, text) {
			d.Events = append(d.Events, text)
		}
	}
	return days
}

// standsAlone tells whether the sentence of an event of a program's draft can be read
// on a day by itself: it is no headline, says who, and the day that it names is the
// day on which it happens, to the day.
func standsAlone(b *knowledge.Base, it *knowledge.Item) bool {
	const headline = 1
	if _, n := b.Place(it.Cites[0]); n == headline || refersBack(it.Gist) || !precise(it.When) {
		return false
	}
	before, _, _ := strings.Cut(it.Gist, it.When.Said)
	words := strings.Fields(before)
	return len(words) == 0 || !slices.Contains([]string{"since", "before", "after"}, strings.ToLower(words[len(words)-1]))
}

// precise tells whether a time is a day or a few.
func precise(w knowledge.When) bool {
	const week = 6 * 24 * time.Hour
	return w.To.Sub(w.From) < week
}

// isDay tells whether a day is one of a few.
func isDay(w knowledge.When, day time.Time) bool {
	return precise(w) && !day.IsZero() && !day.Before(w.From) && !day.After(w.To)
}

// eventText is what happens, and how sure it is where it is not certain. Of a
// program's draft it is the whole sentence, which says that itself: a part of it may
// say something else.
func eventText(b *knowledge.Base, it *knowledge.Item) string {
	if b.Story().Extracted {
		return it.Gist
	}
	text := cmp.Or(it.What, it.Gist)
	if it.Status != knowledge.Confirmed {
		text += " (" + it.Status.String() + ")"
	}
	return text
}

// dayLabel names a time as precisely as the story gives it, with the year where it
// is not that of the story.
func dayLabel(w knowledge.When, story time.Time) string {
	layout := "Mon 2 Jan"
	if w.From.Year() != story.Year() || w.To.Year() != story.Year() {
		layout += " 2006"
	}
	switch {
	case w.From.Equal(w.To):
		return w.From.Format(layout)
	case len(w.Date) == len("2006"):
		return w.Date
	case len(w.Date) == len("2006-01"):
		return w.From.Format("January 2006")
	}
	return w.From.Format(layout) + " – " + w.To.Format(layout)
}
