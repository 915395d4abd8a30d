package card_test

import (
	"bytes"
	"errors"
	"fmt"
	"log"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"dragoman/core/card"
	"dragoman/knowledge"
)

func Example() {
	base, err := knowledge.Embedded("riyadh")
	if err != nil {
		log.Fatal(err)
	}
	today := time.Date(2025, time.February, 18, 0, 0, 0, 0, time.UTC)
	c, ok := card.Timeline(base, today)
	if !ok {
		log.Fatal("the story has no days")
	}
	png, err := c.PNG()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(png) < 300_000)
	fmt.Println(c.Alt())
	// Output:
	// true
	// Timeline: Russia and US officials to meet in Riyadh for talks on Ukraine
	// As of Mon 17 Feb 2025 · Al Jazeera
	// 2022: Putin launches a full-scale invasion of Ukraine
	// February 2025: The war reaches the three-year mark
	// Sat 15 Feb – Sun 16 Feb: US officials confirm that they do not expect Europe to be involved
	// Mon 17 Feb: The US Department of State and the Kremlin confirm the talks
	// Tue 18 Feb · today: Senior US and Russian officials hold talks in Riyadh; Zelenskyy visits Turkiye at Erdogan's invitation (planned)
	// Wed 19 Feb: Zelenskyy visits Saudi Arabia, separately from the talks (planned)
}

func TestNothing(t *testing.T) {
	for name, c := range map[string]card.Card{
		"empty":          {},
		"only a kind":    {Kind: "Timeline", AsOf: "As of today"},
		"Arabic":         {Kind: "Timeline", Headline: "قمة الرياض", Days: []card.Day{{Label: "18", Events: []string{"محادثات"}}}},
		"events in vain": {Headline: "Talks", Days: []card.Day{{Label: "18", Events: []string{"会谈"}}}},
		"a huge meeting": {Headline: "Talks", Meetings: crowd(60).Meetings[50:51]},
	} {
		t.Run(name, func(t *testing.T) {
			if out, err := c.PNG(); !errors.Is(err, card.ErrNothing) || out != nil {
				t.Errorf("got %d bytes, %v", len(out), err)
			}
			if alt := c.Alt(); alt != "" {
				t.Errorf("got %q", alt)
			}
		})
	}
}

// What cannot be drawn is left out as a whole and counted.
func TestLeftOut(t *testing.T) {
	c := card.Card{
		Headline: "会谈 in Riyadh",
		Days: []card.Day{
			{Label: "Mon", Events: []string{"They meet 会谈", "They part", strings.Repeat("They talk. ", 99)}},
			{Label: "火", Events: []string{"They rest"}},
		},
		People: []card.Side{
			{Name: "Norland", People: []card.Person{{Name: "Anna Berg", Role: "主任"}, {Name: "李明"}}},
			{People: []card.Person{{Name: "Tom Vik"}}},
		},
		Meetings: []card.Meeting{
			{Title: "The meeting", Sides: []card.Side{
				{Name: "Norland", People: []card.Person{{Name: "Anna Berg"}, {Name: "李明"}}},
				{Name: "中国", People: []card.Person{{Name: "Tom Vik"}}},
			}},
			{Title: "Half a meeting", Sides: []card.Side{{Name: "Norland"}, {Name: "中国"}}},
		},
	}
	want := `Mon: They part
… and 3 more
Norland: Anna Berg
Tom Vik
… and 1 more
Who meets whom:
The meeting: Norland (Anna Berg, … and 1 more) – Tom Vik
… and 1 more`
	if got := c.Alt(); got != want {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

// What is farthest from today gives way first.
func TestRoomForToday(t *testing.T) {
	alt := crowd(40).Alt()
	for _, want := range []string{"Day 20: Event 20", "Day 21: Event 21", "Day 22", "Day 19", "\n… and ", "Meeting 0"} {
		if !strings.Contains(alt, want) {
			t.Errorf("no %q in %q", want, alt)
		}
	}
	if strings.Contains(alt, "Event 0") || strings.Contains(alt, "Event 39") {
		t.Errorf("got %q", alt)
	}
}

func TestAltIsBounded(t *testing.T) {
	c := card.Card{Headline: "Who is who"}
	for i := range 40 {
		c.People = append(c.People, card.Side{Name: fmt.Sprintf("The Far Side of the Many Islands, No %d", i), People: []card.Person{
			{Name: fmt.Sprintf("Maria Magdalena of the Many Islands, No %d", i), Role: "Chair"},
		}})
	}
	alt := c.Alt()
	if n := len(utf16.Encode([]rune(alt))); n > card.MaxAlt || n < card.MaxAlt*3/4 {
		t.Errorf("%d long", n)
	}
	if !strings.Contains(alt, "No 0: Maria Magdalena of the Many Islands, No 0, Chair\n") || !strings.Contains(alt, "\n… and ") {
		t.Errorf("got %q", alt)
	}
}

func TestSameBytes(t *testing.T) {
	want := draw(t, crowd(9))
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if got, err := crowd(9).PNG(); err != nil || !bytes.Equal(got, want) {
				t.Error("the picture differs", err)
			}
		})
	}
	all.Wait()
}

