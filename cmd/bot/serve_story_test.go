package main_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dragoman/adapters/telegram/telegramtest"
)

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

func said(t *testing.T, p *process, text string) {
	t.Helper()
	if !p.log.await(text) {
		t.Fatalf("the log does not say %q:\n%s", text, p.log)
	}
}

// A folder of articles is one story, which changes while the bot serves: a new
// article counts at once, and one that breaks counts as it was.
func TestServeFollowsFolder(t *testing.T) {
	api := telegramtest.NewServer(botToken)
	defer api.Close()
	dir := t.TempDir()
	put(t, dir, "2025-05-12-flood.txt", "Flood closes the Kelda bridge\n\nKELDA - The river Orm flooded the old bridge of Kelda on Monday, Mayor Ida Brandt said.\n\nBrandt said that 12 families had left their homes.\n")
	p := serve(t, api.URL, "none", "--story", dir)
	asked := 0
	ask := func(question string) string {
		asked++
		api.Say(7, question)
		return api.Await(t, asked)[asked-1].Text
	}
	if got := ask("who is Ida Brandt?"); !strings.Contains(got, "Mayor") {
		t.Errorf("got %q", got)
	}
	put(t, dir, "2025-05-14-flood.txt", "Kelda bridge is to be torn down\n\nKELDA - The old bridge of Kelda will be torn down in June, engineer Jonas Falk said on Wednesday.\n\nFalk said the repair would have cost 4 million euros.\n")
	said(t, p, "the story has a new edition")
	if got := ask("who is Jonas Falk?"); !strings.Contains(got, "engineer") {
		t.Errorf("got %q", got)
	}
	put(t, dir, "2025-05-14-flood.txt", "\x00\x01\x02")
	said(t, p, "an article is left out, or counts as it was before")
	if got := ask("what did Falk say?"); !strings.Contains(got, "4 million euros") {
		t.Errorf("got %q", got)
	}
}

// The items of a feed that match become articles of the folder.
func TestServeFollowsFeed(t *testing.T) {
	api := telegramtest.NewServer(botToken)
	defer api.Close()
	news := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprint(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>The Kelda Post</title>
<item><guid>1</guid><title>Flood closes the Kelda bridge</title><pubDate>Mon, 12 May 2025 10:00:00 GMT</pubDate>
<description>&lt;p&gt;The river Orm flooded the old bridge of Kelda on Monday, Mayor Ida Brandt said.&lt;/p&gt;</description></item>
<item><guid>2</guid><title>Sheep wins prize</title><pubDate>Mon, 12 May 2025 11:00:00 GMT</pubDate>
<description>&lt;p&gt;A sheep that belongs to farmer Olaf Lund won the first prize of the market on Monday.&lt;/p&gt;</description></item>
</channel></rss>`)
	}))
	defer news.Close()
	dir := filepath.Join(t.TempDir(), "story")
	serve(t, api.URL, "none", "--story", dir, "--feed", news.URL, "--match", "flood")
	api.Say(7, "who is Ida Brandt?")
	if got := api.Await(t, 1)[0].Text; !strings.Contains(got, "Mayor") || !strings.Contains(got, "The Kelda Post") {
		t.Errorf("got %q", got)
	}
	api.Say(8, "who won the first prize of the market?")
	if got := api.Await(t, 2)[1].Text; strings.Contains(got, "sheep") || strings.Contains(got, "Sheep") {
		t.Errorf("got %q", got)
	}
}
