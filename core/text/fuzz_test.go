package text_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"dragoman/core/text"
)

func seed(f *testing.F) {
	for _, s := range []string{
		"", "Who is Dahl?", "don´t \r\n“go” – Кarlsen’s", "\xff\xc3(", "a\u0301\u0344\u200b\u0301", "\u3164\uffa0\u115f",
		"\ufdfa\ufb2c\u1fc1", "İIıßẞſK", "\"a \"b\" c", "U.S. 4.5 p.m. ...?!", "\U000e0041\U0001d7d8", "\u09c7\u0301\u09be", "e\u0345\u0313\u0301\u0300",
		strings.Repeat("\ufdfa", 4000), strings.Repeat("界", 3000), "\u1112\u1161\u11ab", "´¨ˋ‗",
	} {
		f.Add(s)
	}
}

// FuzzClean holds Clean to its promises for any bytes: valid UTF-8 within the
// bound, single white space, and nothing left to clean.
func FuzzClean(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, raw string) {
		got := text.Clean(raw)
		if !utf8.ValidString(got) {
			t.Errorf("not UTF-8: %q", got)
		}
		if len(got) > text.MaxInput {
			t.Errorf("%d bytes", len(got))
		}
		if strings.Contains(got, "  ") || strings.TrimSpace(got) != got || strings.ContainsAny(got, "\x00\r\u200b\u202e") {
			t.Errorf("not tidy: %q", got)
		}
		if again := text.Clean(got); again != got {
			t.Errorf("Clean(%+q) = %+q, and of that %+q", raw, got, again)
		}
	})
}

// FuzzFold holds Fold to valid UTF-8 of bounded length, and for cleaned text to
// folding all at once.
func FuzzFold(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, raw string) {
		if got := text.Fold(raw); !utf8.ValidString(got) || len(got) > 4*len(raw) {
			t.Errorf("Fold(%q) = %q", raw, got)
		}
		once := text.Fold(text.Clean(raw))
		if again := text.Fold(once); again != once {
			t.Errorf("folded once %+q, twice %+q", once, again)
		}
	})
}

// FuzzClauses checks that clauses are never empty, that their tokens are words
// of the text and that there are no more of them than bytes.
func FuzzClauses(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, raw string) {
		text.Clauses(raw) // must not panic, clean or not
		clean := text.Clean(raw)
		n := 0
		for _, c := range text.Clauses(clean) {
			if len(c.Tokens) == 0 {
				t.Errorf("a clause of nothing in %q", clean)
			}
			n += len(c.Tokens)
			for _, tok := range c.Tokens {
				if tok.Form == "" || !utf8.ValidString(tok.Form) || strings.ContainsAny(tok.Form, " \n") {
					t.Errorf("token %q in %q", tok.Form, clean)
				}
				text.Stem(tok.Form)
			}
		}
		if n > len(clean) {
			t.Errorf("%d tokens of %d bytes", n, len(clean))
		}
	})
}
