package briefing

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dragoman/core"
	"dragoman/knowledge"
)

// part is a part of a story as it is told on one day: a reply of a size that is
// read on a phone, which says nothing that another part says.
type part struct {
	id       string // of the item that it begins with
	title    string // "" for the story in short, which comes first
	text     string
	items    []*knowledge.Item // what it tells, the quote included
	cites    []int             // ascending
	quotes   []quote           // that go with it, the best first
	question string            // "" for none
}

const (
	maxPart = core.MaxAnswer // runes
	minPart = 220            // runes that a part should have

	maxItems = 4000 // of a story that are looked at
)

// outline cuts a story into parts, in the order in which they are told: the story
// in short, then what else it says in the order of its paragraphs, the newest
// article first. There are at most MaxTold.
func outline(base *knowledge.Base) []part {
	var parts []part
	if base.Story().Extracted {
		parts = cutText(base)
	} else {
		parts = cutFile(base)
	}
	parts = parts[:min(len(parts), MaxTold)]
	giveQuotes(base, parts)
	ask(base, parts)
	return parts
}

// reply is what a part says.
func (p *part) reply(base *knowledge.Base) core.Reply {
	return replyOf(base, p.text, p.cites, core.MaxListEvidence)
}

// replyOf is a reply of a text and the paragraphs that it comes from, at most most.
func replyOf(base *knowledge.Base, text string, cites []int, most int) core.Reply {
	r := core.Reply{Answered: true, Answer: text, Confidence: 1}
	for _, n := range cites[:min(len(cites), most)] {
		r.Evidence = append(r.Evidence, core.EvidenceOf(base, n))
	}
	r.Source = core.SourceOf(base, r.Evidence)
	return r
}

// merged returns the paragraphs of both, ascending, each once.
func merged(x, y []int) []int {
	all := slices.Concat(x, y)
	slices.Sort(all)
	return slices.Compact(all)
}

// within tells whether all of some paragraphs are among others.
func within(some, all []int) bool {
	for _, n := range some {
		if !slices.Contains(all, n) {
			return false
		}
	}
	return true
}

// isHeadline tells whether a paragraph is an article's headline.
func isHeadline(base *knowledge.Base, n int) bool {
	_, local := base.Place(n)
	return local == 1
}

// body are the paragraphs that are no headlines.
func body(base *knowledge.Base, cites []int) []int {
	return slices.DeleteFunc(slices.Clone(cites), func(n int) bool { return isHeadline(base, n) })
}

func runes(s string) int { return utf8.RuneCountInString(s) }

// capital writes a text with a capital letter first.
func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// join puts sentences after each other.
func join(sentences ...string) string {
	return strings.Join(slices.DeleteFunc(sentences, func(s string) bool { return s == "" }), " ")
}
