package extract_test

import (
	"slices"
	"testing"

	"dragoman/knowledge"
)

func TestAsks(t *testing.T) {
	for _, c := range []struct{ text, way, answer string }{
		{"Defence Minister Esteban Quiroga rejected the criticism.", "who rejected the criticism", "Defence Minister Esteban Quiroga"},
		{"At least 1,260 people were injured.", "how many people were injured", "1,260 people"},
		{"The quake struck at 4.52am on Tuesday.", "when did the quake strike", "at 4.52am on Tuesday"},
		{"Mayor Ana Ruiz told reporters that it would wait.", "what did Ruiz tell reporters", ""},
		{"Norla halted operations because of the flood.", "why did norla halt operations", "because of the flood"},
		{"Norla paid $94m for the harbour.", "how much did norla pay", "$94m"},
		{"Ana Ruiz, 51, visited a hospital.", "how old is Ruiz", "51"},
		{"Mayor Ana Ruiz visited a field hospital in Norvik.", "where did Ruiz visit a field hospital", "in Norvik"},
		{"Mayor Ana Ruiz declared a 60-day state of emergency.", "how long is the state of emergency", "60-day"},
		{"Chile sent food and water.", "what did Chile send", "food and water"},
		{"Lukas Berg testified for six days.", "how long did Berg testify", "six days"},
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

// Ways of asking are whole clauses, and names keep their capital letters.
func TestWaysAreWhole(t *testing.T) {
	for _, c := range []struct{ text, way, not string }{
		{"“I did not come here to go home with a new coat,” Ana Ruiz said.", "who said I did not come here to go home with a new coat", "who said I did not come here to go home with a"},
		{"Ana Ruiz said further that it was over.", "", "who said further"},
		{"Tom Bell left the town for what an aide called a family matter.", "", "what called a family matter"},
	} {
		var ways []string
		for _, it := range read(t, c.text).Items() {
			for _, ask := range it.Asks {
				ways = append(ways, ask.Ways...)
			}
		}
		if slices.Contains(ways, c.not) || c.way != "" && !slices.Contains(ways, c.way) {
			t.Errorf("%s got %q", c.text, ways)
		}
	}
}

// The day of what is called off answers no "when?" and is no event's.
func TestCalledOff(t *testing.T) {
	for _, c := range []struct{ text, date, when string }{
		{"The concert on Saturday was cancelled.", "", ""},
		{"A market planned for Saturday has been called off.", "", ""},
		{"The fair will not take place on Sunday.", "", ""},
		{"The mayor cancelled a dinner on Friday.", "", ""},
		{"The match was cancelled on Tuesday.", "2025-05-13", "on Tuesday"},
		{"The bridge will not open until Friday.", "2025-05-16", "until Friday"},
	} {
		date, when := "", ""
		for _, it := range read(t, c.text).Items() {
			date += it.When.Date
			for _, ask := range it.Asks {
				if ask.Kind == knowledge.WhenAsk {
					when = ask.Answer
				}
			}
		}
		if date != c.date || when != c.when {
			t.Errorf("%s got %q, %q", c.text, date, when)
		}
	}
}
