package text_test

import (
	"slices"
	"strings"
	"testing"

	"dragoman/core/text"
)

// show writes clauses as their forms, "/" between clauses, "?" after a
// question, quoted words between "<" and ">".
func show(clauses []text.Clause) string {
	var parts []string
	for _, c := range clauses {
		var forms []string
		for _, tok := range c.Tokens {
			form := tok.Form
			if tok.Quoted {
				form = "<" + form + ">"
			}
			forms = append(forms, form)
		}
		part := strings.Join(forms, " ")
		if c.Question {
			part += "?"
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, " / ")
}

func TestClausesEnd(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"at a question mark", "Who is Dahl? Where is he?", "who is dahl? / where is he?"},
		{"at a full stop", "Hello. Who is Dahl", "hello / who is dahl"},
		{"at an exclamation mark", "Hello! Who is Dahl", "hello / who is dahl"},
		{"at a line break", "who is Dahl\nwhere is he", "who is dahl / where is he"},
		{"once at several marks", "really?!? who...", "really? / who"},
		{"as a question after two marks", "you are sure!?", "you are sure?"},
		{"as a question after a blank", "who is Dahl ?", "who is dahl?"},
		{"not at a comma", "Dahl, who is he", "dahl , who is he"},
		{"not at a colon or semicolon", "well: who; where", "well : who ; where"},
		{"not at a dash", "Dahl - who is he", "dahl - who is he"},
		{"not at a hyphen, which parts words", "a four-day strike", "a four day strike"},
		{"not at a point in a number", "is 4.5 enough", "is 4.5 enough"},
		{"not after a title", "Did Mr. Dahl or Dr. Moe speak?", "did mr dahl or dr moe speak?"},
		{"not after an abbreviation with points", "The U.S. ambassador", "the u.s ambassador"},
		{"at a full stop after a number with a point", "It is 4.5. Why?", "it is 4.5 / why?"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := show(text.Clauses(text.Clean(c.text))); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestClausesHoldWords(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"with their apostrophe", "Dahl's crew isn’t here", "dahl's crew isn't here"},
		{"with signs of sums", "$5 is 4% & more", "$ 5 is 4 % & more"},
		{"with the slash of w/o", "w/o ships", "w / o ships"},
		{"without emoji and brackets", "(who) 🚢 [is] #dahl @moe *", "who is dahl moe"},
		{"quoted", `who said "last offer" today`, "who said <last> <offer> today"},
		{"quoted over a sentence end", `"We wait. We hope." Who?`, "<we> <wait> / <we> <hope> / who?"},
		{"not quoted by a mark that nothing closes", `"who is Dahl?`, "who is dahl?"},
		{"not quoted by the odd mark", `"go" and "come`, "<go> and come"},
		{"in other scripts", "кто Даль? 誰", "кто даль? / 誰"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := show(text.Clauses(text.Clean(c.text))); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestClausesOfNothing(t *testing.T) {
	for name, s := range map[string]string{
		"nothing": "", "a question mark": "?", "marks": "... !! ??", "emoji": "🚢🚢", "quotes": `""""`, "one quote": `"`,
	} {
		t.Run(name, func(t *testing.T) {
			if got := text.Clauses(text.Clean(s)); len(got) != 0 {
				t.Errorf("got %s", show(got))
			}
		})
	}
}

func TestClausesNoteCapitalsAndMarks(t *testing.T) {
	got := text.Clauses("Is the US, or Даль, us")
	want := []text.Token{
		{Form: "is", Caps: true}, {Form: "the"}, {Form: "us", Caps: true}, {Form: ",", Mark: true},
		{Form: "or"}, {Form: "даль", Caps: true}, {Form: ",", Mark: true}, {Form: "us"},
	}
	if len(got) != 1 || !slices.Equal(got[0].Tokens, want) {
		t.Errorf("got %+v", got)
	}
}

// However many words come first, the question at the end of a text is seen.
func TestClausesReachTheEnd(t *testing.T) {
	for name, filling := range map[string]string{"sentences": "bla bla. ", "letters": "a ", "sums": "$", "lines": "x\n"} {
		t.Run(name, func(t *testing.T) {
			got := text.Clauses(text.Clean(strings.Repeat(filling, 1<<20/len(filling)) + " .\nWho is Dahl?"))
			if last := show(got[len(got)-1:]); last != "who is dahl?" {
				t.Errorf("the last clause is %.80q", last)
			}
		})
	}
}
