package extract

import "dragoman/knowledge"

// saying is how a unit tells that somebody said something.
type saying struct {
	by     int  // entity, -1 when nobody is known
	verb   int  // word of the verb, -1 when there is none
	quoted bool // the unit holds a quotation of the speaker
}

// sayingIngs bring in words between quotation marks that are those of the clause's
// subject: "rejecting as “an insult” an offer".
var sayingIngs = set(`saying stating adding warning accusing calling describing noting arguing insisting claiming pointing
	rejecting dismissing denouncing praising criticising criticizing condemning demanding urging telling asking quoting writing
	declaring explaining promising vowing citing labelling branding likening`)

// quoteVerbs may bring in words between quotation marks without being verbs of
// speech.
var quoteVerbs = set("expect believe see hope fear think blame face call label brand dub refer talk speak cite quote like give want find put intend")

// attribute returns who speaks in the unit that is read, -1 for nobody: whom its
// verb of speech has for a subject, or who spoke before when the unit is nothing
// but a quotation.
func (r *reading) attribute(i int, u unit, now int) int {
	p := &r.d.paragraphs[i]
	by := -1
	if s := r.saying(i, u, now); s.verb >= 0 || s.quoted {
		by = s.by
		if by < 0 && s.verb >= 0 {
			by = r.anonymous(i, u, now, s.verb)
		}
		if by >= 0 {
			r.c.all[by].spoke = true
		}
	}
	if by < 0 && r.onlyQuoted(p, u) {
		by = r.carriedSpeaker(i, now)
	}
	return by
}

// saying finds the verb of speech of a unit, and its subject.
func (r *reading) saying(i int, u unit, now int) saying {
	p := &r.d.paragraphs[i]
	seen, words := 0, false // the quotation looked at last; one of them is no mere term
	for k := u.from; k < u.to; k++ {
		if q := p.words[k].quote; q != seen && q > 0 && !isQuoteMark(p, k) {
			if s, ok := r.sayingOf(i, u, now, q); ok {
				return s
			}
			seen, words = q, words || !p.inTerm(k)
		}
	}
	if words {
		return saying{by: -1, verb: -1}
	}
	for _, c := range r.clauses[now] {
		use := p.words[c.main].use
		if use.forms&speechForm == 0 || c.passive || c.relativeClause || c.subject >= c.upTo || p.is(c.subject-1, "while", "whereas", "because", "as", "when", "where", "if") {
			continue
		}
		if !r.introduces(p, u, c) {
			continue
		}
		if last := p.words[c.upTo-1].low; c.entity < 0 && !canSpeak(last) {
			continue
		}
		return saying{by: c.entity, verb: c.main}
	}
	if by := r.accordingTo(i, u); by >= 0 {
		return saying{by: by, verb: -1, quoted: true}
	}
	return saying{by: -1, verb: -1}
}

// plainSpeech are verbs that always say something; callSpeech do so when a person is
// their subject; others before "that" only.
var (
	plainSpeech = set(`say tell warn announce insist argue claim explain acknowledge admit concede confirm state suggest vow add note predict
		testify stress urge deny reply remark maintain contend`)
	callSpeech = set("promise pledge demand accuse reject welcome denounce condemn dismiss call propose recommend advise criticise criticize praise describe defend apologise apologize")
)

// introduces tells whether a verb of speech says something in its clause.
func (r *reading) introduces(p *paragraph, u unit, c clause) bool {
	base := c.base(p)
	if plainSpeech[base] {
		return true
	}
	if c.subject > u.from && p.is(c.subject-1, ",") && c.to == u.to-1 && c.end >= u.to-1 { // "..., the team wrote."
		return true
	}
	if callSpeech[base] && c.entity >= 0 && (r.c.all[c.entity].kind == knowledge.Person || r.c.all[c.entity].spoke) {
		return true
	}
	return c.to < u.to && (p.words[c.to].tag == subordinator || p.is(c.to, "that", "how", "why", "whether"))
}

