package match

// inGroup is how much of a term a word explains that means the same.
const inGroup = 0.85

// likeness computes, by ask, how alike the question is to its ways: the Dice
// coefficient of their weighted words.
func (ix *Index) likeness(s *scratch, total float64) {
	start := s.tick
	for n := range s.terms {
		t := &s.terms[n]
		s.tick++
		if t.exact >= 0 {
			s.count(ix.inWays[t.exact], start, t.weight)
		}
		for _, g := range t.groups {
			s.count(ix.inWays[g], start, inGroup*t.weight)
		}
	}
	for _, w := range s.touched {
		way := &ix.ways[w]
		like := 2 * s.waySum[w] / (total + max(way.weight, s.waySum[w]))
		a := way.ask
		switch {
		case like > s.best[a]:
			s.third[a], s.next[a], s.best[a], s.way[a] = s.next[a], s.best[a], like, w
		case like > s.next[a]:
			s.third[a], s.next[a] = s.next[a], like
		case like > s.third[a]:
			s.third[a] = like
		}
	}
}

// count adds weight to ways for the current term, once each; start is the tick
// before the search's first term.
func (s *scratch) count(ways []int32, start uint32, weight float64) {
	for _, w := range ways {
		switch seen := s.waySeen[w]; {
		case seen == s.tick:
			continue
		case seen <= start:
			s.touched = append(s.touched, w)
			s.waySum[w] = 0
		}
		s.waySeen[w] = s.tick
		s.waySum[w] += weight
	}
}
