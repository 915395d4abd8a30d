package split

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// Measure is the length of a rune in the units that a platform counts.
type Measure func(rune) int

// UTF16 counts UTF-16 code units, as Telegram and Discord do.
func UTF16(r rune) int {
	if r > 0xFFFF {
		return 2
	}
	return 1
}

// Runes counts code points.
func Runes(rune) int { return 1 }

// Length is the length of a text.
func Length(text string, m Measure) int {
	n := 0
	for _, r := range text {
		n += m(r)
	}
	return n
}

// Text cuts a text into pieces of at most limit units each. A limit that one
// rune exceeds is taken as that rune's length. The empty text has no pieces.
func Text(text string, limit int, m Measure) []string {
	var pieces []string
	for text != "" {
		n := fits(text, limit, m)
		if n < len(text) {
			n = border(text, n)
		}
		pieces = append(pieces, text[:n])
		text = text[n:]
	}
	return pieces
}

// fits is how many bytes of a text are within the limit, at least one rune's.
func fits(text string, limit int, m Measure) int {
	length := 0
	for i, r := range text {
		length += m(r)
		if length > limit && i > 0 {
			return i
		}
	}
	return len(text)
}

// border is the best place to cut text at n or before; 0 < n < len(text).
func border(text string, n int) int {
	head := text[:n]
	least := n / 2
	for _, sep := range []string{"\n\n", "\n"} {
		if i := strings.LastIndex(head, sep); i >= 0 && i+len(sep) > least {
			return i + len(sep)
		}
	}
	sentence, word := 0, 0
	var before rune
	for i, r := range head {
		end := i + utf8.RuneLen(r)
		if r == utf8.RuneError {
			_, size := utf8.DecodeRuneInString(head[i:])
			end = i + size
		}
		if unicode.IsSpace(r) && r != '\u00A0' {
			word = end
			if ends(head[:i]) {
				sentence = end
			}
		}
		before = r
	}
	// The head may end where a sentence or a word does.
	if next, _ := utf8.DecodeRuneInString(text[n:]); unicode.IsSpace(next) || unicode.IsSpace(before) {
		word = n
		if ends(head) {
			sentence = n
		}
	}
	switch {
	case sentence > least:
		return sentence
	case word > least:
		return word
	}
	return cluster(text, n)
}

// ends tells whether a text ends as a sentence does, closing quotes aside.
func ends(text string) bool {
	text = strings.TrimRight(text, "”’\"')]»›")
	last, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".!?…。！？؟۔।", last)
}

// cluster is the last border between characters at n or before. A character
// longer than that is cut at n.
func cluster(text string, n int) int {
	at := 0
	tokens := graphemes.FromString(text)
	for tokens.Next() {
		if tokens.End() > n {
			break
		}
		at = tokens.End()
	}
	if at == 0 {
		return n
	}
	return at
}
