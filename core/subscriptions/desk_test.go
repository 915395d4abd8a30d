package subscriptions_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"dragoman/core"
	"dragoman/core/blocks"
	"dragoman/core/briefing"
	"dragoman/core/edition"
	"dragoman/core/phrases"
	"dragoman/core/schedule"
	"dragoman/core/subscriptions"
	"dragoman/knowledge"
)

// noon is a Monday; in Warsaw it is 13:05.
var noon = time.Date(2026, time.November, 23, 12, 5, 0, 0, time.UTC)

// counter is a desk with all that is behind it.
type counter struct {
	*subscriptions.Desk
	memory *subscriptions.Memory
	woken  []string
}

// ferry is a small story; it is not changed.
var ferry = sync.OnceValues(func() (*edition.Stand, error) {
	base, err := knowledge.Load("../../knowledge/testdata/ferry.yaml")
	if err != nil {
		return nil, err
	}
	return edition.New(base, core.Options{})
})

func open(t testing.TB) *counter {
	t.Helper()
	story, err := ferry()
	if err != nil {
		t.Fatal(err)
	}
	c := &counter{memory: new(subscriptions.Memory)}
	c.Desk = subscriptions.NewDesk(subscriptions.DeskOptions{
		Store: c.memory, Ledger: c.memory, Index: c.memory, Story: story,
		Wake: func(platform string) { c.woken = append(c.woken, platform) },
		Now:  func() time.Time { return noon },
	})
	return c
}

func reader() subscriptions.Visitor {
	return subscriptions.Visitor{
		Place: subscriptions.Place{Platform: subscriptions.Telegram, User: "7"},
		User:  "telegram 7", Locale: "en-GB", Now: noon,
	}
}

func group() subscriptions.Visitor {
	v := reader()
	v.Place = subscriptions.Place{Platform: subscriptions.Telegram, Chat: "-100", Topic: "3"}
	return v
}

// stored is the subscription of a place, which must be there.
func (c *counter) stored(t testing.TB, place subscriptions.Place) subscriptions.Subscription {
	t.Helper()
	s, ok, err := c.memory.Subscription(context.Background(), place)
	if err != nil || !ok {
		t.Fatalf("no subscription of %s: %v", place.Name(), err)
	}
	return s
}

func (c *counter) has(t testing.TB, place subscriptions.Place) bool {
	t.Helper()
	_, ok, err := c.memory.Subscription(context.Background(), place)
	if err != nil {
		t.Fatal(err)
	}
	return ok
}

// subscribe, line and press check each page that they get.
func (c *counter) subscribe(t testing.TB, v subscriptions.Visitor, w subscriptions.Wish) subscriptions.Page {
	t.Helper()
	p, err := c.Subscribe(context.Background(), v, w)
	return sound(t, p, err)
}

func (c *counter) line(t testing.TB, v subscriptions.Visitor, line string) subscriptions.Page {
	t.Helper()
	p, err := c.SubscribeLine(context.Background(), v, line)
	return sound(t, p, err)
}

func (c *counter) data(t testing.TB, v subscriptions.Visitor, data string) subscriptions.Page {
	t.Helper()
	p, err := c.Press(context.Background(), v, data)
	return sound(t, p, err)
}

// press presses the button with a label, or one that begins so.
func (c *counter) press(t testing.TB, v subscriptions.Visitor, p subscriptions.Page, label string) subscriptions.Page {
	t.Helper()
	for _, row := range p.Rows {
		for _, b := range row {
			if strings.HasPrefix(b.Label, label) {
				return c.data(t, v, b.Data)
			}
		}
	}
	t.Fatalf("no button %q in %+v", label, p)
	return p
}

// sound checks a page against the limits of the platforms.
func sound(t testing.TB, p subscriptions.Page, err error) subscriptions.Page {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	if p.Text == "" || !utf8.ValidString(p.Text) || utf8.RuneCountInString(p.Text) > subscriptions.MaxPage {
		t.Errorf("bad text %q", p.Text)
	}
	if len(p.Rows) > 5 {
		t.Errorf("%d rows in %+v", len(p.Rows), p)
	}
	for _, row := range p.Rows {
		if len(row) == 0 || len(row) > 5 {
			t.Errorf("%d buttons in a row of %+v", len(row), p)
		}
		for _, b := range row {
			if b.Label == "" || utf8.RuneCountInString(b.Label) > 80 {
				t.Errorf("label %q", b.Label)
			}
			if b.Data == "" || len(b.Data) > subscriptions.MaxData || strings.ContainsFunc(b.Data, func(r rune) bool { return r <= ' ' || r > '~' }) {
				t.Errorf("data %q", b.Data)
			}
		}
	}
	return p
}

