package subscriptions

import (
	"slices"
	"strings"
	"time"

	"dragoman/core/phrases"
	"dragoman/core/schedule"
	"dragoman/core/zones"
)

// offered are the times of day on buttons.
var offered = []string{"06:00", "07:00", "08:00", "09:00", "12:00", "18:00", "20:00", "21:00"}

// How many buttons stand in a row, and how many zones are offered: Discord shows
// at most five rows of five, and phones cut long labels of four.
const (
	timesInRow = 4
	zonesInRow = 2
	maxOffered = 8
)

// exampleZone is in the examples of commands, as "08:30" is.
const (
	exampleTime = "8:30"
	exampleZone = "Warsaw"
)

// load returns the location of a zone, as plans have loaded it; ok is false for
// what is none, "" among it.
func load(zone string) (l *time.Location, ok bool) {
	first, err := schedule.Plan{Zone: zone}.Next(time.Unix(0, 0))
	if err != nil {
		return time.UTC, false
	}
	return first.At.Location(), true
}

func page(text string, rows ...[]Button) Page { return Page{Text: text, Rows: rows} }

// inRows puts n buttons into each row.
func inRows(buttons []Button, n int) [][]Button { return slices.Collect(slices.Chunk(buttons, n)) }

func lines(all ...string) string {
	all = slices.DeleteFunc(all, func(s string) bool { return s == "" })
	return strings.Join(all, "\n")
}

func fill(form, with string) string { return strings.Replace(form, "%s", with, 1) }

func mark(on bool, label string) string {
	if on {
		return "✓ " + label
	}
	return label
}

// askTime asks when the briefing shall come; lead, if any, takes the place of the
// question. The buttons go on with the draft.
func (v Visitor) askTime(lead string, dr draft) Page {
	if lead == "" {
		lead = fill(v.phrases().AskTime, v.example(exampleTime, ""))
	}
	return page(lead, timeButtons(func(at schedule.Clock) string {
		dr.at, dr.hasTime = at, true
		return dr.data()
	})...)
}

func timeButtons(data func(schedule.Clock) string) [][]Button {
	var buttons []Button
	for _, label := range offered {
		if at, err := schedule.ParseClock(label); err == nil {
			buttons = append(buttons, Button{label, data(at)})
		}
	}
	return inRows(buttons, timesInRow)
}

// askZone asks for the time zone, by clocks that show what time it is there.
func (v Visitor) askZone(lead string, dr draft) Page {
	if lead == "" {
		at := exampleTime
		if dr.hasTime {
			at = dr.at.String()
		}
		lead = fill(v.phrases().AskZone, v.example(at, exampleZone))
	}
	return page(lead, v.zoneButtons(dr.zone, func(zone string) string {
		dr.zone = zone
		return dr.data()
	})...)
}

// example is the command with a time, a zone or both, as it is written on the
// visitor's platform: Discord wants its options named, in the language of its menu.
func (v Visitor) example(at, zone string) string {
	words := []string{"/subscribe", at, zone}
	if v.Place.Platform == Discord {
		p := phrases.For(phrases.Language(v.Locale))
		words[0] = "/" + p.NameSubscribe
		if at != "" {
			words[1] = p.OptionTime + ":" + at
		}
		if zone != "" {
			words[2] = p.OptionZone + ":" + zone
		}
	}
	return strings.Join(slices.DeleteFunc(words, func(s string) bool { return s == "" }), " ")
}

// zoneButtons offer the zones where the visitor may live, the present one first.
// Where there are too many, those go whose clock another one shows all the year.
func (v Visitor) zoneButtons(present string, data func(zone string) string) [][]Button {
	var all []string
	var clocks []*time.Location // that differ
	twin := make(map[string]bool)
	for _, zone := range slices.Concat([]string{present}, zones.Guess(v.Locale)) {
		l, known := load(zone)
		if !known || slices.Contains(all, zone) {
			continue
		}
		all = append(all, zone)
		twin[zone] = slices.ContainsFunc(clocks, func(other *time.Location) bool { return sameClock(l, other, v.Now) })
		if !twin[zone] {
			clocks = append(clocks, l)
		}
	}
	room := maxOffered - len(clocks) // for twins
	var buttons []Button
	for _, zone := range all {
		if twin[zone] {
			if room <= 0 {
				continue
			}
			room--
		}
		buttons = append(buttons, Button{v.clock(zone), data(zone)})
	}
	return inRows(buttons[:min(len(buttons), maxOffered)], zonesInRow)
}

