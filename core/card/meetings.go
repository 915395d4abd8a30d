package card

import "image"

// meetingBox is a meeting with the lines of its texts and its panels in rows.
type meetingBox struct {
	title  para
	when   para
	beside bool // when stands beside the title, not below it
	alone  para // a group of which nobody is named, which meets by itself
	sides  []sideBox
}

const whoMeets = "Who meets whom"

func sectionStyle() style      { return style{bold: true, size: 40} }
func meetingTitleStyle() style { return style{bold: true, size: 36} }
func whenStyle() style         { return style{size: 34} }

const (
	meetingGap = 16 // below the heading, and between what a meeting consists of
	sectionGap = 44 // above a section
)

// fitMeetings takes the meetings that have room and returns the height that they
// need, with their heading. A meeting is whole or left out.
func (s *sheet) fitMeetings(meetings []Meeting, room int) int {
	s.moreMeetings = len(meetings)
	used := s.sectionHead() + s.moreLine()
	for _, m := range meetings[:min(len(meetings), maxMeetings)] {
		box, ok := s.meeting(m)
		if !ok {
			continue
		}
		if h := s.meetingHeight(&box); used+h <= room {
			used += h
			s.meetings = append(s.meetings, box)
			s.moreMeetings--
		}
	}
	switch {
	case len(s.meetings) == 0:
		return 0
	case s.moreMeetings == 0:
		used -= s.moreLine()
	}
	return used
}

// meeting sets the texts of a meeting. ok is false unless each side can be drawn.
func (s *sheet) meeting(m Meeting) (meetingBox, bool) {
	title, ok := s.fonts.drawable(m.Title, maxLine)
	if !ok || title == "" || len(m.Sides) == 0 || len(m.Sides) > maxSides {
		return meetingBox{}, false
	}
	box := meetingBox{title: s.fonts.in(meetingTitleStyle()).set(title, textWidth)}
	when, _ := s.fonts.drawable(m.When, maxLabel)
	box.when = s.fonts.in(whenStyle()).set(when, textWidth)
	box.beside = len(box.title.lines) == 1 && s.besideX(&box)+s.fonts.in(whenStyle()).width(box.when.text) <= textWidth+margin
	if len(m.Sides) == 1 && len(m.Sides[0].People) == 0 {
		name, ok := s.fonts.drawable(m.Sides[0].Name, maxLabel)
		box.alone = s.fonts.in(whenStyle()).set(name, textWidth)
		return box, ok && name != ""
	}
	for i, side := range m.Sides {
		b, ok := s.side(side, widthOf(i, len(m.Sides)))
		if !ok {
			return meetingBox{}, false
		}
		box.sides = append(box.sides, b)
	}
	return box, true
}

// besideX returns where the time beside a title begins.
func (s *sheet) besideX(b *meetingBox) int {
	return margin + s.fonts.in(meetingTitleStyle()).width(b.title.text) + meetingGap
}

// widthOf returns the width of panel i of n: the last has a row of its own where the
// number is odd.
func widthOf(i, n int) int {
	if i == n-1 && n%columns == 1 {
		return textWidth
	}
	return panelWidth
}

// meetingHeight returns the height of a meeting with the gap below it.
func (s *sheet) meetingHeight(b *meetingBox) int {
	h := b.title.height(s.fonts.in(meetingTitleStyle())) + meetingGap
	h += b.alone.height(s.fonts.in(whenStyle()))
	if !b.beside {
		h += b.when.height(s.fonts.in(whenStyle()))
	}
	for i := 0; i < len(b.sides); i += columns {
		h += s.rowHeight(b.sides[i:min(i+columns, len(b.sides))]) + panelGap
	}
	return h
}

// rowHeight returns the height of the highest panel of a row.
func (s *sheet) rowHeight(row []sideBox) int {
	h := 0
	for i := range row {
		h = max(h, s.panelHeight(&row[i]))
	}
	return h
}

// drawMeetings draws the meetings from y down and returns where they end.
func (s *sheet) drawMeetings(c *canvas, y int) int {
	if len(s.meetings) == 0 {
		return y
	}
	y = s.drawSectionHead(c, y, whoMeets)
	title, when := s.fonts.in(meetingTitleStyle()), s.fonts.in(whenStyle())
	for _, m := range s.meetings {
		if m.beside {
			c.para(s.besideX(&m), y, m.when, when, mutedOnPaper)
			y = c.para(margin, y, m.title, title, brightOnPaper)
		} else {
			y = c.para(margin, y, m.title, title, brightOnPaper)
			y = c.para(margin, y, m.when, when, mutedOnPaper)
		}
		y = c.para(margin, y, m.alone, when, brightOnPaper)
		y += meetingGap
		for i := 0; i < len(m.sides); i += columns {
			row := m.sides[i:min(i+columns, len(m.sides))]
			height := s.rowHeight(row)
			for j := range row {
				at := image.Pt(margin+j*(panelWidth+panelGap), y)
				s.drawPanel(c, at, widthOf(i+j, len(m.sides)), height, &row[j])
			}
			if len(m.sides) == columns {
				s.drawBetween(c, image.Pt(margin+panelWidth+panelGap/2, y+panelInset+s.fonts.in(nameStyle()).line()/2))
			}
			y += height + panelGap
		}
	}
	return s.drawMore(c, y, s.moreMeetings)
}

// drawBetween draws an arrow to both sides on a disc around a point, between the
// panels of those who meet.
func (s *sheet) drawBetween(c *canvas, at image.Point) {
	const both = "↔"
	arrow := s.fonts.in(roleStyle())
	c.circle(at, 24, paperOnPanel)
	c.text(at.X-arrow.width(both)/2, at.Y-arrow.line()/2+arrow.baseline(), both, arrow, accentOnPaper)
}

// sectionHead returns the height of a section's heading with the rule above it.
func (s *sheet) sectionHead() int {
	return sectionGap + s.fonts.in(sectionStyle()).line() + meetingGap
}

// drawSectionHead draws a section's heading from y down and returns where it ends.
func (s *sheet) drawSectionHead(c *canvas, y int, heading string) int {
	t := s.fonts.in(sectionStyle())
	c.rect(image.Rect(margin, y+14, Width-margin, y+17), ruleOnPaper)
	c.text(margin, y+sectionGap+t.baseline(), heading, t, accentOnPaper)
	return y + s.sectionHead()
}
