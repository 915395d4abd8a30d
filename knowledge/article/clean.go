package article

import (
	"strings"
	"unicode"
)

// clean does to a text what the package says of white space and of characters
// that are not seen; spaces around lines stay.
func clean(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	var before rune
	return strings.Map(func(c rune) rune {
		c = cleanRune(c, before)
		if c >= 0 {
			before = c
		}
		return c
	}, text)
}

// cleanRune returns what stands for a character after another one, or -1.
func cleanRune(c, before rune) rune {
	switch {
	case c == '\n':
		return c
	case c == '\r', c == '\v', c == '\f', c == '\u0085', c == '\u2028', c == '\u2029':
		return '\n'
	case c == '\t':
		return ' '
	case c < 0x7F && c >= ' ':
		return c
	case c == '\u200C', c == '\u200D': // joiners
		if before < '\u0590' || before >= '\u2000' && before < '\u2070' {
			return -1
		}
	case unicode.Is(unicode.Zs, c):
		return ' '
	case unicode.Is(unicode.Cc, c), isInvisible(c):
		return -1
	}
	return c
}

func isInvisible(c rune) bool {
	switch {
	case c == '\u00AD', c == '\uFEFF', c == '\u200B', c == '\u200E', c == '\u200F', c == '\u061C',
		c >= '\u202A' && c <= '\u202E', c >= '\u2060' && c <= '\u2069':
		return true
	}
	return false
}

// squeeze makes each run of white space one space, and takes it from the ends.
func squeeze(text string) string { return strings.Join(strings.Fields(text), " ") }
