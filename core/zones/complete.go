package zones

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Suggestion is a place to choose a zone by.
type Suggestion struct {
	City    string // in English; for an offset as in "UTC+2"
	Zone    string // a name of the tz database to keep
	Country string // in English; "" for UTC and offsets
}

// MaxComplete is how many places are suggested at most.
const MaxComplete = 100

// minComplete is the length of the shortest text in which an error is
// forgiven.
const minComplete = 5

// How well a place fits, the best first.
const (
	exact       = iota + 1 // is called so
	ofCountry              // leads a zone of the country that is called so
	wholeWords             // begins with these words
	beginning              // begins so
	otherWords             // has another name that begins with these words
	otherwise              // has another name that begins so
	leading                // leads a zone of a country with a name that begins so
	inner                  // has a word that begins so
	elsewhere              // is in such a country, or its zone is called so
	levelsCount = iota + 1
)

// Complete returns at most n places whose name, or a word of it, begins with
// what was typed, the best first: rather those that are called so than those
// that only begin so, rather big than small ones, and of a country first the
// biggest in each of its main zones. What Find knows as a name of the database,
// a short name or an offset comes before them. Where nothing fits, one letter
// may be wrong, missing or needless, or two swapped, in five letters or more.
// Without letters it returns the biggest places, one of each zone.
func Complete(prefix string, n int) []Suggestion {
	n = min(n, MaxComplete)
	if n <= 0 || len(prefix) > MaxQuery {
		return nil
	}
	t := table()
	var found []int
	if zone, ok := t.formal(prefix); ok {
		found = append(found, t.homes[zone])
	}
	k := key(prefix)
	if k == "" {
		if strings.TrimSpace(prefix) == "" {
			found = t.biggest(n)
		}
		return t.suggestions(found)
	}
	levels := make([]uint8, len(t.places))
	if !t.match(k, levels) && len(found) == 0 && utf8.RuneCountInString(k) >= minComplete {
		t.matchMisspelt(k, levels)
	}
	for level := range uint8(levelsCount) {
		for at := range levels {
			if len(found) >= n {
				return t.suggestions(found[:n])
			}
			if level > 0 && levels[at] == level && !slices.Contains(found, at) {
				found = append(found, at)
			}
		}
	}
	return t.suggestions(found)
}

// biggest returns places of different zones.
func (t *tables) biggest(n int) []int {
	var found []int
	for at, p := range t.places {
		if len(found) == n {
			break
		}
		if !slices.ContainsFunc(found, func(i int) bool { return t.places[i].zone == p.zone }) {
			found = append(found, at)
		}
	}
	return found
}

// match notes how well each place fits, and tells whether any does.
func (t *tables) match(k string, levels []uint8) bool {
	from, _ := slices.BinarySearchFunc(t.entries, k, func(e entry, k string) int { return strings.Compare(e.rest, k) })
	fits := false
	type part struct {
		code  string
		level uint8
	}
	var seen []part // countries of which the beginning, or a word, fits
	for _, e := range t.entries[from:] {
		if !strings.HasPrefix(e.rest, k) {
			break
		}
		fits = true
		level := e.fit(k)
		switch {
		case e.place >= 0:
			better(&levels[e.place], level)
			continue
		case level == exact:
			level = ofCountry
		case e.whole():
			level = leading
		default:
			level = elsewhere
		}
		if p := (part{e.code, level}); !slices.Contains(seen, p) {
			seen = append(seen, p)
			t.matchCountry(e.code, level, levels)
		}
	}
	return fits
}

// fit is how well an entry fits that begins with what was typed.
func (e entry) fit(typed string) uint8 {
	switch {
	case !e.whole():
		return inner
	case len(e.rest) == len(typed):
		return exact
	case e.path:
		return elsewhere
	case e.rest[len(typed)] == ' ' && e.other:
		return otherWords
	case e.rest[len(typed)] == ' ':
		return wholeWords
	case e.other:
		return otherwise
	}
	return beginning
}

// matchCountry notes those that lead a zone of a country, and the others of it.
func (t *tables) matchCountry(code string, level uint8, levels []uint8) {
	for _, at := range t.inCountry[code] {
		if t.places[at].leads {
			better(&levels[at], level)
		} else {
			better(&levels[at], elsewhere)
		}
	}
}

// matchMisspelt notes the places whose names begin with what was typed but for
// one letter.
func (t *tables) matchMisspelt(k string, levels []uint8) {
	for _, e := range t.atLeast(len(k) - utf8.UTFMax) {
		if !oneEdit(k, e.rest, startOf) {
			continue
		}
		level := uint8(beginning)
		if oneEdit(k, e.rest, equal) {
			level = exact
		}
		if e.place >= 0 {
			better(&levels[e.place], level)
		} else {
			t.matchCountry(e.code, level, levels)
		}
	}
}

// atLeast are the names of so many bytes or more.
func (t *tables) atLeast(size int) []entry {
	from, _ := slices.BinarySearchFunc(t.wholes, size, func(e entry, size int) int { return cmp.Compare(int(e.name), size) })
	return t.wholes[from:]
}

// better notes a level where there is none or a worse one.
func better(at *uint8, level uint8) {
	if *at == 0 || level < *at {
		*at = level
	}
}

func (t *tables) suggestions(at []int) []Suggestion {
	out := make([]Suggestion, len(at))
	for i := range at {
		out[i] = t.suggestion(at[i])
	}
	return out
}

func (t *tables) suggestion(at int) Suggestion {
	p := t.places[at]
	return Suggestion{City: p.city, Zone: p.zone, Country: t.countries[p.country].name}
}
