package core

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"dragoman/core/lexicon"
	"dragoman/core/match"
	"dragoman/core/query"
	"dragoman/core/text"
	"dragoman/knowledge"
)

// Thresholds for answers from the sentences of an article, in log odds, chosen
// with stories left out (docs/ANSWERING.md).
const (
	textFrom   = 0.23 // the least of an answer
	followFrom = 0.6  // the same for a question that is read together with the one before
	shortFrom  = 1.2  // the least at which the direct answer comes before the sentence
)

// maxGiven is how many sentences an answer has at most.
const maxGiven = 3

// shortText is the length in runes up to which a sentence is given with the one
// after it.
const shortText = 100

// fromText answers with the sentences of an article that fit best, or declines.
func (b *Bot) fromText(r reading, hits []match.Hit) outcome {
	best := hits[0]
	least := textFrom
	if !r.whole {
		least = followFrom
	}
	if best.Logit < least {
		return b.decline(r, "", best.Item, 0)
	}
	if say := b.silent(&r.query); say != "" {
		return b.decline(r, say, best.Item, 0)
	}
	o := b.answerWith(r, best)
	items := b.given(hits)
	answer := b.told(items)
	if short := b.shortAnswer(&r.query, best); !strings.HasPrefix(answer, strings.TrimSuffix(short, ".")+":") { // "Ida Berg: She said ..."
		if longer := join(short, answer); utf8.RuneCountInString(longer) <= MaxAnswer {
			answer = longer
		}
	}
	var cites []int
	for _, it := range items {
		cites = append(cites, it.Cites...)
	}
	o.reply.Answer, o.reply.Quotes = answer, b.quotedFrom(answer, items)
	o.reply.Evidence = b.evidence(cites, MaxEvidence)
	return o
}

// silent is what to say where somebody's words are asked for of whom the story
// has none; else "".
func (b *Bot) silent(q *query.Query) string {
	people := b.peopleIn(q.Entities())
	if !q.Speech || q.Kind != query.What || len(people) == 0 || len(b.base.Statements(people[0])) > 0 {
		return ""
	}
	for _, m := range q.Mentions {
		if m.Entity == people[0] && m.Word > 0 && doing[q.Words[m.Word-1].Form] {
			return "The story quotes nothing that " + b.name(m.Entity) + " said."
		}
	}
	return ""
}

// doing are the verbs before the one who speaks: "what did Waltz say?".
var doing = words("do does did has have had will would")

// given returns the sentences that make the answer: the best; those that fit about as
// well; the one that tells who is meant, or the one that goes on from a short one; as far
// as there is room, and at most 3.
func (b *Bot) given(hits []match.Hit) []*knowledge.Item {
	best := hits[0].Item
	var with []*knowledge.Item
	for _, h := range match.Even(hits)[1:] {
		with = append(with, h.Item)
	}
	with = append(with, cmp.Or(b.antecedent(best), b.next(best)))
	items := []*knowledge.Item{best}
	for _, it := range with {
		if it == nil || slices.Contains(items, it) || len(items) == maxGiven {
			continue
		}
		longer := append(slices.Clone(items), it)
		slices.SortFunc(longer, func(x, y *knowledge.Item) int {
			return cmp.Or(elsewhere(x, best)-elsewhere(y, best), cmp.Compare(b.order[x.ID], b.order[y.ID]))
		})
		if utf8.RuneCountInString(b.told(longer)) <= MaxAnswer {
			items = longer
		}
	}
	return items
}

// elsewhere is 0 for a sentence of the paragraph of the best one, else 1: those of the
// best one's paragraph come first, in the order of the story.
func elsewhere(it, best *knowledge.Item) int {
	if slices.Equal(it.Cites, best.Cites) {
		return 0
	}
	return 1
}

// told gives sentences one after the other. One that goes on with the one before it,
// or is of the same speaker, needs no name.
func (b *Bot) told(items []*knowledge.Item) string {
	var sentences []string
	for i, it := range items {
		if i > 0 && (b.order[it.ID] == b.order[items[i-1].ID]+1 || it.By == items[i-1].By) {
			sentences = append(sentences, it.Gist)
		} else {
			sentences = append(sentences, b.toldBy(it))
		}
	}
	return join(sentences...)
}

// next returns the sentence after a short one in its paragraph, or nil.
func (b *Bot) next(it *knowledge.Item) *knowledge.Item {
	items, n := b.base.Items(), b.order[it.ID]+1
	if n == len(items) || !slices.Equal(items[n].Cites, it.Cites) || utf8.RuneCountInString(it.Gist) > shortText {
		return nil
	}
	return &items[n]
}

// antecedent returns the sentence before one that refers back to it, in the same
// paragraph, where the item does not know who is meant.
func (b *Bot) antecedent(it *knowledge.Item) *knowledge.Item {
	if it.By != "" || len(it.Who) > 0 || !refersBack(it.Gist) {
		return nil
	}
	items, n := b.base.Items(), b.order[it.ID]
	if n == 0 || !slices.Equal(items[n-1].Cites, it.Cites) {
		return nil
	}
	return &items[n-1]
}

// refersBack tells whether a sentence begins with a pronoun.
func refersBack(sentence string) bool {
	first, _, _ := strings.Cut(strings.ToLower(strings.TrimLeft(sentence, "“")), " ")
	switch first {
	case "he", "she", "it", "they", "his", "her", "its", "their", "this", "that", "these", "those":
		return true
	}
	return false
}

// toldBy gives a sentence to the letter, with its speaker's name before it where
// it says only "he said".
func (b *Bot) toldBy(it *knowledge.Item) string {
	e, ok := b.base.Entity(it.By)
	if !ok || !refersBack(it.Gist) && !strings.HasPrefix(it.Gist, "“") || strings.Contains(it.Gist, e.Short) || strings.Contains(it.Gist, e.Name) {
		return it.Gist
	}
	return e.Name + ": " + it.Gist
}

// shortAnswer is the direct answer of a hit's ask, where it is of the kind asked
// for.
func (b *Bot) shortAnswer(q *query.Query, h match.Hit) string {
	if h.Ask.Answer == "" || h.Logit < shortFrom || !slices.Contains(fitting[q.Kind], h.Ask.Kind) || b.asksAbout(q, h.Ask) || b.echoes(q, h.Ask.Answer) || repeats(h.Ask.Answer, h.Item.Gist) {
		return ""
	}
	return sentence(h.Ask.Answer)
}

// echoes tells whether a direct answer says nothing that the question does not: "her
// lawyer" to "who has it, according to her lawyer?"; nor does "today", of an old story.
func (b *Bot) echoes(q *query.Query, answer string) bool {
	for _, w := range b.analyzer.Words(text.Clean(answer)) {
		told := w.Stem != "" && !lexicon.Function(w.Form) && w.Form != "today"
		if told && !slices.ContainsFunc(q.Words, func(o query.Word) bool { return o.Stem == w.Stem }) {
			return false
		}
	}
	return true
}

// asksAbout tells whether all that an answer names is in the question: it tells
// nothing then.
func (b *Bot) asksAbout(q *query.Query, a *knowledge.Ask) bool {
	ids := b.index.AnswerEntities(a)
	return len(ids) > 0 && !slices.ContainsFunc(ids, func(id string) bool { return !q.Has(id) })
}

// fitting lists the kinds of ask whose direct answer answers a kind of question.
var fitting = map[query.Kind][]knowledge.AskKind{
	query.Who: {knowledge.Who}, query.When: {knowledge.WhenAsk}, query.Where: {knowledge.WhereAsk},
	query.Why: {knowledge.Why}, query.HowMany: {knowledge.HowMany},
}
