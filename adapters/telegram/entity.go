package telegram

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// unitsToBytes converts an offset in UTF-16 units to one in bytes. One beyond
// the text, or within a pair, is moved back.
func unitsToBytes(text string, units int) int {
	n := 0
	for i, r := range text {
		if n >= units {
			return i
		}
		n += utf16.RuneLen(max(r, 0))
		if n > units {
			return i
		}
	}
	return len(text)
}

// within returns the bytes of a text that an entity marks; ok is false for one
// that is out of its range.
func (e entity) within(text string) (from, to int, ok bool) {
	if e.Offset < 0 || e.Length <= 0 || e.Offset > len(text) || e.Length > len(text) {
		return 0, 0, false
	}
	from, to = unitsToBytes(text, e.Offset), unitsToBytes(text, e.Offset+e.Length)
	return from, to, from < to
}

// withoutMention returns a text without the mentions of the bot, and whether
// there was one.
func withoutMention(text string, entities []entity, self *user) (string, bool) {
	found := false
	for i := len(entities) - 1; i >= 0; i-- { // from the end: offsets stay right
		e := entities[i]
		from, to, ok := e.within(text)
		if !ok {
			continue
		}
		mine := e.Type == "text_mention" && e.User != nil && e.User.ID == self.ID ||
			e.Type == "mention" && self.Username != "" && strings.EqualFold(text[from:to], "@"+self.Username)
		if !mine {
			continue
		}
		found = true
		text = text[:from] + " " + text[to:]
	}
	return strings.TrimSpace(text), found
}

// command returns the command that a text begins with, in lower case, for whom
// it is and the rest: "/ask@bot who?".
func command(text string) (name, bot, rest string, ok bool) {
	text = strings.TrimSpace(text)
	word, ok := strings.CutPrefix(text, "/")
	if !ok {
		return "", "", "", false
	}
	end := strings.IndexFunc(word, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\u00A0' })
	if end < 0 {
		end = len(word)
	}
	word, rest = word[:end], strings.TrimSpace(word[end:])
	name, bot, _ = strings.Cut(word, "@")
	for i := range len(name) {
		if c := name[i]; !isLetter(c) && c != '_' && (c < '0' || c > '9') {
			return "", "", "", false // "/слово", a path
		}
	}
	if name == "" || !isLetter(name[0]) || !utf8.ValidString(bot) { // "/2 of them"
		return "", "", "", false
	}
	return strings.ToLower(name), bot, rest, true
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
