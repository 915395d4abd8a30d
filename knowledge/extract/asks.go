package extract

import (
	"slices"
	"strings"

	"dragoman/knowledge"
)

// maxWays is how many ways of asking an ask has.
const maxWays = 6

// asker gathers the asks of an item.
type asker struct {
	w     *writer
	i     int
	p     *paragraph
	u     unit
	cites []int
	asks  []knowledge.Ask
}

// add adds an ask, or ways to one of the same kind and answer.
func (a *asker) add(kind knowledge.AskKind, answer string, cites []int, ways ...string) {
	answer = strings.TrimSpace(answer)
	if answer == a.u.In(a.p.text) || answer != "" && !clean(answer) {
		return
	}
	if cites == nil {
		cites = a.cites
	}
	n := slices.IndexFunc(a.asks, func(k knowledge.Ask) bool { return k.Kind == kind && k.Answer == answer })
	if n < 0 {
		a.asks = append(a.asks, knowledge.Ask{Kind: kind, Answer: answer, Cites: cites})
		n = len(a.asks) - 1
	}
	k := &a.asks[n]
	for _, way := range ways {
		way = join(way)
		if len(k.Ways) < maxWays && len(way) > 8 && len(way) < 120 && clean(way) && !slices.Contains(k.Ways, way) {
			k.Ways = append(k.Ways, way)
		}
	}
}

// asks makes the questions that a unit answers.
func (w *writer) asks(i int, u unit, now int, it *knowledge.Item, ps parts) []knowledge.Ask {
	a := &asker{w: w, i: i, p: &w.r.d.paragraphs[i], u: u, cites: it.Cites}
	a.add(knowledge.What, "", nil)
	clauses := w.r.clauses[now]
	for n, c := range clauses {
		if a.p.words[c.main].quote > 0 && c.subject < c.upTo && a.p.words[c.subject].tag == pronoun {
			continue // "we cannot fly": who "we" are the article does not say
		}
		if slices.ContainsFunc(a.p.words[min(c.subject, c.from):c.from], func(w word) bool { return w.low == "what" }) {
			continue // "what an aide called a family matter" is half of a clause
		}
		q, ok := w.ask(i, u, c, ps)
		if !ok {
			continue
		}
		within := between(c, clauses, n, u)
		a.who(c, q)
		a.what(c, q)
		a.when(c, q, ps, within)
		a.where(c, q, ps, within)
		a.why(c, q, ps, within)
		a.amounts(c, q, ps, within)
	}
	a.said(now, it)
	a.ages(ps)
	if len(a.asks) > 1 {
		// The gist answers by itself only what no shorter answer does.
		if len(a.asks[0].Ways) == 0 && it.Kind != knowledge.Statement {
			a.asks = append(a.asks[1:], a.asks[0])
		}
	}
	return a.asks
}

// between returns the words that belong to a clause: from its subject, or the
// beginning of the unit for the first one, to where the next one begins.
func between(c clause, all []clause, n int, u unit) [2]int {
	from := c.subject
	if n == 0 {
		from = u.from
	}
	if c.inverted {
		from = c.from
	}
	to := c.end
	if n+1 < len(all) {
		next := all[n+1]
		to = min(to, next.from)
		if next.subject < next.upTo && next.subject > c.main {
			to = min(to, next.subject)
		}
	}
	return [2]int{from, to}
}

func in(ph phrase, within [2]int) bool { return within[0] <= ph.from && ph.from < within[1] }

// who asks for the subject.
func (a *asker) who(c clause, q question) {
	if c.relativeClause || c.inverted || q.rest == "" && q.object == "" {
		return
	}
	if plainSpeech[c.base(a.p)] && q.object == "" {
		return // "said further": what is said is asked for by itself
	}
	e := c.entity
	person := e >= 0
	if !person {
		if t := a.p.words[c.subject].tag; c.upTo-c.subject == 1 && (t == determiner || t == pronoun) {
			return
		}
		last := a.p.words[c.upTo-1].low
		if !isPeople(last) && !isPersonNoun(last) && !organisationNouns[last] {
			a.add(knowledge.What, a.p.span(c.subject, c.upTo), nil, "what "+q.finite+" "+q.rest)
			return
		}
	}
	answer, cites := a.p.span(c.subject, c.upTo), []int(nil)
	if a.p.words[c.subject].tag == pronoun || c.upTo-c.subject == 1 && e >= 0 && !strings.Contains(answer, " ") {
		if e < 0 {
			return
		}
		answer, cites = a.name(e)
	}
	if !balanced(a.p, c.subject, c.upTo) {
		return
	}
	a.add(knowledge.Who, answer, cites, "who "+q.finite+" "+q.rest)
}

