package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Sentences cuts a text into sentences, in order. Between them is white space
// only. Closing quotation marks and brackets belong to the sentence before, and
// a sentence inside a quotation is one of its own: “We wait. We hope,” he said.
func Sentences(text string) []Span {
	var spans []Span
	from := skipSpace(text, 0)
	for at := from; at < len(text); {
		c, size := utf8.DecodeRuneInString(text[at:])
		if !isTerminal(c) {
			at += size
			continue
		}
		end := endOfStop(text, at)
		next := skipSpace(text, end)
		if next < len(text) && !breaksAt(text, from, at, end, next) {
			at = end
			continue
		}
		spans = append(spans, Span{From: from, To: end})
		from, at = next, next
	}
	if from < len(text) {
		spans = append(spans, Span{From: from, To: len(strings.TrimRightFunc(text, unicode.IsSpace))})
	}
	return spans
}

func isTerminal(c rune) bool {
	switch c {
	case '.', '?', '!', '…', '。', '！', '？', '؟', '।':
		return true
	}
	return false
}

const closers = `"'”’»)]}`

// endOfStop returns where a run of terminal marks ends, with the quotation marks
// and brackets that close after it.
func endOfStop(text string, at int) int {
	closed := false
	for at < len(text) {
		c, size := utf8.DecodeRuneInString(text[at:])
		switch {
		case strings.ContainsRune(closers, c):
			// A straight mark after the stop may open: He left."We stay."
			if (c == '"' || c == '\'') && closed && runeAt(text, at+size, unicode.IsLetter) {
				return at
			}
			closed = true
		case !isTerminal(c) || closed:
			return at
		}
		at += size
	}
	return at
}

func skipSpace(text string, at int) int {
	for at < len(text) {
		c, size := utf8.DecodeRuneInString(text[at:])
		if !unicode.IsSpace(c) {
			break
		}
		at += size
	}
	return at
}

// breaksAt tells whether a sentence ends between end and next. The stop is at
// stop, and the sentence began at from.
func breaksAt(text string, from, stop, end, next int) bool {
	mark, size := utf8.DecodeRuneInString(text[stop:])
	if mark >= 0x0600 && mark != '…' {
		return true // scripts that know no capital letters
	}
	start, quoted := skipOpeners(text, next)
	if next == end && !(quoted && start > next) {
		return false
	}
	first, firstSize := utf8.DecodeRuneInString(text[start:])
	if isTerminal(first) || unicode.IsLower(first) && !strings.HasPrefix(text[start+firstSize:], "Phone") && !strings.HasPrefix(text[start+firstSize:], "Pad") {
		return false
	}
	if start == next && isMark(first) {
		return false // “Really?” – or “Wait!”, he said
	}
	if mark == '.' && stop+size == end {
		return stopBreaks(text, from, stop, start, start > next)
	}
	if closesQuote(text[stop:end]) && mark != '.' {
		return !saidNext(text, start)
	}
	if mark == '!' && names[strings.ToLower(wordBefore(text, from, stop))] {
		return starters[wordAt(text, start)]
	}
	return true
}

// names end in an exclamation mark.
var names = wordSet("yahoo jeopardy oklahoma oliver e yum")

// isMark tells whether a character can stand between a quotation and what
// belongs to it.
func isMark(c rune) bool { return strings.ContainsRune(",;:–—-", c) }

// skipOpeners returns where the first word begins after opening quotation marks
// and brackets, and whether there is a mark that only opens.
func skipOpeners(text string, at int) (start int, opens bool) {
	for at < len(text) {
		c, size := utf8.DecodeRuneInString(text[at:])
		switch c {
		case '“', '‘', '«', '„', '(', '[':
			opens = true
		case '"', '\'', '’':
		default:
			return at, opens
		}
		at += size
	}
	return at, opens
}

// stopBreaks tells whether a single full stop ends a sentence before the word
// at start; opened tells that a quotation or bracket opens before that word.
func stopBreaks(text string, from, stop, start int, opened bool) bool {
	word := wordBefore(text, from, stop)
	if isListNumber(text[from:stop]) {
		return false
	}
	switch abbreviationEnding(word) {
	case neverEnds:
		return false
	case endsNoNumber:
		return !runeAt(text, start, unicode.IsDigit)
	case endsAtStart:
		return opened || starters[wordAt(text, start)]
	}
	return word != "no" && word != "No" || !runeAt(text, start, unicode.IsDigit)
}

// isListNumber tells whether a sentence so far is nothing but a small number, as
// in "1. The first".
func isListNumber(text string) bool {
	if len(text) > 2 || text == "" {
		return false
	}
	for _, c := range text {
		if !unicode.IsDigit(c) {
			return false
		}
	}
	return true
}

// wordBefore returns the word that ends at a place, and full stops in it, or ""
// when it is longer than any abbreviation.
func wordBefore(text string, from, end int) string {
	at := end
	for at > from {
		c, size := utf8.DecodeLastRuneInString(text[from:at])
		if !unicode.IsLetter(c) && c != '.' {
			break
		}
		if at -= size; end-at > longestAbbreviation {
			return ""
		}
	}
	return strings.TrimLeft(text[at:end], ".")
}

// wordAt returns the word at a place in small letters, or "" when it has no
// more letters than words that begin sentences.
func wordAt(text string, at int) string {
	for i, c := range text[at:] {
		switch {
		case i > longestAbbreviation:
			return ""
		case !unicode.IsLetter(c):
			return strings.ToLower(text[at : at+i])
		}
	}
	return strings.ToLower(text[at:])
}

func closesQuote(stop string) bool { return strings.ContainsAny(stop, `"”’»'`) }

// speech are verbs that follow what somebody said.
var speech = wordSet(`said says say asked asks added adds told tells shouted cried wrote writes replied answered
	continued explained insisted warned noted declared recalled argued announced claimed joked tweeted posted
	admitted concluded demanded exclaimed remarked responded stated suggested complained urged`)

// attributionWords is how many words of a name and title stand before a verb of
// speech.
const attributionWords = 7

// saidNext tells whether a name and a verb of speech follow: “Where is it?”
// Huamani asked.
func saidNext(text string, at int) bool {
	for i := range attributionWords {
		word := wordAt(text, at)
		switch {
		case speech[word]:
			return i > 0
		case i == 0 && starters[word]:
			return false
		case i > 0 && !runeAt(text, at, unicode.IsUpper) && !particles[word]:
			return false
		}
		for at < len(text) && runeAt(text, at, func(c rune) bool { return isWordRune(c) || c == '-' || c == '.' || isApostrophe(c) }) {
			_, size := utf8.DecodeRuneInString(text[at:])
			at += size
		}
		if at = skipSpace(text, at); at >= len(text) {
			return false
		}
	}
	return false
}

var particles = wordSet("of the de la del van von der bin al ibn da dos du")
