package telegram

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dragoman/core"
	"dragoman/core/blocks"
	"dragoman/core/split"
)

// Limits of a message: Bot API, sendMessage.
const (
	maxText     = 4096 // UTF-16 units after entity parsing
	maxEntities = 90   // of 100: more are dropped silently
	longQuote   = 300  // UTF-16 units from which a quote is folded away
)

// render writes a reply as messages in Telegram's HTML: each within the limits,
// with whole tags, and never empty.
func render(r core.Reply) []string {
	return chunks(blocks.Of(r))
}

// renderBelow is render with a heading above the reply, "" for none.
func renderBelow(heading string, r core.Reply) []string {
	all := blocks.Of(r)
	if heading = strings.TrimSpace(clean(heading)); heading != "" {
		all = append([]blocks.Block{{Kind: blocks.Heading, Text: cutTo(heading, maxHeading)}}, all...)
	}
	return chunks(all)
}

// maxHeading bounds a question above its answer, in UTF-16 units.
const maxHeading = 300

// chunks packs blocks into messages. A block makes two entities at most.
func chunks(all []blocks.Block) []string {
	var (
		messages []string
		current  strings.Builder
		used     int // UTF-16 units
		entities int
	)
	flush := func() {
		if current.Len() > 0 {
			messages = append(messages, current.String())
		}
		current.Reset()
		used, entities = 0, 0
	}
	for i, b := range all {
		if b.Kind != blocks.Quote {
			b.Text = unmentioned(b.Text)
		}
		for _, b := range cut(b, maxText) {
			gap := ""
			if current.Len() > 0 {
				gap = "\n"
				if b.Kind != blocks.Quote && (i == 0 || all[i-1].Kind != blocks.Quote) {
					gap = "\n\n"
				}
			}
			n := len(gap) + length(b)
			if current.Len() > 0 && (used+n > maxText || entities+2 > maxEntities) {
				flush()
				gap, n = "", length(b)
			}
			current.WriteString(gap)
			current.WriteString(html(b))
			used += n
			entities += 2
		}
	}
	flush()
	if len(messages) == 0 {
		return []string{"…"}
	}
	return messages
}

// unmentioned makes words of the mentions in a text: what a reader or a story writes
// is not to notify anybody in the bot's name. A word joiner, which shows as nothing,
// follows each "@" that would begin one. Quotes stay as they are, to the letter.
func unmentioned(text string) string {
	if !strings.Contains(text, "@") {
		return text
	}
	var b strings.Builder
	for i := range len(text) {
		b.WriteByte(text[i])
		if text[i] == '@' && i+1 < len(text) && isNamed(text[i+1]) && (i == 0 || !isNamed(text[i-1])) {
			b.WriteString(wordJoiner)
		}
	}
	return b.String()
}

const wordJoiner = "\u2060"

// isNamed tells whether c can be in the name of a user: Telegram has a-z, 0-9 and
// underscores.
func isNamed(c byte) bool { return isLetter(c) || c == '_' || c >= '0' && c <= '9' }

// length is what a block takes of a message, in UTF-16 units.
func length(b blocks.Block) int {
	n := split.Length(b.Text, split.UTF16)
	if b.Kind == blocks.Quote && b.Speaker != "" {
		n += split.Length("“”\n— "+b.Speaker, split.UTF16)
	}
	return n + 2
}

// cut makes blocks of at most limit units of one.
func cut(b blocks.Block, limit int) []blocks.Block {
	if length(b) <= limit {
		return []blocks.Block{b}
	}
	if b.Kind == blocks.Quote {
		b.Speaker = split.Text(b.Speaker+" ", 200, split.UTF16)[0]
	}
	room := limit - 8 - split.Length(b.Speaker, split.UTF16)
	var all []blocks.Block
	for _, piece := range split.Text(b.Text, room, split.UTF16) {
		if piece = strings.TrimSpace(piece); piece != "" {
			part := b
			part.Text = piece
			all = append(all, part)
		}
	}
	return all
}

func html(b blocks.Block) string {
	switch b.Kind {
	case blocks.Quote:
		tag := "<blockquote>"
		if split.Length(b.Text, split.UTF16) > longQuote {
			tag = "<blockquote expandable>"
		}
		inner := "“" + escape(b.Text) + "”"
		if b.Speaker != "" {
			inner += "\n— " + escape(strings.TrimSpace(b.Speaker))
		}
		return tag + inner + "</blockquote>"
	case blocks.Heading:
		return "<b>" + escape(b.Text) + "</b>"
	case blocks.Source:
		if url := link(b.URL); url != "" {
			return `<i><a href="` + escape(url) + `">` + escape(b.Text) + "</a></i>"
		}
		return "<i>" + escape(b.Text) + "</i>"
	}
	return escape(b.Text)
}

// link returns an address that Telegram takes in a link, else "".
func link(url string) string {
	if len(url) > 1024 || strings.ContainsFunc(url, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) || !utf8.ValidString(url) {
		return ""
	}
	if strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "http://") {
		return url
	}
	return ""
}

var htmlEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// escape makes text of a text that is to be HTML.
func escape(text string) string { return htmlEscapes.Replace(text) }

// clean makes a text fit to be shown, as those of blocks are.
func clean(text string) string { return blocks.Clean(text) }

// plainText is a message's HTML as text, for chats where HTML is refused.
func plainText(html string) string {
	var b strings.Builder
	for html != "" {
		before, after, ok := strings.Cut(html, "<")
		b.WriteString(before)
		if !ok {
			break
		}
		_, html, _ = strings.Cut(after, ">")
	}
	return strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&amp;", "&").Replace(b.String())
}
