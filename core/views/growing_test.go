package views_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dragoman/core"
	"dragoman/core/views"
	"dragoman/knowledge"
	"dragoman/knowledge/article"
	"dragoman/knowledge/extract"
)

// flood is a story of four articles.
func flood(t *testing.T) *knowledge.Base {
	t.Helper()
	files, err := filepath.Glob("../../knowledge/extract/testdata/growing/*.md")
	if err != nil || len(files) != 4 {
		t.Fatalf("%d articles, %v", len(files), err)
	}
	var articles []*article.Article
	for _, f := range files {
		a, err := article.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		articles = append(articles, a)
	}
	base, err := extract.Stories(articles)
	if err != nil {
		t.Fatal(err)
	}
	return base
}

func TestViewsOfSeveralArticles(t *testing.T) {
	b := flood(t)
	toll := ""
	for _, it := range b.Items() {
		if strings.HasPrefix(it.Gist, "The death toll rose to 57") {
			toll = it.ID
		}
	}
	for _, tt := range []struct {
		name      string
		got       core.Reply
		has, lack string
	}{
		{"sources", views.Sources(b, ""), "The story is told by 4 articles:\n• The Harbour Post, 16 May 2025: Families in Marenal to get more money\n• The Harbour Post, 14 May 2025: ", "last answer"},
		{"sources of an answer", views.Sources(b, toll), "• 16 May 2025, paragraph 3: The death toll rose to 57", ""},
		{"timeline", views.Timeline(b), "• 15 May 2025: Teresa Valdano resigned as governor on Thursday\n• 16 May 2025: Schools", "Film Festival will open"},
		{"summary", views.Summary(b), "Families in Marenal to get more money. The government will pay €9 million", "43"},
		{"news", core.News(b, time.Date(2025, 5, 13, 0, 0, 0, 0, time.UTC), 3000, 24), "Before, as of 13 May 2025: The death toll", "340"},
		{"news since the one before", core.News(b, time.Time{}, 3000, 24), "• 16 May 2025: The government will pay €9 million", "bridge"},
		{"quotes", views.Quotes(b, "Quell"), "Ramiro Quell, word for word:", ""},
	} {
		if !strings.Contains(tt.got.Answer, tt.has) {
			t.Errorf("%s: got %q, want %q", tt.name, tt.got.Answer, tt.has)
		}
		if tt.lack != "" && strings.Contains(tt.got.Answer, tt.lack) {
			t.Errorf("%s: %q has %q", tt.name, tt.got.Answer, tt.lack)
		}
	}
	if got := views.SourceLine(views.Quotes(b, "Quell")); got != "The Harbour Post, 14 May 2025, paragraph 3" {
		t.Errorf("got %q", got)
	}
}

func TestSourceLine(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2025, 5, d, 0, 0, 0, 0, time.UTC) }
	source := core.Source{Title: "Newer", Publisher: "The Post", AsOf: day(14)}
	for _, c := range []struct {
		name     string
		source   core.Source
		evidence []core.Evidence
		want     string
	}{
		{"none", core.Source{}, nil, ""},
		{"no paragraphs", source, nil, "The Post, 14 May 2025"},
		{"one article", source, []core.Evidence{{Paragraph: 4}, {Paragraph: 5}}, "The Post, 14 May 2025, paragraphs 4 and 5"},
		{"several articles", source, []core.Evidence{
			{Paragraph: 4, Article: "Older", Published: day(12)}, {Paragraph: 2, Article: "Newer", Published: day(14)}, {Paragraph: 3, Article: "Newer", Published: day(14)},
		}, "The Post, 12 May 2025, paragraph 4; 14 May 2025, paragraphs 2 and 3"},
		{"two of one day", source, []core.Evidence{
			{Paragraph: 4, Article: "One", Published: day(14)}, {Paragraph: 4, Article: "Two", Published: day(14)},
		}, "The Post, 14 May 2025, paragraph 4; 14 May 2025, paragraph 4"},
		{"no publisher", core.Source{AsOf: day(14)}, []core.Evidence{{Paragraph: 4}}, "14 May 2025, paragraph 4"},
		{"no day", core.Source{Publisher: "The Post"}, []core.Evidence{{Paragraph: 4}}, "The Post, paragraph 4"},
		{"a headline only", core.Source{Title: "Newer"}, nil, ""},
	} {
		if got := views.SourceLine(core.Reply{Source: c.source, Evidence: c.evidence}); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}
