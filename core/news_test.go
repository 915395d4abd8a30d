package core_test

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"dragoman/core"
	"dragoman/knowledge"
	reader "dragoman/knowledge/article"
	"dragoman/knowledge/extract"
)

const growingStory = "../knowledge/extract/testdata/growing"

// growing is a story of four articles, of 12, 13, 14 and 16 May 2025; with fewer
// than four, the first of them.
func growing(tb testing.TB, articles int) *knowledge.Base {
	tb.Helper()
	files, err := filepath.Glob(growingStory + "/*.md")
	if err != nil || len(files) != 4 {
		tb.Fatalf("%d articles, %v", len(files), err)
	}
	var all []*reader.Article
	for _, f := range files[:articles] {
		a, err := reader.ReadFile(f)
		if err != nil {
			tb.Fatal(err)
		}
		all = append(all, a)
	}
	base, err := extract.Stories(all)
	if err != nil {
		tb.Fatal(err)
	}
	return base
}

func date(t testing.TB, s string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestGrowingStory asks for what holds, what held, and what is new, on the day of
// the newest article.
func TestGrowingStory(t *testing.T) {
	bot, err := core.New(growing(t, 4), core.Options{})
	if err != nil {
		t.Fatal(err)
	}
	file, err := os.Open(growingStory + "/questions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		var q struct {
			Text, Published string
			Must            []string
			MustNot         []string `json:"must_not"`
			Paragraph       int
		}
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			t.Fatal(err)
		}
		t.Run(q.Text, func(t *testing.T) {
			reply, err := bot.Reply(context.Background(), core.Message{Conversation: q.Text, Text: q.Text, Time: date(t, "2025-05-16").Add(15 * time.Hour)})
			if err != nil {
				t.Fatal(err)
			}
			for _, s := range q.Must {
				if !strings.Contains(reply.Answer, s) {
					t.Errorf("lacks %q", s)
				}
			}
			for _, s := range q.MustNot {
				if strings.Contains(reply.Answer, s) {
					t.Errorf("says %q", s)
				}
			}
			if !slices.ContainsFunc(reply.Evidence, func(e core.Evidence) bool {
				return e.Paragraph == q.Paragraph && e.Published.Equal(date(t, q.Published)) && e.Article != ""
			}) {
				t.Fatalf("%q cites %v", reply.Answer, reply.Evidence)
			}
			if newest := reply.Evidence[len(reply.Evidence)-1]; !reply.Source.AsOf.Equal(newest.Published) || reply.Source.Title != newest.Article {
				t.Errorf("its source is %v", reply.Source)
			}
			if n := utf8.RuneCountInString(reply.Answer); n > core.MaxAnswer || len(reply.Evidence) > core.MaxListEvidence {
				t.Errorf("%d runes, %d paragraphs", n, len(reply.Evidence))
			}
			if t.Failed() {
				t.Log(reply.Answer)
			}
		})
	}
}

func TestNews(t *testing.T) {
	b := growing(t, 4)
	for _, c := range []struct {
		name, since string
		has, lacks  []string
	}{
		{"before all", "2025-05-11", []string{"€9 million", "bridge", "340 homes", "sports hall"}, []string{"310 homes", "Before"}},
		{"since the first", "2025-05-12", []string{"as of 12 May 2025: The flood has destroyed 310 homes", "bridge"}, []string{"Schools in Marenal are closed"}},
		{"since the one before", "2025-05-15", []string{"57"}, []string{"bridge", "340"}},
		{"since the newest", "2025-05-16", []string{"There is nothing new since 16 May 2025. The newest article is of 16 May 2025."}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := core.News(b, date(t, c.since), 3000, 24)
			for _, s := range c.has {
				if !strings.Contains(r.Answer, s) {
					t.Errorf("lacks %q", s)
				}
			}
			for _, s := range c.lacks {
				if strings.Contains(r.Answer, s) {
					t.Errorf("has %q", s)
				}
			}
			if r.Answered != (len(r.Evidence) > 0) {
				t.Errorf("answered %v with %v", r.Answered, r.Evidence)
			}
			if t.Failed() {
				t.Log(r.Answer)
			}
		})
	}
	first := core.News(b, time.Time{}, 3000, 24)
	if latest := core.News(b, date(t, "2025-05-15"), 3000, 24); first.Answer != latest.Answer {
		t.Error("without a day it is not what the newest article says")
	}
	if r := core.News(b, date(t, "2025-05-11"), 250, 2); utf8.RuneCountInString(r.Answer) > 250 || len(r.Evidence) > 2 {
		t.Errorf("too long: %q", r.Answer)
	}
}

// TestNewsOfOneArticle keeps what a story of one article answers as it is, but for
// the question that it cannot answer.
func TestNewsOfOneArticle(t *testing.T) {
	bot, err := core.New(growing(t, 1), core.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"what is new since Monday?": "The story is one article, of 12 May 2025: there is none newer.",
		"what is the latest?":       "Schools in Marenal are closed until Friday.",
	} {
		reply, err := bot.Reply(context.Background(), core.Message{Text: text, Time: date(t, "2025-05-16")})
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(reply.Answer, want) {
			t.Errorf("%s %q", text, reply.Answer)
		}
		for _, e := range reply.Evidence {
			if e.Article != "" || !e.Published.IsZero() {
				t.Errorf("%s names the article: %v", text, e)
			}
		}
	}
}