// sameClock tells whether two zones have the same time in each month of the year to
// come.
func sameClock(a, b *time.Location, now time.Time) bool {
	for month := range 12 {
		at := now.AddDate(0, month, 0)
		_, x := at.In(a).Zone()
		if _, y := at.In(b).Zone(); x != y {
			return false
		}
	}
	return true
}

// clock is a zone with its local time: "Warsaw · 14:05".
func (v Visitor) clock(zone string) string { return cityOf(zone) + " · " + v.timeIn(zone) }

// cityOf is what a zone is called: its city, or "UTC+2".
func cityOf(zone string) string {
	if s, ok := zones.Of(zone); ok {
		return s.City
	}
	return zone
}

// zoneName is how a zone is written: by its name, but "UTC+2" for Etc/GMT-2, which
// reads as its opposite.
func zoneName(zone string) string {
	if strings.HasPrefix(zone, "Etc/") {
		return cityOf(zone)
	}
	return zone
}

// timeIn is the local time of a zone: "14:05".
func (v Visitor) timeIn(zone string) string {
	l, _ := load(zone)
	return v.Now.In(l).Format("15:04")
}

// askDays offers sets of days for a draft.
func (v Visitor) askDays(lead string, dr draft) Page {
	var row []Button
	for _, days := range sets {
		dr.days, dr.hasDays = days, true
		row = append(row, Button{daysText(v.phrases(), days), dr.data()})
	}
	return page(lead, inRows(row, 1)...)
}

// mistaken says what was wrong, and offers to go on with what was right.
func (v Visitor) mistaken(dr draft, wrong mistakes) Page {
	return v.askAgain(dr, wrong, v.phrases().SubscribeNow+": "+dr.at.String()+" · "+cityOf(dr.zone))
}

// askAgain says what was wrong, and asks for it. Where nothing is left to ask, there
// is a button with a label that goes on with what was right.
func (v Visitor) askAgain(dr draft, wrong mistakes, label string) Page {
	p := v.phrases()
	lead := wrong.sentences(p)
	is := func(f field) bool { return slices.ContainsFunc(wrong, func(m mistake) bool { return m.field == f }) }
	switch {
	case is(badTime) || !dr.hasTime && !is(badZone):
		return v.askTime(lead, dr)
	case is(badZone) || dr.zone == "":
		return v.askZone(lead, dr)
	case is(badDays):
		return v.askDays(lead, dr)
	case is(badOnlyNew):
		lead = lines(lead, p.AskOnlyNew)
		dr.onlyNew = yes
		on := Button{p.On, dr.data()}
		dr.onlyNew = no
		return page(lead, []Button{on, {p.Off, dr.data()}})
	}
	return page(lead, []Button{{label, dr.data()}})
}

// confirmation says what was agreed, and when the next one comes.
func (v Visitor) confirmation(s Subscription, changed bool) Page {
	p := v.phrases()
	done := p.SubscribedChat
	switch {
	case changed:
		done = p.SubscriptionChanged
	case s.Place.Private():
		done = p.Subscribed
	}
	var days, onlyNew string
	if normal(s.Plan.Days) != schedule.EveryDay {
		days = p.BriefingDays + ": " + daysText(p, s.Plan.Days)
	}
	if s.OnlyNew {
		onlyNew = p.OnlyNew + ": " + p.On
	}
	return page(lines(done, days, onlyNew, next(p, s), p.ChangeOrStop),
		[]Button{{p.ChangeBriefing, dataSettings}, {p.StopBriefing, dataStop}})
}

// next says when the next one comes, by the local clock of the subscription.
func next(p *phrases.Phrases, s Subscription) string {
	at, ok := s.Plan.On(s.Date)
	if !ok {
		return ""
	}
	if l, known := load(s.Plan.Zone); known {
		at = at.In(l)
	}
	return fill(p.NextBriefing, p.List(p.Day(at), at.Format("15:04"), zoneName(s.Plan.Zone)))
}

