package feed_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dragoman/adapters/feed"
)

func TestPollSavesArticles(t *testing.T) {
	s := serve(t, text(rssOf(itemOf("a1", "Ferries: “no end” &amp; <![CDATA[<b>strike</b>]]>", strike))))
	dir := filepath.Join(t.TempDir(), "new", "folder")
	f, _ := open(t, feed.Options{URL: s.URL + "/feed?token=secret", Folder: dir, Version: "1.2 beta"})
	poll(t, f, 1)
	all := saved(t, dir)
	a := only(t, dir)
	if a.Title != "Ferries: “no end” & strike" || a.Publisher != "Harbour News" || a.URL != "https://news.example/a1" ||
		a.Language != "en-gb" || a.Paragraphs[1].Text != strike || len(a.Paragraphs) != 2 {
		t.Errorf("got %+v", a)
	}
	if day := a.Published.Format("2006-01-02"); day != "2025-02-18" {
		t.Errorf("published on %s: the day is the publisher's own", day)
	}
	for name := range all {
		if !strings.HasPrefix(name, "2025-02-18-ferries-no-end-strike-") || !strings.HasSuffix(name, ".md") {
			t.Errorf("the file is named %s", name)
		}
	}
	if agent := s.last().Get("User-Agent"); agent != "Dragoman/1.2-beta" {
		t.Errorf("User-Agent is %q", agent)
	}
	poll(t, f, 0)
}

