package telegram

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dragoman/core"
	"dragoman/core/split"
	"dragoman/core/views"
)

// Limits of a message: Bot API, sendMessage.
const (
	maxText     = 4096 // UTF-16 units after entity parsing
	maxEntities = 90   // of 100: more are dropped silently
	longQuote   = 300  // UTF-16 units from which a quote is folded away
)

// block is a piece of a message with at most two entities: plain text, a quote
// with its speaker, or the source line. Its text is not escaped yet.
type block struct {
	kind    blockKind
	text    string
	speaker string // of a quote
	url     string // of the source line, "" for none
}

type blockKind int

const (
	plain blockKind = iota
	quote
	source
	title
)

// render writes a reply as messages in Telegram's HTML: each within the limits,
// with whole tags, and never empty.
func render(r core.Reply) []string {
	return chunks(blocks(r))
}

// renderBelow is render with a heading above the reply, "" for none.
func renderBelow(heading string, r core.Reply) []string {
	all := blocks(r)
	if heading = strings.TrimSpace(clean(heading)); heading != "" {
		all = append([]block{{kind: title, text: cutTo(heading, maxHeading)}}, all...)
	}
	return chunks(all)
}

// maxHeading bounds a question above its answer, in UTF-16 units.
const maxHeading = 300

// blocks takes a reply apart.
func blocks(r core.Reply) []block {
	var all []block
	add := func(text string) {
		if text = strings.TrimSpace(clean(text)); text != "" {
			all = append(all, block{kind: plain, text: text})
		}
	}
	rest := r.Answer
	for _, q := range r.Quotes {
		b := block{kind: quote, text: strings.TrimSpace(clean(q.Text)), speaker: strings.TrimSpace(clean(q.Speaker))}
		if b.text == "" {
			continue
		}
		before, after, ok := strings.Cut(rest, "“"+q.Text+"”")
		switch {
		case ok && standsAlone(before, q.Text, after):
			add(before)
			all = append(all, b)
			rest = after
		case ok, strings.Contains(r.Answer, q.Text):
			// It is part of a sentence, or shown already.
		default:
			add(rest)
			rest = ""
			all = append(all, b)
		}
	}
	add(rest)
	if line := strings.TrimSpace(clean(views.SourceLine(r))); line != "" {
		all = append(all, block{kind: source, text: line, url: link(r.Source.URL)})
	}
	return all
}

// standsAlone tells whether a quote is no part of a sentence of the text around
// it, so that it can stand by itself.
func standsAlone(before, text, after string) bool {
	before, after = strings.TrimRight(before, " "), strings.TrimLeft(after, " ")
	begins := before == "" || strings.HasSuffix(before, ":") || strings.HasSuffix(before, "\n") ||
		strings.HasSuffix(before, "”") || strings.HasSuffix(before, ".")
	r, _ := utf8.DecodeRuneInString(after)
	ends := after == "" || strings.HasPrefix(after, "\n") || strings.HasPrefix(after, "“") ||
		(unicode.IsUpper(r) && strings.ContainsAny(text[len(text)-1:], ".!?"))
	return begins && ends
}

// chunks packs blocks into messages.
func chunks(all []block) []string {
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
		for _, b := range b.cut(maxText) {
			gap := ""
			if current.Len() > 0 {
				gap = "\n"
				if b.kind != quote && (i == 0 || all[i-1].kind != quote) {
					gap = "\n\n"
				}
			}
			n := len(gap) + b.length()
			if current.Len() > 0 && (used+n > maxText || entities+2 > maxEntities) {
				flush()
				gap, n = "", b.length()
			}
			current.WriteString(gap)
			current.WriteString(b.html())
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

// length is what a block takes of a message, in UTF-16 units.
func (b block) length() int {
	n := split.Length(b.text, split.UTF16)
	if b.kind == quote && b.speaker != "" {
		n += split.Length("“”\n— "+b.speaker, split.UTF16)
	}
	return n + 2
}

// cut makes blocks of at most limit units of one.
func (b block) cut(limit int) []block {
	if b.length() <= limit {
		return []block{b}
	}
	if b.kind == quote {
		b.speaker = split.Text(b.speaker+" ", 200, split.UTF16)[0]
	}
	room := limit - 8 - split.Length(b.speaker, split.UTF16)
	var all []block
	for _, piece := range split.Text(b.text, room, split.UTF16) {
		if piece = strings.TrimSpace(piece); piece != "" {
			part := b
			part.text = piece
			all = append(all, part)
		}
	}
	return all
}

func (b block) html() string {
	switch b.kind {
	case quote:
		tag := "<blockquote>"
		if split.Length(b.text, split.UTF16) > longQuote {
			tag = "<blockquote expandable>"
		}
		inner := "“" + escape(b.text) + "”"
		if b.speaker != "" {
			inner += "\n— " + escape(strings.TrimSpace(b.speaker))
		}
		return tag + inner + "</blockquote>"
	case title:
		return "<b>" + escape(b.text) + "</b>"
	case source:
		if b.url != "" {
			return `<i><a href="` + escape(b.url) + `">` + escape(b.text) + "</a></i>"
		}
		return "<i>" + escape(b.text) + "</i>"
	}
	return escape(b.text)
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

// clean makes a text valid UTF-8 without control characters other than line
// ends, and without the marks that turn the direction of all that follows.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t', r == '\r':
			return ' '
		case unicode.IsControl(r), r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069':
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}

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
