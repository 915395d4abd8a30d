package briefing

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dragoman/knowledge"
)

// inOrder returns the sentences of an article without its headline, as they stand
// in it. A base has those of a paragraph by kind, each kind in order: where there are
// several kinds, the paragraph's label tells which is the first. Of the rest, one that
// refers to the one before comes next if that names somebody, and else what is told
// comes before what is said, and what refers back last.
func inOrder(base *knowledge.Base, a knowledge.Article) []*knowledge.Item {
	items := base.Items()
	items = items[:min(len(items), maxItems)]
	paragraphs := make([][]*knowledge.Item, a.To-a.From+1)
	for _, kind := range []knowledge.ItemKind{knowledge.Event, knowledge.Fact, knowledge.Statement} {
		for i := range items {
			it := &items[i]
			if it.Kind == kind && len(it.Cites) > 0 && it.Cites[0] > a.From && it.Cites[0] <= a.To && runes(it.Gist) <= maxPart {
				n := it.Cites[0] - a.From
				paragraphs[n] = append(paragraphs[n], it)
			}
		}
	}
	var all []*knowledge.Item
	for n, left := range paragraphs {
		label := strings.TrimSuffix(base.Label(a.From+n), " …")
		for first := true; len(left) > 0; first = false {
			next := slices.IndexFunc(left, func(it *knowledge.Item) bool {
				if first {
					return label != "" && strings.HasPrefix(it.Gist, label)
				}
				return heads(left, it) && refersBack(it.Gist) && names(base, all[len(all)-1].Gist)
			})
			if next < 0 {
				next = slices.IndexFunc(left, func(it *knowledge.Item) bool { return heads(left, it) && !refersBack(it.Gist) })
			}
			next = max(next, 0)
			all = append(all, left[next])
			left = slices.Delete(left, next, next+1)
		}
	}
	return all
}

// heads tells whether an item is the first of its kind.
func heads(items []*knowledge.Item, it *knowledge.Item) bool {
	return items[slices.IndexFunc(items, func(other *knowledge.Item) bool { return other.Kind == it.Kind })] == it
}

// names tells whether a sentence names anybody or an organisation, in full or by a
// word of the name.
func names(base *knowledge.Base, sentence string) bool {
	const short = 3 // bytes of words that are in many names
	entities := base.Entities()
	for i := range entities {
		if entities[i].Kind == knowledge.Place {
			continue
		}
		for word := range strings.FieldsSeq(entities[i].Name) {
			if r, _ := utf8.DecodeRuneInString(word); len(word) > short && unicode.IsUpper(r) && strings.Contains(sentence, word) {
				return true
			}
		}
	}
	return false
}
