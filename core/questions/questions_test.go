package questions_test

import (
	"testing"

	"dragoman/core/questions"
	"dragoman/knowledge"
)

func TestTable(t *testing.T) {
	base, err := knowledge.Load("../../knowledge/testdata/ferry.yaml")
	if err != nil {
		t.Fatal(err)
	}
	table := questions.NewTable(base)
	for _, text := range []string{"when does the ferry stop", "When does the ferry stop?", "What does the ferry cost?"} {
		id := questions.ID(text)
		if got, ok := table.Text(id); got != text || !ok || len(id) != questions.IDLength {
			t.Errorf("%q: got %q, %v for %q", text, got, ok, id)
		}
	}
	if table.Knows("who am I?") {
		t.Error("it knows what nobody asks")
	}
}

// Buttons in old messages hold these.
func TestIDStaysTheSame(t *testing.T) {
	if got := questions.ID("Who attends?"); got != "qzgokK9UoOc" {
		t.Errorf("got %q", got)
	}
}
