package extract

import (
	"slices"
	"strings"
)

const (
	alike      = 0.8 // share of their words that two sentences need to say the same
	rareWords  = 4   // how many of a sentence's words it is found by
	maxPerWord = 64  // how many sentences are looked at for a word, the newest
	leastAlike = 5   // words that a sentence needs to be compared by likeness
)

// repeats tells whether an item says what an older article said already, which is
// then taken out, or was outdated already. What it says is told as of its own
// article from then on.
func (g *growing) repeats(it *growingItem) bool {
	old := g.same(it)
	if old == nil {
		return false
	}
	if old.SupersededBy != "" {
		return true // told again as what was
	}
	old.gone = true
	delete(g.taken, old.ID)
	it.ID = old.ID // what it has put out of date says so by this id
	it.Earlier = slices.Concat(old.Earlier, old.Cites)
	return false
}

// same returns the item of an older article that says the same, or nil.
func (g *growing) same(it *growingItem) *growingItem {
	for _, o := range slices.Backward(g.byText[plainText(it.Gist)]) {
		if !o.gone && o.Kind == it.Kind && o.By == it.By && slices.Equal(o.Who, it.Who) {
			return o
		}
	}
	if len(it.words) < leastAlike || it.heading {
		return nil
	}
	for _, word := range g.rarest(it) {
		for _, o := range slices.Backward(newest(g.byWord[word])) {
			if !o.gone && !o.heading && o.By == it.By && o.negated == it.negated && o.status == it.status && slices.Equal(o.numbers, it.numbers) &&
				(o.When.Date == it.When.Date || o.When.Date == "" || it.When.Date == "") && likeness(o.words, it.words) >= alike {
				return o
			}
		}
	}
	return nil
}

// rarest are the words of an item that the fewest items have.
func (g *growing) rarest(it *growingItem) []string {
	words := slices.Clone(it.words)
	slices.SortStableFunc(words, func(x, y string) int { return len(g.byWord[x]) - len(g.byWord[y]) })
	return words[:min(len(words), rareWords)]
}

func newest(items []*growingItem) []*growingItem {
	return items[max(0, len(items)-maxPerWord):]
}

// likeness is the share of the words of two sentences that both have.
func likeness(x, y []string) float64 {
	both := common(x, y)
	return float64(both) / float64(len(x)+len(y)-both)
}

// common counts the words that two sorted lists share.
func common(x, y []string) int {
	n := 0
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch c := strings.Compare(x[i], y[j]); {
		case c == 0:
			n, i, j = n+1, i+1, j+1
		case c < 0:
			i++
		default:
			j++
		}
	}
	return n
}

// plainText is a sentence in small letters with single spaces.
func plainText(s string) string { return strings.ToLower(join(straight(s))) }

// enter makes an item known to newer articles.
func (g *growing) enter(it *growingItem) {
	text := plainText(it.Gist)
	g.byText[text] = append(g.byText[text], it)
	for _, w := range it.words {
		g.byWord[w] = append(g.byWord[w], it)
	}
	for _, k := range it.facetKeys() {
		g.byFacet[k] = append(g.byFacet[k], it)
	}
}
