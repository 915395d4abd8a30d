package bolt_test

import (
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/core"
	"dragoman/core/subscriptions"
)

func benchStore(b *testing.B, noSync bool) *bolt.Store {
	b.Helper()
	s, err := bolt.Open(filepath.Join(b.TempDir(), "state.db"), bolt.Options{NoSync: noSync})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { s.Close() })
	return s
}

func usual() core.Session {
	turn := core.Turn{Text: "who else attends the meeting?", Item: "attendance", Asked: []string{"summit"}, Answered: []string{"ann", "bob"}, Kind: "who"}
	return core.Session{Turns: []core.Turn{turn, turn, turn, turn}, Seen: time.Now()}
}

func BenchmarkSession(b *testing.B) {
	s := benchStore(b, true)
	for i := range 1000 {
		put(b, s, key(i), usual())
	}
	b.ReportAllocs()
	var next atomic.Int64
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, err := s.Session(b.Context(), key(int(next.Add(1)%1000))); err != nil {
				b.Error(err)
			}
		}
	})
}

// BenchmarkPutSession shows what sharing a commit is worth: with 64 readers at
// once a durable put costs a fraction of a lone one.
func BenchmarkPutSession(b *testing.B) {
	for _, bb := range []struct {
		name    string
		readers int // for each processor
		noSync  bool
	}{
		{"alone", 0, false},
		{"64 readers a processor", 64, false},
		{"64 readers a processor, no fsync", 64, true},
	} {
		b.Run(bb.name, func(b *testing.B) {
			s := benchStore(b, bb.noSync)
			session := usual()
			b.ReportAllocs()
			var next atomic.Int64
			one := func() {
				if err := s.PutSession(b.Context(), key(int(next.Add(1)%1000)), session); err != nil {
					b.Error(err)
				}
			}
			if bb.readers == 0 {
				for b.Loop() {
					one()
				}
				return
			}
			b.SetParallelism(bb.readers)
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					one()
				}
			})
		})
	}
}

// BenchmarkOpen reads a file of ten thousand sessions in full.
func BenchmarkOpen(b *testing.B) {
	path := filepath.Join(b.TempDir(), "state.db")
	opts := bolt.Options{NoSync: true}
	s, err := bolt.Open(path, opts)
	if err != nil {
		b.Fatal(err)
	}
	for i := range 10_000 {
		put(b, s, key(i), usual())
	}
	s.Close()
	b.ReportAllocs()
	for b.Loop() {
		s, err := bolt.Open(path, opts)
		if err != nil {
			b.Fatal(err)
		}
		s.Close()
	}
}

// BenchmarkClaimSettle shows what sharing a commit is worth for a fan-out: the
// time is that of one briefing, claimed and settled, with fsync.
func BenchmarkClaimSettle(b *testing.B) {
	for _, senders := range []int{1, 30, 2000} {
		b.Run(fmt.Sprint(senders, " at once"), func(b *testing.B) {
			s := benchStore(b, false)
			subs := make([]subscriptions.Subscription, senders)
			for i := range subs {
				subs[i] = oneOfMany(i)
			}
			if err := s.PutAll(b.Context(), subs); err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			b.ResetTimer()
			commits := s.Commits()
			var all sync.WaitGroup
			for i := range subs {
				n := b.N / senders
				if i < b.N%senders {
					n++
				}
				all.Go(func() {
					for range n {
						if err := sendOne(s, subs[i]); err != nil {
							b.Error(err)
							return
						}
						subs[i].Date = subs[i].Date.AddDays(1)
					}
				})
			}
			all.Wait()
			b.ReportMetric(float64(s.Commits()-commits)/float64(b.N), "commits/op")
		})
	}
}

// BenchmarkDue finds 100 that are due among 20,000.
func BenchmarkDue(b *testing.B) {
	s := benchStore(b, true)
	subs := make([]subscriptions.Subscription, 20_000)
	for i := range subs {
		subs[i] = oneOfMany(i)
	}
	if err := s.PutAll(b.Context(), subs); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		due, err := s.Due(b.Context(), subscriptions.Telegram, firstDue.Add(24*time.Hour), 100)
		if len(due) != 100 || err != nil {
			b.Fatal(len(due), err)
		}
	}
}
