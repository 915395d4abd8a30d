package passage_test

import (
	"math"
	"reflect"
	"strings"
	"sync"
	"testing"

	"dragoman/core/match/passage"
	"dragoman/core/query"
	"dragoman/core/text"
)

func TestTheBestPassageIsTheOneThatAnswers(t *testing.T) {
	a := newAsker(t, ferry)
	for _, c := range []struct{ question, want string }{
		{"How many people were treated in the clinic?", "p3-1"},
		{"Who is still missing?", "p3-2"},
		{"When did the ship hit the reef?", "p2-2"},
		{"At what time did the Aurelia strike?", "p2-2"},
		{"What did the captain blame?", "p4-1"},
		{"How much money does each traveller get?", "p5-1"},
		{"When will the hull be examined?", "p5-2"},
		{"why do they pay the passengers", "p5-1"},
		{"what did she say about the rocks", "p4-2"},
	} {
		found := a.search(t, c.question)
		if len(found) == 0 || found[0].Item.ID != c.want {
			t.Errorf("%s: %v, want %s", c.question, ids(found), c.want)
		}
	}
}

const crash = `Two trains collide near Halden

Services on the line were not cancelled on Sunday.
Services on the coastal line were cancelled on Monday.

Signal engineer Petra Lund inspected the track.
She found a broken switch.
The regulator will publish its report in March.
The meeting of the board was postponed until autumn.`

func TestTheBestPassageIsFoundInOtherWords(t *testing.T) {
	a := newAsker(t, crash)
	for _, c := range []struct{ question, want string }{
		{"On which day were services called off?", "p2-2"},      // not the one that denies it
		{"Why did they put the meeting off?", "p3-4"},           // a phrase, its words apart
		{"Which engineer looked at the rails?", "p3-1"},         // a name is asked for
		{"Who is in charge of looking into the track?", "p3-1"}, // no word of its own
	} {
		found := a.search(t, c.question)
		if len(found) == 0 || found[0].Item.ID != c.want {
			t.Errorf("%s: %v, want %s", c.question, ids(found), c.want)
		}
	}
}

func TestANameAskedForHasToBeThere(t *testing.T) {
	a := newAsker(t, crash)
	named, unnamed := a.search(t, "Which engineer inspected the track?"), a.search(t, "Which board postponed its meeting?")
	if unnamed[0].Logit >= named[0].Logit-2 {
		t.Errorf("log odds of %.2f without a name, %.2f with one", unnamed[0].Logit, named[0].Logit)
	}
}

func ids(found []passage.Candidate) []string {
	var out []string
	for _, c := range found {
		out = append(out, c.Item.ID)
	}
	return out
}

func TestWhatIsMissingSpeaksAgainstAnAnswer(t *testing.T) {
	a := newAsker(t, ferry)
	for _, c := range []struct{ asked, less string }{
		{"How much will each passenger be paid?", "How much did the radar cost?"}, // no sum
		{"When will divers inspect the hull?", "When was the radar repaired?"},    // no date
		{"What did the captain blame?", "What did Gerhard Kowalczyk blame?"},      // a name that is not there
		{"How many people were treated in the clinic?", "How many drivers own a clinic?"},
	} {
		said, unsaid := a.search(t, c.asked), a.search(t, c.less)
		if len(said) == 0 {
			t.Fatalf("%s: nothing found", c.asked)
		}
		if len(unsaid) > 0 && unsaid[0].Logit >= said[0].Logit {
			t.Errorf("%s has log odds %.2f, %s only %.2f", c.less, unsaid[0].Logit, c.asked, said[0].Logit)
		}
	}
}

func TestSearchLooksAtOneItemOnly(t *testing.T) {
	a := newAsker(t, ferry)
	qs, _ := a.an.Questions(text.Clauses("when will divers inspect the hull?"))
	for only, want := range map[string]int{"p5-2": 1, "none": 0} {
		if found := a.ix.Search(&qs[0], only); len(found) != want {
			t.Errorf("only %s: %v, want %d", only, ids(found), want)
		}
	}
}

func TestResultsAreInOrderAndTheSameEachTime(t *testing.T) {
	a := newAsker(t, ferry)
	first := a.search(t, "which ship ran aground near the island")
	last := math.Inf(1)
	for _, c := range first {
		if c.Score > last || math.IsNaN(c.Score) || math.IsNaN(c.Logit) {
			t.Errorf("%s has score %v after %v, log odds %v", c.Item.ID, c.Score, last, c.Logit)
		}
		last = c.Score
	}
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 20 {
				if again := a.search(t, "which ship ran aground near the island"); !reflect.DeepEqual(again, first) {
					t.Errorf("%v, before %v", ids(again), ids(first))
				}
				a.search(t, "how many people were hurt")
			}
		})
	}
	all.Wait()
}

func TestAnyQuestionIsSafe(t *testing.T) {
	a := newAsker(t, ferry)
	for _, question := range []string{
		"?", "the of and", strings.Repeat("ferry fog reef ", 600), strings.Repeat("x", 8000), "$ 5 5 5 5 % 1990", "Кто капитан?", "\u200b\u0301",
	} {
		qs, aside := a.an.Questions(text.Clauses(text.Clean(question)))
		for _, q := range append(qs, aside...) {
			if found := a.ix.Search(&q, ""); len(found) > 64 {
				t.Errorf("%.20q: %d passages", question, len(found))
			}
		}
	}
	var none query.Query
	if found := a.ix.Search(&none, ""); len(found) > 0 {
		t.Errorf("nothing asked: %v", ids(found))
	}
}

func TestUses(t *testing.T) {
	a := newAsker(t, ferry)
	qs, _ := a.an.Questions(text.Clauses("is the captain of the ship a saxophonist"))
	want := map[string]bool{"captain": true, "ship": true, "saxophonist": false}
	for _, term := range qs[0].Terms {
		if got := a.ix.Uses(term); got != want[term.Form] {
			t.Errorf("%s: %v", term.Form, got)
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	a := newAsker(b, ferry)
	qs, _ := a.an.Questions(text.Clauses("how many people were treated in the harbour clinic?"))
	b.ReportAllocs()
	for b.Loop() {
		a.ix.Search(&qs[0], "")
	}
}
