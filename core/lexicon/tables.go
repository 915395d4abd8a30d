package lexicon

import (
	_ "embed"
	"iter"
	"strings"
	"sync"

	"dragoman/core/text"
)

//go:embed chat.txt
var chatFile string

//go:embed irregular.txt
var irregularFile string

//go:embed thesaurus.txt
var thesaurusFile string

//go:embed antonyms.txt
var antonymsFile string

// Lengths tells, by its first word, how many words the longest phrase of a
// table has.
type Lengths map[string]int

// Add notes a phrase of words joined with single spaces.
func (l Lengths) Add(phrase string) {
	first, _, _ := strings.Cut(phrase, " ")
	l[first] = max(l[first], 1+strings.Count(phrase, " "))
}

// lines yields the lines of a data file that are neither blank nor comments.
func lines(file string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for line := range strings.Lines(file) {
			line = strings.TrimRight(line, "\r\n")
			if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
				continue
			}
			if !yield(line) {
				return
			}
		}
	}
}

// list splits a comma-separated list.
func list(s string) []string {
	var out []string
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

type chatTable struct {
	expansions map[string][]string
	longest    Lengths
}

var chat = sync.OnceValue(func() chatTable {
	t := chatTable{expansions: make(map[string][]string, 1000), longest: make(Lengths, 1000)}
	for line := range lines(chatFile) {
		form, expansion, _ := strings.Cut(line, "\t")
		t.expansions[form] = strings.Fields(expansion)
		// "w/o" is three tokens to those who look it up.
		t.longest.Add(strings.ReplaceAll(form, "/", " / "))
	}
	return t
})

// Expand returns what a chat spelling stands for: "wut" is "what", "gonna" is
// "going to"; for fillers such as "lol" it is nothing.
func Expand(form string) (words []string, ok bool) {
	words, ok = chat().expansions[form]
	return words, ok
}

// LongestChat is the number of tokens of the longest chat spelling that begins
// with a form, 0 for none.
func LongestChat(first string) int { return chat().longest[first] }

var irregular = sync.OnceValue(func() map[string]string {
	m := make(map[string]string)
	for line := range lines(irregularFile) {
		if form, lemma, ok := strings.Cut(line, " "); ok {
			m[form] = lemma
		}
	}
	return m
})

// Stem returns the stem of a folded word, through its lemma where the form is
// irregular: "met" has the stem of "meet".
func Stem(form string) string {
	if lemma, ok := irregular()[form]; ok {
		form = lemma
	}
	return text.Stem(form)
}

// stemPhrase stems each word of a phrase.
func stemPhrase(phrase string) string {
	if !strings.Contains(phrase, " ") {
		return Stem(phrase)
	}
	words := strings.Fields(phrase)
	for i, w := range words {
		words[i] = Stem(w)
	}
	return strings.Join(words, " ")
}

// Group is a set of words that mean the same in a question.
type Group int

type thesaurusTable struct {
	groups  map[string][]Group // by stemmed word or phrase
	count   int
	longest Lengths
}

var thesaurus = sync.OnceValue(func() thesaurusTable {
	t := thesaurusTable{groups: make(map[string][]Group, 5000), longest: make(Lengths, 3000)}
	var g Group
	for line := range lines(thesaurusFile) {
		head, rest, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		for _, phrase := range append([]string{head}, list(rest)...) {
			key := stemPhrase(phrase)
			if n := len(t.groups[key]); n == 0 || t.groups[key][n-1] != g {
				t.groups[key] = append(t.groups[key], g)
			}
			t.longest.Add(key)
		}
		g++
	}
	t.count = int(g)
	return t
})

// Groups returns the groups that a stemmed word, or a phrase of stems joined
// by spaces, belongs to.
func Groups(stems string) []Group { return thesaurus().groups[stems] }

// GroupCount is the number of groups: they are numbered from 0.
func GroupCount() int { return thesaurus().count }

// LongestPhrase is the number of words of the longest phrase in a group that
// begins with a stem, 0 for none.
func LongestPhrase(first string) int { return thesaurus().longest[first] }

var antonyms = sync.OnceValue(func() map[string]map[string]bool {
	m := make(map[string]map[string]bool)
	add := func(x, y string) {
		if m[x] == nil {
			m[x] = make(map[string]bool)
		}
		m[x][y] = true
	}
	for line := range lines(antonymsFile) {
		head, rest, _ := strings.Cut(line, ":")
		for _, opposite := range list(rest) {
			x, y := stemPhrase(head), stemPhrase(opposite)
			add(x, y)
			add(y, x)
		}
	}
	return m
})

// Opposite tells whether two stems mean the opposite of each other, as
// "realist" and "unrealist" do.
func Opposite(stem, other string) bool { return antonyms()[stem][other] }

var oppositeGroups = sync.OnceValue(func() map[[2]Group]bool {
	m := make(map[[2]Group]bool)
	for x, ys := range antonyms() {
		for y := range ys {
			for _, gx := range Groups(x) {
				for _, gy := range Groups(y) {
					m[[2]Group{gx, gy}] = true
				}
			}
		}
	}
	return m
})

// OppositeGroups tells whether two groups hold words that mean the opposite of
// each other.
func OppositeGroups(x, y Group) bool { return x != y && oppositeGroups()[[2]Group{x, y}] }
