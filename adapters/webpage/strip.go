package webpage

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// strip takes out what lies over a page or between its paragraphs and is never its
// main text, however long it is: dialogs, notices about cookies, and the
// advertisements and menus of AMP, whose elements have names of their own.
func strip(page *html.Node) {
	var gone []*html.Node
	for n := range page.Descendants() {
		if n.Type == html.ElementNode && isOverlay(n) {
			gone = append(gone, n)
		}
	}
	sideCells(page, &gone)
	for _, n := range gone {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
}

// leastCell is how many bytes of text make a cell of a table the one that a page's
// layout is about; cells of tables with figures have fewer.
const leastCell = 400

// sideCells gathers the cells of layout tables that stand beside the one with most
// of their row's text, and returns how many bytes of text an element has.
func sideCells(n *html.Node, gone *[]*html.Node) int {
	if n.Type == html.TextNode {
		return len(strings.TrimSpace(n.Data))
	}
	if n.DataAtom == atom.Script || n.DataAtom == atom.Style {
		return 0
	}
	sum, most := 0, 0
	var heaviest *html.Node
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		size := sideCells(child, gone)
		if sum += size; size > most {
			most, heaviest = size, child
		}
	}
	if n.DataAtom == atom.Tr && most >= leastCell && most*4 >= sum*3 {
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			if child != heaviest && child.DataAtom == atom.Td {
				*gone = append(*gone, child)
			}
		}
	}
	return sum
}

// ampParts are elements of AMP that show nothing of an article.
// https://amp.dev/documentation/components
var ampParts = map[string]bool{
	"amp-ad": true, "amp-embed": true, "amp-auto-ads": true, "amp-sticky-ad": true, "amp-consent": true, "amp-sidebar": true,
	"amp-lightbox": true, "amp-user-notification": true, "amp-social-share": true,
}

// overlayWords are in the classes and identifiers of notices about cookies and
// privacy, as a word of their own.
var overlayWords = map[string]bool{
	"cookie": true, "cookies": true, "consent": true, "cmp": true, "gdpr": true, "onetrust": true, "didomi": true, "usercentrics": true,
}

func isOverlay(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Html, atom.Head, atom.Body, atom.Main, atom.Article:
		return false
	case atom.Dialog:
		return true
	}
	if ampParts[n.Data] {
		return true
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "role":
			if a.Val == "dialog" || a.Val == "alertdialog" {
				return true
			}
		case "class", "id":
			for word := range strings.FieldsFuncSeq(strings.ToLower(a.Val), func(c rune) bool { return c == ' ' || c == '-' || c == '_' }) {
				if overlayWords[word] && !holdsArticle(n) {
					return true
				}
			}
		}
	}
	return false
}

// holdsArticle tells whether an element has the page's main part in it: some pages
// name the box around everything "has-cookie-banner".
func holdsArticle(n *html.Node) bool {
	for d := range n.Descendants() {
		switch d.DataAtom {
		case atom.H1, atom.Main, atom.Article:
			return true
		}
	}
	return false
}
