package discord_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"dragoman/adapters/discord"
	"dragoman/core"
)

var story = core.Source{
	Title: "The_title_", Publisher: "P & Q", URL: "https://x.example/a?b=(c)",
	AsOf: time.Date(2025, 2, 17, 0, 0, 0, 0, time.UTC),
}

func TestRenderEmbeds(t *testing.T) {
	for _, tt := range []struct {
		name    string
		heading string
		reply   core.Reply
		want    string // as JSON, without what is the same for all
	}{
		{"answer with a source", "", core.Reply{Answer: "Yes: *he* is.", Source: story, Evidence: []core.Evidence{{Paragraph: 4}, {Paragraph: 5}}},
			`{"content":"","embeds":[{"title":"The\\_title\\_","url":"https://x.example/a?b=%28c%29","description":"Yes: \\*he\\* is.","color":3108779,"footer":{"text":"P \u0026 Q, 17 February 2025, paragraphs 4 and 5"}}]}`},
		{"greeting", "", core.Reply{Answer: "Hello!"}, `{"content":"","embeds":[{"description":"Hello!","color":3108779}]}`},
		{"heading", " Who\nis <@1>? ", core.Reply{Answer: "He."}, `{"content":"**Who is \\\u003c\\@1\\\u003e?**","embeds":[{"description":"He.","color":3108779}]}`},
		{"quote that stands alone", "", core.Reply{Answer: "T said: “We_must.” That was in Paris.", Quotes: []core.Quote{{Text: "We_must.", Speaker: "D. T"}}},
			`{"content":"","embeds":[{"description":"T said:","color":3108779,"fields":[{"name":"D. T","value":"“We\\_must.”"},{"name":"` + "\u200B" + `","value":"That was in Paris."}]}]}`},
		{"quote within a sentence", "", core.Reply{Answer: "T calls it “a turn” for all.", Quotes: []core.Quote{{Text: "a turn", Speaker: "T"}}},
			`{"content":"","embeds":[{"description":"T calls it “a turn” for all.","color":3108779}]}`},
		{"only a quote, of nobody", "", core.Reply{Quotes: []core.Quote{{Text: "No."}}},
			`{"content":"","embeds":[{"color":3108779,"fields":[{"name":"` + "\u200B" + `","value":"“No.”"}]}]}`},
		{"link that is none", "", core.Reply{Answer: "A.", Source: core.Source{Title: "T", URL: "javascript:alert(1)"}},
			`{"content":"","embeds":[{"title":"T","description":"A.","color":3108779}]}`},
		{"nothing", "", core.Reply{Answer: " \n\x00"}, `{"content":"","embeds":[{"description":"…","color":3108779}]}`},
	} {
		got := discord.RenderEmbeds(tt.heading, tt.reply)
		if len(got) != 1 {
			t.Errorf("%s: %d messages", tt.name, len(got))
			continue
		}
		raw, err := json.Marshal(got[0])
		if err != nil {
			t.Fatal(err)
		}
		want := strings.TrimSuffix(tt.want, "}") + `,"components":[],"allowed_mentions":{"parse":[],"replied_user":false}}`
		if string(raw) != want {
			t.Errorf("%s: got\n%s, want\n%s", tt.name, raw, want)
		}
	}
}

