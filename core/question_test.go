package core_test

import (
	"slices"
	"strings"
	"testing"

	"dragoman/core"
)

func TestQuestionsAlike(t *testing.T) {
	for _, alike := range [][]string{
		{"who is paying?", "who pays for it", "So who will pay?!", "payng who?", "who's going to pay for this?"},
		{"What is the weather in Riyadh?", "how's the weather in riyadh", "the weather in Riyadh"},
		{"how old is Rubio", "How old is Marco Rubio?"},
		{"Is Macron coming?", "is Emmanuel Macron coming"},
		{"when is the ceasefire", "When will there be a ceasefire?"},
	} {
		first := riyadhBot().Questions(alike[0])
		for _, text := range alike[1:] {
			if q := riyadhBot().Questions(text); len(q) != 1 || len(first) != 1 || q[0].Like != first[0].Like {
				t.Errorf("%q is %+v, %q is %+v", alike[0], first, text, q)
			}
		}
	}
	seen := make(map[string]string)
	for _, text := range []string{
		"who is paying?", "who is not paying?", "why do they pay?", "how much do they pay?", "when do they pay?", "who is eating?",
		"does only Rubio pay?", "does Rubio pay?", "does Kallas pay?", "does China pay?", "why?", "when?",
	} {
		for _, q := range riyadhBot().Questions(text) {
			if other, ok := seen[q.Like]; ok {
				t.Errorf("%q and %q are both %q", text, other, q.Like)
			}
			seen[q.Like] = text
		}
	}
}

func TestQuestions(t *testing.T) {
	for _, c := range []struct {
		text          string
		want          []string
		refers, leans bool // the last
	}{
		{"Who PAYS for the talks?", []string{"who pays for the talks"}, false, false},
		{"who pays? and who cooks?", []string{"who pays", "and who cooks"}, false, false},
		{"I live in Riyadh. My aunt is called Zofia. Who pays?", []string{"who pays"}, false, false},
		{"who came? who went? who stayed?", []string{"who went", "who stayed"}, false, false}, // as many as are answered
		{"what did he eat?", []string{"what did he eat"}, true, false},
		{"why?", []string{"why"}, false, true},
		{"", nil, false, false},
		{"???", nil, false, false},
		{strings.Repeat("what ", 5000), nil, false, false},
	} {
		got := riyadhBot().Questions(c.text)
		var texts []string
		for _, q := range got {
			texts = append(texts, q.Text)
		}
		if c.want == nil && c.text != "" && len(c.text) > 100 {
			if len(got) > 2 || len(got) > 0 && len(got[0].Text) > 500 {
				t.Errorf("%d questions of a long text, %d bytes", len(got), len(got[0].Text))
			}
			continue
		}
		if !slices.Equal(texts, c.want) {
			t.Errorf("%q: %q", c.text, texts)
		}
		if n := len(got); n > 0 && (got[n-1].Refers != c.refers || got[n-1].Leans != c.leans) {
			t.Errorf("%q: %+v", c.text, got[n-1])
		}
	}
}

func TestFindings(t *testing.T) {
	for _, c := range []struct {
		text string
		want []core.Finding
	}{
		{"Hello!", nil},
		{"who will win?", nil},
		{"Where do the talks take place?", []core.Finding{{Answered: true, Item: "riyadh-talks"}}},
		{"Who is Kaja Kallas?", []core.Finding{{Answered: true, Entity: "kallas", Asked: []string{"kallas"}}}},
		{"Who pays for the talks?", []core.Finding{{Unsaid: "talks-cost"}}},
		{"What is the weather in Riyadh?", []core.Finding{{Asked: []string{"riyadh"}}}},
		{"When is the football match of Arsenal?", []core.Finding{{}}},
		{"how do I bake sourdough bread", []core.Finding{{Elsewhere: true}}},
		{"Who is Kaja Kallas? How do I bake sourdough bread?", []core.Finding{{Answered: true, Entity: "kallas", Asked: []string{"kallas"}}, {Elsewhere: true}}},
	} {
		got := askFresh(t, riyadhBot(), c.text).Findings
		same := slices.EqualFunc(got, c.want, func(x, y core.Finding) bool {
			return x.Answered == y.Answered && (x.Item == y.Item || !y.Answered) && x.Entity == y.Entity && x.Unsaid == y.Unsaid && x.Elsewhere == y.Elsewhere && slices.Equal(x.Asked, y.Asked)
		})
		if !same {
			t.Errorf("%q: %+v", c.text, got)
		}
	}
}

// What somebody is asked about is known also where the question says "he".
func TestFindingsFollow(t *testing.T) {
	bot, who := riyadhBot(), stranger()
	for _, c := range []struct{ text, about string }{
		{"Who is Sergei Lavrov?", "lavrov"},
		{"What did he eat for breakfast?", "lavrov"},
	} {
		r, err := bot.Reply(t.Context(), core.Message{User: who, Text: c.text, Time: noon})
		if err != nil || len(r.Findings) != 1 || !slices.Contains(r.Findings[0].Asked, c.about) {
			t.Errorf("%q: %+v, %v", c.text, r.Findings, err)
		}
	}
}
