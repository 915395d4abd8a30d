package questions

import (
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"unicode"
	"unicode/utf8"

	"dragoman/knowledge"
)

// IDLength is the length of an id in bytes.
const IDLength = 11

// ID is the short name of a text: the first 8 bytes of its SHA-256 in
// base64url, 11 characters of A-Z, a-z, 0-9, "-" and "_".
func ID(text string) string {
	sum := sha256.Sum256([]byte(text))
	return base64.RawURLEncoding.EncodeToString(sum[:8])
}

// Table finds questions by their ids. It is immutable.
type Table struct {
	texts map[string]string
}

// NewTable knows every way of asking that the base holds, as it stands and
// written as a sentence: the bot suggests no other questions.
func NewTable(base *knowledge.Base) *Table {
	t := &Table{texts: make(map[string]string)}
	for _, item := range base.Items() {
		for _, ask := range item.Asks {
			for _, way := range ask.Ways {
				for _, text := range []string{way, way + "?", Sentence(way), capital(way)} {
					t.texts[ID(text)] = text
				}
			}
		}
	}
	return t
}

// Sentence writes a question as a sentence: "Who attends?".
func Sentence(way string) string {
	return strings.TrimRight(capital(way), "?") + "?"
}

func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}

// Text returns the question with the given id.
func (t *Table) Text(id string) (string, bool) {
	text, ok := t.texts[id]
	return text, ok
}

// Knows tells whether an id of the text can be looked up.
func (t *Table) Knows(text string) bool {
	_, ok := t.texts[ID(text)]
	return ok
}
