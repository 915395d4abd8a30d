package core_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"dragoman/core"
)

// turn is a message of a benchmark: what is typed in which session.
type turn struct{ session, text string }

// turns returns the questions of the sets with a name, in order.
func turns(b *testing.B, name string) (turns []turn) {
	for _, set := range questionSets(b, "riyadh") {
		if set.Name != name {
			continue
		}
		for _, q := range set.Questions {
			turns = append(turns, turn{q.Session, q.Text})
		}
	}
	if len(turns) == 0 {
		b.Fatalf("no set %q", name)
	}
	return turns
}

// message is the n-th of a benchmark: each time that the turns come around,
// the sessions are new ones.
func message(turns []turn, n int) core.Message {
	return core.Message{
		Conversation: fmt.Sprint(n / len(turns)), User: turns[n%len(turns)].session, Text: turns[n%len(turns)].text,
		Time: noon.Add(time.Duration(n) * time.Second),
	}
}

// reportPercentiles reports the median and the 99th percentile of a reply.
func reportPercentiles(b *testing.B, took []time.Duration) {
	if len(took) == 0 {
		return
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2]), "p50-ns")
	b.ReportMetric(float64(took[len(took)*99/100]), "p99-ns")
}

func BenchmarkNew(b *testing.B) {
	base := riyadh()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := core.New(base, core.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkReply(b *testing.B) { benchmarkReply(b, "plain") }

func BenchmarkReplyMessy(b *testing.B) { benchmarkReply(b, "messy") }

func BenchmarkReplyDialogue(b *testing.B) { benchmarkReply(b, "dialogue") }

func benchmarkReply(b *testing.B, set string) {
	bot, turns := newBot(b, core.Options{}), turns(b, set)
	var took []time.Duration
	n := 0
	b.ReportAllocs()
	for b.Loop() {
		m := message(turns, n)
		n++
		start := time.Now()
		if _, err := bot.Reply(b.Context(), m); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	reportPercentiles(b, took)
}

// BenchmarkReplyParallel has conversations on all cores at once.
func BenchmarkReplyParallel(b *testing.B) {
	bot, turns := newBot(b, core.Options{}), turns(b, "dialogue")
	var mu sync.Mutex
	var all []time.Duration
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		reader := stranger()
		var took []time.Duration
		for n := 0; pb.Next(); n++ {
			m := message(turns, n)
			m.Conversation += reader
			start := time.Now()
			if _, err := bot.Reply(b.Context(), m); err != nil {
				b.Error(err)
				return
			}
			took = append(took, time.Since(start))
		}
		mu.Lock()
		defer mu.Unlock()
		all = append(all, took...)
	})
	reportPercentiles(b, all)
}

// BenchmarkReplyLongest is the most work that a message can make.
func BenchmarkReplyLongest(b *testing.B) {
	bot := newBot(b, core.Options{})
	for _, name := range []string{"names", "5 MB of other words", "a long almost-name", "10,000 question marks"} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := bot.Reply(b.Context(), core.Message{User: stranger(), Text: hostile[name], Time: noon}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
