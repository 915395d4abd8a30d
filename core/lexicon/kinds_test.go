package lexicon_test

import (
	"testing"

	"dragoman/core/lexicon"
)

func TestKindOf(t *testing.T) {
	for _, c := range []struct {
		general, particular string
		want                bool
	}{
		{"politician", "minister", true},
		{"illness", "cholera", true},
		{"minister", "politician", false},
		{"illness", "ferry", false},
		{"ferry", "ferry", false},
	} {
		if got := lexicon.KindOf(lexicon.Stem(c.general), lexicon.Stem(c.particular)); got != c.want {
			t.Errorf("%s of %s: %v", c.general, c.particular, got)
		}
	}
}

func TestNation(t *testing.T) {
	for folded, want := range map[string]string{"peru": "Peru", "peruvian": "Peru", "zambian": "Zambia", "ferry": ""} {
		if got, _ := lexicon.Nation(folded); got != want {
			t.Errorf("%s: %q, want %q", folded, got, want)
		}
	}
}
