package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// quoteMark is a mark in a paragraph that may open or close a quotation.
type quoteMark struct {
	Span
	mark   rune
	single bool // of the family ‘ ’ '
	opens  bool // what is around it lets it open
	closes bool // what is around it lets it close
	plural bool // a single mark after "s", perhaps a possessive
	// closesLater tells that another single mark closes, for certain, before
	// the next mark that opens: so a plural one is a possessive.
	closesLater bool
	inches      bool // behind a number, and the next double mark closes as well
}

// quoteMarks returns the marks of a text, apostrophes inside words left out.
func quoteMarks(text string) []quoteMark {
	var marks []quoteMark
	for at, c := range text {
		if c != '"' && c != '\'' && c != '«' && c != '»' && (c < '‘' || c > '„') || c == '‚' || c == '‛' {
			continue
		}
		if m := markAt(text, at, c); m.opens || m.closes {
			marks = append(marks, m)
		}
	}
	later, closing := false, false // what the marks behind do: a single one, a straight double one
	for i := len(marks) - 1; i >= 0; i-- {
		m := &marks[i]
		m.closesLater = later
		if m.mark == '"' {
			m.inches = closing && !m.opens && m.From > 0 && runeAt(text, m.From-1, unicode.IsDigit)
			closing = !m.opens
		}
		switch {
		case !m.single, m.opens:
			later = false
		case !m.plural:
			later = true
		}
	}
	return marks
}

func markAt(text string, at int, c rune) quoteMark {
	m := quoteMark{Span: Span{From: at, To: at + utf8.RuneLen(c)}, mark: c}
	before, after := lastRune(text[:at]), rune(' ')
	if m.To < len(text) {
		after, _ = utf8.DecodeRuneInString(text[m.To:])
	}
	if at == 0 {
		before = ' '
	}
	begins := unicode.IsSpace(before) || strings.ContainsRune("([{–—-/:“‘„«\"'", before)
	tight := !unicode.IsSpace(after)
	switch c {
	case '„', '«':
		m.opens = true
	case '»':
		m.closes = true
	case '“':
		m.opens, m.closes = tight, !unicode.IsSpace(before)
	case '”', '"':
		m.opens, m.closes = begins && tight, true
	case '‘':
		m.single = true
		m.opens = tight && !isShortForm(text[m.To:])
	case '’', '\'':
		m.single = true
		m.opens = c == '\'' && begins && tight && (isWordRune(after) || strings.ContainsRune("“\"$€£(", after)) && !isShortForm(text[m.To:])
		m.closes = !m.opens && !unicode.IsSpace(before) && !isWordRune(after)
		m.plural = before == 's' || before == 'S'
	}
	return m
}

// shortForms begin with an apostrophe.
var shortForms = wordSet("em tis twas til till cause n round bout cos neath twere")

// isShortForm tells whether what follows a mark makes it an apostrophe: "’90s",
// "’em", "’tis".
func isShortForm(rest string) bool {
	if len(rest) >= 2 && unicode.IsDigit(rune(rest[0])) && unicode.IsDigit(rune(rest[1])) {
		return !runeAt(rest, 2, func(c rune) bool { return unicode.IsDigit(c) || c == '%' || c == ',' || c == '.' || c == ' ' })
	}
	return shortForms[wordAt(rest, 0)]
}

// quoted is a quotation that opens and closes in one paragraph.
type quoted struct {
	outer, inner Span // with and without its marks
	nested       []Span
}

// openQuote is a quotation that is not closed yet.
type openQuote struct {
	mark   quoteMark
	inside []quoted // closed inside it
}

// quoteScanner matches the marks of one paragraph.
type quoteScanner struct {
	closed []quoted
	stack  []openQuote
}

// scanQuotes returns the quotations of a text, nested ones inside theirs, and
// the one that is left open at the end if it may go on in the next paragraph.
func scanQuotes(text string) (closed []quoted, tail *openQuote) {
	var s quoteScanner
	for _, m := range quoteMarks(text) {
		s.take(m)
	}
	if len(s.stack) == 1 && !s.stack[0].holdsDouble(text) {
		tail := s.stack[0]
		return s.closed, &tail
	}
	for len(s.stack) > 0 {
		s.drop()
	}
	return s.closed, nil
}

func (s *quoteScanner) take(m quoteMark) {
	top := s.top(m.single)
	switch {
	case m.inches && top >= 0: // "It is 3" wide," he said
	case top < 0:
		if m.opens {
			s.open(m)
		}
	case m.single && top < len(s.stack)-1: // inside double marks that single ones hold
		if m.opens {
			s.open(m)
		}
	case m.single && m.opens:
		s.drop()
		s.open(m)
	case m.single:
		if !m.plural || !m.closesLater {
			s.close(m)
		}
	case m.mark == '"' && m.opens: // the one before was not closed
		for len(s.stack) > top {
			s.drop()
		}
		s.open(m)
	case m.closes && (m.mark != '“' || !m.opens || s.stack[top].mark.mark == '„'):
		for len(s.stack) > top+1 {
			s.drop()
		}
		s.close(m)
	case m.opens:
		s.open(m)
	}
}

// top returns the innermost open quotation of a family, or -1.
func (s *quoteScanner) top(single bool) int {
	for i := len(s.stack) - 1; i >= 0 && i >= len(s.stack)-maxOpen; i-- {
		if s.stack[i].mark.single == single {
			return i
		}
	}
	return -1
}

// maxOpen is how deep quotations are followed. Print has two levels, seldom
// three; more are marks that nothing closes.
const maxOpen = 8

func (s *quoteScanner) open(m quoteMark) { s.stack = append(s.stack, openQuote{mark: m}) }

// close closes the innermost quotation; "" quotes nothing.
func (s *quoteScanner) close(m quoteMark) {
	last := s.stack[len(s.stack)-1]
	s.stack = s.stack[:len(s.stack)-1]
	q := quoted{outer: Span{From: last.mark.From, To: m.To}, inner: Span{From: last.mark.To, To: m.From}}
	for _, n := range last.inside {
		q.nested = append(append(q.nested, n.inner), n.nested...)
	}
	if q.inner.From < q.inner.To {
		s.add(q)
	}
}

// drop forgets the innermost quotation, which nothing closes, and keeps what was
// closed inside it.
func (s *quoteScanner) drop() {
	last := s.stack[len(s.stack)-1]
	s.stack = s.stack[:len(s.stack)-1]
	s.add(last.inside...)
}

func (s *quoteScanner) add(q ...quoted) {
	if len(s.stack) == 0 {
		s.closed = append(s.closed, q...)
		return
	}
	top := &s.stack[len(s.stack)-1]
	top.inside = append(top.inside, q...)
}

// holdsDouble tells whether double marks were closed inside double marks: then
// the outer one is more likely a slip than one that goes on.
func (o openQuote) holdsDouble(text string) bool {
	if o.mark.single {
		return false
	}
	for _, q := range o.inside {
		c, _ := utf8.DecodeRuneInString(text[q.outer.From:])
		if c != '‘' && c != '\'' {
			return true
		}
	}
	return false
}
