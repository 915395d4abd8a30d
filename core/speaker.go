package core

import (
	"slices"
	"strings"
	"unicode/utf8"

	"dragoman/core/match"
	"dragoman/core/query"
	"dragoman/knowledge"
)

// quotes answers what somebody said, word for word: "kallas quote", "Tusk's
// exact words".
func (b *Bot) quotes(r reading) (outcome, bool) {
	q := &r.query
	if !q.Exact || !b.onlySpeaker(q) {
		return outcome{}, false
	}
	e, _ := b.base.Entity(q.Entities()[0])
	said, cites := b.gather(e, func(it *knowledge.Item) []string {
		if len(it.Quotes) > 0 {
			return it.Quotes
		}
		return passages(it.Gist)
	})
	if len(said) == 0 {
		return b.decline(r, "The story quotes nothing that "+e.Name+" said.", nil, sureLogit), true
	}
	for i := range said {
		said[i] = closed(said[i])
	}
	return b.lookedUp(r, e, e.Name+": "+strings.Join(said, "\n"), cites), true
}

// statements answers what somebody said in all: "what did Peskov say?".
func (b *Bot) statements(r reading) (outcome, bool) {
	q := &r.query
	if !q.Speech || q.Kind != query.What || !b.onlySpeaker(q) {
		return outcome{}, false
	}
	for _, w := range q.Words {
		if narrows[w.Form] {
			return outcome{}, false
		}
	}
	e, _ := b.base.Entity(q.Entities()[0])
	said, cites := b.gather(e, func(it *knowledge.Item) []string { return []string{it.Gist} })
	switch len(said) {
	case 0:
		if r.turn.Text != "" && len(q.Words) < 3 {
			return outcome{}, false
		}
		return b.decline(r, "The story quotes nothing that "+e.Name+" said.", nil, sureLogit), true
	case 1:
		return b.lookedUp(r, e, b.withQuotes(said[0], b.base.Statements(e.ID)[0]), cites), true
	}
	return b.lookedUp(r, e, strings.Join(said, " "), cites), true
}

// onlySpeaker tells whether a question names one person and nothing else but
// words of speaking.
func (b *Bot) onlySpeaker(q *query.Query) bool {
	if len(q.Unknown) > 0 || q.Kind == query.YesNo || len(q.Days) > 0 || q.Vacant != nil {
		return false
	}
	for _, t := range q.Terms {
		if !quoting[t.Stem] {
			return false
		}
	}
	ids := q.Entities()
	if len(ids) != 1 {
		return false
	}
	e, ok := b.base.Entity(ids[0])
	return ok && e.Kind == knowledge.Person
}

// narrows are words after which a matter comes: what was said of it is asked
// for, not all that was said.
var narrows = words("about on of it that this to when where there why how at in for")

var quoting = stems("quote quotation word wording verbatim own statement remark line say said speech comment tell utter state everything all full direct quotes")

// gather takes texts of the statements of a person in order, as many as an
// answer holds, with the last paragraph that each statement cites.
func (b *Bot) gather(e *knowledge.Entity, of func(*knowledge.Item) []string) (texts []string, cites []int) {
	room := MaxAnswer - utf8.RuneCountInString(e.Name) - len(": ")
	for _, it := range b.base.Statements(e.ID) {
		cite := it.Cites[len(it.Cites)-1]
		if !slices.Contains(cites, cite) && len(cites) == MaxEvidence {
			break
		}
		for _, text := range of(it) {
			n := utf8.RuneCountInString(text) + 1
			if n > room {
				continue
			}
			room -= n
			texts = append(texts, text)
			if !slices.Contains(cites, cite) {
				cites = append(cites, cite)
			}
		}
	}
	return texts, cites
}

// lookedUp is the outcome of an answer about somebody that needed no matching.
func (b *Bot) lookedUp(r reading, about *knowledge.Entity, answer string, cites []int) outcome {
	item := ""
	if said := b.base.Statements(about.ID); len(said) > 0 {
		item = said[0].ID
	}
	t := b.turn(r, item)
	t.Answered = []string{about.ID}
	reply := b.answered(answer, cites, sure)
	reply.Suggestions = b.suggest(item, nil)
	return outcome{score: sureLogit + r.plus, turn: t, reply: reply}
}

// contrast answers how two people differ: what each of them says of the
// matter.
func (b *Bot) contrast(r reading) (outcome, bool) {
	q := &r.query
	people := b.peopleIn(q.Entities())
	if !q.Compare || len(people) != 2 || len(q.Unknown) > 0 {
		return outcome{}, false
	}
	var answer string
	var cites []int
	var items []string
	for n, id := range people {
		one := *q
		one.Kind, one.Terms = query.What, without(q.Terms, comparing)
		one.Mentions = slices.DeleteFunc(slices.Clone(q.Mentions), func(m query.Mention) bool { return m.Entity == people[1-n] })
		it := b.saying(&one, id)
		if it == nil {
			return outcome{}, false
		}
		answer = join(answer, it.Gist)
		cites = append(cites, it.Cites...)
		items = append(items, it.ID)
	}
	if utf8.RuneCountInString(answer) > MaxAnswer {
		return outcome{}, false
	}
	slices.Sort(cites)
	t := b.turn(r, items[0])
	t.Answered = people
	reply := b.answered(answer, cites, sure)
	reply.Suggestions = b.suggest(items[1], nil)
	return outcome{score: sureLogit + r.plus, turn: t, reply: reply}, true
}

// saying returns the statement of a person that fits a question best.
func (b *Bot) saying(q *query.Query, speaker string) *knowledge.Item {
	for _, h := range b.index.Search(q, match.Bias{}) {
		if h.Item.By == speaker {
			return h.Item
		}
	}
	if said := b.base.Statements(speaker); len(said) > 0 {
		return said[0]
	}
	return nil
}

var comparing = stems("differ difference compare comparison versus vs contrast disagree common same agree both opposite similar")

func without(terms []query.Term, stems map[string]bool) []query.Term {
	return slices.DeleteFunc(slices.Clone(terms), func(t query.Term) bool { return stems[t.Stem] })
}
