package main_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// inDocs returns the article and the overlay that docs/STORY-FORMAT.md has for an
// example, as files.
func inDocs(t *testing.T) (article, overlay string) {
	t.Helper()
	block, _ := blocksOfDocs(t)
	return file(t, "flood.txt", block("text")), file(t, "flood.overlay.yaml", block("yaml"))
}

// blocksOfDocs returns what finds the blocks of the section about overlays by their
// languages, and the warning that it shows.
func blocksOfDocs(t *testing.T) (block func(language string) string, warning string) {
	t.Helper()
	src, err := os.ReadFile("../../docs/STORY-FORMAT.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, ok := strings.Cut(string(src), "\n## Corrections that stay\n")
	if !ok {
		t.Fatal("there is no section about overlays")
	}
	return func(language string) string {
		m := regexp.MustCompile("(?s)\n```" + language + "\n(.*?\n)```\n").FindStringSubmatch(section)
		if m == nil {
			t.Fatalf("there is no %s", language)
		}
		return m[1]
	}, regexp.MustCompile("bot: flood.overlay.yaml:.*\n").FindString(section)
}

// When the article changes, all but what it does not say any more still counts, and
// the warning is the one that the documentation shows.
func TestOverlayOfTheDocsSurvives(t *testing.T) {
	block, warning := blocksOfDocs(t)
	changed := strings.Replace(block("text"), "\n", "\nRain fell all night.\n", 1)
	changed = strings.NewReplacer("4 million", "5 million", "ran buses", "ran forty buses").Replace(changed)
	t.Chdir(t.TempDir())
	for name, text := range map[string]string{"flood.txt": changed, "flood.overlay.yaml": block("yaml")} {
		put(t, ".", name, text)
	}
	r := run(t, nil, "", "story", "show", "flood.txt", "--overlay", "flood.overlay.yaml")
	if r.status != 0 || r.stderr != warning {
		t.Errorf("got %d\n%s\nthe documentation has\n%s", r.status, r.stderr, warning)
	}
	for _, want := range []string{
		"Anna Berg: Mayor of Norvik [", "Jonas Falck: Engineer [6]", "Kelda Line: the bus company [7]", "Lea Vogt, lost her home at 12 Mill Lane. [5] (line 20)",
		"Nobody was hurt.”: said by Jonas Falck, not by Anna Berg [4] (line 12)",
	} {
		if !strings.Contains(r.stdout, want) {
			t.Errorf("no %q in\n%s", want, r.stdout)
		}
	}
}

// The example of the documentation does what it says.
func TestOverlayOfTheDocs(t *testing.T) {
	article, overlay := inDocs(t)
	r := run(t, nil, "", "story", "check", overlay)
	if r.status != 0 || !strings.Contains(r.stdout, " is sound: 7 corrections") || r.stderr != "" {
		t.Errorf("got %+v", r)
	}
	r = run(t, nil, "", "story", "show", article, "--overlay", overlay)
	if r.status != 0 || r.stderr != "" {
		t.Errorf("got %d %s", r.status, r.stderr)
	}
	for _, want := range []string{
		"What the overlay changes\n", "The Norvik Post, 13 May 2025, 6 paragraphs", "- Anna Berg: Mayor of Norvik [", "- Jonas Falck: Engineer [",
		"Organisations\n  - Kelda Line: the bus company [6]", "hidden: A nurse, Lea Vogt, lost her home at 12 Mill Lane. [4] (line 20)",
		"Nobody was hurt.”: said by Jonas Falck, not by Anna Berg [3] (line 12)",
	} {
		if !strings.Contains(r.stdout, want) {
			t.Errorf("no %q in\n%s", want, r.stdout)
		}
	}
	for question, want := range map[string]string{
		"who is Ana Berg?":                       "Anna Berg is the Mayor of Norvik.",
		"who said that nobody was hurt?":         "Jonas Falck",
		"how expensive is it to mend the bridge": "4 million euros",
		"what is the Kelda Line?":                "the bus company",
	} {
		r := run(t, nil, "", "ask", "--story", article, "--overlay", overlay, "--state", "none", question)
		if r.status != 0 || !strings.Contains(r.stdout, want) || !strings.Contains(r.stdout, "The Norvik Post, 13 May 2025") {
			t.Errorf("%s: got %+v", question, r)
		}
	}
	for _, question := range []string{"who is Lea Vogt?", "who lost her home?", "what happened at Mill Lane?"} {
		r := run(t, nil, "", "ask", "--story", article, "--overlay", overlay, "--state", "none", question)
		if r.status != 0 || strings.Contains(r.stdout, "Vogt") || strings.Contains(r.stdout, "home") || strings.Contains(r.stdout, "Mill") {
			t.Errorf("%s: got %+v", question, r)
		}
	}
}

func TestOverlayExtract(t *testing.T) {
	article, overlay := inDocs(t)
	draft := filepath.Join(t.TempDir(), "flood.yaml")
	if r := run(t, nil, "", "story", "extract", article, "--overlay", overlay, "-o", draft); r.status != 0 || r.stderr != "" {
		t.Fatalf("got %+v", r)
	}
	src, err := os.ReadFile(draft)
	if err != nil {
		t.Fatal(err)
	}
	for _, gone := range []string{"Vogt", "Mill Lane", "nobody is named beside"} {
		if strings.Contains(string(src), gone) {
			t.Errorf("there still is %q", gone)
		}
	}
	if !strings.Contains(string(src), "name: Jonas Falck") {
		t.Errorf("got\n%s", src)
	}
	if r := run(t, nil, "", "story", "check", draft, "--article", article); r.status != 0 {
		t.Errorf("got %+v", r)
	}
	if r := run(t, nil, "", "story", "diff", article, draft); r.status != 1 || !strings.Contains(r.stdout, "Gone\n  - A nurse, Lea Vogt") {
		t.Errorf("got %+v", r)
	}
	if r := run(t, nil, "", "story", "diff", article, draft, "--overlay", overlay); r.status != 2 || !strings.Contains(r.stderr, "edit the story file itself") {
		t.Errorf("got %+v", r)
	}
	if r := run(t, nil, "", "story", "diff", article, article, "--overlay", overlay); r.status != 0 {
		t.Errorf("got %+v", r)
	}
}

// What the article does not have any more is a warning; a mistake is refused.
func TestOverlayProblems(t *testing.T) {
	article := file(t, "flood.txt", flood)
	overlay := file(t, "o.yaml", "hide:\n  - the bridge burned down\n  - We ask for patience\n")
	r := run(t, nil, "", "ask", "--story", article, "--overlay", overlay, "--state", "none", "what did Berg ask for?")
	if r.status != 0 || !strings.HasPrefix(r.stderr, "bot: "+overlay+":2:5: no sentence has the words") || strings.Contains(r.stdout, "patience") {
		t.Errorf("got %+v", r)
	}
	overlay = file(t, "o.yaml", "hide:\n  - bridge\nhid: []\n")
	for _, args := range [][]string{
		{"ask", "hi"}, {"story", "show", article}, {"story", "extract", article}, {"eval", "none.jsonl"}, {"chat"}, {"story", "diff", article, article},
	} {
		r := run(t, nil, "", append(args, "--story", article, "--overlay", overlay, "--state", "none")...)
		want := "bot:\n" + overlay + ":2:5: number 1 of \"hide\" is too short to find a sentence by: write some more words, as the article has them\n" +
			overlay + ":3:1: unknown key \"hid\" in the overlay: write \"hide\"\n"
		if r.status != 1 || r.stdout != "" || r.stderr != want {
			t.Errorf("%v: got %+v", args, r)
		}
	}
	named := file(t, "flood.overlay.yaml", "hide: [bridge]\n")
	for _, args := range [][]string{{named}, {article, "--overlay", named}} {
		r := run(t, nil, "", append([]string{"story", "check"}, args...)...)
		if r.status != 1 || !strings.HasPrefix(r.stdout, named+":1:8: ") || r.stderr != "" {
			t.Errorf("%v: got %+v", args, r)
		}
	}
	r = run(t, nil, "", "ask", "--story", article, "--overlay", "none.yaml", "hi")
	if r.status != 1 || !strings.Contains(r.stderr, "none.yaml: there is no such file") {
		t.Errorf("got %+v", r)
	}
}

// An overlay goes with articles, and each folder has its own.
func TestOverlayGoesWithArticles(t *testing.T) {
	overlay := file(t, "my.overlay.yaml", "hide: [one two]\n")
	for _, c := range []struct{ story, want string }{
		{harbour, "edit the story file itself"},
		{"riyadh", "overlays are for stories that are made of articles"},
		{t.TempDir(), "save it there as overlay.yaml"},
		{overlay, "is an overlay, not a story"},
	} {
		for _, args := range [][]string{{"ask", "hi"}, {"story", "show"}} {
			r := run(t, nil, "", append(args, "--story", c.story, "--overlay", overlay)...)
			if r.status != 2 || r.stdout != "" || !strings.Contains(r.stderr, c.want) {
				t.Errorf("%s: got %+v", c.story, r)
			}
		}
	}
	// One that is set for good is for the story that is, and no other.
	article := file(t, "flood.txt", flood)
	config := file(t, "config.yaml", "story: "+article+"\noverlay: "+overlay+"\n")
	r := run(t, nil, "", "--config", config, "story", "show", harbour)
	if r.status != 0 || r.stderr != "" {
		t.Errorf("got %+v", r)
	}
	r = run(t, nil, "", "--config", config, "story", "show")
	if r.status != 0 || !strings.Contains(r.stderr, overlay+":1:8: ") {
		t.Errorf("got %+v", r)
	}
}

func TestOverlayInFolder(t *testing.T) {
	dir := firstDays(t, 2)
	put(t, dir, "overlay.yaml", "hide: [organisers said]\nasks:\n  - {words: the moon fell, asked: [did it fall]}\n")
	r := run(t, nil, "", "story", "show", dir)
	if r.status != 0 || !strings.Contains(r.stdout, "hidden: The Marenal Film Festival") || strings.Count(r.stdout, "Film Festival") != 1 {
		t.Errorf("got %+v", r)
	}
	if !strings.HasPrefix(r.stderr, `bot: overlay.yaml:3:13: no sentence has the words "the moon fell"`) {
		t.Errorf("got %s", r.stderr)
	}
	put(t, dir, "overlay.yaml", "hide: [moon]\n")
	r = run(t, nil, "", "ask", "--story", dir, "hi")
	if r.status != 1 || !strings.HasPrefix(r.stderr, "bot: overlay.yaml:1:8: ") {
		t.Errorf("got %+v", r)
	}
	put(t, dir, "another.overlay.yaml", "")
	r = run(t, nil, "", "ask", "--story", dir, "hi")
	if r.status != 1 || !strings.Contains(r.stderr, "more than one overlay: leave one") {
		t.Errorf("got %+v", r)
	}
}
