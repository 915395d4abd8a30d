package extract

// bringsIn finds who says a quotation that the verb at k brings in.
func (r *reading) bringsIn(i int, u unit, now, k int) (saying, bool) {
	p := &r.d.paragraphs[i]
	n := len(r.clauses[now]) - 1
	for n >= 0 && r.clauses[now][n].from > k {
		n--
	}
	if n < 0 {
		return saying{}, false
	}
	if p.words[k].use.forms&speechForm == 0 { // "According to the board, inspectors found “cracks”."
		if e := r.accordingTo(i, u); e >= 0 {
			return saying{by: e, verb: -1, quoted: true}, true
		}
	}
	c := r.clauses[now][n]
	if q := r.quotingIn(i, u, c); q >= 0 {
		return saying{by: q, verb: c.main, quoted: true}, true
	}
	if c.passive && c.main == k {
		return saying{}, false
	}
	if c.subject < c.upTo && !c.inverted {
		// "The firm says that its tests found “no fault”", "a spokesman said it
		// did not respond to “rumours”": who says so says the words as well.
		last := p.words[c.upTo-1]
		if last.tag == pronoun || c.entity < 0 && !canSpeak(last.low) {
			if outer := r.sayingThat(p, now, n); outer >= 0 {
				c = r.clauses[now][outer]
				k = c.main
			}
		}
	}
	return saying{by: c.entity, verb: k, quoted: true}, true
}

// sayingThat returns the clause that says what the clause n tells, -1 for none:
// that of "a spokesman said" in "a spokesman said that it did not respond".
func (r *reading) sayingThat(p *paragraph, now, n int) int {
	for outer := n - 1; outer >= 0; outer-- {
		c, inner := r.clauses[now][outer], r.clauses[now][n]
		if c.to > inner.subject || !plainSpeech[c.base(p)] || c.passive || c.inverted || c.subject >= c.upTo || p.words[c.main].quote > 0 {
			continue
		}
		if p.is(c.to, "that") || c.to == inner.subject {
			return outer
		}
	}
	return -1
}

// quotedAs returns whom the words before the verb at k quote, -1 for nobody: "the
// paper quoted the mayor as saying", "he was cited as saying".
func (r *reading) quotedAs(i int, u unit, now, k int) int {
	p := &r.d.paragraphs[i]
	if !p.is(k-1, "as") {
		return -1
	}
	for n := len(r.clauses[now]) - 1; n >= 0; n-- {
		switch c := r.clauses[now][n]; {
		case c.to > k-1 || !quotes(c, p):
		case c.passive:
			return c.entity
		default:
			return r.groupEntity(i, u, c.to, k-1)
		}
	}
	return -1
}

// quotes tells whether a clause is about somebody's being quoted.
func quotes(c clause, p *paragraph) bool {
	base := c.base(p)
	return base == "quote" || base == "cite"
}

// quotingIn returns whom a clause quotes: "Reuters, quoting Peskov, reported".
func (r *reading) quotingIn(i int, u unit, c clause) int {
	p := &r.d.paragraphs[i]
	for k := c.upTo; k < c.from; k++ {
		if p.is(k, "quoting", "citing") {
			return r.groupEntity(i, u, k+1, nounsEnd(p, k+1, u.to))
		}
	}
	return -1
}

// accordingTo returns whom "according to" names, -1 for nobody.
func (r *reading) accordingTo(i int, u unit) int {
	p := &r.d.paragraphs[i]
	for k := u.from; k+2 < u.to; k++ {
		if p.is(k, "according") && p.is(k+1, "to") && p.words[k].quote == 0 {
			to := nounsEnd(p, k+2, u.to)
			if e := p.appositionAt(to, u); e >= 0 {
				return e
			}
			if e := r.who(i, k+2, to); e >= 0 {
				return e
			}
			if e := r.groupEntity(i, u, k+2, to); e >= 0 {
				return e
			}
			if to > k+2 {
				return r.nameless(i, u, k+2, to-1, -1)
			}
		}
	}
	return -1
}

// appositionAt returns whom a name between commas at a place names, -1 for nobody:
// "the chief steward, Odd Saetre,".
func (p *paragraph) appositionAt(at int, u unit) int {
	if at+1 >= u.to || !p.is(at, ",") || p.words[at+1].name == 0 {
		return -1
	}
	n := p.names[p.words[at+1].name-1]
	if n.from != at+1 || n.to < u.to && !p.is(n.to, ",", ".", "–", "—") {
		return -1
	}
	return n.entity
}
