package passage

import (
	"cmp"
	"slices"

	"dragoman/core/query"
)

// Weights tell how much each piece of evidence counts.
type Weights struct {
	Ranking   [Features]float64 // of Evidence.Vector
	Certainty Forest            // over Decision.Vector
	Constant  float64           // added to the log odds
}

// Rank scores the candidates, puts the best first, and sets the log odds that
// they answer the question.
func (w *Weights) Rank(q *query.Query, cs []Candidate) {
	if len(cs) == 0 {
		return
	}
	for i := range cs {
		v := cs[i].Evidence.Vector()
		cs[i].Score = dot(w.Ranking[:], v[:])
	}
	slices.SortStableFunc(cs, func(x, y Candidate) int { return cmp.Compare(y.Score, x.Score) })
	d := decision(q, cs)
	v := d.Vector()
	logit := w.Constant + d.Doubt() + w.Certainty.Sum(v[:])
	for i := range cs {
		cs[i].Logit = logit - (cs[0].Score - cs[i].Score)
	}
	cs[0].Decision = d
}

func dot(x, y []float64) float64 {
	sum := 0.0
	for i := range x {
		sum += float64(x[i] * y[i]) // the conversion keeps all processors from fusing
	}
	return sum
}
