package card

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"dragoman/core/views"
	"dragoman/knowledge"
)

// Briefing is a story at a glance: what happens on which day and who meets whom. day
// is the reader's, midnight UTC; the zero time highlights none. ok is false for a
// story that has neither days nor meetings.
func Briefing(b *knowledge.Base, day time.Time) (c Card, ok bool) {
	c = about(b, "Briefing")
	c.Days, c.Meetings = daysOf(b, day), meetingsOf(b)
	return c, len(c.Days)+len(c.Meetings) > 0
}

// Timeline is what happens on which day. day is the reader's, midnight UTC; the zero
// time highlights none. ok is false for a story without days.
func Timeline(b *knowledge.Base, day time.Time) (c Card, ok bool) {
	c = about(b, "Timeline")
	c.Days = daysOf(b, day)
	return c, len(c.Days) > 0
}

// Who is the people of the story, by the side that they are on, and what they are. ok
// is false for a story that names nobody.
func Who(b *knowledge.Base) (c Card, ok bool) {
	c = about(b, "Who is who")
	c.People = peopleOf(b)
	return c, len(c.People) > 0
}

// about returns the headline of a story, its publisher and its day.
func about(b *knowledge.Base, kind string) Card {
	s := b.Story()
	var of []string
	if !s.Published.IsZero() {
		of = append(of, "As of "+s.Published.Format("Mon 2 Jan 2006"))
	}
	if s.Publisher != "" {
		of = append(of, s.Publisher)
	}
	return Card{Kind: kind, Headline: s.Title, AsOf: strings.Join(of, " · ")}
}

// peopleOf returns the people of a story by side, in the order of the file. A
// program's draft knows too little of sides: its people are of none.
func peopleOf(b *knowledge.Base) []Side {
	var sides []Side
	var nobodys Side
	at := make(map[string]int) // by id of the side
	for i := range b.Entities() {
		e := &b.Entities()[i]
		if e.Kind != knowledge.Person {
			continue
		}
		of, ok := b.Entity(e.Side)
		if !ok || b.Story().Extracted {
			nobodys.People = append(nobodys.People, Person{e.Name, capital(views.Description(b, e))})
			continue
		}
		n, ok := at[of.ID]
		if !ok {
			n = len(sides)
			at[of.ID] = n
			sides = append(sides, Side{Name: sideName(of)})
		}
		sides[n].People = append(sides[n].People, person(b, e))
	}
	if len(nobodys.People) > 0 {
		sides = append(sides, nobodys)
	}
	return sides
}

// person is a person under the name of the side: "Foreign Minister" there says of
// which country.
func person(b *knowledge.Base, e *knowledge.Entity) Person {
	role := views.Description(b, e)
	if len(e.Roles) > 0 && e.Roles[0].Of == e.Side {
		role = e.Roles[0].Title
	}
	return Person{e.Name, capital(role)}
}

// sideName is the name of a side as a heading: "United States".
func sideName(e *knowledge.Entity) string {
	return capital(strings.TrimPrefix(e.Name, "the "))
}

// capital writes a text with a capital at its beginning.
func capital(s string) string {
	_, size := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:size]) + s[size:]
}

// refersBack tells whether a sentence begins with a word that says little without
// the sentence before it.
func refersBack(sentence string) bool {
	first, _, _ := strings.Cut(strings.ToLower(strings.TrimLeft(sentence, "“\"'‘")), " ")
	return slices.Contains([]string{
		"he", "she", "it", "they", "his", "her", "its", "their", "this", "that", "these", "those", "but", "and", "there", "here",
	}, first)
}
