package briefing_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"dragoman/core"
	"dragoman/core/briefing"
	"dragoman/core/phrases"
	"dragoman/core/schedule"

	"pgregory.net/rapid"
)

// followed are the briefings of a subscriber over some days.
func followed(s story, days int) []briefing.Briefing {
	c := briefing.NewComposer(s.base)
	var all []briefing.Briefing
	var p briefing.Progress
	for n := range days {
		b := c.Compose(briefing.Request{Base: s.base, Date: schedule.DateOf(s.first.AddDate(0, 0, n)), Progress: p})
		p = b.Progress
		all = append(all, b)
	}
	return all
}

// Over 200 days nothing is told twice, all has its evidence, and it ends quietly.
func TestDays(t *testing.T) {
	for _, s := range stories(t) {
		t.Run(s.name, func(t *testing.T) {
			all := followed(s, 200)
			once := make(map[string]int)
			quiet := 0
			for n, b := range all {
				for _, problem := range problems(s, b) {
					t.Errorf("day %d: %s", n+1, problem)
				}
				for _, section := range b.Sections {
					if section.Kind == briefing.Quiet {
						quiet++
					}
					if section.Kind != briefing.Part && section.Kind != briefing.Quote {
						continue // what is on is told the day before and on the day
					}
					if before, ok := once[section.Reply.Answer]; ok {
						t.Errorf("day %d tells again what day %d told: %q", n+1, before, section.Reply.Answer)
					}
					once[section.Reply.Answer] = n + 1
				}
			}
			if quiet != 1 || !all[199].Empty() {
				t.Errorf("%d times quiet; the last is empty: %v", quiet, all[199].Empty())
			}
			if len(once) < 2 {
				t.Errorf("it tells %d things in all", len(once))
			}
		})
	}
}

// The picture of the story comes with the first briefing, and later only when
// something is on.
func TestPictured(t *testing.T) {
	all := followed(stories(t)[0], 14) // the built-in one
	for n, b := range all {
		on := slices.ContainsFunc(b.Sections, func(s briefing.Section) bool {
			return s.Kind == briefing.Today || s.Kind == briefing.Tomorrow
		})
		if want := n == 0 || on; b.Pictured() != want {
			t.Errorf("day %d: %v with %+v", n+1, !want, b.Sections)
		}
	}
	if all[13].Pictured() {
		t.Error("on all days")
	}
}

// The day of the picture is the subscriber's when something is on: not when that is
// so on the next day only.
func TestHighlight(t *testing.T) {
	s := stories(t)[0]
	c := briefing.NewComposer(s.base)
	cases := make(map[string]int)
	for n := range 60 {
		day := s.first.AddDate(0, 0, n-30)
		b := c.Compose(briefing.Request{Base: s.base, Date: schedule.DateOf(day)})
		on := func(k briefing.Kind) bool {
			return slices.ContainsFunc(b.Sections, func(s briefing.Section) bool { return s.Kind == k })
		}
		var want time.Time
		switch {
		case on(briefing.Today):
			want = day
			cases["today"]++
		case on(briefing.Tomorrow):
			cases["tomorrow"]++
		default:
			cases["neither"]++
		}
		if got := b.Highlight(); !got.Equal(want) {
			t.Errorf("%v: it highlights %v", day, got)
		}
		if b.Base != s.base {
			t.Errorf("%v: its picture is of another story", day)
		}
	}
	if len(cases) != 3 {
		t.Errorf("not all cases are there: %v", cases)
	}
}

