package article

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// blockReader gathers the text of elements into paragraphs.
type blockReader struct {
	picker picker
	blocks []block
	open   strings.Builder
	breaks int // br elements since the last text
	linked int // bytes of open that are in links, or tell a time
	inLink bool
}

func (b *blockReader) walk(n *html.Node) {
	if n.Type == html.TextNode {
		b.write(n.Data)
		return
	}
	if b.picker.isApart(n) {
		return
	}
	heading := isHeading(n)
	boundary := heading || endsParagraph(n)
	if boundary {
		b.end(false)
	}
	switch n.DataAtom {
	case atom.Br:
		b.open.WriteByte(' ')
		if b.breaks++; b.breaks > 1 { // an empty line
			b.end(false)
		}
	case atom.A:
		b.inLink = true
	case atom.Time:
		b.inLink = b.inLink || isPlainTime(n)
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		b.walk(child)
	}
	if n.DataAtom == atom.A || isPlainTime(n) {
		b.inLink = false
	}
	if boundary {
		b.end(heading)
	}
}

func (b *blockReader) write(text string) {
	if strings.TrimSpace(text) != "" {
		b.breaks = 0
	}
	if b.inLink {
		b.linked += len(text)
	}
	b.open.WriteString(text)
}

// end closes the paragraph that is open. One that is all links is a pointer to
// other pages, one that is all time tells when the page was written, and one without a
// letter is an ornament.
func (b *blockReader) end(heading bool) {
	text := squeeze(clean(b.open.String()))
	if strings.ContainsFunc(text, unicode.IsLetter) && (heading || b.linked*10 < b.open.Len()*9) {
		b.blocks = append(b.blocks, block{text: text, heading: heading})
	}
	b.open.Reset()
	b.breaks, b.linked = 0, 0
}

// isPlainTime tells whether an element tells a time and holds nothing else.
func isPlainTime(n *html.Node) bool {
	return n.DataAtom == atom.Time && n.FirstChild != nil && n.FirstChild == n.LastChild && n.FirstChild.Type == html.TextNode
}

func isHeading(n *html.Node) bool {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}

// endsParagraph tells whether an element is shown as a box of its own.
func endsParagraph(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Body, atom.Blockquote, atom.Li, atom.Ul,
		atom.Ol, atom.Dl, atom.Dt, atom.Dd, atom.Hr, atom.Table, atom.Tr, atom.Td, atom.Th, atom.Address, atom.Center:
		return true
	}
	return false
}

// innerText returns the text of an element in one line.
func innerText(n *html.Node) string {
	var b strings.Builder
	var write func(*html.Node)
	write = func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			write(child)
		}
	}
	write(n)
	return squeeze(clean(b.String()))
}
