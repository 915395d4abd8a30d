package extract

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"dragoman/knowledge/article"
)

// word is a token of a paragraph with what is known of it.
type word struct {
	article.Span
	kind   article.Kind
	low    string  // in small letters, with straight apostrophes
	tag    tag     // what it is in its sentence
	use    verbUse // of verbs
	quote  int     // number of the quotation that it stands in, from 1; 0 outside
	edge   bool    // a mark around a quotation
	name   int     // number of the name that it is part of, from 1; 0 for none
	fixed  bool    // the tag is certain
	starts bool    // the first word of a sentence or a quotation
}

// unit is a sentence, or several that one quotation holds together: words from
// up to to.
type unit struct {
	from, to int
	article.Span
}

// quoted is a part of a quotation in a paragraph.
type quoted struct {
	outer, inner article.Span // with marks and without
	direct       bool         // whole sentences
	spoken       bool         // the words around it say that somebody says it: it is no term
	whole        int          // number of the quotation, from 1: parts of one share it
}

// paragraph is a paragraph, taken apart.
type paragraph struct {
	number  int // from 1
	text    string
	heading bool
	words   []word
	units   []unit
	quotes  []quoted // in the order of the text
	names   []name
}

// document is an article, taken apart.
type document struct {
	article    *article.Article
	paragraphs []paragraph
	lower      map[string]bool // words that the article has with a small letter
	upper      map[string]bool // words that it has with a capital within a sentence
}

// straight makes apostrophes straight.
func straight(s string) string { return strings.ReplaceAll(s, "’", "'") }

func read(a *article.Article) *document {
	d := &document{article: a, lower: map[string]bool{}, upper: map[string]bool{}}
	d.paragraphs = make([]paragraph, len(a.Paragraphs))
	for i, p := range a.Paragraphs {
		d.paragraphs[i] = paragraph{number: p.Number, text: p.Text, heading: p.Heading}
	}
	for n, q := range a.Quotations() {
		for _, part := range q.Parts {
			p := &d.paragraphs[part.Paragraph-1]
			p.quotes = append(p.quotes, quoted{outer: outer(p.text, part.Span), inner: part.Span, direct: q.Direct, whole: n + 1})
		}
	}
	for i := range d.paragraphs {
		d.take(&d.paragraphs[i])
	}
	return d
}

// outer widens a span by the quotation marks around it.
func outer(text string, s article.Span) article.Span {
	if _, size := utf8.DecodeLastRuneInString(text[:s.From]); size > 0 {
		s.From -= size
	}
	if c, size := utf8.DecodeRuneInString(text[s.To:]); size > 0 && strings.ContainsRune("”\"’'»“", c) {
		s.To += size
	}
	return s
}

// take fills in the words and units of a paragraph.
func (d *document) take(p *paragraph) {
	tokens := article.Tokens(p.text)
	p.words = make([]word, len(tokens))
	for i, t := range tokens {
		p.words[i] = word{Span: t.Span, kind: t.Kind, low: strings.ToLower(straight(t.In(p.text)))}
	}
	n := 0
	for _, q := range p.quotes {
		for n < len(p.words) && p.words[n].From < q.outer.From {
			n++
		}
		for n < len(p.words) && p.words[n].From < q.outer.To {
			w := &p.words[n]
			w.quote = q.whole
			w.edge = w.kind == article.Punctuation && (w.To <= q.inner.From || w.From >= q.inner.To)
			n++
		}
	}
	p.units = unitsOf(p, d.dateline(p))
	for _, u := range p.units {
		first := true
		for i := u.from; i < u.to; i++ {
			w := &p.words[i]
			if w.kind == article.Punctuation {
				first = first || opensAnew(p.text[w.From:w.To])
				continue
			}
			w.starts, first = first, false
			if w.kind != article.Word {
				continue
			}
			if c, _ := utf8.DecodeRuneInString(p.text[w.From:]); unicode.IsLower(c) {
				d.lower[w.low] = true
			} else if !w.starts && !p.heading {
				d.upper[w.low] = true
			}
		}
	}
}

// opensAnew tells whether a capital letter after a mark says nothing.
func opensAnew(mark string) bool {
	return strings.ContainsAny(mark, ".?!“\":") || mark == "…" || mark == "«" || mark == "„"
}

// dateline returns how many bytes of a paragraph are its dateline.
func (d *document) dateline(p *paragraph) int {
	if d.article.Dateline == nil {
		return 0
	}
	for _, q := range d.article.Paragraphs {
		if !q.Heading {
			if q.Number == p.number {
				return d.article.Dateline.To
			}
			return 0
		}
	}
	return 0
}

// unitsOf cuts a paragraph into its sentences. Those that one quotation holds
// together are one unit, so that no quotation is torn.
func unitsOf(p *paragraph, dateline int) []unit {
	var units []unit
	n, q := 0, 0
	for _, s := range article.Sentences(p.text) {
		if s.To <= dateline {
			continue
		}
		if s.From < dateline {
			s.From = dateline
		}
		for q < len(p.quotes) && p.quotes[q].outer.To <= s.From {
			q++
		}
		joined := len(units) > 0 && q < len(p.quotes) && p.quotes[q].outer.From < s.From && p.quotes[q].outer.From >= units[len(units)-1].From
		for n < len(p.words) && p.words[n].From < s.From {
			n++
		}
		from := n
		for n < len(p.words) && p.words[n].From < s.To {
			n++
		}
		switch {
		case n == from:
		case joined:
			last := &units[len(units)-1]
			last.to, last.To = n, s.To
		default:
			units = append(units, unit{from: from, to: n, Span: s})
		}
	}
	return bounded(p, units)
}

// maxUnit is how many words a unit has at most. Our own limit: the work on a unit
// grows faster than its length, and no sentence that people write is that long.
const maxUnit = 250

// bounded cuts units that are too long.
func bounded(p *paragraph, units []unit) []unit {
	var out []unit
	for _, u := range units {
		for u.to-u.from > maxUnit {
			cut := u.from + maxUnit
			end := p.words[cut-1].To
			out = append(out, unit{from: u.from, to: cut, Span: article.Span{From: u.From, To: end}})
			u.from, u.From = cut, p.words[cut].From
		}
		out = append(out, u)
	}
	return out
}

// quotesIn returns the quotations of a paragraph that end behind the beginning of a
// span and begin before its end.
func (p *paragraph) quotesIn(s article.Span) []quoted {
	from := sort.Search(len(p.quotes), func(i int) bool { return p.quotes[i].outer.To > s.From })
	to := sort.Search(len(p.quotes), func(i int) bool { return p.quotes[i].outer.From >= s.To })
	return p.quotes[from:max(from, to)]
}

// span returns the words from up to to, to the letter.
func (p *paragraph) span(from, to int) string {
	if from >= to {
		return ""
	}
	return p.text[p.words[from].From:p.words[to-1].To]
}

// is tells whether the word at i is one of some words.
func (p *paragraph) is(i int, words ...string) bool {
	if i < 0 || i >= len(p.words) {
		return false
	}
	for _, w := range words {
		if p.words[i].low == w {
			return true
		}
	}
	return false
}
