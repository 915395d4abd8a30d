package main_test

import (
	"os"
	"strings"
	"testing"
)

func TestStoryCheck(t *testing.T) {
	for _, args := range [][]string{{harbour}, {harbour, "--article", "testdata/harbour.txt"}} {
		r := run(t, nil, "", append([]string{"story", "check"}, args...)...)
		if want := harbour + " is sound: 4 items, 7 ways of asking\n"; r.status != 0 || r.stdout != want || r.stderr != "" {
			t.Errorf("%q: got %+v", args, r)
		}
	}
	r := run(t, nil, "", "story", "check", "riyadh")
	if r.status != 0 || !strings.HasPrefix(r.stdout, "riyadh is sound: ") {
		t.Errorf("got %+v", r)
	}
}

func TestStoryCheckProblems(t *testing.T) {
	src, err := os.ReadFile(harbour)
	if err != nil {
		t.Fatal(err)
	}
	broken := strings.NewReplacer("where: costa-verde", "where: [costa-verde", "gone,”", "gone,").Replace(string(src))
	path := file(t, "story.yaml", broken)
	r := run(t, nil, "", "story", "check", path)
	if r.status != 1 || !strings.HasPrefix(r.stdout, path+":") || r.stderr != "" {
		t.Errorf("got %+v", r)
	}

	wrong := strings.NewReplacer("nearest: ruiz-crane", "nearest: ruiz-\u202ecran", "verb: told", "verb_: told").Replace(string(src))
	path = file(t, "story.yaml", wrong)
	r = run(t, nil, "", "story", "check", path)
	if r.status != 1 || strings.Count(r.stdout, path+":") != 2 || strings.Count(r.stdout, "\n") != 2 || strings.Contains(r.stdout, "\u202e") {
		t.Errorf("got %+v", r)
	}
	// The same problems, where the story is to be used.
	r = run(t, nil, "", "ask", "--story", path, "hi")
	if r.status != 1 || !strings.HasPrefix(r.stderr, "bot:\n"+path+":") {
		t.Errorf("got %+v", r)
	}

	r = run(t, nil, "", "story", "check", "none.yaml")
	if r.status != 1 || r.stdout != "" || !strings.HasPrefix(r.stderr, "bot: there is no story \"none.yaml\"") {
		t.Errorf("got %+v", r)
	}
}

func TestStoryShow(t *testing.T) {
	r := run(t, nil, "", "story", "show", harbour)
	if r.status != 0 || r.stderr != "" {
		t.Errorf("got %d %s", r.status, r.stderr)
	}
	golden(t, "harbour.show", r.stdout)
	if again := run(t, map[string]string{"DRAGOMAN_STORY": harbour}, "", "story", "show"); again != r {
		t.Errorf("got %+v", again)
	}
}

// All that the built-in story has is shown.
func TestStoryShowRiyadh(t *testing.T) {
	r := run(t, nil, "", "story", "show")
	for _, want := range []string{"Sergey Lavrov", "Foreign Minister of Russia", "18 February 2025", "15 to 16 February 2025", "The story does not say"} {
		if !strings.Contains(r.stdout, want) {
			t.Errorf("no %q", want)
		}
	}
}
