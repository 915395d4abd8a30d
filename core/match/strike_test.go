package match_test

import (
	"testing"

	"dragoman/core/match"
	"dragoman/core/query"
	"dragoman/core/text"
	"dragoman/knowledge"
)

// reader asks a base.
type reader struct {
	base *knowledge.Base
	an   *query.Analyzer
	ix   *match.Index
}

// strike reads the story of the tests, that of package query.
func strike(t testing.TB) reader {
	t.Helper()
	base, err := knowledge.Load("../query/testdata/strike.yaml")
	if err != nil {
		t.Fatal(err)
	}
	an := query.NewAnalyzer(base)
	return reader{base: base, an: an, ix: match.NewIndex(base, an)}
}

// query understands a text that asks one thing.
func (r reader) query(t testing.TB, s string) query.Query {
	t.Helper()
	qs, _ := r.an.Questions(text.Clauses(text.Clean(s)))
	if len(qs) != 1 {
		t.Fatalf("%q is understood as %d questions", s, len(qs))
	}
	return qs[0]
}

func (r reader) search(t testing.TB, s string, bias match.Bias) []match.Hit {
	t.Helper()
	q := r.query(t, s)
	return r.ix.Search(&q, bias)
}

// best writes the best hit as "item/kind", "" when nothing is as likely as not
// to answer.
func (r reader) best(t testing.TB, s string) string {
	t.Helper()
	return name(r.search(t, s, match.Bias{}))
}

func name(hits []match.Hit) string {
	if len(hits) == 0 || match.Probability(hits[0].Logit) < 0.5 {
		return ""
	}
	return hits[0].Item.ID + "/" + hits[0].Ask.Kind.String()
}

func (r reader) item(t testing.TB, id string) *knowledge.Item {
	t.Helper()
	for i, it := range r.base.Items() {
		if it.ID == id {
			return &r.base.Items()[i]
		}
	}
	t.Fatalf("no item %s", id)
	return nil
}
