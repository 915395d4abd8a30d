package knowledge

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mention is a place in a text where an entity is named; start and end are
// offsets in the text with straight apostrophes.
type mention struct {
	start, end int
	entities   []int // indices; more than one when a name has more than one bearer
}

// mentionFinder finds the names of a base's entities in texts.
type mentionFinder struct {
	forms map[string][]form // by first word, the longest first
}

type form struct {
	text     string
	entities []int
}

// straight makes apostrophes straight, so that "Russia's" is "Russia’s".
func straight(text string) string { return strings.ReplaceAll(text, "’", "'") }

func newMentionFinder(entities []Entity) *mentionFinder {
	bearers := make(map[string][]int)
	for i, e := range entities {
		for _, name := range slices.Concat([]string{e.Name, e.Short}, e.Aliases, e.Adjectives) {
			name = straight(name)
			variants := []string{name}
			if rest, ok := strings.CutPrefix(name, "the "); ok && startsUpper(rest) {
				variants = append(variants, rest) // "the Kremlin", "Kremlin spokesman"
			}
			for _, v := range variants {
				if !slices.Contains(bearers[v], i) {
					bearers[v] = append(bearers[v], i)
				}
			}
		}
	}
	f := &mentionFinder{forms: make(map[string][]form)}
	for text, who := range bearers {
		first := strings.ToLower(firstWord(text))
		f.forms[first] = append(f.forms[first], form{text, who})
	}
	for _, forms := range f.forms {
		slices.SortFunc(forms, func(x, y form) int {
			return cmp.Or(len(y.text)-len(x.text), cmp.Compare(x.text, y.text))
		})
	}
	return f
}

// find returns the names in a text with straight apostrophes, from left to
// right, the longest at each place.
func (f *mentionFinder) find(text string) []mention {
	var found []mention
	for at := 0; at < len(text); {
		word := firstWord(text[at:])
		if word == "" {
			_, size := utf8.DecodeRuneInString(text[at:])
			at += size
			continue
		}
		next := at + len(word)
		for _, form := range f.forms[strings.ToLower(word)] {
			if !hasName(text[at:], form.text) {
				continue
			}
			next = at + len(form.text)
			found = append(found, mention{at, next, form.entities})
			break
		}
		at = next
	}
	return found
}

// within returns the entities of which the names stand within a mention, as that
// of Europe in "European leaders".
func (f *mentionFinder) within(text string, m mention) []int {
	var inner []int
	name := straight(text)[m.start:m.end]
	for at := 0; at < len(name); {
		word := firstWord(name[at:])
		for _, form := range f.forms[strings.ToLower(word)] {
			if hasName(name[at:], form.text) {
				inner = append(inner, form.entities...)
			}
		}
		_, size := utf8.DecodeRuneInString(name[at:])
		at += max(size, len(word))
	}
	return inner
}

// hasName tells whether a text begins with a name, as a whole. A name that
// begins with a small letter may stand at the beginning of a sentence.
func hasName(text, name string) bool {
	if len(text) < len(name) {
		return false
	}
	if after, _ := utf8.DecodeRuneInString(text[len(name):]); isWordRune(after) {
		return false
	}
	if text[:len(name)] == name {
		return true
	}
	first, size := utf8.DecodeRuneInString(name)
	got, _ := utf8.DecodeRuneInString(text)
	return unicode.IsLower(first) && got == unicode.ToUpper(first) && text[size:len(name)] == name[size:]
}

// firstWord returns the letters and digits with which a text begins.
func firstWord(text string) string {
	for i, c := range text {
		if !isWordRune(c) {
			return text[:i]
		}
	}
	return text
}

func isWordRune(c rune) bool {
	return c != utf8.RuneError && (unicode.IsLetter(c) || unicode.IsDigit(c) || unicode.IsMark(c))
}

func startsUpper(text string) bool {
	c, _ := utf8.DecodeRuneInString(text)
	return unicode.IsUpper(c)
}
