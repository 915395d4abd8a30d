package knowledge_test

import (
	"fmt"
	"strings"
	"testing"

	"dragoman/knowledge"
)

// largeStory returns a story with the given number of ways of asking. Its
// budget is a part of the 100 ms from the start of the program to its first
// answer.
func largeStory(tb testing.TB, ways int) []byte {
	var b strings.Builder
	b.WriteString(ferrySource(tb))
	b.WriteString("  - id: large\n    say: The story does not say that.\n    asked:\n")
	for i := range ways {
		fmt.Fprintf(&b, "      - what does the captain of boat %d think of it all\n", i)
	}
	return []byte(b.String())
}

func BenchmarkParse(b *testing.B) {
	plain := largeStory(b, 6000)
	any := append([]byte("---\n"), plain...) // which takes the long way
	for name, src := range map[string][]byte{"plain": plain, "any": any} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := knowledge.Parse("large.yaml", src); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkEmbedded(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := knowledge.Embedded("riyadh"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkCheck(b *testing.B) {
	base, article := ferry(b), []byte(ferryArticle(b))
	b.ReportAllocs()
	for b.Loop() {
		knowledge.Check(base, article)
	}
}
