package article_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dragoman/knowledge/article"
)

// shared is where the stories with question sets are, next to the tree.
const shared = "../../../shared/eval"

// sharedStory reads a story, or skips the test where the stories are absent.
func sharedStory(t *testing.T, name string) *article.Article {
	t.Helper()
	a, err := article.ReadFile(filepath.Join(shared, name))
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip("the shared stories are not at hand")
	}
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// The numbers were counted by hand in the articles.
func TestStories(t *testing.T) {
	for _, c := range []struct {
		file                                     string
		paragraphs, sentences, quotations, mixed int
		dateline                                 string
	}{
		{"other/1-earthquake.txt", 19, 40, 10, 3, "AREQUIPA, Peru – "},
		{"other/3-court.txt", 19, 37, 8, 3, "LUSAKA (WireNews) - "},
		{"other/5-climate.txt", 18, 35, 8, 4, "MUSCAT, Oman: "},
		{"riyadh/story.txt", 35, 43, 24, 13, ""},
	} {
		t.Run(c.file, func(t *testing.T) {
			a := sharedStory(t, c.file)
			sentences := 0
			for _, p := range a.Paragraphs {
				sentences += len(article.Sentences(p.Text))
			}
			mixed := 0
			quotations := a.Quotations()
			for _, q := range quotations {
				if !q.Direct {
					mixed++
				}
			}
			if len(a.Paragraphs) != c.paragraphs || sentences != c.sentences || len(quotations) != c.quotations || mixed != c.mixed {
				t.Errorf("got %d paragraphs, %d sentences, %d quotations, %d of them mixed", len(a.Paragraphs), sentences, len(quotations), mixed)
			}
			dateline := ""
			if a.Dateline != nil {
				dateline = a.Dateline.In(a.Paragraphs[1].Text)
			}
			if dateline != c.dateline {
				t.Errorf("the dateline is %q", dateline)
			}
		})
	}
}

// Paragraphs are the lines of the file to the letter, and those that question
// sets cite are there.
func TestStoriesAgreeWithTheirQuestions(t *testing.T) {
	sets := map[string][]string{
		"other/1-earthquake.txt": {"other/1-earthquake.jsonl"},
		"other/3-court.txt":      {"other/3-court.jsonl"},
		"other/5-climate.txt":    {"other/5-climate.jsonl"},
		"riyadh/story.txt":       {"riyadh/plain.jsonl", "riyadh/messy.jsonl", "riyadh/dialogue.jsonl", "riyadh/adversarial.jsonl"},
	}
	for story, files := range sets {
		t.Run(story, func(t *testing.T) {
			a := sharedStory(t, story)
			raw, err := os.ReadFile(filepath.Join(shared, story))
			if err != nil {
				t.Fatal(err)
			}
			n := 0
			for line := range strings.Lines(string(raw)) {
				if line = strings.TrimSpace(line); line == "" {
					continue
				}
				if n++; a.Paragraphs[n-1].Text != line {
					t.Errorf("paragraph %d is %q", n, a.Paragraphs[n-1].Text)
				}
			}
			for _, file := range files {
				set, err := os.ReadFile(filepath.Join(shared, file))
				if err != nil {
					t.Fatal(err)
				}
				for line := range strings.Lines(string(set)) {
					var turn struct{ Paragraphs []int }
					if err := json.Unmarshal([]byte(line), &turn); err != nil {
						t.Fatal(err)
					}
					for _, p := range turn.Paragraphs {
						if p < 1 || p > n {
							t.Errorf("%s cites paragraph %d", file, p)
						}
					}
				}
			}
		})
	}
}
