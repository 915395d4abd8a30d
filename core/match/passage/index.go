package passage

import (
	"math"
	"slices"
	"strings"
	"sync"

	"dragoman/core/lexicon"
	"dragoman/core/lexicon/vectors"
	"dragoman/core/query"
	"dragoman/knowledge"
)

// Index is the sentences of a story made ready for search.
type Index struct {
	base       *knowledge.Base
	words      []word
	byKey      map[string]int32   // of words, by form; of phrases, by their stems
	postings   [][]int32          // word -> passages that hold it, ascending
	byEntity   map[string][]int32 // likewise
	byStem     map[string][]int32
	passages   []passage
	paragraphs map[int]run
	byItem     map[string]int32
	neighbours neighbours
	longest    int // words of a phrase that words may stand for
	scratch    sync.Pool
}

// passage is a sentence of the story.
type passage struct {
	item      *knowledge.Item
	paragraph int
	words     []int32 // in order; comma for a mark
	content   []content
	entities  []string // that it names, or is known to be about, in order
	named     int      // how many of entities its words name
	days      []string
	refers    bool // begins with a pronoun: it goes on about the sentence before
	ways      []way
	roles     []int32 // words of the roles of those that it names
	norm      float64 // of the weighted sum of the vectors of its words
}

// comma stands for a comma, a dash and the like in a passage's words.
const comma = -1

// content is a word that carries meaning, and where it stands.
type content struct{ word, at int32 }

// way is a question that the passage is known to answer.
type way struct {
	ask   int
	kind  query.Kind
	stems []string
}

// run is the passages from, up to, but not including, to.
type run struct{ from, to int32 }

// headline is the number of the paragraph that is the headline.
const headline = 1

// NewIndex returns an index of the items of a base; read gives the clauses of a
// gist or a way of asking as the analyzer understands them.
func NewIndex(base *knowledge.Base, read func(text string) []query.Query) *Index {
	ix := &Index{
		base: base, byKey: make(map[string]int32), byEntity: make(map[string][]int32),
		byStem: make(map[string][]int32), paragraphs: make(map[int]run), byItem: make(map[string]int32),
		longest: lexicon.LongestKind(),
	}
	items := base.Items()
	var cases []letterCase
	for i := range items {
		cases = ix.add(&items[i], read, cases)
	}
	for i := range ix.words {
		w := &ix.words[i]
		if c := cases[i]; c.upper && !c.lower && !w.is(weekday|month) {
			w.marks |= proper
		}
		w.weight = weight(len(ix.postings[i]), len(ix.passages), w.vector.Rank())
	}
	for i := range ix.passages {
		ix.passages[i].norm = math.Sqrt(max(0, ix.product(ix.passages[i].content)))
	}
	ix.neighbours = newNeighbours(ix.words)
	ix.scratch.New = func() any { return newScratch(ix) }
	return ix
}

// letterCase tells how a word is written within sentences.
type letterCase struct{ lower, upper bool }

func (ix *Index) add(it *knowledge.Item, read func(string) []query.Query, cases []letterCase) []letterCase {
	n := int32(len(ix.passages))
	p := passage{item: it}
	if len(it.Cites) > 0 {
		p.paragraph = it.Cites[0]
	}
	for _, q := range read(it.Gist) {
		at := int32(len(p.words))
		for i, w := range q.Words {
			if w.Stem == "" {
				p.words = append(p.words, comma)
				continue
			}
			id := ix.word(w.Form, w.Stem)
			p.words = append(p.words, id)
			if ix.words[id].tells() {
				p.content = append(p.content, content{id, at + int32(i)})
			}
			for len(cases) < len(ix.words) {
				cases = append(cases, letterCase{})
			}
			if c := &cases[id]; p.paragraph != headline && (!w.Caps || i > 0) {
				c.upper, c.lower = c.upper || w.Caps, c.lower || !w.Caps
			}
		}
		for _, t := range q.Terms {
			if t.Words > 1 || t.Name {
				p.content = append(p.content, content{ix.phrase(t), at + int32(t.Word)})
			}
		}
		for _, m := range q.Mentions {
			p.entities = appendNew(p.entities, m.Entity)
		}
		p.days = append(p.days, q.Days...)
	}
	for _, w := range p.words[:min(len(p.words), refersWithin)] {
		p.refers = p.refers || w >= 0 && refersBack[ix.words[w].form]
	}
	p.named = len(p.entities)
	for _, id := range slices.Concat([]string{it.By, it.To, it.Where}, it.Who, it.About) {
		if _, ok := ix.base.Entity(id); ok {
			p.entities = appendNew(p.entities, id)
		}
	}
	for _, id := range p.entities {
		e, _ := ix.base.Entity(id)
		if e.Kind != knowledge.Person {
			continue
		}
		for _, r := range e.Roles {
			for _, t := range strings.Fields(strings.ToLower(r.Title)) {
				form := strings.Trim(t, ",.’'")
				if form != "" && !lexicon.Function(form) {
					p.roles = append(p.roles, ix.word(form, lexicon.Stem(form)))
				}
			}
		}
	}
	for a := range it.Asks {
		for _, text := range it.Asks[a].Ways {
			p.addWay(a, read(text))
		}
	}
	ix.file(&p, n)
	ix.passages = append(ix.passages, p)
	for len(cases) < len(ix.words) {
		cases = append(cases, letterCase{})
	}
	return cases
}

