package card

import (
	"strings"
	"unicode/utf16"
)

// MaxAlt is how long an alternative text may be, in UTF-16 code units, of which no
// text has fewer than characters. Discord: 1024 characters for the description of an
// attachment; Telegram: 1024 for a caption, which stands in for one.
const MaxAlt = 1024

// Alt returns in text what the picture shows, for those who do not see it. It is at
// most [MaxAlt] long: where that is too little, first roles are left out, then what
// is farthest from today, and the last line counts it. It is "" when nothing can be
// drawn.
func (c Card) Alt() string {
	s := fit(c)
	if s.empty() {
		return ""
	}
	alt := s.alt(true)
	for left := true; left && tooLong(alt); left = s.leaveOut() {
		alt = s.alt(false)
	}
	return alt
}

func tooLong(alt string) bool { return len(utf16.Encode([]rune(alt))) > MaxAlt }

// alt writes a sheet as text, with or without what people are.
func (s *sheet) alt(roles bool) string {
	var lines []string
	add := func(parts ...string) {
		if line := joined(": ", parts...); line != "" {
			lines = append(lines, line)
		}
	}
	add(s.kind.text, s.headline.text)
	add(s.asOf.text)
	for _, d := range s.days {
		var events []string
		for _, e := range d.events {
			events = append(events, strings.TrimSuffix(e.text, "."))
		}
		add(d.label.text, strings.Join(events, "; "))
	}
	if s.moreEvents > 0 && len(s.days) > 0 {
		add(andMore(s.moreEvents))
	}
	for _, column := range s.people {
		for i := range column {
			add(column[i].name.text, names(&column[i], roles))
		}
	}
	if s.morePeople > 0 {
		add(andMore(s.morePeople))
	}
	if len(s.meetings) > 0 {
		add(whoMeets + ":")
	}
	for i := range s.meetings {
		m := &s.meetings[i]
		sides := []string{m.alone.text}
		for j := range m.sides {
			who := names(&m.sides[j], roles)
			if m.sides[j].name.text != "" && who != "" {
				who = "(" + who + ")"
			}
			sides = append(sides, joined(" ", m.sides[j].name.text, who))
		}
		add(joined(", ", m.title.text, m.when.text), joined(" – ", sides...))
	}
	if s.moreMeetings > 0 && len(s.meetings) > 0 {
		add(andMore(s.moreMeetings))
	}
	return strings.Join(lines, "\n")
}

// names lists the people of a panel.
func names(b *sideBox, roles bool) string {
	var all []string
	separator := ", "
	for _, p := range b.people {
		if roles && p.role.text != "" {
			separator = "; "
			all = append(all, p.name.text+", "+p.role.text)
		} else {
			all = append(all, p.name.text)
		}
	}
	if b.more > 0 {
		all = append(all, andMore(b.more))
	}
	return strings.Join(all, separator)
}

// joined joins the parts that are not empty.
func joined(by string, parts ...string) string {
	var all []string
	for _, p := range parts {
		if p != "" {
			all = append(all, p)
		}
	}
	return strings.Join(all, by)
}

// leaveOut takes an event, a person or a meeting out of a sheet, which is drawn no
// more, and counts it. It returns false when only the headline is left.
func (s *sheet) leaveOut() bool {
	switch {
	case len(s.days) > 1:
		s.leaveOutEvent()
	case len(s.people[1]) > 0:
		s.leaveOutPerson(1)
	case len(s.people[0]) > 0:
		s.leaveOutPerson(0)
	case len(s.meetings) > 0:
		s.meetings = s.meetings[:len(s.meetings)-1]
		s.moreMeetings++
	case len(s.days) > 0:
		s.leaveOutEvent()
	default:
		return false
	}
	return true
}

// leaveOutEvent takes out the last event of the day farthest from today, and the day
// with its last event.
func (s *sheet) leaveOutEvent() {
	days := make([]Day, len(s.days))
	for i, d := range s.days {
		days[i].Today = d.today
	}
	order := nearest(days)
	at := order[len(order)-1]
	d := &s.days[at]
	d.events = d.events[:len(d.events)-1]
	s.moreEvents++
	if len(d.events) == 0 {
		s.days = append(s.days[:at], s.days[at+1:]...)
	}
}

// leaveOutPerson takes the last person out of a column, and the panel with its last.
func (s *sheet) leaveOutPerson(column int) {
	boxes := s.people[column]
	last := &boxes[len(boxes)-1]
	last.people = last.people[:len(last.people)-1]
	s.morePeople++
	if len(last.people) == 0 {
		s.people[column] = boxes[:len(boxes)-1]
	}
}
