package subscriptions_test

import (
	"slices"
	"strings"
	"testing"

	"dragoman/core/phrases"
	"dragoman/core/subscriptions"
)

// labels are those of a page's buttons.
func labels(p subscriptions.Page) (all []string) {
	for _, row := range p.Rows {
		for _, b := range row {
			all = append(all, b.Label)
		}
	}
	return all
}

// After a mistake who is subscribed is told what was wrong, an example, and that the
// briefing stays; and is offered only what would change something.
func TestMistakeOfSubscriber(t *testing.T) {
	const stays = "The daily briefing stays as it was: 08:00, Europe/Warsaw"
	for _, tt := range []struct {
		line, wrong string
		button      string // the first one
		then        string // once it is pressed
	}{
		{"25:99", "the time “25:99”. Write for example: 8:30", "06:00", "Done. The daily briefing here is changed."},
		{"9 Wrrzwa", "time zone “Wrrzwa”. Write for example: Warsaw", "Warsaw · 13:05", "Tuesday, 24 November, 09:00, Europe/Warsaw"},
		{"8 Wrrzwa", "time zone “Wrrzwa”. Write for example: Warsaw", "London · 12:05", "08:00, Europe/London"},
		{"soon", "“soon”. Write for example: /subscribe 8:30 Warsaw", "Change", "Time: 08:00"},
		{"8 Warsaw every day blah", "“blah”. Write for example: /subscribe", "Change", "Time: 08:00"},
		{"9 London weekends blah", "“blah”. Write", "Change: 09:00 · London · Saturday and Sunday", "Days: Saturday and Sunday"},
		{"only-new blah", "“blah”. Write", "Change: Only when there is something new: on", "Only when there is something new: on"},
		{"Mon Wed Thu Fri Sat only-new blah", "“blah”. Write", "Change", "Days: Monday, Wednesday, Thursday, Friday, Saturday"},
	} {
		c, v := open(t), reader()
		c.line(t, v, "8 Warsaw")
		before := c.stored(t, v.Place)
		p := c.line(t, v, tt.line)
		contains(t, p, tt.wrong, "Write for example: ", stays)
		if after := c.stored(t, v.Place); after.Plan != before.Plan || !after.Next.Equal(before.Next) {
			t.Errorf("%q changed it: %+v", tt.line, after)
		}
		all := labels(p)
		if len(all) == 0 || all[0] != tt.button || slices.Contains(all, "08:00") || strings.HasPrefix(all[0], "Subscribe") {
			t.Errorf("%q: offers %q", tt.line, all)
			continue
		}
		contains(t, c.press(t, v, p, tt.button), tt.then)
	}
}

// The options of Discord, and another language.
func TestBadWishOfSubscriber(t *testing.T) {
	for _, tt := range []struct {
		wish subscriptions.Wish
		want string
	}{
		{subscriptions.Wish{Time: "25"}, "Die Uhrzeit „25“"},
		{subscriptions.Wish{Zone: "Gotham City"}, "die Zeitzone „Gotham City“"},
		{subscriptions.Wish{Days: "someday"}, "Die Tage „someday“"},
		{subscriptions.Wish{OnlyNew: "perhaps"}, "„perhaps“"},
		{subscriptions.Wish{Time: "25", Zone: "Gotham City", Days: "someday"}, "„Gotham City“"},
	} {
		c, v := open(t), reader()
		v.Language = "de"
		c.subscribe(t, v, subscriptions.Wish{Time: "8", Zone: "Warsaw", Days: "mon-fri"})
		before := c.stored(t, v.Place)
		p := c.subscribe(t, v, tt.wish)
		contains(t, p, tt.want, "Der tägliche Überblick bleibt, wie er war: 08:00, Europe/Warsaw, Montag bis Freitag")
		if slices.Contains(labels(p), "Montag bis Freitag") {
			t.Errorf("%+v: offers what there is: %q", tt.wish, labels(p))
		}
		if after := c.stored(t, v.Place); after.Plan != before.Plan {
			t.Errorf("%+v changed it", tt.wish)
		}
	}
}

// Who is not subscribed, or not any more, is not told that anything stays.
func TestMistakeOfOthers(t *testing.T) {
	c, v := open(t), reader()
	stays, _, _ := strings.Cut(phrases.For("en").BriefingStays, "%s")
	if p := c.line(t, v, "25:99"); strings.Contains(p.Text, stays) {
		t.Errorf("got %q", p.Text)
	}
	c.line(t, v, "8 Warsaw")
	if err := c.End(t.Context(), v.Place, subscriptions.Blocked); err != nil {
		t.Fatal(err)
	}
	p := c.line(t, v, "8 Warsaw blah")
	if strings.Contains(p.Text, stays) || labels(p)[0] != "Subscribe: 08:00 · Warsaw" {
		t.Errorf("got %q, %q", p.Text, labels(p))
	}
}
