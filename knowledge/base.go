package knowledge

import (
	"cmp"
	"crypto/sha256"
	"slices"
	"time"
)

// Base is what one story says. It is immutable; its methods may be called
// concurrently. The slices it returns are shared and must not be changed.
type Base struct {
	story      Story
	paragraphs []string
	entities   []Entity
	items      []Item    // the last of them outdated
	outdated   int       // how many are
	articles   []Article // by day, at least one

	entityByID map[string]int
	itemByID   map[string]int
	before     map[string][]int // by id of an item: those that it supersedes

	digest   [sha256.Size]byte
	prepared []byte

	// Where things are in the file, for messages; in parallel to entities and
	// items.
	file         string
	paragraphsAt position
	entityAt     []position
	itemAt       []itemPositions
}

// Story returns the story's title, publisher and date.
func (b *Base) Story() Story { return b.story }

// Articles returns the articles that the story consists of, oldest first, at
// least one.
func (b *Base) Articles() []Article { return b.articles }

// Place returns the article that paragraph n (1 to Paragraphs) stands in, and the
// number that it has there, from 1, the headline. For a number out of range it
// returns nil and 0.
func (b *Base) Place(n int) (*Article, int) {
	if n < 1 || n > len(b.paragraphs) {
		return nil, 0
	}
	i, _ := slices.BinarySearchFunc(b.articles, n, func(a Article, n int) int { return cmp.Compare(a.To, n) })
	a := &b.articles[i]
	return a, n - a.From + 1
}

// AsOf returns the day as of which an item holds: that of the newest article
// that it cites; of one that cites none, the story's.
func (b *Base) AsOf(it *Item) time.Time {
	return b.newest(it).Published
}

// newest returns the newest article that an item cites; of one that cites none, the
// story's newest.
func (b *Base) newest(it *Item) Article {
	if len(it.Cites) == 0 {
		return b.articles[len(b.articles)-1]
	}
	a, _ := b.Place(it.Cites[len(it.Cites)-1])
	return *a
}

// Paragraphs returns the number of paragraphs of the story, of all its articles
// together; they are numbered from 1, the headline of the first.
func (b *Base) Paragraphs() int { return len(b.paragraphs) }

// Label returns the short label of paragraph n (1 to Paragraphs), or "" for a
// number out of range.
func (b *Base) Label(n int) string {
	if n < 1 || n > len(b.paragraphs) {
		return ""
	}
	return b.paragraphs[n-1]
}

// Entities returns all people, organisations, places and groups, in the order
// of the file.
func (b *Base) Entities() []Entity { return b.entities }

// Items returns all events, statements, facts, topics and unsaid items that
// hold, in the order of the file.
func (b *Base) Items() []Item { return b.items[:len(b.items)-b.outdated] }

// Outdated returns the items in whose place newer articles have put others; each
// has SupersededBy set. None of them is among Items.
func (b *Base) Outdated() []Item { return b.items[len(b.items)-b.outdated:] }

// Before returns what an item has taken the place of, and what that had, newest
// first.
func (b *Base) Before(id string) []*Item {
	var found []*Item
	ids := []string{id}
	for i := 0; i < len(ids); i++ {
		for _, n := range b.before[ids[i]] {
			found = append(found, &b.items[n])
			ids = append(ids, b.items[n].ID)
		}
	}
	slices.SortStableFunc(found, func(x, y *Item) int { return b.AsOf(y).Compare(b.AsOf(x)) })
	return found
}

// Digest identifies the file that the base was read from.
func (b *Base) Digest() [sha256.Size]byte { return b.digest }

// Prepared returns what the bot worked out of an embedded story beforehand, for
// its own use, or nil.
func (b *Base) Prepared() []byte { return b.prepared }

// Entity returns the entity with the given id.
func (b *Base) Entity(id string) (*Entity, bool) {
	i, ok := b.entityByID[id]
	if !ok {
		return nil, false
	}
	return &b.entities[i], true
}

// Item returns the item with the given id, outdated ones too.
func (b *Base) Item(id string) (*Item, bool) {
	i, ok := b.itemByID[id]
	if !ok {
		return nil, false
	}
	return &b.items[i], true
}

// Statements returns what the entity with the given id said and what still
// holds, in the order of the paragraphs.
func (b *Base) Statements(speaker string) []*Item {
	var said []*Item
	items := b.Items()
	for i := range items {
		if it := &items[i]; it.Kind == Statement && it.By == speaker {
			said = append(said, it)
		}
	}
	slices.SortStableFunc(said, func(x, y *Item) int { return x.Cites[0] - y.Cites[0] })
	return said
}
