package main_test

import (
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"time"
)

// report logs the figures of a soak.
func (s *soak) report(base, end figures, before, asked, after time.Duration) {
	s.t.Helper()
	r, d := s.readers, s.briefings
	var b strings.Builder
	line := func(name, format string, args ...any) {
		fmt.Fprintf(&b, "%-26s"+format+"\n", append([]any{name}, args...)...)
	}
	races := "without the race detector"
	if s.races {
		races = "with the race detector"
	}
	line("machine", "%s/%s, %d CPUs, %s, %s", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version(), races)
	line("asked for", "%v by %d readers, after %v to build and warm up, and before %v to come to rest",
		asked.Round(time.Second), len(r.all), before.Round(time.Second), after.Round(time.Second))
	all := r.questions + r.presses
	line("questions", "%d (%.1f a second), of them %d by buttons", all, float64(all)/asked.Seconds(), r.presses)
	line("answered once", "%d", all-r.again-r.unreached-r.told)
	line("answered once more", "%d", r.again)
	line("not reached", "%d commands and buttons of Discord, when it or the program was away", r.unreached)
	line("told to try again", "%d, the same", r.told)
	line("time to the answer", "%s when nothing was amiss, %s else", shares(r.quick), shares(r.slow))
	line("briefings", "%d, of them %d once more", len(d.telegram)+len(d.discord), d.again)
	line("programs", "%d: %d killed, %d stopped", len(s.programs), s.kills, s.stops)
	line("editions of the story", "%d, read %d times", s.editions, s.reloads)
	line("refused by Telegram", "%d messages beyond its limits", s.telegram.Refused())
	line("goroutines", "%d, %d at the start", end.goroutines, base.goroutines)
	line("heap", "%.1f MB, %.1f MB at the start", mega(end.heap), mega(base.heap))
	line("resident", "%.1f MB, %.1f MB at the start", mega(end.resident), mega(base.resident))
	line("state file", "%.1f MB, %d conversations", mega(end.file), end.sessions)
	counted(&b, "calls", s.calls)
	counted(&b, "amiss", s.weather.counts)
	counted(&b, "logged", s.logged)
	s.t.Logf("\n%s", &b)
}

func counted(b *strings.Builder, name string, counts map[string]int) {
	for _, key := range slices.Sorted(maps.Keys(counts)) {
		fmt.Fprintf(b, "%-26s%6d %s\n", name, counts[key], key)
		name = ""
	}
}

// shares are the median and the 99th of a hundred.
func shares(all []time.Duration) string {
	if len(all) == 0 {
		return "none"
	}
	slices.Sort(all)
	at := func(share int) time.Duration { return all[(len(all)-1)*share/100].Round(time.Millisecond) }
	return fmt.Sprintf("half within %v, 99 of 100 within %v (%d)", at(50), at(99), len(all))
}

func mega(bytes int) float64 { return float64(bytes) / (1 << 20) }
