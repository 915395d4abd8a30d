package telegram_test

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/adapters/telegram"
	"dragoman/adapters/telegram/telegramtest"
	"dragoman/core"
	"dragoman/core/edition"
	"dragoman/core/oneoff"
	"dragoman/knowledge"
)

// BenchmarkServe lets 1,000 chats ask over loopback HTTP, with the story's real
// index and a durable state file, in three ways:
//
//   - as fast as it goes: each chat asks again as soon as it is answered, so that
//     1,000 questions wait at any time. This is the greatest number of answers a
//     second; the latency is 1,000 divided by it, by Little's law.
//   - 2,000 a second: the chats ask in turn, at this rate.
//   - in one moment: all 1,000 ask at once, and again when all are answered.
//
// It reports answers a second, the latency from the update to the answer, and the
// growth of the heap. The fake server's work is part of all figures: it shares
// the process and the cores.
func BenchmarkServe(b *testing.B) {
	for _, bb := range []struct {
		name string
		pace pace
	}{
		{"as fast as it goes", pace{}},
		{"2000 a second", pace{rate: 2000}},
		{"1000 in one moment", pace{burst: true}},
	} {
		b.Run(bb.name, func(b *testing.B) { serve(b, bb.pace) })
	}
}

// pace is when questions come.
type pace struct {
	rate  int  // questions a second, 0 for as many as possible
	burst bool // all chats at once
}

const benchChats = 1000

func serve(b *testing.B, when pace) {
	base, err := knowledge.Embedded("riyadh")
	if err != nil {
		b.Fatal(err)
	}
	store, err := bolt.Open(filepath.Join(b.TempDir(), "state.db"), bolt.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer store.Close()
	stand, err := edition.New(base, core.Options{Sessions: oneoff.Sessions(store)})
	if err != nil {
		b.Fatal(err)
	}
	api := telegramtest.NewServer(token)
	defer api.Close()
	var (
		mu    sync.Mutex
		asked = make(map[int64]time.Time)
		spent []time.Duration
		free  = make(chan int64, benchChats)
	)
	api.Watch(func(m telegramtest.Message) {
		mu.Lock()
		spent = append(spent, m.Time.Sub(asked[m.Chat]))
		mu.Unlock()
		free <- m.Chat
	})
	api.Quiet()
	bot, err := telegram.New(telegram.Options{
		Token: token, Story: stand, Answerer: stand, API: api.URL, Flood: noLimit(),
		Settings: store, Feedback: store, Deliveries: store, Sessions: store,
		Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
	})
	if err != nil {
		b.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- bot.Run(ctx) }()

	var ways []string
	for _, item := range base.Items() {
		for _, ask := range item.Asks {
			ways = append(ways, ask.Ways[:min(1, len(ask.Ways))]...)
		}
	}
	for chat := range int64(benchChats) {
		free <- chat + 1
	}
	heap := heapNow()
	b.ResetTimer()
	begun := time.Now()
	for n := range b.N {
		if when.rate > 0 {
			if ahead := time.Duration(n)*time.Second/time.Duration(when.rate) - time.Since(begun); ahead > 0 {
				<-time.After(ahead)
			}
		}
		if when.burst && n%benchChats == 0 && n > 0 {
			all := make([]int64, benchChats)
			for i := range all { // until all are answered
				all[i] = <-free
			}
			for _, chat := range all {
				free <- chat
			}
		}
		chat := <-free
		mu.Lock()
		asked[chat] = time.Now()
		mu.Unlock()
		api.Say(chat, ways[n%len(ways)])
	}
	for range benchChats {
		<-free
	}
	b.StopTimer()
	passed := time.Since(begun)
	cancel()
	if err := <-done; err != nil {
		b.Fatal(err)
	}
	slices.Sort(spent)
	b.ReportMetric(float64(b.N)/passed.Seconds(), "answers/s")
	b.ReportMetric(float64(spent[len(spent)/2].Milliseconds()), "p50-ms")
	b.ReportMetric(float64(spent[len(spent)*99/100].Milliseconds()), "p99-ms")
	b.ReportMetric(float64(heapNow()-heap)/(1<<20), "heap-growth-MiB")
	if len(spent) != b.N {
		b.Error(fmt.Sprint(len(spent), " answers to ", b.N, " questions"))
	}
}

func heapNow() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}
