package core

import (
	"cmp"
	"slices"
	"strings"

	"dragoman/knowledge"
)

// EvidenceOf returns paragraph n (1 to Paragraphs) of a base as evidence. In a
// story of several articles it names the article, and the number that the
// paragraph has there.
func EvidenceOf(base *knowledge.Base, n int) Evidence {
	e := Evidence{Paragraph: n, Label: base.Label(n)}
	if len(base.Articles()) > 1 {
		if a, in := base.Place(n); a != nil {
			e.Paragraph, e.Article, e.Published = in, a.Title, a.Published
		}
	}
	return e
}

// SourceOf returns where a reply with some evidence comes from: the newest article
// that it cites; the story, when it cites none.
func SourceOf(base *knowledge.Base, evidence []Evidence) Source {
	s := base.Story()
	source := Source{Title: s.Title, Publisher: s.Publisher, URL: s.URL, AsOf: s.Published}
	if len(base.Articles()) == 1 || len(evidence) == 0 {
		return source
	}
	newest := slices.MaxFunc(evidence, compareEvidence)
	for _, a := range base.Articles() {
		if a.Title == newest.Article && a.Published.Equal(newest.Published) {
			source = Source{Title: a.Title, Publisher: a.Publisher, URL: a.URL, AsOf: a.Published}
		}
	}
	return source
}

// compareEvidence orders paragraphs by their articles' days.
func compareEvidence(x, y Evidence) int {
	return cmp.Or(x.Published.Compare(y.Published), strings.Compare(x.Article, y.Article), x.Paragraph-y.Paragraph)
}

// sourced names the article that a reply cites, in a story of several.
func (b *Bot) sourced(r Reply) Reply {
	if len(b.base.Articles()) > 1 && r.Source != (Source{}) {
		r.Source = SourceOf(b.base, r.Evidence)
	}
	return r
}
