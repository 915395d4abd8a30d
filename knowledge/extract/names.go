package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dragoman/knowledge/article"
)

// name is a run of words with capital letters that names somebody or something,
// and perhaps their title: words from up to to.
type name struct {
	from, to int
	title    int // words before it belong to a title; from when there is none
	entity   int // index of the entity, -1 for none
}

var particles = set("von van der den de del della di da dos du la le bin bint ibn al el ter af zu")

// headsOf are words with capital letters behind which "of" goes on with the name.
var headsOf = set(`department university ministry court bank director secretary minister institute college school church board
	house council association federation league representative commissioner chief head king queen prince duke republic bay gulf cape
	isle strait university governor president office bureau academy society museum union knights lord congo`)

// findNames finds the names of a paragraph, outside and inside quotations.
func (d *document) findNames(p *paragraph) {
	for _, u := range p.units {
		for i := u.from; i < u.to; {
			if !d.isNameWord(p, i, u) || p.inTerm(i) {
				i++
				continue
			}
			to := d.endOfName(p, i, u)
			p.names = append(p.names, name{from: i, to: to, title: i, entity: -1})
			for k := i; k < to; k++ {
				p.words[k].name = len(p.names)
			}
			i = to
		}
	}
}

// inTerm tells whether a word stands in a term between quotation marks, as in the
// “Ring of Fire”.
func (p *paragraph) inTerm(i int) bool {
	if p.words[i].quote == 0 {
		return false
	}
	for _, q := range p.quotesIn(p.words[i].Span) {
		if q.inner.From <= p.words[i].From && p.words[i].To <= q.inner.To {
			return p.isTerm(q)
		}
	}
	return false
}

func isCapital(text string) bool {
	c, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(c)
}

// hasCapital tells whether a word begins with a capital letter, or its part after
// a particle does: "al-Rawahi".
func hasCapital(text string) bool {
	if isCapital(text) {
		return true
	}
	head, tail, ok := strings.Cut(text, "-")
	return ok && particles[head] && isCapital(tail)
}

// isNameWord tells whether a name may begin with, or go on with, the word at i.
func (d *document) isNameWord(p *paragraph, i int, u unit) bool {
	w := p.words[i]
	if hasAnySuffix(w.low, "-led", "-based", "-backed", "-born", "-style", "-run", "-owned", "-held") {
		return false
	}
	if w.kind != article.Word || !hasCapital(p.text[w.From:w.To]) || w.low == "i" || isCalendar(w.low) || strings.HasPrefix(w.low, "i'") {
		return false
	}
	if _, month := monthOf(w.low); month && i+1 < u.to && p.words[i+1].kind == article.Number { // "Feb 11"
		return false
	}
	if !w.starts && !p.heading {
		return true
	}
	if closedClass(w.low) {
		return false
	}
	if places().known(w.low) || d.upper[w.low] || isAcronym(p.text[w.From:w.To]) {
		return true
	}
	if p.heading && i > u.from && isCapital(p.text[p.words[i-1].From:]) && d.lower[w.low] {
		return false
	}
	if headsOf[w.low] && isPersonNoun(w.low) && p.is(i+1, "of") && d.afterOf(p, i+2, u) > 0 {
		return true
	}
	next := i + 1
	if next+1 < u.to && p.words[next].low == "," && p.is(next+1, "which", "who", "whose") && !d.lower[w.low] && !verbWord(w.low) {
		return true
	}
	nextCapital := next < u.to && p.words[next].kind == article.Word && hasCapital(p.text[p.words[next].From:p.words[next].To])
	if d.lower[w.low] || verbWord(w.low) && !nextCapital || strings.HasSuffix(w.low, "ly") {
		return nextCapital && (personNouns[w.low] || organisationNouns[w.low])
	}
	if nextCapital {
		if adjectives[w.low] && organisationNouns[p.words[next].low] { // "High Court"
			return true
		}
		return !adjectives[w.low] || personNouns[w.low] || isPersonNoun(p.words[next].low)
	}
	if isPeople(w.low) || personNouns[w.low] || organisationNouns[w.low] || adjectives[w.low] || strings.HasSuffix(w.low, "s") {
		return next < u.to && p.words[next].kind == article.Possessive && !strings.HasSuffix(w.low, "s")
	}
	// One word with a capital at the beginning of a sentence and nowhere else.
	if next < u.to && p.words[next].kind == article.Possessive {
		return true
	}
	if next >= u.to {
		return false
	}
	use, _ := verbOf(p.words[next].low)
	return use.forms&speechForm != 0 && use.forms&(pastForm|thirdForm) != 0
}