func contains(t testing.TB, p subscriptions.Page, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(p.Text, part) {
			t.Errorf("%q is not in %q", part, p.Text)
		}
	}
}

func clock(t testing.TB, s string) schedule.Clock {
	t.Helper()
	c, err := schedule.ParseClock(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestSubscribeAtOnce(t *testing.T) {
	c, v := open(t), reader()
	p := c.subscribe(t, v, subscriptions.Wish{Time: "half past eight", Zone: "warsaw", Days: "weekdays", OnlyNew: "true"})
	contains(t, p, "Done. I will send you the briefing.", "Days: Monday to Friday", "Only when there is something new: on",
		"Next: Tuesday, 24 November, 08:30, Europe/Warsaw", "/settings", "/unsubscribe")
	s := c.stored(t, v.Place)
	if s.Plan.At != clock(t, "8:30") || s.Plan.Zone != "Europe/Warsaw" || !s.OnlyNew || s.Repeat ||
		s.By != v.User || s.Language != "en" || !s.Since.Equal(noon) || s.Ended != "" {
		t.Errorf("got %+v", s)
	}
	due := time.Date(2026, time.November, 24, 7, 30, 0, 0, time.UTC)
	if late := s.Next.Sub(due); late < 0 || late >= subscriptions.Jitter {
		t.Errorf("due %v, which is off by %v", s.Next, late)
	}
	if len(c.woken) != 1 || c.woken[0] != subscriptions.Telegram {
		t.Errorf("woke %q", c.woken)
	}
}

// Without arguments the desk asks for the time, then for the zone, and is done.
func TestSubscribeByButtons(t *testing.T) {
	c, v := open(t), reader()
	p := c.subscribe(t, v, subscriptions.Wish{})
	contains(t, p, "At what time", "/subscribe 8:30")
	if c.has(t, v.Place) {
		t.Fatal("subscribed already")
	}
	p = c.press(t, v, p, "08:00")
	contains(t, p, "What time is it where you are?", "/subscribe 08:00 Warsaw")
	p = c.press(t, v, p, "London · 12:05")
	contains(t, p, "Next: Tuesday, 24 November, 08:00, Europe/London")
	if s := c.stored(t, v.Place); s.Plan.Zone != "Europe/London" || s.Plan.Days != 0 {
		t.Errorf("got %+v", s)
	}
	p = c.press(t, v, p, "Change")
	contains(t, p, "Daily briefing", "Time: 08:00", "Time zone: Europe/London (12:05)", "Days: every day")
}

// The next one is the first that has not been: today's, when it is to come.
func TestNextIsToday(t *testing.T) {
	c, v := open(t), reader()
	contains(t, c.line(t, v, "/subscribe 13:06 Warsaw"), "Next: Monday, 23 November, 13:06, Europe/Warsaw")
	contains(t, c.line(t, v, "/subscribe 13:05"), "Next: Tuesday, 24 November, 13:05, Europe/Warsaw")
}

func TestOneOnEachDate(t *testing.T) {
	ctx := context.Background()
	today := schedule.DateOf(noon)
	for _, state := range []subscriptions.State{subscriptions.Claimed, subscriptions.Sent, subscriptions.Skipped, subscriptions.Failed} {
		c, v := open(t), reader()
		if _, err := c.memory.Claim(ctx, v.Place, today, noon); err != nil {
			t.Fatal(err)
		}
		if state != subscriptions.Claimed {
			if err := c.memory.Settle(ctx, v.Place, today, state, noon, unchanged); err != nil {
				t.Fatal(err)
			}
		}
		contains(t, c.line(t, v, "18:00 Warsaw"), "Next: Tuesday, 24 November, 18:00")
		if s := c.stored(t, v.Place); s.Date == today || s.Next.Sub(noon) < 24*time.Hour {
			t.Errorf("state %d: due %s, %v", state, s.Date, s.Next)
		}
	}
}

// Who changes something while today's briefing waits for its jitter still gets it.
func TestChangeWhileItIsDue(t *testing.T) {
	c, v := open(t), reader()
	c.line(t, v, "13:30 Warsaw")
	before := c.stored(t, v.Place)
	v.Now = time.Date(2026, time.November, 23, 12, 30, 10, 0, time.UTC) // 13:30:10
	for _, data := range []string{"N1", "R1", "T1330", "ZEurope/Warsaw"} {
		c.data(t, v, data)
		if s := c.stored(t, v.Place); !s.Next.Equal(before.Next) || s.Date != before.Date {
			t.Errorf("%s: now due %v", data, s.Next)
		}
	}
	c.data(t, v, "E1f") // Monday to Friday: today is one of them
	if s := c.stored(t, v.Place); !s.Next.Equal(before.Next) {
		t.Errorf("other days: now due %v", s.Next)
	}
	c.data(t, v, "T1340") // a later time is today's too
	if s := c.stored(t, v.Place); s.Date != before.Date || !s.Next.After(before.Next) {
		t.Errorf("later: now due %v", s.Next)
	}
}

func TestSubscribeAgain(t *testing.T) {
	c, v := open(t), group()
	contains(t, c.line(t, v, "8:30 Warsaw weekdays"), "Done. I will send the briefing to this chat.")
	since := c.stored(t, v.Place).Since
	v.User, v.Now, v.Locale = "telegram 8", noon.Add(time.Hour), "de"
	contains(t, c.line(t, v, "9"), "geändert", "Dienstag, 24. November, 09:00, Europe/Warsaw")
	s := c.stored(t, v.Place)
	if s.Plan.Days == 0 || s.By != "telegram 8" || s.Language != "de" || !s.Since.Equal(since) {
		t.Errorf("got %+v", s)
	}
	contains(t, c.line(t, v, ""), "Täglicher Überblick", "Uhrzeit: 09:00")
}

func TestSettings(t *testing.T) {
	c, v := open(t), reader()
	page, ok, err := c.Settings(context.Background(), v)
	if sound(t, page, err); ok {
		t.Error("there are settings")
	}
	contains(t, c.press(t, v, page, "Subscribe"), "At what time")
	c.line(t, v, "8 Warsaw")
	page, ok, err = c.Settings(context.Background(), v)
	if sound(t, page, err); !ok {
		t.Fatal("there are no settings")
	}

	p := c.press(t, v, c.press(t, v, page, "Time"), "18:00")
	contains(t, p, "Time: 18:00", "Next: Monday, 23 November, 18:00")
	p = c.press(t, v, c.press(t, v, p, "Time zone"), "London")
	contains(t, p, "Time zone: Europe/London", "Next: Monday, 23 November, 18:00, Europe/London")
	contains(t, c.press(t, v, p, "Only when"), "Only when there is something new: on")
	contains(t, c.press(t, v, p, "Only when"), "Only when there is something new: on") // the same button again
	p = c.press(t, v, c.data(t, v, "c"), "✓ Only when")
	contains(t, p, "Only when there is something new: off")
	contains(t, c.press(t, v, p, "Begin again"), "Begin again when all is told: on")

	days := c.press(t, v, p, "Days")
	days = c.press(t, v, days, "✓ Monday")
	days = c.press(t, v, days, "✓ Wednesday")
	p = c.press(t, v, days, "Back")
	contains(t, p, "Days: Tuesday, Thursday, Friday, Saturday, Sunday", "Next: Tuesday, 24 November")
	p = c.press(t, v, c.press(t, v, p, "Days"), "Saturday and Sunday")
	contains(t, p, "Days: Saturday and Sunday", "Next: Saturday, 28 November")
	days = c.press(t, v, c.press(t, v, p, "Days"), "✓ Sunday")
	days = c.press(t, v, days, "✓ Saturday") // the last one stays
	contains(t, c.press(t, v, days, "Back"), "Days: Saturday\n")
}

func TestUnsubscribe(t *testing.T) {
	ctx := context.Background()
	c, v := open(t), reader()
	page, err := c.Unsubscribe(ctx, v)
	contains(t, sound(t, page, err), "No daily briefing comes here yet.")
	c.subscribe(t, v, subscriptions.Wish{Time: "20:15", Zone: "New York", Days: "Mon, Wed", OnlyNew: "yes"})
	c.data(t, v, "R1")
	before := c.stored(t, v.Place)
	page, err = c.Unsubscribe(ctx, v)
	contains(t, sound(t, page, err), "No more briefings will come here.")
	if c.has(t, v.Place) {
		t.Fatal("it is still there")
	}
	c.press(t, v, page, "Subscribe again")
	if after := c.stored(t, v.Place); after.Plan != before.Plan || after.OnlyNew != before.OnlyNew || after.Repeat != before.Repeat || !after.Next.Equal(before.Next) {
		t.Errorf("got %+v, had %+v", after, before)
	}
	contains(t, c.press(t, v, c.data(t, v, "c"), "Stop"), "No more briefings")
}

// A button of settings works where the subscription is gone: the rest is asked for.
func TestButtonsWithoutSubscription(t *testing.T) {
	c, v := open(t), reader()
	for data, want := range map[string]string{
		"T0830": "What time is it", "ZEurope/Warsaw": "At what time", "E1f": "At what time", "N1": "At what time",
		"t": "No daily briefing", "z": "No daily briefing", "d": "No daily briefing", "c": "No daily briefing", "x": "No daily briefing",
		"": "No daily briefing", "?": "No daily briefing", "T2530": "No daily briefing", "D00": "No daily briefing", "Dff": "No daily briefing",
		"w": "No daily briefing", "w12": "No daily briefing", "w9999----": "No daily briefing", "w--------": "At what time",
		"w0830----Nowhere/Land": "What time is it", "w0830----Local": "What time is it",
	} {
		contains(t, c.data(t, v, data), want)
	}
	if c.has(t, v.Place) {
		t.Error("subscribed")
	}
	c.data(t, v, "w08301fnrEurope/Kiev") // a name of before 2022
	if s := c.stored(t, v.Place); s.Plan.Zone != "Europe/Kyiv" || !s.OnlyNew || !s.Repeat {
		t.Errorf("got %+v", s)
	}
}

func TestEnd(t *testing.T) {
	ctx := context.Background()
	c, v := open(t), reader()
	if err := c.End(ctx, v.Place, subscriptions.Blocked); err != nil || c.has(t, v.Place) {
		t.Fatalf("it made one: %v", err)
	}
	c.line(t, v, "8 Warsaw")
	for _, r := range []subscriptions.Reason{subscriptions.Blocked, subscriptions.Deleted} {
		if err := c.End(ctx, v.Place, r); err != nil {
			t.Fatal(err)
		}
	}
	if s := c.stored(t, v.Place); s.Ended != subscriptions.Blocked || !s.EndedAt.Equal(noon) || !s.Next.IsZero() {
		t.Errorf("got %+v", s)
	}
	page, ok, err := c.Settings(ctx, v)
	contains(t, sound(t, page, err), "so it has stopped")
	if ok {
		t.Error("it counts as a subscription")
	}
	contains(t, c.press(t, v, page, "Subscribe again"), "Done. I will send you the briefing.", "08:00, Europe/Warsaw")
	if s := c.stored(t, v.Place); s.Ended != "" || !s.EndedAt.IsZero() || s.Next.IsZero() {
		t.Errorf("got %+v", s)
	}
	if err := c.End(ctx, v.Place, subscriptions.Kicked); err != nil {
		t.Fatal(err)
	}
	contains(t, c.line(t, v, "/subscribe"), "08:00, Europe/Warsaw")
}

// Where the bot may not write the settings say so; who subscribes again clears it.
func TestFailing(t *testing.T) {
	c, v := open(t), group()
	c.line(t, v, "8 Warsaw")
	err := c.memory.Change(context.Background(), v.Place, func(s *subscriptions.Subscription) bool {
		s.Failing = noon
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	contains(t, c.line(t, v, ""), "I may not write any more")
	c.line(t, v, "8")
	if s := c.stored(t, v.Place); !s.Failing.IsZero() {
		t.Errorf("still failing since %v", s.Failing)
	}
}

// A zone that nothing knows any more is asked for.
func TestZoneIsGone(t *testing.T) {
	ctx := context.Background()
	c, v := open(t), reader()
	c.line(t, v, "8 Warsaw")
	spoil := func(ended subscriptions.Reason) {
		t.Helper()
		err := c.memory.Change(ctx, v.Place, func(s *subscriptions.Subscription) bool {
			s.Plan.Zone, s.Ended = "Atlantis/Capital", ended
			return true
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	spoil("")
	sound(t, c.data(t, v, "c"), nil)
	contains(t, c.data(t, v, "T0900"), "“Atlantis/Capital”", "Write for example: ")
	spoil(subscriptions.BadZone)
	page, _, err := c.Settings(ctx, v)
	contains(t, sound(t, page, err), "I do not know the time zone")
	p := c.press(t, v, page, "Subscribe again")
	contains(t, c.press(t, v, p, "London"), "08:00, Europe/London")
}

func TestMove(t *testing.T) {
	ctx := context.Background()
	c, v := open(t), group()
	to := subscriptions.Place{Platform: subscriptions.Telegram, Chat: "-100200"}
	if err := c.Move(ctx, v.Place, to); err != nil || c.has(t, to) {
		t.Fatalf("it made one: %v", err)
	}
	c.line(t, v, "8 Warsaw")
	before := c.stored(t, v.Place)
	if err := c.Move(ctx, v.Place, to); err != nil {
		t.Fatal(err)
	}
	if after := c.stored(t, to); c.has(t, v.Place) || after.Plan != before.Plan || !after.Next.Equal(before.Next) {
		t.Errorf("got %+v, had %+v", after, before)
	}
	if err := c.Move(ctx, to, to); err != nil || !c.has(t, to) {
		t.Errorf("it is gone: %v", err)
	}
}

func TestForget(t *testing.T) {
	ctx := context.Background()
	c, mine, ours, theirs := open(t), reader(), group(), group()
	theirs.Place.Topic, theirs.User = "4", "telegram 9"
	for _, v := range []subscriptions.Visitor{mine, ours, theirs} {
		c.line(t, v, "8 Warsaw")
	}
	if err := c.Forget(ctx, mine.User); err != nil {
		t.Fatal(err)
	}
	if c.has(t, mine.Place) || c.stored(t, ours.Place).By != "" || c.stored(t, theirs.Place).By != "telegram 9" {
		t.Error("not as it should be")
	}
	if places, err := c.memory.SubscribedBy(ctx, mine.User); err != nil || len(places) > 0 {
		t.Errorf("still there: %v, %v", places, err)
	}
}

// Of zones with the same clock all the year one is offered, where not all have room.
func TestZonesOfferedDiffer(t *testing.T) {
	for locale, want := range map[string]string{
		"en": "New York London Kolkata Sydney Lagos Johannesburg Chicago Los Angeles",
		"de": "Berlin Vienna Zurich UTC",
	} {
		v := reader()
		v.Locale = locale
		var got []string
		for _, row := range open(t).line(t, v, "8").Rows {
			for _, b := range row {
				city, _, _ := strings.Cut(b.Label, " · ")
				got = append(got, city)
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: got %q", locale, got)
		}
	}
}

// Etc/GMT-2 is two hours ahead of UTC: nobody reads it so.
func TestOffsetIsNamedAsReadersDo(t *testing.T) {
	c := open(t)
	contains(t, c.line(t, reader(), "8 UTC+2"), "08:00, UTC+2")
	contains(t, c.line(t, reader(), ""), "Time zone: UTC+2 (14:05)")
}

// What is asked for tells how to subscribe, unless one has.
func TestBriefingOfNobody(t *testing.T) {
	c, p := open(t), phrases.For("en")
	for _, want := range []string{p.Subscribe, p.BriefingStop} {
		br, err := c.Briefing(t.Context(), reader())
		if err != nil || !slices.ContainsFunc(br.Blocks(p), func(b blocks.Block) bool { return strings.HasSuffix(b.Text, want) }) {
			t.Errorf("no %q in %+v, %v", want, br.Blocks(p), err)
		}
		c.line(t, reader(), "8 Warsaw")
	}
}

// The briefing on demand is of the reader's own day, and uses nothing up.
func TestBriefing(t *testing.T) {
	ctx := context.Background()
	c, v := open(t), reader()
	first, err := c.Briefing(ctx, v)
	if err != nil || first.Empty() {
		t.Fatalf("got %+v, %v", first, err)
	}
	c.line(t, v, "8 Warsaw")
	told := briefing.Progress{Story: "another", Quiet: true}
	err = c.memory.Change(ctx, v.Place, func(s *subscriptions.Subscription) bool {
		s.Progress, s.OnlyNew = told, true
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	if b, err := c.Briefing(ctx, v); err != nil || b.Empty() {
		t.Errorf("got %+v, %v", b, err)
	}
	if s := c.stored(t, v.Place); s.Progress.Story != told.Story || !s.Progress.Quiet {
		t.Errorf("it changed what was told: %+v", s.Progress)
	}
}

// In the gap of summer time the next one comes after it, and the page says so.
func TestNextInGap(t *testing.T) {
	c, v := open(t), reader()
	v.Now = time.Date(2027, time.March, 27, 12, 0, 0, 0, time.UTC)
	contains(t, c.line(t, v, "2:30 Warsaw"), "Next: Sunday, 28 March, 03:00, Europe/Warsaw")
	contains(t, c.data(t, v, "c"), "Time: 02:30", "Next: Sunday, 28 March, 03:00")
}

// A zone on the other side of the date line has dates that were sent already.
func TestZoneWithEarlierDates(t *testing.T) {
	ctx := context.Background()
	c, v := open(t), reader()
	c.line(t, v, "8 Auckland")
	for _, day := range []int{23, 24} { // it is 01:05 on the 24th there
		date := schedule.Date{Year: 2026, Month: time.November, Day: day}
		if err := c.memory.Settle(ctx, v.Place, date, subscriptions.Sent, noon, unchanged); err != nil {
			t.Fatal(err)
		}
	}
	contains(t, c.line(t, v, "Honolulu"), "Next: Wednesday, 25 November, 08:00, Pacific/Honolulu")
}

func unchanged(*subscriptions.Subscription) bool { return false }

// Errors of the store are returned, and nothing was done.
func TestStoreFails(t *testing.T) {
	c, v := open(t), reader()
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	for name, call := range map[string]func() error{
		"subscribe":   func() error { _, err := c.Subscribe(ctx, v, subscriptions.Wish{Time: "8", Zone: "UTC"}); return err },
		"line":        func() error { _, err := c.SubscribeLine(ctx, v, "8 UTC"); return err },
		"unsubscribe": func() error { _, err := c.Unsubscribe(ctx, v); return err },
		"settings":    func() error { _, _, err := c.Settings(ctx, v); return err },
		"press":       func() error { _, err := c.Press(ctx, v, "w0800----UTC"); return err },
		"change":      func() error { _, err := c.Press(ctx, v, "T0800"); return err },
		"choices":     func() error { _, err := c.Press(ctx, v, "d"); return err },
		"briefing":    func() error { _, err := c.Briefing(ctx, v); return err },
		"move":        func() error { return c.Move(ctx, v.Place, group().Place) },
		"end":         func() error { return c.End(ctx, v.Place, subscriptions.Blocked) },
		"forget":      func() error { return c.Forget(ctx, v.User) },
	} {
		if err := call(); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if c.has(t, v.Place) || len(c.woken) > 0 {
		t.Error("something was done")
	}
}

// Readers may press at the same time.
func TestPressAtOnce(t *testing.T) {
	c, v := open(t), reader()
	c.Desk = subscriptions.NewDesk(subscriptions.DeskOptions{Store: c.memory, Ledger: c.memory, Index: c.memory})
	c.line(t, v, "8 Warsaw")
	var all sync.WaitGroup
	for _, data := range []string{"T0900", "ZEurope/London", "E1f", "N1", "R1", "c", "d", "w10007fnrAsia/Tokyo"} {
		all.Go(func() {
			for range 20 {
				if _, err := c.Press(context.Background(), v, data); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	s := c.stored(t, v.Place)
	if at, ok := s.Plan.On(s.Date); !ok || s.Next.Sub(at) < 0 || s.Next.Sub(at) >= subscriptions.Jitter || at.Before(noon) {
		t.Errorf("got %+v", s)
	}
}

// Every page there is, in all languages: within limits, and nothing left in English.
func TestPagesInAllLanguages(t *testing.T) {
	var english []string
	for _, tag := range phrases.Languages() {
		c, v := open(t), group()
		v.Language = tag
		var texts []string
		see := func(p subscriptions.Page) {
			if strings.Contains(p.Text, "%") {
				t.Errorf("%s: something is not filled in: %q", tag, p.Text)
			}
			texts = append(texts, p.Text)
		}
		see(c.line(t, v, ""))
		see(c.line(t, v, "8:30"))
		see(c.data(t, v, "c"))
		long := strings.Repeat("Łódź ", 500)
		for _, w := range []subscriptions.Wish{
			{Time: "late"}, {Time: long}, {Time: "8", Zone: long}, {Time: "8", Zone: "Warsaw", Days: "x"},
			{Time: "8", Zone: "Warsaw", OnlyNew: "x"}, {Time: long, Zone: long, Days: long, OnlyNew: long},
		} {
			see(c.subscribe(t, v, w))
		}
		see(c.line(t, v, "8 Warsaw blah"))
		see(c.line(t, v, "8 Warsaw mon,wed only-new"))
		for _, data := range []string{"c", "t", "z", "d", "T0900", "x"} {
			see(c.data(t, v, data))
		}
		v.Place = reader().Place
		see(c.line(t, v, "8 Warsaw"))
		if tag == phrases.Default {
			english = texts
			continue
		}
		for i, text := range texts {
			if text == english[i] {
				t.Errorf("%s: English: %q", tag, text)
			}
		}
	}
}
