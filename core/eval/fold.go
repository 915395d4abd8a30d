package eval

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

var straightQuotes = strings.NewReplacer("\u2019", "'", "\u2018", "'", "\u201c", `"`, "\u201d", `"`)

// fold brings text to the form in which phrases are looked for: decomposed,
// without accents, lower case, with straight quotes.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for s = norm.NFKD.String(s); len(s) > 0; {
		p := norm.NFKD.PropertiesString(s)
		size := max(p.Size(), 1) // 0 where s is not UTF-8
		if p.CCC() == 0 {
			b.WriteString(s[:size])
		}
		s = s[size:]
	}
	return straightQuotes.Replace(cases.Lower(language.Und).String(b.String()))
}

// has reports whether the phrase stands in the folded text as whole words.
func has(text, phrase string) bool {
	phrase = fold(phrase)
	for at := 0; at <= len(text); {
		i := strings.Index(text[at:], phrase)
		if i < 0 {
			return false
		}
		at += i
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, size := utf8.DecodeRuneInString(text[at+len(phrase):])
		if !isWord(before) && !isWord(after) {
			return true
		}
		if len(phrase) > 0 {
			_, size = utf8.DecodeRuneInString(phrase)
		}
		at += max(size, 1)
	}
	return false
}

func isWord(r rune) bool {
	return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r)
}
