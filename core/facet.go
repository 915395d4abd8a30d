package core

import (
	"dragoman/core/match"
	"dragoman/core/query"
	"dragoman/knowledge"
)

// facet answers "when?", "why?", "who said that?" about the item that was just
// spoken of.
func (b *Bot) facet(r reading) outcome {
	it, ok := b.base.Item(r.turn.Item)
	if !ok {
		return b.decline(r, "", nil, 0)
	}
	want, asksKind := facets[r.query.Kind]
	speaker := match.Hit{Item: it, Ask: &knowledge.Ask{Kind: knowledge.Who}, Logit: sureLogit}
	if want == knowledge.Who && r.query.Speech && it.By != "" {
		return b.answerWith(r, speaker)
	}
	bias := b.lean(r)
	bias.Only = true
	if asksKind {
		bias.Want = &want
	}
	if hits := b.index.Search(&r.query, bias); len(hits) > 0 {
		hits[0].Logit = max(hits[0].Logit, facetLogit)
		return b.answerWith(r, hits[0])
	}
	if want == knowledge.Who && it.By != "" {
		return b.answerWith(r, speaker)
	}
	if hits := b.index.Search(&r.query, b.lean(r)); asksKind && len(hits) > 0 && hits[0].Ask.Kind == want && hits[0].Logit >= facetLogit && hits[0].Item.Kind != knowledge.Unsaid {
		return b.answerWith(r, hits[0]) // another item tells that side
	}
	if twin, ask := b.sameOccasion(it, want); ask != nil {
		return b.answerWith(r, match.Hit{Item: twin, Ask: ask, Logit: facetLogit})
	}
	if b.base.Story().Extracted {
		return b.decline(r, missingFacet[want], it, 0) // a text's sentence may tell more than it is known to answer
	}
	return b.decline(r, missingFacet[want], it, facetLogit)
}

// sameOccasion returns an event on the same day in the same place as an item,
// and its ask for when or where.
func (b *Bot) sameOccasion(it *knowledge.Item, want knowledge.AskKind) (*knowledge.Item, *knowledge.Ask) {
	if want != knowledge.WhenAsk && want != knowledge.WhereAsk || it.When.Date == "" || it.Where == "" {
		return nil, nil
	}
	items := b.base.Items()
	for i := range items {
		e := &items[i]
		if e.Kind != knowledge.Event || e.When.Date != it.When.Date || e.Where != it.Where {
			continue
		}
		for k := range e.Asks {
			if e.Asks[k].Kind == want && e.Asks[k].Answer != "" {
				return e, &e.Asks[k]
			}
		}
	}
	return nil, nil
}

// facetLogit is the least of what a pointed question about the item just spoken
// of leads to.
const facetLogit = 3.0

var facets = map[query.Kind]knowledge.AskKind{
	query.Who: knowledge.Who, query.When: knowledge.WhenAsk, query.Where: knowledge.WhereAsk,
	query.What: knowledge.What, query.Why: knowledge.Why, query.How: knowledge.How, query.HowMany: knowledge.HowMany,
}

var missingFacet = map[knowledge.AskKind]string{
	knowledge.What:     "The story does not say.",
	knowledge.Who:      "The story does not say who.",
	knowledge.WhenAsk:  "The story does not say when.",
	knowledge.WhereAsk: "The story does not say where.",
	knowledge.Why:      "The story does not say why.",
	knowledge.How:      "The story does not say how.",
	knowledge.HowMany:  "The story gives no figure for that.",
}
