package passage

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"dragoman/core/query"
)

// Weights tell how much each piece of evidence counts.
type Weights struct {
	Ranking   [Features]float64 // of Evidence.Vector
	Certainty Forest            // over Decision.Vector
	Constant  float64           // added to the log odds
}

// String writes the weights as [ParseWeights] reads them.
func (w *Weights) String() string {
	var b strings.Builder
	for _, r := range w.Ranking {
		fmt.Fprintf(&b, "%.4g ", r)
	}
	return fmt.Sprintf("%s\n%.4g\n%s", strings.TrimSpace(b.String()), w.Constant, w.Certainty)
}

// ParseWeights reads a line of weights for ranking, a line with the constant, and the
// trees (see [ParseForest]).
func ParseWeights(text string) (*Weights, error) {
	ranking, rest, _ := strings.Cut(text, "\n")
	constant, trees, _ := strings.Cut(rest, "\n")
	var w Weights
	fields := strings.Fields(ranking)
	if len(fields) != Features {
		return nil, fmt.Errorf("%d weights for ranking, not %d", len(fields), Features)
	}
	var err error
	for i, f := range fields {
		if w.Ranking[i], err = finite(f); err != nil {
			return nil, err
		}
	}
	if w.Constant, err = finite(constant); err != nil {
		return nil, err
	}
	w.Certainty, err = ParseForest(trees, Trusted)
	return &w, err
}

// finite reads a number.
func finite(text string) (float64, error) {
	x, err := strconv.ParseFloat(text, 64)
	if err == nil && (math.IsNaN(x) || math.IsInf(x, 0)) {
		err = fmt.Errorf("%s is no number", text)
	}
	return x, err
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
