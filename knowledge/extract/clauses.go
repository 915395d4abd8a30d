package extract

import "dragoman/knowledge/article"

// clause is a finite verb with its subject and what belongs to it: words of one unit,
// and their bytes in the paragraph.
type clause struct {
	article.Span
	from, to       int // the verb with its auxiliaries
	main           int // the verb that tells what is done
	subject, upTo  int // words of the subject; equal when there is none
	inverted       bool
	passive        bool
	negated        bool
	end            int // where what belongs to the clause ends
	entity         int // who the subject is, -1 for nobody known
	relativeClause bool
}

// low is the verb as it stands there, in small letters.
func (c clause) low(p *paragraph) string { return p.words[c.main].low }

// base is the verb in its base form.
func (c clause) base(p *paragraph) string { return p.words[c.main].use.base }

// clausesOf finds the clauses of a unit, in order.
func clausesOf(p *paragraph, u unit) []clause {
	var found []clause
	for i := u.from; i < u.to; i++ {
		switch p.words[i].tag {
		case verb, auxiliary, modal:
		default:
			continue
		}
		c := verbGroup(p, i, u)
		c.entity = -1
		c.findSubject(p, u, found)
		found = append(found, c)
		i = c.to - 1
	}
	for i := range found {
		end := u.to
		for k := found[i].to; k < u.to; k++ {
			if w := p.words[k]; w.low == ";" || w.tag == mark && isQuoteMark(p, k) && w.quote == 0 {
				end = k
				break
			}
		}
		if i+1 < len(found) && found[i+1].subject < found[i+1].upTo && found[i+1].subject > found[i].main {
			end = min(end, found[i+1].subject)
		}
		found[i].end = end
	}
	for i := range found {
		found[i].Span = bytesOf(p, found, i)
	}
	return found
}

// bytesOf returns the span of a clause in its paragraph: from its subject, or its verb
// when a clause before has the same subject, up to where the next one begins, without
// the marks and the "and" or "that" between them.
func bytesOf(p *paragraph, all []clause, n int) article.Span {
	c := all[n]
	from, to := c.begin(all, n), max(c.end, c.to, c.upTo)
	if n+1 < len(all) {
		to = max(c.to, min(to, all[n+1].begin(all, n+1)))
	}
	for to > c.to {
		if t := p.words[to-1].tag; t != mark && t != conjunction && t != subordinator {
			break
		}
		to--
	}
	return article.Span{From: p.words[from].From, To: p.words[to-1].To}
}

// begin returns the word that a clause begins with, the n-th of all.
func (c *clause) begin(all []clause, n int) int {
	if c.subject >= c.upTo || c.inverted || n > 0 && c.subject < all[n-1].to {
		return c.from
	}
	return min(c.from, c.subject)
}

func isQuoteMark(p *paragraph, i int) bool {
	if p.words[i].edge {
		return true
	}
	switch p.words[i].low {
	case "“", "”", `"`, "«", "»", "„":
		return true
	}
	return false
}

// verbGroup returns the verb that begins at i with what belongs to it: "has not
// been seen".
func verbGroup(p *paragraph, i int, u unit) clause {
	c := clause{from: i, to: i + 1, main: i}
	be := p.words[i].use.base == "be"
	if p.words[i].tag == verb {
		return c
	}
	for k := i + 1; k < u.to; k++ {
		w := p.words[k]
		switch w.tag {
		case adverb:
			if w.low == "not" || w.low == "never" {
				c.negated = true
			}
			continue
		case auxiliary:
			be = w.use.base == "be"
			c.main, c.to = k, k+1
			continue
		case infinitive, ing, participle, verb:
			c.passive = be && w.use.forms&partForm != 0 && w.tag != ing
			c.main, c.to = k, k+1
			return c
		case noun:
			if w.use.forms&(partForm|baseForm) != 0 && k == c.to && p.words[k-1].tag == auxiliary && w.use.forms&baseForm == 0 {
				c.main, c.to = k, k+1
			}
		}
		return c
	}
	return c
}

