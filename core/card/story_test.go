package card_test

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"dragoman/core/card"
	"dragoman/knowledge"
	"dragoman/knowledge/article"
	"dragoman/knowledge/extract"
)

// quake is a base that a program made of an article of 14 November 2025.
func quake(t testing.TB) *knowledge.Base {
	t.Helper()
	text, err := os.ReadFile("../../testdata/eval/other/1-earthquake.txt")
	if err != nil {
		t.Fatal(err)
	}
	return extracted(t, string(text))
}

// extracted is a base that a program makes of a text of 14 November 2025.
func extracted(t testing.TB, text string) *knowledge.Base {
	t.Helper()
	a, err := article.Read(strings.NewReader("---\npublisher: The Post\npublished: 2025-11-14\n---\n"+text), "story.txt")
	if err != nil {
		t.Fatal(err)
	}
	b, err := extract.Base(a)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestCardsOfRiyadh(t *testing.T) {
	b, err := knowledge.Embedded("riyadh")
	if err != nil {
		t.Fatal(err)
	}
	c, ok := card.Briefing(b, monday)
	if !ok || c.Headline != b.Story().Title || c.AsOf != "As of Mon 17 Feb 2025 · Al Jazeera" {
		t.Errorf("got %q, %q, %v", c.Headline, c.AsOf, ok)
	}
	wantDays := []card.Day{
		{Label: "2022", Events: []string{"Putin launches a full-scale invasion of Ukraine"}},
		{Label: "February 2025", Events: []string{"The war reaches the three-year mark"}},
		{Label: "Sat 15 Feb – Sun 16 Feb", Events: []string{"US officials confirm that they do not expect Europe to be involved"}},
		{Label: "Mon 17 Feb · today", Today: true, Events: []string{"The US Department of State and the Kremlin confirm the talks"}},
		{Label: "Tue 18 Feb", Events: []string{
			"Senior US and Russian officials hold talks in Riyadh",
			"Zelenskyy visits Turkiye at Erdogan's invitation (planned)",
		}},
		{Label: "Wed 19 Feb", Events: []string{"Zelenskyy visits Saudi Arabia, separately from the talks (planned)"}},
	}
	if !reflect.DeepEqual(c.Days, wantDays) {
		t.Errorf("got days %+v", c.Days)
	}
	wantMeetings := []card.Meeting{
		{Title: "The Riyadh talks", When: "Tue 18 Feb", Sides: []card.Side{
			{Name: "United States", People: []card.Person{
				{Name: "Marco Rubio", Role: "Secretary of State"},
				{Name: "Mike Waltz", Role: "National Security Advisor"},
				{Name: "Steve Witkoff", Role: "Special Envoy to the Middle East"},
			}},
			{Name: "Russia", People: []card.Person{
				{Name: "Sergey Lavrov", Role: "Foreign Minister"},
				{Name: "Yuri Ushakov", Role: "Foreign policy adviser to Vladimir Putin"},
				{Name: "Kirill Dmitriev (reported)", Role: "Chief of Russia's sovereign wealth fund"},
			}},
		}},
		{Title: "The Paris meeting", When: "planned", Sides: []card.Side{{Name: "European leaders"}}},
	}
	if !reflect.DeepEqual(c.Meetings, wantMeetings) {
		t.Errorf("got meetings %q", c.Meetings)
	}
	who, _ := card.Who(b)
	people := 0
	for _, side := range who.People {
		people += len(side.People)
	}
	if people != 19 || len(who.People) != 7 || who.People[1].People[0] != (card.Person{Name: "Vladimir Putin", Role: "President"}) {
		t.Errorf("got people %q", who.People)
	}
	if c, _ := card.Timeline(b, time.Time{}); slices.ContainsFunc(c.Days, func(d card.Day) bool { return d.Today }) {
		t.Error("without a day there is a today")
	}
}

func TestCardsOfTheFerry(t *testing.T) {
	b, err := knowledge.Load("../../knowledge/testdata/ferry.yaml")
	if err != nil {
		t.Fatal(err)
	}
	c, ok := card.Briefing(b, time.Date(2025, 10, 8, 0, 0, 0, 0, time.UTC))
	want := []card.Meeting{{Title: "The meeting", When: "Wed 8 Oct", Sides: []card.Side{
		{Name: "Norland Line", People: []card.Person{{Name: "Anna Berg", Role: "Director"}}},
		{People: []card.Person{{Name: "Tom Vik", Role: "Mayor of Skerry"}}},
	}}}
	if !ok || !reflect.DeepEqual(c.Meetings, want) {
		t.Errorf("got %q, %v", c.Meetings, ok)
	}
}

// Of an article that a program has read, a card has whole sentences, each of which
// says what happens on its day.
func TestCardsOfArticles(t *testing.T) {
	files, err := filepath.Glob("../../testdata/eval/*/*.txt")
	if err != nil || len(files) < 5 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		b := extracted(t, string(text))
		c, _ := card.Briefing(b, time.Time{})
		if len(c.Meetings) > 0 {
			t.Errorf("%s: who meets whom is guessed: %q", file, c.Meetings)
		}
		for _, d := range c.Days {
			for _, event := range d.Events {
				if !strings.Contains(string(text), event) || !strings.ContainsAny(event[len(event)-len("”"):], ".!?”") {
					t.Errorf("%s: %q is no sentence of the article", file, event)
				}
			}
		}
	}
}

func TestStandsAlone(t *testing.T) {
	const article = `Strike ends in Norvik

The ferries of Norvik lay still for a week.

Ferry workers in Norvik ended their strike on Monday.

They voted on Tuesday for a new chairman.

The port has been closed since Wednesday.

Norvik built its first port in 1964.

The union chief, Anna Berg, said the ferries will run again on 17 November.
`
	c, ok := card.Timeline(extracted(t, article), time.Time{})
	want := []card.Day{{Label: "Mon 10 Nov", Events: []string{"Ferry workers in Norvik ended their strike on Monday."}}}
	if !ok || !reflect.DeepEqual(c.Days, want) {
		t.Errorf("got %+v, %v, want %+v", c.Days, ok, want)
	}
}

func TestCardsOfNothing(t *testing.T) {
	b := extracted(t, "Rain\n\nIt rains a lot in the hills, and the rivers are full.\n")
	if c, ok := card.Briefing(b, monday); ok {
		t.Errorf("a briefing of %+v", c)
	}
	if c, ok := card.Timeline(b, monday); ok {
		t.Errorf("a timeline of %+v", c)
	}
	if c, ok := card.Who(b); ok {
		t.Errorf("who is who of %+v", c)
	}
}
