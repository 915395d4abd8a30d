package query_test

import (
	"strings"
	"testing"

	"dragoman/core/match"
	"dragoman/core/query"
	"dragoman/core/text"
	"dragoman/knowledge"
)

// strike returns an analyzer that has learnt the words of the story of the
// tests.
func strike(t testing.TB) *query.Analyzer {
	t.Helper()
	return taught(t, func() (*knowledge.Base, error) { return knowledge.Load("testdata/strike.yaml") })
}

func taught(t testing.TB, load func() (*knowledge.Base, error)) *query.Analyzer {
	t.Helper()
	base, err := load()
	if err != nil {
		t.Fatal(err)
	}
	an := query.NewAnalyzer(base)
	match.NewIndex(base, an)
	return an
}

// one understands a text that asks one thing.
func one(t testing.TB, an *query.Analyzer, s string) query.Query {
	t.Helper()
	qs, aside := an.Questions(text.Clauses(text.Clean(s)))
	if len(qs) != 1 || len(aside) != 0 {
		t.Fatalf("%q is understood as %d questions, %d asides", s, len(qs), len(aside))
	}
	return qs[0]
}

// forms writes the words of a query, marks too.
func forms(q query.Query) string {
	var out []string
	for _, w := range q.Words {
		out = append(out, w.Form)
	}
	return strings.Join(out, " ")
}
