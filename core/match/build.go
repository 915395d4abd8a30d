package match

import (
	"hash/fnv"
	"slices"
	"strings"

	"dragoman/core/query"
	"dragoman/core/text"
	"dragoman/knowledge"
)

// parsed is a text of the base, understood.
type parsed struct {
	terms    []parsedTerm
	entities []string
	days     []string
	quoted   []string
	kind     query.Kind
	measure  query.Measure
	denied   bool
	only     bool
	passive  bool
	wording  uint64
}

// parsedTerm is what the index needs of a term.
type parsedTerm struct {
	stem   string
	groups []query.Group
	phrase bool // of several words, and no name: found by each of them, too
}

// textsOf lists all texts of the items, in the order in which addItem takes
// them.
func textsOf(items []knowledge.Item) []string {
	var texts []string
	for i := range items {
		texts = append(texts, ownTexts(&items[i])...)
		for _, a := range items[i].Asks {
			texts = append(texts, a.Answer, a.Ground)
			texts = append(texts, a.Ways...)
		}
	}
	return texts
}

// ownTexts are the texts in which an item says what it says, its gist first.
func ownTexts(it *knowledge.Item) []string {
	return append([]string{it.Gist, it.What, it.Name}, it.Quotes...)
}

func parse(an *query.Analyzer, clauses []text.Clause) parsed {
	var p parsed
	for i, c := range clauses {
		q := an.Read(c)
		if p.terms == nil {
			p.terms = make([]parsedTerm, 0, len(q.Terms))
		}
		for _, t := range q.Terms {
			p.terms = append(p.terms, parsedTerm{stem: t.Stem, groups: t.Groups, phrase: t.Words > 1 && !t.Name})
		}
		for _, m := range q.Mentions {
			p.entities = append(p.entities, m.Entity)
		}
		p.days = append(p.days, q.Days...)
		p.quoted = append(p.quoted, q.Quoted...)
		if i == len(clauses)-1 || p.kind == query.Any {
			p.kind = q.Kind
		}
		p.measure = max(p.measure, q.Measure)
		p.wording = p.wording*31 + wording(&q)
		p.denied = p.denied || q.Denied
		p.only = p.only || q.Only
		for _, w := range q.Words {
			p.passive = p.passive || w.Form == "by"
		}
	}
	return p
}

// addItem adds an item and returns what is left of the parsed texts.
func (ix *Index) addItem(it *knowledge.Item, read []parsed) []parsed {
	n := int32(len(ix.items))
	in := item{Item: it, firstAsk: int32(len(ix.asks)), asks: int32(len(it.Asks))}
	for _, id := range slices.Concat([]string{it.By, it.To, it.Where}, it.Who, it.About) {
		if e, ok := ix.base.Entity(id); ok {
			in.entities.add(e.ID)
			in.entities.add(e.Members...)
			if e.Kind != knowledge.Place {
				in.entities.add(ix.relations.root[e.ID])
			}
		}
	}
	own := len(ownTexts(it))
	for i, p := range read[:own] {
		for _, t := range p.terms {
			for _, f := range ix.termFeatures(nil, t) {
				post(ix.inCores, f, n)
				post(ix.inItems, f, n)
			}
		}
		if len(p.quoted) > 0 {
			in.quoted += " " + strings.Join(p.quoted, " ") + " "
		}
		in.entities.add(p.entities...)
		in.days = append(in.days, p.days...)
		if i == 0 {
			in.ordered = p.entities
		}
	}
	for _, e := range in.entities {
		f := ix.entityFeature(e)
		post(ix.inCores, f, n)
		post(ix.inItems, f, n)
	}
	ix.items = append(ix.items, in)
	ix.itemIndex[it.ID] = n
	read = read[own:]
	for k := range it.Asks {
		read = ix.addAsk(&it.Asks[k], n, read)
	}
	return read
}

