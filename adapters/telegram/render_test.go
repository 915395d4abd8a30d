package telegram_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"dragoman/adapters/telegram"
	"dragoman/adapters/telegram/telegramtest"
	"dragoman/core"
)

func TestRender(t *testing.T) {
	src := core.Source{Title: "T", Publisher: "P & Q", AsOf: time.Date(2025, 2, 17, 0, 0, 0, 0, time.UTC)}
	linked := src
	linked.URL = `https://x.example/a?b="c"&d`
	for _, tt := range []struct {
		name  string
		reply core.Reply
		want  string
	}{
		{"plain", core.Reply{Answer: "a < b & c > d \"e\""}, "a &lt; b &amp; c &gt; d &quot;e&quot;"},
		{"source", core.Reply{Answer: "Yes.", Source: src, Evidence: []core.Evidence{{Paragraph: 4}, {Paragraph: 5}}},
			"Yes.\n\n<i>P &amp; Q, 17 February 2025, paragraphs 4 and 5</i>"},
		{"link", core.Reply{Answer: "Yes.", Source: linked},
			`Yes.` + "\n\n" + `<i><a href="https://x.example/a?b=&quot;c&quot;&amp;d">P &amp; Q, 17 February 2025</a></i>`},
		{"link that is none", core.Reply{Answer: "Yes.", Source: core.Source{Publisher: "P", URL: "javascript:alert(1)"}}, "Yes.\n\n<i>P</i>"},
		{"quote that stands alone", core.Reply{Answer: "Tusk said: “We must <act>.” That was in Paris.", Quotes: []core.Quote{{Text: "We must <act>.", Speaker: "Donald Tusk"}}},
			"Tusk said:\n<blockquote>“We must &lt;act&gt;.”\n— Donald Tusk</blockquote>\nThat was in Paris."},
		{"quote within a sentence", core.Reply{Answer: "Tusk calls it “a turning point” for all.", Quotes: []core.Quote{{Text: "a turning point", Speaker: "Tusk"}}},
			"Tusk calls it “a turning point” for all."},
		{"quotes after the answer", core.Reply{Answer: "Tusk, word for word:", Quotes: []core.Quote{{Text: "One.", Speaker: "T"}, {Text: "Two.", Speaker: "T"}}},
			"Tusk, word for word:\n<blockquote>“One.”\n— T</blockquote>\n<blockquote>“Two.”\n— T</blockquote>"},
		{"long quote", core.Reply{Answer: "T:", Quotes: []core.Quote{{Text: strings.Repeat("x", 301)}}},
			"T:\n<blockquote expandable>“" + strings.Repeat("x", 301) + "”</blockquote>"},
		{"right to left", core.Reply{Answer: "مرحبا <b> \u202E عالم"}, "مرحبا &lt;b&gt;  عالم"},
		{"bad bytes", core.Reply{Answer: "a\xff\x00\x1b[31mb\tc"}, "a\uFFFD[31mb c"},
		{"nothing", core.Reply{Answer: " \n\x00"}, "…"},
	} {
		if got := telegram.Render(tt.reply); !slices.Equal(got, []string{tt.want}) {
			t.Errorf("%s: got\n%q, want\n%q", tt.name, got, tt.want)
		}
	}
}

func TestRenderLong(t *testing.T) {
	sentence := "The 😀 ferry & its captain left. "
	r := core.Reply{
		Answer: strings.Repeat(sentence, 300),
		Quotes: []core.Quote{{Text: strings.Repeat("Это <цитата>. ", 700), Speaker: "S"}},
		Source: core.Source{Publisher: "P", URL: "https://x.example"},
	}
	parts := telegram.Render(r)
	if len(parts) < 5 {
		t.Errorf("%d parts", len(parts))
	}
	for i, p := range parts {
		text := sound(t, p)
		if i < 2 && !strings.HasSuffix(strings.TrimSpace(text), "left.") {
			t.Errorf("part %d ends within a sentence: …%q", i, text[len(text)-30:])
		}
	}
}

func TestRenderManyQuotes(t *testing.T) {
	r := core.Reply{Answer: "All:"}
	for range 150 {
		r.Quotes = append(r.Quotes, core.Quote{Text: "No.", Speaker: "N"})
	}
	for _, p := range telegram.Render(r) {
		sound(t, p)
		if n := strings.Count(p, "<blockquote"); n > 100 {
			t.Errorf("%d entities: Telegram shows 100", n)
		}
	}
}

