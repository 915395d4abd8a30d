package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

const currencies = "$€£¥₹₽₩₺₪₴₦"

// startsNumber tells whether a number begins at a place: at a digit, at a sign of
// currency or minus before one, or at letters before such a sign ("US$5bn").
func startsNumber(text string, at int) bool {
	for range 3 {
		c, size := utf8.DecodeRuneInString(text[at:])
		switch {
		case unicode.IsDigit(c):
			return true
		case strings.ContainsRune(currencies, c):
			return runeAt(text, at+size, unicode.IsDigit)
		case c == '−' || c == '+' || c == '#':
			at += size
		case c >= 'A' && c <= 'Z':
			at += size
		default:
			return false
		}
		if at >= len(text) || c >= 'A' && c <= 'Z' && text[at] < 'A' && text[at] != '$' {
			return false
		}
	}
	return false
}

// endOfNumber returns where the number at a place ends: after its digits, the
// unit written to it ("m", "am", "%", "-day") and a word of magnitude.
func endOfNumber(text string, at int) int {
	end := at
	for end < len(text) { // what comes before the digits
		c, size := utf8.DecodeRuneInString(text[end:])
		if unicode.IsDigit(c) {
			break
		}
		end += size
	}
	plain := true // no unit yet
	for end < len(text) {
		c, size := utf8.DecodeRuneInString(text[end:])
		next := end + size
		switch {
		case unicode.IsDigit(c):
		case unicode.IsLetter(c) || unicode.IsMark(c) || c == '%' || c == '°':
			plain = false
		case strings.ContainsRune(".,:/", c):
			if !plain || !runeAt(text, next, unicode.IsDigit) {
				return withUnitStop(text, at, end)
			}
		case c == '-' || c == '–' || c == '\u2011':
			letters := c != '–' && runeAt(text, next, unicode.IsLetter)
			if !letters && !runeAt(text, next, startsAmount) {
				return end
			}
			plain = !letters
		case strings.ContainsRune(currencies, c):
			if !runeAt(text, next, unicode.IsDigit) {
				return next // "90€"
			}
		default:
			return withMagnitude(text, end)
		}
		end = next
	}
	return end
}

func startsAmount(c rune) bool { return unicode.IsDigit(c) || strings.ContainsRune(currencies, c) }

// withUnitStop takes the rest of "6 a.m." written without a space, "6a.m.".
func withUnitStop(text string, at, end int) int {
	if tail, ok := strings.CutPrefix(text[end:], ".m"); ok && strings.IndexByte("apAP", text[end-1]) >= 0 && end-1 > at {
		if strings.HasPrefix(tail, ".") {
			return end + 3
		}
		return end + 2
	}
	return end
}

var magnitudes = []string{"billion", "million", "trillion", "thousand", "hundred", "bn", "mn", "tn"}

// withMagnitude takes a space and a word of magnitude into a number.
func withMagnitude(text string, end int) int {
	rest, ok := strings.CutPrefix(text[end:], " ")
	if !ok {
		return end
	}
	for _, word := range magnitudes {
		if strings.HasPrefix(rest, word) && !runeAt(rest, len(word), isWordRune) {
			return end + 1 + len(word)
		}
	}
	return end
}
