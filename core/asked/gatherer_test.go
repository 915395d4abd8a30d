package asked_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/core"
	"dragoman/core/asked"
	"dragoman/core/edition"
	"dragoman/core/oneoff"
	"dragoman/knowledge"
)

func TestGroups(t *testing.T) {
	r := newRig(t, asked.Options{})
	r.ask("telegram", "Who is paying?", "who pays for it", "WHO PAYS FOR IT", "who pays for it", "What is the weather in Riyadh?")
	r.ask("discord", "how's the weather in riyadh", "how do I bake sourdough bread")
	got := r.report(today).Unanswered
	if len(got) != 3 {
		t.Fatalf("%d groups: %+v", len(got), got)
	}
	paying, weather, bread := got[0], got[1], got[2]
	if paying.Count != 4 || paying.Question != "who pays for it" || paying.First != "Who is paying?" || !strings.HasPrefix(paying.About, "The story does not say who pays") {
		t.Errorf("%+v", paying)
	}
	if weather.Count != 2 || weather.First != "What is the weather in Riyadh?" || weather.About != "" || weather.Elsewhere {
		t.Errorf("%+v", weather)
	}
	if bread.Count != 1 || !bread.Elsewhere || bread.From != today || bread.To != today {
		t.Errorf("%+v", bread)
	}
}

// Where the story has no word for what it leaves unsaid, the words of the question
// decide what is alike.
func TestGroupsByWords(t *testing.T) {
	base, err := knowledge.Load("../../knowledge/testdata/ferry.yaml")
	if err != nil {
		t.Fatal(err)
	}
	s, err := edition.New(base, core.Options{})
	if err != nil {
		t.Fatal(err)
	}
	g := asked.New(asked.Options{Story: s, Store: new(asked.Memory), Keep: 1, Now: func() time.Time { return noon }})
	for i, text := range []string{"Who is cooking?", "who cooks on it", "So who will cook??", "why does nobody cook?"} {
		if _, err := g.On("telegram", s).Reply(t.Context(), core.Message{User: fmt.Sprint(i), Text: text, Time: noon}); err != nil {
			t.Fatal(err)
		}
	}
	report, err := g.Report(t.Context(), today)
	if err != nil || len(report.Unanswered) != 2 || report.Unanswered[0].Count != 3 {
		t.Errorf("%+v, %v", report.Unanswered, err)
	}
}

// A question that leans on what was said is kept with what that was.
func TestFollowUps(t *testing.T) {
	r := newRig(t, asked.Options{})
	for who, name := range map[string]string{"a": "Sergei Lavrov", "b": "Dmitry Peskov"} {
		r.askAs("telegram", who, "Who is "+name+"?")
		r.askAs("telegram", who, "does he eat zebras?")
	}
	got := r.report(today).Unanswered
	var about []string
	for _, q := range got {
		about = append(about, q.About)
	}
	slices.Sort(about)
	if !slices.Equal(about, []string{"Dmitry Peskov", "Sergey Lavrov"}) {
		t.Errorf("%+v", got)
	}
}

func TestTraffic(t *testing.T) {
	r := newRig(t, asked.Options{})
	r.ask("telegram", "Hello!", "Where do the talks take place?", "who pays?", "you idiot", "")
	r.ask("discord", "Who is Kaja Kallas? Who pays for the talks?")
	report := r.report(today)
	want := []asked.Day{
		{Day: today, Platform: "discord", Traffic: asked.Traffic{Answered: 1}},
		{Day: today, Platform: "telegram", Traffic: asked.Traffic{Answered: 1, Declined: 1, Courtesies: 3}},
	}
	if !slices.Equal(report.Days, want) {
		t.Errorf("%+v", report.Days)
	}
	if len(report.Unanswered) != 1 || report.Unanswered[0].Count != 2 {
		t.Errorf("%+v", report.Unanswered)
	}
	served := map[string]int{}
	for _, f := range report.Served {
		served[f.ID] = f.Count
		if f.Gist == "" {
			t.Errorf("%q has no gist", f.ID)
		}
	}
	if len(served) != 2 || served["riyadh-talks"] != 1 || served["entity kallas"] != 1 {
		t.Errorf("%v", served)
	}
}

// Nothing that was gathered says who asked, or where, nor holds what identifies.
func TestNothingIdentifies(t *testing.T) {
	store := new(asked.Memory)
	r := newRig(t, asked.Options{Store: store})
	const text = "I am anna.berg@example.com, +48 601 234 567, @annaberg, https://example.com/anna: who pays for my account 99887766?"
	if _, err := r.On("telegram", stand()).Reply(t.Context(), core.Message{Conversation: "telegram -100777888", User: "telegram 424242", Text: text, Time: noon}); err != nil {
		t.Fatal(err)
	}
	if err := r.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	tally, _ := store.Asked(t.Context())
	all, err := json.Marshal(tally.Questions)
	if err != nil || len(tally.Questions) != 1 {
		t.Fatalf("%s, %v", all, err)
	}
	all = fmt.Append(all, tally)
	for _, never := range []string{"anna", "example", "601", "234", "9988", "424242", "777888", "telegram -", "http"} {
		if strings.Contains(string(all), never) {
			t.Errorf("%q in %s", never, all)
		}
	}
}

