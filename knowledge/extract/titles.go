package extract

import (
	"strings"

	"dragoman/knowledge"
)

// honorifics come before names and are no offices.
var honorifics = set("mr mrs ms miss sir lord lady dame dr doctor professor prof father sister brother reverend mother uncle aunt")

// readName notes whom a name means, and what the words before and behind it say
// that they are.
func (r *reading) readName(i int, u unit, n *name) {
	p := &r.d.paragraphs[i]
	now := len(r.at) - 1
	if n.entity < 0 {
		r.readOffice(i, u, n)
		return
	}
	quoted, subject := p.words[n.from].quote > 0, false
	if !quoted {
		r.readTitle(i, u, n)
		r.readBehind(i, u, n)
		subject = r.readBefore(i, u, n)
	}
	if p.is(n.from-1, "the") && r.c.all[n.entity].kind != knowledge.Person {
		r.c.all[n.entity].the = true
	}
	owned := n.to < u.to && p.words[n.to].kind == possessiveKind
	r.note(mention{paragraph: i, unit: now, from: n.from, to: n.to, entity: n.entity, how: byName,
		subject: subject || !owned && r.isSubject(now, n.from), quoted: quoted})
	r.resolved[[2]int{i, n.to - 1}] = n.entity
}

// readOffice finds out who holds an office in capital letters without a name: "the
// US Secretary of State".
func (r *reading) readOffice(i int, u unit, n *name) {
	p := &r.d.paragraphs[i]
	for k := n.to - 1; k >= n.from; k-- {
		if !isPersonNoun(p.words[k].low) {
			continue
		}
		for m := len(r.mentions) - 1; m >= max(0, len(r.mentions)-remembered); m-- {
			if e := r.c.all[r.mentions[m].entity]; e.nouns[p.words[k].low] && !r.mentions[m].quoted {
				r.note(mention{paragraph: i, unit: len(r.at) - 1, from: n.from, to: n.to, entity: r.mentions[m].entity, how: byDescription, subject: r.isSubject(len(r.at)-1, n.from)})
				r.resolved[[2]int{i, n.to - 1}] = r.mentions[m].entity
				return
			}
		}
	}
}

// readTitle reads the title before a name: "former energy minister Mwansa
// Chibesa", "Ukraine's President Volodymyr Zelenskyy".
func (r *reading) readTitle(i int, u unit, n *name) {
	p := &r.d.paragraphs[i]
	from := n.from
	if n.from > u.from && (p.words[n.from-1].tag == noun || p.words[n.from-1].tag == adjective) && p.words[n.from-1].kind == wordKind {
		low := p.words[n.from-1].low
		if isPersonNoun(low) || organisationNouns[low] {
			from = groupStart(p, n.from-1, u)
		}
	} else if n.from > u.from && p.words[n.from-1].kind == possessiveKind {
		from = groupStart(p, n.from-1, u)
	} else if n.from > u.from+2 && p.is(n.from-1, "the", "to", "for") {
		// "Special Envoy to the Middle East Steve Witkoff"
		k := n.from - 1
		for k > u.from && p.is(k, "the", "to", "for") {
			k--
		}
		if w := p.words[k]; w.name > 0 && p.names[w.name-1].entity < 0 && n.title > n.from && !isPersonNoun(p.words[n.title-1].low) {
			from = p.names[w.name-1].from
		}
	}
	if n.title == n.from && from == n.from {
		return
	}
	r.describe(i, u, n.entity, from, n.title)
}

// describe notes that words from up to to say what an entity is.
func (r *reading) describe(i int, u unit, e, from, to int) {
	p := &r.d.paragraphs[i]
	x := r.c.all[e]
	of, start := -1, from
	for k := from; k < to; k++ {
		w := p.words[k]
		switch {
		case w.kind == possessiveKind:
			of, start = r.whoBefore(i, from, k), k+1
		case w.tag == possessive:
			if o, ok := r.resolved[[2]int{i, k}]; ok {
				of = o
			} else if o := r.ownerNow(i, u, k); o >= 0 {
				of = o
			}
			start = k + 1
		}
	}
	for start < to && (p.words[start].tag == determiner || p.is(start, "the", "a", "an")) {
		start++
	}
	if start >= to {
		if of >= 0 && x.side < 0 && x.kind == knowledge.Person {
			x.side = of
		}
		return
	}
	head := r.headOf(p, start, to)
	if head < 0 {
		if of >= 0 && x.side < 0 {
			x.side = of
		}
		return
	}
	x.nouns[strings.TrimPrefix(p.words[head].low, "ex-")] = true
	if x.kind != knowledge.Person {
		return
	}
	if femaleNouns[p.words[head].low] {
		x.she += 10
	}
	if maleNouns[p.words[head].low] {
		x.he += 10
	}
	if !r.final || honorifics[p.words[head].low] && head == start {
		return
	}
	// "US Secretary of State", "the Omani environment minister".
	if of < 0 {
		if o, next := r.leadingOwner(p, start, head); o >= 0 {
			of, start = o, next
		}
	}
	stop := to
	if of < 0 {
		of, stop = r.trailingOwner(i, u, head+1, to)
	}
	if of < 0 && governmental[p.words[head].low] {
		of = r.home()
	}
	for stop-1 > start && honorifics[p.words[stop-1].low] {
		stop--
	}
	title := p.span(start, stop)
	if of == e {
		of = -1
	}
	r.addRole(e, title, of, p.number)
}

// governmental are offices of the country that a story is from when it does not
// say another.
var governmental = set("president minister premier king queen")

