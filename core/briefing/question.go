package briefing

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dragoman/core/query"
	"dragoman/core/questions"
	"dragoman/knowledge"
)

const (
	maxQuestion  = 80  // UTF-16 units and more: Discord, a button's label
	waysLookedAt = 5   // of one ask, the first
	worthAsking  = 0.5 // how much of an answer is to be new, by its words
)

// costs is how little a kind of question is worth asking.
var costs = map[knowledge.AskKind]int{
	knowledge.Why: 0, knowledge.How: 2, knowledge.What: 1, knowledge.Who: 3, knowledge.HowMany: 2, knowledge.WhenAsk: 4, knowledge.WhereAsk: 4,
}

// ask gives each part a question that the story answers, and whose answer the part
// does not tell: of what it tells; else of what stands in its paragraphs; else of
// what comes next; else of anything. No two parts have the same.
func ask(base *knowledge.Base, parts []part) {
	used := make(map[string]bool)
	near := make([][]*knowledge.Item, len(parts))
	for i := range parts {
		near[i] = around(base, &parts[i])
	}
	for i := range parts {
		p := &parts[i]
		told := wordsOf(p.text)
		for _, q := range p.quotes {
			told.add(wordsOf(q.text))
		}
		best := choice{base: base, told: told, used: used}
		best.look(p.items, 0)
		best.look(near[i], 1)
		best.look(near[(i+1)%len(parts)], 3)
		for j := range near {
			if best.question == "" {
				best.look(near[j], 0)
			}
		}
		if p.question = best.question; p.question != "" {
			used[p.question] = true
		}
	}
}

// choice is the best question so far, "" for none.
type choice struct {
	base *knowledge.Base
	told words           // by the briefing
	used map[string]bool // questions of other parts

	question string
	cost     int
}

// look looks for a better one among the asks of items, which cost more than others.
// The first ask that somebody wrote is worth more than those that come after it.
func (c *choice) look(items []*knowledge.Item, more int) {
	extracted := c.base.Story().Extracted
	for _, it := range items {
		if it.Kind == knowledge.Topic || it.Kind == knowledge.Unsaid {
			continue
		}
		for n, a := range it.Asks {
			cost, ok := costs[a.Kind]
			switch {
			case !extracted:
				cost += n
			case it.Kind != knowledge.Statement && a.Kind == knowledge.What:
				cost += 2 // "what did Chile beat?" says little
			}
			if cost += more; !ok || c.question != "" && cost >= c.cost || !tellsMore(it, &a, c.told) {
				continue
			}
			if q := wording(a.Ways, extracted); q != "" && !c.used[q] {
				c.question, c.cost = q, cost
			}
		}
	}
}

// tellsMore tells whether the answer is not told yet.
func tellsMore(it *knowledge.Item, a *knowledge.Ask, told words) bool {
	answer := a.Answer
	if answer == "" {
		answer = it.Gist
	}
	if a.Kind == knowledge.Who || a.Kind == knowledge.WhenAsk {
		return told.news(wordsOf(answer)) == 1
	}
	return told.news(wordsOf(answer)) >= worthAsking
}

// wording writes the first way of asking that is a whole question and fits a
// button; "" for none.
func wording(ways []string, extracted bool) string {
	for _, w := range ways[:min(len(ways), waysLookedAt)] {
		form := strings.Fields(w)
		if len(form) < 3 || !query.OpensQuestion(strings.ToLower(form[0])) || strings.EqualFold(form[0], "what") && !query.OpensQuestion(strings.ToLower(form[1])) {
			continue // "what based on this" is half of one
		}
		if extracted && !readsWell(form) {
			continue
		}
		if q := questions.Sentence(w); len(q) <= maxQuestion {
			return q
		}
	}
	return ""
}

// readsWell tells whether a question that a program made is one that a person would
// ask: why or when; or what somebody with a name did, of few things that
// are done to something. None speaks of "him".
func readsWell(form []string) bool {
	if slices.ContainsFunc(form[1:], func(f string) bool { return pronouns[strings.ToLower(f)] }) {
		return false
	}
	last := form[len(form)-1]
	switch form[0] {
	case "why":
		return true
	case "when":
		return !done[last] && query.OpensQuestion(form[1]) && form[1] != "be"
	case "what":
		r, _ := utf8.DecodeRuneInString(form[2])
		return form[1] == "did" && (unicode.IsUpper(r) || form[2] == "the") && done[last]
	}
	return false
}

var (
	done = map[string]bool{
		"say": true, "announce": true, "approve": true, "claim": true, "declare": true, "demand": true, "deny": true, "find": true, "launch": true, "offer": true,
		"order": true, "pledge": true, "promise": true, "propose": true, "publish": true, "reject": true, "suggest": true, "warn": true, "write": true,
	}
	pronouns = map[string]bool{
		"he": true, "him": true, "his": true, "she": true, "her": true, "it": true, "its": true, "they": true, "them": true, "their": true,
		"whose": true, "this": true, "that": true, "these": true, "those": true, "then": true, "there": true, "we": true, "i": true, "you": true,
	}
)
