package core

import (
	"slices"
	"strings"

	"dragoman/core/lexicon"
	"dragoman/core/match"
	"dragoman/core/query"
	"dragoman/knowledge"
)

// verdict returns the direct answer to a yes-no question that the hit answers:
// the ask's own where the question says the same, its opposite where the
// question turns a day, a negation, who does it to whom, or a word into its
// opposite. What a speaker claims is given as that speaker's.
func (b *Bot) verdict(q *query.Query, h match.Hit) string {
	yes := h.Ask.Kind == knowledge.Yes
	switch {
	case !yes && h.Ask.Kind != knowledge.No:
		return undecided(q, h)
	case turned(q, h):
		yes = !yes
	case h.Ask.Answer != "":
		return h.Ask.Answer
	}
	word := "No"
	if yes {
		word = "Yes"
	}
	if h.Item.Kind == knowledge.Statement && h.Item.By != "" && !q.Has(h.Item.By) {
		return word + ", according to " + b.name(h.Item.By) + "."
	}
	return word + "."
}

// undecided is the direct answer where no way of asking settles yes or no.
func undecided(q *query.Query, h match.Hit) string {
	if wrongDay(q, h) {
		return "No."
	}
	if h.Evidence.All > 0.8 && len(h.Missing) == 0 && !q.Negated && !q.Only && h.Ask.Answer == "" && h.Item.Status == knowledge.Confirmed {
		return "Yes."
	}
	return h.Ask.Answer
}

// turned tells whether the question says the opposite of the way of asking
// that it is most like.
func turned(q *query.Query, h match.Hit) bool {
	if wrongDay(q, h) || reversed(q, h) {
		return h.Ask.Kind == knowledge.Yes
	}
	if q.Only && !h.Way.Only {
		return h.Ask.Kind == knowledge.Yes
	}
	turns := 0
	if q.Denied != h.Way.Denied {
		turns++
	}
	if opposed(q, h) {
		turns++
	}
	return turns%2 == 1
}

// reversed tells whether the question has it the other way round: "did Trump
// accuse Kallas?" where Kallas accused Trump. A statement is its speaker's; for
// other items the order of the way tells.
func reversed(q *query.Query, h match.Hit) bool {
	asked := q.Entities()
	switch {
	case len(asked) != 2:
		return false
	case h.Item.By != "":
		return asked[1] == h.Item.By && !passive(q)
	case q.Speech || joined(q) || len(h.Way.Entities) != 2 || passive(q) != h.Way.Passive:
		return false
	}
	return asked[0] == h.Way.Entities[1] && asked[1] == h.Way.Entities[0]
}

// joined tells whether a question puts its names side by side with "and".
func joined(q *query.Query) bool {
	return slices.ContainsFunc(q.Words, func(w query.Word) bool { return w.Form == "and" || w.Form == "with" })
}

// passive tells whether a question is in the passive, as far as a "by" tells.
func passive(q *query.Query) bool {
	return slices.ContainsFunc(q.Words, func(w query.Word) bool { return w.Form == "by" })
}

// wrongDay tells whether the question names a weekday that the item does not,
// though it names another.
func wrongDay(q *query.Query, h match.Hit) bool {
	if len(q.Days) == 0 || len(h.Days) == 0 {
		return false
	}
	for _, d := range q.Days {
		if !slices.Contains(h.Days, d) {
			return true
		}
	}
	return false
}

// opposed tells whether a word of the question is the opposite of one of the
// way's.
func opposed(q *query.Query, h match.Hit) bool {
	for _, t := range q.Terms {
		if slices.Contains(h.Way.Stems, t.Stem) || shares(t.Groups, h.Way.Stems) {
			continue
		}
		for _, s := range h.Way.Stems {
			if s != "" && opposite(t, s) && !slices.ContainsFunc(q.Terms, func(o query.Term) bool { return o.Stem == s }) {
				return true
			}
		}
	}
	return false
}

// shares tells whether one of the stems belongs to one of the groups.
func shares(groups []lexicon.Group, stems []string) bool {
	for _, s := range stems {
		for _, g := range lexicon.Groups(s) {
			if slices.Contains(groups, g) {
				return true
			}
		}
	}
	return false
}

func opposite(t query.Term, stem string) bool {
	if lexicon.Opposite(t.Stem, stem) || t.Stem == "un"+stem || stem == "un"+t.Stem {
		return true
	}
	for _, g := range t.Groups {
		for _, o := range lexicon.Groups(stem) {
			if lexicon.OppositeGroups(g, o) {
				return true
			}
		}
	}
	return false
}

// unYes takes a leading "Yes" or "No" off an answer, for a question that is
// not to be answered with either.
func unYes(answer string) string {
	for _, word := range []string{"Yes", "No"} {
		rest, ok := strings.CutPrefix(answer, word)
		if !ok || rest == "" || strings.IndexByte(",.:", rest[0]) < 0 {
			continue
		}
		return upperFirst(strings.TrimSpace(rest[1:]))
	}
	return answer
}
