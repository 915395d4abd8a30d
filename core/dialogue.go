package core

import (
	"slices"

	"dragoman/core/query"
	"dragoman/knowledge"
)

// reading is one way to understand a question in its conversation: references
// resolved, ellipsis filled.
type reading struct {
	query query.Query
	plus  float64 // log odds for the naturalness of the reading, at most 0
	bias  float64 // log odds for the item that the conversation is at
	facet bool    // asks for another side of that item
	whole bool    // the question as it was typed: nothing was taken over from before
	again bool    // may ask the same again: it is not completed from the turn before
	turn  Turn    // the turn that the reading follows, or the zero Turn
}

// How natural readings are, in log odds. Chosen on the dialogue sets, each left
// out in turn.
const (
	rankPlus     = -0.5 // for each rank of salience of what a reference means
	verbatimPlus = -2.0 // a question that refers back, taken as typed
	mergedPlus   = -0.5 // a fragment completed with the words before
	swappedPlus  = -0.2 // the question before with one name changed
	topicBias    = 0.4  // for the item last spoken of
	pointedBias  = 1.2  // the same where the question points at it: "that", "it"
	aboutPlus    = -1.0 // "what about Rotterdam?" taken as typed, of an article's text
)

const maxReadings = 12

// asked tells whether a question was asked in the same words before. Then it
// means what it meant: whoever asks again, or corrects a slip, gets the same
// answer. Turns hold questions as they were understood, so that one that was
// completed from its conversation is not the same.
func asked(q query.Query, turns []Turn) bool {
	said := bounded(sayBack(q.Words))
	return slices.ContainsFunc(turns, func(t Turn) bool { return t.Text == said })
}

// readings lists the ways to understand q after the turns of a session. aside
// are the parts of the same message that ask nothing.
func (b *Bot) readings(q query.Query, turns []Turn, aside []query.Query) []reading {
	plain := reading{query: q, whole: true, again: true}
	if overviewOf(&q) != nothing || asked(q, turns) {
		return []reading{plain}
	}
	if len(turns) == 0 && len(aside) == 0 {
		return []reading{plain}
	}
	var last Turn
	if len(turns) > 0 {
		last = turns[len(turns)-1]
	}
	plain.turn, plain.bias = last, topicBias
	for _, p := range q.Pronouns {
		switch p.Form {
		case "that", "this", "it", "those", "these":
			plain.bias = pointedBias
		}
	}
	if last.Item != "" && pointed(q) {
		f := b.merged(q, last)
		f.facet, f.plus = true, 0
		return []reading{f}
	}
	s := b.salient(turns, b.named(aside, last))
	if one, from, to := b.theOne(q, s); one != "" {
		if from == 0 && to == len(q.Words) || len(q.Terms) == 0 && q.Kind == query.Any {
			var out []reading
			for _, m := range q.Mentions {
				if e, ok := b.base.Entity(m.Entity); ok && e.Kind == knowledge.Place {
					out = append(out, b.instead(m.Entity, last)...)
				}
			}
			out = append(out, b.instead(one, last)...)
			return append(out, b.whoIs(one, last))
		}
		q = b.analyzer.Understand(splice(q.Words, from, to, b.nameWords(one)))
		plain.query, plain.whole = q, false
	}
	var out []reading
	if speaks(aside) && (elliptic(q) && len(q.Mentions) == 0 || plain.bias == pointedBias) {
		out = append(out, b.completed(q, aside, last))
	}
	slots, firm := b.slots(q, s, aside)
	for _, r := range b.substitute(q, slots) {
		r.bias, r.turn, r.again = plain.bias, last, plain.again
		out = append(out, r)
	}
	if len(turns) > 0 {
		out = append(out, b.ellipsis(q, last)...)
	}
	if len(slots) > 0 {
		plain.plus = verbatimPlus
	}
	if len(out) == 0 || !firm {
		switch {
		case len(out) == 0:
		case leansBack(q) && len(q.Mentions) > 0 && b.base.Story().Extracted:
			plain.plus += aboutPlus
		case leansBack(q) || elliptic(q) && len(q.Mentions) == 0:
			plain.plus += verbatimPlus
		}
		out = append(out, plain)
	}
	return out[:min(len(out), maxReadings)]
}