// file puts a passage where it is found again.
func (ix *Index) file(p *passage, n int32) {
	for _, c := range p.content {
		ix.postings[c.word] = post(ix.postings[c.word], n)
		s := ix.words[c.word].stem
		ix.byStem[s] = post(ix.byStem[s], n)
	}
	for _, id := range p.entities {
		ix.byEntity[id] = post(ix.byEntity[id], n)
	}
	switch r, ok := ix.paragraphs[p.paragraph]; {
	case !ok:
		ix.paragraphs[p.paragraph] = run{n, n + 1}
	case r.to == n:
		ix.paragraphs[p.paragraph] = run{r.from, n + 1}
	}
	ix.byItem[p.item.ID] = n
}

var refersBack = set(`he she it they his her its their him them this these that those`)

// refersWithin is how many words at the beginning may refer back.
const refersWithin = 4

func (p *passage) addWay(ask int, clauses []query.Query) {
	w := way{ask: ask}
	for _, q := range clauses {
		w.kind = q.Kind
		for _, t := range q.Terms {
			w.stems = append(w.stems, t.Stem)
		}
		for _, id := range q.Entities() {
			w.stems = append(w.stems, "entity:"+id)
		}
	}
	if len(w.stems) > 0 {
		p.ways = append(p.ways, w)
	}
}

// word returns the number of a word form, making it when it is new.
func (ix *Index) word(form, stem string) int32 {
	id, ok := ix.byKey[form]
	if !ok {
		id = ix.newWord(form, newWord(form, stem, lexicon.Groups(stem)))
	}
	return id
}

// phrase returns the number of a phrase or a name of several words.
func (ix *Index) phrase(t query.Term) int32 {
	key := " " + t.Stem
	id, ok := ix.byKey[key]
	if !ok {
		id = ix.newWord(key, word{form: t.Form, stem: t.Stem, groups: t.Groups, marks: literal})
	}
	return id
}

func (ix *Index) newWord(key string, w word) int32 {
	id := int32(len(ix.words))
	ix.byKey[key] = id
	ix.words = append(ix.words, w)
	ix.postings = append(ix.postings, nil)
	return id
}

// product is the square of the length of the weighted sum of the vectors of
// words.
func (ix *Index) product(content []content) float64 {
	sum := 0.0
	for i, x := range content {
		v := &ix.words[x.word]
		sum += v.weight * v.weight
		for _, y := range content[:i] {
			w := &ix.words[y.word]
			sum += 2 * v.weight * w.weight * vectors.Similarity(v.vector, w.vector)
		}
	}
	return sum
}

func post(list []int32, n int32) []int32 {
	if k := len(list); k > 0 && list[k-1] == n {
		return list
	}
	return append(list, n)
}

func appendNew(ids []string, id string) []string {
	if slices.Contains(ids, id) {
		return ids
	}
	return append(ids, id)
}

// Entities returns the entities that the text of an item names, in order.
func (ix *Index) Entities(item string) []string {
	n, ok := ix.byItem[item]
	if !ok {
		return nil
	}
	p := &ix.passages[n]
	return p.entities[:p.named]
}

// Uses tells whether the story uses a word or one that means the same.
func (ix *Index) Uses(t query.Term) bool {
	if len(ix.byStem[t.Stem]) > 0 {
		return true
	}
	u := unit{word: newWord(t.Form, t.Stem, t.Groups), instead: []map[string]float64{lexicon.Particulars(t.Stem)}}
	for _, w := range ix.near(&u, nil) {
		if w.alike >= sameKind {
			return true
		}
	}
	return false
}
