package core

import (
	"strings"
	"unicode/utf8"

	"dragoman/core/query"
	"dragoman/knowledge"
)

// quotes answers what somebody said, word for word: "kallas quote", "Tusk's
// exact words".
func (b *Bot) quotes(r reading) (outcome, bool) {
	q := &r.query
	if !q.Exact || len(q.Unknown) > 0 || q.Kind == query.YesNo || len(q.Days) > 0 {
		return outcome{}, false
	}
	for _, t := range q.Terms {
		if !quoting[t.Stem] {
			return outcome{}, false
		}
	}
	ids := q.Entities()
	if len(ids) != 1 {
		return outcome{}, false
	}
	e, ok := b.base.Entity(ids[0])
	if !ok || e.Kind != knowledge.Person {
		return outcome{}, false
	}
	var said []string
	var cites []int
	var first *knowledge.Item
	length := utf8.RuneCountInString(e.Name) + 2
	for _, it := range b.base.Statements(e.ID) {
		for _, quote := range spoken(it) {
			n := utf8.RuneCountInString(quote) + 1
			if length+n > MaxAnswer || len(b.evidence(append(cites, it.Cites...))) > MaxEvidence {
				continue
			}
			length += n
			said = append(said, quote)
			cites = append(cites, it.Cites[len(it.Cites)-1])
			if first == nil {
				first = it
			}
		}
	}
	if first == nil {
		return b.decline(r, "The story quotes nothing that "+e.Name+" said.", nil, sureLogit), true
	}
	t := b.turn(r, first.ID)
	t.Answered = []string{e.ID}
	return outcome{score: sureLogit + r.plus, turn: t,
		reply: Reply{Answered: true, Answer: e.Name + ": " + strings.Join(said, " "), Confidence: sure, Evidence: b.evidence(cites)}}, true
}

var quoting = stems("quote quotation word wording verbatim own statement remark line say said speech comment tell utter")

// spoken returns the passages of a statement between curly quotes: its quotes,
// else those in its gist.
func spoken(it *knowledge.Item) []string {
	if len(it.Quotes) > 0 {
		return it.Quotes
	}
	var found []string
	rest := it.Gist
	for {
		_, after, ok := strings.Cut(rest, "“")
		if !ok {
			return found
		}
		passage, next, ok := strings.Cut(after, "”")
		if !ok {
			return found
		}
		found = append(found, "“"+passage+"”")
		rest = next
	}
}
