package knowledge

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// checkNames looks for the names in a claim in the paragraphs that it cites.
func (c *checker) checkNames(claim claim) {
	text := straight(unquoted(claim.text))
	mentions := c.finder.find(text)
	reported := make(map[string]bool)
	for _, m := range mentions {
		government := !locative.MatchString(text[:m.start])
		has := func(p paragraph) bool {
			return slices.ContainsFunc(m.entities, func(e int) bool {
				return p.entities[e] || government && c.hasCountryOf(p, e)
			})
		}
		name := text[m.start:m.end]
		if reported[name] || c.cited(claim.cites, has) || c.isAttribute(text, m, mentions) {
			continue
		}
		reported[name] = true
		c.report(claim.at, citeAdvice(c.where(has), "leave the name out"), "%s names %s, which is not in %s",
			claim.subject, name, numbersText(claim.cites))
	}
	c.checkUnknownNames(claim, text, mentions)
	c.checkTitles(claim, text, mentions)
}

// locative finds what makes the name of a capital mean the city; without it,
// "Moscow" means Russia.
var locative = regexp.MustCompile(`\b(?:in|to|at|from|near) $`)

// hasCountryOf tells whether a paragraph names the country of a capital.
func (c *checker) hasCountryOf(p paragraph, capital int) bool {
	id := c.base.entities[capital].ID
	for i, e := range c.base.entities {
		if e.Capital == id && p.entities[i] {
			return true
		}
	}
	return false
}

// isAttribute tells whether a mention only says whose office somebody holds who
// is named next to it, as "Russian" in "Russian President Vladimir Putin": the
// base knows that from elsewhere.
func (c *checker) isAttribute(text string, m mention, mentions []mention) bool {
	for _, other := range mentions {
		if !near(text, m.end, other.start) && !near(text, other.end, m.start) {
			continue
		}
		for _, i := range other.entities {
			e := c.base.entities[i]
			for _, j := range m.entities {
				id := c.base.entities[j].ID
				if e.Kind == Person && (e.Side == id || slices.ContainsFunc(e.Roles, func(r Role) bool { return r.Of == id })) {
					return true
				}
			}
		}
	}
	return false
}

var capitalised = regexp.MustCompile(`\p{Lu}[\p{L}\p{M}]+`)

// checkUnknownNames looks for words with a capital letter that are no known
// name and no beginning of a sentence.
func (c *checker) checkUnknownNames(claim claim, text string, mentions []mention) {
	for _, at := range capitalised.FindAllStringIndex(text, -1) {
		word := text[at[0]:at[1]]
		known := slices.ContainsFunc(mentions, func(m mention) bool { return m.start <= at[0] && at[1] <= m.end })
		if known || beginsSentence(text[:at[0]]) || isCalendarWord(word) || c.isTitleWord(word, mentions) {
			continue
		}
		lower := strings.ToLower(word)
		has := func(p paragraph) bool { return containsWhole(p.lower, lower) }
		if c.cited(claim.cites, has) {
			continue
		}
		c.report(claim.at, citeAdvice(c.where(has), "leave it out"), "%s has the name %s, which is not in %s",
			claim.subject, word, numbersText(claim.cites))
	}
}

// isTitleWord tells whether a word is part of an office of somebody who is
// mentioned.
func (c *checker) isTitleWord(word string, mentions []mention) bool {
	word = strings.ToLower(word)
	for _, m := range mentions {
		for _, i := range m.entities {
			if slices.ContainsFunc(titles(c.base.entities[i]), func(title string) bool { return containsWhole(title, word) }) {
				return true
			}
		}
	}
	return false
}

// beginsSentence tells whether what follows the text before it has a capital
// letter anyway.
func beginsSentence(before string) bool {
	before = strings.TrimRight(before, " “(")
	return before == "" || strings.ContainsAny(before[len(before)-1:], ".:;?!")
}

// unquoted replaces what stands between curly quotes by dashes: it is checked to
// the letter already.
func unquoted(text string) string {
	found, _ := passages(text)
	for _, p := range found {
		text = strings.Replace(text, "“"+p+"”", "“–”", 1)
	}
	return text
}

// checkEntities looks for the entities in the paragraphs that introduce them.
func (c *checker) checkEntities() {
	for i, e := range c.base.entities {
		subject := fmt.Sprintf("%s %q", e.Kind, e.ID)
		has := func(p paragraph) bool { return p.entities[i] }
		if len(e.Cites) > 0 && !c.cited(e.Cites, has) {
			c.report(c.base.entityAt[i], citeAdvice(c.where(has), "add the name that it has there to the aliases"),
				"%s is not named in %s, which it cites", subject, numbersText(e.Cites))
		}
		for j, role := range e.Roles {
			if len(role.Cites) > 0 && !c.cited(role.Cites, has) {
				c.report(c.base.entityAt[i], citeAdvice(c.where(has), "leave the role out"),
					"role %d of %s cites %s, where it is not named", j+1, subject, numbersText(role.Cites))
			}
		}
	}
}
