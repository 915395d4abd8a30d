package eval

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"

	"dragoman/knowledge"
)

// Article is the text in which quotes have to stand to the letter.
type Article struct{ text string }

// NewArticle returns the article with the given text.
func NewArticle(text string) Article {
	return Article{text: strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)}
}

// QuotesOf stands in for the article where it is not at hand: all that the
// base has between curly quotes.
func QuotesOf(base *knowledge.Base) Article {
	var passages []string
	add := func(texts ...string) {
		for _, text := range texts {
			for _, m := range curly.FindAllStringSubmatch(text, -1) {
				passages = append(passages, m[1])
			}
		}
	}
	for _, e := range base.Entities() {
		add(e.Is)
	}
	for _, item := range base.Items() {
		add(item.Quotes...)
		add(item.Gist, item.What, item.Name)
		for _, ask := range item.Asks {
			add(ask.Answer, ask.Ground)
		}
	}
	// No passage holds a curly quote, so that none runs into the next.
	return Article{text: strings.Join(passages, "\u201d\u201c")}
}

var (
	curly  = regexp.MustCompile("\u201c([^\u201c\u201d]+)\u201d")
	elided = regexp.MustCompile(`\x{2026}|\.\.\.|\[[^\]]*\]`)
)

// misquoted returns the first passage between curly double quotes that is not
// the article's own, the case of its first letter and closing punctuation
// aside; "" when there is none.
func (a Article) misquoted(answer string) string {
	for _, quote := range curly.FindAllStringSubmatch(answer, -1) {
		for _, part := range elided.Split(quote[1], -1) {
			part = strings.Trim(strings.TrimFunc(part, isSpace), ".,;:!?")
			if part != "" && !strings.Contains(a.text, part) && !strings.Contains(a.text, swapFirst(part)) {
				return part
			}
		}
	}
	return ""
}

// isSpace is what Python's str.strip takes off: more than unicode.IsSpace.
func isSpace(r rune) bool { return unicode.IsSpace(r) || '\x1c' <= r && r <= '\x1f' }

// swapFirst changes the case of the first letter.
func swapFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	switch {
	case unicode.IsUpper(r):
		return cases.Lower(language.Und).String(s[:size]) + s[size:]
	case unicode.IsLower(r):
		return cases.Upper(language.Und).String(s[:size]) + s[size:]
	}
	return s
}
