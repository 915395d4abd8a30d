package card

import (
	"strings"
	"testing"
)

func TestDrawable(t *testing.T) {
	f := newFonts()
	for _, c := range []struct{ name, in, want string }{
		{"plain", "Talks in Riyadh", "Talks in Riyadh"},
		{"spaces", "  a\t\n b  c ", "a b c"},
		{"Polish", "Zażółć gęślą jaźń", "Zażółć gęślą jaźń"},
		{"Turkish", "İğdır, Şırnak, Çöğür", "İğdır, Şırnak, Çöğür"},
		{"Ukrainian", "Їжак, ґанок, Є", "Їжак, ґанок, Є"},
		{"Greek", "Αθήνα ΐ", "Αθήνα ΐ"},
		{"marks apart", "Zelenski\u0301", "Zelenskí"},
		{"accents that fonts lack", "Nguyễn Phú Trọng", "Nguyên Phú Trong"},
		{"a mark without a letter", "\u0301a", "a"},
		{"pictographs", "Peace 🕊️ now 👩🏽‍🚀!", "Peace now !"},
		{"boxes", "a ■ □ ▒ b", "a b"},
		{"a flag", "🇺🇦 Kyiv", "Kyiv"},
		{"controls", "a\x00b\u200b\u202ec\u2028d", "abc d"},
		{"invalid", "a\xff\xfeb\uFFFD", "ab"},
		{"wide letters", "Ｋｙｉｖ", "Kyiv"},
		{"hyphens", "a\u2011b\u2010c\u00add", "a-b-cd"},
		{"money", "₺5m, 5 ₽ and €3", "TRY 5m, 5 RUB and €3"},
		{"signs", "50% ± 3° © № ™ →", "50% ± 3° © № ™ →"},
		{"as long as can be", strings.Repeat("я", 50), strings.Repeat("я", 50)},
		{"nothing", "", ""},
		{"only a pictograph", "🎉", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, ok := f.drawable(c.in, 50); got != c.want || !ok {
				t.Errorf("got %q, %v, want %q", got, ok, c.want)
			}
		})
	}
	for _, c := range []struct{ name, in string }{
		{"Arabic", "قمة الرياض"},
		{"one Chinese letter", "Talks 会 today"},
		{"Hebrew", "שלום"},
		{"Devanagari", "दिल्ली"},
		{"digits of another script", "٣ people"},
		{"a sign of mathematics", "a ⊄ b"},
		{"money that nobody knows", "₻5"},
		{"too long", strings.Repeat("a", 51)},
		{"far too long", strings.Repeat("\u0301", 1<<20)},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, ok := f.drawable(c.in, 50); ok || got != "" {
				t.Errorf("got %q, %v", got, ok)
			}
		})
	}
}

// Both fonts have the letters of what is spelled otherwise.
func TestAlikeCanBeDrawn(t *testing.T) {
	f := newFonts()
	for r, s := range alike {
		if f.has(r) {
			t.Errorf("there is a glyph for %c", r)
		}
		for _, g := range s {
			if !f.has(g) {
				t.Errorf("there is no glyph for %c, which stands for %c", g, r)
			}
		}
	}
	for r := rune(0); r < 0x3000; r++ {
		i, err := f.bold.GlyphIndex(&f.buffer, r)
		if has := err == nil && i != 0; has != f.has(r) {
			t.Errorf("only one of the fonts has %U", r)
		}
	}
}
