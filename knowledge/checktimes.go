package knowledge

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

var (
	monthNames   = names(time.January, time.December)
	weekdayNames = names(time.Sunday, time.Saturday)

	// datePattern finds "18 February 2025", "15-16 February", "February 2025"
	// and "February". Its groups are the first day, the last day, the month and
	// the year.
	datePattern = regexp.MustCompile(
		`\b(?:(\d{1,2})(?:[-–](\d{1,2}))? )?(` + strings.Join(monthNames, "|") + `)(?: (\d{4}))?\b`)
	// weekdayPattern finds "Tuesday" and "Tuesday, 18 February".
	weekdayPattern = regexp.MustCompile(`\b(` + strings.Join(weekdayNames, "|") + `)\b`)
)

func names[T interface {
	~int
	String() string
}](first, last T) []string {
	var all []string
	for v := first; v <= last; v++ {
		all = append(all, v.String())
	}
	return all
}

func isCalendarWord(word string) bool {
	return slices.Contains(monthNames, word) || slices.Contains(weekdayNames, word)
}

// checkTimes holds the dates and days of the week in a claim against the
// paragraphs that it cites and against what those resolve to.
func (c *checker) checkTimes(claim claim) {
	text := unquoted(claim.text)
	for _, at := range datePattern.FindAllStringSubmatchIndex(text, -1) {
		date := text[at[0]:at[1]]
		from, to := c.resolve(text, at)
		if from.Equal(to) {
			c.checkWeekdayOf(claim, text[:at[0]], date, from)
		}
		literally := func(p paragraph) bool { return strings.Contains(p.text, date) }
		if !c.resolves(claim, from, to) && !c.cited(claim.cites, literally) {
			c.report(claim.at, `correct it, or write the date under "when"`,
				"%s has the date %s, which neither %s nor a \"when\" gives", claim.subject, date, numbersText(claim.cites))
		}
	}
	for _, day := range weekdayPattern.FindAllString(text, -1) {
		has := func(p paragraph) bool { return containsWhole(p.text, day) }
		if c.cited(claim.cites, has) || claim.item != nil && claim.item.When.isOn(day) {
			continue
		}
		c.report(claim.at, citeAdvice(c.where(has), "correct it"), "%s has the day %s, which is not in %s",
			claim.subject, day, numbersText(claim.cites))
	}
}

// resolve returns the days that a match of datePattern means; without a year,
// the year of publication.
func (c *checker) resolve(text string, at []int) (from, to time.Time) {
	group := func(n int) string {
		if at[2*n] < 0 {
			return ""
		}
		return text[at[2*n]:at[2*n+1]]
	}
	year := c.base.story.Published.Year()
	if y, err := strconv.Atoi(group(4)); err == nil {
		year = y
	}
	month := time.Month(slices.Index(monthNames, group(3)) + 1)
	first, err := strconv.Atoi(group(1))
	if err != nil { // the whole month
		from = time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
		return from, from.AddDate(0, 1, -1)
	}
	from = time.Date(year, month, first, 0, 0, 0, 0, time.UTC)
	if last, err := strconv.Atoi(group(2)); err == nil {
		return from, time.Date(year, month, last, 0, 0, 0, 0, time.UTC)
	}
	return from, from
}

// resolves tells whether days are the day of publication, or those of the item's
// when, or of another item that cites one of the same paragraphs.
func (c *checker) resolves(claim claim, from, to time.Time) bool {
	if published := c.base.story.Published; from.Equal(published) && to.Equal(published) {
		return true
	}
	for i := range c.base.items {
		it := &c.base.items[i]
		same := it == claim.item || slices.ContainsFunc(it.Cites, func(n int) bool { return slices.Contains(claim.cites, n) })
		if same && it.When.From.Equal(from) && it.When.To.Equal(to) {
			return true
		}
	}
	return false
}

// checkWeekdayOf reports a date after a day of the week that it is not.
func (c *checker) checkWeekdayOf(claim claim, before, date string, day time.Time) {
	before = strings.TrimRight(before, " ,(")
	for _, name := range weekdayNames {
		if strings.HasSuffix(before, name) && name != day.Weekday().String() {
			c.report(claim.at, "correct one of them", "%s says %s, %s, which is a %s", claim.subject, name, date, day.Weekday())
		}
	}
}

// isYear tells whether a number is the year of the item's when or of
// publication.
func (c *checker) isYear(claim claim, number string) bool {
	if number == strconv.Itoa(c.base.story.Published.Year()) {
		return true
	}
	if claim.item == nil || claim.item.When.From.IsZero() {
		return false
	}
	return number == strconv.Itoa(claim.item.When.From.Year())
}

// isOn tells whether a time is on a day of the week.
func (w When) isOn(day string) bool {
	if strings.Contains(w.Said, day) {
		return true
	}
	return !w.From.IsZero() && w.From.Equal(w.To) && w.From.Weekday().String() == day
}
