package knowledge

import (
	"slices"
	"strings"
)

// checkSpeaker reports a statement of which the gist does not say who made it.
func (c *checker) checkSpeaker(i int) {
	it := &c.base.items[i]
	by, ok := c.base.entityByID[it.By]
	if it.Kind != Statement || !ok {
		return
	}
	names := func(m mention) bool { return slices.Contains(m.entities, by) }
	if !slices.ContainsFunc(c.finder.find(straight(it.Gist)), names) {
		c.report(c.base.itemAt[i].gist, "name the speaker in it", "the gist of statement %q does not name %s, who made it",
			it.ID, c.base.entities[by].Short)
	}
}

// checkTitles reports the first name or the office of one person before the name
// of another, as in "Marco Witkoff" and "President Rubio".
func (c *checker) checkTitles(claim claim, text string, mentions []mention) {
	for _, m := range mentions {
		if !slices.ContainsFunc(m.entities, func(e int) bool { return c.base.entities[e].Kind == Person }) {
			continue
		}
		name := text[m.start:m.end]
		if m.start == 0 || text[m.start-1] != ' ' {
			continue
		}
		words := strings.Fields(text[:m.start])
		if len(words) == 0 {
			continue
		}
		first := words[len(words)-1]
		isFirst := func(e Entity) bool {
			return e.Kind == Person && startsUpper(first) &&
				containsWhole(straight(e.Name), first) && !containsWhole(straight(e.Short), first)
		}
		if slices.ContainsFunc(c.base.entities, isFirst) && !c.anyOf(m, isFirst) {
			c.report(claim.at, "correct the name", "%s names %s %s, whom the story does not know", claim.subject, first, name)
			continue
		}
		before := strings.ToLower(strings.TrimRight(text[:m.start], " "))
		holds := func(e Entity) bool {
			return slices.ContainsFunc(titles(e), func(title string) bool { return endsWithWords(before, title) })
		}
		if slices.ContainsFunc(c.base.entities, holds) && !c.anyOf(m, holds) {
			c.report(claim.at, "correct the name or the office", "%s gives %s an office of somebody else", claim.subject, name)
		}
	}
}

// anyOf tells whether is is true for one of the entities that a mention may mean.
func (c *checker) anyOf(m mention, is func(Entity) bool) bool {
	return slices.ContainsFunc(m.entities, func(e int) bool { return is(c.base.entities[e]) })
}

// titles returns the names of an entity's offices, in small letters.
func titles(e Entity) []string {
	var all []string
	for _, role := range e.Roles {
		all = append(all, role.titles()...)
	}
	return all
}

func (r Role) titles() []string {
	all := []string{strings.ToLower(straight(r.Title))}
	for _, title := range r.Also {
		all = append(all, strings.ToLower(straight(title)))
	}
	return all
}

func endsWithWords(text, words string) bool {
	before, ok := strings.CutSuffix(text, words)
	return ok && (before == "" || before[len(before)-1] == ' ')
}
