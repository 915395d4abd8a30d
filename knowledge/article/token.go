package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind is what a [Token] is.
type Kind int

const (
	// Word has letters first: "Huamani", "ex-minister", "U.S.", "Mr.", "don’t".
	// The full stop of an abbreviation belongs to it.
	Word Kind = iota
	// Number has digits, with currency before them and unit behind them, and a
	// word of magnitude: "1,260", "$94m", "4.52am", "60-day", "€90 billion".
	Number
	// Possessive is cut off from the word before it: "’s", or "’" after a plural
	// ("residents’"). In "it’s" and "who’s" it is a verb.
	Possessive
	// Punctuation is one mark, or a run of full stops or hyphens.
	Punctuation
)

// Token is a word, number or mark in a paragraph.
type Token struct {
	Kind Kind
	Span
}

// Tokens cuts a text into tokens, in order. Between them is white space only.
func Tokens(text string) []Token {
	tokens := make([]Token, 0, len(text)/5+1)
	single := false // an opening single quotation mark waits for its closing one
	for at := 0; at < len(text); {
		c, size := utf8.DecodeRuneInString(text[at:])
		if unicode.IsSpace(c) {
			at += size
			continue
		}
		kind, end := Punctuation, at+size
		switch {
		case startsNumber(text, at):
			kind, end = Number, endOfNumber(text, at)
		case isWordRune(c):
			kind, end = Word, endOfWord(text, at)
		case isApostrophe(c):
			kind, end, single = apostrophe(text, at, tokens, single)
		case c == '‘':
			single = true
		case c == '.' || c == '-':
			for end < len(text) && text[end] == byte(c) {
				end++
			}
		}
		tokens = append(tokens, Token{Kind: kind, Span: Span{From: at, To: end}})
		at = end
	}
	return tokens
}

func isWordRune(c rune) bool {
	return unicode.IsLetter(c) || unicode.IsMark(c) || unicode.IsDigit(c) || c == '_' || c == utf8.RuneError
}

func isApostrophe(c rune) bool { return c == '\'' || c == '’' }

// apostrophe tells what an apostrophe outside a word is: a possessive, the
// beginning of a short form ("’90s"), or a quotation mark.
func apostrophe(text string, at int, before []Token, single bool) (Kind, int, bool) {
	c, size := utf8.DecodeRuneInString(text[at:])
	end := at + size
	next, _ := utf8.DecodeRuneInString(text[end:])
	if len(before) > 0 && before[len(before)-1].To == at && before[len(before)-1].Kind <= Number {
		if (next == 's' || next == 'S') && !runeAt(text, end+1, isWordRune) {
			return Possessive, end + 1, single
		}
		if !single && (text[at-1] == 's' || text[at-1] == 'S') {
			return Possessive, end, single
		}
		return Punctuation, end, false
	}
	if c == '\'' && isWordRune(next) {
		return Punctuation, end, true
	}
	return Punctuation, end, false
}

// runeAt tells whether there is a character at a place and of some sort.
func runeAt(text string, at int, is func(rune) bool) bool {
	if at >= len(text) {
		return false
	}
	c, _ := utf8.DecodeRuneInString(text[at:])
	return is(c)
}

// endOfWord returns where the word at a place ends. Hyphens and apostrophes
// between letters belong to it, and full stops in abbreviations and addresses;
// a possessive does not.
func endOfWord(text string, at int) int {
	end := at
	for end < len(text) {
		c, size := utf8.DecodeRuneInString(text[end:])
		switch {
		case isWordRune(c):
		case !joinsWord(c) || !runeAt(text, end+size, isWordRune):
			return withFullStop(text, at, end)
		case isApostrophe(c) && isPossessiveAt(text, end+size):
			return end
		case c == '.' && !goesOnAfterStop(text, end):
			return withFullStop(text, at, end)
		}
		end += size
	}
	return end
}

func joinsWord(c rune) bool {
	return c == '-' || c == '.' || c == '&' || c == '@' || c == '·' || c == '\u2011' || isApostrophe(c)
}

func isPossessiveAt(text string, at int) bool {
	return (text[at] == 's' || text[at] == 'S') && !runeAt(text, at+1, func(c rune) bool { return isWordRune(c) || c == '-' })
}

// goesOnAfterStop tells whether a full stop between letters is inside a word:
// "U.S", "example.com", but not "end.The", where a space is missing.
func goesOnAfterStop(text string, stop int) bool {
	before, size := utf8.DecodeLastRuneInString(text[:stop])
	after, _ := utf8.DecodeRuneInString(text[stop+1:])
	if unicode.IsUpper(after) && !unicode.IsUpper(before) {
		// "Ph.D" and "a.M" are one word: a single letter follows or stands before.
		single := !runeAt(text, stop+1+utf8.RuneLen(after), unicode.IsLetter)
		first := stop-size == 0 || !isWordRune(lastRune(text[:stop-size]))
		return single || first
	}
	return true
}

func lastRune(text string) rune {
	c, _ := utf8.DecodeLastRuneInString(text)
	return c
}

// withFullStop takes a full stop into the word before it when that is an
// abbreviation.
func withFullStop(text string, at, end int) int {
	if end < len(text) && text[end] == '.' && !strings.HasPrefix(text[end:], "..") && isAbbreviation(text[at:end]) {
		return end + 1
	}
	return end
}
