package match

// scratch is the working memory of one search.
type scratch struct {
	terms []term
	hits  []candidate

	waySum  []float64 // of the ways in touched
	waySeen []uint32  // the last term that counted for a way, as a tick
	touched []int32
	tick    uint32

	// By ask.
	best, next, third []float64 // likeness of the most alike ways
	way               []int32   // the most alike way, or -1
	own, all, odds    []float64 // of the current term
	coverAll          []float64 // share of the question that the ask and its item explain
	typical           []float64
	stray, alien      []float64
	focus             []float64
	hasFocus          bool
	only              bool    // the question says "only"
	same              int32   // the ask with a way of the very words of the question, or -1
	least             float64 // likeness from which an ask is looked at
	novel             float64
}

func newScratch(ix *Index) *scratch {
	n := len(ix.asks)
	s := &scratch{waySum: make([]float64, len(ix.ways)), waySeen: make([]uint32, len(ix.ways)), way: make([]int32, n)}
	for _, field := range s.perAsk() {
		*field = make([]float64, n)
	}
	return s
}

func (s *scratch) perAsk() []*[]float64 {
	return []*[]float64{
		&s.best, &s.next, &s.third, &s.own, &s.all, &s.odds, &s.coverAll, &s.typical,
		&s.stray, &s.alien, &s.focus,
	}
}

// reset forgets the last search.
func (s *scratch) reset() {
	s.terms, s.hits, s.touched = s.terms[:0], s.hits[:0], s.touched[:0]
	for _, field := range s.perAsk() {
		clear(*field)
	}
	for i := range s.way {
		s.way[i] = -1
	}
	s.hasFocus, s.novel = false, 0
	if s.tick > 1<<31 {
		clear(s.waySeen)
		s.tick = 0
	}
}
