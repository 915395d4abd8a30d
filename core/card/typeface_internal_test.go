package card

import (
	"slices"
	"strings"
	"testing"
)

func TestWrap(t *testing.T) {
	f := newFonts().in(style{size: 34})
	room := f.width("twelve runes")
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"nothing", "", nil},
		{"a line", "twelve runes", []string{"twelve runes"}},
		{"two lines", "twelve runes more", []string{"twelve runes", "more"}},
		{"a hyphen", "twelve-year-old", []string{"twelve-", "year-old"}},
		{"a dash of its own", "run – then walk on", []string{"run – then", "walk on"}},
		{"a slash", "either/or/neither", []string{"either/or/", "neither"}},
		{"a minus", "it is now at -5", []string{"it is now at", "-5"}},
		{"a long word", "a mmmmmmmmmmmmmm b", []string{"a", "mmmmmm", "mmmmmm", "mm b"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := f.wrap(c.in, room); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// Nothing is lost and no line is too wide.
func TestWrapKeepsText(t *testing.T) {
	f := newFonts().in(style{bold: true, size: 42})
	const text = "Верховный-суд отменил/решение о продаже Norrvik-Schiffsbaugesellschaftsverwaltungsgebäude, as it is—so they say"
	for width := 60; width < 1000; width += 47 {
		for name, lines := range map[string][]string{"wrap": f.wrap(text, width), "set": f.set(text, width).lines, "even": f.even(text, width).lines} {
			plain := strings.NewReplacer(" ", "").Replace
			if got := strings.Join(lines, ""); plain(got) != plain(text) {
				t.Errorf("%s at %d: got %q", name, width, got)
			}
			for _, line := range lines {
				if f.width(line) > width || line == "" {
					t.Errorf("%s at %d: the line %q is %d wide", name, width, line, f.width(line))
				}
			}
		}
	}
}

func TestShorten(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"short", "It is so", "It is so"},
		{"a clause", "The deal is off, says the man who made it", "The deal is off …"},
		{"a clause too early", "No, the deal is not off at all today", "No, the deal is not off …"},
		{"a number", "The share rises by some 3.5 per cent", "The share rises by some …"},
		{"a word", strings.Repeat("x", 99), strings.Repeat("x", 24) + " …"},
		{"invalid", "a\xffb", "ab"},
		{"letters of two bytes", strings.Repeat("я ", 99), strings.TrimSpace(strings.Repeat("я ", 12)) + " …"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := shorten(c.in, 24); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestNearest(t *testing.T) {
	for _, c := range []struct {
		name  string
		days  int
		today int
		want  []int
	}{
		{"today", 7, 3, []int{3, 4, 5, 2, 6, 1, 0}},
		{"the first", 4, 0, []int{0, 1, 2, 3}},
		{"no today", 4, -1, []int{3, 2, 1, 0}},
		{"one", 1, -1, []int{0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			days := make([]Day, c.days)
			if c.today >= 0 {
				days[c.today].Today = true
			}
			if got := nearest(days); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
	if got := nearest(make([]Day, 10_000)); len(got) < maxEvents || len(got) > maxEvents+2 {
		t.Errorf("%d of 10,000 days are looked at", len(got))
	}
}