// Whatever a card holds, its picture is bounded and takes no long time.
func TestHuge(t *testing.T) {
	huge := strings.Repeat("Ünïcødé wörds – and more, ", 40_000) // a megabyte
	for name, s := range map[string]string{
		"words":    huge,
		"letters":  strings.Repeat("W", 1<<20),
		"marks":    "a" + strings.Repeat("\u0301", 1<<19),
		"invalid":  strings.Repeat("\xff", 1<<20),
		"controls": strings.Repeat("\x00\u202e", 1<<18),
		"emoji":    strings.Repeat("👩🏽‍🚀", 1<<16),
		"Arabic":   strings.Repeat("سلام ", 1<<17),
		"wide":     strings.Repeat("W ", 90),
		"capitals": strings.Repeat("WWWWWWWWWWW ", 15),
	} {
		t.Run(name, func(t *testing.T) {
			c := card.Card{Kind: s, Headline: s, AsOf: s}
			for range 10_000 {
				c.Days = append(c.Days, card.Day{Label: s, Events: []string{s, "Something happens"}}, card.Day{Label: "Mon", Events: []string{s, "It happens"}})
			}
			side := card.Side{Name: s, People: []card.Person{{Name: s, Role: s}, {Name: "Anna", Role: s}}}
			for range 100 {
				c.Meetings = append(c.Meetings, card.Meeting{Title: s, When: s, Sides: []card.Side{side, side, side}})
				c.People = append(c.People, side)
			}
			bounded(t, c)
		})
	}
	bounded(t, crowd(300))
}

// bounded reports what a card's picture and text promise not to be.
func bounded(t *testing.T, c card.Card) {
	t.Helper()
	alt := c.Alt()
	if n := len(utf16.Encode([]rune(alt))); n > card.MaxAlt || !utf8.ValidString(alt) {
		t.Errorf("the text is %d long: %q", n, alt)
	}
	out, err := c.PNG()
	if errors.Is(err, card.ErrNothing) {
		if alt != "" {
			t.Errorf("there is nothing to see in %q", alt)
		}
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	if size := decode(t, out).Bounds().Max; size.X != card.Width || size.Y > card.MaxHeight || len(out) > 300_000 {
		t.Errorf("the picture is %v, %d bytes", size, len(out))
	}
	if alt == "" {
		t.Error("there is a picture and no text")
	}
}

func FuzzCard(f *testing.F) {
	for _, s := range []string{"Talks in Riyadh", "Zażółć gęślą jaźń", "سلام", "👩🏽‍🚀 \u202eabc", "\xff\xfe\x00", "a\u0301\u0302", "WWWW-/WWW…"} {
		f.Add(s, s, uint8(3), uint8(2))
	}
	f.Fuzz(func(t *testing.T, long, short string, days, people uint8) {
		c := card.Card{Kind: short, Headline: long, AsOf: short}
		for i := range int(days % 40) {
			c.Days = append(c.Days, card.Day{Label: short, Today: i == 3, Events: []string{long, short}[:i%3]})
		}
		side := card.Side{Name: short}
		for range people % 40 {
			side.People = append(side.People, card.Person{Name: short, Role: long})
		}
		if days%2 == 0 {
			c.Meetings = []card.Meeting{{Title: long, When: short, Sides: []card.Side{side, side}}, {Title: short, Sides: []card.Side{{Name: short}}}}
		}
		if people%3 == 0 {
			c.People = []card.Side{side, {People: side.People}}
		}
		bounded(t, c)
	})
}

func BenchmarkPNG(b *testing.B) {
	base, err := knowledge.Embedded("riyadh")
	if err != nil {
		b.Fatal(err)
	}
	c, _ := card.Briefing(base, monday)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.PNG(); err != nil {
			b.Fatal(err)
		}
	}
}
