package passage

import (
	"cmp"
	"math"
	"slices"

	"dragoman/core/lexicon"
	"dragoman/core/lexicon/vectors"
)

// How much of a unit of the question a word of the story stands for, by what
// they have in common.
const (
	sameStem   = 1.0
	sameNation = 0.95
	sameGroup  = 0.8 // of the thesaurus
	sameKind   = 0.8 // "politician" in the question, "minister" in the story
	sameOffice = 0.7 // one word of an office, whoever holds it
	leastNear  = 0.25
	nearNames  = 0.7
)

// alike is how much of a unit of the question the word stands for, 0 to 1.
func (u *unit) alike(w *word) float64 {
	switch {
	case !w.tells():
		return 0
	case u.stem == w.stem:
		return sameStem
	case u.nation != "" && u.nation == w.nation:
		return sameNation
	case slices.Contains(u.parts, w.stem):
		if u.office {
			return sameOffice
		}
		return sameStem
	}
	for _, g := range u.groups {
		if slices.Contains(w.groups, g) {
			return sameGroup
		}
	}
	if sure := u.standsFor(w); sure > 0 {
		return max(sameKind*sure, u.nearTo(w))
	}
	return u.nearTo(w)
}

// standsFor is how surely the word may stand for the unit, or for a phrase that the unit
// is part of; 0 for not.
func (u *unit) standsFor(w *word) float64 {
	sure := 0.0
	for _, stems := range u.instead {
		sure = max(sure, stems[w.stem])
	}
	if sure > 0 && lexicon.Opposite(u.stem, w.stem) {
		return 0
	}
	return sure
}

// nearTo is how much of a unit the word stands for by its meaning alone.
func (u *unit) nearTo(w *word) float64 {
	near := nearness(vectors.Similarity(u.vector, w.vector))
	switch {
	case near == 0, u.is(literal), w.is(literal), lexicon.Opposite(u.stem, w.stem):
		return 0
	case w.is(proper):
		return nearNames * near
	}
	return near
}

// nearness is how much of a word another stands for by the cosine of their
// vectors: to the power of 0.75, so that middling ones count.
func nearness(cosine float64) float64 {
	x := (cosine - leastNear) / (1 - leastNear)
	if x <= 0 {
		return 0
	}
	return math.Sqrt(x * math.Sqrt(x))
}

// Bounds of the work for a unit.
const (
	maxNear     = 200  // words of the story that are like it, the most alike
	maxPostings = 3000 // passages that hold them
)

// align finds the words of the story that are like the units of the question,
// and the passages that hold them.
func (ix *Index) align(s *scratch) {
	for i := range s.units {
		u := &s.units[i]
		near := ix.near(u, s.found)
		s.found = near
		slices.SortFunc(near, func(x, y nearWord) int {
			return cmp.Or(cmp.Compare(y.alike, x.alike), cmp.Compare(x.word, y.word))
		})
		near = near[:min(len(near), maxNear)]
		room := maxPostings
		for _, n := range ix.byEntity[u.entity] {
			u.best = sameStem
			s.raise(n, u.weight)
			if room--; room == 0 {
				break
			}
		}
		for _, w := range near {
			u.best = max(u.best, w.alike)
			s.set(i, w.word, w.alike)
			for _, n := range ix.postings[w.word] {
				if room == 0 {
					break
				}
				room--
				s.raise(n, u.weight*w.alike)
			}
		}
		s.settle()
	}
}
