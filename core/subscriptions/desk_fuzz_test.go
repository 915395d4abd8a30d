package subscriptions_test

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"dragoman/core/phrases"
	"dragoman/core/subscriptions"
)

// zoneNames are all of the tz database, old ones too.
func zoneNames(t *testing.T) []string {
	t.Helper()
	f, err := os.Open("../zones/zones.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var names []string
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if name, _, ok := strings.Cut(lines.Text(), "\t"); ok && !strings.HasPrefix(name, "#") {
			names = append(names, name)
		}
	}
	if err := lines.Err(); err != nil || len(names) < 400 {
		t.Fatalf("%d zones: %v", len(names), err)
	}
	return names
}

// Buttons have room for each zone, with all else that can be said, and say what
// they said. sound checks the lengths.
func TestButtonsHoldAllZones(t *testing.T) {
	c, v := open(t), reader()
	for _, name := range zoneNames(t) {
		c.subscribe(t, v, subscriptions.Wish{Time: "23:59", Zone: name, Days: "mon-sat", OnlyNew: "yes"})
		c.data(t, v, "R1")
		c.data(t, v, "z")
		before := c.stored(t, v.Place)
		c.press(t, v, c.data(t, v, "x"), "Subscribe again")
		after := c.stored(t, v.Place)
		if before.Plan != after.Plan || after.Plan.Zone == "" || !after.OnlyNew || !after.Repeat {
			t.Errorf("%s: had %+v, got %+v", name, before, after)
		}
		c.data(t, v, "x")
	}
}

func FuzzPress(f *testing.F) {
	for _, data := range []string{
		"", "c", "t", "z", "d", "x", "T0830", "T99", "ZEurope/Warsaw", "Z", "D1f", "E7f", "E00", "N1", "R0", "N2",
		"w--------", "w08301fnrEurope/Warsaw", "w083000naAmerica/Argentina/ComodRivadavia", "w08", "\x00", "Ż", strings.Repeat("w", 49),
	} {
		f.Add(data, uint8(0), true)
		f.Add(data, uint8(3), false)
	}
	f.Fuzz(func(t *testing.T, data string, language uint8, subscribed bool) {
		c, v := open(t), reader()
		if subscribed {
			c.line(t, v, "8 Warsaw mon,tue")
		}
		v.Language = phrases.Languages()[int(language)%len(phrases.Languages())]
		p := c.data(t, v, data)
		for _, row := range p.Rows {
			for _, b := range row {
				c.data(t, v, b.Data)
			}
		}
	})
}

func FuzzSubscribeLine(f *testing.F) {
	for _, line := range []string{
		"", "/subscribe", "/subscribe 8:30 Warsaw weekdays only-new", "half past seven Kyiv", "25:00 Nowhere", "8 9 10 Mon",
		"/subscribe@bot \n\t 8", "UTC+99 8", "\xff\xfe 8", strings.Repeat("8 ", 100), strings.Repeat("ß", 5000), "%s %d %!", "８：３０ Ｗarsaw",
	} {
		f.Add(line, uint8(0))
		f.Add(line, uint8(7))
	}
	f.Fuzz(func(t *testing.T, line string, language uint8) {
		c, v := open(t), reader()
		v.Language = phrases.Languages()[int(language)%len(phrases.Languages())]
		c.line(t, v, line)
		w := subscriptions.Wish{Time: line, Zone: line, Days: line, OnlyNew: line}
		c.subscribe(t, v, w)
		offers(t, 25, c.CompleteZone(v, line, 25))
		offers(t, 25, c.CompleteTime(v, line, 25))
		offers(t, 25, c.CompleteDays(v, line, 25))
	})
}
