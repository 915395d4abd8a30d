package knowledge_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"dragoman/knowledge"
)

func ferrySource(t testing.TB) string {
	t.Helper()
	src, err := os.ReadFile(filepath.Join("testdata", "ferry.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

func ferry(t testing.TB) *knowledge.Base {
	t.Helper()
	b, err := knowledge.Parse("ferry.yaml", []byte(ferrySource(t)))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func day(year int, month time.Month, d int) time.Time {
	return time.Date(year, month, d, 0, 0, 0, 0, time.UTC)
}

func TestParseStory(t *testing.T) {
	b := ferry(t)
	want := knowledge.Story{
		Title: "Island ferry to stop running in winter", Publisher: "The Norland Post",
		Published: day(2025, time.October, 6), Language: "en",
	}
	if got := b.Story(); got != want {
		t.Errorf("story is %+v, want %+v", got, want)
	}
	if b.Paragraphs() != 6 || b.Label(1) != "Headline" || b.Label(6) != "The government" || b.Label(7) != "" {
		t.Errorf("%d paragraphs, from %q to %q", b.Paragraphs(), b.Label(1), b.Label(6))
	}
}

func TestParseEntities(t *testing.T) {
	b := ferry(t)
	var ids []string
	for _, e := range b.Entities() {
		ids = append(ids, e.ID)
	}
	if got, want := strings.Join(ids, " "), "berg vik line courier norland skerry norvik officials"; got != want {
		t.Errorf("entities are %s, want %s", got, want)
	}
	for _, want := range []knowledge.Entity{
		{
			ID: "berg", Kind: knowledge.Person, Name: "Anna Berg", Short: "Berg", Pronoun: "she", Side: "line",
			Roles: []knowledge.Role{{Title: "director", Also: []string{"head", "boss"}, Of: "line", Cites: []int{2}}},
			Cites: []int{2},
		},
		{
			ID: "vik", Kind: knowledge.Person, Name: "Tom Vik", Short: "Vik", Aliases: []string{"Thomas Vik", "Вик"},
			Pronoun: "they", Roles: []knowledge.Role{{Title: "mayor", Of: "skerry", Cites: []int{4}}}, Cites: []int{4},
		},
		{ID: "courier", Kind: knowledge.Organisation, Name: "the Skerry Courier", Short: "the Skerry Courier", Pronoun: "it"},
		{
			ID: "norland", Kind: knowledge.Place, Name: "Norland", Short: "Norland", Pronoun: "it",
			PlaceKind: "country", Adjectives: []string{"Norlandic"}, Capital: "norvik",
		},
		{
			ID: "officials", Kind: knowledge.Group, Name: "the two sides", Short: "the two sides", Pronoun: "they",
			Members: []string{"berg", "vik"},
		},
	} {
		if got, ok := b.Entity(want.ID); !ok || !reflect.DeepEqual(*got, want) {
			t.Errorf("%s is %+v, want %+v", want.ID, got, want)
		}
	}
}

func TestParseItems(t *testing.T) {
	b := ferry(t)
	for _, want := range []knowledge.Item{
		{
			ID: "winter-stop", Kind: knowledge.Event, Cites: []int{2}, Name: "the end of the winter service",
			Gist: "The Norland Line will end its winter service to Skerry on 1 November.",
			What: "The Norland Line ends its winter service", Who: []string{"line"}, Where: "skerry", Status: knowledge.Planned,
			When: knowledge.When{Said: "on 1 November", Date: "2025-11-01", From: day(2025, 11, 1), To: day(2025, 11, 1)},
			Asks: []knowledge.Ask{
				{Kind: knowledge.WhenAsk, Answer: "On 1 November 2025.", Cites: []int{2}, Ways: []string{"when does the ferry stop", "what day does the service end"}},
				{Kind: knowledge.No, Answer: "No, it ends.", Ground: "Anna Berg said so.", Cites: []int{2}, Ways: []string{"will the ferry run in winter"}},
			},
		},
		{
			ID: "berg-taxi", Kind: knowledge.Statement, Cites: []int{3}, By: "berg", To: "courier", Verb: "told",
			Gist:   "Berg told the Skerry Courier that the service is no more than “a taxi”.",
			Quotes: []string{"“We carry two passengers a day in January,”", "“That is not a service; that’s a taxi.”"},
			When:   knowledge.When{Said: "Monday", Date: "2025-10-06", From: day(2025, 10, 6), To: day(2025, 10, 6)},
			Asks:   []knowledge.Ask{{Kind: knowledge.What, Cites: []int{3}, Ways: []string{"what does Berg say"}}},
		},
		{
			ID: "vik-slap", Kind: knowledge.Statement, Cites: []int{4}, By: "vik", Verb: "said", About: []string{"skerry"},
			Gist: "Vik called the decision a slap in the face.", Quotes: []string{"“a slap in the face”"}, Asks: []knowledge.Ask{},
		},
		{
			ID: "price", Kind: knowledge.Unsaid, Gist: "The story does not say what a ticket costs.", Nearest: "winter-stop",
			Asks: []knowledge.Ask{{Kind: knowledge.What, Ways: []string{"what does the ferry cost", "how much is a ticket"}}},
		},
	} {
		if got, ok := b.Item(want.ID); !ok || !reflect.DeepEqual(*got, want) {
			t.Errorf("%s is\n%+v, want\n%+v", want.ID, got, want)
		}
	}
	if it, _ := b.Item("meeting"); !reflect.DeepEqual(it.Cites, []int{4, 5}) {
		t.Errorf("meeting cites %v, not in order", it.Cites)
	}
	if it, _ := b.Item("summary"); len(it.Asks[1].Ways) != 0 || !reflect.DeepEqual(it.Asks[1].Cites, []int{3}) {
		t.Errorf("an answer without ways is %+v", it.Asks[1])
	}
}

func TestParseDates(t *testing.T) {
	for _, c := range []struct {
		date     string
		from, to time.Time
	}{
		{"2025-11-01", day(2025, 11, 1), day(2025, 11, 1)},
		{"2025-11-01/02", day(2025, 11, 1), day(2025, 11, 2)},
		{"2025-10-27/2025-11-02", day(2025, 10, 27), day(2025, 11, 2)},
		{"2024-02", day(2024, 2, 1), day(2024, 2, 29)},
		{"2025-12", day(2025, 12, 1), day(2025, 12, 31)},
		{"2022", day(2022, 1, 1), day(2022, 12, 31)},
		{`"2022"`, day(2022, 1, 1), day(2022, 12, 31)},
	} {
		src := strings.Replace(ferrySource(t), "date: 2025-11-01}", "date: "+c.date+"}", 1)
		b, err := knowledge.Parse("ferry.yaml", []byte(src))
		if err != nil {
			t.Errorf("%s: %v", c.date, err)
			continue
		}
		if it, _ := b.Item("winter-stop"); !it.When.From.Equal(c.from) || !it.When.To.Equal(c.to) {
			t.Errorf("%s is %v to %v", c.date, it.When.From, it.When.To)
		}
	}
}

// The same story, however an editor or a hand writes it.
func TestParseSpellings(t *testing.T) {
	src, want := ferrySource(t), ferry(t)
	for name, src := range map[string]string{
		"byte order mark":    "\uFEFF" + src,
		"carriage returns":   strings.ReplaceAll(src, "\n", "\r\n"),
		"document marker":    "---\n" + src,
		"comments":           strings.ReplaceAll(src, "pronoun: she", "pronoun: she # as she says\n    # and so on"),
		"single quotes":      strings.ReplaceAll(src, `"no"`, `'no'`),
		"no quotes":          strings.ReplaceAll(src, `"no"`, `no`),
		"text in two lines":  strings.ReplaceAll(src, "No, it ends.", "No,\n          it ends."),
		"folded text":        strings.ReplaceAll(src, "ground: Anna", "ground: >\n          Anna"),
		"list without steps": strings.ReplaceAll(src, "asked:\n          - will", "asked:\n        - will"),
		"no last newline":    strings.TrimRight(src, "\n"),
	} {
		t.Run(name, func(t *testing.T) {
			got, err := knowledge.Parse("ferry.yaml", []byte(src))
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got.Items(), want.Items()) || !reflect.DeepEqual(got.Entities(), want.Entities()) {
				t.Errorf("it is another story")
			}
		})
	}
}

func TestEmbedded(t *testing.T) {
	names := knowledge.EmbeddedNames()
	if len(names) == 0 {
		t.Fatal("no story is embedded")
	}
	for _, name := range names {
		b, err := knowledge.Embedded(name)
		if err != nil {
			t.Error(err)
			continue
		}
		if b.Paragraphs() == 0 || len(b.Entities()) == 0 || len(b.Items()) == 0 {
			t.Errorf("%s is empty", name)
		}
	}
}
