package subscriptions

import (
	"slices"
	"strings"

	"dragoman/core/phrases"
	"dragoman/core/schedule"
	"dragoman/core/text"
	"dragoman/core/zones"
)

// draft is a subscription as far as a reader has said what it shall be.
type draft struct {
	hasTime bool
	at      schedule.Clock
	zone    string // "" for not said
	hasDays bool
	days    schedule.Days
	onlyNew answer
	repeat  answer
}

// answer is yes, no, or not said.
type answer byte

const (
	unsaid answer = iota
	yes
	no
)

func answerOf(b bool) answer {
	if b {
		return yes
	}
	return no
}

// pick returns the one for yes, no or unsaid.
func (a answer) pick(forYes, forNo, forUnsaid string) string {
	switch a {
	case yes:
		return forYes
	case no:
		return forNo
	}
	return forUnsaid
}

// with takes time and zone from a subscription, running or ended, where the draft
// does not say them. A zone that is not known any more is not taken.
func (dr draft) with(s Subscription, ok bool) draft {
	if !ok {
		return dr
	}
	if !dr.hasTime {
		dr.hasTime, dr.at = true, s.Plan.At
	}
	if dr.zone == "" {
		if _, known := load(s.Plan.Zone); known {
			dr.zone = s.Plan.Zone
		}
	}
	return dr
}

// fill puts what the draft says into a subscription.
func (dr draft) fill(s *Subscription) {
	if dr.hasTime {
		s.Plan.At = dr.at
	}
	if dr.zone != "" {
		s.Plan.Zone = dr.zone
	}
	if dr.hasDays {
		s.Plan.Days = dr.days
	}
	if dr.onlyNew != unsaid {
		s.OnlyNew = dr.onlyNew == yes
	}
	if dr.repeat != unsaid {
		s.Repeat = dr.repeat == yes
	}
}

// field is what a reader got wrong.
type field int

const (
	badTime field = iota
	badZone
	badDays
	badOnlyNew
	badWord
)

// mistake is what was typed for a field, and not understood.
type mistake struct {
	field field
	typed string
}

type mistakes []mistake

// maxTyped bounds what is repeated of what a reader typed, in characters.
const maxTyped = 60

// sentences say what was wrong, a line each, with an example.
func (m mistakes) sentences(p *phrases.Phrases) string {
	var lines []string
	for _, one := range m {
		form := [...]string{p.BadTime, p.BadZone, p.BadDays, p.BadWord, p.BadWord}[one.field]
		typed := one.typed
		if r := []rune(typed); len(r) > maxTyped {
			typed = string(r[:maxTyped-1]) + "…"
		}
		lines = append(lines, strings.Replace(form, "%s", typed, 1))
	}
	return strings.Join(slices.Compact(lines), "\n")
}

// maxRead bounds what is read of a text, in bytes.
const maxRead = 256

// tidy is the beginning of what a reader typed, clean and in one line.
func tidy(typed string) string {
	if len(typed) > maxRead {
		typed = strings.ToValidUTF8(typed[:maxRead], "")
	}
	return strings.Join(strings.Fields(text.Clean(typed)), " ")
}

// read understands a wish.
func (v Visitor) read(w Wish) (dr draft, wrong mistakes) {
	if typed := tidy(w.Time); typed != "" {
		if at, err := schedule.ParseClock(typed); err == nil {
			dr.at, dr.hasTime = at, true
		} else {
			wrong = append(wrong, mistake{badTime, typed})
		}
	}
	if typed := tidy(w.Zone); typed != "" {
		if zone, ok := findZone(typed); ok {
			dr.zone = zone
		} else {
			wrong = append(wrong, mistake{badZone, typed})
		}
	}
	if typed := tidy(w.Days); typed != "" {
		if days, ok := parseDays(v.phrases(), typed); ok {
			dr.days, dr.hasDays = days, true
		} else {
			wrong = append(wrong, mistake{badDays, typed})
		}
	}
	if typed := tidy(w.OnlyNew); typed != "" {
		if dr.onlyNew = parseAnswer(v.phrases(), typed); dr.onlyNew == unsaid {
			wrong = append(wrong, mistake{badOnlyNew, typed})
		}
	}
	return dr, wrong
}

// findZone is zones.Find for zones that fit into a button and can be loaded.
func findZone(typed string) (string, bool) {
	zone, ok := zones.Find(typed)
	if !ok || len(zone) > maxZone {
		return "", false
	}
	_, ok = load(zone)
	return zone, ok
}

// Words by which readers say yes and no to "only when there is something new".
var (
	yesWords = []string{"yes", "y", "true", "on", "1", "only-new", "only new", "onlynew", "new only", "only news"}
	noWords  = []string{"no", "n", "false", "off", "0", "all", "always"}
)

// parseAnswer understands a yes or a no, in English and in the reader's language.
// What is typed is tidy.
func parseAnswer(p *phrases.Phrases, typed string) answer {
	folded := text.Fold(typed)
	same := func(own string) bool { return text.Fold(own) == folded }
	switch {
	case slices.Contains(yesWords, folded), same(p.On), same(p.OptionOnlyNew), same(p.OnlyNew):
		return yes
	case slices.Contains(noWords, folded), same(p.Off):
		return no
	}
	return unsaid
}