func TestPollIsConditional(t *testing.T) {
	dir := t.TempDir()
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"v1"`)
		w.Header().Set("Last-Modified", "Tue, 18 Feb 2025 10:00:00 GMT")
		if r.Header.Get("If-None-Match") == `"v1"` && r.Header.Get("If-Modified-Since") != "" {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write([]byte(rssOf(itemOf("a1", "Strike", strike))))
	})
	opts := feed.Options{URL: s.URL, Folder: dir}
	f, _ := open(t, opts)
	poll(t, f, 1)
	poll(t, f, 0)
	if s.last().Get("If-None-Match") == "" {
		t.Error("the second poll is not conditional")
	}
	again, _ := open(t, opts)
	poll(t, again, 0)
	if s.last().Get("If-None-Match") == "" {
		t.Error("the validators do not survive a restart")
	}
	opts.Match = "strike"
	other, _ := open(t, opts)
	poll(t, other, 0)
	if s.last().Get("If-None-Match") != "" {
		t.Error("other words to match, and the feed is not read again")
	}
}

func TestPollUpdates(t *testing.T) {
	dir := t.TempDir()
	atom := func(updated, title, text string) string {
		return `<feed xmlns="http://www.w3.org/2005/Atom"><title>Atom News</title><entry><id>urn:1</id><title>` + title + `</title>` +
			`<link href="/one"/><published>2025-02-18T08:00:00Z</published><updated>` + updated + `</updated><content type="html">&lt;p&gt;` + text + `&lt;/p&gt;</content></entry></feed>`
	}
	s := serve(t, text(atom("2025-02-18T08:00:00Z", "First", strike)))
	f, _ := open(t, feed.Options{URL: s.URL, Folder: dir})
	poll(t, f, 1)
	s.now(text(atom("2025-02-18T09:00:00Z", "Second", strike)))
	poll(t, f, 1)
	if a := only(t, dir); a.Title != "Second" || a.URL != s.URL+"/one" {
		t.Errorf("got %+v", a)
	}
	s.now(text(atom("2025-02-18T08:00:00Z", "First", strike))) // an old copy
	poll(t, f, 0)
	s.now(text(atom("2025-02-18T09:00:00Z", "Second", strike+" It goes on.")))
	poll(t, f, 1)

	// Whoever deletes a file does not want it, until it changes.
	for name := range saved(t, dir) {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	poll(t, f, 0)
	s.now(text(atom("2025-02-18T10:00:00Z", "Third", strike)))
	poll(t, f, 1)
}

func TestPollBeginsAnewWithoutState(t *testing.T) {
	for name, garbage := range map[string]string{"garbage": "{", "another version": `{"version":9,"seen":{}}`, "null": "null"} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			s := serve(t, text(rssOf(itemOf("a1", "Strike", strike))))
			opts := feed.Options{URL: s.URL, Folder: dir}
			f, _ := open(t, opts)
			poll(t, f, 1)
			write(t, stateFile(t, dir), garbage)
			again, log := open(t, opts)
			if !strings.Contains(log.String(), "beginning anew") {
				t.Errorf("nothing is said: %s", log)
			}
			poll(t, again, 0)
			s.now(text(rssOf(itemOf("a1", "Another title", strike))))
			poll(t, again, 1)
			if a := only(t, dir); a.Title != "Another title" {
				t.Errorf("got %q", a.Title)
			}
		})
	}
}

func TestPollRefuses(t *testing.T) {
	for _, tt := range []struct {
		name    string
		handler http.HandlerFunc
		want    string
	}{
		{"401", status(401), "does not let"},
		{"403", status(403), "does not let"},
		{"404", status(404), "no feed at the address"},
		{"410", status(410), "gone for good"},
		{"429", status(429), "less often"},
		{"500", status(500), "status 500"},
		{"204", status(204), "status 204"},
		{"304 unasked", status(304), "status 304"},
		{"garbage", text("\x00\x01garbage"), "no RSS"},
		{"a page", text("<!DOCTYPE html><html><body><p>Hello</p></body></html>"), "no RSS"},
		{"empty", text(""), "no RSS"},
		{"broken JSON", text(`{"version":`), "no RSS"},
		{"cut off", text(`<rss version="2.0"><channel><item>`), "no RSS"},
		{"deep", text(`<rss version="2.0"><channel>` + strings.Repeat("<x:y>", 100_000)), "nests"},
		{"huge", func(w http.ResponseWriter, _ *http.Request) {
			for range 9 {
				_, _ = w.Write(make([]byte, 1<<20))
			}
		}, "more than 8 MiB"},
		{"round and round", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/again", http.StatusFound) }, "more than 5 times"},
		{"to a file", func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
		}, "neither http nor https"},
		{"to nowhere", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "http://[::secret")
			w.WriteHeader(302)
		}, "none"},
		{"cut short", func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "1000")
			_, _ = w.Write([]byte("<rss"))
		}, "EOF"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := serve(t, tt.handler)
			dir := t.TempDir()
			address := strings.Replace(s.URL, "http://", "http://me:secret@", 1) + "/feed?key=secret"
			f, log := open(t, feed.Options{URL: address, Folder: dir})
			n, err := f.Poll(t.Context())
			if err == nil || !strings.Contains(err.Error(), tt.want) || n != 0 {
				t.Errorf("got %d, %v", n, err)
			}
			if strings.Contains(fmt.Sprint(err, log), "secret") {
				t.Errorf("a secret is told: %v %s", err, log)
			}
			if errors.Is(err, feed.ErrGone) != (tt.name == "410") {
				t.Errorf("got %v", err)
			}
			if len(saved(t, dir)) != 0 {
				t.Error("something is saved")
			}
		})
	}
}

func TestPollFollowsRedirects(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/aaaaa" { // five times
			http.Redirect(w, r, r.URL.Path+"a", http.StatusMovedPermanently)
			return
		}
		_, _ = w.Write([]byte(rssOf(itemOf("a1", "Strike", strike))))
	})
	f, _ := open(t, feed.Options{URL: s.URL + "/", Folder: t.TempDir()})
	poll(t, f, 1)
}

func TestPollEndsWithContext(t *testing.T) {
	asked := make(chan struct{})
	s := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		close(asked)
		<-r.Context().Done()
	})
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-asked
		cancel()
	}()
	f, _ := open(t, feed.Options{URL: s.URL, Folder: t.TempDir()})
	if _, err := f.Poll(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

func TestNewRefuses(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	write(t, file, "x")
	for name, opts := range map[string]feed.Options{
		"no address":    {Folder: t.TempDir()},
		"a file":        {URL: "file:///etc/passwd", Folder: t.TempDir()},
		"no host":       {URL: "https:///secret", Folder: t.TempDir()},
		"no folder":     {URL: "https://a.example/secret"},
		"not a folder":  {URL: "https://a.example/secret", Folder: file},
		"too often":     {URL: "https://a.example/secret", Folder: t.TempDir(), Interval: 1},
		"a bad pattern": {URL: "https://a.example/secret", Folder: t.TempDir(), Match: "(a"},
	} {
		if _, err := feed.New(opts); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// What came encrypted is not taken from somebody in between.
func TestPollStaysEncrypted(t *testing.T) {
	plain := serve(t, text(rssOf(itemOf("a1", "Strike", strike))))
	closed := httptest.NewTLSServer(http.RedirectHandler(plain.URL, http.StatusFound))
	t.Cleanup(closed.Close)
	f, _ := open(t, feed.Options{URL: closed.URL, Folder: t.TempDir(), Transport: closed.Client().Transport})
	if _, err := f.Poll(t.Context()); err == nil || !strings.Contains(err.Error(), "from https") {
		t.Errorf("got %v", err)
	}
}
