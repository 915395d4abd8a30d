package match

import (
	"math"
	"slices"
	"strings"

	"dragoman/core/query"
	"dragoman/knowledge"
)

// Hit is an item that may answer a question.
type Hit struct {
	Item     *knowledge.Item
	Ask      *knowledge.Ask // the best of the item's asks
	Logit    float64        // log odds that it answers the question
	Evidence Evidence       // what the log odds were made of
	Missing  []string       // entities of the question that the item does not hold
	Way      Way            // the way of asking that is most alike
	Days     []string       // weekdays that the item names

	// Score ranks the sentences of an extracted base: differences are log odds.
	// They have no Evidence but Same, and no Way.
	Score    float64
	headline bool // the sentence is the article's headline
}

// Way is what a way of asking tells besides its likeness.
type Way struct {
	Stems    []string
	Entities []string // in order
	Passive  bool     // holds a "by"
	Denied   bool     // a "not" turns it
	Only     bool
}

// Bias lets a conversation lean on what was just said.
type Bias struct {
	Item string             // id of an item
	Plus float64            // added to the log odds of its asks
	Ask  *knowledge.Ask     // of that item: just answered, so seldom asked again
	Only bool               // no other item, and not that ask, is looked at
	Want *knowledge.AskKind // no other kind of ask is looked at
}

// again is what an ask loses that was just answered.
const again = 2.5

// maxHits is how many hits a search returns.
const maxHits = 12

// candidate is an ask on the way to a hit.
type candidate struct {
	logit  float64
	within float64 // tells the asks of an item apart
	ask    int32   // -1 for none
}

// Search returns the best hit of each item that shares anything with the
// question, best first, at most 12.
func (ix *Index) Search(q *query.Query, bias Bias) []Hit {
	if ix.passages != nil {
		return ix.passages.search(q, bias)
	}
	s := ix.scratch.Get().(*scratch)
	defer ix.scratch.Put(s)
	s.reset()
	var total float64
	s.terms, total = ix.terms(q, s.terms)
	if total == 0 || len(ix.asks) == 0 {
		return nil
	}
	s.same, s.only = -1, q.Only
	if a, ok := ix.byWording[wording(q)]; ok {
		s.same = a
	}
	ix.likeness(s, total)
	ix.coverage(s, total)
	s.least = candidateShare * slices.Max(s.best)
	for n := range ix.items {
		if bias.Only && ix.items[n].ID != bias.Item {
			continue
		}
		if c := ix.best(s, q, int32(n), bias); c.ask >= 0 {
			s.hits = append(s.hits, c)
		}
	}
	slices.SortStableFunc(s.hits, func(x, y candidate) int {
		switch {
		case x.logit > y.logit:
			return -1
		case x.logit < y.logit:
			return 1
		}
		return 0
	})
	hits := make([]Hit, min(len(s.hits), maxHits))
	for i := range hits {
		hits[i] = ix.hit(s, q, s.hits[i], bias)
	}
	return hits
}

// An ask is looked at when its likeness is a good part of the greatest, or when
// it explains much of the question.
const (
	candidateShare = 0.4
	leastCover     = 0.5
)

// best returns the best ask of item n.
func (ix *Index) best(s *scratch, q *query.Query, n int32, bias Bias) candidate {
	it := &ix.items[n]
	best, top := candidate{ask: -1}, math.Inf(-1)
	sides := [2]candidate{{ask: -1}, {ask: -1}}
	for a := it.firstAsk; a < it.firstAsk+it.asks; a++ {
		as := &ix.asks[a]
		if s.best[a] <= s.least && s.coverAll[a] < leastCover && !bias.Only {
			continue
		}
		if bias.Want != nil && as.Kind != *bias.Want || bias.Only && as.Ask == bias.Ask {
			continue
		}
		e := ix.evidence(s, q, a, bias)
		c := candidate{logit: e.logit(), ask: a}
		c.within = c.logit + e.within()
		if best.ask < 0 || c.within > best.within {
			best.ask, best.within = a, c.within
		}
		top = max(top, c.logit)
		if side, ok := sideOf(as.Kind); ok && (sides[side].ask < 0 || c.logit > sides[side].logit) {
			sides[side] = c
		}
	}
	best.logit = top
	if q.Kind == query.YesNo && best.ask >= 0 {
		best = ix.takeSide(s, it, best, sides)
	}
	return best
}

