package extract

import (
	"dragoman/knowledge"
	"dragoman/knowledge/article"
)

// Base makes a base of an article. Its error, which tells of something that the
// draft refers to and does not have, would be a fault of this package.
func Base(a *article.Article) (*knowledge.Base, error) {
	return knowledge.New(Draft(a))
}

// Draft makes the draft of a base of an article.
func Draft(a *article.Article) knowledge.Draft {
	draft, _ := write(a)
	return draft
}

func write(a *article.Article) (knowledge.Draft, *writer) {
	d := read(a)
	for i := range d.paragraphs {
		p := &d.paragraphs[i]
		d.findNames(p)
		for _, u := range p.units {
			tagUnit(p, u)
		}
	}
	c := newCast()
	d.meet(c)
	r := understand(d, c)
	w := newWriter(r)
	draft := knowledge.Draft{
		Story: knowledge.Story{
			Title: a.Title, Publisher: a.Publisher, Published: a.Published, URL: a.URL, Language: a.Language,
			Extracted: true,
		},
		Entities: w.entities(),
	}
	if draft.Story.Language == "" {
		draft.Story.Language = "en"
	}
	for _, p := range a.Paragraphs {
		draft.Paragraphs = append(draft.Paragraphs, label(p.Text))
	}
	draft.Items = w.items()
	return draft, w
}

// maxLabel is how many bytes of a paragraph label it. Our own limit: a line of a
// terminal.
const maxLabel = 76

// label is how a paragraph begins.
func label(text string) string {
	if s := article.Sentences(text); len(s) > 0 {
		text = s[0].In(text)
	}
	return shortened(text)
}

// shortened returns a text of at most maxLabel bytes, and an ellipsis when that is not
// all.
func shortened(text string) string {
	if len(text) <= maxLabel {
		return text
	}
	end := 0
	for i, c := range text {
		if i > maxLabel {
			break
		}
		if c == ' ' {
			end = i
		}
	}
	if end == 0 {
		for i := range text {
			if i > maxLabel {
				break
			}
			end = i
		}
	}
	return text[:end] + " …"
}
