package discord_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"dragoman/adapters/discord"
)

func TestEscape(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"", ""},
		{"Plain text, with commas; and 4.5 per cent – it's “quoted”.", "Plain text, with commas; and 4.5 per cent – it's “quoted”."},
		{"*a* **b** _c_ __d__ ~~e~~ ||f|| `g`", `\*a\* \*\*b\*\* \_c\_ \_\_d\_\_ \~\~e\~\~ \|\|f\|\| ` + "\\`g\\`"},
		{"```go\nx\n```", "\\`\\`\\`go\nx\n\\`\\`\\`"},
		{"***~~nested `||all||`~~***", `\*\*\*\~\~nested ` + "\\`" + `\|\|all\|\|` + "\\`" + `\~\~\*\*\*`},
		{`back\slash \* \`, `back\\slash \\\* \\`},
		{"# head\n## head\n-# small", "\\# head\n\\#\\# head\n\\-\\# small"},
		{"> quote\n>>> quotes", "\\> quote\n\\>\\>\\> quotes"},
		{"- a\n  - b\n* c\n+ d\n1. e\n 23. f\n4) g", "\\- a\n  \\- b\n\\* c\n\\+ d\n1\\. e\n 23\\. f\n4\\) g"},
		{"well-known, 5 - 4 = 1. Yes (no) 1+1", "well-known, 5 - 4 = 1. Yes (no) 1+1"},
		{"\u2028# a\u2029- b", "\n\\# a\n\\- b"},
		{"[text](https://x.example)", `\[text\](https\:\/\/x\.example)`},
		{"<@1> <@!1> <@&1> <#1> <t:1:R> </a b:1> <id:customize> <:x:1> <a:x:1>",
			`\<\@1\> \<\@!1\> \<\@&1\> \<\#1\> \<t\:1\:R\> \<\/a b\:1\> \<id\:customize\> \<\:x\:1\> \<a\:x\:1\>`},
		{"@everyone and @here", `\@everyone and \@here`},
		{"discord.gg/abc https://discord.com/invite/abc", `discord\.gg\/abc https\:\/\/discord\.com\/invite\/abc`},
		{"steam://x me@mail.example :smile: 10:30", `steam\:\/\/x me\@mail\.example \:smile: 10\:30`},
		{"Tusk said: yes", "Tusk said: yes"},
		{`¯\_(ツ)_/¯`, `¯\\\_(ツ)\_\/¯`},
		{"مرحبا *عالم* \u202E- x", `مرحبا \*عالم\* - x`},
		{"\u202E- x", `\- x`},
		{"👍🏽 👨‍👩‍👧 😀*", `👍🏽 👨‍👩‍👧 😀\*`},
		{"a\xff\x00\x1b[31mb\tc\r\nd", "a\uFFFD\\[31mb c \nd"},
	} {
		got := discord.Escape(tt.text)
		if got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
		checkEscaped(t, tt.text, got)
	}
}

func TestEscapeName(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"US/Russia: talks in Riyadh – #1", "US/Russia: talks in Riyadh – #1"},
		{"*a* _b_ ~c~ |d| `e` <:f:1> \\", `\*a\* \_b\_ \~c\~ \|d\| ` + "\\`e\\` " + `\<:f:1> \\`},
	} {
		if got := discord.EscapeName(tt.text); got != tt.want {
			t.Errorf("%q: got %q, want %q", tt.text, got, tt.want)
		}
	}
}

func FuzzEscape(f *testing.F) {
	for _, seed := range []string{
		"*a* _b_ `c` ||d|| ~~e~~", "- a\n 1. b\n# c\n-# d\n> e", "[a](https://b) <@1> @everyone discord.gg/x :a:", "\\\\*\u2028-\xff",
		"```\n> ```", "12. 3) 4", "http:\uFFFD//x", "\u00A0- a", "<t:1> </a:1> <id:home> ¯\\_(ツ)_/¯",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkEscaped(t, text, discord.Escape(text))
	})
}

// checkEscaped checks that an escaped text shows as the text and holds no
// markup.
func checkEscaped(t *testing.T, text, got string) {
	t.Helper()
	if !utf8.ValidString(got) {
		t.Errorf("%q: %q is not UTF-8", text, got)
	}
	shown, found := scan(got)
	if want := discord.Clean(text); shown != want {
		t.Errorf("%q shows as %q", want, shown)
	}
	if found != "" {
		t.Errorf("%q: %s in %q", text, found, got)
	}
}

// scan reads Discord's markdown: what shows, once the backslashes are gone, and
// the first thing that is more than text, "" for none.
func scan(markdown string) (shown, found string) {
	var visible, bare strings.Builder
	for rest := markdown; rest != ""; {
		if len(rest) > 1 && rest[0] == '\\' && punctuation(rest[1]) {
			visible.WriteByte(rest[1])
			bare.WriteByte('"') // something that means nothing
			rest = rest[2:]
			continue
		}
		_, n := utf8.DecodeRuneInString(rest)
		visible.WriteString(rest[:n])
		bare.WriteString(rest[:n])
		rest = rest[n:]
	}
	for name, pattern := range markup {
		if m := pattern.FindString(bare.String()); m != "" {
			return visible.String(), name + " " + m
		}
	}
	// What Discord's servers look for knows no backslashes.
	for name, pattern := range onServer {
		if m := pattern.FindString(markdown); m != "" {
			return visible.String(), name + " " + m
		}
	}
	return visible.String(), ""
}

func punctuation(c byte) bool {
	return c > ' ' && c < 0x7F && !(c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z')
}

var markup = map[string]*regexp.Regexp{
	"an emphasis":  regexp.MustCompile(`[*_]`),
	"code":         regexp.MustCompile("`"),
	"a strike":     regexp.MustCompile(`~~`),
	"a spoiler":    regexp.MustCompile(`\|\|`),
	"a heading":    regexp.MustCompile(`(?m)^\s*#{1,3}\s`),
	"small print":  regexp.MustCompile(`(?m)^\s*-#`),
	"a quote":      regexp.MustCompile(`(?m)^\s*>`),
	"a list":       regexp.MustCompile(`(?m)^\s*([-+*]|[0-9]+[.)])(\s|$)`),
	"a link":       regexp.MustCompile(`\[[^\]]*\]\(`),
	"an address":   regexp.MustCompile(`(?i)[a-z][a-z0-9+.-]*:/|mailto:`),
	"a mention":    regexp.MustCompile(`<[@#/:]|<(id|t|a|sound):|@(everyone|here)`),
	"an emoji":     regexp.MustCompile(`:[A-Za-z0-9_~-]+:`),
	"an invite":    regexp.MustCompile(`(?i)discord(app)?\.[a-z]+`),
	"a lone slash": regexp.MustCompile(`\\$`),
}

var onServer = map[string]*regexp.Regexp{
	"a mention":  regexp.MustCompile(`<@[!&]?[0-9]+>|<#[0-9]+>`),
	"an address": regexp.MustCompile(`(?i)[a-z]+://`),
	"an invite":  regexp.MustCompile(`(?i)discord(app)?\.(gg|com|new|gift)[/\\]`),
}
