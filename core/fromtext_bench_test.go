package core_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"dragoman/core"
	"dragoman/knowledge"
)

// BenchmarkExtractedStory shows how the cost of an answer and the size grow with
// the number of articles, of 30 sentences each. Their words are drawn from
// English by a power law, with names of their own.
func BenchmarkExtractedStory(b *testing.B) {
	for _, articles := range []int{1, 10, 100, 1000} {
		b.Run(fmt.Sprintf("articles=%d", articles), func(b *testing.B) {
			base, questions := madeUp(b, articles)
			before := heap()
			start := time.Now()
			bot, err := core.New(base, core.Options{})
			if err != nil {
				b.Fatal(err)
			}
			loaded := time.Since(start)
			size := heap() - before
			took := make([]time.Duration, 0, 4096)
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				m := core.Message{Conversation: "bench", User: fmt.Sprint(n), Text: questions[n%len(questions)], Time: time.Unix(0, 0)}
				start := time.Now()
				if _, err := bot.Reply(context.Background(), m); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
				n++
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds()), "µs/median")
			b.ReportMetric(loaded.Seconds()*1000, "ms/load")
			b.ReportMetric(float64(size)/(1<<20), "MB")
		})
	}
}

// heap is how many bytes are in use.
func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// madeUp returns a base of articles and questions of their words.
func madeUp(tb testing.TB, articles int) (*knowledge.Base, []string) {
	tb.Helper()
	list, err := os.ReadFile("lexicon/words.txt")
	if err != nil {
		tb.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(1, uint64(articles)))
	var words []string
	for line := range strings.Lines(string(list)) {
		if w, level, _ := strings.Cut(strings.TrimSpace(line), " "); level <= "3" && len(w) > 2 {
			words = append(words, w)
		}
	}
	rnd.Shuffle(len(words), func(i, k int) { words[i], words[k] = words[k], words[i] })
	zipf := rand.NewZipf(rnd, 1.1, 8, uint64(len(words)-1))
	grammar := strings.Fields("the a of in on to and for with by was were has said that it he she from at")
	d := knowledge.Draft{Story: knowledge.Story{Title: "Made up", Published: time.Date(2025, 1, 2, 0, 0, 0, 0, time.UTC), Language: "en", Extracted: true}}
	var questions []string
	for a := range articles {
		name := "Kor" + strings.ToLower(string(rune('A'+a%26))) + string(rune('a'+a/26%26)) + string(rune('a'+a/676)) + "ov"
		for s := range 30 {
			if s%2 == 0 {
				d.Paragraphs = append(d.Paragraphs, "Made up")
			}
			var sentence []string
			for i := range 22 {
				switch {
				case i%5 == 3 && s%3 == 0:
					sentence = append(sentence, name)
				case i%2 == 0:
					sentence = append(sentence, grammar[rnd.IntN(len(grammar))])
				default:
					sentence = append(sentence, words[zipf.Uint64()])
				}
			}
			if rnd.IntN(200) == 0 {
				questions = append(questions, "What did "+strings.Join(sentence[4:14], " ")+"?")
			}
			text := strings.Join(sentence, " ")
			d.Items = append(d.Items, knowledge.Item{
				ID: fmt.Sprintf("a%d-%d", a, s), Kind: knowledge.Fact, Cites: []int{len(d.Paragraphs)},
				Gist: strings.ToUpper(text[:1]) + text[1:] + ".", Asks: []knowledge.Ask{{Kind: knowledge.What}},
			})
		}
	}
	questions = append(questions, "How many people were injured in the storm?", "Who said that the road was closed?", "When will the school open again?")
	base, err := knowledge.New(d)
	if err != nil {
		tb.Fatal(err)
	}
	return base, questions
}
