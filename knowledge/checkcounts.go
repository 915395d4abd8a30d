package knowledge

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// unitPattern finds what is measured rather than counted by a look at the base.
var unitPattern = regexp.MustCompile(`^[ -](?:year|month|week|day|hour|minute|second|percent|per cent|hundred|thousand|million|billion)`)

// isCount tells whether a number, with the text before and after it, counts what
// the base lists or the claim itself does: those who act in the item, their
// sides, the names in the claim, the parts of a list, the days between two days
// of the week.
func (c *checker) isCount(claim claim, before, number, after string) bool {
	n, err := strconv.Atoi(number)
	if err != nil || claim.item == nil {
		return false
	}
	if n == len(claim.item.Who) || n == len(c.members(claim.item.Who)) {
		return true
	}
	for _, ask := range claim.item.Asks {
		if ask.Kind == HowMany && listsParts(ask.Answer, n) {
			return true
		}
	}
	if claim.count || strings.HasPrefix(after, " day") {
		if n == daysBetween(claim.text) {
			return true
		}
	}
	if unitPattern.MatchString(after) {
		return false
	}
	sentence, _, _ := strings.Cut(after, ". ")
	all, _ := c.named(sentence) // "two sides, the US and Russia"
	_, people := c.named(before)
	return n == len(c.sides(claim.item.Who)) || n == all ||
		n <= people && strings.HasSuffix(before, "the ") // "Zelenskyy visits Erdogan; the two will talk"
}

// members returns ids with the groups among them replaced by their members.
func (c *checker) members(ids []string) []string {
	var all []string
	for _, id := range ids {
		if e, ok := c.base.Entity(id); ok && len(e.Members) > 0 {
			all = append(all, e.Members...)
		} else {
			all = append(all, id)
		}
	}
	return all
}

// sides returns the sides to which entities belong, each once.
func (c *checker) sides(ids []string) []string {
	var sides []string
	for _, id := range ids {
		if e, ok := c.base.Entity(id); ok && e.Side != "" && !slices.Contains(sides, e.Side) {
			sides = append(sides, e.Side)
		}
	}
	return sides
}

// named counts the entities that a text names, and the people among them.
func (c *checker) named(text string) (all, people int) {
	seen := make(map[int]bool)
	for _, m := range c.finder.find(straight(text)) {
		e := m.entities[0]
		if seen[e] {
			continue
		}
		seen[e] = true
		all++
		if c.base.entities[e].Kind == Person {
			people++
		}
	}
	return all, people
}

var listSeparator = regexp.MustCompile(`, and |, | and |; `)

// listsParts tells whether an answer such as "Two: bread and wine" lists as many
// things as it says.
func listsParts(answer string, n int) bool {
	number, list, ok := strings.Cut(answer, ": ")
	return ok && digits(number) == strconv.Itoa(n) && len(listSeparator.Split(list, -1)) == n
}

// daysBetween returns how many days are from the first day of the week in a text
// to the last one, 0 to 3, or -1 when there are not two.
func daysBetween(text string) int {
	days := weekdayPattern.FindAllString(text, -1)
	if len(days) < 2 {
		return -1
	}
	first, last := slices.Index(weekdayNames, days[0]), slices.Index(weekdayNames, days[len(days)-1])
	return min((last-first+7)%7, (first-last+7)%7)
}
