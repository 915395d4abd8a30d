package match

import (
	"math"
	"sync"

	"dragoman/core/lexicon"
	"dragoman/core/query"
	"dragoman/knowledge"
)

// Index is a base made ready for matching.
type Index struct {
	base     *knowledge.Base
	byStem   map[string]int32
	byGroup  []int32 // 0 for none, else feature+1
	byEntity map[string]int32
	stems    []string  // by feature; "" for a thesaurus group
	idf      []float64 // by feature: how much it tells items apart
	share    []float64 // by feature: the share of ways that hold it
	maxIDF   float64

	items []item
	asks  []ask
	ways  []way

	inWays  [][]int32   // feature -> ways that hold it, ascending
	inAsks  [][]posting // feature -> asks with ways or an answer that hold it
	inCores [][]int32   // feature -> items whose own texts hold it
	inItems [][]int32   // feature -> items that hold it anywhere

	relations relations
	byWording map[uint64]int32 // the ask of a way, by its words
	askIndex  map[*knowledge.Ask]int32
	itemIndex map[string]int32
	scratch   sync.Pool

	passages *passages // of an extracted base, in place of the above
}

// posting is an ask and how many of its ways hold a feature.
type posting struct {
	ask   int32
	count int32
	odds  float64 // log odds for the ask of a question that holds the feature
}

type item struct {
	*knowledge.Item
	entities names // that its own texts and fields name
	ordered  []string
	days     []string // that its own texts name
	quoted   string   // the stems of its quoted passages, spaces between and around
	firstAsk int32
	asks     int32
	sides    sides
	nearest  int32 // of an unsaid item: index of the nearest item, or -1
}

type ask struct {
	*knowledge.Ask
	item     int32
	ways     int32
	entities names // that its ways and answer name
	ordered  []string
	days     []string
	kind     query.Kind            // of an unsaid item: the kind its ways share, or Any
	measures [query.Share + 1]bool // quantities that its ways ask for
}

type way struct {
	ask     int32
	kind    query.Kind
	denied  bool
	only    bool
	passive bool
	weight  float64
	terms   []int32 // features
}

// names is a small set of entity ids.
type names []string

func (n names) has(id string) bool {
	for _, have := range n {
		if have == id {
			return true
		}
	}
	return false
}

func (n *names) add(ids ...string) {
	for _, id := range ids {
		if id != "" && !n.has(id) {
			*n = append(*n, id)
		}
	}
}

// NewIndex returns an index of the base. The analyzer must be new, and not yet
// shared: it learns the base's words.
func NewIndex(base *knowledge.Base, an *query.Analyzer) *Index {
	if base.Story().Extracted {
		return &Index{base: base, passages: newPassages(base, an)}
	}
	items := base.Items()
	ix := &Index{
		base:      base,
		byStem:    make(map[string]int32, 8000),
		byGroup:   make([]int32, lexicon.GroupCount()),
		byEntity:  make(map[string]int32),
		relations: newRelations(base),
		byWording: make(map[uint64]int32, 20000),
		askIndex:  make(map[*knowledge.Ask]int32),
		itemIndex: make(map[string]int32, len(items)),
	}
	read, vocabulary, ok := restore(base)
	if ok {
		an.Learn(vocabulary)
	} else {
		read, _ = understand(base, an) // which has the analyzer learn
	}
	for i := range items {
		read = ix.addItem(&items[i], read)
	}
	for i := range ix.items {
		ix.items[i].nearest = -1
		if n, ok := ix.itemIndex[ix.items[i].Nearest]; ok {
			ix.items[i].nearest = n
		}
	}
	ix.weigh()
	ix.countSides()
	ix.scratch.New = func() any { return newScratch(ix) }
	return ix
}

// weigh computes how much each feature tells items apart.
func (ix *Index) weigh() {
	n := float64(len(ix.items))
	ix.idf = make([]float64, len(ix.inItems))
	ix.share = make([]float64, len(ix.inWays))
	for f, items := range ix.inItems {
		ix.idf[f] = math.Log(1 + n/(1+float64(len(items))))
		ix.maxIDF = max(ix.maxIDF, ix.idf[f])
	}
	for f, ways := range ix.inWays {
		ix.share[f] = (float64(len(ways)) + 0.5) / (float64(len(ix.ways)) + 1)
	}
	for f, postings := range ix.inAsks {
		share := ix.share[f]
		for i := range postings {
			p := &postings[i]
			p.odds = math.Log((float64(p.count) + smoothing*share) / (float64(ix.asks[p.ask].ways) + smoothing) / share)
		}
	}
	for i := range ix.ways {
		w := &ix.ways[i]
		for _, f := range w.terms {
			w.weight += ix.idf[f]
		}
	}
}

// unknownWeight is the weight of a word that the base does not use: the rarer
// in English, the more it tells.
func (ix *Index) unknownWeight(form string) float64 {
	switch lexicon.Commonness(form) {
	case 1:
		return 0.45 * ix.maxIDF
	case 2:
		return 0.6 * ix.maxIDF
	case 3, 4, 5:
		return 0.7 * ix.maxIDF
	default:
		return 0.8 * ix.maxIDF
	}
}

// Knows tells whether the base lists the very words of a question.
func (ix *Index) Knows(q *query.Query) bool {
	if ix.passages != nil {
		_, ok := ix.passages.byWording[wording(q)]
		return ok
	}
	_, ok := ix.byWording[wording(q)]
	return ok
}

// AnswerEntities returns the entities that the answer of an ask of the base
// names, in order; none when the ask has no answer of its own.
func (ix *Index) AnswerEntities(a *knowledge.Ask) []string {
	if ix.passages != nil {
		return ix.passages.answerEntities(a)
	}
	if n, ok := ix.askIndex[a]; ok && a.Answer != "" {
		return ix.asks[n].ordered
	}
	return nil
}

// GistEntities returns the entities that the gist of an item names, in order.
func (ix *Index) GistEntities(id string) []string {
	if ix.passages != nil {
		return ix.passages.index.Entities(id)
	}
	if n, ok := ix.itemIndex[id]; ok {
		return ix.items[n].ordered
	}
	return nil
}

// Uses tells whether the base uses a word or one that means the same.
func (ix *Index) Uses(t query.Term) bool {
	if ix.passages != nil {
		return ix.passages.index.Uses(t)
	}
	if _, ok := ix.byStem[t.Stem]; ok {
		return true
	}
	for _, g := range t.Groups {
		if ix.byGroup[g] > 0 {
			return true
		}
	}
	return false
}
