package extract

import "time"

// weekdayOf returns the day of the week with a name in small letters.
func weekdayOf(low string) (time.Weekday, bool) {
	switch low {
	case "sunday":
		return time.Sunday, true
	case "monday":
		return time.Monday, true
	case "tuesday":
		return time.Tuesday, true
	case "wednesday":
		return time.Wednesday, true
	case "thursday":
		return time.Thursday, true
	case "friday":
		return time.Friday, true
	case "saturday":
		return time.Saturday, true
	}
	return 0, false
}

// monthOf returns the month with a name in small letters.
func monthOf(low string) (time.Month, bool) {
	switch low {
	case "january", "jan":
		return time.January, true
	case "february", "feb":
		return time.February, true
	case "march":
		return time.March, true
	case "april":
		return time.April, true
	case "may":
		return time.May, true
	case "june":
		return time.June, true
	case "july":
		return time.July, true
	case "august", "aug":
		return time.August, true
	case "september", "sept", "sep":
		return time.September, true
	case "october", "oct":
		return time.October, true
	case "november", "nov":
		return time.November, true
	case "december", "dec":
		return time.December, true
	}
	return 0, false
}

// isCalendar tells whether a word with a capital letter names a day or a month: in
// full, for "Jan" is a first name too.
func isCalendar(low string) bool {
	_, day := weekdayOf(low)
	_, month := monthOf(low)
	return day || month && (len(low) > 4 || low == "may" || low == "june" || low == "july")
}

// timeNouns name stretches of time.
var timeNouns = set(`second seconds minute minutes hour hours day days night nights week weeks weekend month months year years decade
	decades century morning afternoon evening noon midnight today yesterday tomorrow tonight season summer winter spring autumn
	quarter half time century centuries period`)
