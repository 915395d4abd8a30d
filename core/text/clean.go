package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// MaxInput is the number of bytes of a message that are looked at: of a longer
// one, the beginning and the (longer) end, where people put their question.
const MaxInput = 8 << 10

const headShare = MaxInput / 4

// maxMarks is how many combining marks after one letter are kept: no script in
// use needs more.
const maxMarks = 3

// Clean returns raw as bounded, valid, compatibility-composed text: without
// control, format and zero-width characters, with straight quotes, plain
// hyphens and single spaces; of white space with a line break in it, the line
// break is left. It never fails, and what it returns it leaves as it is.
func Clean(raw string) string {
	if isClean(raw) {
		return raw
	}
	// What is taken out goes first: a zero-width space would keep an accent
	// from its letter. Composing may spell a rune out in many ("ﷺ" is eighteen),
	// so that bounds hold before and after.
	s := strings.Map(plain, bound(raw))
	s = norm.NFKC.String(limitMarks(s))
	s = strings.Map(plain, limitMarks(bound(s)))
	var b strings.Builder
	b.Grow(len(s))
	gap := rune(0) // white space before the next rune
	for _, r := range s {
		if unicode.IsSpace(r) {
			if r == '\n' || gap == 0 {
				gap = r
			}
			continue
		}
		if gap != 0 && b.Len() > 0 {
			b.WriteRune(gap)
		}
		gap = 0
		b.WriteRune(r)
	}
	return b.String()
}

// isClean tells whether a text is short and of printable ASCII with single
// spaces between words, so that nothing is to be done.
func isClean(s string) bool {
	if len(s) > MaxInput || s == "" || s[0] == ' ' || s[len(s)-1] == ' ' {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if c < ' ' || c > '~' || c == '`' || c == ' ' && s[i-1] == ' ' {
			return false
		}
	}
	return true
}

// bound cuts raw to MaxInput bytes and makes it valid UTF-8.
func bound(raw string) string {
	if len(raw) > MaxInput {
		head := raw[:headShare]
		tail := raw[len(raw)-(MaxInput-headShare-1):]
		for len(tail) > 0 && !utf8.RuneStart(tail[0]) {
			tail = tail[1:]
		}
		raw = strings.ToValidUTF8(head, "") + "\n" + tail
	}
	return strings.ToValidUTF8(raw, " ")
}

// limitMarks drops combining marks after the first few of each letter, so that
// normalisation stays linear.
func limitMarks(s string) string {
	marks := 0
	return strings.Map(func(r rune) rune {
		if r < utf8.RuneSelf || !unicode.Is(unicode.Mn, r) {
			marks = 0
			return r
		}
		if marks++; marks > maxMarks {
			return -1
		}
		return r
	}, s)
}

// skip marks a rune that plain takes out, as strings.Map has it.
const skip = -1

// plain maps a rune to the one that the rest of the package expects.
func plain(r rune) rune {
	switch r {
	case '‘', '’', '‚', '‛', '`', '´', 'ʼ', '′':
		return '\''
	case '“', '”', '„', '‟', '«', '»', '″':
		return '"'
	case '‐', '‑', '‒', '–', '—', '―', '−':
		return '-'
	case '\n', '\r', '\u2028', '\u2029':
		return '\n'
	}
	if unicode.IsSpace(r) {
		return ' '
	}
	if r < 0x20 || r == 0x7f || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Cc, r) ||
		unicode.Is(unicode.Variation_Selector, r) || r == unicode.ReplacementChar {
		return skip
	}
	return r
}
