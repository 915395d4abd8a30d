package card

import "image/color"

// The colours. A dark picture does not glare in a dark chat and stands out in a
// light one; its frame parts it from either.
var (
	outside = color.RGBA{0x0c, 0x14, 0x24, 0xff} // around the frame
	paper   = color.RGBA{0x16, 0x22, 0x3a, 0xff}
	panel   = color.RGBA{0x24, 0x34, 0x55, 0xff}
	rule    = color.RGBA{0x52, 0x68, 0x92, 0xff} // the frame and the axis
	bright  = color.RGBA{0xf5, 0xf7, 0xfb, 0xff}
	muted   = color.RGBA{0xbc, 0xc9, 0xdf, 0xff}
	accent  = color.RGBA{0x8c, 0xc4, 0xff, 0xff}
	amber   = color.RGBA{0xff, 0xd1, 0x66, 0xff} // today
)

// ink is a colour on another, in levels from the ground to the colour.
type ink uint8

const (
	brightOnPaper ink = iota
	mutedOnPaper
	accentOnPaper
	amberOnPaper
	brightOnPanel
	mutedOnPanel
	accentOnPanel
	amberOnPanel
	ruleOnOutside
	paperOnRule
	panelOnPaper
	paperOnPanel
	ruleOnPaper
	outsideOnOutside
	inks
)

// pairs returns the colour and the ground of each ink.
func pairs() [inks]struct{ colour, ground color.RGBA } {
	return [inks]struct{ colour, ground color.RGBA }{
		brightOnPaper:    {bright, paper},
		mutedOnPaper:     {muted, paper},
		accentOnPaper:    {accent, paper},
		amberOnPaper:     {amber, paper},
		brightOnPanel:    {bright, panel},
		mutedOnPanel:     {muted, panel},
		accentOnPanel:    {accent, panel},
		amberOnPanel:     {amber, panel},
		ruleOnOutside:    {rule, outside},
		paperOnRule:      {paper, rule},
		panelOnPaper:     {panel, paper},
		paperOnPanel:     {paper, panel},
		ruleOnPaper:      {rule, paper},
		outsideOnOutside: {outside, outside},
	}
}

// levels is how many shades an ink has, from its ground to its colour: enough for
// smooth edges, and few enough that all inks share a palette of 256 colours, which
// makes a picture a third as large as one of all colours.
const levels = 16

// index returns the place of an ink's shade, 0 to levels-1, in the palette.
func (i ink) index(level uint8) uint8 { return uint8(i)*levels + level }

// solid returns the place of an ink's colour in the palette.
func (i ink) solid() uint8 { return i.index(levels - 1) }

// palette returns the shades of all inks, in their order.
func palette() color.Palette {
	all := make(color.Palette, 0, int(inks)*levels)
	for _, p := range pairs() {
		for level := range levels {
			mix := func(from, to uint8) uint8 {
				return uint8((int(from)*(levels-1-level) + int(to)*level) / (levels - 1))
			}
			all = append(all, color.RGBA{
				mix(p.ground.R, p.colour.R), mix(p.ground.G, p.colour.G), mix(p.ground.B, p.colour.B), 0xff,
			})
		}
	}
	return all
}