// findSubject finds the subject of a clause; before are the clauses that stand
// before it in the unit.
func (c *clause) findSubject(p *paragraph, u unit, before []clause) {
	j := c.from - 1
	for j >= u.from && p.words[j].tag == adverb {
		j--
	}
	if c.invertedSubject(p, u, j) {
		return
	}
	if j < u.from {
		return
	}
	if p.words[j].tag == conjunction { // "thanked them but said"
		for k := len(before) - 1; k >= 0; k-- {
			if b := before[k]; !b.relativeClause || k == 0 {
				c.subject, c.upTo = b.subject, b.upTo
				return
			}
		}
	}
	if p.words[j].tag == relative {
		c.relativeClause = true
		k := j - 1
		if k >= u.from && p.words[k].tag == preposition { // "of whom"
			return
		}
		if k >= u.from && p.words[k].low == "," {
			k--
			if k-1 > u.from && p.words[k].tag == number && p.words[k-1].low == "," { // an age
				k -= 2
			}
		}
		c.subject, c.upTo = nounsBefore(p, k+1, u)
		return
	}
	for range 3 { // asides between subject and verb
		if j < u.from || !opensAside(p, j) {
			break
		}
		k := asideStart(p, j, u)
		if k < 0 {
			break
		}
		j = k - 1
	}
	if j >= u.from && p.words[j].tag == conjunction {
		j--
	}
	start := segmentStart(p, j, u)
	c.subject, c.upTo = firstNouns(p, start, j+1)
}

// invertedSubject finds a subject behind its verb: “...,” said Huamani.
func (c *clause) invertedSubject(p *paragraph, u unit, j int) bool {
	if p.words[c.main].use.forms&speechForm == 0 || c.main+1 >= u.to || c.to != c.from+1 {
		return false
	}
	quoteBefore := j >= u.from && (isQuoteMark(p, j) || p.words[j].low == "," && j > u.from && isQuoteMark(p, j-1) || p.words[j].low == ",")
	if !quoteBefore {
		return false
	}
	switch p.words[c.main+1].tag {
	case properNoun, determiner, noun, possessive, adjective, number:
	default:
		return false
	}
	to := nounsEnd(p, c.main+1, u.to)
	if p.words[j].low == "," && !isQuoteMark(p, max(j-1, u.from)) {
		// "The town, said Berg, was dark": the aside ends behind the subject.
		if to < u.to && p.words[to].low != "," && p.words[to].low != "." {
			return false
		}
		// "Bell, a biologist who was there, urged caution": caution says nothing.
		if last := p.words[max(to-1, c.main)]; last.tag != properNoun && !canSpeak(last.low) {
			return false
		}
	}
	c.subject, c.upTo, c.inverted = c.main+1, to, true
	return to > c.main+1
}

func opensAside(p *paragraph, j int) bool {
	switch p.words[j].low {
	case ",", "–", "—", ")", "-":
		return true
	}
	return false
}

// asideStart returns where the aside begins that ends with the mark at j, or -1.
func asideStart(p *paragraph, j int, u unit) int {
	closing := p.words[j].low
	opening := closing
	if closing == ")" {
		opening = "("
	}
	for k := j - 1; k > u.from; k-- {
		if isQuoteMark(p, k) {
			return -1
		}
		if p.words[k].low != opening {
			continue
		}
		if closing == "," && k+1 < j && (p.words[k+1].tag == verb || p.words[k+1].tag == conjunction) {
			continue
		}
		return k
	}
	return -1
}

// segmentStart returns where the words begin that may hold the subject which ends
// at j: behind a mark, a subordinator or another verb.
func segmentStart(p *paragraph, j int, u unit) int {
	k, joined := j, -1
	for ; k >= u.from; k-- {
		w := p.words[k]
		switch w.tag {
		case mark:
			if w.low == "-" || w.low == "." && k > u.from && p.words[k-1].kind == article.Word && k < j {
				continue
			}
			if w.low == "," && k+1 <= j && k > u.from && listGoesOn(p, k, j) {
				continue
			}
			return k + 1
		case subordinator, relative:
			return k + 1
		case verb, auxiliary, modal, infinitive:
			if joined >= 0 { // "pledged two kitchens and Spain offered"
				return joined + 1
			}
			return k + 1
		case conjunction:
			if joined < 0 && k < j {
				joined = k
			}
			if w.low == "but" || k+1 <= j && k > u.from && p.words[k-1].low == "," {
				return k + 1
			}
		case ing:
			if k > u.from && p.words[k-1].tag != noun && p.words[k-1].tag != properNoun {
				return k + 1
			}
		}
	}
	return k + 1
}

