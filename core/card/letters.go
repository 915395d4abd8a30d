package card

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// drawable returns a text as it can be drawn, in one line without spaces around it.
// Controls, marks without a letter and pictographs are left out, and a letter may
// lose an accent. ok is false for a text of more than most runes, and for one with a
// letter, digit or sign that the fonts lack: without it the text would say something
// else.
func (f *fonts) drawable(s string, most int) (drawn string, ok bool) {
	// A rune has at most four bytes, and four times the room is enough for spaces
	// and marks.
	if len(s) > 16*most {
		return "", false
	}
	var out strings.Builder
	space := false
	for _, r := range norm.NFC.String(strings.ToValidUTF8(s, "")) {
		if unicode.IsSpace(r) || unicode.In(r, unicode.Z) {
			space = true
			continue
		}
		glyphs, ok := f.glyphs(r)
		if !ok {
			return "", false
		}
		if glyphs == "" {
			continue
		}
		if space && out.Len() > 0 {
			out.WriteByte(' ')
		}
		space = false
		out.WriteString(glyphs)
	}
	drawn = strings.Join(strings.Fields(out.String()), " ")
	if utf8.RuneCountInString(drawn) > most {
		return "", false
	}
	return drawn, true
}

// glyphs returns what is drawn for a rune: itself, something that says the same, or
// nothing where it says nothing by itself.
func (f *fonts) glyphs(r rune) (string, bool) {
	switch {
	case r == unicode.ReplacementChar, unicode.In(r, unicode.C, unicode.M):
		return "", true
	case pictograph(r):
		return "", true
	case f.has(r):
		return string(r), true
	}
	if s, ok := alike[r]; ok {
		return s, true
	}
	if s, ok := f.unaccented(r); ok {
		return s, true
	}
	return "", unicode.In(r, unicode.Sk)
}

// pictograph tells whether a rune is a symbol that pictures something, such as an
// emoji. Boxes and the other blocks that fonts have for terminals are among them.
func pictograph(r rune) bool {
	const letterlike = 0x2150 // from here down: ° © ® № ™
	return unicode.Is(unicode.So, r) && r >= letterlike || r >= 0x2500 && r < 0x2600
}

// unaccented returns a letter with as many of its accents as there is a glyph for,
// or what a compatibility character stands for.
func (f *fonts) unaccented(r rune) (string, bool) {
	parts := []rune(norm.NFD.String(string(r)))
	for n := len(parts) - 1; n > 0; n-- {
		composed := norm.NFC.String(string(parts[:n]))
		if c, size := utf8.DecodeRuneInString(composed); size == len(composed) && f.has(c) {
			return composed, true
		}
	}
	plain := norm.NFKC.String(string(r))
	if plain == string(r) {
		return "", false
	}
	for _, p := range plain {
		if !f.has(p) {
			return "", false
		}
	}
	return plain, true
}

// alike are spellings of runes that the fonts lack. Of currencies it is the code of
// ISO 4217.
var alike = map[rune]string{
	'\u2010': "-", '\u2011': "-", '\u2012': "–", '\u2043': "•",
	'\u02bb': "‘", '\u02bc': "’", '\u02be': "’", '\u02bf': "‘", '\u2034': "″",
	'\u1e9e': "SS", 'ə': "e", 'Ə': "E", 'ɓ': "b", 'Ɓ': "B", 'ɗ': "d", 'Ɗ': "D", 'ƙ': "k", 'Ƙ': "K",
	'₹': "INR ", '₺': "TRY ", '₽': "RUB ", '₴': "UAH ", '₩': "KRW ", '₪': "ILS ", '₫': "VND ",
	'₦': "NGN ", '₱': "PHP ", '₸': "KZT ", '₾': "GEL ", '₼': "AZN ", '₵': "GHS ", '₡': "CRC ",
}
