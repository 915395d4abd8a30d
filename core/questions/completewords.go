package questions

import (
	"iter"
	"math/bits"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"dragoman/core/text"
)

// What is typed is bounded by these.
const (
	maxTypedWords = 20 // as many as a question of MaxCompletion has
	maxTypos      = 2  // words with a typo; each is compared with all words
	minTypo       = 5  // letters of a word that may have one
)

// eachWord yields the words of a text: runs of letters and digits, folded,
// without apostrophes and without the 's of "Trump's" and "who's"; and whether
// they begin with a capital letter.
func eachWord(s string) iter.Seq2[string, bool] {
	return func(yield func(string, bool) bool) {
		for field := range strings.FieldsFuncSeq(s, func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) && r != '\'' && r != '’'
		}) {
			word := strings.ReplaceAll(text.Fold(field), "’", "'")
			word = strings.ReplaceAll(strings.TrimSuffix(word, "'s"), "'", "")
			first, _ := utf8.DecodeRuneInString(field)
			if word != "" && !yield(word, unicode.IsUpper(first)) {
				return
			}
		}
	}
}

// index fills the tables of words.
func (c *Completer) index() {
	numbers := make(map[string]uint32) // of words, in the order in which they come
	var capitals []bool                // in parallel to the sequence
	for _, w := range c.ways {
		c.first = append(c.first, uint32(len(c.sequence)))
		for word, capital := range eachWord(w.text) {
			capitals = append(capitals, capital)
			n, ok := numbers[word]
			if !ok {
				n = uint32(len(numbers))
				numbers[word] = n
				c.words = append(c.words, word)
			}
			c.sequence = append(c.sequence, n)
		}
	}
	c.first = slices.Clip(append(c.first, uint32(len(c.sequence))))
	c.sequence = slices.Clip(c.sequence)

	slices.Sort(c.words)
	c.words = slices.Clip(c.words)
	sorted := make([]uint32, len(c.words)) // by number
	for i, word := range c.words {
		sorted[numbers[word]] = uint32(i)
	}
	for i, n := range c.sequence {
		c.sequence[i] = sorted[n]
	}
	c.post()
	c.preferCapitals(capitals)
}

// post fills the lists of ways by word.
func (c *Completer) post() {
	const none = ^uint32(0)
	last := make([]uint32, len(c.words)) // the way that was counted last
	each := func(visit func(word, way uint32)) {
		for i := range last {
			last[i] = none
		}
		for i := range c.ways {
			for _, w := range c.wordsOf(i) {
				if last[w] != uint32(i) {
					last[w] = uint32(i)
					visit(w, uint32(i))
				}
			}
		}
	}
	c.from = make([]uint32, len(c.words)+1)
	each(func(word, _ uint32) { c.from[word+1]++ })
	for i := range c.words {
		c.from[i+1] += c.from[i]
	}
	c.postings = make([]uint32, c.from[len(c.words)])
	next := slices.Clone(c.from)
	each(func(word, way uint32) {
		c.postings[next[word]] = way
		next[word]++
	})
}

// preferCapitals makes ways dearer that write a name in small letters, as
// readers do: a suggestion should not. A name is what most ways capitalise within
// a sentence.
func (c *Completer) preferCapitals(capitals []bool) {
	const sloppy = 60
	balance := make([]int, len(c.words))
	for i := range c.ways {
		for k := c.first[i] + 1; k < c.first[i+1]; k++ { // the first word is no evidence
			if capitals[k] {
				balance[c.sequence[k]]++
			} else {
				balance[c.sequence[k]]--
			}
		}
	}
	for i := range c.ways {
		for k := c.first[i] + 1; k < c.first[i+1]; k++ {
			if !capitals[k] && balance[c.sequence[k]] > 0 {
				c.ways[i].cost += sloppy
				break
			}
		}
	}
}

func (c *Completer) wordsOf(way int) []uint32 {
	return c.sequence[c.first[way]:c.first[way+1]]
}

// typedWord is a word as typed: the words of the story that it may stand for.
type typedWord struct {
	from, to uint32   // those in this range
	others   []uint32 // and these, ascending
}

func (t *typedWord) is(word uint32) bool {
	if word >= t.from && word < t.to {
		return true
	}
	if len(t.others) == 0 {
		return false
	}
	_, ok := slices.BinarySearch(t.others, word)
	return ok
}

