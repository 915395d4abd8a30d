package text_test

import (
	"strings"
	"testing"

	"dragoman/core/text"
)

func BenchmarkClean(b *testing.B) {
	for name, raw := range map[string]string{
		"plain":   "what did the union leader say about the offer?",
		"typeset": "what did the union’s leader say – “crumbs”?",
		"longest": strings.Repeat("Türkiye’s “offer” – ", 1<<20/20),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				text.Clean(raw)
			}
		})
	}
}

func BenchmarkClauses(b *testing.B) {
	for name, clean := range map[string]string{
		"question": "what did the union's leader say about the offer?",
		"longest":  text.Clean(strings.Repeat("who is he? ", 1<<20/11)),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				text.Clauses(clean)
			}
		})
	}
}
