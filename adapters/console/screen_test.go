package console_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"dragoman/adapters/console"
	"dragoman/core"
)

func TestWrap(t *testing.T) {
	tests := map[string]struct {
		width int
		mark  string
		text  string
		want  string
	}{
		"fits":                      {30, "", "one two three", "one two three\n"},
		"breaks between words":      {20, "", "one two three four five", "one two three four\nfive\n"},
		"breaks at the exact width": {20, "", "aaaa bbbb cccc ddddd e", "aaaa bbbb cccc ddddd\ne\n"},
		"keeps line ends":           {30, "", "one\n\ntwo\n", "one\n\ntwo\n"},
		"long word":                 {20, "", "see https://example.org/a/very/long/address now", "see\nhttps://example.org/a/very/long/address\nnow\n"},
		"hangs below the mark":      {26, "  1  ", "one two three four five six", "  1  one two three four\n     five six\n"},
		"indents":                   {24, "    ", "one two three four five six", "    one two three four\n    five six\n"},
		"wide characters":           {20, "", "日本語日本 日本語日本", "日本語日本\n日本語日本\n"},
		"combining characters":      {20, "", strings.Repeat("e\u0301", 9) + " " + strings.Repeat("e\u0301", 10), strings.Repeat("e\u0301", 9) + " " + strings.Repeat("e\u0301", 10) + "\n"},
		"narrower than readable":    {3, "", "one two three four five", "one two three four\nfive\n"},
		"no width":                  {0, "", "one  two three four five six seven", "one  two three four five six seven\n"},
		"nothing":                   {30, "", "", "\n"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			var out strings.Builder
			s := console.Screen{Out: &out, Width: func() int { return tt.width }}
			s.Item(console.Normal, tt.mark, tt.text)
			if out.String() != tt.want {
				t.Errorf("got\n%q, want\n%q", out.String(), tt.want)
			}
		})
	}
}

func TestColour(t *testing.T) {
	var out strings.Builder
	s := console.Screen{Out: &out, Colour: true, Width: func() int { return 20 }}
	s.Print(console.Bold, 0, "one two three four five")
	s.Print(console.Normal, 0, "plain")
	s.Item(console.Accent, "  1  ", "one")
	const want = "\x1b[1mone two three four\x1b[0m\n\x1b[1mfive\x1b[0m\nplain\n\x1b[36m  1  \x1b[0mone\n"
	if out.String() != want {
		t.Errorf("got %q, want %q", out.String(), want)
	}
}

// What is no terminal has neither colour nor width, whatever the environment
// says.
func TestNewScreenOfAPipe(t *testing.T) {
	var out strings.Builder
	s := console.NewScreen(&out, func(string) (string, bool) { return "", false })
	if s.Colour || s.Width != nil {
		t.Errorf("got %+v", s)
	}
}

func TestSourceLine(t *testing.T) {
	some := func(numbers ...int) core.Reply {
		r := core.Reply{Source: source}
		for _, n := range numbers {
			r.Evidence = append(r.Evidence, core.Evidence{Paragraph: n})
		}
		return r
	}
	undated := core.Reply{Source: core.Source{Title: "T", Publisher: "P"}}
	for want, r := range map[string]core.Reply{
		"":                            {},
		"The Costa Post, 3 June 2024": some(),
		"The Costa Post, 3 June 2024, paragraph 4":           some(4),
		"The Costa Post, 3 June 2024, paragraphs 4 and 5":    some(4, 5),
		"The Costa Post, 3 June 2024, paragraphs 4, 5 and 9": some(4, 5, 9),
		"P": undated,
	} {
		if got := console.SourceLine(r); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"plain, “curly” – and é":       "plain, “curly” – and é",
		"a\x1b[2Jb":                    "a[2Jb",
		"a\tb\nc\rd":                   "a b\ncd",
		"\u202eabc\u202c\u2067\u200f":  "abc",
		"zero\u200bwidth\ufeff":        "zerowidth",
		"family 👩\u200d👩\u200d👧":       "family 👩\u200d👩\u200d👧",
		"\xffbad\xc3":                  "bad",
		"c1 \u009b31m \u0090":          "c1 31m ",
		"line\u2028and\u2029paragraph": "lineandparagraph",
		"private \ue000 use":           "private  use",
	} {
		if got := console.Plain(in); got != want {
			t.Errorf("Plain(%q) = %q, want %q", in, got, want)
		}
	}
	if got := console.Line(" a \n b\t\tc "); got != "a b c" {
		t.Errorf("got %q", got)
	}
}

func FuzzPlain(f *testing.F) {
	f.Add("a\x1b[2Jb\u202e\xff")
	f.Fuzz(func(t *testing.T, s string) {
		plain := console.Plain(s)
		if !utf8.ValidString(plain) {
			t.Errorf("%q is not UTF-8", plain)
		}
		if i := strings.IndexFunc(plain, func(r rune) bool { return r != '\n' && unicode.IsControl(r) }); i >= 0 {
			t.Errorf("control character at byte %d of %q", i, plain)
		}
		if again := console.Plain(plain); again != plain {
			t.Errorf("%q became %q", plain, again)
		}
	})
}

// Wrapping moves words to other lines and changes nothing else.
func FuzzWrap(f *testing.F) {
	f.Add("one two three\n\nfour", 20)
	f.Fuzz(func(t *testing.T, text string, width int) {
		var out strings.Builder
		s := console.Screen{Out: &out, Width: func() int { return width }}
		s.Print(console.Normal, 0, text)
		if got, want := strings.Fields(out.String()), strings.Fields(console.Plain(text)); !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	})
}
