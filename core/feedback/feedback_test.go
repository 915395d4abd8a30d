package feedback_test

import (
	"testing"

	"dragoman/core/feedback"
)

func TestMemory(t *testing.T) {
	var m feedback.Memory
	for _, step := range []struct {
		voter     string
		good      bool
		changed   bool
		nGood, no int
	}{
		{"ann", true, true, 1, 0},
		{"ann", true, false, 1, 0},
		{"bob", true, true, 2, 0},
		{"ann", false, true, 1, 1},
		{"ann", false, false, 1, 1},
	} {
		changed, err := m.Vote(t.Context(), feedback.Vote{Answer: "a", Label: "Yes.", User: step.voter, Message: "1", Good: step.good})
		all, _ := m.Feedback(t.Context())
		want := feedback.Count{Answer: "a", Label: "Yes.", Good: step.nGood, Bad: step.no}
		if err != nil || changed != step.changed || len(all) != 1 || all[0] != want {
			t.Errorf("%+v: got %v, %v, %v", step, changed, err, all)
		}
	}
}
