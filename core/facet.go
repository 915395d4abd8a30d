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
	return b.decline(r, missingFacet[want], it, facetLogit)
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
