package subscriptions_test

import (
	"strings"
	"testing"

	"dragoman/core/subscriptions"
)

// Lines that are understood, and the settings that they make.
func TestLines(t *testing.T) {
	for line, want := range map[string]string{
		"/subscribe 8:30 Warsaw weekdays only-new":    "08:30 Europe/Warsaw|Monday to Friday|on",
		"/subscribe@dragoman_bot 8:30 Warsaw":         "08:30 Europe/Warsaw|every day|off",
		"only new weekdays Warsaw 8:30":               "08:30 Europe/Warsaw|Monday to Friday|on",
		"Warsaw, 8":                                   "08:00 Europe/Warsaw|every day|off",
		"at 8am in New York":                          "08:00 America/New_York|every day|off",
		"half past seven Kyiv":                        "07:30 Europe/Kyiv|every day|off",
		"half past seven in the evening, Kiev":        "19:30 Europe/Kyiv|every day|off",
		"7.30 pm NYC mon-fri":                         "19:30 America/New_York|Monday to Friday|off",
		"NYC 7.30 pm Mon, Wed and Fri":                "19:30 America/New_York|Monday, Wednesday, Friday|off",
		"Sat Sun 9 São Paulo":                         "09:00 America/Sao_Paulo|Saturday and Sunday|off",
		"weekends 21h30 europe/paris please":          "21:30 Europe/Paris|Saturday and Sunday|off",
		"8 every day Los Angeles":                     "08:00 America/Los_Angeles|every day|off",
		"UTC+2 6:05":                                  "06:05 Etc/GMT-2|every day|off",
		"quarter to nine UTC daily":                   "08:45 UTC|every day|off",
		"noon Washington, DC":                         "12:00 America/New_York|every day|off",
		"send it to me at 8 o'clock London time":      "08:00 Europe/London|every day|off",
		"every day but sunday 10:15 Saint Petersburg": "10:15 Europe/Moscow|Monday, Tuesday, Wednesday, Thursday, Friday, Saturday|off",
	} {
		c, v := open(t), reader()
		p := c.line(t, v, line)
		if !c.has(t, v.Place) {
			t.Errorf("%q: got %q", line, p.Text)
			continue
		}
		if got := c.summary(t, v); got != want {
			t.Errorf("%q: got %s, want %s", line, got, want)
		}
	}
}

// summary is what the settings page says.
func (c *counter) summary(t testing.TB, v subscriptions.Visitor) string {
	t.Helper()
	s := c.stored(t, v.Place)
	days, only := "", ""
	for line := range strings.Lines(c.data(t, v, "c").Text) {
		if rest, ok := strings.CutPrefix(line, "Days: "); ok {
			days = strings.TrimSpace(rest)
		}
		if rest, ok := strings.CutPrefix(line, "Only when there is something new: "); ok {
			only = strings.TrimSpace(rest)
		}
	}
	return s.Plan.At.String() + " " + s.Plan.Zone + "|" + days + "|" + only
}

// Lines that are not: a sentence with an example, and what was right is kept.
func TestBadLines(t *testing.T) {
	for _, tt := range []struct{ line, sentence, button, then string }{
		{"25:30 Warsaw", "I do not understand the time “25:30”. Write for example: 8:30", "08:00", "08:00, Europe/Warsaw"},
		{"8:30 Wrrzwa", "I do not know the place or time zone “Wrrzwa”. Write for example: Warsaw", "London", "08:30, Europe/London"},
		{"8:30 Warsaw blah", "I do not understand “blah”. Write for example: /subscribe 8:30 Warsaw", "Subscribe: 08:30 · Warsaw", "08:30, Europe/Warsaw"},
		{"8 9 Warsaw weekends", "I do not understand “", "Subscribe: 0", "Days: Saturday and Sunday"},
		{"blah blah", "I do not understand “blah blah”.", "08:00", "What time is it"},
		{"8 Warsaw " + strings.Repeat("x ", 1000), "I do not understand “x x x", "Subscribe", "08:00, Europe/Warsaw"},
	} {
		c, v := open(t), reader()
		p := c.line(t, v, tt.line)
		contains(t, p, tt.sentence)
		if c.has(t, v.Place) {
			t.Errorf("%q: subscribed", tt.line)
		}
		contains(t, c.press(t, v, p, tt.button), tt.then)
	}
}

