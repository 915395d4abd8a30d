package card

import (
	"image"
	"strconv"
)

const (
	columns     = 2 // of panels
	panelGap    = 20
	panelInset  = 24
	panelWidth  = (textWidth - panelGap) / columns
	personGap   = 10
	panelRadius = 24
)

func nameStyle() style { return style{bold: true, size: 34} }
func roleStyle() style { return style{size: 32} }

// sideBox is a side with the lines of its texts: a panel.
type sideBox struct {
	name   para
	people []personBox
	more   int // people left out
}

type personBox struct {
	name, role para
}

// side sets the texts of a side into a panel of so many pixels. ok is false for one
// of which nothing can be drawn.
func (s *sheet) side(side Side, width int) (sideBox, bool) {
	width -= 2 * panelInset
	name, named := s.fonts.drawable(side.Name, maxLabel)
	box := sideBox{name: s.fonts.in(nameStyle()).set(name, width), more: len(side.People)}
	for _, p := range side.People[:min(len(side.People), maxPeople)] {
		name, ok := s.fonts.drawable(p.Name, maxLabel)
		if !ok || name == "" {
			continue
		}
		role, _ := s.fonts.drawable(p.Role, maxLine)
		box.more--
		box.people = append(box.people, personBox{
			s.fonts.in(nameStyle()).set(name, width),
			s.fonts.in(roleStyle()).set(role, width),
		})
	}
	return box, len(box.people) > 0 || named && name != ""
}

// panelHeight returns the height of a panel.
func (s *sheet) panelHeight(b *sideBox) int {
	name, role := s.fonts.in(nameStyle()), s.fonts.in(roleStyle())
	h := b.name.height(name)
	for _, p := range b.people {
		h += personGap + p.name.height(name) + p.role.height(role)
	}
	if b.more > 0 {
		h += personGap + role.line()
	}
	if b.name.text == "" {
		h -= personGap
	}
	return h + 2*panelInset - personGap
}

// drawPanel draws a panel of a width and a height.
func (s *sheet) drawPanel(c *canvas, at image.Point, width, height int, b *sideBox) {
	c.rounded(image.Rectangle{at, at.Add(image.Pt(width, height))}, panelRadius, panelOnPaper)
	name, role := s.fonts.in(nameStyle()), s.fonts.in(roleStyle())
	x, y := at.X+panelInset, at.Y+panelInset-personGap/2
	y = c.para(x, y, b.name, name, accentOnPanel)
	for i, p := range b.people {
		if i > 0 || b.name.text != "" {
			y += personGap
		}
		y = c.para(x, y, p.name, name, brightOnPanel)
		y = c.para(x, y, p.role, role, mutedOnPanel)
	}
	if b.more > 0 {
		c.text(x, y+personGap+role.baseline(), andMore(b.more), role, mutedOnPanel)
	}
}

// andMore tells how many are left out.
func andMore(n int) string { return "… and " + strconv.Itoa(n) + " more" }
