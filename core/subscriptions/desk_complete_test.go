package subscriptions_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"dragoman/core/phrases"
	"dragoman/core/subscriptions"
)

// offers checks choices against Discord's limits, and returns their names.
func offers(t testing.TB, n int, all []subscriptions.Choice) []string {
	t.Helper()
	var names []string
	for _, c := range all {
		if c.Name == "" || c.Value == "" || utf8.RuneCountInString(c.Name) > 100 || utf8.RuneCountInString(c.Value) > 100 || !utf8.ValidString(c.Name) {
			t.Errorf("bad choice %+v", c)
		}
		if slices.Contains(names, c.Name) {
			t.Errorf("%q comes twice", c.Name)
		}
		names = append(names, c.Name)
	}
	if len(names) > n {
		t.Errorf("%d choices instead of %d", len(names), n)
	}
	return names
}

func TestCompleteZone(t *testing.T) {
	c := open(t)
	for _, tt := range []struct{ locale, typed, want string }{
		{"pl", "", "Warsaw · Europe/Warsaw · 13:05"},
		{"en-US", "", "New York · America/New_York · 07:05"},
		{"xx", " ", "UTC · UTC · 12:05"},
		{"en", "war", "Warsaw · Europe/Warsaw · 13:05"},
		{"en", "NYC", "New York · America/New_York · 07:05"},
		{"en", "kiev", "Kyiv · Europe/Kyiv · 14:05"},
		{"en", "europe/lond", "London · Europe/London · 12:05"},
		{"en", "Мос", "Moscow · Europe/Moscow · 15:05"},
	} {
		v := reader()
		v.Locale = tt.locale
		if got := offers(t, 25, c.CompleteZone(v, tt.typed, 25)); len(got) == 0 || got[0] != tt.want {
			t.Errorf("%s %q: got %q, want %q first", tt.locale, tt.typed, got, tt.want)
		}
	}
	if got := c.CompleteZone(reader(), "xqxqxq", 25); len(got) > 0 {
		t.Errorf("got %v", got)
	}
}

func TestCompleteTime(t *testing.T) {
	c, v := open(t), reader()
	for typed, want := range map[string]string{
		"":                 "06:00 07:00 08:00 09:00",
		"8":                "08:00 20:00",
		"8am":              "08:00",
		"8:1":              "",
		"8:15":             "08:15 20:15",
		"half past seven":  "07:30 19:30",
		"7.30 pm":          "19:30",
		"1":                "01:00 13:00 12:00 18:00",
		"20":               "20:00",
		"25":               "",
		"x":                "",
		"midnight":         "00:00",
		"in the afternoon": "",
	} {
		if got := strings.Join(offers(t, 4, c.CompleteTime(v, typed, 4)), " "); got != want {
			t.Errorf("%q: got %s, want %s", typed, got, want)
		}
	}
}

func TestCompleteDays(t *testing.T) {
	c := open(t)
	for _, tt := range []struct{ locale, typed, want string }{
		{"en", "", "every day|Monday to Friday|Saturday and Sunday|Monday"},
		{"en", "week", "Monday to Friday|Saturday and Sunday"},
		{"en", "mon", "Monday|Monday to Friday"},
		{"en", "mon-wed", "Monday, Tuesday, Wednesday"},
		{"en", "Mon, W", "Monday, Wednesday"},
		{"en", "Mon,", "Monday|Monday, Tuesday|Monday, Wednesday|Monday, Thursday"},
		{"en", "xx, W", ""},
		{"en", "blah", ""},
		{"de", "Mo", "Montag|Montag bis Freitag"},
		{"de", "jeden", "jeden Tag"},
		{"fr", "lundi, ma", "lundi, mardi"},
	} {
		v := reader()
		v.Locale = tt.locale
		if got := strings.Join(offers(t, 4, c.CompleteDays(v, tt.typed, 4)), "|"); got != tt.want {
			t.Errorf("%s %q: got %s, want %s", tt.locale, tt.typed, got, tt.want)
		}
	}
}

// What is chosen is understood, in each language.
func TestChoicesAreUnderstood(t *testing.T) {
	for _, tag := range phrases.Languages() {
		c, v := open(t), reader()
		v.Locale = tag
		for _, days := range c.CompleteDays(v, "", 25) {
			for _, typed := range []string{days.Name, days.Value} {
				p := c.subscribe(t, v, subscriptions.Wish{Time: "8", Zone: "UTC", Days: typed})
				if !c.has(t, v.Place) {
					t.Fatalf("%s: %q is not understood: %s", tag, typed, p.Text)
				}
				if got := c.stored(t, v.Place).Plan.Days.String(); got != days.Value {
					t.Errorf("%s: %q became %s, not %s", tag, typed, got, days.Value)
				}
			}
		}
		for _, zone := range c.CompleteZone(v, "", 25) {
			c.subscribe(t, v, subscriptions.Wish{Zone: zone.Value})
			if got := c.stored(t, v.Place).Plan.Zone; got != zone.Value {
				t.Errorf("%s: %q became %s", tag, zone.Value, got)
			}
		}
		for _, at := range c.CompleteTime(v, "1", 25) {
			c.subscribe(t, v, subscriptions.Wish{Time: at.Value})
			if got := c.stored(t, v.Place).Plan.At.String(); got != at.Value {
				t.Errorf("%s: %q became %s", tag, at.Value, got)
			}
		}
	}
}
