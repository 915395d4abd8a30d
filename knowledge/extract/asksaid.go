package extract

import (
	"slices"
	"strings"
	"unicode"

	"dragoman/knowledge"
)

// said asks what somebody said, and who said it.
func (a *asker) said(now int, it *knowledge.Item) {
	by := a.w.r.speaker[now]
	if it.Kind != knowledge.Statement || by < 0 {
		return
	}
	name := called(a.w.r.c.all[by])
	ways := []string{"what did " + name + " say"}
	if it.To != "" {
		to := it.To
		if e, ok := a.w.byID[to]; ok {
			to = called(a.w.r.c.all[e])
		}
		ways = append(ways, "what did "+name+" tell "+straight(to))
	}
	if use, ok := verbOf(it.Verb); ok && it.Verb != "said" && it.Verb != "told" {
		ways = append(ways, "what did "+name+" "+use.base)
	}
	a.add(knowledge.What, "", nil, ways...)
	if text := a.content(now); text != "" {
		answer, cites := a.name(by)
		a.add(knowledge.Who, answer, cites, "who said "+text)
	}
}

// maxSaid is how many words of what is said are asked for: a clause that is longer
// would be cut in the middle.
const maxSaid = 16

// content is the first clause of what is said in the unit, in plain words; "" when it
// is not plain where that is, or it is no whole clause.
func (a *asker) content(now int) string {
	from, to := -1, a.u.to
	for k := a.u.from; k < a.u.to; k++ {
		if a.p.words[k].quote > 0 && a.p.words[k].tag != mark {
			from = k
			break
		}
	}
	s := a.w.r.saying(a.i, a.u, now)
	if s.verb >= 0 && (a.p.words[s.verb].tag == ing || !plainSpeech[a.p.words[s.verb].use.base]) {
		return ""
	}
	if s.verb >= 0 && (from < 0 || from > s.verb) {
		for _, c := range a.w.r.clauses[now] {
			if c.main == s.verb && !c.inverted {
				from = c.to
				if base := c.base(a.p); base == "tell" || base == "inform" || base == "assure" || base == "remind" {
					from = nounsEnd(a.p, from, to)
				}
				for from < to && (a.p.words[from].tag == subordinator || a.p.words[from].tag == mark || a.p.words[from].tag == adverb) {
					from++
				}
			}
		}
	}
	if from < 0 || from >= to || a.p.words[from].tag == preposition { // "..., Aliaga told reporters in the capital"
		return ""
	}
	for k := from; k < to; k++ {
		if a.p.words[k].tag == mark && (!isQuoteMark(a.p, k) || a.p.words[from].quote > 0) {
			to = k
		}
	}
	for to > from && a.p.words[to-1].tag == mark {
		to--
	}
	if to-from < 3 || to-from > maxSaid {
		return ""
	}
	switch last := a.p.words[to-1]; last.tag {
	case preposition, determiner, conjunction, subordinator, relative, modal, auxiliary, toWord:
		return ""
	case verb: // "I rang her and she said"
		if last.use.forms&speechForm != 0 {
			return ""
		}
	}
	if !slices.ContainsFunc(a.w.r.clauses[now], func(c clause) bool { return from < c.main && c.main < to }) {
		return ""
	}
	return plainWords(a.p, from, to)
}

// unique takes out the ways of asking that more than one ask has: nobody could say
// which is meant. Ways that differ only in marks at their ends are the same.
func unique(items []knowledge.Item) {
	uses := map[string]int{}
	for i := range items {
		for _, ask := range items[i].Asks {
			for _, way := range ask.Ways {
				uses[fold(way)]++
			}
		}
	}
	for i := range items {
		asks := items[i].Asks[:0]
		for _, ask := range items[i].Asks {
			var ways []string
			for _, way := range ask.Ways {
				if uses[fold(way)] == 1 {
					ways = append(ways, way)
				}
			}
			if ask.Ways = ways; len(ways) > 0 || ask.Answer != "" {
				asks = append(asks, ask)
			}
		}
		items[i].Asks = asks
	}
}

func fold(way string) string {
	return strings.ToLower(strings.TrimRightFunc(way, func(c rune) bool { return unicode.IsPunct(c) || unicode.IsSpace(c) }))
}
