package query_test

import (
	"testing"

	"dragoman/core/query"
)

func TestKindOfQuestion(t *testing.T) {
	an := strike(t)
	for _, c := range []struct {
		text string
		want query.Kind
	}{
		// Plain.
		{"what did Dahl say", query.What},
		{"who is Dahl", query.Who},
		{"whose offer is it", query.Who},
		{"to whom did Dahl speak", query.Who},
		{"when did the strike begin", query.When},
		{"where is the strike", query.Where},
		{"why did they walk out", query.Why},
		{"how did the union leader react", query.How},
		{"how many ships are waiting", query.HowMany},
		{"is the minister at the talks", query.YesNo},
		{"will the army unload the ships?", query.YesNo},

		// By the noun.
		{"what time are the talks", query.When},
		{"what day are the talks", query.When},
		{"on which date did it start", query.When},
		{"at what point did it start", query.When},
		{"since when have they been on strike", query.When},
		{"how long ago did it start", query.When},
		{"how soon are the talks", query.When},
		{"which city is on strike", query.Where},
		{"in which city is the strike", query.Where},
		{"in what country is it", query.Where},
		{"which minister chairs the talks", query.Who},
		{"which American officials spoke", query.Who},
		{"which two Americans spoke", query.Who},
		{"what reason did they give", query.Why},
		{"what is the reason for the strike", query.Why},
		{"what led to the strike", query.Why},
		{"what for", query.Why},
		{"how come they strike", query.Why},
		{"what percentage did the company offer", query.HowMany},
		{"which port is shut", query.What},
		{"what is the strike for", query.What},

		// Indirect.
		{"can you tell me when the strike began", query.When},
		{"could u tell me who karlsen is", query.Who},
		{"do you know why the dockers are on strike", query.Why},
		{"does anyone know where the talks are", query.Where},
		{"does it say how many ships are waiting", query.HowMany},
		{"I was wondering where the strike is", query.Where},
		{"any idea how many ships are waiting?", query.HowMany},
		{"tell me why they strike", query.Why},
		{"according to Karlsen who chairs the talks", query.Who},

		// Assertions and tags.
		{"The army will unload the ships, right?", query.YesNo},
		{"the talks are on Wednesday, aren't they?", query.YesNo},
		{"Karlsen chairs the talks, is that right?", query.YesNo},
		{"the army is going to the port, yes or no", query.YesNo},
		{"is it true that the dockers struck on Tuesday", query.YesNo},
		{"am i right that Karlsen is the minister", query.YesNo},
		{"I heard that the army unloads the ships", query.YesNo},
		{"isn't Karlsen the minister", query.YesNo},
		{"will the dockers work or not", query.YesNo},

		// Either-or.
		{"is the strike in Tallby or in Sund", query.Choice},
		{"did Reyes or Karlsen speak", query.Choice},
		{"do they want pay or rest", query.Choice},

		// Requests and fragments.
		{"list everyone at the talks", query.List},
		{"name the ministers", query.List},
		{"give me the names of people at the talks", query.List},
		{"gimme a list of the ships", query.List},
		{"tell me about the strike", query.Any},
		{"summarise the story", query.Any},
		{"ships waiting", query.Any},
		{"Dahl", query.Any},
		{"the offer?", query.Any},

		// A wh-word that asks nothing.
		{"did the man who leads the union speak", query.YesNo},
		{"name the minister who chairs the talks", query.List},
		{`did Dahl say "who cares"`, query.YesNo},

		// Greetings first.
		{"hey bot, who is Dahl", query.Who},
		{"ok so when is it", query.When},
	} {
		t.Run(c.text, func(t *testing.T) {
			if got := one(t, an, c.text).Kind; got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestMeasureAskedFor(t *testing.T) {
	an := strike(t)
	for _, c := range []struct {
		text string
		want query.Measure
	}{
		{"how many ships", query.Count},
		{"how often do they strike", query.Count},
		{"how much money does it cost", query.Money},
		{"how much is the loss", query.Money},
		{"how many dollars", query.Money},
		{"how much time is left", query.Duration},
		{"how long is the strike", query.Duration},
		{"how many hours", query.Duration},
		{"how old is Dahl", query.Age},
		{"how far is Tallby", query.Distance},
		{"how many miles", query.Distance},
		{"what time are the talks", query.Hour},
		{"what percentage is the offer", query.Share},
		{"how much of the pay", query.Share},
		{"how long ago was it", query.NoMeasure},
		{"how did it start", query.NoMeasure},
		{"who is Dahl", query.NoMeasure},
	} {
		t.Run(c.text, func(t *testing.T) {
			if got := one(t, an, c.text).Measure; got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestFocusOfQuestion(t *testing.T) {
	an := strike(t)
	for _, c := range []struct{ text, want string }{
		{"in which city is the strike", "city"},
		{"how many ships are waiting", "ships"},
		{"which radio station reported it", "radio station"},
		{"what did Dahl say about pay", ""},
		{"who chairs the talks", ""},
		{`did he say "which city"`, ""},
	} {
		t.Run(c.text, func(t *testing.T) {
			got := ""
			for _, term := range one(t, an, c.text).Terms {
				if term.Focus {
					got += term.Form
				}
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
