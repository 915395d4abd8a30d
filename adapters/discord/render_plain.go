package discord

import (
	"slices"
	"strings"

	"dragoman/core"
	"dragoman/core/blocks"
)

// renderPlain writes a reply as the contents of messages, for channels where the
// bot may not embed: the heading in bold, "" for none, quotes as block quotes,
// the source line small. There is at least one, none is empty, and each is
// within the limit. They are to be sent with flagNoEmbeds; the link is in angle
// brackets all the same, which keeps it from a preview by itself.
func renderPlain(heading string, r core.Reply) []string {
	all := blocks.Of(r)
	if heading != "" {
		all = slices.Insert(all, 0, blocks.Block{Kind: blocks.Heading, Text: heading})
	}
	return plainMessages(all)
}

// plainMessages writes blocks as the contents of messages.
func plainMessages(all []blocks.Block) []string {
	var (
		messages []string
		now      string
		before   blocks.Kind
	)
	add := func(kind blocks.Kind, text string) {
		gap := "\n\n"
		if (kind == blocks.Quote) != (before == blocks.Quote) {
			gap = "\n" // a quote has its own space; two in a row would be one
		}
		switch {
		case now == "":
			now = text
		case units(now+gap+text) > maxContent:
			messages = append(messages, now)
			now = text
		default:
			now += gap + text
		}
		before = kind
	}
	for _, b := range all {
		for _, piece := range plainTexts(b, maxContent) {
			add(b.Kind, piece)
		}
	}
	if now == "" {
		now = "…"
	}
	return append(messages, now)
}

// plainTexts writes a block in pieces of at most limit units, of which a name may
// take the most.
func plainTexts(b blocks.Block, limit int) []string {
	switch b.Kind {
	case blocks.Heading:
		if text := bold(b.Text); text != "" {
			return []string{text}
		}
		return nil
	case blocks.Quote:
		return quoteTexts(b, limit)
	case blocks.Source:
		return []string{smallSource(b)}
	}
	all := pieces(b.Text, limit, escaped)
	for i, piece := range all {
		all[i] = escape(piece)
	}
	return all
}

func quoteTexts(b blocks.Block, limit int) []string {
	const mark = "> "
	speaker := ""
	if name := cutBy(b.Speaker, maxName, escaped); name != "" {
		speaker = "\n" + mark + "— " + escape(name)
	}
	room := limit - units(mark+"“”"+speaker)
	all := pieces(b.Text, room, func(r rune) int {
		if r == '\n' {
			return 1 + len(mark)
		}
		return escaped(r)
	})
	for i, piece := range all {
		all[i] = mark + "“" + strings.ReplaceAll(escape(piece), "\n", "\n"+mark) + "”" + speaker
	}
	return all
}

// smallSource is the source line in small print. Its text is the link, unless
// there is something to escape in it: some of Discord's apps show backslashes
// within the text of a link, and none makes a link of one that looks like an
// address.
func smallSource(b blocks.Block) string {
	text := cut(b.Text, maxSource)
	line, address := escape(text), link(b.URL)
	switch {
	case address == "" || len(address) > maxMasked:
		return "-# " + line
	case line == text:
		return "-# [" + text + "](<" + address + ">)"
	}
	return "-# " + line + " <" + address + ">"
}
