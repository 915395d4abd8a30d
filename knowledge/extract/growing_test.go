package extract_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dragoman/knowledge"
	"dragoman/knowledge/article"
	"dragoman/knowledge/extract"
)

// flood is the story of testdata/growing.
func flood(t *testing.T) *knowledge.Base {
	t.Helper()
	files, err := filepath.Glob("testdata/growing/*.md")
	if err != nil || len(files) != 4 {
		t.Fatalf("%d articles, %v", len(files), err)
	}
	slices.Reverse(files) // the order of days is Stories' own business
	var articles []*article.Article
	for _, f := range files {
		a, err := article.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		articles = append(articles, a)
	}
	return grown(t, articles...)
}

func grown(t *testing.T, articles ...*article.Article) *knowledge.Base {
	t.Helper()
	base, err := extract.Stories(articles)
	if err != nil {
		t.Fatal(err)
	}
	return base
}

// dated is an article of a day with a headline that says nothing.
func dated(t *testing.T, day string, paragraphs ...string) *article.Article {
	t.Helper()
	src := "---\npublished: " + day + "\n---\n# What we know so far\n\n" + strings.Join(paragraphs, "\n\n")
	a, err := article.Read(strings.NewReader(src), "article.md")
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestStoriesOrder(t *testing.T) {
	b := flood(t)
	var days []string
	for _, a := range b.Articles() {
		days = append(days, a.Published.Format("02"))
	}
	if got := strings.Join(days, " "); got != "12 13 14 16" {
		t.Errorf("articles of %s", got)
	}
	if s := b.Story(); s.Title != "Families in Marenal to get more money" || s.Published.Day() != 16 {
		t.Errorf("the story is %q of %v", s.Title, s.Published)
	}
	if a, n := b.Place(9); a == nil || a.Published.Day() != 13 || n != 2 {
		t.Errorf("paragraph 9 is %d of %v", n, a)
	}
	if it, ok := b.Item("summary"); !ok || !strings.HasPrefix(it.Gist, "Families") {
		t.Errorf("the summary is %v", it)
	}
}

func TestStoriesUpdates(t *testing.T) {
	b := flood(t)
	got := map[string]string{}
	for _, it := range b.Outdated() {
		by, ok := b.Item(it.SupersededBy)
		if !ok {
			t.Fatalf("%q is superseded by %q", it.Gist, it.SupersededBy)
		}
		got[it.Gist] = by.Gist
		if !b.AsOf(by).After(b.AsOf(&it)) {
			t.Errorf("%q is not newer", by.Gist)
		}
	}
	for old, now := range map[string]string{
		"At least 43 people were killed":       "rose to 51",
		"The death toll of the flood":          "rose to 57",
		"The flood has destroyed 310":          "destroyed 340",
		"The Marenal Film Festival will open":  "postponed the festival to 20 June",
		"The newspaper El Faro reported":       "Hidrosur denied",
		"The government will pay €4 million":   "€9 million",
		"Flood in Marenal leaves 43 dead":      "rose to 51",
		"Death toll of Marenal flood rises to": "rose to 57",
	} {
		found := false
		for gist, by := range got {
			found = found || strings.HasPrefix(gist, old) && strings.Contains(by, now)
		}
		if !found {
			t.Errorf("%q is not superseded by %q", old, now)
		}
	}
	if len(got) != 8 {
		t.Errorf("%d items are outdated: %q", len(got), got)
	}
	for _, it := range b.Items() {
		if it.SupersededBy != "" {
			t.Errorf("%q is among those that hold", it.Gist)
		}
	}
}

func TestStoriesRepeats(t *testing.T) {
	b := flood(t)
	found := 0
	for _, it := range b.Items() {
		if strings.HasPrefix(it.Gist, "Schools in Marenal are closed") {
			found++
			if fmt.Sprint(it.Cites, it.Earlier) != "[21] [7 14]" {
				t.Errorf("cites %v, before that %v", it.Cites, it.Earlier)
			}
		}
	}
	if found != 1 {
		t.Errorf("it is told %d times", found)
	}
}

func TestStoriesNames(t *testing.T) {
	b := flood(t)
	valdano, ok := b.Entity("teresa-valdano")
	if !ok || valdano.Roles[0].Title != "Governor" {
		t.Fatalf("got %+v", valdano)
	}
	if _, ok := b.Entity("valdano"); ok {
		t.Error("the surname of an article is somebody else")
	}
	if said := b.Statements("teresa-valdano"); len(said) != 2 || b.AsOf(said[0]).Day() != 12 || b.AsOf(said[1]).Day() != 14 {
		t.Errorf("she said %v", said)
	}
	two := grown(t,
		dated(t, "2025-01-01", "The European Grain Agency opened an office.", "Minister Jan Petersen visited it.", "Professor Ole Petersen stayed away."),
		dated(t, "2025-01-02", "The EGA closed the office.", "President Jan Petersen said it was a loss.", "Petersen left."),
	)
	var people, agencies []string
	for _, e := range two.Entities() {
		switch {
		case e.Kind == knowledge.Person:
			people = append(people, e.Name)
		case strings.Contains(e.Name, "Agency") || e.Name == "EGA":
			agencies = append(agencies, e.Name)
		}
	}
	if !slices.Equal(people, []string{"Jan Petersen", "Ole Petersen"}) {
		t.Errorf("people: %q", people)
	}
	if len(agencies) != 1 {
		t.Errorf("agencies: %q", agencies)
	}
	if e, _ := two.Entity("jan-petersen"); e == nil || len(e.Roles) != 2 || e.Roles[0].Title != "President" {
		t.Errorf("the newest office does not come first: %+v", e)
	}
}

// TestStoriesPlainCases tells plain updates from what may hold side by side.
func TestStoriesPlainCases(t *testing.T) {
	for _, c := range []struct {
		name, old, newer string
		superseded       bool
	}{
		{"another number", "The fire has destroyed 12 barns.", "The fire has destroyed 15 barns.", true},
		{"the same number", "The fire has destroyed 12 barns.", "By now the fire has destroyed 12 barns and a mill.", false},
		{"another thing", "The fire has destroyed 12 barns.", "The fire has destroyed 15 houses.", false},
		{"more of them", "The fire has destroyed 12 barns.", "The fire has destroyed 3 more barns.", false},
		{"another place", "At least 12 people were killed in Spain.", "At least 15 people were killed in Portugal.", false},
		{"the same place", "At least 12 people were killed in Spain.", "At least 15 people were killed in Spain.", true},
		{"a toll", "At least 12 people were killed.", "The death toll rose to 15.", true},
		{"the hurt and the dead", "At least 12 people were injured.", "The death toll rose to 15.", false},
		{"two speakers", "The mayor said that 12 people were killed.", "The governor said that 15 people were killed.", false},
		{"another sum", "The company will pay €3 million to farmers.", "The company will pay €5 million to farmers.", true},
		{"another payer", "The company will pay €3 million to farmers.", "The bank will pay €5 million to farmers.", false},
		{"another day", "The trial will begin on 3 March.", "The trial will begin on 10 March.", true},
		{"begun", "The trial will begin on 3 March.", "The trial began on Monday.", true},
		{"postponed", "The trial will begin on 3 March.", "The trial was postponed to 10 April.", true},
		{"another one postponed", "The trial will begin on 3 March.", "The concert was postponed to 10 April.", false},
		{"not postponed", "The trial will begin on 3 March.", "The trial was not postponed.", false},
		{"long past", "At least 12 people were killed.", "At least 30 people were killed in 1998.", false},
		{"denied", "The company will close the plant in Toro, according to reports.", "The company denied that it will close the plant in Toro.", true},
		{"something else denied", "The company will close the plant in Toro, according to reports.", "The company denied that it had bribed a minister.", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := grown(t, dated(t, "2025-02-20", c.old), dated(t, "2025-02-24", c.newer))
			if got := len(b.Outdated()) > 0; got != c.superseded {
				t.Errorf("superseded: %v", got)
			}
		})
	}
}

