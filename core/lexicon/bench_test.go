package lexicon_test

import (
	"testing"

	"dragoman/core/lexicon"
)

func BenchmarkCommonness(b *testing.B) {
	for _, word := range []string{"the", "harbour", "zyxxon"} {
		b.Run(word, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				lexicon.Commonness(word)
			}
		})
	}
}
