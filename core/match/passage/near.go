package passage

import (
	"cmp"
	"slices"

	"dragoman/core/lexicon"
	"dragoman/core/lexicon/vectors"
)

// neighbours finds the words of a story that are like another without looking at
// all of them: those of a large story are kept in clusters about some of its
// words, and only the clusters nearest to a word are looked at.
type neighbours struct {
	byStem   map[string][]int32
	byGroup  map[lexicon.Group][]int32
	byNation map[string][]int32
	pivots   []vectors.Vector
	clusters [][]int32 // of words, by pivot
}

// Sizes of the clusters. A story of fewer words than wholeUpTo is one cluster.
const (
	wholeUpTo = 6000
	pivots    = 128
	looked    = 6 // clusters
)

func newNeighbours(words []word) neighbours {
	ns := neighbours{byStem: make(map[string][]int32), byGroup: make(map[lexicon.Group][]int32), byNation: make(map[string][]int32)}
	var meant []int32
	for i := range words {
		w, id := &words[i], int32(i)
		if !w.tells() {
			continue
		}
		ns.byStem[w.stem] = append(ns.byStem[w.stem], id)
		for _, g := range w.groups {
			ns.byGroup[g] = append(ns.byGroup[g], id)
		}
		if w.nation != "" {
			ns.byNation[w.nation] = append(ns.byNation[w.nation], id)
		}
		if w.vector.Rank() > 0 {
			meant = append(meant, id)
		}
	}
	if len(meant) <= wholeUpTo {
		ns.clusters = [][]int32{meant}
		return ns
	}
	// The pivots are spread evenly from common words to rare ones.
	ranked := slices.Clone(meant)
	slices.SortFunc(ranked, func(x, y int32) int { return cmp.Compare(words[x].vector.Rank(), words[y].vector.Rank()) })
	for i := range pivots {
		ns.pivots = append(ns.pivots, words[ranked[i*len(ranked)/pivots]].vector)
	}
	ns.clusters = make([][]int32, pivots)
	for _, id := range meant {
		best, most := 0, -1.0
		for p, v := range ns.pivots {
			if c := vectors.Similarity(v, words[id].vector); c > most {
				best, most = p, c
			}
		}
		ns.clusters[best] = append(ns.clusters[best], id)
	}
	return ns
}

// near returns the words of the story that are like a unit, in the memory of
// found.
func (ix *Index) near(u *unit, found []nearWord) []nearWord {
	ns := &ix.neighbours
	found = found[:0]
	try := func(ids []int32) {
		for _, id := range ids {
			if a := u.alike(&ix.words[id]); a > 0 {
				found = append(found, nearWord{id, a})
			}
		}
	}
	try(ns.byStem[u.stem])
	for _, part := range u.parts {
		try(ns.byStem[part])
	}
	for _, g := range u.groups {
		try(ns.byGroup[g])
	}
	if u.nation != "" {
		try(ns.byNation[u.nation])
	}
	for _, stems := range u.instead {
		for stem := range stems {
			try(ns.byStem[stem])
		}
	}
	if !u.is(literal) && u.vector.Rank() > 0 {
		for _, c := range ns.nearest(u.vector) {
			for _, id := range ns.clusters[c] {
				if a := u.nearTo(&ix.words[id]); a > 0 {
					found = append(found, nearWord{id, a})
				}
			}
		}
	}
	slices.SortFunc(found, func(x, y nearWord) int {
		return cmp.Or(cmp.Compare(x.word, y.word), cmp.Compare(y.alike, x.alike))
	})
	return slices.CompactFunc(found, func(x, y nearWord) bool { return x.word == y.word })
}

// nearest returns the clusters to look at.
func (ns *neighbours) nearest(v vectors.Vector) []int {
	if len(ns.pivots) == 0 {
		return []int{0}
	}
	type cluster struct {
		n    int
		near float64
	}
	var all [pivots]cluster
	for p, o := range ns.pivots {
		all[p] = cluster{p, vectors.Similarity(v, o)}
	}
	slices.SortFunc(all[:], func(x, y cluster) int {
		return cmp.Or(cmp.Compare(y.near, x.near), cmp.Compare(x.n, y.n))
	})
	out := make([]int, looked)
	for i := range out {
		out[i] = all[i].n
	}
	return out
}
