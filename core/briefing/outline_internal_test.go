package briefing

import (
	"fmt"
	"slices"
	"testing"

	"dragoman/core/schedule"
	"dragoman/knowledge"
)

// written is a story of one article with these items.
func written(t *testing.T, extracted bool, items ...knowledge.Item) *knowledge.Base {
	t.Helper()
	base, err := knowledge.New(knowledge.Draft{
		Story:      knowledge.Story{Title: "The dam", Publisher: "The Post", Language: "en", Extracted: extracted},
		Paragraphs: []string{"Headline", "The dam broke on …", "“We are lost,” said …", "Money is short."},
		Entities: []knowledge.Entity{
			{ID: "ann", Kind: knowledge.Person, Name: "Ann Berg", Short: "Berg"},
			{ID: "bob", Kind: knowledge.Person, Name: "Bob Vik", Short: "Vik"},
		},
		Items: items,
	})
	if err != nil {
		t.Fatal(err)
	}
	return base
}

func TestSentencesInOrder(t *testing.T) {
	event := knowledge.Item{ID: "e", Kind: knowledge.Event, Cites: []int{2}, Gist: "It flooded the town within an hour."}
	said := knowledge.Item{ID: "s", Kind: knowledge.Statement, By: "ann", Cites: []int{2}, Gist: "Nobody was warned, said Ann Berg."}
	broke := knowledge.Item{ID: "f", Kind: knowledge.Fact, Cites: []int{2}, Gist: "The dam broke on Monday, before Ann Berg was awake."}
	lost := knowledge.Item{ID: "q", Kind: knowledge.Statement, By: "bob", Cites: []int{3}, Gist: "“We are lost,” said Vik."}
	town := knowledge.Item{ID: "t", Kind: knowledge.Fact, Cites: []int{4}, Gist: "Money is short."}
	its := knowledge.Item{ID: "i", Kind: knowledge.Event, Cites: []int{4}, Gist: "Its bank was flooded."}
	bank := knowledge.Item{ID: "b", Kind: knowledge.Statement, By: "bob", Cites: []int{4}, Gist: "Norvik has none, said Vik."}
	headline := knowledge.Item{ID: "h", Kind: knowledge.Fact, Cites: []int{1}, Gist: "The dam"}
	base := written(t, true, event, its, said, lost, bank, headline, broke, town)
	var got []string
	for _, it := range inOrder(base, base.Articles()[0]) {
		got = append(got, it.ID)
	}
	if want := []string{"f", "e", "s", "q", "t", "b", "i"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestTell(t *testing.T) {
	ann := func(gist string) *knowledge.Item { return &knowledge.Item{By: "ann", Gist: gist} }
	base := written(t, true)
	for _, tt := range []struct {
		name  string
		items []*knowledge.Item
		want  string
	}{
		{"who speaks is told", []*knowledge.Item{ann("She said it was late.")}, "Ann Berg: She said it was late."},
		{"once", []*knowledge.Item{ann("Berg was late."), ann("She said so.")}, "Berg was late. She said so."},
		{"a quote alone", []*knowledge.Item{ann("“It is late.”")}, "Ann Berg: “It is late.”"},
		{"after another", []*knowledge.Item{{By: "bob", Gist: "Vik said no."}, ann("She said yes.")}, "Vik said no. Ann Berg: She said yes."},
		{"nobody", []*knowledge.Item{{Gist: "It is late."}}, "It is late."},
	} {
		if got := tell(base, tt.items); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestQuotes(t *testing.T) {
	base := written(t, false)
	for _, tt := range []struct {
		name   string
		quotes []string
		want   []string
	}{
		{"whole", []string{"“We need an urgency mindset, and now.”"}, []string{"We need an urgency mindset, and now."}},
		{"the article goes on", []string{"“We are not going to be short of money,”"}, []string{"We are not going to be short of money"}},
		{"a fragment", []string{"“the worst day of all the days that we had”"}, nil},
		{"short", []string{"“It is late.”"}, nil},
		{"half of a sentence", []string{"“My phone rang at six in the morning,”", "“and it was my sister asking about the job.”"}, nil},
		{"two", []string{"“Nobody warned us of the water at all,”", "“We heard of it when the water had come.”"}, []string{"Nobody warned us of the water at all", "We heard of it when the water had come."}},
	} {
		var got []string
		for _, q := range quotesOf(base, &knowledge.Item{Kind: knowledge.Statement, By: "ann", Cites: []int{2}, Quotes: tt.quotes}) {
			got = append(got, q.text)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// A part does not say what its quote says.
func TestQuoteIsLifted(t *testing.T) {
	base := written(t, true,
		knowledge.Item{ID: "q", Kind: knowledge.Statement, By: "ann", Cites: []int{3}, Gist: "“There was no time to take anything with us,” said Berg.", Quotes: []string{"“There was no time to take anything with us,”"}},
		knowledge.Item{ID: "f", Kind: knowledge.Fact, Cites: []int{2}, Gist: "The dam above the town broke in the night from Sunday to Monday, after eleven days of rain, and took two bridges and the railway station with it."},
		knowledge.Item{ID: "g", Kind: knowledge.Fact, Cites: []int{4}, Gist: "The government has promised nine million to the families."},
	)
	parts := outline(base)
	if len(parts) != 1 || len(parts[0].quotes) != 1 || parts[0].text != base.Items()[1].Gist+" "+base.Items()[2].Gist {
		t.Errorf("got %+v", parts)
	}
}

func TestWording(t *testing.T) {
	for _, tt := range []struct {
		ways      []string
		extracted bool
		want      string
	}{
		{[]string{"who attends the talks"}, false, "Who attends the talks?"},
		{[]string{"any news", "what is new today"}, false, "What is new today?"},
		{[]string{"what based on the law"}, false, ""},
		{[]string{"why late"}, false, ""},
		{[]string{"who saw him yesterday", "what was due at six", "why was the ferry late"}, true, "Why was the ferry late?"},
		{[]string{"why did the government of the country decide to give the families nine million euros"}, false, ""},
		{nil, false, ""},
	} {
		if got := wording(tt.ways, tt.extracted); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.ways, got, tt.want)
		}
	}
}

func TestSaysAgain(t *testing.T) {
	var told texts
	told.add(wordsOf("Senior US and Russian officials meet in Riyadh on Tuesday to prepare peace talks."))
	told.add(wordsOf("European leaders are alarmed at being left out."))
	for text, want := range map[string]bool{
		"Russian and US officials meet in Riyadh on Tuesday.":         true,
		"The leaders of Europe, left out, are alarmed.":               true,
		"Zelenskyy visits Turkiye at the invitation of Erdogan.":      false,
		"European officials prepare to meet in Riyadh on Tuesday too": true,
		"": true,
	} {
		if got := told.say(wordsOf(text)); got != want {
			t.Errorf("%q: got %v", text, got)
		}
	}
}

// A story that says nothing but its headline has a briefing for one who asks for it.
func TestHeadlineAlone(t *testing.T) {
	base := written(t, true)
	if b := Compose(Request{Base: base, Welcome: true}); len(b.Sections) != 1 || b.Sections[0].Reply.Answer != "The dam" || len(b.Sections[0].Reply.Evidence) != 1 {
		t.Errorf("got %+v", b.Sections)
	}
	if b := Compose(Request{Base: base}); len(b.Sections) != 1 || b.Sections[0].Kind != Quiet {
		t.Errorf("got %+v", b.Sections)
	}
}

// Work and progress are bounded, whatever a story is like.
func TestHuge(t *testing.T) {
	for _, extracted := range []bool{false, true} {
		var items []knowledge.Item
		for n := range 2 * maxItems {
			gist := fmt.Sprintf("Word%d alone stands%d with%d others%d of its kind%d.", n, n+1, n*3, n*5, n*7)
			kind := knowledge.ItemKind(n % 4)
			if extracted {
				kind = knowledge.Fact
			}
			items = append(items, knowledge.Item{ID: fmt.Sprint(n), Kind: kind, By: "ann", Cites: []int{2 + n%3}, Gist: gist, Quotes: []string{"“" + gist + "”"}})
		}
		base := written(t, extracted, items...)
		c := NewComposer(base)
		if len(c.parts) < MaxTold/2 || len(c.parts) > MaxTold {
			t.Errorf("%d parts", len(c.parts))
		}
		var p Progress
		for n := range 3 * MaxTold {
			b := c.Compose(Request{Base: base, Date: schedule.Date{Year: 2025, Month: 1, Day: 1}.AddDays(n), Progress: p, Repeat: true})
			if p = b.Progress; len(p.Parts) > MaxTold || len(p.Quotes) > MaxTold || b.Empty() {
				t.Fatalf("day %d: %d sections, %d parts, %d quotes", n, len(b.Sections), len(p.Parts), len(p.Quotes))
			}
		}
	}
}