func TestStoriesOfOneDayHoldSideBySide(t *testing.T) {
	b := grown(t, dated(t, "2025-02-20", "The fire has destroyed 12 barns."), dated(t, "2025-02-20", "The fire has destroyed 15 barns."))
	if len(b.Outdated()) != 0 {
		t.Errorf("got %v", b.Outdated())
	}
}

// Of two articles of one day the later one counts, where both give a time.
func TestStoriesOfOneDayByTheClock(t *testing.T) {
	at := func(clock time.Duration, text string) *article.Article {
		a := dated(t, "2025-02-20", text)
		a.Clock = clock
		return a
	}
	const early, late = "The fire has destroyed 12 barns.", "The fire has destroyed 15 barns."
	b := grown(t, at(18*time.Hour, late), at(9*time.Hour+30*time.Minute, early))
	if old := b.Outdated(); len(old) != 1 || old[0].Gist != early || b.Articles()[0].Clock != 9*time.Hour+30*time.Minute {
		t.Errorf("got %v", old)
	}
	for _, other := range []time.Duration{0, 18 * time.Hour} {
		if b := grown(t, at(other, early), at(18*time.Hour, late)); len(b.Outdated()) != 0 {
			t.Errorf("with %v: got %v", other, b.Outdated())
		}
	}
}

