package core_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"dragoman/core"
	reader "dragoman/knowledge/article"
	"dragoman/knowledge/extract"
)

// BenchmarkGrowingStory shows how long a story of 1,000 articles of 30 sentences
// takes from text to the first answer, and what it holds then. Some sentences are
// repeated by later articles, some updated.
func BenchmarkGrowingStory(b *testing.B) {
	for _, n := range []int{10, 100, 1000} {
		b.Run(fmt.Sprintf("articles=%d", n), func(b *testing.B) {
			articles := madeUpArticles(b, n)
			for b.Loop() {
				before := heap()
				start := time.Now()
				base, err := extract.Stories(articles)
				if err != nil {
					b.Fatal(err)
				}
				read := time.Since(start)
				bot, err := core.New(base, core.Options{})
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(read.Seconds()*1000, "ms/read")
				b.ReportMetric(time.Since(start).Seconds()*1000, "ms/load")
				b.ReportMetric(float64(heap()-before)/(1<<20), "MB")
				b.ReportMetric(float64(len(base.Items())), "items")
				b.ReportMetric(float64(len(base.Outdated())), "outdated")
				_ = bot
			}
		})
	}
}

// madeUpArticles returns articles of a day each, of words drawn from English.
func madeUpArticles(tb testing.TB, n int) []*reader.Article {
	tb.Helper()
	list, err := os.ReadFile("lexicon/words.txt")
	if err != nil {
		tb.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(2, uint64(n)))
	var words []string
	for line := range strings.Lines(string(list)) {
		if w, level, _ := strings.Cut(strings.TrimSpace(line), " "); level <= "3" && len(w) > 3 {
			words = append(words, w)
		}
	}
	rnd.Shuffle(len(words), func(i, k int) { words[i], words[k] = words[k], words[i] })
	zipf := rand.NewZipf(rnd, 1.1, 20, uint64(len(words)-1))
	word := func() string { return words[zipf.Uint64()] }
	var told []string // sentences of articles before
	var articles []*reader.Article
	for a := range n {
		name := "Kor" + string(rune('a'+a%26)) + string(rune('a'+a/26%26)) + string(rune('a'+a/676)) + "ov"
		var text strings.Builder
		fmt.Fprintf(&text, "---\npublished: %s\n---\n# The %s %s of the %s\n", time.Date(2020, 1, 1+a, 0, 0, 0, 0, time.UTC).Format(time.DateOnly), word(), word(), word())
		for s := range 30 {
			sentence := ""
			switch rnd.IntN(10) {
			case 0:
				sentence = fmt.Sprintf("“The %s %s will help the %s of the %s,” said Ivan %s, the %s of the %s.", word(), word(), word(), word(), name, word(), word())
			case 1:
				sentence = fmt.Sprintf("At least %d %ss were found near the %s of the %s on Monday.", rnd.IntN(500), word(), word(), word())
			case 2:
				sentence = fmt.Sprintf("The %s %s will open on %d May, %s said after the %s.", word(), word(), 1+rnd.IntN(28), name, word())
			case 3:
				if len(told) > 0 {
					sentence = told[rnd.IntN(len(told))]
					break
				}
				fallthrough
			default:
				sentence = fmt.Sprintf("The %s %s of %s reached the %s %s with a %s, and the %s kept its %s %s in the %s.",
					word(), word(), name, word(), word(), word(), word(), word(), word(), word())
			}
			told = append(told, sentence)
			text.WriteString(sentence)
			if s%2 == 0 {
				text.WriteString("\n\n")
			} else {
				text.WriteString(" ")
			}
		}
		read, err := reader.Read(strings.NewReader(text.String()), "made-up.md")
		if err != nil {
			tb.Fatal(err)
		}
		articles = append(articles, read)
	}
	return articles
}
