package knowledge

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// stretch is some words of an article, by which an overlay finds a sentence. Case,
// punctuation and the shape of quotation marks do not count.
type stretch struct {
	text   string
	folded string // " the words between spaces "
	at     position
}

func newStretch(text string, at position) stretch { return stretch{text, folded(text), at} }

// in tells whether a folded text has the words, one after the other.
func (s stretch) in(text string) bool { return s.folded != "" && strings.Contains(text, s.folded) }

// wordIn is a word of a text: its bytes from up to to.
type wordIn struct {
	folded   string
	from, to int
}

// wordsIn returns the words of a text: runs of letters, marks and digits, in small
// letters and without apostrophes.
func wordsIn(text string) []wordIn {
	var words []wordIn
	from := -1
	end := func(to int) {
		if from >= 0 {
			w := strings.Map(func(c rune) rune {
				if !isWordRune(c) {
					return -1
				}
				return unicode.ToLower(c)
			}, text[from:to])
			words = append(words, wordIn{w, from, to})
			from = -1
		}
	}
	for i, c := range text {
		switch {
		case isWordRune(c):
			if from < 0 {
				from = i
			}
		case unicode.Is(unicode.Cf, c): // soft hyphens and the like
		case (c == '\'' || c == '’') && from >= 0 && goesOnWord(text[i+utf8.RuneLen(c):]):
		default:
			end(i)
		}
	}
	end(len(text))
	return words
}

func goesOnWord(rest string) bool {
	c, _ := utf8.DecodeRuneInString(rest)
	return isWordRune(c)
}

// folded returns the words of a text with single spaces between and around them; ""
// when it has none.
func folded(text string) string {
	var b strings.Builder
	for _, w := range wordsIn(text) {
		b.WriteByte(' ')
		b.WriteString(w.folded)
	}
	if b.Len() > 0 {
		b.WriteByte(' ')
	}
	return b.String()
}

// locate returns the bytes of a text, from its first word to its last, that a stretch
// has the words of.
func (s stretch) locate(text string) (from, to int, ok bool) {
	words := wordsIn(text)
	all := folded(text)
	at := strings.Index(all, s.folded)
	if at < 0 || s.folded == "" {
		return 0, 0, false
	}
	first := strings.Count(all[:at+1], " ") - 1
	last := first + strings.Count(s.folded, " ") - 2
	return words[first].from, words[last].to, true
}

// sentences finds the items whose sentence has a stretch of words.
type sentences struct {
	texts  []string // folded, by item
	byWord map[string][]int32
}

// newSentences indexes the gists of items; skip leaves some out.
func newSentences(items []Item, skip func(*Item) bool) *sentences {
	s := &sentences{texts: make([]string, len(items)), byWord: make(map[string][]int32)}
	for i := range items {
		if skip(&items[i]) {
			continue
		}
		s.texts[i] = folded(items[i].Gist)
		for w := range strings.FieldsSeq(s.texts[i]) {
			if l := s.byWord[w]; len(l) == 0 || l[len(l)-1] != int32(i) {
				s.byWord[w] = append(l, int32(i))
			}
		}
	}
	return s
}

// with returns the items that have the words, by their rarest word.
func (s *sentences) with(words stretch) []int {
	var found []int
	for _, i := range s.rarest(words.folded) {
		if words.in(s.texts[i]) {
			found = append(found, int(i))
		}
	}
	return found
}

// rarest returns the items that have the word of a folded text which the fewest
// have.
func (s *sentences) rarest(text string) []int32 {
	var rarest []int32
	first := true
	for w := range strings.FieldsSeq(text) {
		if l := s.byWord[w]; first || len(l) < len(rarest) {
			rarest, first = l, false
		}
	}
	return rarest
}

// maxLikely is how many sentences are looked at for a word when none has all words.
const maxLikely = 64

// nearest returns the item that has most of the words, or -1 when none has two and
// half of them.
func (s *sentences) nearest(words stretch) int {
	wanted := strings.Fields(words.folded)
	slices.SortStableFunc(wanted, func(x, y string) int { return len(s.byWord[x]) - len(s.byWord[y]) })
	best, at := max(1, (len(wanted)-1)/2), -1
	looked := 0
	for _, w := range slices.Compact(wanted) {
		for _, i := range s.byWord[w] {
			if looked++; looked > maxLikely {
				return at
			}
			n := 0
			for _, w := range wanted {
				if strings.Contains(s.texts[i], " "+w+" ") {
					n++
				}
			}
			if n > best {
				best, at = n, int(i)
			}
		}
	}
	return at
}
