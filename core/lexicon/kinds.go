package lexicon

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed kinds.txt
var kindsFile string

//go:embed asked.txt
var askedFile string

//go:embed told.txt
var toldFile string

// kindTable is kinds.txt, asked.txt and told.txt, by stems; those of a phrase are
// joined by spaces.
type kindTable struct {
	of      map[string]map[string]float64
	longest int               // words of a phrase
	stems   map[string]string // while the table is made
}

// How surely a word of asked.txt or told.txt stands for another: the first of a line
// most, each further one less. Chosen with stories left out (docs/ANSWERING.md).
const (
	askedFirst = 0.85
	toldFirst  = 1.0
	leastSure  = 0.6
	entries    = 20 // from here on the least
)

var kinds = sync.OnceValue(readKinds)

func readKinds() kindTable {
	t := kindTable{of: make(map[string]map[string]float64, 20_000), longest: 1, stems: make(map[string]string, 30_000)}
	for line := range lines(kindsFile) {
		if all, ok := strings.CutPrefix(line, "="); ok {
			alike := t.stemsOf(all)
			for _, general := range alike {
				for _, other := range alike {
					t.add(general, other, 1)
				}
			}
		} else if general, particulars := t.entry(line); general != "" {
			for _, p := range particulars {
				t.add(general, p, 1)
			}
		}
	}
	for line := range lines(askedFile) {
		asked, told := t.entry(line)
		for i, w := range told {
			t.add(asked, w, sure(askedFirst, i))
		}
	}
	for line := range lines(toldFile) {
		told, asked := t.entry(line)
		for i, w := range asked {
			t.add(w, told, sure(toldFirst, i))
		}
	}
	t.stems = nil
	return t
}

// sure is how surely the i-th entry of a line stands for its first word.
func sure(first float64, i int) float64 {
	return first - (first-leastSure)*float64(min(i, entries))/entries
}

// entry reads a line: a word or phrase, a colon, and a list. The word is "" where there
// is no colon.
func (t *kindTable) entry(line string) (head string, rest []string) {
	head, list, ok := strings.Cut(line, ":")
	if !ok {
		return "", nil
	}
	return t.stemsOf(head)[0], t.stemsOf(list)
}

// stemsOf returns the stems of the words and phrases of a list.
func (t *kindTable) stemsOf(commaSeparated string) []string {
	all := list(commaSeparated)
	for i, phrase := range all {
		if !strings.Contains(phrase, " ") {
			all[i] = t.stem(phrase)
			continue
		}
		words := strings.Fields(phrase)
		for k, w := range words {
			words[k] = t.stem(w)
		}
		all[i] = strings.Join(words, " ")
	}
	return all
}

func (t *kindTable) stem(word string) string {
	stem, ok := t.stems[word]
	if !ok {
		stem = Stem(word)
		t.stems[word] = stem
	}
	return stem
}

// add notes a word that may stand for a general word or phrase.
func (t *kindTable) add(general, particular string, sure float64) {
	if particular == general || strings.Contains(particular, " ") {
		return
	}
	t.longest = max(t.longest, 1+strings.Count(general, " "))
	of := t.of[general]
	if of == nil {
		of = make(map[string]float64)
		t.of[general] = of
	}
	of[particular] = max(of[particular], sure)
}

// Particulars returns the stems of what a stem names the kind of, or may be put
// in its place, and how surely, from 0.6 to 1: that of "minister" is one of those of
// "politician". For a phrase the stem is those of its words, joined by spaces. The map
// must not be changed.
func Particulars(general string) map[string]float64 { return kinds().of[general] }

// LongestKind is how many words the longest phrase has that [Particulars] knows.
func LongestKind() int { return kinds().longest }
