package article

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readHTML reads a page: what it says about itself and its main text. The
// parser refuses elements nested more than 512 deep.
func (r Reader) readHTML(text string) (draft, error) {
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return draft{}, fmt.Errorf("%w (%w)", ErrNested, err)
	}
	p := page{about: map[string]string{}}
	p.gather(doc)
	main := Main{Text: doc}
	if r.Main != nil {
		if main, err = r.Main(doc); err != nil {
			return draft{}, err
		}
	}
	blocks, mass := textOf(main.Text)
	if len(blocks) == 0 || r.Main == nil && mass == 0 {
		return draft{}, ErrNoParagraphs
	}
	d := draft{meta: p.meta(), blocks: blocks}
	d.meta.title = firstOf(d.meta.title, main.Title)
	d.meta.publisher = firstOf(d.meta.publisher, main.Publisher)
	d.meta.language = firstOf(d.meta.language, main.Language)
	if i := headlineIn(blocks, d.meta.title); i >= 0 {
		// What is above the headline is a kicker or a rubric.
		d.blocks = blocks[i:]
		d.meta.title = ""
	}
	return d, nil
}

// page is what a page says about itself.
type page struct {
	about  map[string]string // properties and names of meta elements, and more, in small letters
	linked newsArticle       // of JSON-LD
	h1     []string          // the first two
}

// gather walks the elements in their order.
func (p *page) gather(n *html.Node) {
	if n.Type == html.ElementNode {
		switch n.DataAtom {
		case atom.Html:
			p.note("lang", attr(n, "lang"))
		case atom.Meta:
			for _, name := range []string{"property", "name", "itemprop", "http-equiv"} {
				if key := attr(n, name); key != "" {
					p.note(strings.ToLower(key), attr(n, "content"))
				}
			}
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") {
				p.note("canonical", attr(n, "href"))
			}
		case atom.Title:
			p.note("title", innerText(n))
		case atom.Time:
			p.note("time", attr(n, "datetime"))
		case atom.H1:
			if len(p.h1) < 2 {
				p.h1 = append(p.h1, innerText(n))
			}
		case atom.Script:
			if strings.EqualFold(attr(n, "type"), "application/ld+json") && n.FirstChild != nil {
				p.linked.read(n.FirstChild.Data)
			}
		}
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		p.gather(child)
	}
}

// note keeps the first value of a key.
func (p *page) note(key, value string) {
	value = squeeze(clean(value))
	if p.about[key] == "" && value != "" {
		p.about[key] = value
	}
}

func (p *page) first(keys ...string) string {
	for _, key := range keys {
		if value := p.about[key]; value != "" {
			return value
		}
	}
	return ""
}

// meta chooses among what the page says; JSON-LD is written for machines to
// read and comes first, except for the headline: readers see the h1.
func (p *page) meta() meta {
	var m meta
	m.publisher = firstOf(p.linked.publisher, p.first("og:site_name", "publisher", "dc.publisher", "application-name"))
	m.url = firstOf(p.first("canonical", "og:url"), p.linked.url)
	m.language = firstOf(p.first("lang"), p.linked.language, p.first("content-language", "og:locale", "language"))
	for _, date := range []string{
		p.linked.published,
		p.first("article:published_time", "datepublished", "og:published_time", "parsely-pub-date"),
		p.first("date", "dc.date", "dc.date.issued", "dcterms.created", "pubdate"),
		p.first("time"),
	} {
		if day, clock, ok := parseDay(date); ok {
			m.published, m.clock = day, clock
			break
		}
	}
	if len(p.h1) == 1 && !sameText(p.h1[0], m.publisher) { // the site's name in its logo
		m.title = p.h1[0]
	}
	m.title = firstOf(m.title, p.linked.headline, p.first("og:title", "twitter:title"), p.titleOfWindow(m.publisher))
	return m
}

// titleOfWindow is the title element without the name of the site.
func (p *page) titleOfWindow(publisher string) string {
	title := p.about["title"]
	for _, separator := range []string{" | ", " – ", " — ", " - ", " · "} {
		i := strings.LastIndex(title, separator)
		if i > 0 && (separator == " | " || strings.EqualFold(title[i+len(separator):], publisher)) {
			return title[:i]
		}
	}
	return title
}

// headlineIn returns the block that has the headline, if it is one of the first
// ones, or -1.
func headlineIn(blocks []block, title string) int {
	for i, b := range blocks[:min(len(blocks), 4)] {
		if b.heading && sameText(b.text, title) {
			return i
		}
	}
	return -1
}

func firstOf(values ...string) string {
	for _, value := range values {
		if value != "" {
			return value
		}
	}
	return ""
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
