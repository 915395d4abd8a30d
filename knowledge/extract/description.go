package extract

import (
	"strings"

	"dragoman/knowledge"
	"dragoman/knowledge/article"
)

const (
	wordKind       = article.Word
	possessiveKind = article.Possessive
)

// readNoun finds out whom a noun that describes means: "the president", "its
// leader", "the company". The noun at k has to end its group.
func (r *reading) readNoun(i int, u unit, k int) {
	p := &r.d.paragraphs[i]
	if _, known := r.resolved[[2]int{i, k}]; known {
		return
	}
	low := p.words[k].low
	isPerson, isOrganisation, isPlural := isPersonNoun(low) || r.c.called[low], organisationNouns[low], isPeople(low)
	if !isPerson && !isOrganisation && !isPlural {
		return
	}
	if k+1 < u.to && (p.words[k+1].tag == noun || p.words[k+1].tag == properNoun || p.words[k+1].low == "-") {
		return // a title before a name, or the first part of a compound
	}
	behind := k + 1
	if p.is(behind, "of", "at", "for", "in") && isPerson { // "the mayor of the town, Ana Ruiz,"
		behind = nounsEnd(p, behind+1, u.to)
	}
	if behind+1 < u.to && p.is(behind, ",", "–", "—") && p.words[behind+1].name > 0 {
		if n := p.names[p.words[behind+1].name-1]; n.entity >= 0 && n.to < u.to && (p.is(n.to, ",", "–", "—") || p.words[n.to].tag == verb) {
			return // "his wife, Beatrice,": the name tells
		}
	}
	from := groupStart(p, k, u)
	owner := r.owner(i, u, from, k)
	definite := p.is(from, "the", "this", "that") || owner >= 0 || p.words[from].tag == possessive
	now := len(r.at) - 1
	e := -1
	if definite {
		e = r.described(i, u, from, k, owner)
		if e < 0 && isPerson && owner < 0 && p.words[from].tag == determiner {
			e = r.untitled(i, low, k)
		}
	}
	subject := r.isSubject(now, k)
	if e < 0 && subject {
		e = r.nameless(i, u, from, k, owner)
	}
	if e < 0 {
		return
	}
	r.note(mention{paragraph: i, unit: now, from: from, to: k + 1, entity: e, how: byDescription, subject: subject})
	r.resolved[[2]int{i, k}] = e
}

// groupStart returns where the group of nouns that ends with the word at k begins.
func groupStart(p *paragraph, k int, u unit) int {
	from := k
	for from > u.from {
		w := p.words[from-1]
		if !inNouns(w.tag) && !(w.tag == adverb && p.words[from].tag == adjective) || w.tag == pronoun {
			break
		}
		from--
		if w.tag == determiner {
			break
		}
	}
	return from
}

// owner returns whose the described one is: of "its leader", "Chibesa's lawyer".
// It is -1 where nobody is named.
func (r *reading) owner(i int, u unit, from, to int) int {
	p := &r.d.paragraphs[i]
	for k := from; k < to; k++ {
		w := p.words[k]
		switch {
		case w.kind == possessiveKind:
			return r.who(i, from, k)
		case w.tag == possessive && w.kind == wordKind:
			if e, ok := r.resolved[[2]int{i, k}]; ok {
				return e
			}
		}
	}
	return -1
}

// remembered is how many mentions back a description may point. Our own limit, an
// article of some 3,000 words.
const remembered = 500

// described returns whom a definite description means, of those spoken of before.
func (r *reading) described(i int, u unit, from, k, owner int) int {
	p := &r.d.paragraphs[i]
	low := p.words[k].low
	named := -1 // "the Kremlin spokesman", "the US president"
	for n := from; n < k; n++ {
		if w := p.words[n]; w.name > 0 && p.names[w.name-1].entity >= 0 && owner < 0 {
			named = p.names[w.name-1].entity
		}
	}
	for n := len(r.mentions) - 1; n >= max(0, len(r.mentions)-remembered); n-- {
		m := r.mentions[n]
		e := r.c.all[m.entity]
		if !e.nouns[low] || m.quoted && m.how != byName || e.nameless && !p.sameModifiers(from, k, e.name) {
			continue
		}
		if owner >= 0 && !r.belongs(m.entity, owner) {
			continue
		}
		if named >= 0 && !r.belongs(m.entity, named) {
			continue
		}
		return m.entity
	}
	if owner >= 0 || named >= 0 && !politicalNouns[low] {
		return -1
	}
	now := len(r.at) - 1
	switch {
	case politicalNouns[low]:
		return r.recentSubject(now, knowledge.Person)
	case organisationNouns[low] && !unsaidOrganisations[low]:
		return r.recentSubject(now, knowledge.Organisation)
	}
	return -1
}

