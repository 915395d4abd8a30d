package passage

import (
	"math"
	"slices"

	"dragoman/core/lexicon/vectors"
	"dragoman/core/query"
	"dragoman/knowledge"
)

// Candidate is a passage that may answer a question.
type Candidate struct {
	Item     *knowledge.Item
	Ask      int     // which of the item's asks fits best
	Score    float64 // for ranking: differences are log odds
	Logit    float64 // log odds that it answers the question
	Evidence Evidence
	Missing  []string // entities of the question that are not there
	Days     []string // weekdays that it names
	Decision Decision // of the best candidate only

	paragraph int
}

// How much of a word counts that stands around the passage, not in it.
const (
	ofRole      = 0.7 // among the roles of those that it names
	inParagraph = 0.65
	justBefore  = 0.45 // in the paragraph before
	inHeadline  = 0.35
	referred    = 0.75 // in the sentence before one that refers back: "she", "its"
)

// kept is how many passages are looked at closely.
const kept = 64

// Search returns the passages that share anything with a question, best first,
// at most 64. An item's id as only leaves out all others.
func (ix *Index) Search(q *query.Query, only string) []Candidate {
	s := ix.scratch.Get().(*scratch)
	defer ix.scratch.Put(s)
	s.reset(len(ix.words), ix.units(q))
	ix.align(s)
	var out []Candidate
	if n, ok := ix.byItem[only]; only != "" {
		if ok && s.sum[n] > 0 {
			out = []Candidate{ix.candidate(s, q, n)}
		}
	} else {
		for _, n := range s.most(kept) {
			out = append(out, ix.candidate(s, q, n))
		}
	}
	fitted().Rank(q, out)
	return out
}

// holds is how much of unit i passage n holds, 0 to 1.
func (ix *Index) holds(s *scratch, n int32, i int) float64 {
	p := &ix.passages[n]
	if id := s.units[i].entity; id != "" && slices.Contains(p.entities, id) {
		return sameStem
	}
	most := 0.0
	for _, c := range p.content {
		most = max(most, s.alike(i, c.word))
	}
	return most
}

// inRun is how much of unit i some passage of a run holds.
func (ix *Index) inRun(s *scratch, r run, i int) float64 {
	most := 0.0
	for n := r.from; n < r.to; n++ {
		most = max(most, ix.holds(s, n, i))
	}
	return most
}

// around is how much of unit i what stands around passage n holds.
func (ix *Index) around(s *scratch, n int32, i int) float64 {
	p := &ix.passages[n]
	most := max(
		inParagraph*ix.inRun(s, ix.paragraphs[p.paragraph], i),
		justBefore*ix.inRun(s, ix.paragraphs[p.paragraph-1], i),
		inHeadline*ix.inRun(s, ix.paragraphs[headline], i))
	for _, w := range p.roles {
		most = max(most, ofRole*s.alike(i, w))
	}
	if p.refers && n > 0 {
		most = max(most, referred*ix.holds(s, n-1, i))
	}
	return most
}

// plainly is from how much on a unit counts as said plainly.
const plainly = 0.7

// loosely is from how much on a unit counts as held at all.
const loosely = 0.4

// leastTold is how much of its weight a word keeps that the story does not
// use: it tells no passages apart.
const leastTold = 0.3

func (ix *Index) candidate(s *scratch, q *query.Query, n int32) Candidate {
	p := &ix.passages[n]
	c := Candidate{Item: p.item, Days: p.days, paragraph: p.paragraph}
	e := &c.Evidence
	total := 0.0
	for i := range s.units {
		u := &s.units[i]
		total += u.weight * max(leastTold, u.best)
	}
	e.Focus = 1
	for i := range s.units {
		u := &s.units[i]
		own := ix.holds(s, n, i)
		m := max(own, ix.around(s, n, i))
		share := u.weight / total
		e.Cover += share * m
		e.Own += share * own
		e.Elsewhere += share * max(0, u.best-own)
		e.Untold += share * (1 - u.best)
		e.Gap = max(e.Gap, share*(1-m))
		e.Units++
		if own < loosely {
			e.Loose++
		}
		if own >= plainly {
			e.Strict += share
		}
		if u.focus {
			e.Focus, e.FocusTold = own, u.best
		}
		if u.entity != "" && own == 0 {
			c.Missing = append(c.Missing, u.entity)
		}
		if u.name && u.best < plainly {
			e.Foreign++
		}
	}
	ix.fill(s, q, p, e, total)
	e.Headline = flag(p.paragraph == headline)
	e.Length = math.Log(float64(1 + len(p.words)))
	e.Speaker = flag(q.Speech && p.item.By != "" && q.Has(p.item.By))
	e.Drift = ix.drift(s, p)
	if q.Kind != query.YesNo && !q.Negated {
		e.Negated = ix.negated(s, p) / total
	}
	c.Ask, e.Way = p.likeness(s, q)
	if a, ok := p.kindred(q.Kind); ok && p.item.Asks[c.Ask].Kind != asks[q.Kind] {
		c.Ask = a
	}
	return c
}

// asks is the kind of ask that answers a kind of question, of those that an
// extractor makes out well.
var asks = map[query.Kind]knowledge.AskKind{
	query.Who: knowledge.Who, query.When: knowledge.WhenAsk, query.Where: knowledge.WhereAsk, query.Why: knowledge.Why,
	query.HowMany: knowledge.HowMany,
}

// kindred returns the first ask of the kind asked for that has an answer of its
// own.
func (p *passage) kindred(k query.Kind) (int, bool) {
	want, ok := asks[k]
	if !ok {
		return 0, false
	}
	for i := range p.item.Asks {
		if a := &p.item.Asks[i]; a.Kind == want && a.Answer != "" {
			return i, true
		}
	}
	return 0, false
}

// otherKind is what is left of the likeness to a way of another kind.
const otherKind = 0.7

// likeness returns the ask whose ways are most like the question, and how much,
// 0 to 1.
func (p *passage) likeness(s *scratch, q *query.Query) (ask int, like float64) {
	total := 0.0
	for i := range s.units {
		total += s.units[i].weight
	}
	for _, w := range p.ways {
		shared, found := 0.0, 0
		for i := range s.units {
			u := &s.units[i]
			stem := u.stem
			if u.entity != "" {
				stem = "entity:" + u.entity
			}
			if slices.Contains(w.stems, stem) {
				shared += u.weight
				found++
			}
		}
		l := shared / total * float64(2*found) / float64(found+len(w.stems))
		if w.kind != q.Kind {
			l *= otherKind
		}
		if l > like {
			ask, like = w.ask, l
		}
	}
	return ask, like
}

// drift is how near the question as a whole is to the passage: the cosine of the
// angle between the weighted sums of their words' vectors.
func (ix *Index) drift(s *scratch, p *passage) float64 {
	dot, self := 0.0, 0.0
	for i := range s.units {
		u := &s.units[i]
		for _, k := range p.content {
			w := &ix.words[k.word]
			if u.stem == w.stem {
				dot += u.weight * w.weight
			} else {
				dot += u.weight * w.weight * vectors.Similarity(u.vector, w.vector)
			}
		}
		self += u.weight * u.weight
		for k := range i {
			self += 2 * u.weight * s.units[k].weight * vectors.Similarity(u.vector, s.units[k].vector)
		}
	}
	if p.norm == 0 || self <= 0 {
		return 0
	}
	return dot / (math.Sqrt(self) * p.norm)
}
