package split_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"dragoman/core/split"
)

func TestText(t *testing.T) {
	for _, tt := range []struct {
		name  string
		text  string
		limit int
		want  []string
	}{
		{"empty", "", 10, nil},
		{"fits", "One. Two.", 9, []string{"One. Two."}},
		{"one too many", "One. Two.", 8, []string{"One. ", "Two."}},
		{"sentence before word", "One two. Three four", 14, []string{"One two. ", "Three four"}},
		{"closing quote", "He said “no.” Then he left it.", 16, []string{"He said “no.” ", "Then he left it."}},
		{"paragraph before sentence", "A b.\n\nC d. E f", 11, []string{"A b.\n\n", "C d. E f"}},
		{"word", "aaaa bbbb cccc", 10, []string{"aaaa bbbb ", "cccc"}},
		{"no border", "aaaaaaaaaa", 4, []string{"aaaa", "aaaa", "aa"}},
		{"no short piece for a far border", "A. bbbbbbbbbbbbbbbb", 10, []string{"A. bbbbbbb", "bbbbbbbbb"}},
		{"emoji are two units", "😀😀😀", 4, []string{"😀😀", "😀"}},
		{"emoji are not halved", "😀😀😀", 3, []string{"😀", "😀", "😀"}},
		{"family stays together", "ab👨‍👩‍👧", 9, []string{"ab", "👨‍👩‍👧"}},
		{"limit below one character", "😀a", 1, []string{"😀", "a"}},
		{"Arabic question", "هل نعم؟ لا لا لا", 10, []string{"هل نعم؟ ", "لا لا لا"}},
	} {
		if got := split.Text(tt.text, tt.limit, split.UTF16); !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add("One two. Three!\n\nFour “five?” 😀👨‍👩‍👧 هل", 7)
	f.Add("\xff\xfe. \x00", 1)
	f.Fuzz(func(t *testing.T, text string, limit int) {
		limit = 1 + (limit&0xFFFF)%300
		pieces := split.Text(text, limit, split.UTF16)
		if strings.Join(pieces, "") != text {
			t.Errorf("%q do not join to %q", pieces, text)
		}
		for _, p := range pieces {
			if n := split.Length(p, split.UTF16); p == "" || n > limit && utf8.RuneCountInString(p) > 1 {
				t.Errorf("piece %q has %d of %d units", p, n, limit)
			}
			if utf8.ValidString(text) && !utf8.ValidString(p) {
				t.Errorf("piece %q is not UTF-8", p)
			}
		}
	})
}
