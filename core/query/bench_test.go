package query_test

import (
	"strings"
	"testing"

	"dragoman/core/text"
	"dragoman/knowledge"
)

func BenchmarkQuestions(b *testing.B) {
	an := taught(b, func() (*knowledge.Base, error) { return knowledge.Embedded("riyadh") })
	for name, s := range map[string]string{
		"plain":     "Who is attending the talks in Riyadh?",
		"misspelt":  "wut did zelenski say abt the peece talks",
		"two":       "when do the talks start and who is not invited?",
		"nonsense":  "qzxvk wvkjx zzqyx",
		"long word": strings.Repeat("q", 1<<20),
		"longest":   manyWords(2000),
	} {
		clauses := text.Clauses(text.Clean(s))
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				an.Questions(clauses)
			}
		})
	}
}