// listGoesOn tells whether a comma at k only separates the parts of a list that
// "and" ends before j: "Chile, Mexico and Spain".
func listGoesOn(p *paragraph, k, j int) bool {
	if p.words[k-1].tag != properNoun || p.words[k+1].tag != properNoun {
		return false
	}
	for i := k + 1; i <= j; i++ {
		if p.words[i].tag == conjunction {
			return true
		}
	}
	return false
}

// firstNouns returns the first group of nouns from up to to that no preposition
// precedes; failing that, the last one.
func firstNouns(p *paragraph, from, to int) (start, end int) {
	fallback, fallbackEnd := to, to
	for i := from; i < to; {
		w := p.words[i]
		if !inNouns(w.tag) || w.tag == adverb {
			i++
			continue
		}
		e := nounsEnd(p, i, to)
		if e == i || e == i+1 && p.words[i].tag == determiner && e < to {
			i++
			continue
		}
		behind := i > from && (p.words[i-1].tag == preposition || p.words[i-1].tag == ing && i-1 == from)
		if !behind && !isTimeGroup(p, i, e) {
			return i, e
		}
		if !isTimeGroup(p, i, e) || fallback == to {
			fallback, fallbackEnd = i, e
		}
		i = e
	}
	return fallback, fallbackEnd
}

// isTimeGroup tells whether a group of nouns only tells when: "last week".
func isTimeGroup(p *paragraph, from, to int) bool {
	w := p.words[to-1].low
	return isCalendar(w) || timeNouns[w] && to-from <= 3 && p.words[from].low != "the"
}

// nounsBefore returns the group of nouns that ends before to.
func nounsBefore(p *paragraph, to int, u unit) (int, int) {
	from := to
	for from > u.from && inNouns(p.words[from-1].tag) && p.words[from-1].tag != adverb {
		from--
	}
	// "supporters of Chibesa who": the first noun is meant as often as not.
	if from-1 > u.from && p.words[from-1].low == "of" && inNouns(p.words[from-2].tag) && p.words[to-1].name == 0 {
		return nounsBefore(p, from-1, u)
	}
	return from, to
}

// startsTime tells whether words that only tell when begin at k: "last week".
func startsTime(p *paragraph, k, limit int) bool {
	if isCalendar(p.words[k].low) && p.words[k].name == 0 {
		return true
	}
	return k+1 < limit && p.is(k, "last", "next", "this", "earlier", "later", "early", "late") && (timeNouns[p.words[k+1].low] || isCalendar(p.words[k+1].low))
}

func inNouns(t tag) bool {
	switch t {
	case noun, properNoun, number, determiner, possessive, pronoun, adjective:
		return true
	}
	return false
}

// nounsEnd returns where the group of nouns that begins at i ends.
func nounsEnd(p *paragraph, i, limit int) int {
	k := i
	for k < limit {
		w := p.words[k]
		switch {
		case k > i && w.tag != possessive && startsTime(p, k, limit):
			return k
		case w.tag == pronoun:
			if k == i {
				k++
			}
			return k
		case w.tag == determiner && k > i && p.words[k-1].tag != determiner && p.words[k-1].low != "all" && p.words[k-1].low != "half":
			return k
		case w.tag == possessive && w.kind != article.Possessive && k > i:
			return k
		case inNouns(w.tag):
		case w.tag == adverb && k+1 < limit && (p.words[k+1].tag == adjective || p.words[k+1].tag == number || k > i && p.words[k-1].tag == determiner && p.words[k+1].tag == noun):
		case w.tag == conjunction && w.low == "and" && k > i && k+1 < limit && p.words[k-1].tag == properNoun && p.words[k+1].tag == properNoun:
		case w.tag == mark && w.low == "," && k > i && k+1 < limit && listGoesOn(p, k, min(limit, k+8)-1):
		default:
			return k
		}
		k++
	}
	return k
}
