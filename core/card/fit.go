package card

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Lengths of texts, in runes, beyond which they are left out; a headline is cut.
const (
	maxLabel    = 48 // of a day, a kind, a name
	maxLine     = 96 // a line or two: a role, the title of a meeting
	maxAsOf     = 160
	maxHeadline = 180
	maxEvent    = 280 // six lines: a long sentence
)

// How many of each are looked at. More have no room, however short they are.
const (
	maxEvents   = 64
	maxMeetings = 8
	maxSides    = 16
	maxPeople   = 64
)

// sheet is what of a card can be drawn and has room, with the lines of its texts.
type sheet struct {
	fonts    *fonts
	kind     para
	headline para
	asOf     para
	days     []dayBox
	meetings []meetingBox
	people   [columns][]sideBox
	height   int

	title                                *typeface // of the headline
	moreEvents, moreMeetings, morePeople int       // left out
}

// empty tells whether there is nothing to see: neither a headline nor, of what is
// below it, anything that can be drawn.
func (s *sheet) empty() bool {
	body := len(s.days) + len(s.meetings) + len(s.people[0])
	return body == 0 && (len(s.headline.lines) == 0 || s.moreEvents+s.moreMeetings+s.morePeople > 0)
}

// fit chooses what of a card is drawn. Where something is left out, the people who
// meet are named without their roles.
func fit(c Card) *sheet {
	f := newFonts()
	s := fitInto(f, c)
	if s.moreEvents+s.moreMeetings > 0 && len(c.Meetings) > 0 {
		c.Meetings = unroled(c.Meetings)
		s = fitInto(f, c)
	}
	return s
}

// fitInto chooses what of a card is drawn. Meetings come first, as long as they leave
// half of the room to the days; then the days nearest to today's, or to the last.
func fitInto(f *fonts, c Card) *sheet {
	s := &sheet{fonts: f}
	kind, _ := f.drawable(c.Kind, maxLabel)
	s.kind = f.in(kindStyle()).set(kind, textWidth)
	asOf, _ := f.drawable(c.AsOf, maxAsOf)
	s.asOf = f.in(asOfStyle()).set(asOf, textWidth)
	s.fitHeadline(c.Headline)
	height := MaxHeight
	if len(c.People) == 0 {
		height = dayHeight
	}
	room := height - s.head() - foot
	most := room
	if len(c.Days) > 0 {
		most = room / 2
	}
	room -= s.fitMeetings(c.Meetings, most)
	room -= s.fitPeople(c.People, room)
	room -= s.fitDays(c.Days, room)
	s.height = height - room
	return s
}

// unroled returns as many of the meetings as are looked at, with people's names only.
func unroled(meetings []Meeting) []Meeting {
	plain := slices.Clone(meetings)
	for i, m := range plain[:min(len(plain), maxMeetings)] {
		plain[i].Sides = make([]Side, len(m.Sides))
		for j, side := range m.Sides {
			people := slices.Clone(side.People)
			for k := range people {
				people[k].Role = ""
			}
			plain[i].Sides[j] = Side{side.Name, people}
		}
	}
	return plain
}

// fitHeadline sets a headline in the largest size in which it has few lines; one
// that is too long for the smallest is cut.
func (s *sheet) fitHeadline(headline string) {
	text, ok := s.fonts.drawable(headline, maxHeadline)
	if !ok {
		text, _ = s.fonts.drawable(shorten(headline, maxHeadline), maxHeadline+utf8.RuneCountInString(ellipsis))
	}
	for _, step := range []struct{ size, lines int }{{60, 2}, {52, 2}, {46, 3}, {42, maxHeadlineLines}} {
		s.title = s.fonts.in(style{bold: true, size: step.size})
		if s.headline = s.title.even(text, textWidth); len(s.headline.lines) <= step.lines {
			return
		}
	}
	for most := maxHeadline; len(s.headline.lines) > maxHeadlineLines; most = most * 4 / 5 {
		s.headline = s.title.even(shorten(text, most), textWidth)
	}
}

const maxHeadlineLines = 4

// shorten cuts a headline at the end of a clause, or where there is none of a word,
// so that it has at most so many runes before the ellipsis.
func shorten(s string, most int) string {
	// Runes have at most four bytes; more is not looked at.
	s = strings.ToValidUTF8(s[:min(len(s), 16*most)], "")
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	end, n, clause := 0, 0, 0
	for i := range s {
		if n == most {
			end = i
			break
		}
		n++
	}
	s = s[:end]
	cut := strings.LastIndexByte(s, ' ')
	for _, mark := range []string{", ", "; ", ": ", " – ", " — ", ". ", "! ", "? "} {
		if i := strings.LastIndex(s, mark); i > len(s)/2 {
			clause = max(clause, i)
		}
	}
	if clause > 0 {
		cut = clause
	}
	if cut > 0 {
		s = s[:cut]
	}
	return strings.TrimRight(s, " ,;:–—.") + ellipsis
}

const ellipsis = " …"
