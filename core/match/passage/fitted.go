package passage

import (
	_ "embed"
	"sync"
)

// trees are the trees of the decision, as [ParseForest] reads them.
//
//go:embed fitted.trees
var trees string

// fitted are the weights in use. This prints those for ranking, and writes the trees:
//
//	go test ./core/match -run TestFit -fit -v
var fitted = sync.OnceValue(func() *Weights {
	forest, err := ParseForest(trees, Trusted)
	if err != nil { // the tests have read it
		panic("passage: fitted.trees: " + err.Error())
	}
	return &Weights{
		Ranking:   [Features]float64{6.23, 0.45, 2.08, 2.78, 1.39, -3.42, -0.09, 1.58, 1.86, 4.71, -2.94},
		Certainty: forest,
		Constant:  0.09,
	}
})
