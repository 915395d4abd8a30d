package passage

import (
	"cmp"
	"slices"
)

// scratch is the working memory of one search.
type scratch struct {
	units   []unit
	near    [][]float32 // unit -> word -> how much of the unit it stands for
	held    [][]int32   // unit -> words that stand for some of it
	found   []nearWord
	fillers []filler

	sum     []float64 // passage -> how much of the question it holds, roughly
	unit    []float64 // passage -> the same of the current unit
	touched []int32   // passages with a sum
	current []int32   // passages that hold the current unit
	top     []int32
}

// nearWord is a word of the story that stands for some of a unit.
type nearWord struct {
	word  int32
	alike float64
}

func newScratch(ix *Index) *scratch {
	n := len(ix.passages)
	return &scratch{sum: make([]float64, n), unit: make([]float64, n)}
}

// reset forgets the last search.
func (s *scratch) reset(words int, units []unit) {
	for i, list := range s.held {
		for _, w := range list {
			s.near[i][w] = 0
		}
		s.held[i] = list[:0]
	}
	for _, n := range s.touched {
		s.sum[n] = 0
	}
	s.touched, s.units = s.touched[:0], units
	for len(s.near) < len(units) {
		s.near = append(s.near, make([]float32, words))
		s.held = append(s.held, nil)
	}
}

// set notes how much of unit i a word stands for.
func (s *scratch) set(i int, word int32, alike float64) {
	s.near[i][word] = float32(alike)
	s.held[i] = append(s.held[i], word)
}

// alike is how much of unit i a word stands for.
func (s *scratch) alike(i int, word int32) float64 { return float64(s.near[i][word]) }

// raise notes that a passage holds at least so much of the current unit.
func (s *scratch) raise(n int32, by float64) {
	if s.unit[n] == 0 {
		s.current = append(s.current, n)
	}
	s.unit[n] = max(s.unit[n], by)
}

// settle adds what passages hold of the current unit to their sums.
func (s *scratch) settle() {
	for _, n := range s.current {
		if s.sum[n] == 0 {
			s.touched = append(s.touched, n)
		}
		s.sum[n] += s.unit[n]
		s.unit[n] = 0
	}
	s.current = s.current[:0]
}

// most returns the passages that hold most of the question, at most so many, the
// most first.
func (s *scratch) most(atMost int) []int32 {
	more := func(x, y int32) int {
		return cmp.Or(cmp.Compare(s.sum[y], s.sum[x]), cmp.Compare(x, y))
	}
	top, bar := s.top[:0], 0.0 // the least that may still be among them
	for _, n := range s.touched {
		if s.sum[n] < bar {
			continue
		}
		if top = append(top, n); len(top) == 4*atMost {
			slices.SortFunc(top, more)
			top = top[:atMost]
			bar = s.sum[top[atMost-1]]
		}
	}
	slices.SortFunc(top, more)
	s.top = top
	return top[:min(len(top), atMost)]
}
