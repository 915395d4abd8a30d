package vectors_test

import (
	"testing"

	"dragoman/core/lexicon/vectors"
)

func BenchmarkOf(b *testing.B) {
	for _, word := range []string{"the", "earthquake", "reader's", "unhappiest", "huamani"} {
		b.Run(word, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				vectors.Of(word)
			}
		})
	}
}

func BenchmarkSimilarity(b *testing.B) {
	x, y := of(b, "quake"), of(b, "tremor")
	b.ReportAllocs()
	for b.Loop() {
		vectors.Similarity(x, y)
	}
}
