package main_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"dragoman/adapters/telegram/telegramtest"
	bot "dragoman/cmd/bot"
)

// inProcess is the program in this process, serving.
type inProcess struct {
	log     *lockedBuffer
	hangUp  chan os.Signal
	api     *telegramtest.Server
	answers int
}

// serveHere runs bot serve in this process until the test ends.
func serveHere(t *testing.T, args ...string) *inProcess {
	t.Helper()
	s := &inProcess{log: newBuffer(), hangUp: make(chan os.Signal, 1), api: telegramtest.NewServer(botToken)}
	t.Cleanup(s.api.Close)
	p := program(t, map[string]string{"TELEGRAM_TOKEN": botToken})
	p.HangUps = func() (<-chan os.Signal, func()) { return s.hangUp, func() {} }
	s.run(t, p, append([]string{"serve", "--state", "none", "--listen", "off", "--telegram-api", s.api.URL}, args...))
	return s
}

func (s *inProcess) run(t *testing.T, p bot.Program, args []string) {
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan int, 1)
	go func() { ended <- p.Run(ctx, args, strings.NewReader(""), io.Discard, s.log) }()
	t.Cleanup(func() {
		cancel()
		if status := <-ended; status != 0 {
			t.Errorf("exit status %d:\n%s", status, s.log)
		}
		if strings.Contains(s.log.String(), "AAsecret") {
			t.Errorf("the token is in the log:\n%s", s.log)
		}
	})
}

// said waits until the log has said something n times.
func (s *inProcess) said(t *testing.T, n int, text string) {
	t.Helper()
	for strings.Count(s.log.String(), text) < n {
		before := s.log.String()
		if strings.Count(before, text) < n && !s.log.awaitMore(len(before)) {
			t.Fatalf("the log does not say %q %d times:\n%s", text, n, s.log)
		}
	}
}

func (s *inProcess) ask(t *testing.T, user int64, question string) string {
	t.Helper()
	s.api.Say(user, question)
	s.answers++
	return s.api.Await(t, s.answers)[s.answers-1].Text
}

// A story file and an article with its overlay count as they are now, when they
// change and when the bot is told to read them. What is broken counts as it was.
func TestServeReadsStoryAgain(t *testing.T) {
	const article = "Flood closes the Kelda bridge\n\nKELDA, 12 May 2025 - The river Orm flooded the old bridge of Kelda on Monday, Mayor Ida Brandt said.\n\nBrandt said that 12 families had left their homes.\n"
	t.Run("story file", func(t *testing.T) {
		t.Parallel()
		src, err := os.ReadFile(harbour)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "story.yaml")
		put(t, filepath.Dir(path), "story.yaml", string(src))
		s := serveHere(t, "--story", path)
		const question = "how long is the harbour closed?"
		if got := s.ask(t, 7, question); !strings.HasPrefix(got, "For a week.") {
			t.Errorf("got %q", got)
		}
		put(t, filepath.Dir(path), "story.yaml", strings.Replace(string(src), "answer: For a week.", "answer: For eight days.", 1))
		s.said(t, 1, "the story has a new edition")
		if got := s.ask(t, 8, question); !strings.HasPrefix(got, "For eight days.") {
			t.Errorf("got %q", got)
		}
		put(t, filepath.Dir(path), "story.yaml", "schema: 1\nstorry: x\n")
		s.said(t, 1, "the story stays as it was")
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		s.hangUp <- syscall.SIGHUP
		s.said(t, 2, "the story stays as it was")
		if got := s.ask(t, 9, question); !strings.HasPrefix(got, "For eight days.") {
			t.Errorf("got %q", got)
		}
	})
	t.Run("article", func(t *testing.T) {
		t.Parallel()
		dir := t.TempDir()
		put(t, dir, "a.txt", article)
		put(t, dir, "fix.yaml", "hide:\n  - no such words\n")
		s := serveHere(t, "--story", filepath.Join(dir, "a.txt"), "--overlay", filepath.Join(dir, "fix.yaml"))
		const question = "how many families had left their homes?"
		if got := s.ask(t, 7, question); !strings.Contains(got, "12 families") {
			t.Errorf("got %q", got)
		}
		s.said(t, 1, "the overlay speaks of what the story does not have")
		put(t, dir, "fix.yaml", "hide:\n  - 12 families had left\n")
		s.said(t, 1, "the story has a new edition")
		if got := s.ask(t, 8, question); strings.Contains(got, "12 families") {
			t.Errorf("got %q", got)
		}
	})
	t.Run("folder", func(t *testing.T) {
		t.Parallel()
		dir := t.TempDir()
		put(t, dir, "2025-05-12-flood.txt", article)
		s := serveHere(t, "--story", dir)
		s.ask(t, 7, "hi")
		s.hangUp <- syscall.SIGHUP
		s.said(t, 1, "the story has a new edition")
	})
}

