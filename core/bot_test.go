package core_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"dragoman/core"
	"dragoman/core/eval"
	"dragoman/knowledge"
)

// noon is when the conversations of the tests begin: the day the story was
// published.
var noon = time.Date(2025, 2, 17, 12, 0, 0, 0, time.UTC)

// riyadh returns the base of the embedded story, parsed once.
var riyadh = sync.OnceValue(func() *knowledge.Base {
	base, err := knowledge.Embedded("riyadh")
	if err != nil {
		panic(err)
	}
	return base
})

// riyadhBot returns a bot for the embedded story that all tests share: its
// index takes longest to build. Each asks under names of its own.
var riyadhBot = sync.OnceValue(func() *core.Bot {
	bot, err := core.New(riyadh(), core.Options{})
	if err != nil {
		panic(err)
	}
	return bot
})

func newBot(t testing.TB, opts core.Options) *core.Bot {
	t.Helper()
	bot, err := core.New(riyadh(), opts)
	if err != nil {
		t.Fatal(err)
	}
	return bot
}

var strangers atomic.Int64

// stranger returns a user whom no bot has met.
func stranger() string { return fmt.Sprint("stranger ", strangers.Add(1)) }

// askAt asks as a user at a time; no store of these tests fails unless it is
// meant to.
func askAt(t testing.TB, bot *core.Bot, user, text string, at time.Time) core.Reply {
	t.Helper()
	reply, err := bot.Reply(t.Context(), core.Message{Conversation: "test", User: user, Text: text, Time: at})
	if err != nil {
		t.Fatalf("%.80q: %v", text, err)
	}
	return reply
}

// askFresh asks in a new conversation.
func askFresh(t testing.TB, bot *core.Bot, text string) core.Reply {
	t.Helper()
	return askAt(t, bot, stranger(), text, noon)
}

// questionSets reads the question sets of a folder of testdata/eval and the
// folders in it. A set's name is its path there, as in "more-1/plain".
func questionSets(t testing.TB, folder string) []eval.Set {
	t.Helper()
	root := filepath.Join("..", "testdata", "eval", folder)
	paths, _ := filepath.Glob(filepath.Join(root, "*.jsonl"))
	deeper, _ := filepath.Glob(filepath.Join(root, "*", "*.jsonl"))
	var sets []eval.Set
	for _, path := range append(paths, deeper...) {
		set, err := eval.ReadSetFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			t.Fatal(err)
		}
		set.Name = strings.TrimSuffix(filepath.ToSlash(name), ".jsonl")
		sets = append(sets, set)
	}
	if len(sets) == 0 {
		t.Fatalf("no question sets in %s", root)
	}
	return sets
}

// riyadhReplies is what the bot replies to all questions of all sets, asked
// once for all tests.
func riyadhReplies(t testing.TB) []eval.Result {
	t.Helper()
	asking.Do(func() {
		run := eval.Run{Bot: riyadhBot(), Article: eval.QuotesOf(riyadh())}
		for _, set := range questionSets(t, "riyadh") {
			result, err := run.Set(t.Context(), set)
			if err != nil {
				t.Fatal(err)
			}
			asked = append(asked, result)
		}
	})
	return asked
}

var (
	asking sync.Once
	asked  []eval.Result
)

// article returns the text of the story, which is not ours to ship, or skips.
func article(t testing.TB) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "shared", "eval", "riyadh", "story.txt"))
	if err != nil {
		t.Skip("the article is not at hand: quotes are compared with the base only")
	}
	return string(text)
}

// faults lists what is wrong with the form of a reply, whatever was asked of
// the base.
func faults(base *knowledge.Base, r core.Reply) (faults []string) {
	add := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	switch n := utf8.RuneCountInString(r.Answer); {
	case strings.TrimSpace(r.Answer) == "":
		add("no answer")
	case n > core.MaxAnswer:
		add("an answer of %d characters", n)
	}
	for _, text := range append([]string{r.Answer}, r.Suggestions...) {
		if !utf8.ValidString(text) {
			add("invalid UTF-8 in %q", text)
		}
		if i := strings.IndexFunc(text, unwelcome); i >= 0 && utf8.ValidString(text) {
			add("%+q at %d of %q", []rune(text[i:])[0], i, text)
		}
	}
	if !(r.Confidence >= 0 && r.Confidence <= 1) {
		add("confidence %v", r.Confidence)
	}
	if len(r.Suggestions) > core.MaxSuggestions {
		add("%d suggestions", len(r.Suggestions))
	}
	if !r.Answered && len(r.Evidence) > 0 {
		add("declined, and cites %v", r.Evidence)
	}
	if r.Answered && (len(r.Evidence) < 1 || len(r.Evidence) > core.MaxEvidence) {
		add("%d citations", len(r.Evidence))
	}
	var cited []int
	for _, e := range r.Evidence {
		if slices.Contains(cited, e.Paragraph) {
			add("cites %d twice", e.Paragraph)
		}
		cited = append(cited, e.Paragraph)
		if e.Paragraph < 1 || e.Paragraph > base.Paragraphs() || e.Label != base.Label(e.Paragraph) || e.Label == "" {
			add("cites %+v", e)
		}
	}
	if s := base.Story(); r.Answered && r.Source != (core.Source{Title: s.Title, Publisher: s.Publisher, URL: s.URL, AsOf: s.Published}) {
		add("source %+v", r.Source)
	}
	for _, q := range r.Quotes {
		if !strings.Contains(r.Answer, "“"+q.Text+"”") {
			add("the quote %q is not in the answer", q.Text)
		}
	}
	return faults
}

// unwelcome tells whether a character has no place in a reply: controls but the
// line break, and what turns the direction of the text around it.
func unwelcome(r rune) bool {
	return unicode.IsControl(r) && r != '\n' || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar
}
