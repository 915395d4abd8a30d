package core

import (
	"slices"
	"strings"

	"dragoman/core/query"
	"dragoman/knowledge"
)

var (
	// defining are stems that ask who or what somebody is.
	defining = stems("role job title position post function occupation rank definition background identity person called named office meaning stand work full country guy man woman lady fella bloke dude chap")
	// serves are stems of holding an office, holds words that go with them.
	serves = stems("hold serve occupy fill speak act perform have appoint appointed work")
	holds  = words("do does did has have had")
	// acts are words that ask what somebody does, not who somebody is.
	acts = words(`do did does want wants wanted think thinks thought mean means go going went come comes get gets give gives
		gave know knows see sees saw will would can could should has have had to with from for about by`)
)

func words(list string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

// define answers who or what somebody is.
func (b *Bot) define(r reading) (outcome, bool) {
	q := &r.query
	switch q.Kind {
	case query.Who, query.What, query.Any, query.List:
	default:
		return outcome{}, false
	}
	if q.Speech && !q.Define || q.Exact || len(q.Unknown) > 0 || q.Vacant != nil || len(q.Days) > 0 || q.Negated {
		return outcome{}, false
	}
	if q.Kind == query.What && len(q.Terms) == 0 && len(q.Words) > 0 && q.Words[len(q.Words)-1].Form == "do" {
		q.Define = true // "what does Waltz do?"
	}
	for i, w := range q.Words {
		if i >= q.Start && acts[w.Form] && !(q.Define && holds[w.Form]) && !inMention(q, i) {
			return outcome{}, false
		}
	}
	var id string
	ids := q.Entities()
	switch {
	case len(ids) == 1:
		id = ids[0]
	case len(ids) > 1:
		// "which of Rubio, Waltz and Witkoff is the special envoy?"
		for _, m := range q.Mentions {
			if m.ByOffice {
				id = m.Entity
			}
		}
	}
	e, ok := b.base.Entity(id)
	if !ok || len(e.Roles) == 0 && e.Is == "" {
		return outcome{}, false
	}
	for _, t := range q.Terms {
		if !defining[t.Stem] && !(q.Define && serves[t.Stem]) && !inTitle(e, t.Stem) {
			return outcome{}, false
		}
	}
	answer, cites := b.definition(e)
	return b.known(r, e, answer, cites), true
}

// profile answers "tell me about Kallas": who somebody is, and the first thing
// that the story has them say.
func (b *Bot) profile(r reading) (outcome, bool) {
	q := &r.query
	ids := q.Entities()
	if q.Kind != query.List && q.Kind != query.Any || len(ids) != 1 || len(q.Terms) > 0 || len(q.Unknown) > 0 || len(q.Days) > 0 || q.Exact {
		return outcome{}, false
	}
	about := slices.ContainsFunc(q.Words, func(w query.Word) bool { return w.Form == "about" })
	e, ok := b.base.Entity(ids[0])
	if !about || !ok || len(e.Roles) == 0 && e.Is == "" {
		return outcome{}, false
	}
	answer, cites := b.definition(e)
	if said := b.base.Statements(e.ID); len(said) > 0 {
		answer = b.withQuotes(join(answer, said[0].Gist), said[0])
		cites = append(slices.Clone(cites), said[0].Cites...)
	}
	return b.lookedUp(r, e, answer, cites), true
}

// sure is the confidence of what is looked up, not matched.
const sure = 0.98

func inMention(q *query.Query, i int) bool {
	for _, m := range q.Mentions {
		if m.Word <= i && i < m.End {
			return true
		}
	}
	return false
}

// inTitle tells whether a stem is of a word in one of the titles of e.
func inTitle(e *knowledge.Entity, stem string) bool {
	for _, r := range e.Roles {
		if strings.Contains(" "+stemAll(r.Title)+" ", " "+stem+" ") {
			return true
		}
	}
	return false
}

// identify answers whether somebody is who the reader takes them for.
func (b *Bot) identify(r reading) (outcome, bool) {
	q := &r.query
	if q.Kind != query.YesNo || len(q.Unknown) > 0 {
		return outcome{}, false
	}
	for _, t := range q.Terms {
		if !defining[t.Stem] && !serves[t.Stem] && t.Stem != "real" && t.Stem != "current" {
			return outcome{}, false
		}
	}
	var named, holder string
	for _, m := range q.Mentions {
		switch {
		case m.ByOffice && m.Named:
			named, holder = m.Entity, m.Entity
		case m.ByOffice:
			holder = m.Entity
		default:
			if e, ok := b.base.Entity(m.Entity); ok && e.Kind == knowledge.Person {
				named = m.Entity
			}
		}
	}
	e, ok := b.base.Entity(named)
	if !ok {
		return outcome{}, false
	}
	for _, m := range q.Mentions {
		if m.Entity != named && m.Entity != holder && (holder != "" || q.Vacant != nil && m.Entity != q.Vacant.Entity) {
			return outcome{}, false // somebody or something more is asked about
		}
	}
	if holder == "" && q.Vacant == nil {
		return b.belongs(r, e)
	}
	answer, cites := b.definition(e)
	if holder == named && !q.Negated {
		answer = "Yes. " + answer
	} else {
		answer = "No. " + answer
		if h, ok := b.base.Entity(holder); ok && holder != named {
			other, more := b.definition(h)
			answer += " " + other
			cites = append(slices.Clone(cites), more...)
		}
	}
	return b.known(r, e, answer, cites), true
}

// belongs answers whether somebody is of a country or an organisation: "is she
// from the Commission?", "is Tusk Polish?".
func (b *Bot) belongs(r reading, e *knowledge.Entity) (outcome, bool) {
	q := &r.query
	var of *query.Mention
	for i := range q.Mentions {
		if q.Mentions[i].Entity != e.ID {
			if of != nil {
				return outcome{}, false
			}
			of = &q.Mentions[i]
		}
	}
	if of == nil || of.Word == 0 || len(e.Roles) == 0 || q.Negated {
		return outcome{}, false
	}
	before := q.Words[of.Word-1].Form
	if before == "the" && of.Word > 1 {
		before = q.Words[of.Word-2].Form
	}
	if !of.Adjective && before != "from" && before != "for" && before != "with" || of.Adjective && of.End < len(q.Words) && q.Words[of.End].Stem != "" {
		return outcome{}, false
	}
	yes := false
	for _, role := range e.Roles {
		yes = yes || role.Of == of.Entity || b.analyzer.SameSide(role.Of, of.Entity)
	}
	answer, cites := b.definition(e)
	if yes {
		answer = "Yes. " + answer
	} else {
		answer = "No. " + answer
	}
	return b.known(r, e, answer, cites), true
}

// known is the outcome of an answer about who somebody is.
func (b *Bot) known(r reading, about *knowledge.Entity, answer string, cites []int) outcome {
	o := b.lookedUp(r, about, answer, cites)
	o.turn.Item = ""
	return o
}
