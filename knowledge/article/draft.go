package article

import (
	"strings"
	"time"
)

// draft is what a format gives, before paragraphs are numbered.
type draft struct {
	meta   meta
	blocks []block
}

// meta is what a file says about its article.
type meta struct {
	title, publisher, url, language string
	published                       time.Time
	clock                           time.Duration
}

// block is a paragraph or heading.
type block struct {
	text    string
	heading bool
}

// article numbers the paragraphs, the headline first: the title that the file
// gives, or else the first heading or paragraph.
func (d draft) article() (*Article, error) {
	blocks := d.blocks
	title := strings.TrimSpace(d.meta.title)
	switch {
	case len(blocks) == 0 && title == "":
		return nil, ErrEmpty
	case title == "":
		title, blocks = blocks[0].text, blocks[1:]
	case len(blocks) > 0 && sameText(blocks[0].text, title):
		blocks = blocks[1:]
	}
	a := &Article{
		Title:      title,
		Publisher:  d.meta.publisher,
		URL:        d.meta.url,
		Language:   d.meta.language,
		Published:  d.meta.published,
		Clock:      d.meta.clock,
		Paragraphs: make([]Paragraph, 1, len(blocks)+1),
	}
	a.Paragraphs[0] = Paragraph{Number: 1, Text: title, Heading: true}
	body := false
	for _, b := range blocks {
		a.Paragraphs = append(a.Paragraphs, Paragraph{Number: len(a.Paragraphs) + 1, Text: b.text, Heading: b.heading})
		if !b.heading && !body {
			body = true
			a.Dateline = findDateline(b.text)
			if a.Dateline != nil && a.Clock == 0 {
				a.Clock = a.Dateline.Clock
			}
		}
	}
	if !body {
		return nil, ErrNoParagraphs
	}
	return a, nil
}

// sameText tells whether two headlines differ in nothing but white space, case
// and the shape of quotation marks.
func sameText(x, y string) bool {
	return strings.EqualFold(bare(x), bare(y))
}

func bare(s string) string {
	return strings.Join(strings.Fields(straighten.Replace(s)), " ")
}

var straighten = strings.NewReplacer("’", "'", "‘", "'", "“", `"`, "”", `"`)
