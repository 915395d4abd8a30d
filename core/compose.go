package core

import (
	"strings"
	"unicode/utf8"

	"dragoman/core/match"
	"dragoman/core/query"
	"dragoman/knowledge"
)

// compose words the answer of a hit: the direct answer, then the ground, then
// the quote as far as there is room.
func (b *Bot) compose(q *query.Query, h match.Hit) Reply {
	it, ask := h.Item, h.Ask
	ground := ask.Ground
	if ground == "" {
		ground = it.Gist
	}
	lead := b.lead(q, h)
	if q.Exact && len(it.Quotes) > 0 && len(passages(lead)) == 0 {
		lead = "" // the words themselves are asked for
	}
	if q.Kind != query.YesNo && repeats(lead, ground) {
		lead = ""
	}
	answer := b.withQuotes(join(sentence(lead), ground), it)
	cites := ask.Cites
	if len(cites) == 0 {
		cites = it.Cites
	}
	return b.answered(answer, cites, match.Probability(h.Logit))
}

// repeats tells whether a ground says nearly all that a lead of some length
// does, in the same words.
func repeats(lead, ground string) bool {
	said := strings.Fields(strings.ToLower(lead))
	if len(said) < 7 {
		return false
	}
	again := 0
	for _, w := range said {
		if strings.Contains(strings.ToLower(ground), strings.Trim(w, ".,;:“”")) {
			again++
		}
	}
	return again*10 >= len(said)*9
}

// withQuotes adds the quotes of a statement that an answer does not hold yet, as
// far as there is room.
func (b *Bot) withQuotes(answer string, it *knowledge.Item) string {
	speaker := upperFirst(b.short(it.By)) + ":"
	for _, quote := range it.Quotes {
		if strings.Contains(answer, strings.Trim(quote, "“”.,")) {
			continue
		}
		longer := join(answer, speaker, closed(quote))
		if utf8.RuneCountInString(longer) > MaxAnswer {
			break
		}
		answer, speaker = longer, ""
	}
	return answer
}

// lead is the direct answer.
func (b *Bot) lead(q *query.Query, h match.Hit) string {
	it, ask := h.Item, h.Ask
	if b.base.Story().Extracted {
		return b.shortAnswer(q, h)
	}
	if q.Kind == query.YesNo {
		return b.verdict(q, h)
	}
	if ask.Answer == "" && ask.Kind == knowledge.Who {
		if e, ok := b.base.Entity(it.By); ok {
			return b.titled(e)
		}
	}
	return unYes(ask.Answer)
}

// answered makes a reply of an answer and the paragraphs it comes from.
func (b *Bot) answered(answer string, cites []int, confidence float64) Reply {
	return Reply{
		Answered: true, Answer: answer, Confidence: confidence,
		Quotes: b.quoted(answer), Evidence: b.evidence(cites, MaxEvidence), Source: b.source(),
	}
}

// quoted lists the passages between curly quotes in an answer, with those who
// said them.
func (b *Bot) quoted(answer string) []Quote {
	if len(passages(answer)) == 0 {
		return nil
	}
	items := b.base.Items()
	all := make([]*knowledge.Item, len(items))
	for i := range items {
		all[i] = &items[i]
	}
	return b.quotedFrom(answer, all)
}

// quotedFrom does the same where the answer is made of certain items.
func (b *Bot) quotedFrom(answer string, items []*knowledge.Item) []Quote {
	var quotes []Quote
	for _, passage := range passages(answer) {
		text := strings.Trim(passage, "“”")
		quotes = append(quotes, Quote{Text: text, Speaker: b.speakerOf(strings.TrimRight(text, ".,"), items)})
	}
	return quotes
}

// speakerOf returns who said a passage of one of the items, or "".
func (b *Bot) speakerOf(passage string, items []*knowledge.Item) string {
	for _, it := range items {
		if it.By == "" {
			continue
		}
		for _, said := range append(passages(it.Gist), it.Quotes...) {
			if strings.Contains(strings.ToLower(said), strings.ToLower(passage)) {
				return b.name(it.By)
			}
		}
	}
	return ""
}

// passages returns the passages between curly quotes in a text, quotes and
// all.
func passages(text string) []string {
	var found []string
	for {
		_, after, ok := strings.Cut(text, "“")
		if !ok {
			return found
		}
		passage, rest, ok := strings.Cut(after, "”")
		if !ok {
			return found
		}
		found = append(found, "“"+passage+"”")
		text = rest
	}
}

// closed ends a quote that the article goes on after, with a full stop in the
// place of the comma.
func closed(quote string) string {
	if cut, ok := strings.CutSuffix(quote, ",”"); ok {
		return cut + "”."
	}
	return quote
}

func (b *Bot) short(id string) string {
	if e, ok := b.base.Entity(id); ok {
		return e.Short
	}
	return ""
}

// source names the story.
func (b *Bot) source() Source {
	s := b.base.Story()
	return Source{Title: s.Title, Publisher: s.Publisher, URL: s.URL, AsOf: s.Published}
}

// sentence ends s with a full stop unless it ends a sentence already.
func sentence(s string) string {
	if s == "" {
		return s
	}
	for _, end := range []string{".", "?", "!", ".”", "?”"} {
		if strings.HasSuffix(s, end) {
			return upperFirst(s)
		}
	}
	return upperFirst(s) + "."
}

// join puts the parts that are not empty after each other.
func join(parts ...string) string {
	var filled []string
	for _, p := range parts {
		if p != "" {
			filled = append(filled, p)
		}
	}
	return strings.Join(filled, " ")
}
