package knowledge

import (
	"slices"
	"strings"
)

// literal tells whether a claim stands to the letter in the paragraphs that it
// cites, or is the name of an entity of a base that a program made. A claim may put
// pieces of several paragraphs in a row, each ended by a full stop of its own.
func (c *checker) literal(claim claim) bool {
	text := claim.text
	if inner, ok := strings.CutPrefix(text, "“"); ok && claim.item != nil && slices.Contains(claim.item.Quotes, text) {
		text = strings.TrimSuffix(inner, "”")
	}
	if c.base.story.Extracted && slices.ContainsFunc(c.base.entities, func(e Entity) bool { return e.Name == text }) {
		return true
	}
	for _, n := range claim.cites {
		p := c.article[n-1].text
		if containsWhole(p, text) || c.base.story.Extracted && strings.Contains(p, text) {
			return true
		}
		// "Headline. First paragraph."
		if rest, ok := strings.CutPrefix(text, p); ok {
			rest = strings.TrimLeft(strings.TrimPrefix(rest, "."), " ")
			if c.cited(claim.cites, func(p paragraph) bool { return rest != "" && strings.Contains(p.text, rest) }) {
				return true
			}
		}
	}
	return false
}