func TestWishes(t *testing.T) {
	for _, tt := range []struct {
		locale string
		wish   subscriptions.Wish
		want   string
	}{
		{"en", subscriptions.Wish{Time: "8", Zone: "Kyiv"}, "08:00 Europe/Kyiv|every day|off"},
		{"en", subscriptions.Wish{Time: " 7.30 pm ", Zone: " NYC ", Days: "daily", OnlyNew: "no"}, "19:30 America/New_York|every day|off"},
		{"en", subscriptions.Wish{Time: "0830", Zone: "Poland", Days: "Mon, Wed", OnlyNew: "yes"}, "08:30 Europe/Warsaw|Monday, Wednesday|on"},
		{"de", subscriptions.Wish{Time: "8 Uhr", Zone: "München", Days: "Montag, Mi und Fr", OnlyNew: "an"}, "08:00 Europe/Berlin|Monday, Wednesday, Friday|on"},
		{"de", subscriptions.Wish{Time: "8", Zone: "Berlin", Days: "Montag bis Freitag"}, "08:00 Europe/Berlin|Monday to Friday|off"},
		{"fr", subscriptions.Wish{Time: "8h30", Zone: "Paris", Days: "lundi-jeudi", OnlyNew: "nouveautés"}, "08:30 Europe/Paris|Monday, Tuesday, Wednesday, Thursday|on"},
		{"pl", subscriptions.Wish{Time: "20.15", Zone: "Warszawa", Days: "sobota i niedziela", OnlyNew: "nie"}, "20:15 Europe/Warsaw|Saturday and Sunday|off"},
		{"uk", subscriptions.Wish{Time: "9", Zone: "Київ", Days: "щодня"}, "09:00 Europe/Kyiv|every day|off"},
		{"ru", subscriptions.Wish{Time: "9:00", Zone: "Москва", Days: "среда"}, "09:00 Europe/Moscow|Wednesday|off"},
		{"ar", subscriptions.Wish{Time: "٨:٣٠", Zone: "Cairo", Days: "الاثنين، الأربعاء"}, "08:30 Africa/Cairo|Monday, Wednesday|off"},
	} {
		c, v := open(t), reader()
		v.Locale = tt.locale
		p := c.subscribe(t, v, tt.wish)
		v.Locale = "en"
		if !c.has(t, v.Place) {
			t.Errorf("%+v: got %q", tt.wish, p.Text)
		} else if got := c.summary(t, v); got != tt.want {
			t.Errorf("%+v: got %s, want %s", tt.wish, got, tt.want)
		}
	}
}

func TestBadWishes(t *testing.T) {
	for _, tt := range []struct {
		wish                   subscriptions.Wish
		sentence, button, then string
	}{
		{subscriptions.Wish{Time: "25"}, "the time “25”", "08:00", "What time is it"},
		{subscriptions.Wish{Time: "soon", Zone: "Warsaw", Days: "Mon"}, "the time “soon”", "09:00", "Days: Monday\n"},
		{subscriptions.Wish{Time: "9", Zone: "Gotham City"}, "zone “Gotham City”", "UTC", "09:00, UTC"},
		{subscriptions.Wish{Zone: "Gotham City"}, "zone “Gotham City”", "UTC", "At what time"},
		{subscriptions.Wish{Time: "9", Zone: "Warsaw", Days: "someday"}, "the days “someday”", "Monday to Friday", "Days: Monday to Friday"},
		{subscriptions.Wish{Time: "9", Zone: "Warsaw", OnlyNew: "perhaps"}, "understand “perhaps”", "on", "Only when there is something new: on"},
		{subscriptions.Wish{Time: "9", Zone: "Warsaw", Days: "line\nbreak\x00"}, "the days “line break”", "every day", "09:00, Europe/Warsaw"},
	} {
		c, v := open(t), reader()
		p := c.subscribe(t, v, tt.wish)
		contains(t, p, tt.sentence, "Write for example: ")
		if c.has(t, v.Place) {
			t.Errorf("%+v: subscribed", tt.wish)
		}
		contains(t, c.press(t, v, p, tt.button), tt.then)
	}
}

// What is wrong changes nothing of a subscription that there is.
func TestBadWishKeepsSubscription(t *testing.T) {
	c, v := open(t), reader()
	c.line(t, v, "8 Warsaw")
	p := c.line(t, v, "9 Wrrzwa")
	contains(t, p, "“Wrrzwa”")
	if got := c.summary(t, v); got != "08:00 Europe/Warsaw|every day|off" {
		t.Errorf("got %s", got)
	}
	contains(t, c.press(t, v, p, "Warsaw · 13:05"), "changed", "09:00, Europe/Warsaw")
}

func BenchmarkLine(b *testing.B) {
	c, v := open(b), reader()
	line := strings.Repeat("half past seventeen Warszawwa ", 4)
	for b.Loop() {
		c.line(b, v, line)
	}
}
