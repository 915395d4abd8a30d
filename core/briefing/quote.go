package briefing

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dragoman/core"
	"dragoman/core/questions"
	"dragoman/knowledge"
)

// quote is somebody's own words, to the letter.
type quote struct {
	text    string // without quotation marks, and without a comma that the article goes on after
	speaker string
	cites   []int
	item    *knowledge.Item
}

// How many runes a quote of the day has: less is a fragment, more is a speech.
const (
	minQuote = 28
	maxQuote = 400
)

// id is what a subscriber's progress has of a quote.
func (q quote) id() string { return questions.ID(q.text) }

// quotesOf returns the quotes of an item that can stand alone: whole sentences, or
// what reads as one.
func quotesOf(base *knowledge.Base, it *knowledge.Item) []quote {
	e, ok := base.Entity(it.By)
	if it.Kind != knowledge.Statement || !ok {
		return nil
	}
	var all []quote
	for i, raw := range it.Quotes {
		text := strings.TrimSuffix(strings.TrimPrefix(raw, "“"), "”")
		if i+1 < len(it.Quotes) && strings.HasSuffix(text, ",") && !begins(strings.TrimPrefix(it.Quotes[i+1], "“")) {
			continue // half of a sentence
		}
		text = strings.TrimSuffix(text, ",")
		if n := runes(text); n < minQuote || n > maxQuote || !begins(text) {
			continue
		}
		all = append(all, quote{text: text, speaker: capital(e.Name), cites: it.Cites, item: it})
	}
	return all
}

// begins tells whether a text begins as a sentence does.
func begins(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return !unicode.IsLower(r) && !unicode.IsPunct(r) && r != utf8.RuneError
}

// giveQuotes gives each quote of the story to the part that it goes with. A sentence
// of an article that is little more than a quote becomes the quote of its part and
// is taken out of its text, if it can do without.
func giveQuotes(base *knowledge.Base, parts []part) {
	items := base.Items()
	for i := range items[:min(len(items), maxItems)] {
		it := &items[i]
		for _, q := range quotesOf(base, it) {
			home := slices.IndexFunc(parts, func(p part) bool { return slices.Contains(p.items, it) })
			if home < 0 {
				home = slices.IndexFunc(parts, func(p part) bool { return p.title != "" && within(body(base, it.Cites), p.cites) })
			}
			if home < 0 {
				home = slices.IndexFunc(parts, func(p part) bool { return within(body(base, it.Cites[len(it.Cites)-1:]), p.cites) })
			}
			if home >= 0 {
				parts[home].quotes = append(parts[home].quotes, q)
			}
		}
	}
	for i := range parts {
		if base.Story().Extracted {
			parts[i].lift(base)
		}
		p := &parts[i]
		p.quotes = slices.DeleteFunc(p.quotes, func(q quote) bool { return strings.Contains(p.text, q.text) })
	}
}

// lift takes the sentence out of a part's text that is its best quote and little
// else.
func (p *part) lift(base *knowledge.Base) {
	const (
		attribution = 60  // runes of a sentence besides its quote
		remaining   = 150 // of the text without it
	)
	best := -1
	for i, q := range p.quotes {
		if runes(q.item.Gist)-runes(q.text) > attribution || len(q.item.Quotes) > 1 || strings.Count(q.item.Gist, "“") != strings.Count(q.item.Gist, "”") {
			continue
		}
		if best < 0 || runes(q.text) > runes(p.quotes[best].text) {
			best = i
		}
	}
	if best < 0 {
		return
	}
	rest := slices.DeleteFunc(slices.Clone(p.items), func(it *knowledge.Item) bool { return it == p.quotes[best].item })
	if len(rest) == 0 || refersBack(rest[0].Gist) && rest[0].By == "" {
		return
	}
	if text := tell(base, rest); runes(text) >= remaining && runes(text) <= maxPart {
		p.text = text
	}
}

// reply is the quote as a reply.
func (q quote) reply(base *knowledge.Base) core.Reply {
	r := replyOf(base, "“"+q.text+"”", q.cites[len(q.cites)-1:], 1)
	r.Quotes = []core.Quote{{Text: q.text, Speaker: q.speaker}}
	return r
}
