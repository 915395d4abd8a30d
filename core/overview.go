package core

import (
	"dragoman/core/match"
	"dragoman/core/query"
	"dragoman/knowledge"
)

// Ids of the topics that stand for the story as a whole (docs/STORY-FORMAT.md).
const (
	summaryTopic = "summary"
	latestTopic  = "latest"
)

// overview answers requests for the story as a whole: "tl;dr", "what is the
// latest?".
func (b *Bot) overview(r reading) (outcome, bool) {
	q := &r.query
	if len(q.Mentions) > 0 || len(q.Unknown) > 0 || len(q.Terms) == 0 || q.Kind == query.YesNo {
		return outcome{}, false
	}
	topic := ""
	for _, t := range q.Terms {
		switch {
		case summing[t.Stem]:
			topic = summaryTopic
		case newest[t.Stem]:
			if topic == "" {
				topic = latestTopic
			}
		case !wholeStory[t.Stem]:
			return outcome{}, false
		}
	}
	it, ok := b.base.Item(topic)
	if !ok || len(it.Asks) == 0 {
		return outcome{}, false
	}
	return b.answerWith(r, match.Hit{Item: it, Ask: &knowledge.Ask{Kind: knowledge.What}, Logit: sureLogit}), true
}

var (
	summing    = stems("summarise summarize summary sum gist recap overview nutshell tldr tl dr synopsis outline")
	newest     = stems("latest news new update updates recent newest development headlines")
	wholeStory = stems("story article short brief briefly quick quickly whole sentence sentences line lines situation far today piece read everything happening happen talk about main point points key two three one")
)
