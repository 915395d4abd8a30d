package extract

import "dragoman/knowledge"

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
