package extract_test

import (
	"slices"
	"strings"
	"testing"
)

// said is how a quotation begins, and who says it; "" for a term, which nobody says.
type said struct{ starts, by string }

// awkwardTexts attribute quotations as agencies and newspapers do when they do not
// write “...,” X said. The headline is left out.
var awkwardTexts = []struct {
	name string
	text string
	said []said
}{
	{
		"inverted, with a relative clause, and split; the role alone",
		"\"The roof leaks,\" said Hanna Weiss, who has run the maritime museum since 2011, \"and nobody pays.\"\n" +
			"“We knew,” the harbour master, Piet Vos, conceded, “but we hoped.” “Now,” the harbour master told the newspaper Havenblad, “we pump.”\n" +
			"The insurer’s agent, Dora Lind, was brief: “No comment.”",
		[]said{{"The roof leaks", "Hanna Weiss"}, {"and nobody pays", "Hanna Weiss"}, {"We knew", "Piet Vos"}, {"but we hoped", "Piet Vos"},
			{"Now,", "Piet Vos"}, {"we pump", "Piet Vos"}, {"No comment.", "Dora Lind"}},
	},
	{
		"carried over a paragraph, and a quotation of several paragraphs",
		"“The bridge is safe,” the city’s chief engineer, Lea Brandt, said on Friday.\n“It was tested twice. It will be tested again.”\n" +
			"Rosa Klein, 81, lives below it. “The first winter was hard,” Klein said. “We burned chairs.\n“The second was worse. We had none left.”",
		[]said{{"The bridge is safe", "Lea Brandt"}, {"It was tested", "Lea Brandt"}, {"The first winter", "Rosa Klein"}, {"We burned", "Rosa Klein"}, {"The second", "Rosa Klein"}},
	},
	{
		"quoted by somebody else",
		"Reuters, quoting army spokesman Karim Haddad, said the convoy had been “hit twice”.\n" +
			"The daily Le Quai quoted Mayor Ines Duval as saying the town was “at its limit”. “We have no beds left,” she was quoted as saying.\n" +
			"State television cited the governor, Omar Said, as calling the strike “a crime”.",
		[]said{{"hit twice", "Karim Haddad"}, {"at its limit", "Ines Duval"}, {"We have no beds", "Ines Duval"}, {"a crime", "Omar Said"}},
	},
	{
		"according to",
		"The dam held “by the breadth of a hand”, according to Noor Siddiqui, the site’s chief engineer.\n" +
			"According to a report by the water board, inspectors had found “hairline cracks”.\n" +
			"Staff had been “left in the dark”, according to the chief steward, Per Lund.\n" +
			"The gates, according to the operator, Delta Power, were “in perfect order”.",
		[]said{{"by the breadth", "Noor Siddiqui"}, {"hairline cracks", "a report by the water board"}, {"left in the dark", "Per Lund"}, {"in perfect order", "Delta Power"}},
	},
	{
		"speakers for somebody, and people without a name",
		"A spokeswoman for Delphi Rail said that it would “review every timetable”.\n" +
			"“Nobody believes them,” one commuter said. Two drivers said they had been “left alone” with the decision.\n" +
			"A senior official at the transport ministry, who asked not to be named, called the plan “half a plan”.\n" +
			"The finance ministry said it had “taken note”. An analyst at the bank Orsa wrote: “Sell.”",
		[]said{{"review every", "a spokeswoman for Delphi Rail"}, {"Nobody believes", "one commuter"}, {"left alone", "two drivers"},
			{"half a plan", "a senior official at the transport ministry"}, {"taken note", "the finance ministry"}, {"Sell.", "an analyst at the bank Orsa"}},
	},
	{
		"a pronoun after somebody else was named",
		"Chancellor Eva Brandt met her deputy, Olaf Kern, on Monday. “I trust him,” she said.\n" +
			"Kern left by a side door. He told reporters the talk had been “frank”.\n" +
			"The plan, he added, was “not dead”. His wife, Marta, was less kind. “They use him,” she wrote on her page.",
		[]said{{"I trust him", "Eva Brandt"}, {"frank", "Olaf Kern"}, {"not dead", "Olaf Kern"}, {"They use him", "Marta"}},
	},
	{
		"descriptions between commas",
		"Lead author Mei Tanaka, of the University of Osaka, called it “a rare piece of good news”. But Diego Rojas, a marine biologist who was not involved, " +
			"urged caution. “One good year proves little,” he said. “Ask me in ten.”\n" +
			"The airline’s chief pilot, Marta Silva, told the inquiry that crews had been \"pushed to the edge\". Silva, 44, added: \"We flew tired.\"",
		[]said{{"a rare", "Mei Tanaka"}, {"One good", "Diego Rojas"}, {"Ask me", "Diego Rojas"}, {"pushed to", "Marta Silva"}, {"We flew", "Marta Silva"}},
	},
	{
		"inside indirect speech",
		"Judge Ana Sorel said that the witness Tim Boyle had called the plan “a joke”.\n" +
			"Minister Paul Auer said the talks, which he called “a farce”, were over. He said that he would not respond to “rumours”.\n" +
			"Velmont, which had built the crane, says that its own checks found “nothing unusual”.",
		[]said{{"a joke", "Tim Boyle"}, {"a farce", "Paul Auer"}, {"rumours", "Paul Auer"}, {"nothing unusual", "Velmont"}},
	},
	{
		"straight marks with apostrophes and inches",
		"\"It's 5'10\" tall and it won't fit,\" said Will Stokes, a carpenter.\n" +
			"\"The door's 30\" wide,\" Stokes' sister, Jo Stokes, said. \"That's that.\"\n" +
			"'We didn't measure,' said the firm's owner, Al Reyes. 'Nobody's perfect.'",
		[]said{{"It's 5'10\" tall", "Will Stokes"}, {"The door's", "Jo Stokes"}, {"That's that.", "Jo Stokes"}, {"We didn't", "Al Reyes"}, {"Nobody's", "Al Reyes"}},
	},
	{
		"by nationality, age or work alone",
		"Coach Maarten Dijk was calm after the final against Norvik. “We lost to the wind,” the Dutchman said.\n" +
			"Sasha Ivers of Balt Capital in Riga, which holds 3% of the club, sold nothing. “A cup is a cup,” the fund manager said.\n" +
			"Keeper Lena Moe, 34, is going. “My knees have voted,” said the 34-year-old, who teaches in the mornings.",
		[]said{{"We lost to", "Maarten Dijk"}, {"A cup is", "Sasha Ivers"}, {"My knees", "Lena Moe"}},
	},
	{
		"behind a colon, in writing, two in one sentence, and terms",
		"Asked whether he would resign, Senator Carl Dunne replied: “Ask me in May.”\n" +
			"In a letter to staff, Chief Executive Dan Moor called the loss “painful” and promised “no more surprises”.\n" +
			"“A win is a win,” said striker Ivo Novak, while his coach, Petra Hill, spoke of “a lesson”.\n" +
			"The president of the club, Rui Vale, denied that he had a successor. There was “no list”, he said.\n" +
			"Analyst Uma Rao cut the share to \"sell\" from \"hold\". The firm, she said, had \"run out of road\".\n" +
			"The comet crosses the “Great Rift” in June.",
		[]said{{"Ask me", "Carl Dunne"}, {"painful", "Dan Moor"}, {"no more", "Dan Moor"}, {"A win", "Ivo Novak"}, {"a lesson", "Petra Hill"},
			{"no list", "Rui Vale"}, {"sell", ""}, {"hold", ""}, {"run out", "Uma Rao"}, {"Great Rift", ""}},
	},
}

func TestAwkwardAttributions(t *testing.T) {
	for _, c := range awkwardTexts {
		t.Run(c.name, func(t *testing.T) {
			base := read(t, c.text)
			for _, want := range c.said {
				got := ""
				for _, it := range base.Items() {
					if slices.ContainsFunc(it.Quotes, func(q string) bool { return strings.HasPrefix(plain(q), plain("“"+want.starts)) }) {
						e, _ := base.Entity(it.By)
						got = e.Name
					}
				}
				if plain(got) != plain(want.by) {
					t.Errorf("%q is said by %q, want %q", want.starts, got, want.by)
				}
			}
		})
	}
}