// read finds what the words of a text may stand for. It reports false when no
// question can hold them all.
func (c *Completer) read(typed string) (q []typedWord, ok bool) {
	typed = text.Clean(typed + "|") // which keeps white space at the end
	if typed = strings.TrimSuffix(typed, "|"); units(typed) > 2*MaxCompletion {
		return nil, false
	}
	var words []string
	for word := range eachWord(typed) {
		words = append(words, word)
	}
	if len(words) > maxTypedWords {
		return nil, false
	}
	last, _ := utf8.DecodeLastRuneInString(typed)
	typing := unicode.IsLetter(last) || unicode.IsDigit(last)
	typos := 0
	for i, word := range words {
		t := c.find(word, typing && i == len(words)-1)
		if t.from == t.to {
			if typos++; typos > maxTypos {
				return nil, false
			}
			t.others = c.similar(word, typing && i == len(words)-1)
		}
		if t.from == t.to && len(t.others) == 0 {
			return nil, false
		}
		q = append(q, t)
	}
	return q, true
}

// find returns the word itself, or all that begin with it.
func (c *Completer) find(word string, prefix bool) typedWord {
	from := sort.SearchStrings(c.words, word)
	to := from
	switch {
	case prefix:
		to += sort.Search(len(c.words)-from, func(i int) bool { return !strings.HasPrefix(c.words[from+i], word) })
	case from < len(c.words) && c.words[from] == word:
		to++
	}
	return typedWord{from: uint32(from), to: uint32(to)}
}

// similar returns the words that the typed one is but for a letter, or of which
// it is the beginning but for a letter.
func (c *Completer) similar(word string, prefix bool) []uint32 {
	if utf8.RuneCountInString(word) < minTypo {
		return nil
	}
	var like []uint32
	for i, w := range c.words {
		if isNear(word, w, prefix) {
			like = append(like, uint32(i))
		}
	}
	return like
}

// isNear tells whether two words differ by one letter that is wrong, missing,
// needless or swapped with its neighbour; with prefix, whether the typed word and
// a beginning of the other do.
func isNear(typed, word string, prefix bool) bool {
	n := 0
	for n < len(typed) && n < len(word) && typed[n] == word[n] {
		n++
	}
	for n > 0 && n < len(typed) && !utf8.RuneStart(typed[n]) {
		n-- // to the border of a letter
	}
	for n > 0 && n < len(word) && !utf8.RuneStart(word[n]) {
		n--
	}
	same := func(a, b string) bool {
		return a == b || prefix && strings.HasPrefix(b, a)
	}
	a, b := typed[n:], word[n:]
	_, i := utf8.DecodeRuneInString(a)
	_, j := utf8.DecodeRuneInString(b)
	if same(a[i:], b[j:]) || same(a[i:], b) || same(a, b[j:]) {
		return true
	}
	_, k := utf8.DecodeRuneInString(a[i:])
	_, l := utf8.DecodeRuneInString(b[j:])
	return a[:i] == b[j:j+l] && a[i:i+k] == b[:j] && same(a[i+k:], b[j+l:])
}

// distance is what it costs a way that it holds the typed words elsewhere than
// at its beginning. One word is likely a name, several the beginning.
func (c *Completer) distance(way int, q []typedWord) uint32 {
	within := uint32(25*min(len(q), 4) - 10)
	words := c.wordsOf(way)
	for at := 0; at+len(q) <= len(words); at++ {
		k := 0
		for k < len(q) && q[k].is(words[at+k]) {
			k++
		}
		switch {
		case k < len(q):
		case at == 0:
			return 0
		default:
			return within
		}
	}
	return within + 60
}

// bitset is a set of ways.
type bitset []uint64

// holding returns the ways that hold all words.
func (c *Completer) holding(q []typedWord) bitset {
	size := (len(c.ways) + 63) / 64
	set, one := make(bitset, size), make(bitset, size)
	for i := range q {
		clear(one)
		one.add(c.postings[c.from[q[i].from]:c.from[q[i].to]])
		for _, w := range q[i].others {
			one.add(c.postings[c.from[w]:c.from[w+1]])
		}
		if i == 0 {
			set, one = one, set
			continue
		}
		for j := range set {
			set[j] &= one[j]
		}
	}
	return set
}

func (s bitset) add(ways []uint32) {
	for _, w := range ways {
		s[w/64] |= 1 << (w % 64)
	}
}

// all yields the members, ascending.
func (s bitset) all() iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, w := range s {
			for ; w != 0; w &= w - 1 {
				if !yield(64*i + bits.TrailingZeros64(w)) {
					return
				}
			}
		}
	}
}
