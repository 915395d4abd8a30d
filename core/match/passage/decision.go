package passage

import (
	"math"
	"strings"

	"dragoman/core/query"
	"dragoman/knowledge"
)

// Decision is what tells whether the best passage answers the question at all.
type Decision struct {
	Evidence            // of the best passage
	Score    float64    // the same as one number
	Sure     float64    // share of the best passage among all, by their scores
	Missing  float64    // names of the question that it does not hold
	Leads    [3]float64 // by how much its score is above those of other ranks
	Spread   float64    // how the scores are spread over the passages: their entropy, in nats
	Three    float64    // share of the three best passages
	Here     float64    // share of the paragraph of the best
	Most     float64    // share of the paragraph that has most
	Beneath  float64    // how many of the next two are of its paragraph
	Words    float64    // of the question
	Size     float64    // log of the number of passages looked at
	want     slot
	kind     query.Kind
	measure  query.Measure
}

// leads are the ranks of the passages to which the lead of the best is measured
// (Decision.Leads): the second, the third, the fifth.
var leads = [3]int{1, 2, 4}

// Trusted is the number of pieces that the decision rests on.
const Trusted = 38

// Vector returns what the decision rests on, in the order of the features of
// [Weights].Certainty.
func (d *Decision) Vector() [Trusted]float64 {
	return [...]float64{
		d.Score, d.Sure, d.Missing, d.Foreign,
		d.Cover, d.Strict, d.Slot, d.Near, d.Focus, d.Headline, d.Length, d.Way, d.Speaker, d.Drift, d.Negated,
		d.Words, float64(d.kind), float64(d.want), float64(d.measure),
		d.Elsewhere, d.Untold, d.Gap, d.Loose, d.Units, d.Beside, d.Own,
		d.Here, d.Most, d.Beneath, d.FocusTold,
		d.Leads[0], d.Leads[1], d.Leads[2], d.Spread, d.Three,
		flag(d.want >= count), flag(d.want == person), d.Size,
	}
}

// What speaks against an answer in any case, in log odds. Set by hand: there are too few
// questions of the kind to fit it (docs/ANSWERING.md).
const (
	ofForeign = -2.5 // a name that the story does not mention
	ofNobody  = -4   // "who?" or "which bank?", and no name is there
)

// Doubt is what speaks against an answer in any case, in log odds.
func (d *Decision) Doubt() float64 {
	doubt := ofForeign * d.Foreign
	if d.want == person {
		doubt += ofNobody * (1 - d.Slot)
	}
	return doubt
}

// Repeats tells whether the text of one of two items is part of the other's, as that of
// the first sentence is of the headline's and its own: they are no rivals.
func Repeats(x, y *knowledge.Item) bool {
	return strings.Contains(x.Gist, y.Gist) || strings.Contains(y.Gist, x.Gist)
}

// decision gathers what tells whether the first of some candidates, best first,
// answers the question.
func decision(q *query.Query, cs []Candidate) Decision {
	best := &cs[0]
	d := Decision{
		Evidence: best.Evidence, Score: best.Score, Missing: float64(len(best.Missing)), Words: float64(len(q.Words)), Size: math.Log(float64(len(cs))),
		want: slotOf(q), kind: q.Kind, measure: q.Measure,
	}
	rivals, all := 0.0, 0.0
	shares := make([]float64, len(cs))
	for i := range cs {
		shares[i] = math.Exp(cs[i].Score - best.Score)
		all += shares[i]
		if i == 0 || !Repeats(best.Item, cs[i].Item) {
			rivals += shares[i]
		}
	}
	d.Sure = 1 / rivals
	for i, rank := range leads {
		if rank < len(cs) {
			d.Leads[i] = best.Score - cs[rank].Score
		}
	}
	paragraphs := make(map[int]float64)
	for i, share := range shares {
		share /= all
		if share > 0 {
			d.Spread -= share * math.Log(share)
		}
		if i < 3 {
			d.Three += share
		}
		p := cs[i].paragraph
		paragraphs[p] += share
		d.Most = max(d.Most, paragraphs[p])
		if i > 0 && i < 3 {
			d.Beneath += flag(p == best.paragraph)
		}
	}
	d.Here = paragraphs[best.paragraph]
	return d
}
