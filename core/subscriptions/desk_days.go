package subscriptions

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dragoman/core/phrases"
	"dragoman/core/schedule"
	"dragoman/core/text"
)

// daysOf is a set of weekdays.
func daysOf(list ...time.Weekday) schedule.Days {
	var set schedule.Days
	for _, d := range list {
		set |= 1 << d
	}
	return normal(set)
}

// normal writes the full set as plans do: as the empty one.
func normal(set schedule.Days) schedule.Days {
	if set&full == full {
		return schedule.EveryDay
	}
	return set
}

const full schedule.Days = 1<<7 - 1

// sets are those that readers choose at once.
var sets = [...]schedule.Days{schedule.EveryDay, schedule.Weekdays, schedule.Weekends}

// daysText says which days, in a reader's language.
func daysText(p *phrases.Phrases, days schedule.Days) string {
	switch normal(days) {
	case schedule.EveryDay:
		return p.EveryDay
	case schedule.Weekdays:
		return p.Weekdays
	case schedule.Weekends:
		return p.Weekends
	}
	return p.WeekdayList(weekdaysOf(days)...)
}

func weekdaysOf(days schedule.Days) []time.Weekday {
	var list []time.Weekday
	for _, d := range week {
		if days.Has(d) {
			list = append(list, d)
		}
	}
	return list
}

// parseDays reads days in English and in a reader's language: as daysText writes
// them, names of weekdays or their beginnings with commas or words between them,
// and from one to another with a hyphen. What is typed is tidy.
func parseDays(p *phrases.Phrases, typed string) (schedule.Days, bool) {
	if days, err := schedule.ParseDays(typed); err == nil {
		return days, true
	}
	folded := text.Fold(typed)
	for _, days := range sets {
		if folded == text.Fold(daysText(p, days)) {
			return days, true
		}
	}
	var list []time.Weekday
	for _, item := range strings.FieldsFunc(folded, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;،.&+/", r) }) {
		from, to, ranged := strings.Cut(item, "-")
		first, ok := parseWeekday(p, from)
		if !ok {
			if slices.Contains(andWords, item) {
				continue
			}
			return 0, false
		}
		last := first
		if ranged {
			if last, ok = parseWeekday(p, to); !ok {
				return 0, false
			}
		}
		for list = append(list, first); first != last; list = append(list, first) {
			first = (first + 1) % 7
		}
	}
	return daysOf(list...), len(list) > 0
}

// andWords stand between two weekdays, in the languages of the phrases.
var andWords = []string{"and", "und", "et", "y", "e", "i", "и", "та", "ve", "و"}

// parseWeekday reads the name of a weekday in a language, or a beginning of two
// letters or more that no other has. It is folded already.
func parseWeekday(p *phrases.Phrases, folded string) (day time.Weekday, ok bool) {
	if utf8.RuneCountInString(folded) < 2 {
		return 0, false
	}
	found := 0
	for _, d := range week {
		name := text.Fold(p.Weekday(d))
		if name == folded {
			return d, true
		}
		if strings.HasPrefix(name, folded) {
			day = d
			found++
		}
	}
	return day, found == 1
}
