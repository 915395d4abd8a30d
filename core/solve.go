package core

import (
	"slices"
	"strings"
	"unicode/utf8"

	"dragoman/core/match"
	"dragoman/core/query"
	"dragoman/knowledge"
)

// outcome is what a reading of a question leads to.
type outcome struct {
	score float64 // log odds that the reading and its answer are right
	reply Reply
	turn  Turn

	unsaid string // the item that surely fits, where that is an unsaid one
}

// Thresholds of the decision between answering and declining, in log odds,
// chosen with the question sets left out one by one (docs/ANSWERING.md).
const (
	answerFrom = 1.0  // the least of an answer
	unsaidFrom = -0.5 // the least at which an unsaid item is named
	sureLogit  = 4.0  // of what is looked up, not matched

	surelyUnsaid = 3.5 // the least at which questions count as one for what is unsaid
)

// solve answers one reading.
func (b *Bot) solve(r reading) outcome {
	q := &r.query
	if b.index.Knows(q) { // then the file says what answers it
		if hits := b.index.Search(q, b.lean(r)); len(hits) > 0 && hits[0].Evidence.Same {
			return b.settle(r, hits)
		}
	}
	for _, look := range []func(reading) (outcome, bool){b.define, b.identify, b.profile, b.quotes, b.statements, b.contrast, b.overview} {
		if o, ok := look(r); ok {
			return o
		}
	}
	if r.facet {
		return b.facet(r)
	}
	hits := b.index.Search(q, b.lean(r))
	if q.Vacant != nil && (len(hits) == 0 || hits[0].Item.Kind != knowledge.Unsaid || hits[0].Logit < unsaidFrom) {
		return b.decline(r, b.vacancy(q), nil, sureLogit)
	}
	return b.settle(r, hits)
}

// settle answers or declines with the best of the hits.
func (b *Bot) settle(r reading, hits []match.Hit) outcome {
	switch {
	case len(hits) == 0:
		return b.decline(r, "", nil, 0)
	case b.base.Story().Extracted && hits[0].Item.Kind != knowledge.Unsaid:
		return b.fromText(r, hits)
	case hits[0].Item.Kind != knowledge.Unsaid && b.answers(&r.query, hits[0]):
		return b.answerWith(r, hits[0])
	case hits[0].Item.Kind == knowledge.Unsaid && hits[0].Logit >= unsaidFrom:
		return b.decline(r, hits[0].Item.Gist, hits[0].Item, hits[0].Logit)
	default:
		return b.decline(r, "", hits[0].Item, 0)
	}
}

// answers tells whether a hit is good enough to be the answer. Words that ask
// nothing and name nobody must be explained in good part.
func (b *Bot) answers(q *query.Query, h match.Hit) bool {
	if q.Kind == query.Any && len(q.Mentions) == 0 && h.Evidence.All < leastExplained {
		return false
	}
	return h.Logit >= answerFrom
}

// leastExplained is the share of a fragment without names that an answer must
// explain.
const leastExplained = 0.75

// lean is how a reading leans on the turn before.
func (b *Bot) lean(r reading) match.Bias {
	bias := match.Bias{Item: r.turn.Item, Plus: r.bias}
	if it, ok := b.base.Item(r.turn.Item); ok && !r.again && r.turn.Ask > 0 && r.turn.Ask <= len(it.Asks) {
		bias.Ask = &it.Asks[r.turn.Ask-1]
	}
	return bias
}

func (b *Bot) answerWith(r reading, h match.Hit) outcome {
	t := b.turn(r, h.Item.ID)
	for i := range h.Item.Asks {
		if &h.Item.Asks[i] == h.Ask {
			t.Ask = i + 1
		}
	}
	gist := b.index.GistEntities(h.Item.ID)
	t.Answered = slices.Clone(b.index.AnswerEntities(h.Ask))
	if h.Ask.Answer == "" && h.Ask.Kind == knowledge.Who {
		t.Answered = slices.Clone(gist)
		if h.Item.By != "" {
			t.Answered = []string{h.Item.By}
		}
	}
	related := gist
	if h.Item.By != "" {
		related = append([]string{h.Item.By}, gist...)
	}
	if _, ok := b.base.Entity(h.Item.Where); ok {
		related = append(slices.Clone(related), h.Item.Where)
	}
	for _, id := range related {
		if !slices.Contains(t.Answered, id) && !slices.Contains(t.Asked, id) {
			t.Related = appendNew(t.Related, id)
		}
	}
	reply := b.compose(&r.query, h)
	reply.Suggestions = b.suggest(h.Item.ID, h.Ask)
	return outcome{score: min(h.Logit, sureLogit) + r.plus, reply: reply, turn: t}
}

func (b *Bot) turn(r reading, item string) Turn {
	return Turn{Text: bounded(sayBack(r.query.Words)), Item: item, Asked: r.query.Entities(), Kind: r.query.Kind.String()}
}

// maxTurnText is how many bytes of a question a session remembers, its end: a
// store bounds its values.
const maxTurnText = 500

func bounded(question string) string {
	if len(question) > maxTurnText {
		question = strings.ToValidUTF8(question[len(question)-maxTurnText:], "")
	}
	return question
}

// decline says that the story does not tell; say is the sentence, or "" for
// the general one. The nearest thing that it does tell is offered.
func (b *Bot) decline(r reading, say string, nearest *knowledge.Item, logit float64) outcome {
	if say == "" {
		say = b.unanswered(&r.query)
	}
	t, unsaid := b.turn(r, ""), ""
	if nearest != nil && nearest.Kind == knowledge.Unsaid {
		if logit >= surelyUnsaid {
			unsaid = nearest.ID
		}
		nearest, _ = b.base.Item(nearest.Nearest)
	}
	reply := Reply{Answer: say, Quotes: b.quoted(say), Confidence: declined(logit), Source: b.source()}
	if nearest != nil {
		t.Item = nearest.ID
	}
	reply.Suggestions = b.suggest(t.Item, nil)
	return outcome{score: min(logit, sureLogit) + r.plus, turn: t, reply: reply, unsaid: unsaid}
}

// maxName is the length in runes up to which a name that a reader typed is said
// back.
const maxName = 40

// declined is the confidence of declining: 0 when nothing was matched.
func declined(logit float64) float64 {
	if logit == 0 {
		return 0
	}
	return match.Probability(logit)
}

// unanswered is the sentence for a question that nothing in the story fits.
func (b *Bot) unanswered(q *query.Query) string {
	if len(q.Unknown) > 0 && utf8.RuneCountInString(q.Unknown[0]) <= maxName {
		return "The story does not mention " + q.Unknown[0] + "."
	}
	return "The story does not say."
}

// vacancy says that the story names nobody in an office.
func (b *Bot) vacancy(q *query.Query) string {
	e, ok := b.base.Entity(q.Vacant.Entity)
	if !ok {
		return ""
	}
	return "The story does not name " + possessive(e.Name) + " " + q.Office + "."
}