func verbWord(low string) bool { _, ok := verbOf(low); return ok }

func closedClass(low string) bool {
	return determiners[low] || possessives[low] || pronouns[low] || prepositions[low] || conjunctions[low] || subordinates[low] ||
		relatives[low] || auxiliaries[low] || modals[low] || adverbs[low] || numbers[low]
}

// isAcronym tells whether a word is all of capital letters: "UN", "U.S.", "G20".
func isAcronym(text string) bool {
	capitals := 0
	for _, c := range text {
		switch {
		case unicode.IsUpper(c):
			capitals++
		case c != '.' && c != '&' && !unicode.IsDigit(c) && c != '-':
			return false
		}
	}
	return capitals > 1
}

// endOfName returns where the name that begins at i ends.
func (d *document) endOfName(p *paragraph, i int, u unit) int {
	to := i + 1
	for to < u.to {
		w := p.words[to]
		if w.quote != p.words[i].quote {
			break
		}
		switch {
		case w.kind == article.Word && d.isNameWord(p, to, u) && !isCalendar(w.low) && w.low != "i" && !w.starts:
			to++
		case particles[w.low] && w.kind == article.Word && d.particleRun(p, to, u) > to:
			to = d.particleRun(p, to, u)
		case w.low == "of" && headsOf[p.words[to-1].low] && d.afterOf(p, to+1, u) > 0:
			to = d.afterOf(p, to+1, u)
		case w.low == "for" && p.words[to-1].low == "union" && d.afterOf(p, to+1, u) > 0:
			to = d.afterOf(p, to+1, u)
		case (w.low == "and" || w.low == "&") && d.joins(p, i, to, u):
			to++
		case w.kind == article.Number && to-i == 1 && len(w.low) <= 2 && organisationNouns[p.words[i].low]:
			to++
		default:
			return to
		}
	}
	return to
}

// particleRun returns where particles from i on end, when a name goes on after
// them; otherwise i.
func (d *document) particleRun(p *paragraph, i int, u unit) int {
	k := i
	for k < u.to && particles[p.words[k].low] {
		k++
	}
	if k < u.to && k-i <= 3 && p.words[k].kind == article.Word && isCapital(p.text[p.words[k].From:]) {
		return k
	}
	return i
}

// afterOf returns where the word after "of" and "of the" is, when it has a
// capital letter; otherwise 0.
func (d *document) afterOf(p *paragraph, i int, u unit) int {
	if p.is(i, "the") {
		i++
	}
	if i < u.to && p.words[i].kind == article.Word && isCapital(p.text[p.words[i].From:]) && !isCalendar(p.words[i].low) {
		return i
	}
	return 0
}

// joins tells whether "and" at i is part of one name, from from on: "Unity and
// Progress Party", "Foreign Affairs and Security Policy".
func (d *document) joins(p *paragraph, from, i int, u unit) bool {
	k := i + 1
	for k < u.to && p.words[k].kind == article.Word && isCapital(p.text[p.words[k].From:]) {
		k++
	}
	if k-i < 2 {
		return false
	}
	if p.words[i].low == "&" {
		return true
	}
	last, before := p.words[k-1].low, p.words[i-1].low
	if organisationNouns[before] || personNouns[before] || places().known(before) || places().known(p.words[i+1].low) {
		return false
	}
	if organisationNouns[last] || last == "affairs" {
		return k-i > 2 || from+1 < i && organisationNouns[p.words[from].low]
	}
	return before == "affairs" && k-i > 2
}
