package knowledge_test

import (
	"strings"
	"testing"
	"time"

	"dragoman/knowledge"
)

func may(day int) time.Time { return time.Date(2025, 5, day, 0, 0, 0, 0, time.UTC) }

// twoArticles is the draft of a story that a second article has updated.
func twoArticles() knowledge.Draft {
	return knowledge.Draft{
		Story: knowledge.Story{Title: "Second", Published: may(14), Language: "en", Extracted: true},
		Articles: []knowledge.Article{
			{Title: "First", Published: may(12), From: 1, To: 3}, {Title: "Second", Published: may(14), From: 4, To: 5},
		},
		Paragraphs: []string{"First", "a", "b", "Second", "c"},
		Items: []knowledge.Item{
			{ID: "new", Kind: knowledge.Fact, Cites: []int{5}, Gist: "Twelve barns burnt."},
			{ID: "kept", Kind: knowledge.Fact, Cites: []int{3}, Gist: "It is dry."},
			{ID: "old", Kind: knowledge.Fact, Cites: []int{2}, Gist: "Nine barns burnt.", SupersededBy: "new"},
		},
	}
}

func TestPlace(t *testing.T) {
	b, err := knowledge.New(twoArticles())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		n, in   int
		article string
	}{
		{1, 1, "First"}, {3, 3, "First"}, {4, 1, "Second"}, {5, 2, "Second"}, {0, 0, ""}, {6, 0, ""}, {-1, 0, ""},
	} {
		a, in := b.Place(c.n)
		if in != c.in || (a == nil) != (c.article == "") || a != nil && a.Title != c.article {
			t.Errorf("paragraph %d is %d of %v", c.n, in, a)
		}
	}
}

func TestOutdated(t *testing.T) {
	b, err := knowledge.New(twoArticles())
	if err != nil {
		t.Fatal(err)
	}
	if len(b.Items()) != 2 || len(b.Outdated()) != 1 || b.Outdated()[0].ID != "old" {
		t.Errorf("%d hold, %v do not", len(b.Items()), b.Outdated())
	}
	old, ok := b.Item("old")
	if before := b.Before("new"); !ok || len(before) != 1 || before[0] != old {
		t.Errorf("before: %v", before)
	}
	if !b.AsOf(old).Equal(may(12)) || !b.AsOf(&knowledge.Item{}).Equal(may(14)) {
		t.Errorf("as of %v", b.AsOf(old))
	}
}

func TestOneArticle(t *testing.T) {
	b, err := knowledge.Load("testdata/ferry.yaml")
	if err != nil {
		t.Fatal(err)
	}
	all, s := b.Articles(), b.Story()
	want := knowledge.Article{Title: s.Title, Publisher: s.Publisher, Published: s.Published, URL: s.URL, From: 1, To: b.Paragraphs()}
	if len(all) != 1 || all[0] != want {
		t.Errorf("got %v", all)
	}
	if len(b.Outdated()) != 0 {
		t.Error("something is outdated")
	}
}

func TestNewRefusesArticles(t *testing.T) {
	for name, change := range map[string]func(*knowledge.Draft){
		"a gap":               func(d *knowledge.Draft) { d.Articles[1].From = 5 },
		"too few paragraphs":  func(d *knowledge.Draft) { d.Articles[1].To = 4 },
		"days out of order":   func(d *knowledge.Draft) { d.Articles[0].Published = may(15) },
		"no such successor":   func(d *knowledge.Draft) { d.Items[2].SupersededBy = "other" },
		"an older successor":  func(d *knowledge.Draft) { d.Items[2].Cites = []int{5} },
		"outdated ones first": func(d *knowledge.Draft) { d.Items[0], d.Items[2] = d.Items[2], d.Items[0] },
		"no such paragraph":   func(d *knowledge.Draft) { d.Items[0].Earlier = []int{6} },
	} {
		d := twoArticles()
		change(&d)
		if _, err := knowledge.New(d); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
}

func TestDiff(t *testing.T) {
	first := twoArticles()
	first.Articles, first.Paragraphs = nil, first.Paragraphs[:3]
	first.Items = []knowledge.Item{{ID: "old", Kind: knowledge.Fact, Cites: []int{2}, Gist: "Nine barns  burnt."}, first.Items[1],
		{ID: "gone", Kind: knowledge.Fact, Cites: []int{3}, Gist: "A hen is missing from its coop."},
		{ID: "word", Kind: knowledge.Fact, Cites: []int{3}, Gist: "The fire began in the old mill on Sunday."}}
	second := twoArticles()
	second.Entities = []knowledge.Entity{{ID: "ana", Name: "Ana Toro"}}
	second.Items = append([]knowledge.Item{
		{ID: "added", Kind: knowledge.Fact, Cites: []int{5}, Gist: "Rain is on its way."},
		{ID: "reworded", Kind: knowledge.Fact, Cites: []int{5}, Gist: "The fire began in the new mill on Sunday."},
	}, second.Items...)
	old, err := knowledge.New(first)
	if err != nil {
		t.Fatal(err)
	}
	now, err := knowledge.New(second)
	if err != nil {
		t.Fatal(err)
	}
	d := knowledge.Diff(old, now)
	var got []string
	for _, it := range d.Added {
		got = append(got, "+"+it.ID)
	}
	for _, u := range d.Updated {
		got = append(got, u.Old.ID+">"+u.New.ID)
	}
	for _, it := range d.Gone {
		got = append(got, "-"+it.ID)
	}
	for _, e := range d.Entities {
		got = append(got, "@"+e.ID)
	}
	if s := strings.Join(got, " "); s != "+added old>new word>reworded -gone @ana" {
		t.Errorf("got %s", s)
	}
	if d.Same() || !knowledge.Diff(now, now).Same() || !knowledge.Diff(old, old).Same() {
		t.Error("what is the same is not told from what is not")
	}
}
