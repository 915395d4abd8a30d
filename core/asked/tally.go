package asked

import (
	"cmp"
	"slices"

	"dragoman/core/schedule"
)

// Bounds of what is kept.
const (
	MaxQuestions = 5_000 // groups of questions
	MaxFacts     = 5_000
	MaxText      = 200 // runes of a wording, a gist
)

// Tally is what was asked. Its maps may be nil. Questions and Facts are by their
// IDs.
type Tally struct {
	Questions map[string]*Question
	Facts     map[string]*Fact
	Traffic   map[Place]Traffic
}

// Empty tells whether nothing was asked.
func (t *Tally) Empty() bool { return len(t.Questions)+len(t.Facts)+len(t.Traffic) == 0 }

// Add takes in another tally, of a later time. Nothing in it is shared afterwards.
func (t *Tally) Add(later Tally) {
	for _, q := range later.Questions {
		t.AddQuestion(q)
	}
	for _, f := range later.Facts {
		t.AddFact(f)
	}
	for place, n := range later.Traffic {
		t.AddTraffic(place, n)
	}
}

// AddQuestion takes in a question.
func (t *Tally) AddQuestion(q *Question) {
	if t.Questions == nil {
		t.Questions = make(map[string]*Question)
	}
	if t.Questions[q.ID] == nil {
		t.Questions[q.ID] = new(Question)
	}
	t.Questions[q.ID].Add(q)
}

// AddFact takes in a fact.
func (t *Tally) AddFact(f *Fact) {
	if t.Facts == nil {
		t.Facts = make(map[string]*Fact)
	}
	if t.Facts[f.ID] == nil {
		t.Facts[f.ID] = new(Fact)
	}
	t.Facts[f.ID].Add(f)
}

// AddTraffic takes in messages.
func (t *Tally) AddTraffic(place Place, n Traffic) {
	if t.Traffic == nil {
		t.Traffic = make(map[Place]Traffic)
	}
	t.Traffic[place] = t.Traffic[place].Plus(n)
}

// Trim drops the days before one, and what was asked on no other.
func (t *Tally) Trim(before schedule.Date) {
	for id, q := range t.Questions {
		if q.Days = q.Days.Since(before); len(q.Days) == 0 {
			delete(t.Questions, id)
		}
	}
	for id, f := range t.Facts {
		if f.Days = f.Days.Since(before); len(f.Days) == 0 {
			delete(t.Facts, id)
		}
	}
	for place := range t.Traffic {
		if place.Day.Compare(before) < 0 {
			delete(t.Traffic, place)
		}
	}
}

// bound lets go of what is too much.
func (t *Tally) bound() {
	if len(t.Questions) > MaxQuestions {
		for _, id := range Least(standings(t.Questions, func(q *Question) Counts { return q.Days }), Excess(len(t.Questions), MaxQuestions)) {
			delete(t.Questions, id)
		}
	}
	if len(t.Facts) > MaxFacts {
		for _, id := range Least(standings(t.Facts, func(f *Fact) Counts { return f.Days }), Excess(len(t.Facts), MaxFacts)) {
			delete(t.Facts, id)
		}
	}
}

func standings[T any](all map[string]T, days func(T) Counts) []Standing {
	list := make([]Standing, 0, len(all))
	for id, x := range all {
		list = append(list, StandingOf(id, days(x)))
	}
	return list
}

// Standing is what decides who gives way.
type Standing struct {
	ID   string
	n    int
	last schedule.Date
}

// StandingOf is that of a question or a fact.
func StandingOf(id string, days Counts) Standing { return Standing{id, days.Total(), days.last()} }

// Excess is how many of n have to go when there may be limit: a twentieth more
// than needed, so that it is not looked for every time.
func Excess(n, limit int) int { return max(0, n-limit) + limit/20 }

// Least returns the IDs of the n that give way: those asked least, and of these
// the oldest.
func Least(all []Standing, n int) []string {
	slices.SortFunc(all, func(x, y Standing) int {
		return cmp.Or(cmp.Compare(x.n, y.n), x.last.Compare(y.last), cmp.Compare(x.ID, y.ID))
	})
	ids := make([]string, 0, n)
	for _, s := range all[:min(n, len(all))] {
		ids = append(ids, s.ID)
	}
	return ids
}
