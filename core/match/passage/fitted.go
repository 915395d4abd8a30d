package passage

// fitted are the weights in use. Those of a name that the story does not mention
// and of a missing answer to "who" are set by hand: there were too few of them
// (docs/ANSWERING.md). The others are what this prints:
//
//	go test ./core/match -run TestFit -fit -v
var fitted = Weights{
	Ranking:   [Features]float64{6.83, 1.14, 1.91, 2.98, 1.09, -2.47, -0.36, 1.72, 1.6, 2.88, -1.78},
	Certainty: [Trusted]float64{0.13, 1.71, -0.65, -2.5, -1.33, -0.32, -0.4, 0.83, -4, -1.37},
	Constant:  -1.12,
}
