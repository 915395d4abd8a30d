package briefing

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dragoman/core/lexicon"
	"dragoman/core/text"
)

// words are those of a text that say something, each by its beginning, so that
// "talks" is "talk".
type words map[string]bool

// beginning is how many runes of a word count.
const beginning = 6

// wordsOf reads the words of a text.
func wordsOf(s string) words {
	w := make(words)
	for form := range strings.FieldsFuncSeq(text.Fold(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' }) {
		form = strings.TrimRight(strings.TrimSuffix(strings.TrimSuffix(form, "'s"), "’s"), "'’")
		if form == "" || lexicon.Function(form) {
			continue
		}
		if utf8.RuneCountInString(form) > beginning {
			form = string([]rune(form)[:beginning])
		} else if len(form) > 3 {
			form = strings.TrimSuffix(form, "s")
		}
		w[form] = true
	}
	return w
}

// add adds the words of another text.
func (w words) add(other words) {
	for form := range other {
		w[form] = true
	}
}

// without returns those that are not among others.
func (w words) without(others words) words {
	rest := make(words, len(w))
	for form := range w {
		if !others[form] {
			rest[form] = true
		}
	}
	return rest
}

// news is the share of a text's words that are not among these, 0 to 1; 0 for a
// text without words.
func (w words) news(of words) float64 {
	if len(of) == 0 {
		return 0
	}
	n := 0
	for form := range of {
		if !w[form] {
			n++
		}
	}
	return float64(n) / float64(len(of))
}

// texts are those that are told.
type texts struct {
	all  words
	each []words
}

func (t *texts) add(w words) {
	if t.all == nil {
		t.all = make(words)
	}
	t.all.add(w)
	t.each = append(t.each, w)
}

// How much of what an item says has to be new for it to be told, by its words:
// beside all that is told, and beside each single text.
const (
	newToAll  = 0.3
	newToEach = 0.45
)

// say tells whether a text that has these words would say again what is told.
func (t *texts) say(w words) bool {
	if t.all.news(w) < newToAll {
		return true
	}
	for _, told := range t.each {
		if told.news(w) < newToEach {
			return true
		}
	}
	return false
}
