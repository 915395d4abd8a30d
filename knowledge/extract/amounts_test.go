package extract_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"dragoman/knowledge"
	"dragoman/knowledge/article"
	"dragoman/knowledge/extract"
)

func TestAmounts(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"The firm will cut 310 of its 4,200 jobs.", "310 = count 310 | 4,200 jobs = count 4200 jobs"},
		{"Revenue fell 9% to 2.61 billion Norwegian crowns ($246 million).", "9% = percentage 9 percent | 2.61 billion Norwegian crowns = money 2610000000 Norwegian crowns | $246 million = money 246000000 $"},
		{"It expects sales of 10.4 billion to 10.8 billion crowns.", "10.4 billion = money 10400000000 crowns | 10.8 billion crowns = money 10800000000 crowns"},
		{"The charity needs US$94m and €1.5bn more.", "US$94m = money 94000000 US$ | €1.5bn = money 1500000000 €"},
		{"Turnout was 51 percent, and 0.5% of votes were void.", "51 percent = percentage 51 percent | 0.5% = percentage 0.5 percent"},
		{"Rescuers worked for nine hours in a 60-day state of emergency.", "nine hours = duration 9 hours | 60-day = duration 60 days"},
		{"Chairman Per Ek, 66, met Ana Ruiz, aged 47, and a nine-year-old boy.", "66 = age 66 years | 47 = age 47 years | nine-year-old = age 9 years"},
		{"The village lies 20 kilometres away, and 1,900 metres up.", "20 kilometres = distance 20 kilometres | 1,900 metres = distance 1900 metres"},
		{"Each bee carried eight milligrams and flew twenty-one miles.", "eight milligrams = quantity 8 milligrams | twenty-one miles = distance 21 miles"},
		{"They won 3-2 in 2019 at 4.52am, and one of them wept.", ""},
		{"Two hundred people and three dozen dogs came.", "Two hundred people = count 200 people | three dozen dogs = count 36 dogs"},
	} {
		a, err := article.Read(strings.NewReader("Headline\n"+c.text), "a.txt")
		if err != nil {
			t.Fatal(err)
		}
		base, err := extract.Base(a)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, it := range base.Items() {
			for _, m := range it.Amounts {
				got = append(got, fmt.Sprintf("%s = %s", m.Said, strings.TrimSpace(fmt.Sprint(m.Kind, " ", strconv.FormatFloat(m.Value, 'f', -1, 64), " ", m.Unit))))
				if a.Paragraphs[m.Cite-1].Text[m.From:m.To] != m.Said {
					t.Errorf("%+v is not there in %q", m, c.text)
				}
			}
		}
		if strings.Join(got, " | ") != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.text, strings.Join(got, " | "), c.want)
		}
	}
}

// Who asks for a number finds it.
func TestAmountAsks(t *testing.T) {
	base := read(t, "Chairman Per Ek, 66, met Ana Ruiz, aged 47, in Norvik. Lena Moe, a 19-year-old winger, scored.\n"+
		"Coach Luis Prada left. The 52-year-old said it was time.\nThe talks lasted nine hours. Sales fell by 9%.")
	for way, want := range map[string]string{
		"how old is Ek": "66", "how old is Ruiz": "47", "how old is Moe": "19", "how old is Prada": "52",
		"how long did the talks last": "nine hours", "by how much did Sales fall": "9%",
	} {
		got := ""
		for _, it := range base.Items() {
			for _, a := range it.Asks {
				if a.Kind == knowledge.HowMany && slices.ContainsFunc(a.Ways, func(w string) bool { return strings.HasPrefix(strings.ToLower(w), strings.ToLower(way)) }) {
					got = a.Answer
				}
			}
		}
		if got != want {
			t.Errorf("%s? %q, want %q", way, got, want)
		}
	}
}
