package passage_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dragoman/core/match/passage"
	"dragoman/core/query"
	"dragoman/core/text"
	"dragoman/knowledge"
)

// ferry is the story of the tests, a sentence a line, paragraphs apart.
const ferry = `Ferry with 212 on board runs aground off Varnholm

A car ferry ran aground in thick fog near the island of Varnholm early on Monday, and all 212 passengers were taken off safely.
The Aurelia struck a reef at 5.40am, the coastguard said.

Nine people were treated for bruises in the harbour clinic.
Two lorry drivers were still missing on Tuesday.

Captain Ilse Brandt, 52, blamed a faulty radar for the accident.
“We saw the rocks when it was too late,” she said.

The operator, Nordlinie, will pay each passenger 400 euros because the crossing was cut short.
Divers are to inspect the hull on Thursday.`

// asker asks a story.
type asker struct {
	an *query.Analyzer
	ix *passage.Index
}

func newAsker(tb testing.TB, article string) asker {
	tb.Helper()
	d := knowledge.Draft{Story: knowledge.Story{Title: "Ferry", Published: time.Date(2025, 3, 4, 0, 0, 0, 0, time.UTC), Language: "en", Extracted: true}}
	forms := make(map[string]bool)
	var vocabulary []string
	for p, paragraph := range strings.Split(article, "\n\n") {
		d.Paragraphs = append(d.Paragraphs, fmt.Sprint("paragraph ", p+1))
		for n, sentence := range strings.Split(paragraph, "\n") {
			d.Items = append(d.Items, knowledge.Item{
				ID: fmt.Sprintf("p%d-%d", p+1, n+1), Kind: knowledge.Fact, Cites: []int{p + 1}, Gist: sentence,
				Asks: []knowledge.Ask{{Kind: knowledge.What}},
			})
			for _, c := range text.Clauses(text.Clean(sentence)) {
				for _, t := range c.Tokens {
					if !forms[t.Form] {
						forms[t.Form] = true
						vocabulary = append(vocabulary, t.Form)
					}
				}
			}
		}
	}
	base, err := knowledge.New(d)
	if err != nil {
		tb.Fatal(err)
	}
	an := query.NewAnalyzer(base)
	an.Learn(vocabulary)
	an.Prepare(vocabulary)
	return asker{an: an, ix: passage.NewIndex(base, func(s string) []query.Query {
		var qs []query.Query
		for _, c := range text.Clauses(text.Clean(s)) {
			qs = append(qs, an.Read(c))
		}
		return qs
	})}
}

func (a asker) search(tb testing.TB, question string) []passage.Candidate {
	tb.Helper()
	qs, _ := a.an.Questions(text.Clauses(text.Clean(question)))
	if len(qs) != 1 {
		tb.Fatalf("%q is understood as %d questions", question, len(qs))
	}
	return a.ix.Search(&qs[0], "")
}