// The settings that may change while the bot runs do so when the config file changes
// and when the bot is told to read it; of the others it says that they wait. A wrong
// one leaves all as they were.
func TestServeReadsSettingsAgain(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	config := func(text string) { put(t, dir, "config.yaml", text) }
	config("user-burst: 1\nuser-every: 1h\nstory: " + mustAbs(t, harbour) + "\n")
	s := serveHere(t, "--config", filepath.Join(dir, "config.yaml"))
	const question, slow = "how long is the harbour closed?", "a little fast"
	if got := s.ask(t, 7, question); !strings.HasPrefix(got, "For a week.") {
		t.Errorf("got %q", got)
	}
	if got := s.ask(t, 7, question); !strings.Contains(got, slow) {
		t.Errorf("got %q", got)
	}
	config("user-burst: 9\nuser-every: 1ns\nstory: " + mustAbs(t, harbour) + "\n")
	s.said(t, 1, `changed="--user-burst --user-every"`)
	for range 2 {
		if got := s.ask(t, 8, question); !strings.HasPrefix(got, "For a week.") {
			t.Errorf("got %q", got)
		}
	}
	config("user-burst: none\nuser-every: -1s\nchat-every: soon\n")
	s.said(t, 3, "the settings stay as they were")
	for _, want := range []string{"config.yaml:1: ", "config.yaml:2: ", "config.yaml:3: "} {
		s.said(t, 1, want)
	}
	config("user-burst: 9\nuser-every: 1ns\nlog-level: error\nbriefings: off\ntelegram-drop-webhook: true\n")
	s.hangUp <- syscall.SIGHUP
	s.said(t, 1, "changed=--log-level")
	s.said(t, 1, `count after a restart only" settings="--briefings --story --telegram-drop-webhook"`)
	if got := s.ask(t, 8, question); !strings.HasPrefix(got, "For a week.") {
		t.Errorf("got %q", got)
	}
	logged := s.log.String()
	if i := strings.LastIndex(logged, "changed=--log-level"); strings.Contains(logged[i:], "level=INFO") {
		t.Errorf("it goes on talking:\n%s", logged[i:])
	}
}

// The folder of a story gets a feed, another one, and none.
func TestServeChangesFeed(t *testing.T) {
	t.Parallel()
	asked := make(chan string, 100)
	news := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked <- r.URL.Path
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprintf(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>The Kelda Post</title>
<item><guid>%s</guid><title>Flood closes the Kelda bridge</title><pubDate>Mon, 12 May 2025 10:00:00 GMT</pubDate>
<description>&lt;p&gt;The river Orm flooded the old bridge of Kelda on Monday, Mayor Ida Brandt said.&lt;/p&gt;</description></item>
</channel></rss>`, r.URL.Path)
	}))
	defer news.Close()
	dir, story := t.TempDir(), t.TempDir()
	put(t, story, "2025-05-11-rain.txt", "Rain in Kelda\n\nKELDA - It rained in Kelda on Sunday, farmer Olaf Lund said.\n")
	set := func(text string) { put(t, dir, "config.yaml", "log-level: info\n"+text) }
	set("")
	s := serveHere(t, "--story", story, "--config", filepath.Join(dir, "config.yaml"))
	s.ask(t, 7, "hi")
	for n, path := range []string{"/one", "/two"} {
		set("feed: " + news.URL + path + "\n")
		s.hangUp <- syscall.SIGHUP
		s.said(t, n+1, "changed=--feed")
		if got := <-asked; got != path {
			t.Errorf("%s was asked, not %s", got, path)
		}
		s.said(t, 1, fmt.Sprintf("articles=%d", n+2))
	}
	set("")
	s.hangUp <- syscall.SIGHUP
	s.said(t, 3, "changed=--feed")
}

func mustAbs(t *testing.T, path string) string {
	t.Helper()
	abs, err := filepath.Abs(path)
	if err != nil {
		t.Fatal(err)
	}
	return abs
}
