package extract_test

import (
	"slices"
	"strings"
	"testing"

	"dragoman/knowledge"
	"dragoman/knowledge/article"
	"dragoman/knowledge/extract"
)

// Each text has one speaker in its last statement.
func TestAttribution(t *testing.T) {
	for _, c := range []struct{ text, by string }{
		{"“We wait,” Ana Ruiz said.", "Ana Ruiz"},
		{"“We wait,” said Ana Ruiz, the mayor of Norvik.", "Ana Ruiz"},
		{"\"We wait,\" said Ana Ruiz.", "Ana Ruiz"},
		{"Mayor Ana Ruiz said the town was “calm”.", "Ana Ruiz"},
		{"Ana Ruiz, the mayor of Norvik, told reporters that it would wait.", "Ana Ruiz"},
		{"Mayor Ana Ruiz met Tom Bell. “We wait,” she said.", "Ana Ruiz"},
		{"Mayor Ana Ruiz left on Monday.\n“We wait,” the mayor said.", "Ana Ruiz"},
		{"“We wait,” Ana Ruiz said. “We hope.”", "Ana Ruiz"},
		{"“We wait,” Ana Ruiz said.\n“We hope.”", "Ana Ruiz"},
		{"His lawyer, Tom Bell, said he would wait.", "Tom Bell"},
		{"The paper, quoting Tom Bell, reported that it was “a ruin”.", "Tom Bell"},
		{"Police were slow, according to Tom Bell.", "Tom Bell"},
		{"The chain Norla closed a shop. The company said it was “sorry”.", "Norla"},
		{"The chain Norla closed a shop. Shares fell. It expects “a better year”.", "Norla"},
		{"Chairman Per Ek, 66, will go. “It is time,” the 66-year-old said.", "Per Ek"},
		{"Coach Luis Prada was furious: “It was never a foul.”", "Luis Prada"},
		{"Tom Bell rejected the plan, calling it “a joke”.", "Tom Bell"},
		{"Transport officials said it would take a week.", "transport officials"},
		{"His lawyer, Per Ek, said he would appeal. That was a word of the main witness, Tom Bell, a former manager, who testified. He told the court that he had paid.", "Tom Bell"},
		{"Norla called the ruling “absurd”, while Tom Bell said it was “fair”.", "Tom Bell"},
	} {
		base := read(t, c.text)
		got := "nobody"
		for _, it := range base.Items() {
			if e, ok := base.Entity(it.By); ok && it.Kind == knowledge.Statement {
				got = e.Name
			}
		}
		if got != c.by {
			t.Errorf("%s got %s, want %s", c.text, got, c.by)
		}
	}
}

// A term between quotation marks is said by nobody.
func TestTerm(t *testing.T) {
	for _, it := range read(t, "Peru lies on the “Ring of Fire”, an arc of volcanoes.").Items() {
		if it.Kind == knowledge.Statement || len(it.Quotes) > 0 {
			t.Errorf("got %+v", it)
		}
	}
}

// Where "he" may be one or the other, nobody is taken to speak, and a remark says so.
func TestDoubt(t *testing.T) {
	a, err := article.Read(strings.NewReader("Headline\nA letter reached Tom Bell and Per Ek.\nHe said it had paid for a “ruin”.\n"), "a.txt")
	if err != nil {
		t.Fatal(err)
	}
	base, remarks, err := extract.WithRemarks(a)
	if err != nil {
		t.Fatal(err)
	}
	for _, it := range base.Items() {
		if !strings.HasPrefix(it.Gist, "He said") {
			continue
		}
		if it.By != "" || it.Kind != knowledge.Fact || len(it.Who)+len(it.About) > 0 {
			t.Errorf("%+v", it)
		}
		for _, ask := range it.Asks {
			if ask.Kind == knowledge.Who || strings.Contains(strings.Join(ask.Ways, " "), "Ek") || strings.Contains(strings.Join(ask.Ways, " "), "Bell") {
				t.Errorf("it asserts %+v", ask)
			}
		}
		if !slices.ContainsFunc(remarks, func(r knowledge.Remark) bool { return r.ID == it.ID && strings.Contains(r.Text, "perhaps it is") }) {
			t.Errorf("nothing says so: %v", remarks)
		}
		return
	}
	t.Error("the sentence is gone")
}
