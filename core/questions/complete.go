package questions

import (
	"cmp"
	"slices"
	"unicode/utf16"

	"dragoman/knowledge"
)

// MaxCompletion is the length of a completed question, in UTF-16 units.
// Discord: the value of an autocomplete choice has 1-100 characters.
const MaxCompletion = 100

// waysKept is how many ways of one question are offered at most.
const waysKept = 3

// Completer finds questions of a story while they are being typed. It is
// immutable and may be used by any number of goroutines.
type Completer struct {
	ways    []way
	asks    []int // item of each ask
	openers []string

	// Ways by word: the words are sorted; those of way i are at
	// sequence[first[i]:first[i+1]], and the ways with word w, ascending, at
	// postings[from[w]:from[w+1]].
	words    []string
	sequence []uint32
	first    []uint32
	postings []uint32
	from     []uint32
}

// way is one way of asking.
type way struct {
	text string // as in the base
	ask  uint32
	cost uint32 // less is better; without what was typed
}

// NewCompleter knows the ways of asking what the story says, those that fit
// into MaxCompletion. What the story leaves unsaid is not offered.
func NewCompleter(base *knowledge.Base) *Completer {
	c := new(Completer)
	var kinds []knowledge.AskKind
	for i := range base.Items() {
		item := &base.Items()[i]
		if item.Kind == knowledge.Unsaid {
			continue
		}
		for j, ask := range item.Asks {
			for k, text := range ask.Ways {
				if units(Sentence(text)) <= MaxCompletion {
					c.ways = append(c.ways, way{text, uint32(len(c.asks)), cost(text, j, k, ask.Kind)})
				}
			}
			c.asks = append(c.asks, i)
			kinds = append(kinds, ask.Kind)
		}
	}
	c.ways, c.asks = slices.Clip(c.ways), slices.Clip(c.asks)
	c.index()
	c.openers = c.findOpeners(kinds)
	return c
}

// cost is how untypical a question is: an item's first asks, and an ask's first
// ways, are what readers ask most; short ones are read at a glance; and what is
// simply not so is rarely worth a suggestion.
func cost(text string, ask, nth int, kind knowledge.AskKind) uint32 {
	n := 2*min(nth, 30) + 6*min(ask, 10) + len(text)/3
	if kind == knowledge.No {
		n += 40
	}
	return uint32(n)
}

// Complete returns at most n questions, written as sentences, that hold all
// words of what was typed, best first: rather those that begin with it than those
// that hold it, or its words in another order, and rather short and typical ones;
// of each item one before any has a second. The last word may be the beginning of one unless white space
// follows it. A word of five letters or more that no question has may have one
// wrong, missing, needless or swapped letter. Without words it returns
// questions to begin with, about different items and of different kinds.
//
// Any text is safe, and one twice as long as a question can be is not completed.
func (c *Completer) Complete(typed string, n int) []string {
	if n <= 0 || len(c.ways) == 0 {
		return nil
	}
	q, ok := c.read(typed)
	if !ok {
		return nil
	}
	if len(q) == 0 {
		return slices.Clone(c.openers[:min(n, len(c.openers))])
	}
	return c.sentences(c.best(c.holding(q), q), n)
}

// found is a way with what it costs for what was typed.
type found struct {
	way  uint32
	cost uint32
}

// best returns the best ways of each ask, best first: one of each, then the
// second ones, and so on.
func (c *Completer) best(set bitset, q []typedWord) (levels [waysKept][]found) {
	kept := make([][waysKept]found, len(c.asks))
	for i := range set.all() {
		list := &kept[c.ways[i].ask]
		if worst := list[waysKept-1]; worst.way != 0 && worst.cost <= c.ways[i].cost {
			continue // whatever its distance
		}
		f := found{uint32(i) + 1, c.ways[i].cost + c.distance(i, q)} // 0 is none
		for k := range list {
			if list[k].way == 0 || f.cost < list[k].cost {
				f, list[k] = list[k], f
			}
			if f.way == 0 {
				break
			}
		}
	}
	for k := range levels {
		for _, list := range kept {
			if list[k].way != 0 {
				levels[k] = append(levels[k], found{list[k].way - 1, list[k].cost})
			}
		}
		slices.SortFunc(levels[k], func(a, b found) int {
			return cmp.Or(cmp.Compare(a.cost, b.cost), cmp.Compare(a.way, b.way))
		})
	}
	return levels
}

// sentences takes n of the ways: in each round the best of each item that has
// one left.
func (c *Completer) sentences(levels [waysKept][]found, n int) []string {
	var out []string
	seen := make(map[string]bool)
	for _, level := range levels {
		for len(level) > 0 {
			var later []found
			had := make(map[int]bool)
			for _, f := range level {
				w := &c.ways[f.way]
				item := c.asks[w.ask]
				if had[item] {
					later = append(later, f)
					continue
				}
				had[item] = true
				if s := Sentence(w.text); !seen[s] {
					seen[s] = true
					if out = append(out, s); len(out) == n {
						return out
					}
				}
			}
			level = later
		}
	}
	return out
}

// maxOpeners bounds the questions to begin with. Discord: at most 25 choices.
const maxOpeners = 25

// findOpeners takes the first way of an ask of each kind in turn, each of
// another item, in the order of the file: stories begin with what matters.
func (c *Completer) findOpeners(kinds []knowledge.AskKind) []string {
	turns := []knowledge.AskKind{
		knowledge.What, knowledge.Who, knowledge.WhenAsk, knowledge.WhereAsk, knowledge.Why, knowledge.How, knowledge.Yes,
	}
	var firsts []int // the first way of each ask that has one
	for i, w := range c.ways {
		if i == 0 || c.ways[i-1].ask != w.ask {
			firsts = append(firsts, i)
		}
	}
	var out []string
	had := make(map[int]bool)
	for missed := 0; missed < len(turns) && len(out) < maxOpeners; {
		kind := turns[0]
		turns = append(turns[1:], kind)
		missed++
		for _, i := range firsts {
			ask := c.ways[i].ask
			if item := c.asks[ask]; kinds[ask] == kind && !had[item] {
				had[item] = true
				out = append(out, Sentence(c.ways[i].text))
				missed = 0
				break
			}
		}
	}
	return out
}

// units is the length of a text as Discord counts it.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}
