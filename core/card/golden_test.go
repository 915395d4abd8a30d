package card_test

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dragoman/core/card"
	"dragoman/knowledge"
)

var update = flag.Bool("update", false, "write the pictures of testdata anew")

// monday is the day on which the Riyadh story appeared.
var monday = time.Date(2025, time.February, 17, 0, 0, 0, 0, time.UTC)

func TestPictures(t *testing.T) {
	for name, c := range pictures(t) {
		t.Run(name, func(t *testing.T) {
			got := decode(t, draw(t, c))
			file := filepath.Join("testdata", name+".png")
			if *update {
				if err := os.WriteFile(file, draw(t, c), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			golden, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if d := difference(got, decode(t, golden)); d != "" {
				t.Errorf("%s: look at both, then run the test with -update", d)
			}
		})
	}
}

// A word that changes is more than the pictures may differ by.
func TestPicturesTellWordsApart(t *testing.T) {
	c := card.Card{Headline: "Ferry to stop in winter", AsOf: "The Norland Post"}
	before := decode(t, draw(t, c))
	c.AsOf = "The Norland Past"
	if difference(before, decode(t, draw(t, c))) == "" {
		t.Error("a changed letter is not seen")
	}
}

// pictures are the cards whose pictures are kept in testdata.
func pictures(t *testing.T) map[string]card.Card {
	riyadh, err := knowledge.Embedded("riyadh")
	if err != nil {
		t.Fatal(err)
	}
	ok := func(c card.Card, ok bool) card.Card {
		t.Helper()
		if !ok {
			t.Fatal("the story has nothing for a picture")
		}
		return c
	}
	return map[string]card.Card{
		"briefing": ok(card.Briefing(riyadh, monday)),
		"timeline": ok(card.Timeline(riyadh, monday)),
		"who":      ok(card.Who(riyadh)),
		"article":  ok(card.Briefing(quake(t), time.Date(2025, 11, 13, 0, 0, 0, 0, time.UTC))),
		"names":    ok(card.Who(quake(t))),
		"empty":    {Kind: "Briefing", Headline: "Island ferry to stop running in winter", AsOf: "The Norland Post"},
		"headline": {
			Kind:     "Timeline",
			Headline: "Government to reimburse shareholders of Norrvik-Schiffsbaugesellschaft after the Supreme Administrative Court overturns the sale, finance ministry says in a statement",
			AsOf:     "As of Thu 1 Jan 2026 · The Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
			Days: []card.Day{
				{Label: "Thu 1 Jan", Events: []string{"Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz and Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"}},
				{Label: "Fri 2 Jan", Today: true, Events: []string{"See https://example.org/a-very-long-address/which-goes-on/and-on/until-it-is-wider-than-a-line-of-the-picture"}},
			},
		},
		"languages": {
			Kind:     "Коротко",
			Headline: "Zażółć gęślą jaźń: Łódź, Kraków i Świnoujście czekają na śnieg",
			AsOf:     "Станом на пн 17 лют 2025 · Українська правда",
			Days: []card.Day{
				{Label: "Pzt 17 Şub", Today: true, Events: []string{"İstanbul’da ığdır ve çağrı: Erdoğan, Zelenskiy’yi Beştepe’de ağırlıyor", "Їжак, ґанок, єдність: «Слово» – за народом"}},
				{Label: "Вт, 18 февраля", Events: []string{"Съешь же ещё этих мягких французских булок, да выпей чаю"}},
				{Label: "Τρίτη", Events: []string{"Ξεσκεπάζω την ψυχοφθόρα βδελυγμία – ΐ, ΰ, ώ"}},
				{Label: "Thứ ba", Events: []string{"Nguyễn and Țepeș pay ₺5m 🎉 at the café, “naïve” œuvre № 5"}},
			},
			Meetings: []card.Meeting{{
				Title: "Spotkanie w Paryżu", When: "śr. 19 lut",
				Sides: []card.Side{
					{Name: "Польща", People: []card.Person{{Name: "Радослав Сікорський", Role: "Міністр закордонних справ"}}},
					{Name: "Türkiye", People: []card.Person{{Name: "Hakan Fidan", Role: "Dışişleri Bakanı"}}},
					{Name: "Ελλάδα", People: []card.Person{{Name: "Γιώργος Γεραπετρίτης"}}},
				},
			}},
		},
		"crowd": crowd(40),
	}
}

// crowd is a card with more of everything than there is room for.
func crowd(n int) card.Card {
	c := card.Card{Kind: "Briefing", Headline: "A very long day", AsOf: "As of Mon 17 Feb 2025"}
	for i := range n {
		c.Days = append(c.Days, card.Day{
			Label:  fmt.Sprintf("Day %d", i),
			Today:  i == n/2,
			Events: []string{fmt.Sprintf("Event %d happens", i), strings.Repeat("again and ", i%9) + "again"},
		})
		m := card.Meeting{Title: fmt.Sprintf("Meeting %d", i)}
		for side := range 2 + i%3 {
			m.Sides = append(m.Sides, card.Side{
				Name: fmt.Sprintf("Side %d", side), People: make([]card.Person, i+1),
			})
			for k := range m.Sides[side].People {
				m.Sides[side].People[k] = card.Person{Name: fmt.Sprintf("Person %d of %d", k, side), Role: "Minister"}
			}
		}
		c.Meetings = append(c.Meetings, m)
	}
	return c
}

func draw(t *testing.T, c card.Card) []byte {
	t.Helper()
	out, err := c.PNG()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func decode(t *testing.T, file []byte) image.Image {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	return img
}

// difference tells how two pictures differ, or "" when they look the same: rounding
// may give an edge another shade on another processor.
func difference(x, y image.Image) string {
	const (
		block     = 12 // pixels
		mostMean  = 4  // of 255, in a block
		mostPixel = 48
	)
	if x.Bounds() != y.Bounds() {
		return fmt.Sprintf("the picture is %v, not %v", x.Bounds().Max, y.Bounds().Max)
	}
	size := x.Bounds().Max
	for top := 0; top < size.Y; top += block {
		for left := 0; left < size.X; left += block {
			sum, pixels := 0, 0
			for py := top; py < min(top+block, size.Y); py++ {
				for px := left; px < min(left+block, size.X); px++ {
					d := apart(x, y, px, py)
					if d > mostPixel {
						return fmt.Sprintf("the pixel at %d, %d differs by %d", px, py, d)
					}
					sum += d
					pixels++
				}
			}
			if sum > mostMean*pixels {
				return fmt.Sprintf("the block at %d, %d differs by %d on average", left, top, sum/pixels)
			}
		}
	}
	return ""
}

// apart tells how far the colours of a pixel are from each other, 0 to 255.
func apart(x, y image.Image, px, py int) int {
	xr, xg, xb, _ := x.At(px, py).RGBA()
	yr, yg, yb, _ := y.At(px, py).RGBA()
	d := func(a, b uint32) int { return max(int(a>>8)-int(b>>8), int(b>>8)-int(a>>8)) }
	return max(d(xr, yr), d(xg, yg), d(xb, yb))
}
