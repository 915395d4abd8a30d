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
var apart = regexp.MustCompile(`(?i)(?:^|[\s_-])(?:nav|navbar|menu|sidebar|comments?|disqus|share|sharing|social|related|recommend(?:ed|ations?)?|promo|newsletter|subscribe|subscription|paywall|cookies?|consent|advert(?:isement)?|ads?|sponsor(?:ed)?|banner|breadcrumbs?|byline|caption|credits?|tags|read-?more|most-?read|teaser|popup|modal|skip|hidden|visually-hidden|sr-only)(?:$|[\s_-])`)

// prose is the least length, in characters, of a paragraph that tells where the
// main text is: shorter ones stand in menus and teasers too.
const prose = 40

// picker tells what belongs to an article. The names of classes tell it too
// when all is there: the characters of prose of each element, whatever its
// class. Some pages give the box around everything a class like "has-sidebar";
// so what holds half of the prose is never apart.
type picker struct {
	all  map[*html.Node]int
	half int
}

// mainText returns the headings and paragraphs of the article that a page
// shows. It goes from the body inward as long as one child has most of the
// prose of its parent; so it finds the innermost element around the article.
func mainText(doc *html.Node) []block {
	all := map[*html.Node]int{}
	pick := picker{all: all, half: picker{}.weigh(doc, all) / 2}
	mass := map[*html.Node]int{}
	pick.weigh(doc, mass)
	if mass[doc] == 0 {
		return nil
	}
	top := doc
	for {
		var heaviest *html.Node
		for child := top.FirstChild; child != nil; child = child.NextSibling {
			if heaviest == nil || mass[child] > mass[heaviest] {
				heaviest = child
			}
		}
		if heaviest == nil || mass[heaviest]*4 < mass[top]*3 || isParagraph(heaviest) {
			break
		}
		top = heaviest
	}
	// Several articles in one element are a list of teasers, or an article
	// with others below it: the longest is meant.
	if longest := longestArticle(top, mass); longest != nil && mass[longest]*2 > mass[top] {
		top = longest
	}
	b := blockReader{picker: pick}
	b.walk(top)
	b.end(false)
	return b.blocks
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

func longestArticle(n *html.Node, mass map[*html.Node]int) *html.Node {
	var longest *html.Node
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if child.DataAtom == atom.Article && (longest == nil || mass[child] > mass[longest]) {
			longest = child
		}
	}
	return longest
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
	if isHidden(n) {
		return true
	}
	return p.all != nil && p.all[n] <= p.half && (apart.MatchString(attr(n, "class")) || apart.MatchString(attr(n, "id")))
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
