package asked_test

import (
	"fmt"
	"testing"

	"dragoman/core/asked"
	"dragoman/core/schedule"
)

func question(id, text string, days ...asked.Count) *asked.Question {
	n := asked.Counts(days).Total()
	return &asked.Question{ID: id, First: text, Wordings: []asked.Wording{{Text: text, N: n}}, Days: days}
}

func TestWordings(t *testing.T) {
	var q asked.Question
	add := func(text string) { q.Add(question("1", text, asked.Count{Day: today, N: 1})) }
	add("first")
	for n := range 100 {
		add(fmt.Sprint("other ", n))
		if n%3 == 0 {
			add("often")
		}
	}
	if q.First != "first" || q.Commonest() != "often" || len(q.Wordings) != 5 || q.Days.Total() != 135 {
		t.Errorf("%+v", q)
	}
}

func TestCounts(t *testing.T) {
	var c asked.Counts
	for _, n := range []int{3, 1, 2, 1, 3, 3} {
		c = c.Plus(today.AddDays(n), 1)
	}
	if got := fmt.Sprint(c); got != "[{2026-11-24 2} {2026-11-25 1} {2026-11-26 3}]" {
		t.Error(got)
	}
	for n, want := range []int{6, 6, 4, 3, 0} {
		if got := c.Since(today.AddDays(n)).Total(); got != want {
			t.Errorf("since day %d: %d, want %d", n, got, want)
		}
	}
}

// Those asked least, and of these the oldest, give way; the rest stays.
func TestBounds(t *testing.T) {
	m := new(asked.Memory)
	add := func(id string, day schedule.Date, n int) {
		var tally asked.Tally
		tally.AddQuestion(question(id, id, asked.Count{Day: day, N: n}))
		tally.AddFact(&asked.Fact{ID: id, Gist: id, Days: asked.Counts{{Day: day, N: n}}})
		if err := m.AddAsked(t.Context(), tally); err != nil {
			t.Fatal(err)
		}
	}
	add("often", today.AddDays(-9), 5)
	for n := range asked.MaxQuestions + 500 {
		add(fmt.Sprint("once ", n), today.AddDays(n/1000), 1)
	}
	tally, _ := m.Asked(t.Context())
	if n := len(tally.Questions); n > asked.MaxQuestions || n < asked.MaxQuestions*9/10 || len(tally.Facts) != n {
		t.Errorf("%d questions, %d facts", n, len(tally.Facts))
	}
	for id, want := range map[string]bool{"often": true, "once 0": false, "once 5499": true} {
		if (tally.Questions[id] != nil) != want || (tally.Facts[id] != nil) != want {
			t.Errorf("%s: %v, %v", id, tally.Questions[id], tally.Facts[id])
		}
	}
}

// What a store gives is the caller's, and what it was given is the caller's still.
func TestMemoryShares(t *testing.T) {
	m := new(asked.Memory)
	var tally asked.Tally
	tally.AddQuestion(question("1", "who?", asked.Count{Day: today, N: 1}))
	if err := m.AddAsked(t.Context(), tally); err != nil {
		t.Fatal(err)
	}
	tally.Questions["1"].Days[0].N = 99
	got, _ := m.Asked(t.Context())
	got.Questions["1"].Wordings[0].Text = "changed"
	got, _ = m.Asked(t.Context())
	if q := got.Questions["1"]; q.Days.Total() != 1 || q.Commonest() != "who?" {
		t.Errorf("%+v", q)
	}
}
