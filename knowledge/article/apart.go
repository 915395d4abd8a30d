package article

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// apart matches the classes and identifiers of what pages put next to an
// article, or between its paragraphs.
var apart = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:nav|navbar|menu|sidebar|comments?|disqus|share|sharing|social|related|recommend(?:ed|ations?)?|promo|newsletter|subscribe|subscription|paywall|cookies?|consent|advert(?:isement)?|ads?|sponsor(?:ed)?|banner|breadcrumbs?|byline|caption|credits?|tags|read-?more|most-?read|teaser|popup|modal|skip|hidden|visually-hidden|sr-only|author|bio|meta|timestamp|toolbar|taboola|outbrain|donate|follow-us)(?:$|[\s_-])`)

// prose is the least length, in characters, of a paragraph that counts as prose:
// shorter ones stand in menus and teasers too.
const prose = 40

// picker tells what belongs to an article. The names of classes tell it too when
// all is there: the characters of prose of each element, whatever its
// class. Some pages give the box around everything a class like "has-sidebar"; so
// what holds half of the prose is never apart.
type picker struct {
	all  map[*html.Node]int
	half int
	data map[*html.Node]bool // tables of figures
}

// textOf returns the headings and paragraphs of an element, and how many characters of
// prose it has.
func textOf(n *html.Node) ([]block, int) {
	all, data := map[*html.Node]int{}, dataTables(n)
	mass := picker{data: data}.weigh(n, all)
	b := blockReader{picker: picker{all: all, half: mass / 2, data: data}}
	b.walk(n)
	b.end(false)
	return b.blocks, mass
}

// weigh notes how many characters of prose each element has.
func (p picker) weigh(n *html.Node, mass map[*html.Node]int) int {
	if p.isApart(n) {
		return 0
	}
	own := 0
	if isParagraph(n) {
		text, linked := p.measure(n)
		if text-linked >= prose {
			own = text - linked
		}
	} else {
		for child := n.FirstChild; child != nil; child = child.NextSibling {
			own += p.weigh(child, mass)
		}
		own += looseText(n)
	}
	if own > 0 {
		mass[n] = own
	}
	return own
}

// looseText returns the characters of text that stands in a box without a
// paragraph around it, as old pages have it, between br elements.
func looseText(n *html.Node) int {
	if n.DataAtom != atom.Div && n.DataAtom != atom.Td && n.DataAtom != atom.Article && n.DataAtom != atom.Section && n.DataAtom != atom.Body {
		return 0
	}
	sum := 0
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if child.Type == html.TextNode {
			if length := utf8.RuneCountInString(strings.TrimSpace(child.Data)); length >= prose {
				sum += length
			}
		}
	}
	return sum
}

func isParagraph(n *html.Node) bool {
	return n.DataAtom == atom.P || (n.DataAtom == atom.Li || n.DataAtom == atom.Blockquote) && !hasParagraph(n)
}

func hasParagraph(n *html.Node) bool {
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if child.DataAtom == atom.P {
			return true
		}
	}
	return false
}

// isApart tells whether an element is no part of an article's text.
func (p picker) isApart(n *html.Node) bool {
	switch n.Type {
	case html.CommentNode, html.DoctypeNode:
		return true
	case html.ElementNode:
	default:
		return false
	}
	switch n.DataAtom {
	case atom.Head, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Nav, atom.Aside, atom.Footer, atom.Form,
		atom.Button, atom.Select, atom.Textarea, atom.Figure, atom.Figcaption, atom.Iframe, atom.Svg, atom.Math,
		atom.Pre, atom.Audio, atom.Video, atom.Object, atom.Dialog, atom.Sup:
		return true
	case atom.Html, atom.Body, atom.Main, atom.Article:
		return false // their classes speak of the whole page
	}
	if isHidden(n) || p.data[n] {
		return true
	}
	return p.all != nil && p.all[n] <= p.half && (apart.MatchString(attr(n, "class")) || apart.MatchString(attr(n, "id")))
}

// dataTables returns the tables that have headings of rows or columns: those that only
// lay out a page have none.
func dataTables(n *html.Node) map[*html.Node]bool {
	tables := map[*html.Node]bool{}
	for d := range n.Descendants() {
		if d.DataAtom != atom.Th {
			continue
		}
		for up := range d.Ancestors() {
			if up.DataAtom == atom.Table {
				tables[up] = true
				break
			}
		}
	}
	return tables
}

func isHidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch {
		case a.Key == "hidden", a.Key == "aria-hidden" && a.Val == "true":
			return true
		case a.Key == "style" && strings.Contains(strings.ReplaceAll(a.Val, " ", ""), "display:none"):
			return true
		}
	}
	return false
}

// measure returns the characters of an element's text, and those in links.
func (p picker) measure(n *html.Node) (text, linked int) {
	if n.Type == html.TextNode {
		return utf8.RuneCountInString(strings.TrimSpace(n.Data)), 0
	}
	if p.isApart(n) {
		return 0, 0
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		t, l := p.measure(child)
		text, linked = text+t, linked+l
	}
	if n.DataAtom == atom.A {
		linked = text
	}
	return text, linked
}