// Whatever is asked of single days, briefings stay sound, and they are the same
// when they are composed again.
func TestDaysOfAnyKind(t *testing.T) {
	for _, s := range stories(t)[:3] { // one that is written, a small one, one that grew
		c := briefing.NewComposer(s.base)
		t.Run(s.name, rapid.MakeCheck(func(t *rapid.T) {
			var p briefing.Progress
			day := s.first
			for range rapid.IntRange(1, 30).Draw(t, "days") {
				r := briefing.Request{
					Base: s.base, Date: schedule.DateOf(day), Progress: p,
					OnlyNew: rapid.Bool().Draw(t, "only new"), Repeat: rapid.Bool().Draw(t, "repeat"), Welcome: rapid.Bool().Draw(t, "welcome"),
				}
				if rapid.Bool().Draw(t, "missed") {
					r.Missed = schedule.DateOf(day.AddDate(0, 0, -1))
				}
				b := c.Compose(r)
				for _, problem := range problems(s, b) {
					t.Error(problem)
				}
				if again := c.Compose(r); !reflect.DeepEqual(b, again) {
					t.Errorf("the second time it is %+v, not %+v", again, b)
				}
				if r.Welcome && b.Empty() {
					t.Error("nothing for one who asked")
				}
				p = b.Progress
				day = day.AddDate(0, 0, rapid.IntRange(-2, 3).Draw(t, "later"))
			}
		}))
	}
}

// problems are what is wrong with one briefing.
func problems(s story, b briefing.Briefing) []string {
	var all []string
	add := func(format string, args ...any) { all = append(all, fmt.Sprintf(format, args...)) }
	if len(b.Progress.Parts) > briefing.MaxTold || len(b.Progress.Quotes) > briefing.MaxTold {
		add("the progress is not bounded: %+v", b.Progress)
	}
	for i, section := range b.Sections {
		r := section.Reply
		switch section.Kind {
		case briefing.Missed, briefing.Quiet:
			if r.Answer != "" || len(r.Evidence) > 0 {
				add("section %d says something: %+v", section.Kind, r)
			}
			continue
		case briefing.Quote:
			if len(r.Quotes) != 1 || r.Quotes[0].Speaker == "" || !inStory(s, r.Quotes[0].Text) {
				add("not to the letter: %+v", r.Quotes)
			}
		}
		if !r.Answered || r.Answer == "" || len(r.Evidence) == 0 || r.Source == (core.Source{}) {
			add("section %d has no evidence: %+v", section.Kind, r)
		}
		if most := 900; utf8.RuneCountInString(r.Answer) > most || section.Kind != briefing.New && utf8.RuneCountInString(r.Answer) > core.MaxAnswer {
			add("section %d is too long: %q", section.Kind, r.Answer)
		}
		if i > 0 && section.Kind == b.Sections[i-1].Kind {
			add("section %d is there twice", section.Kind)
		}
	}
	if b.Empty() != (len(b.Blocks(phrases.For("en"))) == 0) || b.Empty() && b.Question != "" {
		add("it is empty and is not")
	}
	for _, block := range b.Blocks(phrases.For("uk")) {
		if !utf8.ValidString(block.Text) || strings.TrimSpace(block.Text) == "" || strings.Contains(block.Text, "%!") {
			add("bad block %+v", block)
		}
	}
	if len(b.Question) > 80 {
		add("no button has room for %q", b.Question)
	}
	return all
}

// inStory tells whether somebody's quotes in the story have these words.
func inStory(s story, text string) bool {
	for _, it := range s.base.Items() {
		if slices.ContainsFunc(it.Quotes, func(q string) bool { return strings.Contains(q, text) }) {
			return true
		}
	}
	return false
}

// The bot answers every question that a briefing asks.
func TestQuestionsAreAnswered(t *testing.T) {
	for _, s := range stories(t) {
		bot, err := core.New(s.base, core.Options{})
		if err != nil {
			t.Fatal(err)
		}
		asked := make(map[string]bool)
		for n, b := range followed(s, 30) {
			if b.Question == "" {
				continue
			}
			if asked[b.Question] {
				t.Errorf("%s: it asks %q twice", s.name, b.Question)
			}
			asked[b.Question] = true
			r, err := bot.Reply(t.Context(), core.Message{Conversation: b.Question, Text: b.Question, Time: time.Date(2025, 6, 1, 8, 0, 0, 0, time.UTC)})
			if err != nil || !r.Answered {
				t.Errorf("%s, day %d: %q is answered with %q, %v", s.name, n+1, b.Question, r.Answer, err)
			}
		}
		if len(asked) < 2 {
			t.Errorf("%s: %d questions", s.name, len(asked))
		}
	}
}