// settings shows a subscription, with buttons that change it.
func (v Visitor) settings(s Subscription) Page {
	p := v.phrases()
	set := func(b bool) string { return answerOf(b).pick(p.On, p.Off, "") }
	failing := ""
	if !s.Failing.IsZero() {
		failing = p.BriefingForbidden
	}
	toggle := func(data string, b bool) string { return data + answerOf(b).pick("0", "1", "") }
	return page(lines(
		p.DailyBriefing,
		p.BriefingTime+": "+s.Plan.At.String(),
		p.BriefingZone+": "+zoneName(s.Plan.Zone)+" ("+v.timeIn(s.Plan.Zone)+")",
		p.BriefingDays+": "+daysText(p, s.Plan.Days),
		p.OnlyNew+": "+set(s.OnlyNew),
		p.Repeat+": "+set(s.Repeat),
		next(p, s),
		failing,
	),
		[]Button{{p.BriefingTime, dataAskTime}, {p.BriefingZone, dataAskZone}, {p.BriefingDays, dataAskDays}},
		[]Button{{mark(s.OnlyNew, p.OnlyNew), toggle(dataOnlyNew, s.OnlyNew)}},
		[]Button{{mark(s.Repeat, p.Repeat), toggle(dataRepeat, s.Repeat)}},
		[]Button{{p.StopBriefing, dataStop}},
	)
}

// changeTime, changeZone and changeDays are the pages behind the buttons of
// settings.
func (v Visitor) changeTime() Page {
	p := v.phrases()
	rows := timeButtons(func(at schedule.Clock) string { return dataTime + clockData(at) })
	return page(fill(p.AskTime, v.example(exampleTime, "")), append(rows, v.back())...)
}

func (v Visitor) changeZone(s Subscription) Page {
	p := v.phrases()
	rows := v.zoneButtons(s.Plan.Zone, func(zone string) string { return dataZone + zone })
	return page(fill(p.AskZone, v.example("", exampleZone)), append(rows, v.back())...)
}

func (v Visitor) changeDays(s Subscription) Page {
	p := v.phrases()
	present := s.Plan.Days
	if present == schedule.EveryDay {
		present = full
	}
	var single []Button
	for _, d := range week {
		on := present.Has(d)
		toggled := present ^ daysOf(d)
		if toggled == 0 {
			toggled = present // no days at all would be every day
		}
		single = append(single, Button{mark(on, p.Weekday(d)), dataMoreDays + daysData(toggled)})
	}
	rows := inRows(single, timesInRow)
	var several []Button
	for _, days := range sets {
		several = append(several, Button{daysText(p, days), dataDays + daysData(days)})
	}
	return page(p.AskDays, append(rows, several, v.back())...)
}

func (v Visitor) back() []Button { return []Button{{v.phrases().Back, dataSettings}} }

// none is shown where there is no subscription.
func (v Visitor) none() Page {
	p := v.phrases()
	return page(p.NotSubscribed, []Button{{p.SubscribeNow, draft{}.data()}})
}

// ended is shown where one has ended without anybody's wish.
func (v Visitor) ended(s Subscription) Page {
	p := v.phrases()
	if s.Ended == BadZone {
		return page(p.BriefingNoZone, []Button{{p.SubscribeAgain, draft{}.data()}})
	}
	return page(p.BriefingEnded, []Button{{p.SubscribeAgain, draftOf(s).data()}})
}

// unsubscribed says that it is done, and offers to undo it.
func (v Visitor) unsubscribed(s Subscription) Page {
	p := v.phrases()
	return page(p.Unsubscribed, []Button{{p.SubscribeAgain, draftOf(s).data()}})
}

// draftOf is all that a reader said about a subscription.
func draftOf(s Subscription) draft {
	dr := draft{onlyNew: answerOf(s.OnlyNew), repeat: answerOf(s.Repeat)}.with(s, true)
	if dr.hasDays = s.Plan.Days != 0; dr.hasDays {
		dr.days = s.Plan.Days
	}
	return dr
}
