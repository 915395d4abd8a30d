package passage_test

import (
	"math"
	"strings"
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

// The trees know kinds by their numbers: who changes these has to fit anew.
func TestKindsKeepTheirNumbers(t *testing.T) {
	kinds := []query.Kind{query.Any, query.What, query.Who, query.When, query.Where, query.Why, query.How, query.HowMany, query.YesNo, query.Choice, query.List}
	for n, k := range kinds {
		if int(k) != n {
			t.Errorf("%v is %d, was %d", k, k, n)
		}
	}
	measures := []query.Measure{query.NoMeasure, query.Count, query.Money, query.Duration, query.Hour, query.Age, query.Distance, query.Share}
	for n, m := range measures {
		if int(m) != n {
			t.Errorf("measure %d was %d", m, n)
		}
	}
}

func FuzzParseWeights(f *testing.F) {
	f.Add(strings.Repeat("1 ", passage.Features) + "\n0.5\n0<1 2 3\n4\n")
	f.Add(strings.Repeat("0 ", passage.Features) + "\nNaN\n")
	f.Fuzz(func(t *testing.T, text string) {
		w, err := passage.ParseWeights(text)
		if err != nil {
			return
		}
		w.Certainty.Sum(make([]float64, passage.Trusted))
		again, err := passage.ParseWeights(w.String())
		if err != nil || again.String() != w.String() {
			t.Errorf("%q becomes %v, %v", w, again, err)
		}
	})
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
