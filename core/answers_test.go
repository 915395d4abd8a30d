package core_test

import (
	"strings"
	"testing"

	"dragoman/core/eval"
)

// floor is what a question set has to reach: the least share of right replies,
// the greatest of wrong ones.
type floor struct{ right, wrong float64 }

// floors are about 0.03 below what the sets score. Raise them with the scores.
var floors = map[string]floor{
	"adversarial":        {0.97, 0.03},
	"dialogue":           {0.93, 0.07},
	"messy":              {0.94, 0.06},
	"plain":              {0.92, 0.03},
	"more-1/adversarial": {0.96, 0.03},
	"more-1/dialogue":    {0.88, 0.09},
	"more-1/messy":       {0.94, 0.04},
	"more-1/plain":       {0.97, 0.03},
	"more-2/adversarial": {0.96, 0.04},
	"more-2/dialogue":    {0.86, 0.13},
	"more-2/messy":       {0.91, 0.06},
	"more-2/plain":       {0.97, 0.03},
	"more-3/adversarial": {0.96, 0.04},
	"more-3/dialogue":    {0.81, 0.15},
	"more-3/messy":       {0.93, 0.05},
	"more-3/plain":       {0.97, 0.03},
}

// TestScores prints the scores of each set, by kind of question, and holds the
// floors.
func TestScores(t *testing.T) {
	report := eval.Report(riyadhReplies(t))
	var table strings.Builder
	if _, err := report.WriteTo(&table); err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + table.String())
	for _, result := range report {
		right, wrong, _ := result.Tally().Rates()
		f, ok := floors[result.Set]
		if !ok {
			t.Errorf("%s: no floor; it scores %.3f right and %.3f wrong", result.Set, right, wrong)
			continue
		}
		if right >= f.right && wrong <= f.wrong {
			continue
		}
		var misses strings.Builder
		if err := (eval.Report{result}).WriteMisses(&misses); err != nil {
			t.Fatal(err)
		}
		t.Errorf("%s: %.3f right and %.3f wrong, the floor is %.3f and %.3f:\n%s", result.Set, right, wrong, f.right, f.wrong, misses.String())
	}
}

func TestRepliesAreInForm(t *testing.T) {
	for _, result := range riyadhReplies(t) {
		for _, o := range result.Outcomes {
			for _, fault := range faults(riyadh(), o.Reply) {
				t.Errorf("%s %s %q: %s", result.Set, o.Question.ID, o.Question.Text, fault)
			}
		}
	}
}
