package main_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const floodStory = "../../knowledge/extract/testdata/growing"

// firstDays is a folder with the first articles of the story of the flood.
func firstDays(t *testing.T, n int) string {
	t.Helper()
	files, err := filepath.Glob(floodStory + "/*.md")
	if err != nil || len(files) != 4 {
		t.Fatalf("%d articles, %v", len(files), err)
	}
	dir := t.TempDir()
	for _, f := range files[:n] {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(f)), src, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestStoryDiff(t *testing.T) {
	old := firstDays(t, 2)
	r := run(t, nil, "", "story", "diff", old, floodStory)
	if r.status != 1 || r.stderr != "" {
		t.Errorf("status %d, %s", r.status, r.stderr)
	}
	for _, want := range []string{
		"\nNew\n", "A judge in Marenal has opened an inquiry into why no alarm was sounded. [16 May 2025, 4]",
		"- was: The Marenal Film Festival will open on 16 May, its organisers said. [12 May 2025, 5]\n    now: The organisers",
		"New names\n", "Ines Corvo (person): Finance Minister",
	} {
		if !strings.Contains(r.stdout, want) {
			t.Errorf("lacks %q in\n%s", want, r.stdout)
		}
	}
	if strings.Contains(r.stdout, "Gone") {
		t.Errorf("what is out of date is not gone:\n%s", r.stdout)
	}
	r = run(t, nil, "", "story", "diff", floodStory, old)
	if r.status != 1 || !strings.Contains(r.stdout, "\nGone\n") {
		t.Errorf("the other way round: %+v", r)
	}
	for _, story := range []string{floodStory, harbour, "riyadh"} {
		r = run(t, nil, "", "story", "diff", story, story)
		if r.status != 0 || r.stdout != "Both say the same.\n" || r.stderr != "" {
			t.Errorf("%s: %+v", story, r)
		}
	}
	r = run(t, nil, "", "story", "diff", harbour, "none.yaml")
	if r.status != 1 || r.stdout != "" || !strings.HasPrefix(r.stderr, "bot: there is no story") {
		t.Errorf("got %+v", r)
	}
}

func TestStoryDiffJSON(t *testing.T) {
	r := run(t, nil, "", "story", "diff", "--format", "json", firstDays(t, 3), floodStory)
	var got struct {
		Same    bool
		Added   []struct{ Text, Speaker, Published string }
		Updated []struct {
			Old, New struct {
				Text, Published string
				Paragraph       int
			}
		}
		Gone  []any
		Names []struct{ Name, Kind string }
	}
	if err := json.Unmarshal([]byte(r.stdout), &got); err != nil || r.status != 1 {
		t.Fatalf("%v, %+v", err, r)
	}
	if got.Same || len(got.Added) == 0 || len(got.Gone) != 0 || got.Gone == nil || len(got.Names) == 0 {
		t.Errorf("got %+v", got)
	}
	found := false
	for _, u := range got.Updated {
		found = found || strings.Contains(u.Old.Text, "€4 million") && u.Old.Published == "2025-05-14" && strings.Contains(u.New.Text, "€9 million") && u.New.Paragraph == 2
	}
	if !found {
		t.Errorf("got %+v", got.Updated)
	}
	r = run(t, nil, "", "story", "diff", "--format", "json", harbour, harbour)
	if r.status != 0 || !strings.Contains(r.stdout, `"same": true`) {
		t.Errorf("got %+v", r)
	}
}

func TestStoryIsAFolder(t *testing.T) {
	dir := firstDays(t, 4)
	r := run(t, nil, "", "--story", dir, "ask", "what is the death toll?")
	if r.status != 0 || !strings.Contains(r.stdout, "57") || !strings.Contains(r.stdout, "The Harbour Post, 16 May 2025, paragraph 3") || r.stderr != "" {
		t.Errorf("got %+v", r)
	}
	r = run(t, nil, "", "--story", dir, "ask", "--json", "what is the death toll?")
	if !strings.Contains(r.stdout, `"evidence":[{"paragraph":3,"article":"Families in Marenal to get more money","published":"2025-05-16"}]`) {
		t.Errorf("got %+v", r)
	}
	r = run(t, nil, "", "story", "check", dir)
	if r.status != 0 || !strings.Contains(r.stdout, "is sound") {
		t.Errorf("got %+v", r)
	}
	r = run(t, nil, "", "story", "check", dir, "--article", "testdata/harbour.txt")
	if r.status != 2 {
		t.Errorf("got %+v", r)
	}
	r = run(t, nil, "", "story", "show", dir)
	for _, want := range []string{"Articles\n  - 12 May 2025: Flood in Marenal leaves 43 dead [1 to 7]", "What newer articles have put out of date", "now: Hidrosur denied"} {
		if !strings.Contains(r.stdout, want) {
			t.Errorf("lacks %q in\n%s", want, r.stdout)
		}
	}
}

func TestStoryFolderProblems(t *testing.T) {
	dir := firstDays(t, 2)
	for name, text := range map[string]string{"undated.txt": "A title\n\nA text without a day.\n", "2025-05-15.md": ""} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	r := run(t, nil, "", "--story", dir, "ask", "what is the death toll?")
	if r.status != 0 || !strings.Contains(r.stdout, "51") {
		t.Errorf("got %+v", r)
	}
	for _, want := range []string{"bot: undated.txt is left out: ", "bot: 2025-05-15.md is left out: "} {
		if !strings.Contains(r.stderr, want) {
			t.Errorf("lacks %q in %s", want, r.stderr)
		}
	}
	empty := t.TempDir()
	r = run(t, nil, "", "--story", empty, "ask", "hi")
	if r.status != 1 || !strings.HasPrefix(r.stderr, "bot: a story needs at least one article: the folder ") {
		t.Errorf("got %+v", r)
	}
}
