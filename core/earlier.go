package core

import (
	"slices"
	"time"
	"unicode/utf8"

	"dragoman/core/match"
	"dragoman/core/query"
	"dragoman/knowledge"
)

// earlier answers a question for what held before newer articles updated it: "how
// many were missing on Tuesday?", "when was it to open at first?". ok is false when
// the question asks for no such time, or nothing held then that does not now.
func (b *Bot) earlier(q query.Query, turns []Turn, aside []query.Query, now time.Time) (outcome, bool) {
	if len(b.base.Outdated()) == 0 {
		return outcome{}, false
	}
	words, asOf, ok := b.timeOf(&q, now)
	if !ok {
		return outcome{}, false
	}
	cut := b.analyzer.Understand(words)
	hits := b.index.Search(&cut, match.Bias{})
	o := b.choose(b.readings(cut, turns, aside))
	ids := []string{o.turn.Item}
	for _, h := range hits[:min(len(hits), earlierHits)] {
		if h.Logit >= textFrom {
			ids = append(ids, h.Item.ID)
		}
	}
	for _, id := range ids {
		current, ok := b.base.Item(id)
		if !ok || !b.base.AsOf(current).After(asOf) {
			if ok && o.reply.Answered && id == o.turn.Item && len(b.base.Before(id)) > 0 {
				return o, true // what held then holds still
			}
			continue
		}
		if old := b.heldOn(id, asOf); old != nil {
			return b.asOf(reading{query: cut}, old), true
		}
	}
	return outcome{}, false
}

// earlierHits is how many of the sentences that fit a question are looked at for
// older ones.
const earlierHits = 3

// heldOn returns what held on a day of what an item has taken the place of, the
// oldest for a zero day; nil when nothing did.
func (b *Bot) heldOn(id string, day time.Time) *knowledge.Item {
	versions := b.base.Before(id)
	versions = slices.DeleteFunc(versions, func(it *knowledge.Item) bool {
		_, n := b.base.Place(it.Cites[0])
		return n == headline
	})
	if len(versions) == 0 {
		return nil
	}
	if day.IsZero() {
		return versions[len(versions)-1]
	}
	for _, it := range versions {
		if !b.base.AsOf(it).After(day) {
			return it
		}
	}
	return nil
}

// asOf answers with an item that is outdated, and says as of when it held.
func (b *Bot) asOf(r reading, old *knowledge.Item) outcome {
	h := match.Hit{Item: old, Ask: &knowledge.Ask{}, Logit: shortFrom}
	for i := range old.Asks {
		if slices.Contains(fitting[r.query.Kind], old.Asks[i].Kind) && old.Asks[i].Answer != "" {
			h.Ask = &old.Asks[i]
			break
		}
	}
	o := b.fromText(r, []match.Hit{h})
	if dated := "As of " + day(b.base.AsOf(old)) + ": " + o.reply.Answer; utf8.RuneCountInString(dated) <= MaxAnswer {
		o.reply.Answer = dated
	}
	return o
}

// timeOf returns the words of a question without the time that it asks about, and
// the day: a zero one for "at first".
func (b *Bot) timeOf(q *query.Query, now time.Time) ([]query.Word, time.Time, bool) {
	forms := make([]string, len(q.Words))
	for i, w := range q.Words {
		forms[i] = w.Form
	}
	for i := range forms {
		from, n := i, 0
		var asOf time.Time
		switch {
		case i > 0 && forms[i] == "first" && forms[i-1] == "at":
			from, n = i-1, 2
		case atFirst[forms[i]]:
			n = 1
		default:
			// Where the story is over, a weekday is one of its own.
			newest := b.base.Story().Published
			if over := newest.AddDate(0, 0, 1); now.After(over) {
				now = over
			}
			t, size, ok := dayAt(forms[i:], now, newest)
			if !ok {
				continue
			}
			asOf, n = t, size
			for from > 0 && n < size+2 && dayPrepositions[forms[from-1]] {
				from, n = from-1, n+1
			}
		}
		return slices.Delete(slices.Clone(q.Words), from, from+n), asOf, true
	}
	return nil, time.Time{}, false
}

var (
	atFirst         = words("initially originally previously formerly")
	dayPrepositions = words("on as of by until at in since")
)
