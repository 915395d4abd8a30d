package extract

import (
	"strings"
	"unicode/utf8"
)

// maxRest is how many words of a clause follow its verb in a way of asking.
const maxRest = 7

// question is a clause made ready for asking.
type question struct {
	subject string // as readers would name it, names with their capital letters
	lead    string // "did", "was", "will": what comes before the subject
	verb    string // what comes after it: "reject", "delayed"
	finite  string // the verb with its auxiliaries, as it stands: "rejected", "was delayed"
	rest    string // what follows, without times and places
	object  string // the group of nouns behind the verb
	objFrom int
	objTo   int
	plural  bool
}

// ask makes a question of a clause; ok is false when its parts are not plain.
func (w *writer) ask(i int, u unit, c clause, ps parts) (question, bool) {
	p := &w.r.d.paragraphs[i]
	if c.subject >= c.upTo {
		return question{}, false
	}
	q := question{}
	if c.entity >= 0 && !w.r.c.all[c.entity].nameless {
		e := w.r.c.all[c.entity]
		q.subject = called(e)
		q.plural = e.plural
	} else {
		from := c.subject
		if p.words[from].tag == pronoun {
			return question{}, false
		}
		if c.upTo-from > 8 {
			return question{}, false
		}
		text := asWritten(p, from, c.upTo)
		if p.is(from, "a", "an") {
			text = "the" + text[len(p.words[from].low):]
		}
		for _, word := range []string{"at least ", "about ", "nearly ", "almost "} {
			text = strings.TrimPrefix(text, word)
		}
		q.subject = text
		q.plural = strings.HasSuffix(text, "s") && !strings.HasSuffix(text, "ss") || isPeople(p.words[c.upTo-1].low)
	}
	verb := p.words[c.main]
	if verb.use.base == "" {
		return question{}, false
	}
	q.finite = plainWords(p, c.from, c.to)
	first := p.words[c.from]
	if c.from == c.main {
		switch {
		case verb.use.base == "be" || verb.tag == auxiliary:
			q.lead, q.verb = verb.low, ""
		case verb.use.forms&pastForm != 0:
			q.lead, q.verb = "did", verb.use.base
		case verb.use.forms&thirdForm != 0:
			q.lead, q.verb = "does", verb.use.base
		default:
			q.lead, q.verb = "do", verb.use.base
		}
	} else {
		q.lead, q.verb = first.low, plainWords(p, c.from+1, c.to)
	}
	if c.inverted {
		return q, true
	}
	end := w.restEnd(p, u, c, ps)
	q.rest = plainWords(p, c.to, end)
	if to := listEnd(p, c.to, c.end); to > c.to && to <= end+6 && p.words[c.to].tag != pronoun && !isTimeGroup(p, c.to, to) && p.words[to-1].tag != adjective && p.words[to-1].tag != determiner {
		q.objFrom, q.objTo = c.to, to
		if p.is(to, "of") {
			if e := nounsEnd(p, to+1, c.end); e > to+1 {
				q.objTo = e
			}
		}
		q.object = plainWords(p, q.objFrom, q.objTo)
	}
	return q, utf8.RuneCountInString(q.subject) > 1 || q.subject == "x"
}

// restEnd returns where what follows a verb ends: before a mark, a time, a reason,
// or a clause of its own.
func (w *writer) restEnd(p *paragraph, u unit, c clause, ps parts) int {
	end := min(c.end, c.to+maxRest)
	for k := c.to; k < end; k++ {
		t := p.words[k].tag
		if t == mark || t == subordinator || t == relative || p.words[k].quote > 0 && p.words[c.main].quote == 0 || p.is(k, "but", "while") ||
			t == conjunction && k+1 < end && (p.words[k+1].tag == verb || p.words[k+1].tag == auxiliary || p.words[k+1].tag == modal) {
			end = k
		}
	}
	// A group of nouns is not cut.
	for end >= c.to+maxRest && end < min(c.end, c.to+2*maxRest) && inNouns(p.words[end].tag) && p.words[end].tag != determiner {
		end++
	}
	for _, list := range [][]phrase{ps.times, ps.reasons} {
		for _, ph := range list {
			if ph.from >= c.to && ph.from < end {
				end = ph.from
			}
		}
	}
	for end > c.to && (p.words[end-1].tag == preposition || p.words[end-1].tag == determiner || p.words[end-1].tag == number && end == c.to+maxRest || p.words[end-1].tag == conjunction || p.words[end-1].tag == possessive && p.words[end-1].kind == wordKind) {
		end--
	}
	return end
}

// listEnd returns where a group of nouns, or several with "and" or commas between
// them, ends.
func listEnd(p *paragraph, from, limit int) int {
	to := nounsEnd(p, from, limit)
	for to > from && to+1 < limit {
		next := to
		for next < limit && (p.words[next].low == "," || p.words[next].tag == conjunction && p.words[next].low != "but") {
			next++
		}
		if next == to || next >= limit {
			break
		}
		end := nounsEnd(p, next, limit)
		if end == next || end < limit && (p.words[end].tag == verb || p.words[end].tag == auxiliary || p.words[end].tag == modal) || p.words[next].tag == pronoun {
			break
		}
		if p.words[to].low == "," && next == to+1 { // a list goes on to an "and"
			and := false
			for k := end; k < limit && k < end+8; k++ {
				and = and || p.words[k].low == "and"
			}
			if !and || p.words[next].tag == determiner && p.words[from].name > 0 {
				break
			}
		}
		to = end
	}
	return to
}

// called is how a question names an entity.
func called(e *entity) string {
	name := straight(e.short())
	if e.the && !strings.HasPrefix(strings.ToLower(name), "the ") {
		return "the " + name
	}
	return name
}

// plainWords writes words in small letters but for names and days, with apostrophes
// straight and without marks.
func plainWords(p *paragraph, from, to int) string {
	var b strings.Builder
	for k := from; k < to && k < len(p.words); k++ {
		w := p.words[k]
		if w.tag == mark {
			continue
		}
		if b.Len() > 0 && w.kind != possessiveKind {
			b.WriteByte(' ')
		}
		b.WriteString(p.letters(k))
	}
	return b.String()
}

// letters is a word as it stands in the middle of a sentence: with its capital
// letters where it is of a name, a day, a month or "I".
func (p *paragraph) letters(k int) string {
	w := p.words[k]
	if w.name > 0 || w.low == "i" || strings.HasPrefix(w.low, "i'") || isCalendar(w.low) && isCapital(w.In(p.text)) {
		return straight(w.In(p.text))
	}
	return w.low
}

// asWritten writes words like plainWords, with their marks and spaces.
func asWritten(p *paragraph, from, to int) string {
	var b strings.Builder
	for k := from; k < to; k++ {
		if k > from {
			b.WriteString(p.text[p.words[k-1].To:p.words[k].From])
		}
		b.WriteString(p.letters(k))
	}
	return b.String()
}

// join writes words with single spaces between them.
func join(words ...string) string {
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}
