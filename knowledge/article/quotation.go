package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Quotation is what an article gives between quotation marks.
type Quotation struct {
	// Parts are the quoted words without their marks: one part, or more when
	// words of the article stand between (“…,” he said, “…”) or when the
	// quotation goes on in the next paragraph.
	Parts []Passage
	// Text is the parts, each byte-identical to the article. Parts of one
	// paragraph are joined by a space and paragraphs by a line break.
	Text string
	// Direct tells that whole sentences are quoted. Otherwise the quotation is
	// mixed: its words are part of a sentence of the article (Europe is at a
	// “turning point”), or the marks keep the article away from a term.
	Direct bool
	// Nested are the quotations inside this one, without their marks. They are
	// not in the list of quotations by themselves.
	Nested []Passage
}

// Words returns how many words and numbers a quotation has.
func (q Quotation) Words() int {
	n := 0
	for _, t := range Tokens(q.Text) {
		if t.Kind <= Number {
			n++
		}
	}
	return n
}

// Quotations returns the quotations of paragraphs, in their order: between curly,
// straight, low and angle double marks, and between single marks where these are
// no apostrophes. A quotation ends in its paragraph unless the next paragraph
// opens with the same mark again. A mark that nothing closes quotes nothing.
//
// The paragraphs are all or a run of those of one article.
func Quotations(paragraphs []Paragraph) []Quotation {
	r := quoteReader{paragraphs: paragraphs}
	for i := range paragraphs {
		r.read(i)
	}
	return r.quotations
}

// quoteReader goes through the paragraphs of an article.
type quoteReader struct {
	paragraphs []Paragraph
	quotations []Quotation
	pending    []part // of a quotation that goes on, one for each paragraph
}

// part is a stretch of a quotation in paragraph i of the slice.
type part struct {
	i int
	quoted
}

func (r *quoteReader) read(i int) {
	text := r.paragraphs[i].Text
	closed, tail := scanQuotes(text)
	var parts []part // of the quotation that may still go on after a few words
	if len(r.pending) > 0 {
		switch {
		case tail != nil && tail.mark.From == 0 && r.goesOn(i, tail):
			r.pending = append(r.pending, tail.part(i, text))
			return
		case len(closed) > 0 && closed[0].outer.From == 0:
			parts = append(r.pending, part{i, closed[0]})
			closed = closed[1:]
		}
		r.pending = nil
	}
	for _, q := range closed {
		parts = r.follow(parts, part{i, q})
	}
	if tail != nil && r.goesOn(i, tail) {
		r.pending = r.follow(parts, tail.part(i, text))
		return
	}
	r.add(parts)
	if tail != nil {
		for _, q := range tail.inside {
			r.add([]part{{i, q}})
		}
	}
}

// follow returns the parts with the next one, when that belongs to the same
// quotation; otherwise it adds the parts and begins anew.
func (r *quoteReader) follow(parts []part, next part) []part {
	if len(parts) > 0 && !splitsQuote(r.paragraphs[next.i].Text, parts[len(parts)-1].quoted, next.quoted) {
		r.add(parts)
		parts = nil
	}
	return append(parts, next)
}

// goesOn tells whether the paragraph after i opens with the mark that is open
// at the end of i, where a sentence has ended.
func (r *quoteReader) goesOn(i int, tail *openQuote) bool {
	text := r.paragraphs[i].Text
	return i+1 < len(r.paragraphs) && !r.paragraphs[i+1].Heading &&
		isTerminal(lastRune(strings.TrimRight(text, "’' "))) && tail.mark.To < len(text) &&
		strings.HasPrefix(r.paragraphs[i+1].Text, string(tail.mark.mark))
}

// part is what an open quotation has of the paragraph i.
func (o *openQuote) part(i int, text string) part {
	q := quoted{outer: Span{From: o.mark.From, To: len(text)}, inner: Span{From: o.mark.To, To: len(text)}}
	for _, n := range o.inside {
		q.nested = append(append(q.nested, n.inner), n.nested...)
	}
	return part{i, q}
}

func (r *quoteReader) add(parts []part) {
	if len(parts) == 0 {
		return
	}
	var q Quotation
	var b strings.Builder
	for n, p := range parts {
		paragraph := r.paragraphs[p.i]
		if n > 0 {
			separator := byte(' ')
			if parts[n-1].i != p.i {
				separator = '\n'
			}
			b.WriteByte(separator)
		}
		b.WriteString(p.inner.In(paragraph.Text))
		q.Parts = append(q.Parts, Passage{paragraph.Number, p.inner})
		for _, nested := range p.nested {
			q.Nested = append(q.Nested, Passage{paragraph.Number, nested})
		}
	}
	q.Text = b.String()
	first, last := parts[0], parts[len(parts)-1]
	q.Direct = opensSentence(r.paragraphs[first.i].Text, first.quoted) && closesSentence(r.paragraphs[last.i].Text, last.quoted)
	r.quotations = append(r.quotations, q)
}

// maxBetween is the longest attribution inside a split quotation, in bytes: a
// name, an office and a verb of speech.
const maxBetween = 150

// splitsQuote tells whether what stands between two quotations is an
// attribution with commas on both sides: “We wait,” he said, “and hope.”
func splitsQuote(text string, first, second quoted) bool {
	between := text[first.outer.To:second.outer.From]
	if len(between) > maxBetween {
		return false
	}
	between = strings.TrimSpace(between)
	tail := lastRune(first.inner.In(text))
	outside, comma := strings.CutPrefix(between, ",")
	if !strings.ContainsRune(",–—-…?!", tail) && !(comma && opensSentence(text, first)) {
		return false
	}
	attribution := strings.TrimRight(outside, ",–— ")
	if attribution == outside || len(Sentences(attribution)) != 1 || strings.ContainsAny(attribution, ";:") {
		return false
	}
	for _, t := range Tokens(attribution) {
		if t.Kind == Word && speech[strings.ToLower(t.In(attribution))] {
			return true
		}
	}
	return false
}

// opensSentence tells whether a quotation begins as a sentence does: with a
// capital letter, at the beginning of a sentence or after a comma, a colon, a
// dash or a verb of speech.
func opensSentence(text string, q quoted) bool {
	start, _ := skipOpeners(text, q.inner.From)
	if strings.HasPrefix(text[start:], "…") || strings.HasPrefix(text[start:], ".") {
		return false // begins in the midst of a sentence
	}
	if runeAt(text, start, unicode.IsLower) {
		return false
	}
	before := strings.TrimRight(text[:q.outer.From], " ([")
	if before == "" {
		return true
	}
	last := lastRune(before)
	if strings.ContainsRune(closers, last) {
		return isTerminal(lastRune(strings.TrimRight(before, closers)))
	}
	return isTerminal(last) || strings.ContainsRune(",:;–—", last) || speech[strings.ToLower(wordBefore(before, 0, len(before)))]
}

// closesSentence tells whether a quotation ends as a sentence does: with a stop
// or comma inside, or with three words and more before a stop outside, or before
// a comma where the quotation began the sentence.
func closesSentence(text string, q quoted) bool {
	inner := strings.TrimRight(q.inner.In(text), "’'”\" ")
	if last := lastRune(inner); isTerminal(last) || strings.ContainsRune(",–—", last) {
		return true
	}
	if strings.Count(inner, " ") < 2 {
		return false
	}
	before := strings.TrimRight(text[:q.outer.From], closers+" ")
	after, _ := utf8.DecodeRuneInString(text[q.outer.To:])
	return q.outer.To == len(text) || isTerminal(after) || after == ',' && (before == "" || isTerminal(lastRune(before)))
}
