package briefing_test

import (
	"path/filepath"
	"testing"
	"time"

	"dragoman/knowledge"
	"dragoman/knowledge/article"
	"dragoman/knowledge/extract"
)

const evaluation = "../../testdata/eval/"

// riyadh is the built-in story.
func riyadh(t testing.TB) *knowledge.Base {
	t.Helper()
	base, err := knowledge.Embedded("riyadh")
	if err != nil {
		t.Fatal(err)
	}
	return base
}

// ferry is a small story that somebody wrote.
func ferry(t testing.TB) *knowledge.Base {
	t.Helper()
	base, err := knowledge.Load("../../knowledge/testdata/ferry.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return base
}

// told is the story that articles tell.
func told(t testing.TB, files ...string) *knowledge.Base {
	t.Helper()
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

// flood is a story that grew to n articles, of 1 to 4; the first is of 12 May 2025,
// the last of 16 May.
func flood(t testing.TB, n int) *knowledge.Base {
	t.Helper()
	files, err := filepath.Glob("../../knowledge/extract/testdata/growing/*.md")
	if err != nil || len(files) != 4 {
		t.Fatalf("%d articles, %v", len(files), err)
	}
	return told(t, files[:n]...)
}

// story is one of those on which briefings are tried out.
type story struct {
	name  string
	base  *knowledge.Base
	first time.Time // a day on which it has something on, or any
}

func stories(t testing.TB) []story {
	day := func(month time.Month, d int) time.Time { return time.Date(2025, month, d, 0, 0, 0, 0, time.UTC) }
	all := []story{
		{"riyadh", riyadh(t), day(2, 17)},
		{"ferry", ferry(t), day(10, 6)},
		{"flood", flood(t, 4), day(5, 16)},
	}
	for _, name := range []string{"company/story", "match/story", "science/story", "other/1-earthquake", "other/3-court", "other/5-climate"} {
		all = append(all, story{name, told(t, evaluation+name+".txt"), day(2, 17)})
	}
	return all
}
