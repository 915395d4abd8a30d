package extract

import (
	"strconv"
	"strings"
	"time"

	"dragoman/knowledge"
	"dragoman/knowledge/article"
)

// phrase is a part of a unit that answers when, where or why: words from up to to,
// with the preposition before it.
type phrase struct {
	from, to int
	core     int // where it goes on after the preposition
	when     knowledge.When
	off      bool // a time at which something is not held
}

// timePhrase returns the time that begins at k, with its preposition: "at 4.52am on
// Tuesday", "last year", "in 2007", "until next Wednesday".
func (d *document) timePhrase(p *paragraph, u unit, k int, past bool) (phrase, bool) {
	ph := phrase{from: k, core: k}
	if p.is(k, "on", "in", "by", "until", "since", "before", "after", "from", "at", "over", "during", "for", "till", "between") {
		ph.core++
		if p.is(ph.core, "the", "early", "late", "around", "about") && p.words[k].low != "for" {
			ph.core++
		}
	}
	if ph.core >= u.to {
		return ph, false
	}
	past = past && !p.is(k, "until", "by", "till")
	at := ph.core
	if p.words[k].low == "at" || isClock(p.words[at].low) { // a time of day, and perhaps the day after it
		if !isClock(p.words[at].low) && !p.is(at, "noon", "midnight", "dawn", "dusk", "weekend") {
			return ph, false
		}
		ph.to = at + 1
		if ph.to < u.to && p.is(ph.to, "am", "pm", "a.m.", "p.m.", "gmt") {
			ph.to++
		}
		if p.is(at, "weekend") {
			d.resolveSpan(&ph, p, at, "weekend", 0)
			ph.when.Said = p.span(ph.core, ph.to)
			return ph, true
		}
		if day, ok := d.timePhrase(p, u, ph.to, past); ok && ph.to < u.to && (p.is(ph.to, "on") || ph.when.Said == "") {
			ph.to, ph.when = day.to, day.when
		}
		ph.when.Said = p.span(ph.core, ph.to)
		return ph, true
	}
	if !d.timeAt(&ph, p, u, at, past) {
		return ph, false
	}
	for ph.to < u.to && p.is(ph.to, "morning", "afternoon", "evening", "night") {
		ph.to++
	}
	ph.when.Said = p.span(ph.core, ph.to)
	return ph, true
}

// isClock tells whether a number is a time of day: "4.52am", "6pm", "18:30".
func isClock(low string) bool {
	if low == "" || low[0] < '0' || low[0] > '9' {
		return false
	}
	digits := strings.TrimRight(low, "apm.")
	if digits != low && hasAnySuffix(low, "am", "pm", "a.m.", "p.m.", "a.m", "p.m") {
		return true
	}
	h, m, ok := strings.Cut(low, ":")
	return ok && len(h) <= 2 && len(m) == 2
}

