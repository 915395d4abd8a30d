package lexicon_test

import (
	"testing"

	"dragoman/core/lexicon"
)

func TestParticulars(t *testing.T) {
	for _, c := range []struct {
		general, particular string
		want                bool
	}{
		{"politician", "minister", true},
		{"illness", "cholera", true},
		{"cholera", "ship", false},
		{"illness", "ferry", false},
		{"ferry", "ferry", false},
		{"turnover", "sales", true}, // of a line of words that are alike
		{"sales", "turnover", true},
	} {
		if got := lexicon.Particulars(lexicon.Stem(c.general))[lexicon.Stem(c.particular)] > 0; got != c.want {
			t.Errorf("%s of %s: %v", c.general, c.particular, got)
		}
	}
}

// Of what readers ask, the words of a story come first that are likeliest.
func TestParticularsAreMoreOrLessSure(t *testing.T) {
	m := lexicon.Particulars(lexicon.Stem("purchaser"))
	if buyer := m[lexicon.Stem("buyer")]; buyer < 0.9 || buyer > 1 {
		t.Errorf("buyer: %v", m)
	}
	for _, general := range []string{"academic", "absence", "crater", "hole"} {
		for stem, sure := range lexicon.Particulars(lexicon.Stem(general)) {
			if sure < 0.6 || sure > 1 {
				t.Errorf("%s of %s: %v", stem, general, sure)
			}
		}
	}
}

func BenchmarkKinds(b *testing.B) {
	for b.Loop() {
		lexicon.ReadKinds()
	}
}

func TestNation(t *testing.T) {
	for folded, want := range map[string]string{"peru": "Peru", "peruvian": "Peru", "zambian": "Zambia", "ferry": ""} {
		if got, _ := lexicon.Nation(folded); got != want {
			t.Errorf("%s: %q, want %q", folded, got, want)
		}
	}
}

func TestAPhraseHasWordsThatStandForIt(t *testing.T) {
	phrase := lexicon.Stem("put") + " " + lexicon.Stem("off")
	if lexicon.Particulars(phrase)[lexicon.Stem("postponed")] != 1 {
		t.Errorf("%q: %v", phrase, lexicon.Particulars(phrase))
	}
	if n := lexicon.LongestKind(); n < 2 || n > 5 {
		t.Errorf("the longest phrase has %d words", n)
	}
	if m := lexicon.Particulars("xyzzy"); len(m) > 0 {
		t.Errorf("xyzzy: %v", m)
	}
}
