package discord

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dragoman/core/blocks"
	"dragoman/core/split"
)

// What escape puts a backslash before: always, or where it would begin
// something. Discord takes a backslash before any ASCII punctuation as an
// escape, and does not show it.
const (
	always    = "\\*_~`|<>#[]@/"
	sometimes = "-+.):"
)

// escape makes text of any text for Discord's markdown: it shows as it stands,
// and nothing in it formats, mentions, links or opens. It inserts backslashes
// only, no zero-width characters, so that a copied quote is the quote.
//
// A backslash before "@" keeps "@everyone" from showing as a mention. It does
// not keep Discord's servers from reading it as one: that nobody is pinged is up
// to the allowed_mentions of each payload.
func escape(text string) string {
	text = clean(text)
	var b strings.Builder
	b.Grow(len(text) + len(text)/8)
	var (
		indent = true  // only space so far on this line
		number = false // only space and a number so far
	)
	for i, r := range text {
		next, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(r):])
		begins := false
		switch r {
		case '-', '+':
			begins = indent // a list, or small print
		case ')':
			begins = number
		case '.':
			begins = number || letter(next) // a list; "discord.gg" is an invite without more
		case ':':
			begins = next != utf8.RuneError && !unicode.IsSpace(next) // an address, ":smile:"
		}
		if begins || strings.ContainsRune(always, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
		number = (indent || number) && r >= '0' && r <= '9'
		indent = r == '\n' || indent && unicode.IsSpace(r)
	}
	return b.String()
}

// escapeName is escape for the title of an embed and the names of its fields.
// Lists, links and mentions are nothing there, and some of Discord's apps show
// the backslashes: only what formats gets one.
func escapeName(text string) string {
	return nameEscapes.Replace(clean(text))
}

var nameEscapes = strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "~", `\~`, "`", "\\`", "|", `\|`, "<", `\<`)

// escaped measures a rune as escape and escapeName write it at most, in UTF-16
// units.
func escaped(r rune) int {
	if strings.ContainsRune(always, r) || strings.ContainsRune(sometimes, r) {
		return 2
	}
	return split.UTF16(r)
}

// letter tells whether r is one of a-z and A-Z.
func letter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }

// clean makes a text fit to be shown. The separators of lines and paragraphs
// become line ends: Discord's apps let markup begin after them.
func clean(text string) string {
	return strings.NewReplacer("\u2028", "\n", "\u2029", "\n").Replace(blocks.Clean(text))
}
