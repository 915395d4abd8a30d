package bolt_test

import (
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/core"
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