// evidence gathers what speaks for and against ask a.
func (ix *Index) evidence(s *scratch, q *query.Query, a int32, bias Bias) Evidence {
	as := &ix.asks[a]
	it := &ix.items[as.item]
	e := Evidence{
		Like:    s.best[a],
		Like3:   (s.best[a] + s.next[a] + s.third[a]) / 3,
		All:     s.coverAll[a],
		Typical: s.typical[a],
		Kind:    math.Log(compatible(q.Kind, as, it.Kind)),
		Focus:   1,
		Stray:   s.stray[a],
		Alien:   s.alien[a],
		Novel:   s.novel,
		Terms:   1 / float64(len(s.terms)),
		Choice:  q.Kind == query.Choice,
		Same:    a == s.same,
	}
	e.Unheard = q.Kind == query.YesNo && s.novel > unheardFrom && it.Kind != knowledge.Unsaid
	if _, ok := sideOf(as.Kind); ok && q.Kind != query.YesNo && q.Kind != query.Any {
		e.Side = 1
	}
	if s.hasFocus {
		e.Focus = s.focus[a]
	}
	for i := range s.terms {
		switch t := &s.terms[i]; {
		case t.entity != "" && !ix.holds(it, trusted(as, q.Kind), t.entity):
			if en, ok := ix.base.Entity(t.entity); ok && en.Kind == knowledge.Person {
				e.People++
			} else {
				e.Missing++
			}
		case t.name && (t.exact < 0 || !ix.uses(a, t.exact)):
			e.Names++
		}
	}
	if it.Kind == knowledge.Unsaid {
		e.Unsaid = 1
		if it.nearest >= 0 {
			e.Gap = 1 - ix.serves(q.Kind, it.nearest)
		}
	}
	if q.Measure != query.NoMeasure {
		e.Measure = 2*number(as.measures[q.Measure]) - 1
		e.Unmeasured = q.Measure != query.Count && e.Measure < 0
	}
	if len(q.Quoted) > 1 {
		e.Quote = 2*number(strings.Contains(it.quoted, " "+strings.Join(q.Quoted, " ")+" ")) - 1
	}
	if w := s.way[a]; w >= 0 {
		way := &ix.ways[w]
		e.SameKind = number(way.kind == q.Kind)
		e.Way = min(1, s.waySum[w]/max(way.weight, 0.1))
		e.Negation = number(way.denied != q.Denied)
	}
	if q.Kind != query.YesNo && len(it.days) > 0 {
		for _, d := range q.Days {
			if !slices.Contains(it.days, d) && !slices.Contains(as.days, d) {
				e.Days++
			}
		}
	}
	if it.ID == bias.Item {
		e.Bias = bias.Plus
		if as.Ask == bias.Ask {
			e.Bias -= again
		}
	}
	return e
}

// trusted returns the ask whose ways may vouch for a name. The ways of a no ask
// name what is wrong: they vouch for nothing in a question that takes it for
// granted.
func trusted(as *ask, q query.Kind) *ask {
	if as.Kind == knowledge.No && q != query.YesNo && q != query.Any && q != query.Choice {
		return &noAsk
	}
	return as
}

var noAsk ask

// uses tells whether a way or the answer of ask a holds a feature.
func (ix *Index) uses(a, f int32) bool {
	_, ok := slices.BinarySearchFunc(ix.inAsks[f], a, func(p posting, a int32) int { return int(p.ask - a) })
	return ok
}

func number(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// hit tells of a candidate what its verification needs.
func (ix *Index) hit(s *scratch, q *query.Query, c candidate, bias Bias) Hit {
	as := &ix.asks[c.ask]
	it := &ix.items[as.item]
	h := Hit{Item: it.Item, Ask: as.Ask, Logit: c.logit, Evidence: ix.evidence(s, q, c.ask, bias), Days: it.days}
	for i := range s.terms {
		if id := s.terms[i].entity; id != "" && !ix.holds(it, as, id) {
			h.Missing = append(h.Missing, id)
		}
	}
	if w := s.way[c.ask]; w >= 0 {
		way := &ix.ways[w]
		h.Way = Way{Denied: way.denied, Only: way.only, Passive: way.passive}
		for _, f := range way.terms {
			id := ix.stems[f]
			if named, ok := ix.byEntity[id]; ok && named == f {
				h.Way.Entities = append(h.Way.Entities, id)
			} else {
				h.Way.Stems = append(h.Way.Stems, id)
			}
		}
	}
	return h
}
