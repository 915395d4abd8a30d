package match_test

import (
	"testing"

	"dragoman/core/match"
	"dragoman/core/query"
	"dragoman/core/text"
	"dragoman/knowledge"
)

func BenchmarkSearch(b *testing.B) {
	base, err := knowledge.Embedded("riyadh")
	if err != nil {
		b.Fatal(err)
	}
	an := query.NewAnalyzer(base)
	ix := match.NewIndex(base, an)
	for name, s := range map[string]string{
		"who":     "Who is attending the talks in Riyadh?",
		"yes-no":  "Will Zelenskyy attend the talks?",
		"unknown": "What did Macron say about the orchestra?",
		"long":    "What did the American president say on Tuesday about the talks with Russia on the war in Ukraine and about peace?",
	} {
		qs, _ := an.Questions(text.Clauses(text.Clean(s)))
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				ix.Search(&qs[0], match.Bias{})
			}
		})
	}
}

func BenchmarkNewIndex(b *testing.B) {
	base, err := knowledge.Embedded("riyadh")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		match.NewIndex(base, query.NewAnalyzer(base))
	}
}
