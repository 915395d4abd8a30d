package extract

import (
	"strings"

	"dragoman/knowledge"
)

// describe notes that words from up to to say what an entity is.
func (r *reading) describe(i int, u unit, e, from, to int) {
	p := &r.d.paragraphs[i]
	x := r.c.all[e]
	of, start := -1, from
	owned := false
	for k := from; k < to; k++ {
		w := p.words[k]
		switch {
		case w.kind == possessiveKind:
			owned = true
			of, start = r.whoBefore(i, from, k), k+1
		case w.tag == possessive:
			owned = true
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
		if owned { // "its president", of a union that has no name
			return
		}
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
		if isPersonNoun(w.low) || organisationNouns[w.low] || r.c.called[w.low] {
			head = k
		}
	}
	return head
}
