package core

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"dragoman/core/match"
	"dragoman/core/query"
	"dragoman/knowledge"
)

// Ids of the topics that stand for the story as a whole (docs/STORY-FORMAT.md).
const (
	summaryTopic = "summary"
	latestTopic  = "latest"
)

// view is a way to see the story as a whole.
type view int

const (
	nothing view = iota
	summary
	latest
	timeline
)

// overviewOf tells which view of the whole story a question asks for, if any:
// "tl;dr", "what is the latest?", "timeline".
func overviewOf(q *query.Query) view {
	if len(q.Mentions) > 0 || len(q.Unknown) > 0 || q.Kind == query.YesNo {
		return nothing
	}
	v := nothing
	if len(q.Terms) == 0 && q.Kind == query.What && mentionsStory(q) {
		return summary
	}
	for _, t := range q.Terms {
		switch {
		case timing[t.Stem]:
			v = timeline
		case summing[t.Stem]:
			v = max(v, summary)
		case newest[t.Stem]:
			if v == nothing {
				v = latest
			}
		case !wholeStory[t.Stem]:
			return nothing
		}
	}
	return v
}

// mentionsStory tells whether a question without any words of its own is about
// the story: "what is this article about?".
func mentionsStory(q *query.Query) bool {
	story, about := false, false
	for _, w := range q.Words {
		switch w.Form {
		case "story", "article", "piece", "text", "report", "this", "thing", "news":
			story = true
		case "about":
			about = true
		}
	}
	return story && about
}

// overview answers requests for the story as a whole.
func (b *Bot) overview(r reading) (outcome, bool) {
	topic := ""
	switch overviewOf(&r.query) {
	case timeline:
		return b.timeline(r)
	case summary:
		topic = summaryTopic
	case latest:
		topic = latestTopic
	}
	if topic == "" {
		return outcome{}, false
	}
	it, ok := b.base.Item(topic)
	if !ok {
		return b.opening(r)
	}
	return b.answerWith(r, match.Hit{Item: it, Ask: &knowledge.Ask{Kind: knowledge.What}, Logit: sureLogit}), true
}

var (
	summing    = stems("summarise summarize summary sum gist recap overview nutshell tldr tl dr synopsis outline")
	newest     = stems("latest news new update updates recent newest development headlines")
	timing     = stems("timeline chronology calendar schedule")
	wholeStory = stems("story article short brief briefly quick quickly whole sentence sentences line lines situation far today piece read everything happening happen talk about main point points key two three one event events order")
)

// opening sums a story up that has no topic for it: by its first items.
func (b *Bot) opening(r reading) (outcome, bool) {
	answer := ""
	var cites []int
	items := b.base.Items()
	for i := range items {
		it := &items[i]
		longer := join(answer, it.Gist)
		if it.Kind == knowledge.Unsaid || utf8.RuneCountInString(longer) > MaxAnswer || len(b.evidence(append(cites, it.Cites...), MaxEvidence+1)) > MaxEvidence {
			break
		}
		answer, cites = longer, append(cites, it.Cites...)
	}
	if answer == "" {
		return outcome{}, false
	}
	reply := b.answered(answer, cites, sure)
	reply.Suggestions = b.suggest("", nil)
	return outcome{score: sureLogit + r.plus, reply: reply, turn: b.turn(r, "")}, true
}

// timeline answers with what happens on which day, earliest first.
func (b *Bot) timeline(r reading) (outcome, bool) {
	var dated []*knowledge.Item
	items := b.base.Items()
	for _, kind := range []knowledge.ItemKind{knowledge.Event, knowledge.Statement} {
		for i := range items {
			it := &items[i]
			known := slices.ContainsFunc(dated, func(d *knowledge.Item) bool { return d.When.From.Equal(it.When.From) })
			if it.Kind == kind && !it.When.From.IsZero() && it.When.To.Sub(it.When.From) < week && (kind == knowledge.Event || !known) {
				dated = append(dated, it)
			}
		}
	}
	slices.SortStableFunc(dated, func(x, y *knowledge.Item) int { return x.When.From.Compare(y.When.From) })
	var lines []string
	var cites []int
	seen := make(map[string]bool)
	room := MaxAnswer
	for _, it := range dated {
		what := it.What
		if what == "" {
			what = strings.TrimSuffix(it.Gist, ".")
		}
		line := days(it.When) + ": " + what + "."
		n := utf8.RuneCountInString(line) + 1
		if n > room || len(cites) == MaxListEvidence || seen[it.Where+it.When.Date] && it.Where != "" {
			continue
		}
		seen[it.Where+it.When.Date] = true
		room -= n
		lines = append(lines, line)
		cites = append(cites, it.Cites[0])
	}
	switch {
	case len(lines) == 0 && Undated(b.base):
		return b.decline(r, NoOrder, nil, sureLogit), true
	case len(lines) == 0:
		return outcome{}, false
	}
	reply := b.answered(strings.Join(lines, "\n"), nil, sure)
	reply.Evidence = b.evidence(cites, MaxListEvidence)
	reply.Suggestions = b.suggest(dated[0].ID, nil)
	return outcome{score: sureLogit + r.plus, reply: reply, turn: b.turn(r, "")}, true
}

// NoOrder is said in place of a timeline of a story that is [Undated].
const NoOrder = "The article has no date, so its days cannot be put in order."

// Undated tells whether a story is an article without a day of publication: its
// "Tuesday" may be any.
func Undated(base *knowledge.Base) bool {
	return base.Story().Extracted && base.Story().Published.IsZero()
}

// week is the length from which a time is too vague for a timeline.
const week = 6 * 24 * time.Hour

// days names the days of a time: "Tuesday, 18 February".
func days(w knowledge.When) string {
	const layout = "Monday, 2 January"
	if w.From.Equal(w.To) {
		return w.From.Format(layout)
	}
	return w.From.Format(layout) + " to " + w.To.Format(layout)
}
