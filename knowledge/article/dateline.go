package article

import (
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Dateline says where and when a story was written: "LUSAKA (WireNews) - ",
// "WASHINGTON, Feb 17 (Reuters) – ", "AREQUIPA, Peru – ".
type Dateline struct {
	Place  string // "LUSAKA", "AREQUIPA, Peru", "PARIS/BERLIN", as written
	Agency string // "WireNews"; "" when none is named
	Date   string // "Feb 17", "17 February 2025", as written; "" when there is none
	// Clock is the time of day behind the date, since midnight: of "Feb 17, 14:30"
	// or "Feb 17, 2.30pm GMT"; 0 when there is none.
	Clock time.Duration
	// Span is the dateline in its paragraph, with the dash or colon and the
	// space after it: the first sentence goes on at To.
	Span
}

// maxDateline is the longest dateline, in bytes. Our own limit: two places with
// their countries, an agency and a date take some eighty.
const maxDateline = 120

var (
	datelineEnd  = regexp.MustCompile(`^(?: ?(?:–|—|--) ?| - |: )`)
	datelineDate = regexp.MustCompile(`(?i)^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}(?:,? \d{4})?|\d{1,2} (?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?(?: \d{4})?)$`)
)

// datelineClock is a time of day at the end of a dateline, with the name of its zone.
var datelineClock = regexp.MustCompile(`(?i), (?:at )?\d{1,2}(?:[:.]\d{2}(?: ?[ap]\.?m\.?)?| ?[ap]\.?m\.?)(?: [A-Z]{2,4})?$`)

// findDateline returns the dateline that a paragraph opens with, or nil.
func findDateline(text string) *Dateline {
	for i, c := range text {
		if i > maxDateline {
			return nil
		}
		if c != ' ' && c != '–' && c != '—' && c != '-' && c != ':' {
			continue
		}
		end := len(datelineEnd.FindString(text[i:]))
		if end == 0 || i+end >= len(text) {
			continue
		}
		d := parseDateline(text[:i])
		if d != nil && d.follows(text[i:], text[i+end:]) {
			d.Span = Span{From: 0, To: i + end}
			return d
		}
		if c == '–' || c == '—' {
			return nil
		}
	}
	return nil
}

// follows tells whether a mark and what comes after it fit a dateline. "NATO:" and
// "NATO – the alliance" may open a sentence; so a place by itself needs a dash
// and a new sentence after it.
func (d *Dateline) follows(mark, rest string) bool {
	if d.Agency != "" || d.Date != "" || strings.Contains(d.Place, ", ") {
		return true
	}
	return mark[0] != ':' && !runeAt(rest, 0, unicode.IsLower)
}

// parseDateline reads what stands before the dash or colon: places with commas
// between them, then a date, then an agency in brackets. Places are in capital
// letters, up to the name of the country; with an agency they need not be.
func parseDateline(head string) *Dateline {
	var d Dateline
	if i := strings.LastIndexByte(head, '('); i > 0 {
		agency, ok := strings.CutSuffix(head[i+1:], ")")
		if !ok || agency == "" || strings.ContainsAny(agency, "()") {
			return nil
		}
		d.Agency = agency
		head = strings.TrimRight(head[:i], " ,")
	}
	if at := datelineClock.FindStringIndex(head); at != nil {
		d.Clock = parseClock(head[at[0]:])
		head = head[:at[0]]
	}
	parts := strings.Split(head, ", ")
	for n := min(3, len(parts)-1); n > 0; n-- { // "Monday, February 17, 2025"
		if date := strings.Join(parts[len(parts)-n:], ", "); datelineDate.MatchString(date) {
			d.Date, parts = date, parts[:len(parts)-n]
			break
		}
	}
	if len(parts) > 3 || !isPlace(parts[0], d.Agency != "") {
		return nil
	}
	for _, part := range parts[1:] {
		if !isPlace(part, true) {
			return nil
		}
	}
	d.Place = strings.Join(parts, ", ")
	return &d
}

// isPlace tells whether a part of a dateline may be a place: up to five words,
// all of them in capital letters unless names with small letters will do.
func isPlace(part string, small bool) bool {
	words := strings.Fields(part)
	if len(words) == 0 || len(words) > 5 {
		return false
	}
	letters := 0
	for _, word := range words {
		first, _ := utf8.DecodeRuneInString(word)
		switch strings.ToLower(word) {
		case "of", "the", "and", "de", "del", "la", "al", "am", "an", "der":
			if small {
				continue
			}
		}
		if !unicode.IsUpper(first) {
			return false
		}
		for _, c := range word {
			switch {
			case unicode.IsUpper(c):
			case unicode.IsLower(c):
				if !small {
					return false
				}
			case !strings.ContainsRune(".'’-/", c):
				return false
			}
			if unicode.IsLetter(c) {
				letters++
			}
		}
	}
	return letters > 1
}
