package zones

import (
	"strings"
	"unicode"

	"dragoman/core/text"
)

// MaxQuery is the number of bytes of the longest text that is looked up.
const MaxQuery = 200

// key is a name as it is compared: folded, words of letters and digits with
// single spaces between them, without dots and apostrophes ("L.A.", "Xi'an"),
// without an article, and with "saint" for "st". Of nothing and of what is too
// long it is "".
func key(name string) string {
	if len(name) > MaxQuery {
		return ""
	}
	folded := text.Fold(text.Clean(name))
	words := strings.FieldsFunc(strings.Map(plain, folded), unicode.IsSpace)
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
	}
	for i, w := range words {
		if w == "st" {
			words[i] = "saint"
		}
	}
	return strings.Join(words, " ")
}

func plain(r rune) rune {
	switch {
	case unicode.IsLetter(r), unicode.IsMark(r), unicode.IsDigit(r):
		return r
	case r == '.', r == '\'', r == 'ʻ':
		return -1
	}
	return ' '
}