// home returns the country of the dateline, -1 when there is none.
func (r *reading) home() int {
	if r.d.article.Dateline == nil {
		return -1
	}
	for part := range strings.SplitSeq(r.d.article.Dateline.Place, ", ") {
		e, _ := places().place(part)
		for e != nil {
			if e.kind == "country" {
				return r.c.placeOf(e)
			}
			e = e.capitalOf
		}
	}
	return -1
}

func (r *reading) addRole(e int, title string, of, cite int) {
	x := r.c.all[e]
	for i := range x.roles {
		if strings.EqualFold(x.roles[i].title, title) || strings.HasSuffix(strings.ToLower(x.roles[i].title), " "+strings.ToLower(title)) {
			if x.roles[i].of < 0 {
				x.roles[i].of = of
			}
			return
		}
	}
	if title == "" || len(x.roles) > 3 {
		return
	}
	x.roles = append(x.roles, role{title: title, of: of, cite: cite})
	if of >= 0 && x.side < 0 {
		x.side = of
	}
}

// headOf returns the noun that tells what somebody is: the last one before a
// preposition, -1 when none does.
func (r *reading) headOf(p *paragraph, from, to int) int {
	head := -1
	for k := from; k < to; k++ {
		w := p.words[k]
		if k > from && head >= 0 && (w.tag == preposition || w.tag == mark || w.low == "of" || w.tag == relative || w.tag == toWord || w.tag == conjunction) {
			break
		}
		if isPersonNoun(w.low) || organisationNouns[w.low] {
			head = k
		}
	}
	return head
}

// leadingOwner returns whose an office is by a name that opens the title: "Kremlin
// spokesman", "European Commission President". The title goes on at next.
func (r *reading) leadingOwner(p *paragraph, from, head int) (of, next int) {
	for k := head; k > from; k-- {
		text := p.span(from, k)
		if e, _ := places().place(text); e != nil {
			return r.c.placeOf(e), k
		}
		if i, ok := r.c.lookup(text); ok && r.c.all[i].kind != knowledge.Person && isCapital(text) {
			return i, k
		}
		if isCapital(text) && organisationNouns[p.words[k-1].low] && k-from > 1 && p.words[from].tag == properNoun {
			if i, ok := r.c.lookup(initials(text)); ok && r.c.all[i].kind == knowledge.Organisation {
				r.c.alias(i, text)
				return i, k
			}
			return r.c.add(&entity{kind: knowledge.Organisation, sure: true, name: "the " + text, cites: []int{p.number}}), k
		}
	}
	return -1, from
}

// trailingOwner returns whose an office is by what follows: "envoy of Samoa",
// "adviser to President Vladimir Putin". The title ends at stop.
func (r *reading) trailingOwner(i int, u unit, from, to int) (of, stop int) {
	p := &r.d.paragraphs[i]
	if !p.is(from, "of", "to", "at", "for", "with") || from+1 >= to {
		return -1, to
	}
	for k := from + 1; k < to; k++ {
		w := p.words[k]
		if w.name > 0 {
			n := p.names[w.name-1]
			if n.from < from { // the title and its owner are one name
				for end := to; end > k; end-- {
					if e, ok := r.c.byName[key(p.span(k, end))]; ok {
						return e, from
					}
					if end-k > 1 && organisationNouns[p.words[end-1].low] && p.words[k].low != "the" {
						return r.c.add(&entity{kind: knowledge.Organisation, sure: true, name: "the " + p.span(k, end), cites: []int{p.number}}), from
					}
				}
				continue
			}
			if n.entity >= 0 && n.to >= to-1 {
				return n.entity, from
			}
		}
		if w.tag == noun && k == to-1 {
			if e := r.described(i, u, from+1, k, -1); e >= 0 && p.is(from+1, "the") {
				return e, from
			}
		}
		if w.tag == preposition || w.tag == mark {
			break
		}
	}
	return -1, to
}

// whoBefore returns whose "’s" at k is.
func (r *reading) whoBefore(i, from, k int) int {
	p := &r.d.paragraphs[i]
	if w := p.words[k-1]; w.name > 0 {
		return p.names[w.name-1].entity
	}
	if e, ok := r.resolved[[2]int{i, k - 1}]; ok {
		return e
	}
	if from < k && organisationNouns[p.words[k-1].low] && p.is(from, "the") {
		return r.described(i, unit{from: from}, from, k-1, -1)
	}
	return -1
}

// ownerNow resolves a possessive pronoun that was not come to yet.
func (r *reading) ownerNow(i int, u unit, k int) int {
	r.readPronoun(i, u, k)
	if e, ok := r.resolved[[2]int{i, k}]; ok {
		return e
	}
	return -1
}

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
	if k-1 < u.from || !p.is(k, ",", "–", "—") || p.words[k-1].tag != noun {
		return false
	}
	x := r.c.all[n.entity]
	low := p.words[k-1].low
	from := groupStart(p, k-1, u)
	closed := n.to >= u.to || p.is(n.to, ",", ".", "–", "—") || p.words[n.to].tag == verb || isQuoteMark(p, n.to)
	if !closed || !p.is(from, "the", "a", "an") && p.words[from].tag != possessive && p.words[from].tag != properNoun {
		return false
	}
	if !isPersonNoun(low) && !organisationNouns[low] {
		return false
	}
	if isPersonNoun(low) && x.kind != knowledge.Person && x.place == nil {
		x.kind, x.sure = knowledge.Person, true
		r.c.enterLast(n.entity)
	}
	r.describe(i, u, n.entity, from, k)
	if r.final && x.is == "" && p.is(from, "a", "an") {
		x.is, x.isAt = lowerFirst(p.span(from, k)), p.number
	}
	r.resolved[[2]int{i, k - 1}] = n.entity
	return r.isSubject(len(r.at)-1, k-1)
}

// lowerFirst begins a text with a small letter.
func lowerFirst(s string) string {
	if s == "" || !isCapital(s) {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}
