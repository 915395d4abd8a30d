package schedule

import (
	"strings"
	"time"
	"unicode"

	"dragoman/core/text"
)

// Days is a set of days of the week: bit 1<<time.Sunday, 1<<time.Monday and so
// on. The empty set stands for every day, as does the full one. In JSON it is a
// number.
type Days uint8

// Sets that readers ask for.
const (
	EveryDay Days = 0
	Weekends Days = 1<<time.Saturday | 1<<time.Sunday
	Weekdays Days = allDays &^ Weekends
)

const allDays Days = 1<<7 - 1

// Has tells whether a day is in the set.
func (d Days) Has(day time.Weekday) bool {
	return d&allDays == 0 || d&(1<<day) != 0
}

// String returns the set in English: "every day", "weekdays", "weekends", or
// the days from Monday as in "Mon, Wed".
func (d Days) String() string {
	switch d & allDays {
	case EveryDay, allDays:
		return "every day"
	case Weekdays:
		return "weekdays"
	case Weekends:
		return "weekends"
	}
	var names []string
	for i := range 7 {
		if day := time.Weekday((i + 1) % 7); d.Has(day) {
			names = append(names, day.String()[:3])
		}
	}
	return strings.Join(names, ", ")
}

// dayNames are what days and sets of them are called.
var dayNames = map[string]Days{
	"sunday": 1 << time.Sunday, "sun": 1 << time.Sunday, "su": 1 << time.Sunday,
	"monday": 1 << time.Monday, "mon": 1 << time.Monday, "mo": 1 << time.Monday, "m": 1 << time.Monday,
	"tuesday": 1 << time.Tuesday, "tue": 1 << time.Tuesday, "tues": 1 << time.Tuesday, "tu": 1 << time.Tuesday,
	"wednesday": 1 << time.Wednesday, "wed": 1 << time.Wednesday, "weds": 1 << time.Wednesday, "we": 1 << time.Wednesday, "w": 1 << time.Wednesday,
	"thursday": 1 << time.Thursday, "thu": 1 << time.Thursday, "thur": 1 << time.Thursday, "thurs": 1 << time.Thursday, "th": 1 << time.Thursday,
	"friday": 1 << time.Friday, "fri": 1 << time.Friday, "fr": 1 << time.Friday, "f": 1 << time.Friday,
	"saturday": 1 << time.Saturday, "sat": 1 << time.Saturday, "sa": 1 << time.Saturday,
	"weekday": Weekdays, "workday": Weekdays, "workweek": Weekdays,
	"weekend": Weekends,
	"daily":   allDays, "everyday": allDays, "always": allDays,
}

// dayPairs are sets that are called by two words.
var dayPairs = map[string]Days{
	"every day": allDays, "each day": allDays, "all day": allDays, "seven day": allDays, "7 day": allDays, "all week": allDays, "whole week": allDays,
	"week day": Weekdays, "work day": Weekdays, "working day": Weekdays, "business day": Weekdays,
	"week end": Weekends,
}

// dayLinks are the words between days.
var dayLinks = map[string]byte{
	"-": '-', "to": '-', "through": '-', "thru": '-', "till": '-', "until": '-',
	"but": '!', "except": '!', "excluding": '!', "without": '!', "not": '!', "no": '!',
	"and": '+', "or": '+', "plus": '+', "also": '+', "on": '+', "the": '+', "every": '+', "each": '+', "all": '+', "only": '+', "just": '+',
	"from": '+', "for": '+', "apart": '+', "a": '+', "week": '+', "please": '+',
}

// ParseDays reads days of the week as people type them: "weekdays", "mon-fri",
// "Mon, Wed and Fri", "daily", "weekends", "Saturday to Tuesday", "every day but
// Sunday". All seven are EveryDay. It returns ErrNoDays for anything else.
func ParseDays(typed string) (Days, error) {
	if len(typed) > maxTyped {
		return 0, ErrNoDays
	}
	r := dayReader{}
	for _, w := range dayWords(typed) {
		if !r.take(w) {
			return 0, ErrNoDays
		}
	}
	unfinished := r.span || r.pair != "" && dayLinks[r.pair] == 0 || r.except && r.out == 0
	if unfinished { // "from Monday to", "every day but"
		return 0, ErrNoDays
	}
	if r.in == 0 && r.out != 0 {
		r.in = allDays
	}
	switch set := r.in &^ r.out; set {
	case 0:
		return 0, ErrNoDays
	case allDays:
		return EveryDay, nil
	default:
		return set, nil
	}
}

// dayWords are the words of a text and its hyphens, without the plural.
func dayWords(typed string) []string {
	folded := strings.NewReplacer("'", "", "-", " - ", "&", " and ", "+", " and ").Replace(text.Fold(text.Clean(typed)))
	words := strings.FieldsFunc(folded, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",.;/()!?\"", r) })
	for i, w := range words {
		if single, ok := strings.CutSuffix(w, "s"); ok && len(single) > 2 {
			if _, known := dayNames[w]; !known {
				words[i] = single
			}
		}
	}
	return words
}

// dayReader reads days word by word.
type dayReader struct {
	in, out Days
	last    Days   // the day before a span
	span    bool   // a day is to follow that ends a span
	except  bool   // what follows is left out
	pair    string // the first of two words
}

// take reads a word, and tells whether it may stand there.
func (r *dayReader) take(word string) bool {
	if r.pair != "" {
		first := r.pair
		r.pair = ""
		if set, ok := dayPairs[first+" "+word]; ok {
			return r.add(set)
		}
		if dayLinks[first] == 0 {
			return false
		}
	}
	if set, ok := dayNames[word]; ok {
		return r.add(set)
	}
	switch word {
	case "every", "each", "all", "whole", "seven", "7", "week", "work", "working", "business":
		r.pair = word
		return !r.span
	}
	switch dayLinks[word] {
	case '+':
		return !r.span
	case '!':
		if r.span || r.except {
			return false
		}
		r.except, r.last = true, 0
		return true
	case '-':
		ok := r.last != 0 && !r.span
		r.span = true
		return ok
	}
	return false
}

// add takes a day or a set of them.
func (r *dayReader) add(set Days) bool {
	single := set&(set-1) == 0
	if r.span {
		if !single {
			return false
		}
		for day := r.last; day != set; {
			if day <<= 1; day > allDays {
				day = 1
			}
			r.put(day)
		}
		r.span, r.last = false, 0
		return true
	}
	r.put(set)
	r.last = 0
	if single {
		r.last = set
	}
	return true
}

func (r *dayReader) put(set Days) {
	if r.except {
		r.out |= set
	} else {
		r.in |= set
	}
}
