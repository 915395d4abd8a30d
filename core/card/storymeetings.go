package card

import (
	"cmp"
	"regexp"
	"slices"

	"dragoman/knowledge"
)

// meetingsOf returns the events of a story in which somebody meets somebody,
// earliest first, those without a day last. Of a program's draft, which does not
// know who meets and who is spoken of, it returns none.
func meetingsOf(b *knowledge.Base) []Meeting {
	if b.Story().Extracted {
		return nil
	}
	items := b.Items()
	var found []*knowledge.Item
	for i := range items {
		if it := &items[i]; it.Kind == knowledge.Event && it.Status != knowledge.Denied && meets(it.What) {
			found = append(found, it)
		}
	}
	slices.SortStableFunc(found, func(x, y *knowledge.Item) int {
		if x, y := x.When.From.IsZero(), y.When.From.IsZero(); x != y {
			if x {
				return 1
			}
			return -1
		}
		return x.When.From.Compare(y.When.From)
	})
	var meetings []Meeting
	for _, it := range found {
		sides := sidesOf(b, it)
		if len(sides) == 0 {
			continue
		}
		m := Meeting{Title: capital(cmp.Or(it.Name, it.What)), Sides: sides}
		if !it.When.From.IsZero() {
			m.When = dayLabel(it.When, b.Story().Published)
		}
		if it.Status != knowledge.Confirmed {
			m.When = joined(", ", m.When, it.Status.String())
		}
		meetings = append(meetings, m)
	}
	return meetings
}

var (
	meeting = regexp.MustCompile(`(?i)\b(?:meets?|met|holds? (?:\w+ )?talks|held (?:\w+ )?talks)\b`)
	// unlike says, before the verb, that nobody meets or that it is not sure.
	unlike = regexp.MustCompile(`(?i)\b(?:not|never|no|without|to|may|might|could|would|should|cannot|\w+n['’]t|says?|said|that|if|whether)\b`)
	// remote says that they do not come together.
	remote = regexp.MustCompile(`(?i)\b(?:phone|telephone|video|calls?|online|virtual(?:ly)?)\b`)
)

// meets tells whether a short clause says that people come together: "Vik and Berg
// meet", not "Vik refuses to meet Berg" or "Vik says that he met Berg".
func meets(clause string) bool {
	at := meeting.FindStringIndex(clause)
	return at != nil && !unlike.MatchString(clause[:at[0]]) && !remote.MatchString(clause)
}

// sidesOf returns who meets in an event: two sides or more, or a group whose members
// meet each other. It returns nil where the story does not say so much.
func sidesOf(b *knowledge.Base, it *knowledge.Item) []Side {
	var t table
	for _, id := range it.Who {
		e, ok := b.Entity(id)
		switch {
		case !ok:
			return nil
		case e.Kind == knowledge.Person:
			t.seat(b, e, "")
		case len(e.Members) == 0:
			t.side(cmp.Or(e.Side, e.ID), sideName(e))
		}
		for _, id := range e.Members {
			if m, ok := b.Entity(id); ok {
				t.seat(b, m, e.Side)
			}
		}
	}
	if len(t.sides) < 2 {
		if len(it.Who) != 1 {
			return nil
		}
		if e, _ := b.Entity(it.Who[0]); e.Kind != knowledge.Group {
			return nil
		}
	}
	t.joined(b, it)
	return t.sides
}

// table is who sits where in a meeting.
type table struct {
	ids   []string // of the sides
	sides []Side
	there []string // ids of people
}

// side returns the side with an id, new with a name if there is none.
func (t *table) side(id, name string) *Side {
	n := slices.Index(t.ids, id)
	if n < 0 {
		n = len(t.ids)
		t.ids = append(t.ids, id)
		t.sides = append(t.sides, Side{Name: name})
	}
	return &t.sides[n]
}

// seat gives a person a seat on a side; "" is the person's own.
func (t *table) seat(b *knowledge.Base, e *knowledge.Entity, id string) {
	if slices.Contains(t.there, e.ID) {
		return
	}
	t.there = append(t.there, e.ID)
	name := ""
	of, ok := b.Entity(cmp.Or(id, e.Side))
	if ok {
		id, name = of.ID, sideName(of)
	} else {
		id = e.ID
	}
	s := t.side(id, name)
	s.People = append(s.People, person(b, e))
}

var (
	joins    = regexp.MustCompile(`(?i)\b(?:joins?|attends?|takes? part|takes? a seat)\b`)
	unjoined = regexp.MustCompile(`(?i)\b(?:not|never|no|without|refuses?|declines?|rejects?|\w+n['’]t)\b`)
)

// joined seats those of whom the story reports, or says that it is planned, that they
// join in the same place, and says so beside their names.
func (t *table) joined(b *knowledge.Base, meeting *knowledge.Item) {
	items := b.Items()
	for i := range items {
		it := &items[i]
		if it.Kind != knowledge.Event && it.Kind != knowledge.Fact || it.Where == "" || it.Where != meeting.Where ||
			it.Status != knowledge.Reported && it.Status != knowledge.Planned ||
			it.When.Date != "" && it.When.Date != meeting.When.Date ||
			!joins.MatchString(it.Gist) || unjoined.MatchString(it.Gist) {
			continue
		}
		for _, id := range it.Who {
			e, ok := b.Entity(id)
			if !ok || e.Kind != knowledge.Person || slices.Contains(t.there, id) || !slices.Contains(t.ids, e.Side) {
				continue
			}
			t.seat(b, e, "")
			s := t.side(e.Side, "")
			s.People[len(s.People)-1].Name += " (" + it.Status.String() + ")"
		}
	}
}
