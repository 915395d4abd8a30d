package match

import (
	"math"

	"dragoman/knowledge"
)

// sideSlack is how much less likely than the best ask one of yes or no may be
// and still give the direct answer.
const sideSlack = 1.5

// takeSide decides between the item's yes and its no for a yes-no question;
// sides are the best ask of each.
func (ix *Index) takeSide(s *scratch, it *item, best candidate, sides [2]candidate) candidate {
	yes, no := sides[0], sides[1]
	side := no
	switch {
	case yes.ask < 0 && no.ask < 0:
		return best
	case no.ask < 0, yes.ask >= 0 && ix.polarity(s, it) >= 0:
		side = yes
	}
	if side.logit < best.logit-sideSlack {
		return best
	}
	side.logit = best.logit
	return side
}

// likePolarity weighs the most alike ways against single words.
const likePolarity = 6

// onlyPolarity is what a side loses whose way says "only" where the question does
// not, or the other way round.
const onlyPolarity = 3

// sides counts an item's ways of asking by their right answer.
type sides struct {
	ways   [2]float64 // that are answered with yes, with no
	absent float64    // log odds for yes of a question with none of their words
}

// countSides counts the sides of all items.
func (ix *Index) countSides() {
	for i := range ix.asks {
		if side, ok := sideOf(ix.asks[i].Kind); ok {
			ix.items[ix.asks[i].item].sides.ways[side] += float64(ix.asks[i].ways)
		}
	}
	for f, postings := range ix.inAsks {
		if ix.stems[f] == "" {
			continue // a group: its words count
		}
		for len(postings) > 0 {
			n := ix.asks[postings[0].ask].item
			it := &ix.items[n]
			var count [2]float64
			for len(postings) > 0 && ix.asks[postings[0].ask].item == n {
				if side, ok := sideOf(ix.asks[postings[0].ask].Kind); ok {
					count[side] += float64(postings[0].count)
				}
				postings = postings[1:]
			}
			if it.sides.ways[0] > 0 && it.sides.ways[1] > 0 && count[0]+count[1] > 0 {
				_, absent := it.sides.odds(count)
				it.sides.absent += absent
			}
		}
	}
}

// odds returns the log odds for yes of a word that so many ways of each side
// hold: where the question holds it, and where it does not.
func (s *sides) odds(count [2]float64) (present, absent float64) {
	yes := min((count[0]+0.5)/(s.ways[0]+1), 0.95)
	no := min((count[1]+0.5)/(s.ways[1]+1), 0.95)
	return math.Log(yes / no), math.Log((1 - yes) / (1 - no))
}

// polarity is the log odds that the answer is yes rather than no, by how the
// item's ways of asking divide (naive Bayes), and by the most alike of each.
func (ix *Index) polarity(s *scratch, it *item) float64 {
	var best [2]float64
	var only [2]bool // of the most alike way of each side
	for a := it.firstAsk; a < it.firstAsk+it.asks; a++ {
		if side, ok := sideOf(ix.asks[a].Kind); ok {
			if w := s.way[a]; w >= 0 && s.best[a] > best[side] {
				best[side], only[side] = s.best[a], ix.ways[w].only
			}
		}
	}
	odds := likePolarity*(best[0]-best[1]) + it.sides.absent
	if only[0] != s.only {
		odds -= onlyPolarity
	}
	if only[1] != s.only {
		odds += onlyPolarity
	}
	for i := range s.terms {
		t := &s.terms[i]
		if t.exact < 0 {
			continue
		}
		var count [2]float64
		for _, p := range ix.inAsks[t.exact] {
			if p.ask < it.firstAsk || p.ask >= it.firstAsk+it.asks {
				continue
			}
			if side, ok := sideOf(ix.asks[p.ask].Kind); ok {
				count[side] += float64(p.count)
			}
		}
		if count[0]+count[1] > 0 {
			present, absent := it.sides.odds(count)
			odds += present - absent
		}
	}
	return odds
}

// sideOf returns 0 for a yes ask, 1 for a no ask.
func sideOf(k knowledge.AskKind) (int, bool) {
	switch k {
	case knowledge.Yes:
		return 0, true
	case knowledge.No:
		return 1, true
	}
	return 0, false
}