// sameModifiers tells whether a name holds all nouns before the last one of a
// description: "the finance ministry" is not the transport ministry.
func (p *paragraph) sameModifiers(from, k int, name string) bool {
	for n := from; n < k; n++ {
		if w := p.words[n]; w.tag == noun && !strings.Contains(strings.ToLower(straight(name)), w.low) {
			return false
		}
	}
	return true
}

// untitled returns whom the subject of a verb of speech means that tells what somebody
// does whose work was not told before: "the fund manager said". It is -1 unless
// the sentence before, in the same paragraph, is about such a person.
func (r *reading) untitled(i int, low string, k int) int {
	now := len(r.at) - 1
	if !r.speaks(k) {
		return -1
	}
	e := r.recentSubject(now, knowledge.Person)
	if e < 0 || len(r.c.all[e].nouns) > 0 || r.c.all[e].nameless {
		return -1
	}
	x := r.c.all[e]
	if femaleNouns[low] && x.he > x.she || maleNouns[low] && x.she > x.he {
		return -1
	}
	for n := len(r.mentions) - 1; n >= 0 && r.mentions[n].paragraph == i; n-- {
		if r.mentions[n].entity == e && !r.mentions[n].quoted {
			return e
		}
	}
	return -1
}

// unsaidOrganisations are mostly others than those that were named.
var unsaidOrganisations = set(`government court police army team state country nation council parliament force forces navy hospital house station side office
	ministry department commission congress senate committee assembly bureau university college museum church school cabinet tribunal administration`)

// politicalNouns describe people whose office was not told: "the Republican
// leader".
var politicalNouns = set("leader politician man woman official boss veteran billionaire candidate premier star striker singer author scientist official boy girl teenager")

// belongs tells whether an entity holds an office of another, or is on its side.
func (r *reading) belongs(e, of int) bool {
	x := r.c.all[e]
	if x.side == of || e == of {
		return true
	}
	for _, role := range x.roles {
		if role.of == of {
			return true
		}
	}
	return x.side < 0 && len(x.roles) == 0
}

// recentSubject returns who was spoken of last as a subject, of a kind.
func (r *reading) recentSubject(now int, kind knowledge.EntityKind) int {
	best, bestScore := -1, -100.0
	far, step := 2, 1.0
	if kind == knowledge.Organisation { // a company stays the company for longer
		far, step = 8, 0.3
	}
	for n := len(r.mentions) - 1; n >= 0; n-- {
		m := r.mentions[n]
		if now-m.unit > far {
			break
		}
		e := r.c.all[m.entity]
		if e.kind != kind || kind == knowledge.Organisation && !e.sure {
			continue
		}
		score := -step * float64(now-m.unit)
		if m.subject {
			score += 0.8
		}
		if m.quoted {
			score -= 2
		}
		if score > bestScore {
			best, bestScore = m.entity, score
		}
	}
	return best
}

// nameless enters somebody whom the article does not name: "Turkish officials",
// "his uncle", "a group of 58 nations".
func (r *reading) nameless(i int, u unit, from, k, owner int) int {
	p := &r.d.paragraphs[i]
	low := p.words[k].low
	end := k + 1
	if end < u.to && p.is(end, "of", "from", "at", "in", "for", "by") { // "diplomats from two countries"
		if to := nounsEnd(p, end+1, u.to); to > end+1 {
			end = to
		}
	}
	name := p.span(from, end)
	if owner >= 0 && p.words[from].tag == possessive {
		name = possessiveName(r.c.all[owner].short()) + " " + p.span(from+1, end)
	}
	if p.words[from].starts && !p.is(from, "the") && p.words[from].name == 0 {
		name = smallFirst(name)
	} else if p.is(from, "the") {
		name = "the" + name[3:]
	}
	if e, ok := r.c.byName[key(name)]; ok {
		return e
	}
	x := &entity{kind: knowledge.Group, name: name, nameless: true, nouns: map[string]bool{low: true}}
	switch {
	case isPeople(low) && !organisationNouns[low]:
		x.plural = true
	case isPersonNoun(low):
		x.kind = knowledge.Person
		if femaleNouns[low] {
			x.she = 10
		}
		if maleNouns[low] {
			x.he = 10
		}
	default:
		if end > k+1 {
			x.plural = true
		} else {
			x.kind = knowledge.Organisation
		}
	}
	e := r.c.add(x)
	if owner >= 0 {
		x.side = owner
	}
	for n := from; n < k; n++ {
		if w := p.words[n]; w.name > 0 && p.names[w.name-1].entity >= 0 && x.side < 0 {
			x.side = p.names[w.name-1].entity
		}
	}
	return e
}

// possessiveName writes whose something is.
func possessiveName(name string) string {
	if strings.HasSuffix(name, "s") {
		return name + "’"
	}
	return name + "’s"
}