func TestRenderPlain(t *testing.T) {
	for _, tt := range []struct {
		name    string
		heading string
		reply   core.Reply
		want    string
	}{
		{"source that is the link", "", core.Reply{Answer: "Yes.", Source: core.Source{Publisher: "Al J", URL: "https://x.example/a"}},
			"Yes.\n\n-# [Al J](<https://x.example/a>)"},
		{"source with something to escape", "", core.Reply{Answer: "Yes.", Source: core.Source{Publisher: "x.example", URL: "https://x.example/a"}},
			"Yes.\n\n-# x\\.example <https://x.example/a>"},
		{"link that is none", "", core.Reply{Answer: "Yes.", Source: core.Source{Publisher: "P", URL: "ftp://x"}}, "Yes.\n\n-# P"},
		{"quotes", "Who?", core.Reply{Answer: "T:", Quotes: []core.Quote{{Text: "One.\n- Two.", Speaker: "T"}, {Text: "Three."}}, Source: core.Source{Publisher: "P"}},
			"**Who?**\n\nT:\n> “One.\n> \\- Two.”\n> — T\n\n> “Three.”\n-# P"},
		{"text after a quote", "", core.Reply{Answer: "T: “No.” Then it rained.", Quotes: []core.Quote{{Text: "No."}}}, "T:\n> “No.”\nThen it rained."},
		{"nothing", "\x00", core.Reply{}, "…"},
	} {
		got := discord.RenderPlain(tt.heading, tt.reply)
		if len(got) != 1 || got[0] != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// At the limit there is one message, or field, and at one more there are two.
func TestExactLimits(t *testing.T) {
	for _, tt := range []struct {
		unit string
		each int // UTF-16 units of unit as it is sent
	}{{"x", 1}, {"ж", 1}, {"😀", 2}, {"*", 2}} {
		for _, more := range []int{0, 1} {
			text := func(limit int) string { return strings.Repeat(tt.unit, limit/tt.each+more) }
			if got := discord.RenderPlain("", core.Reply{Answer: text(2000)}); len(got) != 1+more {
				t.Errorf("%s, %d more: %d contents", tt.unit, more, len(got))
			}
			if got := discord.RenderEmbeds("", core.Reply{Answer: text(4096)}); len(got) != 1+more {
				t.Errorf("%s, %d more: %d embeds", tt.unit, more, len(got))
			}
			got := discord.RenderEmbeds("", core.Reply{Answer: "A:", Quotes: []core.Quote{{Text: text(1022)}}})
			if len(got) != 1 || len(got[0].Embeds[0].Fields) != 1+more {
				t.Errorf("%s, %d more: %+v", tt.unit, more, got)
			}
		}
	}
	for _, n := range []int{25, 26} {
		r := core.Reply{Answer: "A:"}
		for range n {
			r.Quotes = append(r.Quotes, core.Quote{Text: "No."})
		}
		if got := discord.RenderEmbeds("", r); len(got) != (n+24)/25 {
			t.Errorf("%d quotes: %d messages", n, len(got))
		}
	}
}

func TestCutOnSentences(t *testing.T) {
	sentence := "The 😀 ferry & its captain left. "
	r := core.Reply{Answer: strings.Repeat(sentence, 300), Quotes: []core.Quote{{Text: strings.Repeat(sentence, 100), Speaker: "S"}}, Source: story}
	for _, m := range discord.RenderEmbeds("Who?", r) {
		e := m.Embeds[0]
		if e.Description != "" && !strings.HasSuffix(e.Description, "left.") {
			t.Errorf("it ends within a sentence: %q", e.Description[len(e.Description)-30:])
		}
		for _, f := range e.Fields {
			if f.Name != "S" || !strings.HasPrefix(f.Value, "“The") || !strings.HasSuffix(f.Value, "left.”") {
				t.Errorf("field %q: %q", f.Name, f.Value)
			}
		}
	}
}

func TestLink(t *testing.T) {
	for raw, want := range map[string]string{
		"https://x.example/a":   "https://x.example/a",
		"http://x.example/ü)>":  "http://x.example/%C3%BC%29%3E",
		"http://x.example/?a=“": "", // not ASCII
		"HTTPS://x.example":     "https://x.example",
		"":                      "",
		"x.example/a":           "",
		"https://":              "",
		"javascript:alert(1)":   "",
		"https://x.example/\n":  "",
		"https://x.example/" + strings.Repeat("a", 2048): "",
	} {
		if got := discord.Link(raw); got != want {
			t.Errorf("%q: got %q, want %q", raw, got, want)
		}
	}
}

func FuzzRender(f *testing.F) {
	f.Add("Tusk said: “No.” Then *it* was: https://x", "No.", "Tusk", "https://x.example/?a=1&b=\"", "P", "T", 1, "who?")
	f.Add("\xff😀\u202E\n\n- a\u2028", "\x00", "<@1>", "http://", "\n", "_t_", 200, "")
	f.Add(": “a” B", "a\n\n# b", "x.y", "https://x.example/)>", "discord.gg/x", "", 99, "@here")
	f.Fuzz(func(t *testing.T, answer, quote, speaker, url, publisher, title string, times int, heading string) {
		times = 1 + (times&0xFFFF)%300
		r := core.Reply{
			Answer: strings.Repeat(answer, times),
			Quotes: []core.Quote{{Text: quote, Speaker: speaker}, {Text: strings.Repeat(quote, times), Speaker: speaker}},
			Source: core.Source{Publisher: publisher, URL: url, Title: title},
		}
		want := r.Answer
		for _, q := range r.Quotes {
			if !strings.Contains(r.Answer, q.Text) {
				want += q.Text
			}
		}
		valid := utf8.ValidString(want)

		var shown strings.Builder
		for _, m := range discord.RenderEmbeds(heading, r) {
			shown.WriteString(checkMessage(t, m))
		}
		if got, want := letters(shown.String()), letters(discord.Clean(want)); valid && got != want && want != "" {
			t.Errorf("%q is shown as %q", want, got)
		}

		shown.Reset()
		for _, content := range discord.RenderPlain(heading, r) {
			if n := units(content); n > 2000 || strings.TrimSpace(content) == "" || !utf8.ValidString(content) {
				t.Errorf("%d units: %q", n, content)
			}
			shown.WriteString(checkContent(t, content))
		}
		if got := letters(shown.String()); valid && len(quote) < 1000 {
			for _, word := range strings.Fields(discord.Clean(quote)) {
				if !strings.Contains(got, letters(word)) {
					t.Errorf("%q is not shown in %q", word, got)
				}
			}
		}
	})
}

// checkMessage checks the limits and the texts of a message with an embed and
// returns what it shows of the reply.
func checkMessage(t *testing.T, m discord.Payload) string {
	t.Helper()
	e := m.Embeds[0]
	var shown strings.Builder
	sum := 0
	within := func(name, text string, least, most int) {
		n := units(text)
		sum += n
		if n < least || n > most || !utf8.ValidString(text) {
			t.Errorf("%s has %d units: %q", name, n, text)
		}
	}
	show := func(text string) {
		plain, found := scan(text)
		if found != "" {
			t.Errorf("%s in %q", found, text)
		}
		shown.WriteString(plain)
	}
	within("content", *m.Content, 0, 2000)
	checkContent(t, *m.Content)
	sum = 0
	within("title", e.Title, 0, 256)
	within("description", e.Description, 0, 4096)
	show(e.Description)
	for _, f := range e.Fields {
		within("name", f.Name, 1, 256)
		within("value", f.Value, 1, 1024)
		show(f.Value)
	}
	if e.Footer != nil {
		within("footer", e.Footer.Text, 1, 2048)
	}
	if sum > 6000 || len(m.Embeds) != 1 || len(e.Fields) > 25 || e.Description == "" && len(e.Fields) == 0 {
		t.Errorf("%d units, %d embeds: %+v", sum, len(m.Embeds), e)
	}
	return shown.String()
}

// checkContent checks a content line by line, without the markup that is ours,
// and returns what it shows.
func checkContent(t *testing.T, content string) string {
	t.Helper()
	var shown strings.Builder
	for line := range strings.Lines(content) {
		line = strings.TrimSuffix(line, "\n")
		if after, ok := strings.CutPrefix(line, "-# "); ok {
			line = after
			if at := strings.Index(line, "<http"); at >= 0 {
				checkAddress(t, line[at:])
				line = strings.TrimSuffix(strings.TrimPrefix(line[:at], "["), "](")
			}
		} else if after, ok := strings.CutPrefix(line, "> "); ok {
			line = after
		} else if strings.HasPrefix(line, "**") && strings.HasSuffix(line, "**") && len(line) > 4 {
			line = line[2 : len(line)-2]
		}
		plain, found := scan(line)
		if found != "" {
			t.Errorf("%s in line %q", found, line)
		}
		shown.WriteString(plain)
	}
	return shown.String()
}

// checkAddress checks the address that ends a line of small print: "<...>".
func checkAddress(t *testing.T, address string) {
	t.Helper()
	inner := strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(address, "<"), ")"), ">")
	if strings.ContainsAny(inner, " <>()\"'`\\") || len(address)-len(inner) > 3 {
		t.Errorf("address %q", address)
	}
}

func units(text string) int { return len(utf16.Encode([]rune(text))) }

// letters is a text without space and quotation marks.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '“' || r == '”' {
			return -1
		}
		return r
	}, s)
}
