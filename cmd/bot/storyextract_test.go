package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const flood = `Flood closes bridge in Norvik
The mayor of Norvik, Anna Berg, said on Monday that the bridge would stay closed until Friday.
“We ask for patience,” Berg said. “Nobody was hurt.”
`

func TestStoryExtract(t *testing.T) {
	path := file(t, "flood.txt", flood)
	r := run(t, nil, "", "story", "extract", path)
	for _, want := range []string{"name: Anna Berg", "by: anna-berg", "quote: \"“We ask for patience,”\"", "extracted: true"} {
		if !strings.Contains(r.stdout, want) && !strings.Contains(r.stdout, strings.ReplaceAll(want, `"`, "")) {
			t.Errorf("no %q in\n%s", want, r.stdout)
		}
	}
	if r.status != 0 || r.stderr != "" {
		t.Errorf("got %d %q", r.status, r.stderr)
	}

	draft := filepath.Join(t.TempDir(), "flood.yaml")
	if r := run(t, nil, "", "story", "extract", path, "-o", draft); r.status != 0 || !strings.HasPrefix(r.stdout, draft+": ") {
		t.Errorf("got %+v", r)
	}
	if r := run(t, nil, "", "story", "check", draft, "--article", path); r.status != 0 || !strings.Contains(r.stdout, " is sound: ") {
		t.Errorf("got %+v", r)
	}
	if r := run(t, nil, "", "story", "show", draft); r.status != 0 || !strings.Contains(r.stdout, "Anna Berg") {
		t.Errorf("got %+v", r)
	}
	if r := run(t, nil, "", "story", "check", path, "--article", path); r.status != 0 {
		t.Errorf("got %+v", r)
	}
}

// Of a web page the main text is the story.
func TestStoryOfAPage(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(flood), "\n")
	page := `<html><head><title>` + lines[0] + `</title></head><body><div id="cookie-notice"><p>` + strings.Repeat("We keep cookies on your device, and so do our partners. ", 9) + `</p></div>` +
		`<div><h1>` + lines[0] + `</h1><p>` + lines[1] + `</p><p>` + lines[2] + ` Some 340 people wait.</p></div></body></html>`
	path := file(t, "flood.html", page)
	r := run(t, nil, "", "story", "show", path)
	if r.status != 0 || strings.Contains(r.stdout, "cookies") || !strings.Contains(r.stdout, "Anna Berg") || !strings.Contains(r.stdout, "count 340 people") {
		t.Errorf("got %+v", r)
	}
	if r := run(t, nil, "", "story", "check", path, "--article", path); r.status != 0 {
		t.Errorf("got %+v", r)
	}
}

// A draft that somebody may have worked on is not replaced unasked.
func TestStoryExtractKeeps(t *testing.T) {
	path := file(t, "flood.txt", flood)
	draft := file(t, "draft.yaml", "mine")
	r := run(t, nil, "", "story", "extract", path, "-o", draft)
	if got, _ := os.ReadFile(draft); r.status != 1 || !strings.Contains(r.stderr, "add --force") || string(got) != "mine" {
		t.Errorf("got %+v, and the file has %q", r, got)
	}
	r = run(t, nil, "", "story", "extract", path, "-o", draft, "--force")
	if got, _ := os.ReadFile(draft); r.status != 0 || !strings.Contains(string(got), "schema: 1") {
		t.Errorf("got %+v, and the file has %q", r, got)
	}
}

func TestStoryExtractRefuses(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"empty.txt", " \n", "the file is empty"},
		{"title.txt", "Only a headline\n", "no paragraph below the headline"},
		{"picture.txt", "\x89PNG\r\n\x1a\n\x00\x00", "not a text file"},
	} {
		r := run(t, nil, "", "story", "extract", file(t, c.name, c.text))
		if r.status != 1 || r.stdout != "" || !strings.Contains(r.stderr, c.want) {
			t.Errorf("%s: got %+v", c.name, r)
		}
	}
	for _, c := range []struct{ path, want string }{
		{"none.txt", `there is no file "none.txt"; name an article`},
		{t.TempDir(), "this is a folder"},
	} {
		r := run(t, nil, "", "story", "extract", c.path)
		if r.status != 1 || !strings.Contains(r.stderr, c.want) {
			t.Errorf("%s: got %+v", c.path, r)
		}
	}
	r := run(t, nil, "", "story", "extract", file(t, "flood.txt", flood), "-o", filepath.Join(t.TempDir(), "no", "file"))
	if r.status != 1 || !strings.Contains(r.stderr, "cannot be written") {
		t.Errorf("got %+v", r)
	}
}

// What an article says can be asked without any story file.
func TestAskArticle(t *testing.T) {
	r := run(t, nil, "", "ask", "--story", file(t, "flood.txt", flood), "--state", "none", "what did Berg say about patience?")
	if r.status != 0 || !strings.Contains(r.stdout, "patience") {
		t.Errorf("got %+v", r)
	}
}
