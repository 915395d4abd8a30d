package extract

import (
	"fmt"

	"dragoman/knowledge"
	"dragoman/knowledge/article"
)

// WithRemarks is like [Base] and also returns what an editor should look at first:
// quotations without a speaker, and those whose speaker is taken from a sentence
// before or known only as "he" or "she".
func WithRemarks(a *article.Article) (*knowledge.Base, []knowledge.Remark, error) {
	draft, w := write(a)
	base, err := knowledge.New(draft)
	if err != nil {
		return nil, nil, err
	}
	return base, w.remarks, nil
}

// doubt notes what is not plain about who speaks in an item.
func (w *writer) doubt(it *knowledge.Item, i int, u unit, now int) {
	p := &w.r.d.paragraphs[i]
	by := w.r.speaker[now]
	if guess := w.r.guessed[now]; guess >= 0 {
		w.remark(it.ID, fmt.Sprintf("it is not plain who speaks here; perhaps it is %s", w.r.c.all[guess].name))
		return
	}
	quotes := false
	for _, q := range p.quotesIn(u.Span) {
		quotes = quotes || q.outer.From >= u.From && q.outer.To <= u.To && !p.isTerm(q)
	}
	switch {
	case by < 0 && quotes:
		w.remark(it.ID, "it is not plain who says what is quoted here")
		return
	case by < 0:
		return
	}
	name := w.r.c.all[by].name
	s := w.r.saying(i, u, now)
	if s.verb < 0 {
		if w.r.onlyQuoted(p, u) {
			w.remark(it.ID, fmt.Sprintf("nobody is named beside this quotation; %s spoke before it", name))
		}
		return
	}
	for _, c := range w.r.clauses[now] {
		if c.main == s.verb && c.subject < c.upTo && p.words[c.subject].tag == pronoun {
			w.remark(it.ID, fmt.Sprintf("%q in %q is taken to be %s", p.span(c.subject, c.upTo), shortened(c.In(p.text)), name))
		}
	}
}

func (w *writer) remark(id, text string) {
	w.remarks = append(w.remarks, knowledge.Remark{ID: id, Text: text})
}
