package passage_test

import (
	"math"
	"strings"
	"testing"

	"dragoman/core/match/passage"
)

func TestForest(t *testing.T) {
	const text = "0<0.5 -1 2<3 0.25 1.5\n0.125\n"
	f, err := passage.ParseForest(text, 3)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		x    []float64
		want float64
	}{
		{[]float64{0, 0, 9}, -1 + 0.125},
		{[]float64{0.5, 0, 9}, -1 + 0.125}, // at most, not below
		{[]float64{0.6, 0, 3}, 0.25 + 0.125},
		{[]float64{0.6, 0, 3.1}, 1.5 + 0.125},
		{[]float64{math.NaN(), 0, math.NaN()}, 1.5 + 0.125},
	} {
		if got := f.Sum(c.x); got != c.want {
			t.Errorf("%v: %v, want %v", c.x, got, c.want)
		}
	}
	if got := f.String(); got != text {
		t.Errorf("written as %q", got)
	}
	if got := passage.Forest(nil).Sum(nil); got != 0 {
		t.Errorf("no trees: %v", got)
	}
}

func TestParseForestProblems(t *testing.T) {
	for text, want := range map[string]string{
		"0<1 2":          "tree 1: the tree ends early",
		"1\n\n":          "tree 2: the tree ends early",
		"1\n0<1 2 3 4":   "tree 2: there is more after the tree",
		"3<1 2 3":        "tree 1: there is no feature 3",
		"-1<1 2 3":       "there is no feature -1",
		"x<1 2 3":        "invalid syntax",
		"0<y 2 3":        "invalid syntax",
		"0<1 two 3":      "invalid syntax",
		"0<1 2 0<1 2 <3": "invalid syntax",
	} {
		if _, err := passage.ParseForest(text, 3); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", text, err, want)
		}
	}
}
