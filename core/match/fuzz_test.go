package match_test

import (
	"math"
	"testing"

	"dragoman/core/match"
	"dragoman/core/text"
)

// FuzzSearch finds something or nothing for any text, in order and with finite
// odds.
func FuzzSearch(f *testing.F) {
	for _, s := range []string{
		"", "what did Dahl say about pay?", "will the army not only unload ships or what", "how many hours on tues in which city", `who said "go back to work" 'or not'`,
		"Macron Жжжук qzxvk", "the the the", "US us Sund's minister",
	} {
		f.Add(s)
	}
	r := strike(f)
	f.Fuzz(func(t *testing.T, raw string) {
		qs, _ := r.an.Questions(text.Clauses(text.Clean(raw)))
		for i := range qs {
			r.ix.Knows(&qs[i])
			last := math.Inf(1)
			hits := r.ix.Search(&qs[i], match.Bias{Item: "talks", Plus: 1})
			if len(hits) > 12 {
				t.Errorf("%d hits", len(hits))
			}
			for _, h := range hits {
				if !(h.Logit <= last) || math.IsInf(h.Logit, 0) {
					t.Errorf("%s at %v after %v", h.Item.ID, h.Logit, last)
				}
				last = h.Logit
			}
		}
	})
}
