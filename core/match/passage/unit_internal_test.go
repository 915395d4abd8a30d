package passage

import (
	"testing"

	"dragoman/core/lexicon"
	"dragoman/core/query"
)

func TestStandsFor(t *testing.T) {
	sold := word{form: "sold", stem: lexicon.Stem("sold")}
	for _, c := range []struct {
		name string
		unit unit
		want float64
	}{
		{"none", unit{word: word{stem: "flog"}}, 0},
		{"the surest of several", unit{word: word{stem: "flog"}, instead: []map[string]float64{{sold.stem: 0.6}, {sold.stem: 0.9}, {}}}, 0.9},
		{"an opposite", unit{word: word{stem: lexicon.Stem("buy")}, instead: []map[string]float64{{sold.stem: 1}}}, 0},
	} {
		if got := c.unit.standsFor(&sold); got != c.want {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// Nothing stands for a day or a number: others of their kind are near in meaning, and
// are not the same.
func TestNothingStandsForADay(t *testing.T) {
	us := []unit{{word: newWord("monday", "monday", nil)}, {word: newWord("two", "two", nil)}, {word: newWord("illness", lexicon.Stem("illness"), nil)}}
	for i, want := range []bool{false, false, true} {
		if got := len(standIns(&query.Query{}, us, 3)[i].instead) > 0; got != want {
			t.Errorf("%s: %v", us[i].form, got)
		}
	}
}

func TestUnitAsked(t *testing.T) {
	for _, c := range []struct {
		words []string
		want  string
	}{
		{[]string{"how", "many", "minutes", "did", "it", "last"}, "minutes"},
		{[]string{"how", "long", "in", "minutes"}, "minutes"},
		{[]string{"how", "long", "did", "she", "work", "there", "before", "the", "day"}, ""},
		{[]string{"how", "long"}, ""},
		{nil, ""},
	} {
		var q query.Query
		for _, w := range c.words {
			q.Words = append(q.Words, query.Word{Form: w, Stem: w})
		}
		if got := unitAsked(&q); got != c.want {
			t.Errorf("%q: %q, want %q", c.words, got, c.want)
		}
	}
}
