package passage

import (
	"math"
	"strings"

	"dragoman/core/query"
	"dragoman/knowledge"
)

// Decision is what tells whether the best passage answers the question at all.
type Decision struct {
	Evidence         // of the best passage
	Score    float64 // the same as one number
	Sure     float64 // share of the best passage among all, by their scores
	Missing  float64 // names of the question that it does not hold
	want     slot
	kind     query.Kind
}

// Trusted is the number of weights of the decision.
const Trusted = 10

// Vector returns what the decision rests on, in the order of
// [Weights].Certainty.
func (d *Decision) Vector() [Trusted]float64 {
	empty := func(s ...slot) float64 { // what is asked for is of such a kind, and is not there
		for _, want := range s {
			if d.want == want {
				return 1 - d.Slot
			}
		}
		return 0
	}
	return [...]float64{
		d.Score, d.Sure, d.Missing, d.Foreign,
		flag(d.want >= count), flag(d.want == person), flag(d.kind == query.What), flag(d.kind == query.YesNo),
		empty(person), empty(date, hour, count, money, span, age, share, size),
	}
}

// Repeats tells whether the text of one of two items is part of the other's, as that of
// the first sentence is of the headline's and its own: they are no rivals.
func Repeats(x, y *knowledge.Item) bool {
	return strings.Contains(x.Gist, y.Gist) || strings.Contains(y.Gist, x.Gist)
}

// decision gathers what tells whether the first of some candidates, best first,
// answers the question.
func decision(q *query.Query, cs []Candidate) Decision {
	best := &cs[0]
	sum := 0.0
	for i := range cs {
		if i == 0 || !Repeats(best.Item, cs[i].Item) {
			sum += math.Exp(cs[i].Score - best.Score)
		}
	}
	return Decision{
		Evidence: best.Evidence, Score: best.Score, Sure: 1 / sum, Missing: float64(len(best.Missing)), want: slotOf(q), kind: q.Kind,
	}
}
