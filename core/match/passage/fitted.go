package passage

import (
	_ "embed"
	"sync"
)

// fittedText is the weights in use, as [ParseWeights] reads them. This writes them:
//
//	go test ./core/match -run TestFit -fit -v
//
//go:embed fitted.txt
var fittedText string

var fitted = sync.OnceValue(func() *Weights {
	w, err := ParseWeights(fittedText)
	if err != nil { // the tests have read it
		panic("passage: fitted.txt: " + err.Error())
	}
	return w
})
