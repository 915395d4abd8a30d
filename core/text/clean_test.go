package text_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"dragoman/core/text"
)

func TestCleanTidiesWhatPeopleType(t *testing.T) {
	for _, c := range []struct{ name, raw, want string }{
		{"plain text stays", "Who is Dahl?", "Who is Dahl?"},
		{"spaces are single", "  who   is\tDahl \u00a0? ", "who is Dahl ?"},
		{"a line break stays", "who is he\nwhere is he", "who is he\nwhere is he"},
		{"a line break among blanks stays", "who is he \t\r\n  where is he", "who is he\nwhere is he"},
		{"many line breaks are one", "a\n\n\r\nb", "a\nb"},
		{"line and paragraph separators", "a\u2028b\u2029c", "a\nb\nc"},
		{"curly quotes", "“Soldiers” and ‘ships’", "\"Soldiers\" and 'ships'"},
		{"guillemets and low quotes", "«a» „b“", `"a" "b"`},
		{"an acute accent for an apostrophe", "don´t", "don't"},
		{"a back quote for an apostrophe", "don`t", "don't"},
		{"a prime for an apostrophe", "don′t", "don't"},
		{"dashes", "a – b — c − d", "a - b - c - d"},
		{"a hyphen that does not break", "one\u2011off", "one-off"},
		{"an ellipsis is spelt out", "well… who", "well... who"},
		{"full-width letters", "ｗｈｏ？", "who?"},
		{"mathematical letters", "𝐰𝐡𝐨 𝓲𝓼", "who is"},
		{"ligatures", "ﬁsh", "fish"},
		{"accents are composed", "Türkiye", "Türkiye"},
		{"zero-width characters", "Ka\u200brl\u200csen\u200d\ufeff", "Karlsen"},
		{"a zero-width space before an accent", "cafe\u200b\u0301", "café"},
		{"bidi marks", "\u202eKarl\u202csen\u2066\u2069", "Karlsen"},
		{"soft hyphens", "ha\u00adrbour", "harbour"},
		{"variation selectors", "ok\ufe0f", "ok"},
		{"tag characters", "a\U000e0041b", "ab"},
		{"control characters", "a\x00b\x07c\x7f", "abc"},
		{"emoji stay", "who 🤔", "who 🤔"},
		{"other scripts stay", "кто это? 誰", "кто это? 誰"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := text.Clean(c.raw); got != c.want {
				t.Errorf("Clean(%q) = %q, want %q", c.raw, got, c.want)
			}
		})
	}
}

func TestCleanOfBadInput(t *testing.T) {
	for _, c := range []struct{ name, raw, want string }{
		{"nothing", "", ""},
		{"blanks", " \t\r\n\v\f\u00a0\u3000", ""},
		{"nothing to be seen", "\u200b\u200d\ufeff\u202e", ""},
		{"invalid bytes part words", "who\xffis", "who is"},
		{"invalid bytes alone", "\xff\xfe\xc3", ""},
		{"half a surrogate", "a\xed\xa0\x80b", "a b"},
		{"overlong", "a\xc0\xafb", "a b"},
		{"replacement characters", "a\ufffdb", "ab"},
		{"a letter with a heap of marks", "a" + strings.Repeat("\u0301", 1000), "á\u0301\u0301"},
		{"marks without a letter", strings.Repeat("\u0301", 9), "\u0301\u0301\u0301"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := text.Clean(c.raw); got != c.want {
				t.Errorf("Clean(%q) = %q, want %q", c.raw, got, c.want)
			}
		})
	}
}

func TestCleanIsBounded(t *testing.T) {
	for name, raw := range map[string]string{
		"a long word":                 strings.Repeat("a", 5<<20),
		"runes of three bytes, cut":   strings.Repeat("界", 1<<20)[1:],
		"runes that become eighteen":  strings.Repeat("\ufdfa", text.MaxInput/3),
		"runes that become two marks": "a" + strings.Repeat("\u0344", 4000),
		"marks":                       strings.Repeat("\u0301", 1<<20),
		"invalid bytes":               strings.Repeat("\xff", 1<<20),
	} {
		t.Run(name, func(t *testing.T) {
			got := text.Clean(raw)
			if len(got) > text.MaxInput || !utf8.ValidString(got) {
				t.Errorf("%d bytes, valid: %v", len(got), utf8.ValidString(got))
			}
			if again := text.Clean(got); again != got {
				t.Errorf("cleaned again it is another: %d bytes of %d", len(again), len(got))
			}
		})
	}
}

// At the limit nothing is lost; beyond it, the middle is.
func TestCleanKeepsBothEndsOfLongText(t *testing.T) {
	body := func(n int) string {
		return "hello. " + strings.Repeat("x", n-len("hello. ")-len(" who is Dahl?")) + " who is Dahl?"
	}
	for _, n := range []int{text.MaxInput - 1, text.MaxInput} {
		if got := text.Clean(body(n)); got != body(n) {
			t.Errorf("%d bytes become %d", n, len(got))
		}
	}
	got := text.Clean(body(text.MaxInput + 1))
	if len(got) > text.MaxInput || !strings.HasPrefix(got, "hello. ") || !strings.HasSuffix(got, " who is Dahl?") {
		t.Errorf("one byte too many: %d bytes, %.10q to %q", len(got), got, got[len(got)-12:])
	}
}