// sayingOf finds who says a quotation of which a part is in the unit.
func (r *reading) sayingOf(i int, u unit, now, quote int) (saying, bool) {
	p := &r.d.paragraphs[i]
	first, last := -1, -1
	for k := u.from; k < u.to; k++ {
		if p.words[k].quote == quote {
			if first < 0 {
				first = k
			}
			last = k
		}
	}
	// Behind it: “...,” Aliaga said. “...,” said Solheim.
	if s, ok := r.behind(i, u, now, first, last); ok {
		p.speak(quote)
		return s, true
	}
	if first > u.from && p.is(first-1, ":") && last > u.from && p.is(last-1, ".", "?", "!") {
		p.speak(quote)
	}
	// Before it: the last verb that may bring it in.
	for k := first - 1; k >= u.from; k-- {
		w := p.words[k]
		if w.quote > 0 {
			continue
		}
		speech := w.use.forms&speechForm != 0 || quoteVerbs[w.use.base]
		switch {
		case w.low == "quoting" || w.low == "citing":
			to := nounsEnd(p, k+1, u.to)
			if e := r.groupEntity(i, u, k+1, to); e >= 0 {
				return saying{by: e, verb: k, quoted: true}, true
			}
		case w.tag == ing && (sayingIngs[w.low] || w.use.forms&speechForm != 0):
			if e := r.quotedAs(i, u, now, k); e >= 0 {
				return saying{by: e, verb: k, quoted: true}, true
			}
			return saying{by: r.subjectBefore(now, k), verb: k, quoted: true}, true
		case speech && (w.tag == verb || w.tag == participle || w.tag == infinitive):
			if s, ok := r.bringsIn(i, u, now, k); ok {
				return s, true
			}
		}
	}
	if e := r.accordingTo(i, u); e >= 0 {
		return saying{by: e, verb: -1, quoted: true}, true
	}
	for _, q := range p.quotesIn(u.Span) {
		if q.whole == quote && p.isTerm(q) {
			return saying{}, false
		}
	}
	// X had a message: “...”
	if first > u.from && p.is(first-1, ":") && len(r.clauses[now]) > 0 {
		if e := r.subjectBefore(now, first); e >= 0 {
			return saying{by: e, verb: -1, quoted: true}, true
		}
	}
	return saying{}, false
}

// canSpeak tells whether a noun names somebody or something that says things.
func canSpeak(low string) bool {
	return isPersonNoun(low) || organisationNouns[low] || isPeople(low) || documentNouns[low]
}

// behind finds the attribution that follows a quotation.
func (r *reading) behind(i int, u unit, now, first, last int) (saying, bool) {
	p := &r.d.paragraphs[i]
	// Only where the quotation opens the sentence, or a comma ends it.
	comma := last > u.from && p.is(last-1, ",", "?", "!", "—", "–") || p.is(last+1, ",", "–", "—") && (first == u.from || r.subjectAt(now, last+2))
	if first != u.from && !comma {
		return saying{}, false
	}
	for n := range r.clauses[now] {
		c := r.clauses[now][n]
		if c.from <= first || c.main >= u.to || p.words[c.main].quote > 0 {
			continue
		}
		for k := last + 1; k < c.from; k++ {
			if p.words[k].quote > 0 && p.words[k].quote != p.words[first].quote {
				return saying{}, false
			}
		}
		if p.words[c.main].use.forms&speechForm != 0 && !c.passive || c.passive && quotes(c, p) {
			return saying{by: c.entity, verb: c.main, quoted: true}, true
		}
	}
	return saying{}, false
}

// subjectAt tells whether a word begins the subject of a verb of speech.
func (r *reading) subjectAt(now, k int) bool {
	p := &r.d.paragraphs[r.at[now].paragraph]
	for _, c := range r.clauses[now] {
		if c.subject == k && c.upTo > k && p.words[c.main].use.forms&speechForm != 0 {
			return true
		}
	}
	return false
}

// subjectBefore returns the subject of the last clause before a word.
func (r *reading) subjectBefore(now, k int) int {
	for n := len(r.clauses[now]) - 1; n >= 0; n-- {
		if c := r.clauses[now][n]; c.from < k && c.subject < c.upTo && !c.relativeClause {
			if c.entity >= 0 {
				return c.entity
			}
		}
	}
	return -1
}

// onlyQuoted tells whether a unit is a quotation and nothing else.
func (r *reading) onlyQuoted(p *paragraph, u unit) bool {
	quoted := false
	for k := u.from; k < u.to; k++ {
		switch {
		case p.words[k].quote > 0:
			quoted = true
		case p.words[k].tag != mark:
			return false
		}
	}
	return quoted
}

// carriedSpeaker returns who spoke in the unit before, in the same paragraph or in
// the one before.
func (r *reading) carriedSpeaker(i, now int) int {
	for back := 1; back <= 3 && back <= now; back++ {
		if r.at[now-back].paragraph < i-1 {
			return -1
		}
		if e := r.speaker[now-back]; e >= 0 {
			return e
		}
	}
	return -1
}

// anonymous enters the subject of a verb of speech that nobody is named by:
// "transport officials said".
func (r *reading) anonymous(i int, u unit, now, verb int) int {
	p := &r.d.paragraphs[i]
	for _, c := range r.clauses[now] {
		if c.main != verb || c.subject >= c.upTo {
			continue
		}
		k := c.upTo - 1
		w := p.words[k]
		if w.tag != noun && w.tag != properNoun {
			return -1
		}
		low := w.low
		if !canSpeak(low) {
			return -1
		}
		e := r.nameless(i, u, c.subject, k, -1)
		r.note(mention{paragraph: i, unit: now, from: c.subject, to: c.upTo, entity: e, how: byDescription, subject: true})
		if documentNouns[low] && r.c.all[e].kind == knowledge.Group {
			r.c.all[e].kind, r.c.all[e].plural = knowledge.Organisation, false
		}
		return e
	}
	return -1
}

// documentNouns are things that say something.
var documentNouns = set("report statement study document letter article paper text survey poll memo email review audit ruling judgment judgement")
