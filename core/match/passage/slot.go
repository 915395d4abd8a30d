package passage

import "dragoman/core/query"

// slot is what an answer has to hold.
type slot int

const (
	anything slot = iota
	person        // a name that the question does not give
	location
	date
	hour
	ground // a cause
	count
	money
	span // how long
	age
	share
	size
)

// quantities are nouns that ask for a number: "what sum?".
var quantities = set(`sum amount figure price cost number total score fine budget length depth size magnitude strength rate salary
	contribution temperature speed height weight distance margin result value sentence term`)

// slotOf tells what kind of answer a question asks for.
func slotOf(q *query.Query) slot {
	switch q.Kind {
	case query.Who:
		return person
	case query.When:
		if q.Measure == query.Hour {
			return hour
		}
		return date
	case query.Where:
		return location
	case query.Why:
		return ground
	case query.HowMany:
		switch q.Measure {
		case query.Money:
			return money
		case query.Duration:
			return span
		case query.Age:
			return age
		case query.Share:
			return share
		case query.Distance:
			return size
		}
		return count
	case query.How:
		if i := q.Start + 1; i < len(q.Words) && measurable[q.Words[i].Form] {
			return size
		}
	case query.What, query.Any, query.List:
		if namesAsked(q) {
			return person
		}
		return slotOfNoun(q)
	}
	return anything
}

// measurable are the adjectives after "how" whose answer is a number.
var measurable = set(`big large small long short high low tall deep wide thick heavy strong powerful fast quick quickly slow hot cold warm far
	old young often frequently severe steep`)

// slotOfNoun tells what kind of answer a question asks for by a noun: "what is
// the earliest month ...?".
func slotOfNoun(q *query.Query) slot {
	for i := q.Start; i < min(len(q.Words), q.Start+nounWithin); i++ {
		f := q.Words[i].Form
		switch {
		case i > q.Start+1 && (f == "of" || f == "in" || f == "to" || f == "did" || f == "does" || f == "if" || f == "that"):
			return anything
		case f == "month" || f == "day" || f == "date" || f == "year" || f == "earliest" || f == "soonest":
			return date
		case f == "country" || f == "countries" || f == "nation" || f == "nations" || f == "name" || f == "called":
			return person
		case f == "city" || f == "town" || f == "place" || f == "village":
			return location
		case quantities[f]:
			return size
		}
	}
	return anything
}

// nounWithin is how many words of a question its noun is looked for in.
const nounWithin = 6

// fill looks for what the question asks for, and for how near the rest of the
// question stands to it.
func (ix *Index) fill(s *scratch, q *query.Query, p *passage, e *Evidence, total float64) {
	want := slotOf(q)
	s.fillers = s.fillers[:0]
	if want == anything {
		e.Slot = 0.5
		for _, k := range p.content { // any word may be the middle
			s.fillers = append(s.fillers, filler{k.at, 1})
		}
	} else {
		s.fillers = ix.fillers(s.fillers, want, p, s.asked)
		if unit := unitAsked(q); want == span && unit != "" {
			for i, f := range s.fillers {
				if ix.words[p.words[f.at]].stem != unit {
					s.fillers[i].strength = otherUnit * f.strength
				}
			}
		}
	}
	if by := p.item.By; want == person && by != "" && !q.Has(by) {
		e.Slot = speakerIs
	}
	for _, f := range s.fillers {
		if want != anything {
			e.Slot = max(e.Slot, f.strength)
		}
		near := 0.0
		for i := range s.units {
			most := 0.0
			for _, k := range p.content {
				a := s.alike(i, k.word)
				if a > most {
					most = max(most, a*decay(k.at-f.at))
				}
				if want != anything && k.at > f.at && k.at <= f.at+behind {
					e.Beside = max(e.Beside, a*f.strength)
				}
			}
			near += s.units[i].weight * most
		}
		e.Near = max(e.Near, near/total*f.strength)
	}
}

// otherUnit is what is left of a time in years where one asks for minutes.
const otherUnit = 0.3

