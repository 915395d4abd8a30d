package core

import (
	"slices"
	"strings"

	"dragoman/core/lexicon"
	"dragoman/core/query"
	"dragoman/core/text"
)

// Question is a question of a message, understood without its conversation.
type Question struct {
	// Text is its words, spelling settled, in lower case.
	Text string

	// Like is what it asks for, whatever its wording: two questions with the same
	// are alike, as "who is paying?" and "who pays for it". It is text for
	// comparing, not for reading, and changes with the story and the program.
	Like string

	// Refers is true when it speaks of a "he" or "they": what it asks depends on
	// who that is.
	Refers bool

	// Leans is true when it says nothing by itself: "why?".
	Leans bool
}

// Questions understands those questions of a text that [Bot.Reply] would put to
// the story, in their order. Its cost is bounded as that of Reply.
func (b *Bot) Questions(raw string) []Question {
	asked, _ := b.analyzer.Questions(text.Clauses(text.Clean(raw)))
	questions := make([]Question, 0, maxQuestions)
	for _, q := range asked[max(0, len(asked)-maxQuestions):] {
		questions = append(questions, Question{
			Text:   bounded(sayBack(q.Words)),
			Like:   likeness(&q),
			Refers: slices.ContainsFunc(q.Pronouns, func(p query.Pronoun) bool { return personal[p.Form] }),
			Leans:  len(q.Terms) == 0 && len(q.Mentions) == 0,
		})
	}
	return questions
}

// personal are the pronouns that stand for people.
var personal = words("he him his she her hers they them their theirs person")

// likeness is what a question asks for, each thing once and in a fixed order: the
// kind of question, who and what it names, its other words by their stems. Without
// any of these it is the words themselves.
func likeness(q *query.Query) string {
	var about []string
	for _, id := range q.Entities() {
		about = append(about, "@"+id)
	}
	for _, t := range q.Terms {
		if t.Words == 1 || t.Name {
			about = append(about, t.Stem)
			continue
		}
		for _, w := range q.Words[t.Word : t.Word+t.Words] { // of "pay for" the verb
			if !lexicon.Function(w.Form) {
				about = append(about, w.Stem)
			}
		}
	}
	about = append(about, q.Days...)
	if len(about) == 0 {
		about = append(about, sayBack(q.Words))
	}
	slices.Sort(about)
	about = slices.Compact(about)
	manner := q.Kind
	switch manner {
	case query.Any, query.How, query.List: // "how is the weather", "the weather"
		manner = query.What
	}
	like := manner.String()
	if q.Denied {
		like += " not"
	}
	if q.Only {
		like += " only"
	}
	return like + ": " + strings.Join(about, ", ")
}
