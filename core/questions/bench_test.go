package questions_test

import (
	"runtime"
	"testing"

	"dragoman/core/questions"
)

// A reader waits for each: less than a millisecond is the aim.
func BenchmarkComplete(b *testing.B) {
	c := questions.NewCompleter(riyadh())
	for name, typed := range map[string]string{
		"nothing":          "",
		"a letter":         "t",
		"common words":     "the of in to what is and th",
		"a beginning":      "what did lavrov s",
		"a typo":           "lavrof",
		"two unknown ones": "xqzjkw wkjzqx",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				c.Complete(typed, 25)
			}
		})
	}
}

func BenchmarkNewCompleter(b *testing.B) {
	base := riyadh()
	heap := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return m.HeapAlloc
	}
	before := heap()
	c := questions.NewCompleter(base)
	size := heap() - before
	runtime.KeepAlive(c)
	b.ReportAllocs()
	for b.Loop() {
		questions.NewCompleter(base)
	}
	b.ReportMetric(float64(size), "heap-bytes")
}