func (ix *Index) addAsk(a *knowledge.Ask, n int32, read []parsed) []parsed {
	id := int32(len(ix.asks))
	as := ask{Ask: a, item: n, ways: int32(len(a.Ways)), ordered: read[0].entities}
	for _, p := range read[:2] { // its answer and ground
		as.entities.add(p.entities...)
		as.days = append(as.days, p.days...)
		for _, t := range p.terms {
			for _, f := range ix.termFeatures(nil, t) {
				postAsk(ix.inAsks, f, id)
				post(ix.inItems, f, n)
			}
		}
	}
	read = read[2:]
	for _, p := range read[:len(a.Ways)] {
		as.entities.add(p.entities...)
		as.days = append(as.days, p.days...)
		as.measures[p.measure] = true
		ix.addWay(p, id, n)
	}
	if ix.items[n].Kind == knowledge.Unsaid {
		as.kind = commonKind(ix.ways[len(ix.ways)-len(a.Ways):])
	}
	ix.asks = append(ix.asks, as)
	ix.askIndex[a] = id
	return read[len(a.Ways):]
}

func (ix *Index) addWay(p parsed, ask, item int32) {
	n := int32(len(ix.ways))
	w := way{ask: ask, kind: p.kind, denied: p.denied, only: p.only, passive: p.passive, terms: make([]int32, 0, len(p.terms)+len(p.entities))}
	note := func(f int32) {
		post(ix.inWays, f, n)
		postAsk(ix.inAsks, f, ask)
		post(ix.inItems, f, item)
	}
	var buf [16]int32
	for _, t := range p.terms {
		fs := ix.termFeatures(buf[:0], t)
		for _, f := range fs {
			note(f)
		}
		w.terms = append(w.terms, fs[0])
	}
	for _, e := range p.entities {
		f := ix.entityFeature(e)
		note(f)
		w.terms = append(w.terms, f)
	}
	ix.ways = append(ix.ways, w)
	if _, taken := ix.byWording[p.wording]; !taken {
		ix.byWording[p.wording] = ask
	}
}

// wording is a hash of the words of a question as settled, marks aside: equal
// for questions of the same words.
func wording(q *query.Query) uint64 {
	h := fnv.New64a()
	for _, w := range q.Words {
		if w.Stem != "" {
			h.Write([]byte(w.Form))
			h.Write([]byte{' '})
		}
	}
	return h.Sum64()
}

// commonKind returns the kind of question that at least two in five ways are,
// if it is one that tells them apart; else Any.
func commonKind(ways []way) query.Kind {
	var counts [query.List + 1]int
	for _, w := range ways {
		counts[w.kind]++
	}
	for _, k := range []query.Kind{query.When, query.Where, query.Why, query.HowMany, query.Who} {
		if counts[k]*5 >= len(ways)*2 {
			return k
		}
	}
	return query.Any
}

// newFeature makes a feature: something that a question and an item can have in
// common.
func (ix *Index) newFeature(stem string) int32 {
	ix.inWays = append(ix.inWays, nil)
	ix.inAsks = append(ix.inAsks, nil)
	ix.inCores = append(ix.inCores, nil)
	ix.inItems = append(ix.inItems, nil)
	ix.stems = append(ix.stems, stem)
	return int32(len(ix.stems) - 1)
}

func (ix *Index) stemFeature(stem string) int32 { return ix.named(ix.byStem, stem) }

func (ix *Index) entityFeature(id string) int32 { return ix.named(ix.byEntity, id) }

// named returns the feature of a stem or an entity, making it when it is new.
func (ix *Index) named(features map[string]int32, name string) int32 {
	f, ok := features[name]
	if !ok {
		f = ix.newFeature(name)
		features[name] = f
	}
	return f
}

func (ix *Index) groupFeature(g query.Group) int32 {
	if ix.byGroup[g] == 0 {
		ix.byGroup[g] = ix.newFeature("") + 1
	}
	return ix.byGroup[g] - 1
}

// termFeatures appends the features of a term to fs: its stem first, then its
// groups.
func (ix *Index) termFeatures(fs []int32, t parsedTerm) []int32 {
	fs = append(fs, ix.stemFeature(t.stem))
	if t.phrase {
		// "phone call" is also found by "call".
		for part := range strings.FieldsSeq(t.stem) {
			fs = append(fs, ix.stemFeature(part))
		}
	}
	for _, g := range t.groups {
		fs = append(fs, ix.groupFeature(g))
	}
	return fs
}

func post(lists [][]int32, f, id int32) {
	l := lists[f]
	if len(l) == 0 || l[len(l)-1] != id {
		lists[f] = append(l, id)
	}
}

func postAsk(lists [][]posting, f, id int32) {
	l := lists[f]
	if len(l) == 0 || l[len(l)-1].ask != id {
		lists[f] = append(l, posting{ask: id, count: 1})
		return
	}
	l[len(l)-1].count++
}
