package card

// Measures of the whole picture, in pixels.
const (
	frame     = 12 // around the frame
	border    = 4  // the frame's width
	corner    = 40 // the frame's radius
	margin    = 64 // from the edge to the text
	textWidth = Width - 2*margin
	top       = 56 // from the edge to the first line
	foot      = 44 // from the last line to the edge
	kindGap   = 8  // below the kind
	asOfGap   = 12 // above the day
	headGap   = 32 // below what stands above the days
)

func kindStyle() style { return style{bold: true, size: 34} }
func asOfStyle() style { return style{size: 34} }

// head returns the height of the headline and the lines around it, with the gap
// below them.
func (s *sheet) head() int {
	h := top + s.headline.height(s.title)
	if s.kind.text != "" {
		h += s.kind.height(s.fonts.in(kindStyle())) + kindGap
	}
	if s.asOf.text != "" {
		h += asOfGap + s.asOf.height(s.fonts.in(asOfStyle()))
	}
	return h + headGap
}

// draw draws a sheet.
func (s *sheet) draw() *canvas {
	c := newCanvas(s.height)
	c.rect(c.img.Rect, outsideOnOutside)
	edge := c.img.Rect.Inset(frame)
	c.rounded(edge, corner, ruleOnOutside)
	c.rounded(edge.Inset(border), corner-border, paperOnRule)
	y := s.drawHead(c)
	y = s.drawDays(c, y)
	y = s.drawPeople(c, y)
	s.drawMeetings(c, y)
	return c
}

// drawHead draws the headline and the lines around it and returns where they end.
func (s *sheet) drawHead(c *canvas) int {
	y := top
	if s.kind.text != "" {
		y = c.para(margin, y, s.kind, s.fonts.in(kindStyle()), accentOnPaper) + kindGap
	}
	y = c.para(margin, y, s.headline, s.title, brightOnPaper)
	c.para(margin, y+asOfGap, s.asOf, s.fonts.in(asOfStyle()), mutedOnPaper)
	return s.head()
}

// moreLine returns the height of the line that tells how many are left out.
func (s *sheet) moreLine() int { return s.fonts.in(roleStyle()).line() + 12 }

// drawMore draws that line at y, if any are left out, and returns where it ends.
func (s *sheet) drawMore(c *canvas, y, n int) int {
	if n == 0 {
		return y
	}
	t := s.fonts.in(roleStyle())
	c.text(margin, y+t.baseline(), andMore(n), t, mutedOnPaper)
	return y + s.moreLine()
}
