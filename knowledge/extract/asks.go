package extract

import (
	"slices"
	"strings"
	"unicode"

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
		if !pluralPeople[last] && !isPersonNoun(last) && !organisationNouns[last] {
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

// amounts asks how many, how much, how long and how far.
func (a *asker) amounts(c clause, q question, ps parts, within [2]int) {
	for _, m := range ps.amounts {
		if m.from < within[0] || m.from >= within[1] || m.what == age || c.inverted {
			continue
		}
		answer := a.p.span(m.from, m.to)
		subject := c.subject <= m.from && m.from < c.upTo
		switch {
		case m.what == money:
			a.add(knowledge.HowMany, answer, nil, join("how much", q.lead, q.subject, q.verb), join("how much money", q.lead, q.subject, q.verb))
		case m.what == percentage:
			a.add(knowledge.HowMany, answer, nil, join("what percentage", q.finite, q.rest), join("how many percent", q.finite, q.rest))
		case m.what == duration:
			a.howLong(m, c, q, answer)
		case m.what == compound:
			a.compound(m, answer)
		case m.what == distance:
			a.add(knowledge.HowMany, answer, nil, join("how far", q.lead, q.subject, q.verb))
		case m.of >= 0 && subject:
			a.add(knowledge.HowMany, a.p.span(m.from, m.to), nil, join("how many", plainWords(a.p, numberEnd(a.p, m), m.to), q.finite, q.rest))
		case m.of >= 0:
			things := plainWords(a.p, numberEnd(a.p, m), m.to)
			a.add(knowledge.HowMany, answer, nil, join("how many", things, q.lead, q.subject, q.verb))
		case m.from > c.main && (a.p.is(m.from-1, "to", "at", "of")):
			a.add(knowledge.HowMany, answer, nil, join("what", q.lead, q.subject, q.verb, a.p.words[m.from-1].low), join("how much", q.lead, q.subject, q.verb))
		}
	}
}

// howLong asks for a stretch of time.
func (a *asker) howLong(m amount, c clause, q question, answer string) {
	before := m.from - 1
	for before > a.u.from && a.p.is(before, "the", "next", "last", "past", "about", "up", "to", "least", "at", "more", "than") {
		before--
	}
	switch {
	case a.p.is(before, "of") && before-1 > a.u.from && a.p.words[before-1].tag == noun:
		from := groupStart(a.p, before-1, a.u)
		for from < before-1 && (a.p.words[from].tag == determiner || a.p.words[from].tag == possessive) {
			from++
		}
		a.add(knowledge.HowMany, answer, nil, "how long is the "+plainWords(a.p, from, before))
	case a.p.is(before, "after") && before > c.main:
		a.add(knowledge.HowMany, answer, nil, join("after how long", q.lead, q.subject, q.verb, q.rest), join("how long", q.lead, q.subject, q.verb))
	case a.p.is(before, "within", "over", "in", "during"):
		a.add(knowledge.HowMany, answer, nil, join("within how long", q.lead, q.subject, q.verb, upToAmount(a.p, c, before)), join("how soon", q.lead, q.subject, q.verb, upToAmount(a.p, c, before)))
	case a.p.is(before, "for"), longVerbs[c.base(a.p)]:
		a.add(knowledge.HowMany, answer, nil, join("how long", q.lead, q.subject, q.verb, upToAmount(a.p, c, before)), join("for how long", q.lead, q.subject, q.verb, upToAmount(a.p, c, before)))
	case a.p.is(m.from-1, "to") && m.of >= 0:
		a.add(knowledge.HowMany, answer, nil, join("how many", a.p.words[m.of].low, q.lead, q.subject, q.verb, upToAmount(a.p, c, m.from-1), "to"), join("how long", q.lead, q.subject, q.verb, upToAmount(a.p, c, m.from-1)))
	}
}

// longVerbs have a stretch of time for an object.
var longVerbs = set("take last spend serve wait need run")

// upToAmount is what follows a verb before the words at an amount.
func upToAmount(p *paragraph, c clause, before int) string {
	if before > c.to {
		return plainWords(p, c.to, min(before, c.to+maxRest))
	}
	return ""
}

// compound asks for a number that is part of a word: "a 60-day state of
// emergency", "a nine-year-old boy".
func (a *asker) compound(m amount, answer string) {
	low := a.p.words[m.from].low
	to := nounsEnd(a.p, m.to, a.u.to)
	if to == m.to || a.p.words[to-1].tag != noun {
		return
	}
	if a.p.is(to, "of") {
		if end := nounsEnd(a.p, to+1, a.u.to); end > to+1 {
			to = end
		}
	}
	things := plainWords(a.p, m.to, to)
	switch {
	case strings.HasSuffix(low, "-year-old"):
		a.add(knowledge.HowMany, answer, nil, "how old is the "+things, "what age is the "+things)
	case hasAnySuffix(low, "-day", "-week", "-month", "-year", "-hour", "-minute"):
		a.add(knowledge.HowMany, answer, nil, "how long is the "+things, "how long does the "+things+" last")
	case a.p.is(m.from-1, "magnitude"):
		a.add(knowledge.HowMany, answer, nil, "what is the magnitude of the "+things, "how strong was the "+things)
	}
}

// numberEnd returns where the number of an amount ends and its nouns begin.
func numberEnd(p *paragraph, m amount) int {
	k := m.from
	for k < m.to && p.words[k].tag == number {
		k++
	}
	return k
}

// ages asks how old somebody is.
func (a *asker) ages(ps parts) {
	for _, m := range ps.amounts {
		if m.what != age {
			continue
		}
		if n := a.p.words[m.from-2].name; n > 0 {
			if e := a.p.names[n-1].entity; e >= 0 {
				x := a.w.r.c.all[e]
				a.add(knowledge.HowMany, a.p.span(m.from, m.to), nil, "how old is "+straight(x.short()), "what age is "+straight(x.name))
			}
		}
	}
}

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
