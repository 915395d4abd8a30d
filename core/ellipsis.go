package core

import (
	"slices"
	"strings"

	"dragoman/core/query"
	"dragoman/knowledge"
)

// speaks tells whether the asides of a message name anything to ask about.
func speaks(aside []query.Query) bool {
	return slices.ContainsFunc(aside, func(q query.Query) bool { return len(q.Mentions) > 0 || len(q.Terms) > 1 })
}

// pointed tells whether a question asks, with nothing but "it" or "that", for
// another side of what was just said: "when did they say that?".
func pointed(q query.Query) bool {
	switch q.Kind {
	case query.When, query.Where, query.Why, query.Who, query.How:
	default:
		return false
	}
	at := false
	for _, p := range q.Pronouns {
		switch p.Form {
		case "it", "that", "this", "those", "these":
			at = at || p.End == p.Word+1
		}
	}
	if !at || len(q.Mentions) > 0 {
		return false
	}
	for _, t := range q.Terms {
		if !light[t.Stem] {
			return false
		}
	}
	return len(q.Terms) > 0 || q.Speech || q.Kind == query.When || q.Kind == query.Where
}

// light are stems of verbs that say next to nothing.
var light = stems("say tell state confirm announce happen occur take give make report claim mention do be statement remark comment declare hear thing word")

// leansBack tells whether a question opens like the continuation of another:
// "and Spain?", "what about him?".
func leansBack(q query.Query) bool {
	if len(q.Words) == 0 {
		return false
	}
	switch q.Words[0].Form {
	case "and", "or", "then", "so", "but":
		return elliptic(q)
	}
	return len(q.Words) > 2 && (q.Words[0].Form == "what" || q.Words[0].Form == "how") && q.Words[1].Form == "about"
}

// ellipsis reads a fragment as the previous question with something changed or
// added.
func (b *Bot) ellipsis(q query.Query, last Turn) []reading {
	if last.Text == "" || !elliptic(q) {
		return nil
	}
	if len(q.Days) > 0 && len(q.Mentions) == 0 {
		if r, ok := b.anotherDay(q, last); ok {
			return []reading{r}
		}
	}
	if len(q.Mentions) > 0 {
		var out []reading
		for _, id := range q.Entities() {
			out = append(out, b.instead(id, last)...)
		}
		if len(q.Terms) == 0 && q.Kind != query.Any {
			out = append(out, b.merged(q, last))
		}
		return out
	}
	m := b.merged(q, last)
	m.facet = len(q.Terms) == 0
	return []reading{m}
}

// anotherDay asks the previous question of another weekday.
func (b *Bot) anotherDay(q query.Query, last Turn) (reading, bool) {
	words := b.analyzer.Words(last.Text)
	before := b.analyzer.Understand(words)
	for i, w := range words {
		if slices.Contains(before.Days, w.Form) {
			day := b.analyzer.Words(q.Days[0])
			return reading{query: b.analyzer.Understand(splice(words, i, i+1, day)), turn: last}, true
		}
	}
	return reading{}, false
}

// elliptic tells whether a question is too short to stand alone.
func elliptic(q query.Query) bool {
	if len(q.Mentions) > 0 {
		return len(q.Terms) == 0 && !q.Define
	}
	return len(q.Terms) <= 2 && len(q.Words) <= 8
}

// merged completes a fragment with the words of the question before.
func (b *Bot) merged(q query.Query, last Turn) reading {
	words := append(slices.Clone(q.Words), query.Word{Form: ","})
	for _, w := range b.analyzer.Words(last.Text) {
		if !query.OpensQuestion(w.Form) {
			words = append(words, w)
		}
	}
	m := b.analyzer.Understand(words)
	for i := range m.Terms {
		m.Terms[i].Faint = i >= len(q.Terms)
	}
	for i := range m.Mentions {
		m.Mentions[i].Faint = m.Mentions[i].Word >= len(q.Words)
	}
	m.Kind, m.Measure, m.Question, m.Speech = q.Kind, q.Measure, q.Question, q.Speech
	return reading{query: m, plus: mergedPlus, bias: pointedBias, turn: last}
}

// completed joins a question that points at what the same message said before
// to those words: "Rubio spoke to CBS. What day was that?"
func (b *Bot) completed(q query.Query, aside []query.Query, last Turn) reading {
	words := append(slices.Clone(q.Words), query.Word{Form: ","})
	for _, a := range aside {
		words = append(words, a.Words...)
	}
	m := b.analyzer.Understand(words)
	m.Kind, m.Measure, m.Question, m.Start = q.Kind, q.Measure, q.Question, q.Start
	return reading{query: m, turn: last}
}

// instead asks the previous question of another entity.
func (b *Bot) instead(id string, last Turn) []reading {
	e, ok := b.base.Entity(id)
	if !ok || last.Text == "" {
		return nil
	}
	words := b.analyzer.Words(last.Text)
	before := b.analyzer.Understand(words)
	for _, like := range []func(m query.Mention, old *knowledge.Entity) bool{
		func(_ query.Mention, old *knowledge.Entity) bool { return old.Kind == e.Kind },
		func(m query.Mention, old *knowledge.Entity) bool { return m.ByOffice && e.Kind != knowledge.Person },
		func(_ query.Mention, old *knowledge.Entity) bool {
			return old.Kind != knowledge.Person && e.Kind != knowledge.Person
		},
	} {
		for _, m := range slices.Backward(before.Mentions) {
			old, ok := b.base.Entity(m.Entity)
			if !ok || m.Entity == id || !like(m, old) {
				continue
			}
			from, to, possessive := m.Word, m.End, m.Possessive || m.Adjective
			if m.ByOffice && e.Kind != knowledge.Person {
				// "the Spanish foreign minister" -> "Russia's foreign minister"
				inner := b.analyzer.Link(words[m.Word:m.End])
				if len(inner) == 0 {
					continue
				}
				from, to, possessive = m.Word+inner[0].Word, m.Word+inner[0].End, true
			}
			named := b.nameWords(id)
			named[len(named)-1].Possessive = possessive
			rq := b.analyzer.Understand(splice(words, from, to, named))
			if rq.Kind == query.Any {
				rq.Kind = before.Kind
			}
			return []reading{{query: rq, plus: swappedPlus, turn: last}}
		}
	}
	return nil
}

// whoIs asks who somebody is.
func (b *Bot) whoIs(id string, last Turn) reading {
	q := b.analyzer.Understand(append(b.analyzer.Words("who is"), b.nameWords(id)...))
	return reading{query: q, plus: verbatimPlus, turn: last}
}

func splice(words []query.Word, from, to int, with []query.Word) []query.Word {
	out := append(slices.Clone(words[:from]), with...)
	return append(out, words[to:]...)
}

// sayBack joins words to a text that reads as the same words again.
func sayBack(words []query.Word) string {
	var sb strings.Builder
	for _, w := range words {
		if sb.Len() > 0 && w.Stem != "" {
			sb.WriteByte(' ')
		}
		sb.WriteString(w.Form)
		if w.Possessive {
			sb.WriteString("'s")
		}
	}
	return sb.String()
}
