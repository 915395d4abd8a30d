package asked

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Bounds of a report in a chat, for which one message of any platform has room.
// Discord's 2,000 characters are the least, and escaping may double the text.
const (
	maxBrief   = 950 // runes
	inBrief    = 5   // lines of a list
	briefLabel = 70  // runes of a question or a gist
)

// Brief is the report as a text of at most 950 runes, for a chat. It is plain:
// who sends it escapes it.
func (r Report) Brief() string {
	var b strings.Builder
	add := func(format string, args ...any) {
		line := fmt.Sprintf(format, args...)
		if utf8.RuneCountInString(b.String())+utf8.RuneCountInString(line) < maxBrief {
			b.WriteString(line + "\n")
		}
	}
	add("%s to %s (UTC). %s", r.Since, r.Until, sum(r.Messages))
	byPlatform := make(map[string]Traffic)
	var platforms []string
	for _, d := range r.Days {
		if _, ok := byPlatform[d.Platform]; !ok {
			platforms = append(platforms, d.Platform)
		}
		byPlatform[d.Platform] = byPlatform[d.Platform].Plus(d.Traffic)
	}
	if len(platforms) > 1 {
		for _, p := range platforms {
			add("%s: %s", p, sum(byPlatform[p]))
		}
	}
	if len(r.Unanswered) > 0 {
		add("\nNot answered:")
		for _, q := range r.Unanswered[:min(len(r.Unanswered), inBrief)] {
			add("%d× %s", q.Count, short(q.Question))
		}
	}
	if len(r.Served) > 0 {
		add("\nServed most:")
		for _, f := range r.Served[:min(len(r.Served), inBrief)] {
			add("%d× %s", f.Count, short(f.Gist))
		}
	}
	good, bad := 0, 0
	for _, n := range r.Feedback {
		good, bad = good+n.Good, bad+n.Bad
	}
	if good+bad > 0 {
		add("\nVotes so far: helped %d, did not %d.", good, bad)
		for _, n := range r.Feedback {
			if n.Bad > n.Good {
				add("%d× did not help: %s", n.Bad, short(cmp.Or(n.Label, n.Answer)))
				break
			}
		}
	}
	return strings.TrimSpace(b.String())
}

// short cuts a text to briefLabel runes.
func short(s string) string {
	if s = oneLine(s); utf8.RuneCountInString(s) > briefLabel {
		return string([]rune(s)[:briefLabel-1]) + "…"
	}
	return s
}
