package knowledge

import (
	"fmt"
	"slices"
)

// Draft is a base in the making, by a program that has read an article, or
// several.
type Draft struct {
	Story      Story
	Articles   []Article // oldest first; nil for one, which Story names
	Paragraphs []string  // labels, from the headline on, of all articles
	Entities   []Entity
	Items      []Item // those that are outdated, if any, come last
}

// New makes a base of a draft, which it keeps. Its error tells of an id that is
// missing, given twice or referred to without being there, and of a paragraph
// that does not exist or is in no article.
func New(d Draft) (*Base, error) {
	b := &Base{
		story: d.Story, paragraphs: d.Paragraphs, entities: d.Entities, items: d.Items, articles: d.Articles,
		entityByID: make(map[string]int, len(d.Entities)),
		itemByID:   make(map[string]int, len(d.Items)),
		entityAt:   make([]position, len(d.Entities)),
		itemAt:     make([]itemPositions, len(d.Items)),
	}
	if b.articles == nil {
		b.articles = whole(b.story, len(b.paragraphs))
	}
	if err := b.inArticles(); err != nil {
		return nil, err
	}
	for i := range b.items {
		b.itemAt[i].quotes = make([]position, len(b.items[i].Quotes))
		b.itemAt[i].asks = make([]askPositions, len(b.items[i].Asks))
	}
	for i := range b.entities {
		if err := enter(b.entityByID, b.entities[i].ID, i); err != nil {
			return nil, err
		}
	}
	for i := range b.items {
		if err := enter(b.itemByID, b.items[i].ID, i); err != nil {
			return nil, err
		}
	}
	for i := range b.entities {
		e := &b.entities[i]
		ids := slices.Concat([]string{e.Side}, e.Members)
		for _, r := range e.Roles {
			ids = append(ids, r.Of)
		}
		if err := b.hold(e.ID, ids, e.Cites); err != nil {
			return nil, err
		}
	}
	for i := range b.items {
		it := &b.items[i]
		if err := b.hold(it.ID, slices.Concat([]string{it.By}, it.Who, it.About), slices.Concat(it.Cites, it.Earlier)); err != nil {
			return nil, err
		}
	}
	return b, b.orderVersions()
}

// inArticles tells whether each paragraph is in one of the articles, and these
// are in order.
func (b *Base) inArticles() error {
	last := Article{}
	for _, a := range b.articles {
		if a.From != last.To+1 || a.To < a.From || a.Published.Before(last.Published) {
			return fmt.Errorf("the article %q is not where it belongs in a draft", a.Title)
		}
		last = a
	}
	if last.To != len(b.paragraphs) {
		return fmt.Errorf("the articles of a draft have %d paragraphs of %d", last.To, len(b.paragraphs))
	}
	return nil
}

// orderVersions notes which items are outdated by which.
func (b *Base) orderVersions() error {
	b.before = make(map[string][]int)
	for i := range b.items {
		it := &b.items[i]
		if it.SupersededBy == "" {
			if b.outdated > 0 {
				return fmt.Errorf("%q holds, and comes after outdated items of a draft", it.ID)
			}
			continue
		}
		by, ok := b.itemByID[it.SupersededBy]
		if !ok || !b.newest(&b.items[by]).NewerThan(b.newest(it)) {
			return fmt.Errorf("%q is superseded by %q, which is no newer item of the draft", it.ID, it.SupersededBy)
		}
		b.outdated++
		b.before[it.SupersededBy] = append(b.before[it.SupersededBy], i)
	}
	return nil
}

func enter(byID map[string]int, id string, i int) error {
	if id == "" {
		return fmt.Errorf("number %d of a draft has no id", i+1)
	}
	if _, taken := byID[id]; taken {
		return fmt.Errorf("%q is twice in a draft", id)
	}
	byID[id] = i
	return nil
}

// hold tells whether the entities and the paragraphs that id refers to exist.
func (b *Base) hold(id string, entities []string, cites []int) error {
	for _, e := range entities {
		if _, ok := b.entityByID[e]; e != "" && !ok {
			return fmt.Errorf("%q refers to %q, which is not in the draft", id, e)
		}
	}
	for _, n := range cites {
		if n < 1 || n > len(b.paragraphs) {
			return fmt.Errorf("%q cites paragraph %d of %d", id, n, len(b.paragraphs))
		}
	}
	return nil
}
