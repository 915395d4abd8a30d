package match_test

import (
	"math"
	"testing"
)

// group is candidates of which some are right, weighed as one example.
type group struct {
	x      [][]float64
	right  []bool
	weight float64
}

// choose fits a conditional logit: weights under which the right ones of each
// group are likely, with a penalty for large ones. It climbs with steps that
// adapt to each weight, which settles well within the number of rounds.
func choose(groups []group, penalty float64) []float64 {
	scale := deviations(groups)
	n := len(scale)
	w, slope, mean, square := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	for round := 1; round <= 400; round++ {
		for i := range slope {
			slope[i] = -penalty * w[i]
		}
		for _, g := range groups {
			all, good := softmax(g, w, scale)
			for c, x := range g.x {
				by := g.weight * (good[c] - all[c])
				for i := range x {
					slope[i] += by * x[i] / scale[i]
				}
			}
		}
		for i, d := range slope {
			mean[i] = 0.9*mean[i] + 0.1*d
			square[i] = 0.99*square[i] + 0.01*d*d
			first := mean[i] / (1 - math.Pow(0.9, float64(round)))
			second := square[i] / (1 - math.Pow(0.99, float64(round)))
			w[i] += 0.1 * first / (math.Sqrt(second) + 1e-8)
		}
	}
	for i := range w {
		w[i] /= scale[i]
	}
	return w
}

// softmax returns the probability of each candidate, and that among the right
// ones.
func softmax(g group, w, scale []float64) (all, good []float64) {
	all, good = make([]float64, len(g.x)), make([]float64, len(g.x))
	top := math.Inf(-1)
	for c, x := range g.x {
		for i := range x {
			all[c] += w[i] * x[i] / scale[i]
		}
		top = max(top, all[c])
	}
	sum, of := 0.0, 0.0
	for c := range all {
		all[c] = math.Exp(all[c] - top)
		sum += all[c]
		if g.right[c] {
			good[c] = all[c]
			of += all[c]
		}
	}
	for c := range all {
		all[c] /= sum
		good[c] /= of
	}
	return all, good
}

// leastDeviation bounds how much a feature that hardly varies is stretched.
const leastDeviation = 0.05

// deviations are the standard deviations of the features.
func deviations(groups []group) []float64 {
	n := len(groups[0].x[0])
	sum, square, count := make([]float64, n), make([]float64, n), 0.0
	for _, g := range groups {
		for _, x := range g.x {
			count++
			for i, v := range x {
				sum[i] += v
				square[i] += v * v
			}
		}
	}
	out := make([]float64, n)
	for i := range out {
		mean := sum[i] / count
		out[i] = max(leastDeviation, math.Sqrt(max(0, square[i]/count-mean*mean)))
	}
	return out
}

func number(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// The fit finds weights that lead to the odds that the examples have.
func TestAChoiceFindsTheOdds(t *testing.T) {
	var groups []group
	for n := range 40 { // three in four that hold the feature are right
		right := n%4 > 0
		groups = append(groups, group{x: [][]float64{{1}, {0}}, right: []bool{right, !right}, weight: 1})
	}
	if w := choose(groups, 0); math.Abs(w[0]-math.Log(3)) > 0.05 {
		t.Errorf("log odds %.2f, want %.2f", w[0], math.Log(3))
	}
}