// name is the full name of an entity, with the paragraphs to cite for it.
func (a *asker) name(e int) (string, []int) {
	x := a.w.r.c.all[e]
	cites := slices.Clone(a.cites)
	if len(x.cites) > 0 && !slices.Contains(cites, x.cites[0]) {
		cites = append(cites, x.cites[0])
		slices.Sort(cites)
	}
	return x.name, cites
}

// what asks for the object.
func (a *asker) what(c clause, q question) {
	use := a.p.words[c.main].use
	if q.object == "" || q.verb == "" || c.passive || linking[use.base] || use.base == "be" || use.forms&speechForm != 0 && !acts[use.base] || !balanced(a.p, q.objFrom, q.objTo) {
		return
	}
	last := a.p.words[q.objTo-1]
	kind, word := knowledge.What, "what"
	if last.name > 0 {
		if e := a.p.names[last.name-1].entity; e >= 0 && a.w.r.c.all[e].kind == knowledge.Person {
			kind, word = knowledge.Who, "who"
		}
	}
	after := ""
	if to := a.w.restEnd(a.p, a.u, c, parts{}); to > q.objTo {
		after = plainWords(a.p, q.objTo, to)
	}
	a.add(kind, a.p.span(q.objFrom, q.objTo), nil,
		join(word, q.lead, q.subject, q.verb), join(word, q.lead, q.subject, q.verb, after))
}

// acts are verbs of speech whose object is what is done by speaking.
var acts = set("reject promise pledge declare announce deny demand propose welcome confirm admit describe recommend report reveal disclose condemn")

// when asks for the time.
func (a *asker) when(c clause, q question, ps parts, within [2]int) {
	for _, ph := range ps.times {
		if ph.off || !in(ph, within) || a.p.words[ph.from].quote != a.p.words[c.main].quote {
			continue
		}
		word := "when"
		if a.p.is(ph.from, "until", "till", "since") {
			word = a.p.words[ph.from].low + " when"
		}
		a.add(knowledge.WhenAsk, a.p.span(ph.from, ph.to), nil,
			join("when", q.lead, q.subject, q.verb, q.rest), join(word, q.lead, q.subject, q.verb, q.rest))
		for k := ph.from; k < ph.to; k++ {
			if isCalendar(a.p.words[k].low) {
				a.add(knowledge.WhenAsk, a.p.span(ph.from, ph.to), nil, join("what day", q.lead, q.subject, q.verb, q.object))
				break
			}
		}
		return
	}
}

// where asks for the place.
func (a *asker) where(c clause, q question, ps parts, within [2]int) {
	for _, ph := range ps.places {
		if a.p.words[c.main].use.forms&speechForm != 0 && ph.from < c.main {
			continue
		}
		if a.p.words[ph.from].quote != a.p.words[c.main].quote {
			continue
		}
		if !in(ph, within) || ph.from < c.to && ph.from >= c.subject || !balanced(a.p, ph.from, ph.to) {
			continue
		}
		rest := q.rest
		if i := strings.Index(rest, plainWords(a.p, ph.from, ph.to)); i >= 0 {
			rest = rest[:i]
		}
		a.add(knowledge.WhereAsk, a.p.span(ph.from, ph.to), nil, join("where", q.lead, q.subject, q.verb, rest))
		return
	}
}

// why asks for the reason.
func (a *asker) why(c clause, q question, ps parts, within [2]int) {
	for _, ph := range ps.reasons {
		if ph.from < within[0] || ph.from >= max(within[1], c.end) || ph.from < c.to {
			continue
		}
		a.add(knowledge.Why, a.p.span(ph.from, ph.to), nil, join("why", q.lead, q.subject, q.verb, q.rest), join("what is the reason", q.subject, q.finite, q.rest))
		return
	}
}
