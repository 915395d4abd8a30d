package passage

import (
	"math"

	"dragoman/core/query"
)

// Decision is what tells whether the best passage answers the question at all.
type Decision struct {
	Evidence         // of the best passage
	Score    float64 // the same as one number
	Sure     float64 // share of the best passage among all, by their scores
	Pair     float64 // share of the two best
	want     slot
	kind     query.Kind
}

// trusted is the number of weights of the decision.
const trusted = 11

// Vector returns what the decision rests on, for fitting weights.
func (d *Decision) Vector() [trusted]float64 {
	empty := func(s slot) float64 {
		if d.want != s {
			return 0
		}
		return 1 - d.Slot
	}
	return [...]float64{
		d.Score, d.Sure, d.Pair, d.Foreign,
		flag(d.want >= count), flag(d.want == person), flag(d.kind == query.What), flag(d.kind == query.YesNo),
		empty(person), empty(money), flag(d.want == count && d.Counted < 0),
	}
}

// certainty are the weights of the decision, constant what is added: fitted by
// logistic regression, but for those of Foreign and of a missing name, which are
// set by hand (see docs/ANSWERING.md).
var (
	certainty = [trusted]float64{0.25, 0.74, 1.19, -2.5, -1.02, -0.34, -0.4, 1, -4, -1.76, -1.11}
	constant  = -2.45
)

func (d *Decision) logit() float64 {
	z := constant
	for i, v := range d.Vector() {
		z += certainty[i] * v
	}
	return z
}

// decide sets the log odds that the passages, best first, answer the question.
func decide(q *query.Query, out []Candidate) {
	if len(out) == 0 {
		return
	}
	d := Decision{Evidence: out[0].Evidence, Score: out[0].Score, want: slotOf(q), kind: q.Kind}
	sum := 0.0
	for i := range out {
		sum += math.Exp(out[i].Score - out[0].Score)
	}
	d.Sure, d.Pair = 1/sum, 1/sum
	if len(out) > 1 {
		d.Pair += math.Exp(out[1].Score-out[0].Score) / sum
	}
	out[0].Decision = d
	for i := range out {
		out[i].Logit = d.logit() - (out[0].Score - out[i].Score)
	}
}
