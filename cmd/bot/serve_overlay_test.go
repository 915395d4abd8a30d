package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dragoman/adapters/telegram/telegramtest"
)

// The overlay of a folder counts as soon as it changes. One that breaks counts as it
// was, also for articles that come after; one that is taken away does not count.
func TestServeFollowsOverlay(t *testing.T) {
	api := telegramtest.NewServer(botToken)
	defer api.Close()
	dir := t.TempDir()
	put(t, dir, "2025-05-12-flood.txt", "Flood closes the Kelda bridge\n\nKELDA - The river Orm flooded the old bridge of Kelda on Monday, Mayor Ida Brandt said.\n\nBrandt said that 12 families had left their homes.\n")
	p := serve(t, api.URL, "none", "--story", dir)
	asked := 0
	ask := func(question string) string {
		asked++
		api.Say(int64(6+asked), question)
		return api.Await(t, asked)[asked-1].Text
	}
	const homes = "how many families had left their homes?"
	if got := ask(homes); !strings.Contains(got, "12 families") {
		t.Errorf("got %q", got)
	}
	put(t, dir, "overlay.yaml", "people:\n  Ida Brandt: {aliases: [Ida the Brave]}\nhide:\n  - 12 families had left\n  - no such words\n")
	said(t, p, "the story has a new edition")
	said(t, p, "overlay.yaml:5:5: no sentence has the words")
	if got := ask(homes); strings.Contains(got, "12 families") {
		t.Errorf("got %q", got)
	}
	if got := ask("who is Ida the Brave?"); !strings.Contains(got, "Ida Brandt") {
		t.Errorf("got %q", got)
	}

	put(t, dir, "overlay.yaml", "hide: [\n")
	said(t, p, "the overlay counts as it was before")
	put(t, dir, "2025-05-14-flood.txt", "Kelda bridge is to be torn down\n\nKELDA - The old bridge of Kelda will be torn down in June, engineer Jonas Falk said on Wednesday.\n\nFalk said the repair would have cost 4 million euros.\n")
	said(t, p, "articles=2")
	if got := ask("who is Jonas Falk?"); !strings.Contains(got, "engineer") {
		t.Errorf("got %q", got)
	}
	if got := ask(homes); strings.Contains(got, "12 families") {
		t.Errorf("what was hidden is back: %q", got)
	}

	if err := os.Remove(filepath.Join(dir, "overlay.yaml")); err != nil {
		t.Fatal(err)
	}
	put(t, dir, "2025-05-15-flood.txt", "Sheep rescued in Kelda\n\nKELDA - Farmer Olaf Lund rescued a sheep on Thursday, he said.\n")
	said(t, p, "articles=3")
	if got := ask(homes); !strings.Contains(got, "12 families") {
		t.Errorf("got %q", got)
	}
}

// A bot does not begin to serve with a broken overlay: what it hides would be told.
func TestServeRefusesOverlay(t *testing.T) {
	dir := firstDays(t, 1)
	put(t, dir, "overlay.yaml", "hide: [moon]\n")
	env := map[string]string{"TELEGRAM_TOKEN": botToken}
	r := run(t, env, "", "serve", "--state", "none", "--story", dir)
	if r.status != 1 || !strings.HasPrefix(r.stderr, "bot: overlay.yaml:1:8: ") {
		t.Errorf("got %+v", r)
	}
	r = run(t, env, "", "serve", "--state", "none", "--story", dir, "--overlay", filepath.Join(dir, "overlay.yaml"))
	if r.status != 2 || !strings.Contains(r.stderr, "save it there as overlay.yaml") {
		t.Errorf("got %+v", r)
	}
}
