package match_test

import (
	"slices"
	"testing"

	"dragoman/core/match"
	"dragoman/knowledge"
)

func TestEven(t *testing.T) {
	hit := func(gist string, score float64) match.Hit {
		return match.Hit{Item: &knowledge.Item{Gist: gist}, Score: score}
	}
	for _, c := range []struct {
		name string
		hits []match.Hit
		want []string
	}{
		{"one is far better", []match.Hit{hit("a.", 9), hit("b.", 6), hit("c.", 1)}, []string{"a."}},
		{"two fit about as well", []match.Hit{hit("a.", 9), hit("b.", 6.1), hit("c.", 1)}, []string{"a.", "b."}},
		{"three at most", []match.Hit{hit("a.", 9), hit("b.", 9), hit("c.", 9), hit("d.", 9)}, []string{"a.", "b.", "c."}},
		{"nothing twice", []match.Hit{hit("The quake struck at dawn.", 9), hit("Quake. The quake struck at dawn.", 8.9), hit("c.", 8)}, []string{"The quake struck at dawn.", "c."}},
		{"a single one", []match.Hit{hit("a.", -3)}, []string{"a."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, h := range match.Even(c.hits) {
				got = append(got, h.Item.Gist)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
