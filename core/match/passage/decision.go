package passage

import (
	"math"

	"dragoman/core/query"
)

// Decision is what tells whether the best passage answers the question at all.
type Decision struct {
	Evidence         // of the best passage
	Sure     float64 // share of the best passage among all, by their scores
	Pair     float64 // share of the two best
	want     slot
}

// trusted is the number of weights of the decision.
const trusted = 19

// Vector returns what the decision rests on, for fitting weights.
func (d *Decision) Vector() [trusted]float64 {
	empty := func(s ...slot) float64 {
		for _, want := range s {
			if d.want == want {
				return 1 - d.Slot
			}
		}
		return 0
	}
	return [...]float64{
		d.Strict, d.Near, d.Focus, d.Foreign, d.Way, d.Speaker,
		flag(d.want >= count), flag(d.want == count && d.Counted < 0), empty(money), empty(age), empty(person), empty(date, hour), empty(location), empty(ground),
		d.Sure, d.Pair, d.Drift, d.Weakest, d.Kindred,
	}
}

// certainty are the weights of the decision, constant what is added: fitted by
// logistic regression (see docs/ANSWERING.md).
var (
	certainty = [trusted]float64{0.3, 0.32, 0.35, -2.5, 0.59, 0.21, -1.26, -0.51, -2.92, -1.95, -2.81, -2.32, -0.25, -1.29, 0.83, 1.26, 1.72, 0.61, 0.19}
	constant  = -2.12
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
	d := Decision{Evidence: out[0].Evidence, want: slotOf(q)}
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
