package core

import (
	"slices"

	"dragoman/core/match"
	"dragoman/core/query"
	"dragoman/knowledge"
)

// A wrong premise is named only where the story plainly says otherwise: these
// are the least log odds of what it says.
const premiseFrom = 3.0

// correct answers a question that credits somebody with what another said, or
// puts it in another place: with "No" where it was a yes-no question, else by
// declining with the right name.
func (b *Bot) correct(r reading) (outcome, bool) {
	q := &r.query
	if !q.Speech {
		return outcome{}, false
	}
	for i, m := range q.Mentions {
		e, ok := b.base.Entity(m.Entity)
		if !ok || e.Kind != knowledge.Person && !(e.Kind == knowledge.Place && q.Kind == query.YesNo) {
			continue
		}
		rest := *q
		rest.Mentions = slices.Delete(slices.Clone(q.Mentions), i, i+1)
		if rest.Has(e.ID) {
			continue
		}
		hits := b.index.Search(&rest, match.Bias{})
		if len(hits) == 0 || hits[0].Item.Kind == knowledge.Unsaid || hits[0].Logit < premiseFrom || len(hits[0].Missing) > 0 {
			continue
		}
		it := hits[0].Item
		right := it.By
		if e.Kind == knowledge.Place {
			right = it.Where
		}
		actual, ok := b.base.Entity(right)
		if !ok || actual.ID == e.ID || q.Has(actual.ID) || e.Kind == knowledge.Person && i > 0 || actual.Kind != e.Kind || b.about(it, e.ID) || e.Kind == knowledge.Place && b.analyzer.SameSide(e.ID, actual.ID) {
			continue
		}
		said := "It was " + actual.Name + ", not " + e.Name + ": "
		if e.Kind == knowledge.Place {
			said = "It was " + actual.Name + ", not " + e.Name + ". "
		}
		if q.Kind != query.YesNo {
			return b.decline(r, said+it.Gist, it, hits[0].Logit), true
		}
		o := b.answerWith(r, hits[0])
		o.reply.Answer = "No. " + said + it.Gist
		o.reply.Quotes = b.quoted(o.reply.Answer)
		return o, true
	}
	return outcome{}, false
}

// about tells whether an item names an entity.
func (b *Bot) about(it *knowledge.Item, id string) bool {
	return slices.Contains(b.index.GistEntities(it.ID), id) || slices.Contains(it.About, id) || slices.Contains(it.Who, id) || it.To == id
}
