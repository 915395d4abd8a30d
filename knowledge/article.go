package knowledge

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// paragraph is a paragraph of the article, prepared for checking.
type paragraph struct {
	text     string       // to the letter
	lower    string       // in small letters, with straight apostrophes
	entities map[int]bool // indices of the entities that it names
	numbers  map[string]bool
}

// splitArticle returns the paragraphs of an article: its lines that are not
// blank, without spaces around them.
func splitArticle(article string) []string {
	var paragraphs []string
	for line := range strings.Lines(strings.TrimPrefix(article, "\uFEFF")) {
		if line = strings.TrimSpace(line); line != "" {
			paragraphs = append(paragraphs, line)
		}
	}
	return paragraphs
}

// paragraph prepares a paragraph of the article.
func (c *checker) paragraph(text string) paragraph {
	p := paragraph{
		text:     text,
		lower:    smallLetters(straight(text)),
		entities: make(map[int]bool),
		numbers:  numbersIn(text),
	}
	mentions := c.finder.find(straight(text))
	for _, m := range mentions {
		for _, e := range m.entities {
			p.entities[e] = true
		}
		// "European leaders" names Europe too; "Donald Tusk" is no "Donald".
		for _, e := range c.finder.within(p.text, m) {
			if c.base.entities[e].Kind == Place {
				p.entities[e] = true
			}
		}
	}
	if len(c.article) > 0 && c.goesOn(text) {
		maps.Copy(p.entities, c.article[len(c.article)-1].entities)
	}
	for i, e := range c.base.entities {
		if !p.entities[i] && c.implied(e, p, mentions) {
			p.entities[i] = true
		}
	}
	return p
}

var (
	beginsWithPronoun = regexp.MustCompile(`^“?(?:He|She|It|They) `)
	anyPronoun        = regexp.MustCompile(`\b(?:[Hh]e|[Ss]he|[Tt]hey)\b`)
)

// goesOn tells whether a paragraph speaks of those whom the one before it names:
// it begins with a pronoun, or names nobody and has one, or is all quoted.
func (c *checker) goesOn(text string) bool {
	if beginsWithPronoun.MatchString(text) {
		return true
	}
	own := unquoted(text)
	for _, m := range c.finder.find(straight(own)) {
		if k := c.base.entities[m.entities[0]].Kind; k == Person || k == Group {
			return false
		}
	}
	return anyPronoun.MatchString(own) || strings.Trim(own, "“–” ") == ""
}

// implied tells whether a paragraph means an entity that it does not name: a
// country by its capital ("Moscow"), a person by office ("the US president"), a
// group by one of its members.
func (c *checker) implied(e Entity, p paragraph, mentions []mention) bool {
	names := func(id string) bool {
		i, ok := c.base.entityByID[id]
		return ok && slices.ContainsFunc(mentions, func(m mention) bool { return slices.Contains(m.entities, i) })
	}
	if names(e.Capital) || slices.ContainsFunc(e.Members, names) {
		return true
	}
	for _, role := range e.Roles {
		of, ok := c.base.entityByID[role.Of]
		if !ok {
			continue
		}
		for _, m := range mentions {
			if slices.Contains(m.entities, of) && titleNear(p.lower, m, role) {
				return true
			}
		}
	}
	return false
}

// titleNear tells whether a title of a role stands within three words of a
// mention, as in "the US secretary of state" or "president of the US".
func titleNear(text string, m mention, role Role) bool {
	for _, title := range role.titles() {
		for from := 0; ; {
			i := strings.Index(text[from:], title)
			if i < 0 {
				break
			}
			start := from + i
			end := start + len(title)
			if near(text, m.end, start) || near(text, end, m.start) {
				return true
			}
			from = end
		}
	}
	return false
}

// near tells whether there are at most three words, of one sentence, between two
// places of a text.
func near(text string, from, to int) bool {
	if from > to {
		return false
	}
	between := text[from:to]
	return !strings.ContainsAny(between, ".;:?!") && len(strings.Fields(strings.TrimPrefix(between, "'s"))) <= 3
}

// smallLetters writes a text in small letters of the same length in bytes, so
// that offsets stay what they are.
func smallLetters(text string) string {
	return strings.Map(func(c rune) rune {
		if l := unicode.ToLower(c); utf8.RuneLen(l) == utf8.RuneLen(c) {
			return l
		}
		return c
	}, text)
}
