package knowledge

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// checkQuotes holds what stands between curly quotes against the article, to
// the letter.
func (c *checker) checkQuotes(claim claim) {
	quoted, ok := passages(claim.text)
	switch {
	case !ok:
		c.report(claim.at, "write “ before and ” after the words quoted", "%s has curly quotes that do not match", claim.subject)
		return
	case strings.Contains(claim.text, `"`):
		c.report(claim.at, "write “ and ”", "%s has straight quotes, of which the words are not checked", claim.subject)
	}
	for _, passage := range quoted {
		has := func(p paragraph) bool { return p.quotes(passage) }
		if len(claim.cites) > 0 && c.cited(claim.cites, has) {
			continue
		}
		switch found := c.where(has); {
		case len(found) == 0:
			c.report(claim.at, c.similar(passage), "%s quotes “%s”, which is not in the article", claim.subject, passage)
		case len(claim.cites) > 0:
			c.report(claim.at, citeAdvice(found, "leave the quote out"), "%s quotes “%s”, which is not in %s",
				claim.subject, passage, numbersText(claim.cites))
		}
	}
}

// quotes tells whether a passage stands in the paragraph to the letter, but for
// the case of its first letter and for marks at its end.
func (p paragraph) quotes(passage string) bool {
	passage = strings.TrimRight(passage, ".,;:!?")
	if passage == "" {
		return false
	}
	first, size := utf8.DecodeRuneInString(passage)
	for _, start := range []rune{unicode.ToLower(first), unicode.ToUpper(first), first} {
		if containsWhole(p.text, string(start)+passage[size:]) {
			return true
		}
	}
	return false
}

// containsWhole tells whether words stand in a text, and not as a part of longer
// words.
func containsWhole(text, words string) bool {
	for from := 0; ; {
		i := strings.Index(text[from:], words)
		if i < 0 {
			return false
		}
		start := from + i
		end := start + len(words)
		before, _ := utf8.DecodeLastRuneInString(text[:start])
		after, _ := utf8.DecodeRuneInString(text[end:])
		if !isWordRune(before) && !isWordRune(after) {
			return true
		}
		_, size := utf8.DecodeRuneInString(text[start:])
		from = start + size
	}
}

// similar advises what to quote instead: as many words of the article, which
// begin or end as the passage does.
func (c *checker) similar(passage string) string {
	words := strings.Fields(passage)
	for k := len(words) - 1; k >= 2; k-- {
		begin, end := strings.Join(words[:k], " "), strings.Join(words[len(words)-k:], " ")
		for _, p := range c.article {
			var like []string
			if _, after, ok := strings.Cut(p.text, begin); ok {
				rest := strings.Fields(begin + after)
				like = rest[:min(len(rest), len(words))]
			} else if before, _, ok := strings.Cut(p.text, end); ok {
				rest := strings.Fields(before + end)
				like = rest[max(0, len(rest)-len(words)):]
			} else {
				continue
			}
			return "the article has “" + strings.Trim(strings.Join(like, " "), "“”") + "”"
		}
	}
	return "copy the words from the article, or leave the quotes out"
}

// passages returns what stands between curly double quotes in a text, and
// whether the quotes are in order: each closed, none within another.
func passages(text string) (found []string, ok bool) {
	for {
		before, rest, open := strings.Cut(text, "“")
		if strings.Contains(before, "”") {
			return found, false
		}
		if !open {
			return found, true
		}
		passage, after, shut := strings.Cut(rest, "”")
		if !shut || strings.Contains(passage, "“") {
			return found, false
		}
		found = append(found, passage)
		text = after
	}
}