// timeAt reads the time at a word, behind any preposition.
func (d *document) timeAt(ph *phrase, p *paragraph, u unit, at int, past bool) bool {
	low := p.words[at].low
	now := d.article.Published
	set := func(from, to time.Time, date string) {
		if !now.IsZero() {
			ph.when.From, ph.when.To, ph.when.Date = from, to, date
		}
	}
	day := func(t time.Time) { set(t, t, t.Format(time.DateOnly)) }
	ph.to = at + 1
	if wd, ok := weekdayOf(low); ok {
		if d.dateBehind(ph, p, u, past) {
			return true
		}
		back := (int(now.Weekday()) - int(wd) + 7) % 7
		switch {
		case past || back == 0:
			day(now.AddDate(0, 0, -back))
		default:
			day(now.AddDate(0, 0, 7-back))
		}
		return true
	}
	if m, ok := monthOf(low); ok && isCapital(p.text[p.words[at].From:]) && (isCalendar(low) || at+1 < u.to && p.words[at+1].kind == article.Number) {
		return d.monthAt(ph, p, u, at, m, past)
	}
	switch low {
	case "today", "tonight":
		day(now)
		return true
	case "yesterday":
		day(now.AddDate(0, 0, -1))
		return true
	case "tomorrow":
		day(now.AddDate(0, 0, 1))
		return true
	case "then":
		return false
	case "last", "next", "this", "previous", "following", "earlier", "later", "early", "late":
		step := 0
		switch low {
		case "last", "previous":
			step = -1
		case "next", "following":
			step = 1
		}
		unit := at + 1
		if (low == "earlier" || low == "later" || low == "early" || low == "late") && p.is(unit, "this", "last", "next") {
			if p.is(unit, "last") {
				step = -1
			}
			unit++
		} else if low == "earlier" || low == "later" || low == "early" || low == "late" {
			return false
		}
		if unit >= u.to {
			return false
		}
		ph.to = unit + 1
		if wd, ok := weekdayOf(p.words[unit].low); ok {
			ahead := (int(wd) - int(now.Weekday()) + 7) % 7
			switch {
			case step < 0:
				day(now.AddDate(0, 0, ahead-7))
			case ahead == 0 && step > 0:
				day(now.AddDate(0, 0, 7))
			default:
				day(now.AddDate(0, 0, ahead))
			}
			return true
		}
		if m, ok := monthOf(p.words[unit].low); ok {
			return d.monthAt(ph, p, u, unit, m, step < 0)
		}
		if !timeNouns[p.words[unit].low] {
			return false
		}
		d.resolveSpan(ph, p, unit, p.words[unit].low, step)
		return true
	}
	if n, err := strconv.Atoi(low); err == nil {
		if n >= 1000 && n <= 2199 && len(low) == 4 && at > u.from && p.is(at-1, "in", "since", "by", "until", "from", "of", "during", "before", "after", "to", "and", "early", "late") {
			ph.when.From = time.Date(n, 1, 1, 0, 0, 0, 0, time.UTC)
			ph.when.To = time.Date(n, 12, 31, 0, 0, 0, 0, time.UTC)
			ph.when.Date = low
			return true
		}
		if n >= 1 && n <= 31 && at+1 < u.to {
			if m, ok := monthOf(p.words[at+1].low); ok && isCapital(p.text[p.words[at+1].From:]) {
				ph.to = at + 2
				return d.dayOf(ph, p, u, n, m, past)
			}
		}
	}
	// "two days ago", "six months later"
	if at+2 < u.to && (p.words[at].tag == number || p.is(at, "a", "an")) && timeNouns[p.words[at+1].low] && p.is(at+2, "ago", "earlier", "later", "before") {
		ph.to = at + 3
		if n, ok := smallNumber(low); ok && p.is(at+2, "ago") {
			switch strings.TrimSuffix(p.words[at+1].low, "s") {
			case "day":
				day(now.AddDate(0, 0, -n))
			case "week":
				day(now.AddDate(0, 0, -7*n))
			case "month":
				t := now.AddDate(0, -n, 0)
				set(monthStart(t), monthStart(t).AddDate(0, 1, -1), t.Format("2006-01"))
			case "year":
				d.year(ph, now.Year()-n)
			}
		}
		return true
	}
	return false
}

// dateBehind reads the date behind a weekday, which says more than the weekday:
// "Tuesday, 1 December", "Tuesday the 1st of December", "Tuesday, December 1". The
// phrase ends behind the weekday when there is none.
func (d *document) dateBehind(ph *phrase, p *paragraph, u unit, past bool) bool {
	at := ph.to
	for at < u.to && p.is(at, ",", "the") {
		at++
	}
	if at+1 >= u.to {
		return false
	}
	weekday := ph.to
	if m, ok := monthOf(p.words[at].low); ok && isCapital(p.text[p.words[at].From:]) && dayNumber(p.words[at+1].low) > 0 {
		ph.to = at + 2
		return d.dayOf(ph, p, u, dayNumber(p.words[at+1].low), m, past)
	}
	month := at + 1
	if p.is(month, "of") {
		month++
	}
	if n := dayNumber(p.words[at].low); n > 0 && month < u.to {
		if m, ok := monthOf(p.words[month].low); ok && isCapital(p.text[p.words[month].From:]) {
			ph.to = month + 1
			return d.dayOf(ph, p, u, n, m, past)
		}
	}
	ph.to = weekday
	return false
}

// dayNumber reads "1" and "1st", 0 for other words.
func dayNumber(low string) int {
	if digits := strings.TrimRight(low, "stndrh"); len(low)-len(digits) == 2 {
		low = digits
	}
	n, err := strconv.Atoi(low)
	if err != nil || n < 1 || n > 31 {
		return 0
	}
	return n
}

