package briefing_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dragoman/core/briefing"
	"dragoman/core/schedule"
	"dragoman/knowledge"
)

func day(month time.Month, d int) schedule.Date {
	return schedule.Date{Year: 2025, Month: month, Day: d}
}

// kinds are those of the sections of a briefing.
func kinds(b briefing.Briefing) []briefing.Kind {
	var all []briefing.Kind
	for _, s := range b.Sections {
		all = append(all, s.Kind)
	}
	return all
}

// section returns the section of a kind.
func section(b briefing.Briefing, k briefing.Kind) briefing.Section {
	for _, s := range b.Sections {
		if s.Kind == k {
			return s
		}
	}
	return briefing.Section{}
}

// through is the progress of a subscriber to whom all is told; quiet when they were
// told so as well.
func through(base *knowledge.Base, quiet bool) briefing.Progress {
	var p briefing.Progress
	for d := schedule.DateOf(time.Date(2031, 1, 1, 0, 0, 0, 0, time.UTC)); ; d = d.AddDays(1) {
		b := briefing.Compose(briefing.Request{Base: base, Date: d, Progress: p})
		if b.Progress.Quiet && !quiet || b.Empty() {
			return p
		}
		p = b.Progress
	}
}

func TestSections(t *testing.T) {
	base := riyadh(t)
	none, all, quiet := briefing.Progress{}, through(base, false), through(base, true)
	for _, tt := range []struct {
		name    string
		request briefing.Request
		want    []briefing.Kind
	}{
		{"the first", briefing.Request{Date: day(2, 17)}, []briefing.Kind{briefing.Part, briefing.Today, briefing.Tomorrow, briefing.Quote}},
		{"the first, with nothing on", briefing.Request{Date: day(3, 17)}, []briefing.Kind{briefing.Part, briefing.Quote}},
		{"the second", briefing.Request{Date: day(2, 18), Progress: after(base, day(2, 17), none)}, []briefing.Kind{briefing.Today, briefing.Tomorrow, briefing.Part, briefing.Quote}},
		{"one was missed", briefing.Request{Date: day(3, 18), Progress: after(base, day(3, 16), none), Missed: day(3, 17)}, []briefing.Kind{briefing.Missed, briefing.Part, briefing.Quote}},
		{"missed, and nothing to say", briefing.Request{Date: day(3, 18), Progress: quiet, Missed: day(3, 17)}, nil},
		{"only what is on", briefing.Request{Date: day(2, 18), OnlyNew: true}, []briefing.Kind{briefing.Today, briefing.Tomorrow}},
		{"only what is on, and nothing is", briefing.Request{Date: day(3, 18), OnlyNew: true}, nil},
		{"all is told", briefing.Request{Date: day(3, 18), Progress: all}, []briefing.Kind{briefing.Quiet}},
		{"all is told, and something is on", briefing.Request{Date: day(2, 19), Progress: all}, []briefing.Kind{briefing.Today}},
		{"quiet", briefing.Request{Date: day(3, 18), Progress: quiet}, nil},
		{"quiet, and something is on", briefing.Request{Date: day(2, 19), Progress: quiet}, []briefing.Kind{briefing.Today}},
		{"quiet, and asked for again", briefing.Request{Date: day(3, 18), Progress: quiet, Repeat: true}, []briefing.Kind{briefing.Part, briefing.Quote}},
		{"quiet, and asked for now", briefing.Request{Date: day(3, 18), Progress: quiet, Welcome: true}, []briefing.Kind{briefing.Part}},
		{"only new, and asked for now", briefing.Request{Date: day(3, 18), OnlyNew: true, Welcome: true}, []briefing.Kind{briefing.Part}},
		{"another story before", briefing.Request{Date: day(3, 18), Progress: through(ferry(t), true)}, []briefing.Kind{briefing.Part, briefing.Quote}},
	} {
		tt.request.Base = base
		b := briefing.Compose(tt.request)
		got := kinds(b)
		// A quote may be left over when all parts are told.
		if slices.Contains(got, briefing.Quote) && !slices.Contains(tt.want, briefing.Quote) {
			got = slices.DeleteFunc(got, func(k briefing.Kind) bool { return k == briefing.Quote })
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
	}
}

// after is the progress after one briefing.
func after(base *knowledge.Base, d schedule.Date, p briefing.Progress) briefing.Progress {
	return briefing.Compose(briefing.Request{Base: base, Date: d, Progress: p}).Progress
}

func TestWhatIsOn(t *testing.T) {
	for _, tt := range []struct {
		name string
		base *knowledge.Base
		date schedule.Date
		kind briefing.Kind
		want string
	}{
		{"today", riyadh(t), day(2, 18), briefing.Today, "• Senior US and Russian officials hold talks in Riyadh\n• Zelenskyy visits Turkiye at Erdogan's invitation (planned)"},
		{"tomorrow", riyadh(t), day(2, 18), briefing.Tomorrow, "• Zelenskyy visits Saudi Arabia, separately from the talks (planned)"},
		{"a day of several", riyadh(t), day(2, 15), briefing.Today, "• US officials confirm that they do not expect Europe to be involved"},
		{"a month is no day", riyadh(t), day(2, 27), briefing.Today, ""},
		{"planned", ferry(t), day(10, 31), briefing.Tomorrow, "• The Norland Line ends its winter service (planned)"},
		{"in an article", flood(t, 4), day(5, 16), briefing.Today, "• Schools in Marenal are closed until Friday"},
	} {
		b := briefing.Compose(briefing.Request{Base: tt.base, Date: tt.date})
		if got := section(b, tt.kind).Reply.Answer; got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// A story grows: subscribers are told what is new to them.
func TestGrowing(t *testing.T) {
	two, three, four := flood(t, 2), flood(t, 3), flood(t, 4)
	first := briefing.Compose(briefing.Request{Base: two, Date: day(5, 13)})
	if slices.Contains(kinds(first), briefing.New) || !first.Progress.AsOf.Equal(two.Story().Published) {
		t.Errorf("the first: %+v", first)
	}
	for _, tt := range []struct {
		name     string
		progress briefing.Progress
		onlyNew  bool
	}{
		{"who is told the parts", first.Progress, false},
		{"who wants only what is new", briefing.Compose(briefing.Request{Base: two, Date: day(5, 13), OnlyNew: true}).Progress, true},
		{"who was told that it is quiet", through(two, true), false},
	} {
		b := briefing.Compose(briefing.Request{Base: four, Date: day(5, 17), Progress: tt.progress, OnlyNew: tt.onlyNew})
		news := section(b, briefing.New)
		if news.Date != day(5, 13) || !strings.Contains(news.Reply.Answer, "The death toll rose to 57") || slices.Contains(kinds(b), briefing.Part) {
			t.Errorf("%s: got %+v", tt.name, b.Sections)
		}
		if b.Progress.Quiet || !b.Progress.AsOf.Equal(four.Story().Published) {
			t.Errorf("%s: got %+v", tt.name, b.Progress)
		}
		next := briefing.Compose(briefing.Request{Base: four, Date: day(5, 18), Progress: b.Progress, OnlyNew: tt.onlyNew})
		if slices.Contains(kinds(next), briefing.New) {
			t.Errorf("%s: told again: %+v", tt.name, next.Sections)
		}
	}
	// One who knows the third article is told what the fourth adds.
	b := briefing.Compose(briefing.Request{Base: four, Date: day(5, 17), Progress: through(three, true)})
	if news := section(b, briefing.New).Reply.Answer; strings.Contains(news, "14 May 2025: The organisers") {
		t.Errorf("told again: %q", news)
	}
	// It is quiet again in the end.
	if p := b.Progress; p.Quiet {
		t.Error("still quiet")
	}
	last := followed(story{base: four, first: time.Date(2025, 6, 25, 0, 0, 0, 0, time.UTC)}, 40)
	if !last[39].Empty() {
		t.Errorf("not quiet: %+v", last[39])
	}
}

// Told all, a subscriber who wants it begins anew, and in the same order.
func TestRepeat(t *testing.T) {
	base := riyadh(t)
	var parts []string
	var p briefing.Progress
	for n := range 60 {
		b := briefing.Compose(briefing.Request{Base: base, Date: day(3, 1).AddDays(n), Progress: p, Repeat: true})
		parts = append(parts, section(b, briefing.Part).Reply.Answer)
		p = b.Progress
	}
	round := slices.Index(parts[1:], parts[0]) + 1
	if round < 5 {
		t.Fatalf("it begins anew after %d days", round)
	}
	for n := range parts[round:] {
		if parts[n] != parts[n+round] {
			t.Fatalf("day %d: got %q, want %q", n+round+1, parts[n+round], parts[n])
		}
	}
}

// What a caller passes is left as it is.
func TestProgressIsCopied(t *testing.T) {
	base := riyadh(t)
	p := after(base, day(3, 1), briefing.Progress{})
	p.Parts = append(make([]string, 0, 10), p.Parts...)
	x := briefing.Compose(briefing.Request{Base: base, Date: day(3, 2), Progress: p})
	y := briefing.Compose(briefing.Request{Base: base, Date: day(3, 2), Progress: p, OnlyNew: true})
	if len(x.Progress.Parts) != 2 || len(y.Progress.Parts) != 1 || len(p.Parts) != 1 {
		t.Errorf("got %v, %v, %v", x.Progress.Parts, y.Progress.Parts, p.Parts)
	}
}

func BenchmarkComposer(b *testing.B) {
	base := riyadh(b)
	c := briefing.NewComposer(base)
	b.ReportAllocs()
	for b.Loop() {
		c.Compose(briefing.Request{Base: base, Date: day(2, 17)})
	}
}

func BenchmarkNewComposer(b *testing.B) {
	base := riyadh(b)
	b.ReportAllocs()
	for b.Loop() {
		briefing.NewComposer(base)
	}
}
