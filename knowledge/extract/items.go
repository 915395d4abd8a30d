package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"dragoman/knowledge"
)

// items makes an item of each sentence, and the summary.
func (w *writer) items() []knowledge.Item {
	var out []knowledge.Item
	taken := map[string]int{} // how often an id was given
	for now, at := range w.r.at {
		p := &w.r.d.paragraphs[at.paragraph]
		if p.heading && p.number > 1 {
			continue
		}
		it := w.item(at.paragraph, p.units[at.unit], now)
		id := it.ID
		if taken[id]++; taken[id] > 1 {
			it.ID = id + "-" + strconv.Itoa(taken[id])
		}
		w.doubt(&it, at.paragraph, p.units[at.unit], now)
		out = append(out, it)
		for n, other := range w.others(p, p.units[at.unit], now, it) {
			other.ID = it.ID + "-by" + strconv.Itoa(n+2)
			out = append(out, other)
		}
	}
	if s, ok := w.summary(); ok {
		out = append(out, s)
	}
	unique(out)
	slices.SortStableFunc(out, func(x, y knowledge.Item) int { return int(x.Kind) - int(y.Kind) })
	return out
}

// itemID names an item by the words of its sentence, so that it keeps its id when
// paragraphs are added before it.
func itemID(sentence string) string {
	sum := sha256.Sum256([]byte(straight(sentence)))
	return "p" + hex.EncodeToString(sum[:4])
}

// item makes an item of a unit.
func (w *writer) item(i int, u unit, now int) knowledge.Item {
	p := &w.r.d.paragraphs[i]
	gist := u.In(p.text)
	it := knowledge.Item{ID: itemID(gist), Kind: knowledge.Fact, Cites: []int{p.number}, Gist: gist}
	clauses := w.r.clauses[now]
	ps := w.r.d.partsOf(p, u, func(k int) bool { return isPast(p, clauses, k) })
	ps.noteOff(p, clauses)
	if by := w.r.speaker[now]; by >= 0 && !p.heading {
		it.Kind, it.By = knowledge.Statement, w.id(by)
		it.Quotes = w.quotes(i, u, now, by)
		w.saying(&it, i, u, now, ps)
	} else {
		it.Status = statusOf(p, u, clauses)
		w.happening(&it, p, u, clauses, ps)
	}
	w.about(&it, now)
	it.Amounts = amountsOf(p, ps)
	it.Asks = w.asks(i, u, now, &it, ps)
	return it
}

// isPast tells whether the clause around a word tells of the past.
func isPast(p *paragraph, clauses []clause, k int) bool {
	past := true
	for n, c := range clauses {
		if n > 0 && c.from > k {
			break
		}
		first := p.words[c.from]
		past = first.tag != modal && first.low != "is" && first.low != "are" && first.use.forms&(baseForm|thirdForm) == 0 || first.use.forms&pastForm != 0
		if first.low == "has" || first.low == "have" {
			past = true
		}
		if (first.low == "was" || first.low == "were") && c.to < len(p.words) && p.is(c.to, "due", "expected", "scheduled", "set") {
			past = false
		}
		if offVerbs[c.base(p)] && p.is(k-1, "to") { // "was postponed to 20 June"
			past = false
		}
	}
	return past
}

// saying fills in the verb, the hearer, and the time and place of a statement.
func (w *writer) saying(it *knowledge.Item, i int, u unit, now int, ps parts) {
	p := &w.r.d.paragraphs[i]
	it.Verb = "said"
	s := w.r.saying(i, u, now)
	if s.verb < 0 {
		return
	}
	if p.words[s.verb].use.forms&pastForm != 0 || p.words[s.verb].use.forms&thirdForm != 0 {
		it.Verb = p.words[s.verb].low
	}
	for n, c := range w.r.clauses[now] {
		if c.main != s.verb {
			continue
		}
		if base := c.base(p); base == "tell" || base == "inform" || base == "assure" {
			if to := nounsEnd(p, c.to, u.to); to > c.to {
				if e := w.r.who(i, c.to, to); e >= 0 && w.kept[e] {
					it.To = w.id(e)
				} else {
					it.To = p.span(c.to, to)
				}
			}
		}
		within := between(c, w.r.clauses[now], n, u)
		last := n == len(w.r.clauses[now])-1 && len(it.Quotes) == 0
		for _, ph := range ps.times {
			if !ph.off && (in(ph, within) || last) {
				it.When = ph.when
				break
			}
		}
		for _, ph := range ps.places {
			if in(ph, within) && ph.from >= c.to && len(it.Quotes) > 0 {
				it.Where = w.whereOf(p, ph)
				break
			}
		}
	}
}

// whereOf is the id of the place that a phrase names, or its words.
func (w *writer) whereOf(p *paragraph, ph phrase) string {
	if last := p.words[ph.to-1]; last.name > 0 {
		n := p.names[last.name-1]
		if e := n.entity; e >= 0 && w.r.c.all[e].kind == knowledge.Place && ph.core >= n.from {
			return w.id(e)
		}
	}
	return p.span(ph.core, ph.to)
}

