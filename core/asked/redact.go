package asked

import (
	"regexp"
	"strings"
	"unicode"
)

// removed stands for what was taken out of a text.
const removed = "***"

// identifying are what may tell who somebody is, or let in who reads it. A text is
// clean (text.Clean), so that there are no other forms of @ and of digits than
// \p{Nd}. The order counts: a link may hold all else.
var identifying = []*regexp.Regexp{
	// Mentions as chat platforms write them: <@123>, <@!123>, <#123>, <@&123>, <:name:123>.
	regexp.MustCompile(`<(?:[@#][!&]?|a?:\w*:)\d*>?`),
	// Links, with or without a scheme, and hosts below the usual names.
	regexp.MustCompile(`(?i)\b(?:[a-z][a-z0-9+.-]*:/\S*|(?:mailto|tel|tg|magnet|sms|data|javascript):\S+|www\.\S+)`),
	regexp.MustCompile(`(?i)\b[\p{L}\d_-]+(?:\.[\p{L}\d_-]+)*\.\p{L}{2,}/\S*`),
	// An address, also spelt out, and a name after an @. Before bare hosts, which
	// are a part of one.
	regexp.MustCompile(`[^\s@]*@[\s@]*[^\s@]+`),
	regexp.MustCompile(`(?i)\S+\s?[\[({]?\bat\b[\])}]?\s?\S+\s?[\[({]?\bdot\b[\])}]?\s?\w+`),
	regexp.MustCompile(`(?i)\b[\p{L}\d_-]+(?:\.[\p{L}\d_-]+)*\.(?:com|org|net|edu|gov|mil|int|info|biz|name|app|dev|xyz|online|site|club|shop|blog|news|link|io|gg|co|tv|eu|uk|de|fr|es|pl|ru|ua|by|kz|tr|nl|ch|se|cz|sk|ro|pt|gr|hu|fi|dk|cn|jp|kr|br|mx|ca|au)\b`),
	// name#1234, as names on Discord were.
	regexp.MustCompile(`[^\s#]+#\d{4}\b`),
	// Keys, tokens, checksums: long, of letters and digits.
	regexp.MustCompile(`[A-Za-z0-9_+=-]*(?:[A-Za-z][A-Za-z0-9_+=-]*\d|\d[A-Za-z0-9_+=-]*[A-Za-z])[A-Za-z0-9_+=-]*`),
	// Seven digits or more with the signs of phone numbers between them, or five in
	// one: a year or a day of the month stays.
	regexp.MustCompile(`[+(]*\p{Nd}(?:[\s().\-/:]{0,3}\p{Nd}){6,}`),
	regexp.MustCompile(`\p{Nd}{5,}`),
}

// keys is the place of the pattern of keys in identifying, and leastKey the
// length from which it counts: "G7" and "mid-2025s" are words.
const (
	keys     = 7
	leastKey = 16
)

// Redact takes out of a clean text (text.Clean) what may tell who somebody is:
// e-mail addresses, phone numbers, names with an @, links, long numbers, and keys.
// Names of people stay, for questions are about them.
func Redact(clean string) string {
	for i, re := range identifying {
		clean = re.ReplaceAllStringFunc(clean, func(found string) string {
			if i == keys && len(found) < leastKey {
				return found
			}
			return removed
		})
	}
	return clean
}

// tells tells whether a text has a word left.
func tells(text string) bool { return strings.ContainsFunc(text, unicode.IsLetter) }
