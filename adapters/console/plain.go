package console

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Plain makes text of any origin safe to print on a terminal. Control
// characters, so that no escape sequence is left, characters that turn the
// direction of writing or cannot be seen, and bytes that are not UTF-8 are
// gone; a tab is a space; line ends stay.
func Plain(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t':
			return ' '
		case r == utf8.RuneError, hidden(r):
			return -1
		}
		return r
	}, s)
}

// Line is Plain for text that has to stay on one line.
func Line(s string) string {
	return strings.Join(strings.Fields(Plain(s)), " ")
}

// hidden reports whether r is not to reach a terminal. The joiners of emoji
// and of Persian and Indic scripts are seen by what they do to their
// neighbours.
func hidden(r rune) bool {
	if r == '\u200c' || r == '\u200d' {
		return false
	}
	return unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp)
}
