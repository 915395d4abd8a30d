package extract_test

import (
	"slices"
	"testing"
)

func TestAsks(t *testing.T) {
	for _, c := range []struct{ text, way, answer string }{
		{"Defence Minister Esteban Quiroga rejected the criticism.", "who rejected the criticism", "Defence Minister Esteban Quiroga"},
		{"At least 1,260 people were injured.", "how many people were injured", "1,260 people"},
		{"The quake struck at 4.52am on Tuesday.", "when did the quake strike", "at 4.52am on Tuesday"},
		{"Mayor Ana Ruiz told reporters that it would wait.", "what did ruiz tell reporters", ""},
		{"Norla halted operations because of the flood.", "why did norla halt operations", "because of the flood"},
		{"Norla paid $94m for the harbour.", "how much did norla pay", "$94m"},
		{"Ana Ruiz, 51, visited a hospital.", "how old is ruiz", "51"},
		{"Mayor Ana Ruiz visited a field hospital in Norvik.", "where did ruiz visit a field hospital", "in Norvik"},
		{"Mayor Ana Ruiz declared a 60-day state of emergency.", "how long is the state of emergency", "60-day"},
		{"Chile sent food and water.", "what did chile send", "food and water"},
		{"Lukas Berg testified for six days.", "how long did berg testify", "six days"},
	} {
		found := false
		for _, it := range read(t, c.text).Items() {
			for _, ask := range it.Asks {
				if slices.Contains(ask.Ways, c.way) {
					found = true
					if ask.Answer != c.answer {
						t.Errorf("%s %q: got %q, want %q", c.text, c.way, ask.Answer, c.answer)
					}
				}
			}
		}
		if !found {
			t.Errorf("%s nobody asks %q", c.text, c.way)
		}
	}
}
