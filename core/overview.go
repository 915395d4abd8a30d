package core

import (
	"slices"
	"strings"
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
		case "story", "article", "piece", "text", "report":
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
	it, ok := b.base.Item(topic)
	if !ok {
		return outcome{}, false
	}
	return b.answerWith(r, match.Hit{Item: it, Ask: &knowledge.Ask{Kind: knowledge.What}, Logit: sureLogit}), true
}

var (
	summing    = stems("summarise summarize summary sum gist recap overview nutshell tldr tl dr synopsis outline")
	newest     = stems("latest news new update updates recent newest development headlines")
	timing     = stems("timeline chronology calendar schedule")
	wholeStory = stems("story article short brief briefly quick quickly whole sentence sentences line lines situation far today piece read everything happening happen talk about main point points key two three one event events order")
)

// timeline answers with the dated events, one a line, earliest first.
func (b *Bot) timeline(r reading) (outcome, bool) {
	var dated []*knowledge.Item
	items := b.base.Items()
	for i := range items {
		if it := &items[i]; it.Kind == knowledge.Event && it.What != "" && !it.When.From.IsZero() && it.When.Said != "" {
			dated = append(dated, it)
		}
	}
	slices.SortStableFunc(dated, func(x, y *knowledge.Item) int { return x.When.From.Compare(y.When.From) })
	var lines []string
	var cites []int
	room := MaxAnswer
	for _, it := range dated {
		line := upperFirst(it.When.Said) + " (" + it.When.Date + "): " + it.What + "."
		room -= utf8.RuneCountInString(line) + 1
		if room < 0 || len(b.evidence(append(cites, it.Cites...))) > MaxEvidence || len(cites) >= MaxEvidence {
			break
		}
		lines = append(lines, line)
		cites = append(cites, it.Cites[0])
	}
	if len(lines) == 0 {
		return outcome{}, false
	}
	reply := b.answered(strings.Join(lines, "\n"), cites, sure)
	reply.Suggestions = b.suggest(dated[0].ID, nil)
	return outcome{score: sureLogit + r.plus, turn: b.turn(r, ""), reply: reply}, true
}