// monthAt reads a month at a word, with the day and the year that follow.
func (d *document) monthAt(ph *phrase, p *paragraph, u unit, at int, m time.Month, past bool) bool {
	ph.to = at + 1
	if ph.to < u.to && p.words[ph.to].kind == article.Number {
		if n := dayNumber(p.words[ph.to].low); n > 0 {
			ph.to++
			return d.dayOf(ph, p, u, n, m, past)
		}
	}
	year, ok := d.yearAfter(ph, p, u, m, past)
	if ok {
		t := time.Date(year, m, 1, 0, 0, 0, 0, time.UTC)
		ph.when.From, ph.when.To, ph.when.Date = t, t.AddDate(0, 1, -1), t.Format("2006-01")
	}
	return true
}

func (d *document) dayOf(ph *phrase, p *paragraph, u unit, n int, m time.Month, past bool) bool {
	year, ok := d.yearAfter(ph, p, u, m, past)
	if !ok {
		return true
	}
	if t := time.Date(year, m, n, 0, 0, 0, 0, time.UTC); t.Day() == n {
		ph.when.From, ph.when.To, ph.when.Date = t, t, t.Format(time.DateOnly)
	}
	return true
}

// yearAfter reads a year behind a month, or finds it from the day of publication.
func (d *document) yearAfter(ph *phrase, p *paragraph, u unit, m time.Month, past bool) (int, bool) {
	k := ph.to
	if k+1 < u.to && p.is(k, ",") {
		k++
	}
	if k < u.to {
		if y, err := strconv.Atoi(p.words[k].low); err == nil && y >= 1000 && y <= 2199 {
			ph.to = k + 1
			return y, true
		}
	}
	now := d.article.Published
	if now.IsZero() {
		return 0, false
	}
	switch {
	case past && m > now.Month():
		return now.Year() - 1, true
	case !past && m < now.Month():
		return now.Year() + 1, true
	}
	return now.Year(), true
}

func monthStart(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), 1, 0, 0, 0, 0, time.UTC)
}

func (d *document) year(ph *phrase, y int) {
	if d.article.Published.IsZero() || y < 1000 {
		return
	}
	ph.when.From = time.Date(y, 1, 1, 0, 0, 0, 0, time.UTC)
	ph.when.To = time.Date(y, 12, 31, 0, 0, 0, 0, time.UTC)
	ph.when.Date = strconv.Itoa(y)
}

// resolveSpan resolves "last week", "this month", "the weekend"; step tells how many
// of them from now.
func (d *document) resolveSpan(ph *phrase, _ *paragraph, _ int, what string, step int) {
	now := d.article.Published
	if now.IsZero() {
		return
	}
	monday := now.AddDate(0, 0, -(int(now.Weekday())+6)%7)
	var from, to time.Time
	switch strings.TrimSuffix(what, "s") {
	case "week":
		from = monday.AddDate(0, 0, 7*step)
		to = from.AddDate(0, 0, 6)
	case "weekend":
		from = monday.AddDate(0, 0, 7*step-2) // the one before this week
		if step > 0 || now.Weekday() == time.Saturday || now.Weekday() == time.Sunday {
			from = monday.AddDate(0, 0, 5)
		}
		to = from.AddDate(0, 0, 1)
	case "month":
		t := monthStart(now).AddDate(0, step, 0)
		ph.when.From, ph.when.To, ph.when.Date = t, t.AddDate(0, 1, -1), t.Format("2006-01")
		return
	case "year":
		d.year(ph, now.Year()+step)
		return
	default:
		return
	}
	ph.when.From, ph.when.To = from, to
	ph.when.Date = from.Format(time.DateOnly) + "/" + to.Format(time.DateOnly)
	if from.Year() == to.Year() && from.Month() == to.Month() {
		ph.when.Date = from.Format(time.DateOnly) + "/" + to.Format("02")
	}
}

// smallNumber reads a number up to twenty, in digits or as a word.
func smallNumber(low string) (int, bool) {
	if n, err := strconv.Atoi(low); err == nil && n > 0 && n <= 366 {
		return n, true
	}
	for i, w := range strings.Fields("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty") {
		if w == low {
			return i + 1, true
		}
	}
	return 1, low == "a" || low == "an"
}