func TestStoriesOfOneArticle(t *testing.T) {
	a := dated(t, "2025-02-20", "The fire has destroyed 12 barns.", "“It was terrible,” said Ana Toro.")
	one, err := extract.Base(a)
	if err != nil {
		t.Fatal(err)
	}
	b := grown(t, a)
	if fmt.Sprintf("%+v%+v", b.Items(), b.Entities()) != fmt.Sprintf("%+v%+v", one.Items(), one.Entities()) {
		t.Error("it is not that of Base")
	}
	if _, err := extract.Stories(nil); !errors.Is(err, extract.ErrNoArticles) {
		t.Errorf("got %v", err)
	}
}

// TestStoriesRepeatWhatIsOutdated keeps an old number from coming back as
// background.
func TestStoriesRepeatWhatIsOutdated(t *testing.T) {
	b := grown(t,
		dated(t, "2025-02-20", "The fire has destroyed 12 barns."),
		dated(t, "2025-02-22", "The fire has destroyed 15 barns."),
		dated(t, "2025-02-24", "The fire has destroyed 12 barns."))
	for _, it := range b.Items() {
		if it.Kind != knowledge.Topic && strings.Contains(it.Gist, "12 barns") {
			t.Errorf("%q holds", it.Gist)
		}
	}
}

func FuzzStories(f *testing.F) {
	f.Add("The fire has destroyed 12 barns.\n\nAna Toro left.", "The fire has destroyed 15 barns.", "The fire has destroyed 15 barns.\n\nToro denied that she left.")
	f.Add("The trial will begin on 3 March.", "“No,” said X. The trial was postponed.", "The trial will begin on 3 March. The trial will begin on 3 March.")
	f.Fuzz(func(t *testing.T, first, second, third string) {
		var articles []*article.Article
		for i, text := range []string{first, second, third} {
			src := fmt.Sprintf("---\npublished: 2025-05-%02d\n---\n# Title\n\n%s", 10+i/2*3+i, text)
			if a, err := article.Read(strings.NewReader(src), "article.md"); err == nil {
				articles = append(articles, a)
			}
		}
		if len(articles) == 0 {
			return
		}
		if _, err := extract.Stories(articles); err != nil {
			t.Error(err)
		}
	})
}
