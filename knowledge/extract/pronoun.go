package extract

import "dragoman/knowledge"

// readPronoun finds out whom the pronoun at k means.
func (r *reading) readPronoun(i int, u unit, k int) {
	p := &r.d.paragraphs[i]
	e := -1
	object, doubtful := false, false
	switch p.words[k].low {
	case "he", "his", "himself":
		e, doubtful = r.person(i, u, k, true, false)
	case "him":
		object = true
		e, doubtful = r.person(i, u, k, true, true)
	case "she", "hers", "herself":
		e, doubtful = r.person(i, u, k, false, false)
	case "her":
		object = p.words[k].tag == pronoun
		e, doubtful = r.person(i, u, k, false, object)
	case "it", "its", "itself":
		e = r.thing(i, u, k, func(e *entity) bool { return e.kind != knowledge.Person && !(e.kind == knowledge.Group && e.plural) })
		if e < 0 && r.speaks(k) { // what says or expects something is an organisation
			e = r.recentSubject(len(r.at)-1, knowledge.Organisation)
		}
	case "they", "their", "them", "themselves":
		object = p.words[k].low == "them"
		e = r.thing(i, u, k, func(e *entity) bool { return e.kind == knowledge.Group || e.plural })
	}
	if e < 0 {
		return
	}
	r.note(mention{paragraph: i, unit: len(r.at) - 1, from: k, to: k + 1, entity: e, how: byPronoun,
		subject: !object && p.words[k].tag == pronoun && r.isSubject(len(r.at)-1, k), doubtful: doubtful})
}

// speaks tells whether the word at k ends the subject of a verb of saying or thinking.
func (r *reading) speaks(k int) bool {
	now := len(r.at) - 1
	p := &r.d.paragraphs[r.at[now].paragraph]
	for _, c := range r.clauses[now] {
		if c.subject <= k && c.upTo == k+1 && p.words[c.main].use.forms&(speechForm|thinkForm) != 0 {
			return true
		}
	}
	return false
}

// recent is how many units back a pronoun may point.
const recent = 4

// plainly is how far whom "he" means must be ahead of the next who may be meant, in
// the points of person, so that it is plain. Chosen with the stories of the tests: the
// largest at which no quotation there loses its right speaker.
const plainly = 0.35

// person returns whom "he" or "she" at k means: of those who fit, the one spoken
// of last, and rather a subject or a speaker. An object is not who the clause is
// about. It is doubtful where somebody else fits nearly as well.
func (r *reading) person(i int, u unit, k int, he, object bool) (best int, doubtful bool) {
	now := len(r.at) - 1
	best = -1
	bestScore, bestPlain, second := -100.0, -100.0, -100.0
	inherited := false     // the best is known by a pronoun that is in doubt
	people, first := 0, -1 // how many people may be meant
	clauseSubject := -1
	if object {
		for _, c := range r.clauses[now] {
			if c.from < k {
				clauseSubject = r.who(i, c.subject, c.upTo)
			}
		}
	}
	for n := len(r.mentions) - 1; n >= 0; n-- {
		m := r.mentions[n]
		back := now - m.unit
		if back > recent*2 {
			break
		}
		e := r.c.all[m.entity]
		other := e.she - e.he
		if !he {
			other = -other
		}
		if e.kind != knowledge.Person || m.entity == clauseSubject || r.final && other > 0 || other > 3 {
			continue
		}
		if m.entity != first {
			first = m.entity
			people++
		}
		score := -float64(back)
		if r.at[m.unit].paragraph != i {
			score -= 0.3
		}
		if m.subject || m.acts {
			score += 1.2
			if back == 0 {
				score += 1.5
			}
		}
		// "That was a word of X, who testified": the sentence is about X.
		if back > 0 && (r.subjects[m.unit] == m.entity || m.acts && r.subjects[m.unit] < 0) {
			score += 0.4
		}
		if back > 0 && (r.speaker[m.unit] == m.entity || m.speaks) {
			score += 0.8
		}
		if m.quoted {
			score -= 1.5
		}
		plain := score // without what this very pronoun may have told in the first reading
		if r.final && other < 0 || other < -3 {
			score += 0.7
		}
		switch {
		case score > bestScore:
			if m.entity != best {
				second = max(second, bestPlain)
			}
			best, bestScore, bestPlain, inherited = m.entity, score, plain, m.doubtful
		case m.entity != best:
			second = max(second, plain)
		}
	}
	if best >= 0 && !r.final {
		weight := 0
		if people == 1 {
			weight = 1
		}
		if !object && r.opens(now, k) {
			weight = 4
		}
		if he {
			r.c.all[best].he += weight
		} else {
			r.c.all[best].she += weight
		}
	}
	return best, inherited || bestPlain-second < plainly
}

// opens tells whether a pronoun is the first that its unit says of anybody: the one
// spoken of before is meant.
func (r *reading) opens(now, k int) bool {
	for n := len(r.mentions) - 1; n >= 0 && r.mentions[n].unit == now; n-- {
		if m := r.mentions[n]; !m.quoted && r.c.all[m.entity].kind == knowledge.Person {
			return false
		}
	}
	return true
}

// thing returns what "it" or "they" at k means: the subject of the clause before in
// the same unit, or of the unit before, when that fits.
func (r *reading) thing(i int, u unit, k int, fits func(*entity) bool) int {
	now := len(r.at) - 1
	for n := len(r.clauses[now]) - 1; n >= 0; n-- {
		c := r.clauses[now][n]
		if c.from > k || c.subject >= c.upTo || c.subject <= k && k < c.upTo {
			continue
		}
		if e := r.who(i, c.subject, c.upTo); e >= 0 && fits(r.c.all[e]) {
			return e
		}
	}
	for back := 1; back <= 2 && back <= now; back++ {
		if r.at[now-back].paragraph < i-1 {
			break
		}
		if len(r.clauses[now-back]) > 0 && r.subjects[now-back] < 0 {
			break // something without a name is meant
		}
		for _, e := range []int{r.subjects[now-back], r.speaker[now-back]} {
			if e >= 0 && fits(r.c.all[e]) {
				return e
			}
		}
	}
	return -1
}
