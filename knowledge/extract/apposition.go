package extract

import (
	"strings"
	"unicode/utf8"

	"dragoman/knowledge"
)

// readBehind reads what stands behind a name: ", the charity's coordinator in
// Peru,", "of the institute".
func (r *reading) readBehind(i int, u unit, n *name) {
	p := &r.d.paragraphs[i]
	x := r.c.all[n.entity]
	k := n.to
	if k < u.to && p.is(k, "of") && x.kind == knowledge.Person {
		to := nounsEnd(p, k+1, u.to)
		if e := r.groupEntity(i, u, k+1, to); e >= 0 && x.side < 0 {
			x.side = e
		}
	}
	if k+2 < u.to && p.is(k, "(") && p.words[k+1].name > 0 && p.is(k+2, ")") && isAcronym(p.span(k+1, k+2)) {
		r.c.alias(n.entity, p.span(k+1, k+2))
	}
	if k < u.to && p.is(k, ",") && k+2 < u.to && p.words[k+1].kind == 1 && p.is(k+2, ",") {
		k += 2 // an age
	}
	if k+2 >= u.to || !p.is(k, ",", "–", "—") {
		return
	}
	from, closing := k+1, p.words[k].low
	to := from
	for to < u.to && p.words[to].low != closing && !isQuoteMark(p, to) && p.words[to].tag != relative && p.words[to].low != "." && p.words[to].low != ";" {
		to++
	}
	if to == from || to-from > 16 {
		return
	}
	for c := from; c < to; c++ { // a clause is no apposition
		if t := p.words[c].tag; t == verb || t == auxiliary || t == modal {
			return
		}
	}
	first := p.words[from]
	isGroup := first.tag == determiner && !p.is(from, "which", "what") || first.tag == possessive && first.kind == wordKind
	if !isGroup && x.kind == knowledge.Person && (first.tag == adjective || first.tag == properNoun || first.tag == noun) {
		h := r.headOf(p, from, to)
		isGroup = h >= 0 && p.words[h].name == 0 && isPersonNoun(p.words[h].low) && to < u.to && p.words[to].low == closing
	}
	if !isGroup {
		return
	}
	h := r.headOf(p, from, to)
	if h < 0 {
		return
	}
	if isPersonNoun(p.words[h].low) == (x.kind == knowledge.Person) {
		r.resolved[[2]int{i, h}] = n.entity
	}
	switch {
	case x.kind == knowledge.Person && isPersonNoun(p.words[h].low):
		r.describe(i, u, n.entity, from, to)
		if x.is == "" && r.final && (len(x.roles) == 0 || p.is(from, "a", "an")) && !p.is(from, "his", "her", "its", "their") {
			x.is, x.isAt = p.span(from, to), p.number
		}
	case x.kind == knowledge.Organisation && organisationNouns[p.words[h].low]:
		x.nouns[p.words[h].low] = true
		if x.is == "" && r.final {
			x.is, x.isAt = p.span(from, to), p.number
		}
	}
}

// readBefore reads a description with a comma before a name: "His wife, Beatrice,",
// "A nine-year-old boy, Joel Quispe,".
// It tells whether that description is the subject of a verb.
func (r *reading) readBefore(i int, u unit, n *name) bool {
	p := &r.d.paragraphs[i]
	k := n.from - 1
	if k > u.from && p.words[k].kind == wordKind && p.words[k].tag != mark { // "The brother-in-law, businessman Joseph Tembo"
		if g := groupStart(p, k, u); isPersonNoun(p.words[k].low) && g > u.from && p.is(g-1, ",") {
			k = g - 1
		}
	}
	if k-1 < u.from || !p.is(k, ",", "–", "—") {
		return false
	}
	x := r.c.all[n.entity]
	head, from := k-1, groupStart(p, k-1, u)
	if from-2 >= u.from && p.is(from-1, "of", "at", "for", "in") && isPersonNoun(p.words[from-2].low) { // "The mayor of Norvik, Ana Ruiz,"
		head = from - 2
		from = groupStart(p, head, u)
	}
	if p.words[head].tag != noun {
		return false
	}
	low := p.words[head].low
	closed := n.to >= u.to || p.is(n.to, ",", ".", "–", "—") || p.words[n.to].tag == verb || isQuoteMark(p, n.to)
	if !closed || !p.is(from, "the", "a", "an") && p.words[from].tag != possessive && p.words[from].tag != properNoun {
		return false
	}
	if !isPersonNoun(low) && !organisationNouns[low] {
		if x.kind != knowledge.Person || !p.is(from, "the") || n.to >= u.to || !p.is(n.to, ",") || !r.isSubject(len(r.at)-1, head) {
			return false
		}
		if from > u.from && actsOn(p.words[from-1].tag) {
			return false // "The firm that is repairing the roof, Pauwels,"
		}
		r.c.called[low] = true // "The harbour master, Piet Vos,"
	}
	if isPersonNoun(low) && x.kind != knowledge.Person && x.place == nil {
		x.kind, x.sure = knowledge.Person, true
		r.c.enterLast(n.entity)
	}
	r.describe(i, u, n.entity, from, k)
	if r.final && x.is == "" && p.is(from, "a", "an") && !p.oddCase(from+1, k) {
		x.is, x.isAt = lowerFirst(p.span(from, k)), p.number
	}
	r.resolved[[2]int{i, head}] = n.entity
	return r.isSubject(len(r.at)-1, head)
}

// actsOn tells whether what follows a word of the kind is its object, and no subject as
// after "said".
func actsOn(t tag) bool {
	return t == ing || t == infinitive || t == participle || t == preposition
}

// oddCase tells whether one of the words from from up to to has a capital behind a small
// letter: nobody can tell whether it is a name.
func (p *paragraph) oddCase(from, to int) bool {
	for k := from; k < to; k++ {
		word := p.text[p.words[k].From:p.words[k].To]
		if !hasCapital(word) && strings.ToLower(word) != word {
			return true
		}
	}
	return false
}

// lowerFirst begins a text with a small letter.
func lowerFirst(s string) string {
	if s == "" || !isCapital(s) {
		return s
	}
	return smallFirst(s)
}

// smallFirst writes the first character of a text, which is not empty, as a small
// letter.
func smallFirst(s string) string {
	_, size := utf8.DecodeRuneInString(s)
	return strings.ToLower(s[:size]) + s[size:]
}

// groupEntity returns whom a group of nouns names or describes, -1 for nobody.
func (r *reading) groupEntity(i int, u unit, from, to int) int {
	p := &r.d.paragraphs[i]
	for k := to - 1; k >= from; k-- {
		if w := p.words[k]; w.name > 0 && p.names[w.name-1].entity >= 0 {
			return p.names[w.name-1].entity
		}
	}
	if to > from && p.is(from, "the") {
		return r.described(i, u, from, to-1, -1)
	}
	return -1
}
