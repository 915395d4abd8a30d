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

// polarity is the log odds that the answer is yes rather than no, by how the
// item's ways of asking divide.
func (ix *Index) polarity(s *scratch, it *item) float64 {
	var n, best [2]float64
	for a := it.firstAsk; a < it.firstAsk+it.asks; a++ {
		if side, ok := sideOf(ix.asks[a].Kind); ok {
			n[side] += float64(ix.asks[a].ways)
			best[side] = max(best[side], s.best[a])
		}
	}
	odds := likePolarity * (best[0] - best[1])
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
		odds += math.Log((count[0]+0.5)/(n[0]+1)) - math.Log((count[1]+0.5)/(n[1]+1))
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
