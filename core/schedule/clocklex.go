package schedule

import (
	"strings"
	"unicode"

	"dragoman/core/text"
)

// maxTyped is the number of bytes of the longest text that is read as a time or
// as days: it has room for all days of the week in words.
const maxTyped = 200

// token is a number or a word of a time of day.
type token struct {
	role    role
	n       int // of a number
	digits  int // that it is written with, 0 for words
	written bool
}

// spellings makes one word of those that are written with dots and hyphens.
var spellings = strings.NewReplacer("a.m", "am", "p.m", "pm", "a. m", "am", "p. m", "pm", "apres-midi", "apresmidi", "'", "", "’", "")

// lex cuts a text into tokens, of which fillers are left out.
func lex(typed string) []token {
	var out []token
	rest := []rune(spellings.Replace(text.Fold(text.Clean(typed))))
	for i := 0; i < len(rest); {
		r := rest[i]
		size := 1
		switch {
		case digit(r) >= 0:
			t := token{role: number, written: true}
			for size = 0; i+size < len(rest) && digit(rest[i+size]) >= 0; size++ {
				t.n, t.digits = min(10*t.n+digit(rest[i+size]), 1e6), t.digits+1
			}
			out = append(out, t)
		case unicode.IsLetter(r):
			for i+size < len(rest) && (unicode.IsLetter(rest[i+size]) || unicode.IsMark(rest[i+size])) {
				size++
			}
			out = addWord(out, string(rest[i:i+size]))
		default:
			if t := mark(rest, i); t != filler {
				out = append(out, token{role: t})
			}
		}
		i += size
	}
	return out
}

func addWord(out []token, word string) []token {
	v := words()
	if n, ok := v.numbers[word]; ok {
		if last := len(out) - 1; last >= 0 && n > 0 && n < 10 && out[last].role == number && !out[last].written && out[last].n >= 20 && out[last].n%10 == 0 {
			out[last].n += n // "twenty-five"
			return out
		}
		return append(out, token{role: number, n: n})
	}
	r := v.roles[word]
	if r == filler {
		return out
	}
	return append(out, token{role: r})
}

// mark is what a character does that is neither letter nor digit: those between
// digits part hours from minutes or one time from another.
func mark(s []rune, i int) role {
	between := i > 0 && i+1 < len(s) && digit(s[i-1]) >= 0 && digit(s[i+1]) >= 0
	switch s[i] {
	case ':':
		return point
	case '.', ',':
		if between {
			return point
		}
		if s[i] == ',' && followed(s, i) {
			return several
		}
		return filler
	case '-':
		if followed(s, i) {
			return several
		}
		return filler
	case ' ', '\n', '!', '?', '(', ')', '"':
		return filler
	case '&', '/', ';', '،':
		return several
	}
	return unknown
}

// followed tells whether the next character but spaces is a digit, and so is
// the one before.
func followed(s []rune, i int) bool {
	before, after := i-1, i+1
	for before >= 0 && s[before] == ' ' {
		before--
	}
	for after < len(s) && s[after] == ' ' {
		after++
	}
	return before >= 0 && after < len(s) && digit(s[before]) >= 0 && digit(s[after]) >= 0
}

// digit is the value of a digit of those that the languages of the interface
// are written with, -1 for anything else.
func digit(r rune) int {
	for _, zero := range []rune{'0', '٠', '۰'} {
		if r >= zero && r <= zero+9 {
			return int(r - zero)
		}
	}
	return -1
}
