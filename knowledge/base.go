package knowledge

import (
	"crypto/sha256"
	"slices"
)

// Base is what one story says. It is immutable; its methods may be called
// concurrently. The slices it returns are shared and must not be changed.
type Base struct {
	story      Story
	paragraphs []string
	entities   []Entity
	items      []Item

	entityByID map[string]int
	itemByID   map[string]int

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

// Paragraphs returns the number of paragraphs of the story; paragraphs are
// numbered from 1, the headline.
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

// Items returns all events, statements, facts, topics and unsaid items, in the
// order of the file.
func (b *Base) Items() []Item { return b.items }

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

// Item returns the item with the given id.
func (b *Base) Item(id string) (*Item, bool) {
	i, ok := b.itemByID[id]
	if !ok {
		return nil, false
	}
	return &b.items[i], true
}

// Statements returns what the entity with the given id said, in the order of
// the paragraphs.
func (b *Base) Statements(speaker string) []*Item {
	var said []*Item
	for i := range b.items {
		if it := &b.items[i]; it.Kind == Statement && it.By == speaker {
			said = append(said, it)
		}
	}
	slices.SortStableFunc(said, func(x, y *Item) int { return x.Cites[0] - y.Cites[0] })
	return said
}
