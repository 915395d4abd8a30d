package match

import (
	"dragoman/core/query"
	"dragoman/knowledge"
)

// compatible is how well an ask serves a question of a kind, 0 to 1.
func compatible(q query.Kind, as *ask, item knowledge.ItemKind) float64 {
	if item != knowledge.Unsaid {
		return kinds[q][as.Kind]
	}
	switch as.kind {
	case query.Any, q:
		return 1
	case query.Who:
		return max(kinds[q][knowledge.Who], 0.8)
	case query.When:
		return kinds[q][knowledge.WhenAsk]
	case query.Where:
		return kinds[q][knowledge.WhereAsk]
	case query.Why:
		return kinds[q][knowledge.Why]
	default:
		return kinds[q][knowledge.HowMany]
	}
}

// kinds[question][ask], in the order of the constants of both packages. Set by
// hand: "when", "where", "why" and "how many" must be answered in kind, "what"
// and "who" less strictly.
var kinds = [...][9]float64{
	//                what  who   when  where why   how   many  yes   no
	query.Any:     {1, 1, 1, 1, 1, 1, 1, 0.95, 0.95},
	query.What:    {1, 0.9, 0.75, 0.85, 0.85, 0.9, 0.75, 0.8, 0.8},
	query.Who:     {0.85, 1, 0.5, 0.6, 0.6, 0.6, 0.6, 0.7, 0.7},
	query.When:    {0.6, 0.45, 1, 0.45, 0.4, 0.45, 0.65, 0.45, 0.45},
	query.Where:   {0.65, 0.5, 0.45, 1, 0.4, 0.55, 0.4, 0.45, 0.45},
	query.Why:     {0.65, 0.45, 0.35, 0.35, 1, 0.55, 0.35, 0.55, 0.55},
	query.How:     {0.9, 0.7, 0.55, 0.65, 0.7, 1, 0.7, 0.65, 0.65},
	query.HowMany: {0.55, 0.5, 0.55, 0.35, 0.35, 0.4, 1, 0.45, 0.45},
	query.YesNo:   {0.8, 0.75, 0.75, 0.7, 0.7, 0.7, 0.75, 1, 1},
	query.Choice:  {1, 0.95, 0.9, 0.9, 0.8, 1, 0.9, 0.9, 0.9},
	query.List:    {0.95, 1, 0.7, 0.7, 0.7, 0.7, 0.8, 0.6, 0.6},
}

// serves is how well the best ask of item n serves a question of a kind.
func (ix *Index) serves(k query.Kind, n int32) float64 {
	best := 0.0
	it := &ix.items[n]
	for a := it.firstAsk; a < it.firstAsk+it.asks; a++ {
		best = max(best, kinds[k][ix.asks[a].Kind])
	}
	return best
}
