package passage_test

import (
	"math"
	"testing"

	"dragoman/core/match/passage"
	"dragoman/core/query"
	"dragoman/knowledge"
)

func TestRankPutsTheBestFirst(t *testing.T) {
	w := passage.Weights{Ranking: [passage.Features]float64{2}, Constant: 1}
	candidate := func(id string, cover float64) passage.Candidate {
		return passage.Candidate{Item: &knowledge.Item{ID: id, Gist: id}, Evidence: passage.Evidence{Cover: cover}}
	}
	cs := []passage.Candidate{candidate("a", 0.2), candidate("b", 0.9), candidate("c", 0.9)}
	w.Rank(&query.Query{}, cs)
	for i, want := range []struct {
		id    string
		logit float64
	}{{"b", 1}, {"c", 1}, {"a", 1 - 2*0.7}} {
		if c := cs[i]; c.Item.ID != want.id || math.Abs(c.Logit-want.logit) > 1e-9 {
			t.Errorf("%d is %s with log odds %.2f, want %s with %.2f", i, c.Item.ID, c.Logit, want.id, want.logit)
		}
	}
	w.Rank(&query.Query{}, nil) // nothing found
}

// A sentence that repeats the best is no rival, and takes nothing from how sure
// it is.
func TestRepeatsAreNoRivals(t *testing.T) {
	var w passage.Weights
	for _, c := range []struct {
		gists []string
		sure  float64
	}{
		{[]string{"The quake struck at dawn."}, 1},
		{[]string{"The quake struck at dawn.", "Quake in Peru. The quake struck at dawn."}, 1},
		{[]string{"The quake struck at dawn.", "Nobody was hurt."}, 0.5},
	} {
		var cs []passage.Candidate
		for _, gist := range c.gists {
			cs = append(cs, passage.Candidate{Item: &knowledge.Item{Gist: gist}})
		}
		w.Rank(&query.Query{}, cs)
		if got := cs[0].Decision.Sure; math.Abs(got-c.sure) > 1e-9 {
			t.Errorf("%q: sure %.2f, want %.2f", c.gists, got, c.sure)
		}
	}
}
