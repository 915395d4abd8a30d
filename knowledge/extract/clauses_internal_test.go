package extract

import (
	"strings"
	"testing"

	"dragoman/knowledge/article"
)

// clausesIn returns the clauses of a text, each to the letter.
func clausesIn(t *testing.T, text string) []string {
	t.Helper()
	a, err := article.Read(strings.NewReader("Headline\n"+text), "a.txt")
	if err != nil {
		t.Fatal(err)
	}
	d := read(a)
	p := &d.paragraphs[1]
	d.findNames(p)
	var out []string
	for _, u := range p.units {
		tagUnit(p, u)
		for _, c := range clausesOf(p, u) {
			if c.From < u.From || c.To > u.To || c.From >= c.To {
				t.Fatalf("%v is not in the sentence %v of %q", c.Span, u.Span, text)
			}
			out = append(out, c.In(p.text))
		}
	}
	return out
}

func TestClauses(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"They met on Friday in Oslo.", "They met on Friday in Oslo"},
		{"He went; she stayed.", "He went / she stayed"},
		{"“We wait,” said Ana Ruiz, the mayor.", "We wait / said Ana Ruiz, the mayor"},
		{"Ana Ruiz said that the town was calm.", "Ana Ruiz said / the town was calm"},
		{"The crews thanked the mayor but said no.", "The crews thanked the mayor / said no"},
		{"The fire destroyed 12 barns. It is out.", "The fire destroyed 12 barns / It is out"},
	} {
		if got := strings.Join(clausesIn(t, c.text), " / "); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.text, got, c.want)
		}
	}
}
