package match

import (
	"cmp"
	"maps"
	"slices"

	"dragoman/core/match/passage"
	"dragoman/core/query"
	"dragoman/core/text"
	"dragoman/knowledge"
)

// passages matches questions with an extracted base, whose items are the
// sentences of an article.
type passages struct {
	analyzer  *query.Analyzer
	index     *passage.Index
	byWording map[uint64]passageAsk
}

// passageAsk is an ask of an item with a way of certain words.
type passageAsk struct {
	item *knowledge.Item
	ask  int
}

// newPassages reads the base; the analyzer learns its words.
func newPassages(base *knowledge.Base, an *query.Analyzer) *passages {
	texts := passageTexts(base.Items())
	read := readAll(texts, an)
	told := make(map[string]bool)
	for _, clauses := range read {
		for i := range clauses {
			for _, t := range clauses[i].Terms {
				if t.Name {
					told[t.Stem] = true
				}
			}
		}
	}
	an.LearnNames(told)
	ps := &passages{analyzer: an, byWording: make(map[uint64]passageAsk)}
	ps.index = passage.NewIndex(base, func(s string) []query.Query { return read[s] })
	items := base.Items()
	for i := range items {
		for k := range items[i].Asks {
			for _, way := range items[i].Asks[k].Ways {
				if qs := read[way]; len(qs) == 1 {
					w := wording(&qs[0])
					if _, taken := ps.byWording[w]; !taken {
						ps.byWording[w] = passageAsk{&items[i], k}
					}
				}
			}
		}
	}
	return ps
}

// passageTexts lists the texts of the items that are read, each once.
func passageTexts(items []knowledge.Item) []string {
	seen := make(map[string]bool)
	for i := range items {
		seen[items[i].Gist] = true
		for _, a := range items[i].Asks {
			for _, w := range a.Ways {
				seen[w] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// readAll has the analyzer learn the words of texts, and reads them.
func readAll(texts []string, an *query.Analyzer) map[string][]query.Query {
	clauses := make([][]text.Clause, len(texts))
	inParallel(len(texts), func(i int) { clauses[i] = text.Clauses(text.Clean(texts[i])) })
	words := make(map[string]bool)
	for _, cs := range clauses {
		for _, c := range cs {
			for _, t := range c.Tokens {
				words[t.Form] = true
			}
		}
	}
	vocabulary := slices.Sorted(maps.Keys(words))
	an.Learn(vocabulary)
	an.Prepare(vocabulary)
	read := make([][]query.Query, len(texts))
	inParallel(len(texts), func(i int) {
		for _, c := range clauses[i] {
			read[i] = append(read[i], an.Read(c))
		}
	})
	byText := make(map[string][]query.Query, len(texts))
	for i, t := range texts {
		byText[t] = read[i]
	}
	return byText
}

// answerEntities returns the entities that the answer of an ask names, in
// order.
func (ps *passages) answerEntities(a *knowledge.Ask) []string {
	var ids names
	for _, m := range ps.analyzer.Link(ps.analyzer.Words(text.Clean(a.Answer))) {
		ids.add(m.Entity)
	}
	return ids
}

// search returns the sentences that fit a question, best first.
func (ps *passages) search(q *query.Query, bias Bias) []Hit {
	only := ""
	if bias.Only {
		only = bias.Item
	}
	return ps.hits(q, ps.index.Search(q, only), bias)
}

// hits makes hits of what was found, best first.
func (ps *passages) hits(q *query.Query, found []passage.Candidate, bias Bias) []Hit {
	same, known := ps.byWording[wording(q)]
	var hits []Hit
	for _, c := range found {
		h := Hit{
			Item: c.Item, Ask: &unasked, Logit: c.Logit, Missing: c.Missing, Days: c.Days, Score: c.Score,
			headline: c.Evidence.Headline > 0,
		}
		if len(c.Item.Asks) > 0 {
			h.Ask = &c.Item.Asks[c.Ask]
		}
		if bias.Want != nil {
			if h.Ask = asked(c.Item, *bias.Want); h.Ask == nil {
				continue
			}
		}
		plus := 0.0
		if c.Item.ID == bias.Item {
			plus += bias.Plus
		}
		if known && same.item == c.Item {
			h.Ask, h.Evidence.Same = &c.Item.Asks[same.ask], true
			plus += sameWords
			h.Logit += sameWords
		}
		h.Score += plus // where the conversation is tells which sentence is meant, not that it answers
		hits = append(hits, h)
	}
	slices.SortStableFunc(hits, func(x, y Hit) int { return cmp.Compare(y.Score, x.Score) })
	return hits[:min(len(hits), maxHits)]
}

// Sentences so near the best, in log odds, fit about as well. Answers of up to
// three were right most often on stories left out (docs/ANSWERING.md).
const (
	even    = 3.0
	maxEven = 3
)

// Even returns the first of the sentences found for a question and those that
// fit about as well, at most 3: there is no telling which of them answers it.
// What repeats one of them is left out, and so is the headline, whose matter the
// article tells in full.
func Even(hits []Hit) []Hit {
	out := hits[:1:1]
	for _, h := range hits[1:] {
		if len(out) == maxEven || hits[0].Score-h.Score >= even {
			break
		}
		if !h.headline && !slices.ContainsFunc(out, func(o Hit) bool { return passage.Repeats(o.Item, h.Item) }) {
			out = append(out, h)
		}
	}
	return out
}

// unasked stands for the ask of an item that has none.
var unasked knowledge.Ask

// asked returns the ask of a kind that has an answer of its own, or nil.
func asked(it *knowledge.Item, want knowledge.AskKind) *knowledge.Ask {
	for i := range it.Asks {
		if a := &it.Asks[i]; a.Kind == want && a.Answer != "" {
			return a
		}
	}
	return nil
}
