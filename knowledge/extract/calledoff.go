package extract

// notHeld are verbs that, with "not", tell that something is not held on a day;
// "take" and "go" only as "take place" and "go ahead".
var notHeld = set("take go happen occur hold open reopen begin start resume play")

// callsOff tells whether a clause says that something is cancelled or put off:
// "was cancelled", "has been called off", "will not take place".
func (c clause) callsOff(p *paragraph) bool {
	base := c.base(p)
	switch {
	case c.negated && notHeld[base]:
		return base != "take" && base != "go" || p.is(c.to, "place", "ahead")
	case c.negated:
		return false
	case base == "call" || base == "put":
		return p.is(c.to, "off") || p.is(c.to, "back") && base == "put"
	}
	return offVerbs[base]
}

// noteOff notes the times of a unit that are days on which something is not held:
// the one of "the concert on Saturday was cancelled", not the one of "was cancelled
// on Saturday" or "was postponed to 20 June".
func (ps *parts) noteOff(p *paragraph, clauses []clause) {
	for n := range ps.times {
		ph := &ps.times[n]
		for _, c := range clauses {
			if !c.callsOff(p) || c.subject >= c.upTo || c.inverted || p.words[ph.from].quote != p.words[c.main].quote {
				continue
			}
			behind := ph.from >= c.to && ph.from < c.end
			switch {
			case c.subject <= ph.from && ph.from < c.main:
				ph.off = true
			case !behind || p.is(ph.from, "to", "until", "till", "since", "before", "by") || p.is(ph.from-1, "to", "until", "till"):
			case c.negated, p.is(ph.from-1, "from"), p.is(ph.from, "from"):
				ph.off = true
			case !c.passive && ph.from > c.to: // "cancelled a dinner on Friday" may be either
				ph.off = true
			}
		}
	}
}
