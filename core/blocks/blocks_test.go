package blocks_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"dragoman/core"
	"dragoman/core/blocks"
)

func TestOf(t *testing.T) {
	plain := func(text string) blocks.Block { return blocks.Block{Text: text} }
	quote := func(text, speaker string) blocks.Block {
		return blocks.Block{Kind: blocks.Quote, Text: text, Speaker: speaker}
	}
	src := core.Source{Publisher: "P", URL: "https://x.example", AsOf: time.Date(2025, 2, 17, 0, 0, 0, 0, time.UTC)}
	for _, tt := range []struct {
		name  string
		reply core.Reply
		want  []blocks.Block
	}{
		{"nothing", core.Reply{Answer: " \n\x00"}, nil},
		{"plain", core.Reply{Answer: " a\tb "}, []blocks.Block{plain("a b")}},
		{"source", core.Reply{Answer: "Yes.", Source: src, Evidence: []core.Evidence{{Paragraph: 4}}},
			[]blocks.Block{plain("Yes."), {Kind: blocks.Source, Text: "P, 17 February 2025, paragraph 4", URL: "https://x.example"}}},
		{"quote that stands alone", core.Reply{Answer: "T said: “Act.” That was in Paris.", Quotes: []core.Quote{{Text: "Act.", Speaker: "T"}}},
			[]blocks.Block{plain("T said:"), quote("Act.", "T"), plain("That was in Paris.")}},
		{"quote within a sentence", core.Reply{Answer: "T calls it “a turn” for all.", Quotes: []core.Quote{{Text: "a turn", Speaker: "T"}}},
			[]blocks.Block{plain("T calls it “a turn” for all.")}},
		{"quote that opens a sentence", core.Reply{Answer: "“Act” is what T said.", Quotes: []core.Quote{{Text: "Act", Speaker: "T"}}},
			[]blocks.Block{plain("“Act” is what T said.")}},
		{"quotes after the answer", core.Reply{Answer: "T:", Quotes: []core.Quote{{Text: "One.", Speaker: "T"}, {Text: "Two."}}},
			[]blocks.Block{plain("T:"), quote("One.", "T"), quote("Two.", "")}},
		{"empty quote", core.Reply{Answer: "T.", Quotes: []core.Quote{{Speaker: "T"}}}, []blocks.Block{plain("T.")}},
		{"the same quote twice", core.Reply{Answer: "“One.”", Quotes: []core.Quote{{Text: "One."}, {Text: "One."}}},
			[]blocks.Block{quote("One.", "")}},
	} {
		if got := blocks.Of(tt.reply); !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %+v, want %+v", tt.name, got, tt.want)
		}
	}
}

func TestClean(t *testing.T) {
	for text, want := range map[string]string{
		"a\xff\x00\x1b[31mb\tc\r\nd": "a\uFFFD[31mb c \nd",
		"مرحبا \u202E عالم\u2066x":   "مرحبا  عالمx",
		"👨‍👩‍👧 e\u0301":              "👨‍👩‍👧 e\u0301",
	} {
		if got := blocks.Clean(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// Blocks hold every letter of the answer and of the quotes, but for the speaker's name
// and a colon before a quote: the quote shows the speaker.
func FuzzOf(f *testing.F) {
	f.Add("Tusk said: “No.” Then he left.", "No.", "Tusk", "P")
	f.Add("Tusk  : “No.” Then he left.", "No.", "Donald Tusk", "")
	f.Add("\xff😀\u202E\n\n", "\x00", "“", "\n")
	f.Fuzz(func(t *testing.T, answer, quote, speaker, publisher string) {
		r := core.Reply{Answer: answer, Quotes: []core.Quote{{Text: quote, Speaker: speaker}}, Source: core.Source{Publisher: publisher}}
		var shown strings.Builder
		for _, b := range blocks.Of(r) {
			if strings.TrimSpace(b.Text) != b.Text || b.Text == "" || !utf8.ValidString(b.Text+b.Speaker) {
				t.Errorf("block %+v", b)
			}
			if b.Kind == blocks.Quote {
				fmt.Fprintf(&shown, "“%s”", b.Text)
			} else if b.Kind == blocks.Plain {
				shown.WriteString(b.Text)
			}
		}
		want := answer
		if !strings.Contains(answer, quote) {
			want += "“" + quote + "”"
		}
		got, all := letters(shown.String()), letters(blocks.Clean(want))
		if utf8.ValidString(answer+quote) && got != all && !lacks(got, all, letters(blocks.Clean(speaker))) {
			t.Errorf("%q and %q are shown as %q", answer, quote, got)
		}
	})
}

// lacks tells whether got is want without the name of the speaker, or the end of it,
// and a colon.
func lacks(got, want, speaker string) bool {
	short := len(want) - len(got)
	for at := 0; short > 0 && at+short <= len(want) && strings.HasPrefix(want, got[:at]); at++ {
		name, colon := strings.CutSuffix(want[at:at+short], ":")
		if colon && strings.HasSuffix(speaker, name) && want[at+short:] == got[at:] {
			return true
		}
	}
	return false
}

// letters is a text without space and quotation marks.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '“' || r == '”' {
			return -1
		}
		return r
	}, s)
}
