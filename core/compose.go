package core

import (
	"strings"
	"unicode/utf8"

	"dragoman/core/match"
	"dragoman/core/query"
	"dragoman/knowledge"
)

// compose words the answer of a hit: the direct answer, then the ground or the
// quote.
func (b *Bot) compose(q *query.Query, h match.Hit) Reply {
	it, ask := h.Item, h.Ask
	lead := ask.Answer
	if q.Kind == query.YesNo {
		lead = verdict(q, h)
	} else {
		lead = unYes(lead)
	}
	switch {
	case lead != "" || q.Kind == query.YesNo:
	case ask.Kind == knowledge.Yes || ask.Kind == knowledge.No:
		lead = ""
	case ask.Kind == knowledge.Who && it.By != "":
		if e, ok := b.base.Entity(it.By); ok {
			lead = b.titled(e)
		}
	}
	ground := ask.Ground
	if ground == "" {
		ground = it.Gist
	}
	r := Reply{Answered: true, Confidence: match.Probability(h.Logit)}
	r.Answer = join(sentence(lead), ground)
	for _, quote := range it.Quotes {
		longer := r.Answer + " " + b.short(it.By) + ": " + quote
		if utf8.RuneCountInString(longer) > MaxAnswer {
			break
		}
		if strings.Contains(r.Answer, quote) {
			continue
		}
		r.Answer = longer
	}
	cites := ask.Cites
	if len(cites) == 0 {
		cites = it.Cites
	}
	r.Evidence = b.evidence(cites)
	return r
}

func (b *Bot) short(id string) string {
	e, ok := b.base.Entity(id)
	if !ok {
		return ""
	}
	return e.Short
}

// sentence ends s with a full stop unless it ends a sentence already.
func sentence(s string) string {
	if s == "" || strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, ".”") {
		return s
	}
	return s + "."
}

func join(parts ...string) string {
	out := ""
	for _, p := range parts {
		if p == "" {
			continue
		}
		if out != "" {
			out += " "
		}
		out += p
	}
	return out
}
