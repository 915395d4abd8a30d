package extract

import (
	"strings"

	"dragoman/knowledge"
)

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
			ways := []string{join("what percentage", q.finite, q.rest), join("how many percent", q.finite, q.rest)}
			if !subject && a.p.is(m.from-1, "by", c.low(a.p)) { // "fell by 9%", "fell 9%"
				ways = append(ways, join("by how much", q.lead, q.subject, q.verb), join("by what percentage", q.lead, q.subject, q.verb))
			}
			a.add(knowledge.HowMany, answer, nil, ways...)
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
		e := a.aged(m)
		if e < 0 || a.w.r.c.all[e].nameless {
			continue
		}
		x := a.w.r.c.all[e]
		answer, _, _ := strings.Cut(a.p.span(m.from, m.to), "-")
		a.add(knowledge.HowMany, answer, nil, "how old is "+straight(x.short()), "what age is "+straight(x.name))
	}
}

// aged returns whose age an amount is, -1 for nobody's: of "Bell, 47,", "Bell, aged
// 47", "Bell, a 47-year-old baker," and "the 47-year-old".
func (a *asker) aged(m amount) int {
	k := m.from - 2
	switch {
	case m.what == compound && strings.HasSuffix(a.p.words[m.from].low, "-year-old"):
		to := nounsEnd(a.p, m.from, a.u.to)
		if e, ok := a.w.r.resolved[[2]int{a.i, max(to, m.to) - 1}]; ok && a.w.r.c.all[e].kind == knowledge.Person {
			return e
		}
		return -1
	case m.what != age:
		return -1
	case a.p.is(k, ","): // ", aged 47"
		k--
	}
	if k < a.u.from || a.p.words[k].name == 0 {
		return -1
	}
	return a.p.names[a.p.words[k].name-1].entity
}