// sound checks a message and returns its text.
func sound(t *testing.T, html string) string {
	t.Helper()
	text, err := telegramtest.ParseHTML(html)
	if err != nil {
		t.Errorf("%v in %q", err, html)
	}
	if n := len(utf16.Encode([]rune(text))); n > 4096 || strings.TrimSpace(text) == "" {
		t.Errorf("%d units: %q", n, text)
	}
	if !utf8.ValidString(html) {
		t.Errorf("not UTF-8: %q", html)
	}
	return text
}

func FuzzRender(f *testing.F) {
	f.Add("Tusk said: “No.” Then <b>&amp;", "No.", "Tusk", "https://x.example/?a=1&b=\"", "P", 1, "who?")
	f.Add("\xff😀\u202E\n\n", "\x00", "<", "http://", "\n", 200, "")
	f.Fuzz(func(t *testing.T, answer, quote, speaker, url, publisher string, times int, heading string) {
		times = 1 + (times&0xFFFF)%300
		r := core.Reply{
			Answer: strings.Repeat(answer, times),
			Quotes: []core.Quote{{Text: quote, Speaker: speaker}, {Text: strings.Repeat(quote, times), Speaker: speaker}},
			Source: core.Source{Publisher: publisher, URL: url},
		}
		for _, p := range telegram.RenderBelow(heading, r) {
			text := sound(t, p)
			if plain := telegram.PlainText(p); strings.TrimSpace(plain) != strings.TrimSpace(text) {
				t.Errorf("plain text is %q, not %q", plain, text)
			}
		}
	})
}

func TestCommandForms(t *testing.T) {
	for _, tt := range []struct{ text, name, bot, rest string }{
		{"/ask who attends?", "ask", "", "who attends?"},
		{"/ASK@Story_Bot  who\nattends?", "ask", "Story_Bot", "who\nattends?"},
		{" /help", "help", "", ""},
		{"/ask\nwho?", "ask", "", "who?"},
		{"/", "", "", ""},
		{"/usr/bin", "", "", ""},
		{"/слово", "", "", ""},
		{"a /ask", "", "", ""},
	} {
		name, bot, rest, _ := telegram.Command(tt.text)
		if name != tt.name || bot != tt.bot || rest != tt.rest {
			t.Errorf("%q: got %q, %q, %q", tt.text, name, bot, rest)
		}
	}
}

// Offsets are in UTF-16 units, whatever stands before.
func TestWithoutMention(t *testing.T) {
	mention := func(offset, length int) telegram.Entity {
		return telegram.Entity{Type: "mention", Offset: offset, Length: length}
	}
	for _, tt := range []struct {
		text     string
		entities []telegram.Entity
		want     string
		found    bool
	}{
		{"@story_bot who?", []telegram.Entity{mention(0, 10)}, "who?", true},
		{"😀😀 @Story_Bot who?", []telegram.Entity{mention(5, 10)}, "😀😀   who?", true},
		{"من يحضر @story_bot", []telegram.Entity{mention(8, 10)}, "من يحضر", true},
		{"@other_bot who?", []telegram.Entity{mention(0, 10)}, "@other_bot who?", false},
		{"@story_bot and @story_bot", []telegram.Entity{mention(0, 10), mention(15, 10)}, "and", true},
		{"me@story_bot", nil, "me@story_bot", false},
		{"x", []telegram.Entity{mention(-1, 10), mention(0, 1<<40), mention(1<<40, 2), mention(0, 0)}, "x", false},
	} {
		got, found := telegram.WithoutMention(tt.text, tt.entities, 4242, "story_bot")
		if got != tt.want || found != tt.found {
			t.Errorf("%q: got %q, %v", tt.text, got, found)
		}
	}
}

func FuzzWithoutMention(f *testing.F) {
	f.Add("😀 @story_bot", 3, 10)
	f.Fuzz(func(t *testing.T, text string, offset, length int) {
		got, _ := telegram.WithoutMention(text, []telegram.Entity{{Type: "mention", Offset: offset, Length: length}}, 1, "story_bot")
		if utf8.ValidString(text) && !utf8.ValidString(got) {
			t.Errorf("%q becomes %q", text, got)
		}
	})
}
