package match

// How much of a term an ask explains, by where the term is found.
const (
	inCore      = 0.9 // the item's own texts
	inCoreGroup = 0.7
	inOther     = 0.6 // the item's other asks
	inOtherGrp  = 0.45
)

// smoothing is how many ways' worth of the whole base an ask's words are mixed
// with.
const smoothing = 3

// coverage computes, by ask, how much of the question it explains and how
// typical the question's words are for it.
func (ix *Index) coverage(s *scratch, total float64) {
	for i := range s.terms {
		t := &s.terms[i]
		share := t.weight / total
		if !t.known() {
			s.novel = max(s.novel, t.weight/ix.maxIDF)
			continue
		}
		clear(s.own)
		clear(s.all)
		clear(s.odds)
		if t.exact >= 0 {
			ix.explain(s, t.exact, 1, inCore, inOther)
		}
		for _, g := range t.groups {
			ix.explain(s, g, inGroup, inCoreGroup, inOtherGrp)
		}
		if t.focus {
			copy(s.focus, s.own)
			s.hasFocus = true
		}
		for a := range s.own {
			if s.all[a] == 0 {
				s.stray[a] += share
				s.alien[a] = max(s.alien[a], t.weight/ix.maxIDF)
				continue
			}
			s.coverAll[a] += s.all[a] * share
			s.typical[a] += s.odds[a]
		}
	}
	for a := range s.typical {
		s.typical[a] /= float64(len(s.terms))
	}
}

// explain raises what the asks and items that hold a feature explain of the
// current term.
func (ix *Index) explain(s *scratch, f int32, way, core, other float64) {
	for _, p := range ix.inAsks[f] {
		s.own[p.ask] = max(s.own[p.ask], way)
		s.all[p.ask] = max(s.all[p.ask], way)
		s.odds[p.ask] = max(s.odds[p.ask], way*p.odds)
	}
	for _, n := range ix.inCores[f] {
		ix.raise(s, n, core)
	}
	for _, n := range ix.inItems[f] {
		ix.raise(s, n, other)
	}
}

func (ix *Index) raise(s *scratch, n int32, by float64) {
	it := &ix.items[n]
	for a := it.firstAsk; a < it.firstAsk+it.asks; a++ {
		s.all[a] = max(s.all[a], by)
	}
}
