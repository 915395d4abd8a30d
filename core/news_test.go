package core_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
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

// TestNewsWithoutRoom leaves out what held before an update rather than the update,
// and counts what is left out.
func TestNewsWithoutRoom(t *testing.T) {
	b := growing(t, 4)
	since := date(t, "2025-05-12")
	all := strings.Split(core.News(b, since, 3000, 24).Answer, "\n")
	for most := 20; most <= core.MaxAnswer; most += 20 {
		r := core.News(b, since, most, 24)
		lines := strings.Split(r.Answer, "\n")
		var left int
		if n, err := fmt.Sscanf(lines[len(lines)-1], "… and %d more", &left); n == 1 && err == nil && len(lines)-1+left != len(all) {
			t.Errorf("%d runes: %d lines and %d more of %d", most, len(lines)-1, left, len(all))
		} else if n == 0 && !strings.Contains(r.Answer, "is too long for an answer") {
			t.Errorf("%d runes: %q", most, r.Answer)
		}
		if r.Answered && utf8.RuneCountInString(r.Answer) > most {
			t.Errorf("%d runes: %q", most, r.Answer)
		}
	}
	if r := core.News(b, since, 130, 24); !strings.Contains(r.Answer, "rose to 57") || strings.Contains(r.Answer, "Before") {
		t.Errorf("%q", r.Answer)
	}
}

// TestSinceDays reads days as people write them, and a weekday as one of the story.
func TestSinceDays(t *testing.T) {
	bot, err := core.New(growing(t, 4), core.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, now, has string }{
		{"what is new since Tuesday 13 May?", "2025-05-16", "as of 13 May 2025"},
		{"what is new since Tuesday, the 13th of May 2025?", "2025-05-16", "as of 13 May 2025"},
		{"what is new since 2025-05-12?", "2026-11-23", "as of 12 May 2025"},
		{"what is new since Monday?", "2026-11-23", "as of 12 May 2025"},
		{"what is new since yesterday?", "2026-11-23", "nothing new since 22 November 2026"},
	} {
		reply, err := bot.Reply(context.Background(), core.Message{Conversation: c.text, Text: c.text, Time: date(t, c.now)})
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(reply.Answer, c.has) {
			t.Errorf("%s %q", c.text, reply.Answer)
		}
	}
}

// written is a story of articles written out, each as a file has it.
func written(t *testing.T, files ...string) *knowledge.Base {
	t.Helper()
	var all []*reader.Article
	for n, text := range files {
		a, err := reader.Read(strings.NewReader(text), fmt.Sprintf("%d.md", n))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, a)
	}
	base, err := extract.Stories(all)
	if err != nil {
		t.Fatal(err)
	}
	return base
}

func ask(t *testing.T, base *knowledge.Base, text string) string {
	t.Helper()
	bot, err := core.New(base, core.Options{})
	if err != nil {
		t.Fatal(err)
	}
	reply, err := bot.Reply(context.Background(), core.Message{Text: text, Time: date(t, "2025-05-16")})
	if err != nil {
		t.Fatal(err)
	}
	return reply.Answer
}

// TestMissingAtFirst asks for a number that a newer article has put out of date.
func TestMissingAtFirst(t *testing.T) {
	base := written(t,
		"---\npublished: 2025-05-12\n---\n# Storm hits Norvik\n\nAt least 30 people are missing after a storm hit Norvik, police said.\n",
		"---\npublished: 2025-05-14\n---\n# Fewer missing in Norvik\n\nThe number of people missing after the storm in Norvik fell to eight, police said.\n")
	for _, text := range []string{"how many people were missing at first?", "how many were missing on Monday?"} {
		if got := ask(t, base, text); !strings.HasPrefix(got, "As of 12 May 2025: ") || !strings.Contains(got, "30 people") {
			t.Errorf("%s %q", text, got)
		}
	}
}

// TestUndatedArticle has definitions with articles, and no timeline.
func TestUndatedArticle(t *testing.T) {
	a, err := reader.Read(strings.NewReader("Storm in Norvik\n\nGovernor Anna Brandt left on Monday. Joel Quispe, a nine-year-old boy, was hurt.\n"), "a.txt")
	if err != nil {
		t.Fatal(err)
	}
	base, err := extract.Base(a)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"timeline":            core.NoOrder,
		"who is Joel Quispe?": "Joel Quispe is a nine-year-old boy.",
		"who is Anna Brandt?": "Anna Brandt is the Governor.",
	} {
		if got := ask(t, base, text); got != want {
			t.Errorf("%s %q", text, got)
		}
	}
}