// happening makes an event of an item that tells when something happens, and fills
// in time and place.
func (w *writer) happening(it *knowledge.Item, p *paragraph, u unit, clauses []clause, ps parts) {
	for _, ph := range ps.places {
		if len(clauses) > 0 && ph.from > clauses[0].main {
			it.Where = w.whereOf(p, ph)
			break
		}
	}
	held := slices.IndexFunc(ps.times, func(ph phrase) bool { return !ph.off })
	if held < 0 || len(clauses) == 0 || p.heading {
		return
	}
	it.When = ps.times[held].when
	c := clauses[0]
	if c.base(p) == "be" && !c.passive && it.Status == knowledge.Confirmed || c.subject >= c.upTo || it.When.Said == "" {
		return
	}
	from := u.from
	for from < c.subject && (p.words[from].tag == conjunction || p.words[from].tag == adverb || p.words[from].tag == mark) {
		from++
	}
	to := u.to
	for k := c.to; k < u.to; k++ {
		if p.words[k].low == "," && k-from > 5 || p.words[k].low == ";" {
			to = k
			break
		}
	}
	for to > from && p.words[to-1].tag == mark && !isQuoteMark(p, to-1) && p.words[to-1].low != ")" {
		to--
	}
	if !balanced(p, from, to) || !balanced(p, c.subject, c.upTo) || from >= to {
		return
	}
	it.Kind, it.What, it.Name = knowledge.Event, p.span(from, to), p.span(c.subject, c.upTo)
}

// about notes who an item is about: those who act in it, and the others.
func (w *writer) about(it *knowledge.Item, now int) {
	seen := map[string]bool{it.By: true, "": true, it.To: true, it.Where: true}
	for _, m := range w.r.mentions[w.first(now):] {
		if m.unit != now {
			break
		}
		id := w.id(m.entity)
		if seen[id] || m.doubtful {
			continue
		}
		seen[id] = true
		if m.subject && it.Kind != knowledge.Statement {
			it.Who = append(it.Who, id)
		} else {
			it.About = append(it.About, id)
		}
	}
}

// first returns the first mention of a unit: mentions are in the order of units.
func (w *writer) first(now int) int {
	n, _ := slices.BinarySearchFunc(w.r.mentions, now, func(m mention, now int) int { return m.unit - now })
	return n
}

// quotes returns the quotations of a speaker in a unit, each between curly marks. One
// that holds such marks itself is left out: the gist has it.
func (w *writer) quotes(i int, u unit, now, by int) []string {
	p := &w.r.d.paragraphs[i]
	var out []string
	for _, q := range p.quotesIn(u.Span) {
		inner := q.inner.In(p.text)
		if q.inner.From < u.From || q.inner.To > u.To || p.isTerm(q) || strings.ContainsAny(inner, "“”") || strings.TrimSpace(inner) == "" {
			continue
		}
		if w.quotedSpeaker(i, u, now, q.whole) == by {
			out = append(out, "“"+inner+"”")
		}
	}
	return out
}

// quotedSpeaker returns who says a quotation in a unit: the unit's speaker unless it
// has another of its own.
func (w *writer) quotedSpeaker(i int, u unit, now, quote int) int {
	if s, ok := w.r.sayingOf(i, u, now, quote); ok && s.by >= 0 && w.kept[s.by] {
		return s.by
	}
	return w.r.speaker[now]
}

// others returns the statements of those who are quoted in a sentence beside its
// first speaker: "X said it was “safe”, while Y called it “a risk”".
func (w *writer) others(p *paragraph, u unit, now int, it knowledge.Item) []knowledge.Item {
	var out []knowledge.Item
	seen := map[int]bool{w.r.speaker[now]: true}
	for _, q := range p.quotesIn(u.Span) {
		if q.inner.From < u.From || q.inner.To > u.To || it.Kind != knowledge.Statement {
			continue
		}
		by := w.quotedSpeaker(w.r.at[now].paragraph, u, now, q.whole)
		quotes := w.quotes(w.r.at[now].paragraph, u, now, by)
		if seen[by] || len(quotes) == 0 {
			continue
		}
		seen[by] = true
		other := knowledge.Item{
			Kind: knowledge.Statement, Cites: it.Cites, Gist: it.Gist, By: w.id(by), Verb: "said", Quotes: quotes, Amounts: it.Amounts,
		}
		if it.By != "" {
			other.About = []string{it.By}
		}
		name := w.r.c.all[by].name
		other.Asks = []knowledge.Ask{{Kind: knowledge.Who, Answer: name, Cites: it.Cites}}
		out = append(out, other)
	}
	return out
}

// summary is the topic that stands for the whole story: the headline and the first
// paragraph below it.
func (w *writer) summary() (knowledge.Item, bool) {
	title := w.r.d.article.Title
	for i := range w.r.d.paragraphs {
		p := &w.r.d.paragraphs[i]
		if p.heading || len(p.units) == 0 {
			continue
		}
		if !strings.ContainsAny(title[len(title)-1:], ".?!") {
			title += "."
		}
		cites := []int{1, p.number}
		return knowledge.Item{
			ID: "summary", Kind: knowledge.Topic, Cites: cites,
			Gist: title + " " + p.text[p.units[0].From:p.units[len(p.units)-1].To],
			Asks: []knowledge.Ask{{Kind: knowledge.What, Cites: cites, Ways: []string{
				"summary", "tl;dr", "what is this story about", "sum it up", "give me the gist", "what is going on",
			}}},
		}, true
	}
	return knowledge.Item{}, false
}
