package feed_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"dragoman/adapters/feed"
	"dragoman/knowledge/article"
)

const strike = "Ferry crews on the northern line stopped work at dawn on Monday, their union said."

// rssOf writes an RSS 2.0 feed around items.
func rssOf(items ...string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>` +
		`<title>Harbour News</title><link>https://news.example/</link><language>en-gb</language>` + strings.Join(items, "") + `</channel></rss>`
}

// itemOf writes an item with full text.
func itemOf(guid, title, text string) string {
	return fmt.Sprintf(`<item><guid>%s</guid><title>%s</title><link>https://news.example/%s</link><pubDate>Tue, 18 Feb 2025 23:30:00 -0500</pubDate>`+
		`<description>short</description><content:encoded><![CDATA[<p>%s</p>]]></content:encoded></item>`, guid, title, guid, text)
}

// server gives out a feed that a test may change.
type server struct {
	*httptest.Server
	mu       sync.Mutex
	handler  http.HandlerFunc
	requests []http.Header
}

func serve(t *testing.T, h http.HandlerFunc) *server {
	t.Helper()
	s := &server{handler: h}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.requests = append(s.requests, r.Header.Clone())
		h := s.handler
		s.mu.Unlock()
		h(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func text(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(body)) }
}

func (s *server) now(h http.HandlerFunc) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.handler = h
}

func (s *server) last() http.Header {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requests[len(s.requests)-1]
}

// open returns a feed and what it logs.
func open(t *testing.T, opts feed.Options) (*feed.Feed, *bytes.Buffer) {
	t.Helper()
	var log bytes.Buffer
	opts.Log = slog.New(slog.NewTextHandler(&log, nil))
	f, err := feed.New(opts)
	if err != nil {
		t.Fatal(err)
	}
	return f, &log
}

func poll(t *testing.T, f *feed.Feed, want int) {
	t.Helper()
	n, err := f.Poll(t.Context())
	if err != nil || n != want {
		t.Fatalf("got %d files and error %v, want %d", n, err, want)
	}
}

// saved reads the articles of a folder, by name.
func saved(t *testing.T, folder string) map[string]*article.Article {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, "[^.]*"))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]*article.Article{}
	for _, name := range names {
		a, err := article.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(name)] = a
	}
	left, _ := filepath.Glob(filepath.Join(folder, ".new-*"))
	if len(left) > 0 {
		t.Errorf("temporary files are left: %q", left)
	}
	return all
}

func only(t *testing.T, folder string) *article.Article {
	t.Helper()
	all := saved(t, folder)
	if len(all) != 1 {
		t.Fatalf("got %d articles, want 1: %v", len(all), all)
	}
	for _, a := range all {
		return a
	}
	return nil
}

func stateFile(t *testing.T, folder string) string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(folder, ".feed-*.json"))
	if err != nil || len(names) != 1 {
		t.Fatalf("got %q, %v", names, err)
	}
	return names[0]
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