// unitAsked returns the stem of the unit in which a question asks for a time: "how many
// minutes?", "how long in minutes?"; "" for none.
func unitAsked(q *query.Query) string {
	for i := q.Start; i < min(len(q.Words), q.Start+nounWithin); i++ {
		w := q.Words[i]
		if timeUnits[w.Form] && (i <= q.Start+2 || q.Words[i-1].Form == "in") {
			return w.Stem
		}
	}
	return ""
}

// behind is how many words after what is asked for stand beside it.
const behind = 2

// speakerIs is how much the speaker of a passage, whom its words need not name,
// is the one asked for.
const speakerIs = 0.8

// bareSum is how much a large number without a currency is a sum of money.
const bareSum = 0.7

// asked tells whether a word is one of the question's own.
func (s *scratch) asked(word int32) bool {
	for i := range s.units {
		if s.alike(i, word) >= sameStem {
			return true
		}
	}
	return false
}

// filler is a word that may be what is asked for.
type filler struct {
	at       int32
	strength float64
}

// fillers appends the places of the passage where something of the kind asked
// for stands. asked tells whether a word is one of the question's.
func (ix *Index) fillers(into []filler, s slot, p *passage, asked func(int32) bool) []filler {
	add := func(i int, strength float64) { into = append(into, filler{int32(i), strength}) }
	at := func(i int) *word {
		if i < 0 || i >= len(p.words) || p.words[i] < 0 {
			return &noWord
		}
		return &ix.words[p.words[i]]
	}
	for i := range p.words {
		w := at(i)
		if p.words[i] >= 0 && asked(p.words[i]) && s != location {
			continue
		}
		switch s {
		case person:
			if !w.is(proper) && (i > 0 || !w.is(place)) || namesAskedFor(p, i, at, asked) {
				continue
			}
			add(i, 1)
		case location:
			if w.is(proper|place) && locates[before(at, i)] && !asked(p.words[i]) {
				add(i, 1)
			} else if w.is(place) && !asked(p.words[i]) {
				add(i, 0.8)
			}
		case date:
			switch {
			case w.is(weekday | month | clock | year):
				add(i, 1)
			case w.is(timeWord):
				add(i, 0.8)
			case w.is(timeUnit) && (at(i-1).is(number) || relative[at(i-1).form]):
				add(i, 0.8)
			}
		case hour:
			if w.is(clock) || w.form == "noon" || w.form == "midnight" || w.is(number) && before(at, i) == "at" {
				add(i, 1)
			}
		case ground:
			if w.is(cause) {
				add(i, 1)
			} else if w.is(purpose) {
				add(i, 0.4)
			}
		case count:
			if w.is(number) && !w.is(clock) {
				if w.is(year) && before(at, i) == "in" {
					continue
				}
				add(i, 1)
			}
		case money:
			switch {
			case w.is(currency) && (at(i+1).is(number) || at(i-1).is(number) || at(i-2).is(number)),
				w.is(currency) && (at(i-3).is(number) && at(i-2).is(number)):
				add(i, 1)
			case w.is(number) && (w.form == "million" || w.form == "billion" || w.form == "trillion"):
				add(i, bareSum)
			}
		case span:
			if w.is(timeUnit) && at(i-1).is(number) {
				add(i, 1)
			}
		case age:
			switch {
			case w.is(number) && p.words[max(i-1, 0)] == comma && i+1 < len(p.words) && p.words[i+1] == comma,
				w.is(number) && at(i+1).form == "year" && at(i+2).form == "old", w.is(number) && before(at, i) == "aged":
				add(i, 1)
			}
		case share:
			if w.is(fraction) || w.is(number) && at(i+1).form == "of" {
				add(i, 1)
			}
		case size:
			if w.is(number) && !w.is(clock) && !(w.is(year) && before(at, i) == "in") {
				add(i, 1)
			}
		}
	}
	return into
}

func before(at func(int) *word, i int) string {
	if f := at(i - 1).form; f != "the" {
		return f
	}
	return at(i - 2).form
}

var (
	noWord   word
	locates  = set(`in at near to from of outside inside across around into over`)
	relative = set(`next last this since for after within past previous coming earlier few several`)
)
