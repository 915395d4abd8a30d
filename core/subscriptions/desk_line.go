package subscriptions

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"dragoman/core/phrases"
	"dragoman/core/schedule"
	"dragoman/core/text"
)

// maxLine bounds the words of a line that are read; what follows is not
// understood.
const maxLine = 16

// maxSpan is how many words one thing may have: "seven thirty in the evening",
// "Mon, Tue, Wed, Thu and Fri".
const maxSpan = 7

// fillers are words that say nothing here.
var fillers = []string{"at", "in", "on", "to", "the", "for", "from", "my", "me", "time", "zone", "please", "and", "with", "send", "it"}

// lineWords are the words of a line, without a command before them.
func lineWords(typed string) []string {
	words := strings.Fields(tidy(typed))
	if len(words) > 0 && strings.HasPrefix(words[0], "/") {
		words = words[1:]
	}
	return words
}

// readLine understands a wish in the words of one line.
func (v Visitor) readLine(words []string) (dr draft, wrong mistakes) {
	var rest []string
	if len(words) > maxLine {
		words, rest = words[:maxLine], words[maxLine:]
	}
	dr, unknown := (&line{v.phrases(), words}).read()
	unknown = append(unknown, rest...)
	if len(unknown) == 0 {
		return dr, nil
	}
	return dr, mistakes{{guessField(dr, unknown), strings.Join(unknown, " ")}}
}

// guessField is what words that nobody understands were probably meant for.
func guessField(dr draft, unknown []string) field {
	hasDigit := slices.ContainsFunc(unknown, func(w string) bool { return strings.ContainsFunc(w, unicode.IsDigit) })
	switch {
	case hasDigit && !dr.hasTime:
		return badTime
	case !hasDigit && dr.hasTime && dr.zone == "":
		return badZone
	}
	return badWord
}

// line is the words of a wish, and what each run of them may be.
type line struct {
	p     *phrases.Phrases
	words []string
}

// reading is a way to understand the words up to one of them.
type reading struct {
	draft   draft
	unknown []string
	said    int // how many things
	cost    int // how many runs of words, and words of a zone
	reached bool
}

// better prefers what leaves the fewest words unknown, then what says more ("8
// every day" says time and days), then what takes longer runs of words together,
// but few for a zone: of "seven in the evening, Kyiv" the evening belongs to the time.
func (r reading) better(than reading) bool {
	if !than.reached {
		return true
	}
	return cmp.Or(
		cmp.Compare(len(r.unknown), len(than.unknown)),
		cmp.Compare(than.said, r.said),
		cmp.Compare(r.cost, than.cost),
	) < 0
}

// read takes time, zone, days and only-new out of the words, each at most once
// and in any order. What belongs to none of them is left.
func (l *line) read() (draft, []string) {
	// best[i][said] understands the first i words and has said these things.
	best := make([][1 << 4]reading, len(l.words)+1)
	best[0][0].reached = true
	for from := range l.words {
		for to := from + 1; to <= min(len(l.words), from+maxSpan); to++ {
			meanings := l.meanings(from, to)
			for said, r := range best[from] {
				if !r.reached {
					continue
				}
				for _, m := range meanings {
					if said&m.bit != 0 {
						continue
					}
					next := m.add(r)
					if at := &best[to][said|m.bit]; next.better(*at) {
						*at = next
					}
				}
			}
		}
	}
	var found reading
	for _, r := range best[len(l.words)] {
		if r.reached && r.better(found) {
			found = r
		}
	}
	return found.draft, found.unknown
}

// meaning is what a run of words may be: one thing of a draft, a filler, or a
// word that is not understood.
type meaning struct {
	bit int // of what is said; 0 for nothing
	add func(reading) reading
}

// What can be said, a bit each.
const (
	saysTime = 1 << iota
	saysZone
	saysDays
	saysOnlyNew
)

// meanings are all that a run of words may be.
func (l *line) meanings(from, to int) []meaning {
	var all []meaning
	says := func(bit, cost int, set func(*draft)) {
		all = append(all, meaning{bit, func(r reading) reading {
			set(&r.draft)
			r.said++
			r.cost += cost
			return r
		}})
	}
	typed := strings.Trim(strings.Join(l.words[from:to], " "), ",;")
	if to == from+1 {
		filler := slices.Contains(fillers, text.Fold(typed)) || typed == ""
		all = append(all, meaning{0, func(r reading) reading {
			r.cost++
			if !filler {
				r.unknown = append(slices.Clip(r.unknown), l.words[from])
			}
			return r
		}})
		if filler {
			return all
		}
	}
	if at, err := schedule.ParseClock(typed); err == nil {
		says(saysTime, 1, func(dr *draft) { dr.at, dr.hasTime = at, true })
	}
	if days, ok := parseDays(l.p, typed); ok {
		says(saysDays, 1, func(dr *draft) { dr.days, dr.hasDays = days, true })
	}
	if isOnlyNew(l.p, typed) {
		says(saysOnlyNew, 1, func(dr *draft) { dr.onlyNew = yes })
	} else if zone, ok := findZone(typed); ok {
		says(saysZone, to-from, func(dr *draft) { dr.zone = zone })
	}
	return all
}

// isOnlyNew tells whether words say "only new", and not just "yes".
func isOnlyNew(p *phrases.Phrases, typed string) bool {
	folded := text.Fold(typed)
	return strings.Contains(folded, "new") && parseAnswer(p, typed) == yes ||
		folded == text.Fold(p.OptionOnlyNew) || folded == text.Fold(p.OnlyNew)
}