// What a message tells beside its question is not kept, nor what is typed into a
// search box, nor what nobody gets an answer to.
func TestLeftOut(t *testing.T) {
	r := newRig(t, asked.Options{})
	r.ask("telegram", "I live in Lodz with my aunt Zofia. Who pays for the talks?")
	if got := r.report(today).Unanswered; len(got) != 1 || got[0].First != "who pays for the talks" {
		t.Errorf("%+v", got)
	}
	listening := r.On("telegram", stand())
	if _, err := listening.Reply(t.Context(), core.Message{Conversation: oneoff.Conversation, User: "1", Text: "who pa", Time: noon}); err != nil {
		t.Fatal(err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	_, _ = listening.Reply(gone, core.Message{User: "1", Text: "who sleeps?", Time: noon})
	if n := r.report(today).Messages.All(); n != 1 {
		t.Errorf("%d messages", n)
	}
	r.ask("telegram", "anna@example.com 123456789 ???")
	if got := r.report(today).Unanswered; len(got) != 1 {
		t.Errorf("%+v", got)
	}
}

func TestLongText(t *testing.T) {
	r := newRig(t, asked.Options{})
	r.ask("telegram", "who pays for the "+strings.Repeat("pink zebras and ", 300)+"hotel")
	got := r.report(today).Unanswered
	if len(got) != 1 || len([]rune(got[0].First)) > asked.MaxText {
		t.Errorf("%+v", got)
	}
}

func TestDays(t *testing.T) {
	r := newRig(t, asked.Options{Keep: 3})
	for n := range 5 {
		r.clock.set(noon.AddDate(0, 0, n))
		r.ask("telegram", "who pays?", "Where do the talks take place?")
	}
	last := today.AddDays(4)
	for n, want := range []int{1, 2, 3, 3, 3} {
		report := r.report(last.AddDays(-n))
		if len(report.Unanswered) != 1 || report.Unanswered[0].Count != want || len(report.Served) != 1 || report.Served[0].Count != want || report.Messages.All() != 2*want {
			t.Errorf("%d days: %+v", n+1, report)
		}
	}
	r.clock.set(noon.AddDate(0, 0, 30))
	if report := r.report(today); len(report.Unanswered)+len(report.Served)+len(report.Days) > 0 {
		t.Errorf("after a month: %+v", report)
	}
}

func TestStoreFails(t *testing.T) {
	store := &failing{err: errors.New("no room")}
	r := newRig(t, asked.Options{Store: store})
	r.ask("telegram", "who pays?")
	if err := r.Flush(t.Context()); err == nil {
		t.Fatal("no error")
	}
	r.ask("telegram", "who pays?")
	store.err = nil
	if got := r.report(today); len(got.Unanswered) != 1 || got.Unanswered[0].Count != 2 || got.Messages.Declined != 2 {
		t.Errorf("%+v", got)
	}
}

// What waits for a store that fails is bounded.
func TestPendingIsBounded(t *testing.T) {
	store := &failing{err: errors.New("no room")}
	r := newRig(t, asked.Options{Store: store})
	for n := range 1100 {
		r.ask("telegram", fmt.Sprintf("who eats %d zebras?", n))
	}
	store.err = nil
	if got := r.report(today); len(got.Unanswered) != 1000 || got.Messages.Declined != 1100 {
		t.Errorf("%d groups, %+v", len(got.Unanswered), got.Messages)
	}
}

func TestRun(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := new(asked.Memory)
		g := asked.New(asked.Options{Story: stand(), Store: store, Keep: 30})
		ctx, cancel := context.WithCancel(t.Context())
		var running sync.WaitGroup
		running.Go(func() { g.Run(ctx) })
		count := func() int {
			tally, _ := store.Asked(t.Context())
			return len(tally.Questions)
		}
		synctest.Wait()
		if _, err := g.On("telegram", stand()).Reply(ctx, core.Message{User: t.Name(), Text: "who pays?", Time: time.Now()}); err != nil {
			t.Fatal(err)
		}
		if n := count(); n != 0 {
			t.Errorf("%d stored at once", n)
		}
		time.Sleep(11 * time.Second)
		if n := count(); n != 1 {
			t.Errorf("%d stored after 11 s", n)
		}
		cancel()
		running.Wait()
	})
}

func TestConcurrently(t *testing.T) {
	r := newRig(t, asked.Options{})
	var all sync.WaitGroup
	for n := range 8 {
		all.Go(func() {
			l := r.On("telegram", stand())
			for i := range 20 {
				if _, err := l.Reply(t.Context(), core.Message{User: fmt.Sprint(t.Name(), n), Text: "who pays?", Time: noon}); err != nil {
					t.Error(err)
				}
				if i%7 == 0 {
					if err := r.Flush(t.Context()); err != nil {
						t.Error(err)
					}
				}
			}
		})
	}
	all.Wait()
	if got := r.report(today); got.Unanswered[0].Count != 160 || got.Messages.Declined != 160 {
		t.Errorf("%+v", got)
	}
}
