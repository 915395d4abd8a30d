package match_test

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"dragoman/core/match/passage"
)

// example is something that is right or not, with features that may tell it.
type example struct {
	x      []float64
	right  bool
	weight float64
	prior  float64 // log odds that are given
}

// How the trees grow: many small ones, each in the direction that is left of the ones
// before (gradient boosting of the log loss with second-order steps).
const (
	treesGrown  = 150
	leaves      = 8
	leafLeast   = 30.0 // weight of the examples of a leaf
	leafPenalty = 5.0
	stride      = 0.04
)

// grow fits trees, and a constant, to the log odds that an example is right.
func grow(examples []example) (passage.Forest, float64) {
	g := grower{examples: examples, sum: make([]float64, len(examples))}
	right, all := 0.0, 0.0
	for _, e := range examples {
		all += e.weight
		right += e.weight * number(e.right)
	}
	constant := math.Log(right / (all - right))
	for range 20 { // Newton's steps: the priors shift it
		slope, bend := 0.0, 0.0
		for _, e := range examples {
			p := 1 / (1 + math.Exp(-constant-e.prior))
			slope += e.weight * (number(e.right) - p)
			bend += e.weight * p * (1 - p)
		}
		constant += slope / bend
	}
	for i, e := range examples {
		g.sum[i] = constant + e.prior
	}
	for f := range len(examples[0].x) {
		order := make([]int, len(examples))
		for i := range order {
			order[i] = i
		}
		slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(examples[i].x[f], examples[j].x[f]) })
		g.orders = append(g.orders, order)
	}
	var forest passage.Forest
	for range treesGrown {
		forest = append(forest, g.tree())
	}
	return forest, constant
}

type grower struct {
	examples []example
	sum      []float64 // log odds so far
	orders   [][]int   // examples by each feature, ascending
	slope    []float64
	bend     []float64
	leaf     []int // in which each example is
}

// split is the best way to part the examples of a leaf.
type split struct {
	feature int
	below   float64
	gain    float64
}

func (g *grower) tree() passage.Tree {
	n := len(g.examples)
	g.slope, g.bend, g.leaf = make([]float64, n), make([]float64, n), make([]int, n)
	for i, e := range g.examples {
		p := 1 / (1 + math.Exp(-g.sum[i]))
		g.slope[i], g.bend[i] = e.weight*(number(e.right)-p), e.weight*p*(1-p)
	}
	tree := passage.Tree{{Feature: -1}}
	splits := map[int]split{0: g.best(0)}
	for len(splits) < leaves {
		at, most := -1, 1e-6
		for leaf := range tree {
			if s, ok := splits[leaf]; ok && s.gain > most {
				at, most = leaf, s.gain
			}
		}
		if at < 0 {
			break
		}
		s := splits[at]
		delete(splits, at)
		left, right := len(tree), len(tree)+1
		tree[at] = passage.Node{Feature: s.feature, Below: s.below, Left: left, Right: right}
		tree = append(tree, passage.Node{Feature: -1}, passage.Node{Feature: -1})
		for i, e := range g.examples {
			switch {
			case g.leaf[i] != at:
			case e.x[s.feature] <= s.below:
				g.leaf[i] = left
			default:
				g.leaf[i] = right
			}
		}
		splits[left], splits[right] = g.best(left), g.best(right)
	}
	for leaf := range splits {
		slope, bend := 0.0, 0.0
		for i := range g.examples {
			if g.leaf[i] == leaf {
				slope += g.slope[i]
				bend += g.bend[i]
			}
		}
		tree[leaf].Value = stride * slope / (bend + leafPenalty)
	}
	for i, e := range g.examples {
		g.sum[i] += tree.Value(e.x)
	}
	return tree
}

// best finds how to part the examples of a leaf.
func (g *grower) best(leaf int) split {
	slope, bend, weight := 0.0, 0.0, 0.0
	for i, e := range g.examples {
		if g.leaf[i] == leaf {
			slope += g.slope[i]
			bend += g.bend[i]
			weight += e.weight
		}
	}
	found := split{feature: -1}
	whole := slope * slope / (bend + leafPenalty)
	for f, order := range g.orders {
		s, b, w, last := 0.0, 0.0, 0.0, math.NaN()
		for _, i := range order {
			if g.leaf[i] != leaf {
				continue
			}
			v := g.examples[i].x[f]
			if v > last && w >= leafLeast && weight-w >= leafLeast {
				gain := s*s/(b+leafPenalty) + (slope-s)*(slope-s)/(bend-b+leafPenalty) - whole
				if gain > found.gain {
					found = split{f, (v + last) / 2, gain}
				}
			}
			s, b, w, last = s+g.slope[i], b+g.bend[i], w+g.examples[i].weight, v
		}
	}
	return found
}

// Trees find the odds of what no line parts, and keep what is given.
func TestTreesFindTheOdds(t *testing.T) {
	var examples []example
	for n := range 800 {
		x, y := float64(n%2), float64(n/2%2)
		right := (x != y) == (n/4%4 < 3) // three in four where they differ, one in four else
		examples = append(examples, example{x: []float64{x, y + x/4, 0.5}, right: right, weight: 1, prior: 1})
	}
	forest, constant := grow(examples)
	for _, c := range []struct{ x, y, want float64 }{{0, 1, 3}, {1, 0, 3}, {0, 0, 1.0 / 3}, {1, 1, 1.0 / 3}} {
		if odds := math.Exp(constant + 1 + forest.Sum([]float64{c.x, c.y + c.x/4, 0.5})); math.Abs(math.Log(odds/c.want)) > 0.1 {
			t.Errorf("%v, %v: odds %.2f, want %.2f", c.x, c.y, odds, c.want)
		}
	}
}
