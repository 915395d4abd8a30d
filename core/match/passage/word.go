package passage

import (
	"strings"

	"dragoman/core/lexicon"
	"dragoman/core/lexicon/vectors"
)

// word is a distinct word form of the story, or a phrase of the thesaurus.
type word struct {
	form   string
	stem   string // of a number: its digits
	groups []lexicon.Group
	vector vectors.Vector
	nation string // the country that it names, by itself or by its people
	marks  mark
	weight float64 // how much it tells one passage from another
}

// mark is a set of what a word may be.
type mark uint16

const (
	function mark = 1 << iota
	number
	year
	clock
	weekday
	month
	timeUnit // "days"
	timeWord // "yesterday", "noon"
	currency
	fraction // "percent", "half"
	cause
	purpose // may tell a cause, and mostly does not: "after", "for"
	proper  // only ever capitalised in the story
	place
	literal // near in meaning to its likes, yet never the same: days, numbers, countries
)

func (w *word) is(m mark) bool { return w.marks&m != 0 }

// tells tells whether a word carries meaning by itself.
func (w *word) tells() bool { return !w.is(function) || w.is(number|timeUnit|currency) }

func set(words string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

var timeUnits = set(`second seconds minute minutes hour hours day days week weeks month months year years decade decades century`)

// classes are the marks that words have by their form alone.
var classes = []struct {
	mark
	words map[string]bool
}{
	{weekday, set(`monday tuesday wednesday thursday friday saturday sunday weekend`)},
	{month, set(`january february march april may june july august september october november december`)},
	{timeUnit, timeUnits},
	{timeWord, set(`today yesterday tomorrow tonight noon midnight morning afternoon evening night overnight spring summer autumn winter`)},
	{currency, set(`$ € £ ¥ dollar dollars euro euros pound pounds francs franc soles yen yuan rupees roubles rubles cents pence krona kronor
		kroner pesos peso rand naira lira shekels won ringgit dirhams riyals kwacha shillings usd eur gbp crown crowns franc zloty zlotys forint
		forints dinar dinars dirham baht rupiah rupee cedi cedis lei reais hryvnia taka dong kuna riyal tenge kuai`)},
	{fraction, set(`percent % per cent half third quarter majority most none`)},
	{cause, set(`because due owing caused cause causes reason reasons blamed attributed thanks since forcing forced so why prompted led result
		sparked triggered`)},
	{purpose, set(`after for over as by following to from when amid despite given`)},
}

// numerals are numbers in letters.
var numerals = map[string]string{
	"one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
	"eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17",
	"eighteen": "18", "nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "hundred": "100",
	"dozen": "dozen", "dozens": "dozens", "hundreds": "hundreds", "thousand": "thousand", "thousands": "thousands",
	"million": "million", "billion": "billion", "trillion": "trillion", "twice": "2", "once": "1", "single": "1",
}

// newWord looks up what there is to know of a folded form.
func newWord(form, stem string, groups []lexicon.Group) word {
	w := word{form: form, stem: stem, groups: groups}
	for _, c := range classes {
		if c.words[form] {
			w.marks |= c.mark
		}
	}
	if lexicon.Function(form) {
		w.marks |= function
	}
	w.number()
	if name, ok := lexicon.LookupName(form); ok {
		switch name.Kind {
		case "country", "city", "region":
			w.marks |= place | literal
		case "demonym":
			w.marks |= literal
		}
	}
	w.nation, _ = lexicon.Nation(form)
	if w.is(number | weekday | month | currency) {
		w.marks |= literal
	}
	if !w.is(literal|function) || w.is(currency) {
		w.vector, _ = vectors.Of(form)
	}
	return w
}

// number sets what there is to know of a word as a number.
func (w *word) number() {
	digit := w.form[0] >= '0' && w.form[0] <= '9'
	value, numeral := numerals[w.form]
	switch {
	case numeral:
		w.stem = value
	case digit && strings.Contains(w.form, ","):
		w.stem = strings.ReplaceAll(w.form, ",", "")
	}
	if digit || numeral {
		w.marks |= number
	}
	if digit && len(w.form) == 4 && w.form[0] <= '2' && !strings.ContainsFunc(w.form, func(r rune) bool { return r < '0' || r > '9' }) {
		w.marks |= year
	}
	if digit && (strings.HasSuffix(w.form, "am") || strings.HasSuffix(w.form, "pm") || strings.Contains(w.form, ":")) {
		w.marks |= clock
	}
}
