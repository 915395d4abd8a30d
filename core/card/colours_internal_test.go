package card

import (
	"image/color"
	"math"
	"testing"
)

// WCAG 2.2, success criterion 1.4.3 (AA): 4.5 for text; 1.4.11: 3 for what else is
// needed to understand.
func TestColoursAreLegible(t *testing.T) {
	all := pairs()
	for _, c := range []struct {
		name  string
		ink   ink
		least float64
	}{
		{"bright on paper", brightOnPaper, 4.5},
		{"muted on paper", mutedOnPaper, 4.5},
		{"accent on paper", accentOnPaper, 4.5},
		{"amber on paper", amberOnPaper, 4.5},
		{"bright on panel", brightOnPanel, 4.5},
		{"muted on panel", mutedOnPanel, 4.5},
		{"accent on panel", accentOnPanel, 4.5},
		{"amber on panel", amberOnPanel, 4.5},
	} {
		if got := contrast(all[c.ink].colour, all[c.ink].ground); got < c.least {
			t.Errorf("%s: contrast %.2f, want %.1f", c.name, got, c.least)
		}
	}
	for name, chat := range map[string]color.RGBA{
		"white":                 {0xff, 0xff, 0xff, 0xff},
		"Discord, dark":         {0x31, 0x33, 0x38, 0xff},
		"Discord, darker":       {0x1e, 0x1f, 0x22, 0xff},
		"Telegram, night theme": {0x17, 0x21, 0x2b, 0xff},
	} {
		if frame, edge := contrast(rule, chat), contrast(outside, chat); max(frame, edge) < 2 {
			t.Errorf("%s: neither the frame (%.2f) nor the edge (%.2f) stands out", name, frame, edge)
		}
	}
}

func TestPalette(t *testing.T) {
	p := palette()
	if len(p) > 256 {
		t.Fatalf("%d colours, of at most 256", len(p))
	}
	for i, pair := range pairs() {
		if ink := ink(i); p[ink.index(0)] != pair.ground || p[ink.solid()] != pair.colour {
			t.Errorf("ink %d goes from %v to %v, want %v to %v", i, p[ink.index(0)], p[ink.solid()], pair.ground, pair.colour)
		}
	}
}

// The smallest type is legible on a phone that shows the picture 360 points wide.
func TestTypeIsLarge(t *testing.T) {
	for _, s := range []style{labelStyle(), eventStyle(), nameStyle(), roleStyle(), sectionStyle(), meetingTitleStyle(), whenStyle(), kindStyle(), asOfStyle()} {
		if s.size < 32 {
			t.Errorf("type of %d pixels", s.size)
		}
	}
}

// contrast is the contrast of two colours, 1 to 21, as WCAG 2.2 defines it.
func contrast(x, y color.RGBA) float64 {
	lx, ly := luminance(x), luminance(y)
	return (max(lx, ly) + 0.05) / (min(lx, ly) + 0.05)
}

func luminance(c color.RGBA) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}
