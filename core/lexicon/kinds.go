package lexicon

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed kinds.txt
var kindsFile string

// kindTable is kinds.txt, by stems; those of a phrase are joined by spaces.
type kindTable struct {
	of      map[string]map[string]bool
	longest int // words of a phrase
}

var kinds = sync.OnceValue(func() kindTable {
	t := kindTable{of: make(map[string]map[string]bool, 2000), longest: 1}
	for line := range lines(kindsFile) {
		if all, ok := strings.CutPrefix(line, "="); ok {
			alike := stemsOf(all)
			for _, general := range alike {
				t.add(general, alike)
			}
		} else if general, particulars, ok := strings.Cut(line, ":"); ok {
			t.add(stemsOf(general)[0], stemsOf(particulars))
		}
	}
	return t
})

// stemsOf returns the stems of the words and phrases of a list.
func stemsOf(commaSeparated string) []string {
	all := list(commaSeparated)
	for i, phrase := range all {
		words := strings.Fields(phrase)
		for k, w := range words {
			words[k] = Stem(w)
		}
		all[i] = strings.Join(words, " ")
	}
	return all
}

// add notes the words that may stand for a general word or phrase.
func (t *kindTable) add(general string, particulars []string) {
	t.longest = max(t.longest, 1+strings.Count(general, " "))
	of := t.of[general]
	if of == nil {
		of = make(map[string]bool)
		t.of[general] = of
	}
	for _, p := range particulars {
		if p != general && !strings.Contains(p, " ") {
			of[p] = true
		}
	}
}

// Particulars returns the stems of what a stem names the kind of, or may be put
// in its place: that of "minister" is one of those of "politician". For a phrase
// the stem is those of its words, joined by spaces. The map must not be changed.
func Particulars(general string) map[string]bool { return kinds().of[general] }

// LongestKind is how many words the longest phrase has that [Particulars] knows.
func LongestKind() int { return kinds().longest }
