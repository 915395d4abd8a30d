package card

import "image"

// Places on the axis of days, in pixels.
const (
	axisX    = margin + 14 // where the axis runs
	dayX     = margin + 60 // where the text of days begins
	dayWidth = Width - margin - dayX
	dayGap   = 22 // between days
	eventGap = 8  // between the events of a day
	inset    = 20 // of today's text in its panel, to each side
)

// dayBox is a day with the lines of its label and its events.
type dayBox struct {
	label   para
	today   bool
	events  []para
	several bool // its events are set in, with bullets
}

func labelStyle() style { return style{bold: true, size: 34} }
func eventStyle() style { return style{size: 34} }

// fitDays takes the events that have room, those of the days nearest to today first,
// and returns the height that they need.
func (s *sheet) fitDays(days []Day, room int) int {
	if len(days) == 0 {
		return 0
	}
	for _, d := range days {
		s.moreEvents += len(d.Events)
	}
	room -= s.moreLine()
	boxes := make(map[int]*dayBox)
	used, looked := 0, 0
	for _, at := range nearest(days) {
		d := days[at]
		label, ok := s.fonts.drawable(d.Label, maxLabel)
		if !ok || looked == maxEvents {
			continue
		}
		box := &dayBox{today: d.Today, several: len(d.Events) > 1, label: s.fonts.in(labelStyle()).set(label, dayWidth-inset)}
		before := 0
		for _, event := range d.Events[:min(len(d.Events), maxEvents-looked)] {
			looked++
			text, ok := s.fonts.drawable(event, maxEvent)
			if !ok || text == "" {
				continue
			}
			width := dayWidth - inset
			if box.several {
				width -= bullet
			}
			box.events = append(box.events, s.fonts.in(eventStyle()).set(text, width))
			if h := s.boxHeight(box); used+h-before > room {
				box.events = box.events[:len(box.events)-1]
			} else {
				used, before = used+h-before, h
				boxes[at] = box
				s.moreEvents--
			}
		}
	}
	for at := range days {
		if box, ok := boxes[at]; ok {
			s.days = append(s.days, *box)
		}
	}
	if len(s.days) == 0 {
		return 0
	}
	if s.moreEvents > 0 {
		used += s.moreLine()
	}
	return used
}

// nearest returns the places of days, that of today, or else the last, first, then
// those around it: of what is as near, two days to come for one that is past.
func nearest(days []Day) []int {
	pivot := len(days) - 1
	for i, d := range days {
		if d.Today {
			pivot = i
		}
	}
	order := []int{pivot}
	most := min(len(days), maxEvents)
	for next, past := pivot+1, pivot-1; len(order) < most; past-- {
		for range 2 {
			if next < len(days) {
				order = append(order, next)
				next++
			}
		}
		if past >= 0 {
			order = append(order, past)
		}
	}
	return order
}

// bullet is how far the events of a day that has several are set in.
const bullet = 28

// boxHeight returns the height of a day with the gap below it.
func (s *sheet) boxHeight(b *dayBox) int {
	h := b.label.height(s.fonts.in(labelStyle()))
	for _, p := range b.events {
		h += p.height(s.fonts.in(eventStyle())) + eventGap
	}
	if b.today {
		h += inset
	}
	return h + dayGap
}

// drawDays draws the axis and the days from y down and returns where they end.
func (s *sheet) drawDays(c *canvas, y int) int {
	if len(s.days) == 0 {
		return y
	}
	label, event := s.fonts.in(labelStyle()), s.fonts.in(eventStyle())
	last := y
	for i := range s.days[:len(s.days)-1] {
		last += s.boxHeight(&s.days[i])
	}
	first := y + label.line()/2
	c.rect(image.Rect(axisX-2, first, axisX+2, last+label.line()/2), ruleOnPaper)
	for i := range s.days {
		b := &s.days[i]
		height := s.boxHeight(b)
		labelInk, eventInk, top := accentOnPaper, brightOnPaper, y
		if b.today {
			labelInk, eventInk, top = amberOnPanel, brightOnPanel, y+inset/2
			c.rounded(image.Rect(dayX-inset, y-inset/2, Width-margin, y+height-dayGap+inset/4), 20, panelOnPaper)
		}
		dot := image.Pt(axisX, top+label.line()/2)
		c.circle(dot, 18, paperOnRule)
		if b.today {
			c.circle(dot, 14, amberOnPaper)
		} else {
			c.circle(dot, 10, accentOnPaper)
		}
		y += height
		top = c.para(dayX, top, b.label, label, labelInk)
		for _, p := range b.events {
			x := dayX
			if b.several {
				x += bullet
				c.text(dayX, top+event.baseline(), "•", event, labelInk)
			}
			top = c.para(x, top, p, event, eventInk) + eventGap
		}
	}
	return s.drawMore(c, y, s.moreEvents)
}
