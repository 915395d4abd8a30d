package discord

import (
	"net/url"
	"strings"

	"dragoman/core"
	"dragoman/core/blocks"
)

// colour is that of the bar beside an embed.
const colour = 0x2F6FAB

// noName stands for the name of a field that has none. Discord refuses an empty
// name and one of plain space; a zero-width space it shows as nothing.
const noName = "\u200B"

// renderEmbeds writes a reply as messages with one embed each, within the
// limits: the story's title with its link above the first, the source line
// below the last. Quotes that stand alone are fields with the speaker as name;
// so is text after them, without a name. The heading is the content of the
// first message, "" for none. There is at least one message, and none is empty.
func renderEmbeds(heading string, r core.Reply) []payload {
	all, foot := withoutSource(blocks.Of(r))
	p := newPacker(r.Source.Title, foot)
	for _, b := range all {
		p.add(b)
	}
	return p.messages(heading, r.Source.URL)
}

// withoutSource takes the source line off, which stands below.
func withoutSource(all []blocks.Block) (rest []blocks.Block, foot string) {
	if n := len(all); n > 0 && all[n-1].Kind == blocks.Source {
		return all[:n-1], cut(all[n-1].Text, maxFooter)
	}
	return all, ""
}

// newPacker returns a packer for embeds with a title above and a line below, "" for
// none.
func newPacker(title, foot string) *packer {
	p := &packer{title: escapeName(cutBy(title, maxTitle, escaped)), foot: foot}
	p.room = maxEmbeds - units(p.title) - units(foot)
	return p
}

// messages are what was packed, at least one. The address is the title's, and the
// heading the content of the first.
func (p *packer) messages(heading, address string) []payload {
	p.flush()
	if len(p.done) == 0 {
		p.done = []embed{{Color: colour, Description: "…"}}
	}
	if p.title != "" {
		p.done[0].Title, p.done[0].URL = p.title, link(address)
	}
	if p.foot != "" {
		p.done[len(p.done)-1].Footer = &footer{Text: p.foot} // plain text: no markup there
	}
	messages := make([]payload, len(p.done))
	for i, e := range p.done {
		content := ""
		if i == 0 {
			content = bold(heading)
		}
		messages[i] = payload{Content: &content, Embeds: []embed{e}, Components: []component{}}
	}
	return messages
}

// packer fills embeds with blocks.
type packer struct {
	done []embed
	now  embed
	used int // units of now
	room int // units of an embed, without title and footer

	title, foot string
}

func (p *packer) add(b blocks.Block) {
	switch {
	case b.Kind == blocks.Quote:
		name := escapeName(cutBy(b.Speaker, maxName, escaped))
		for _, piece := range pieces(b.Text, maxValue-len([]rune("“”")), escaped) {
			p.field(name, "“"+escape(piece)+"”")
		}
	case len(p.now.Fields) > 0:
		for _, piece := range pieces(b.Text, maxValue, escaped) {
			p.field("", escape(piece))
		}
	default:
		for _, piece := range pieces(b.Text, min(maxDescription, p.room), escaped) {
			p.flush()
			p.now.Description = escape(piece)
			p.used = units(p.now.Description)
		}
	}
}

func (p *packer) field(name, value string) {
	if name == "" {
		name = noName
	}
	n := units(name) + units(value)
	if len(p.now.Fields) == maxFields || p.used+n > p.room {
		p.flush()
	}
	p.now.Fields = append(p.now.Fields, field{Name: name, Value: value})
	p.used += n
}

// flush ends an embed that holds something.
func (p *packer) flush() {
	if p.used == 0 {
		return
	}
	p.now.Color = colour
	p.done = append(p.done, p.now)
	p.now, p.used = embed{}, 0
}

// bold is a heading in bold, "" for none.
func bold(heading string) string {
	if heading = cut(heading, maxHeading); heading == "" {
		return ""
	}
	return "**" + escape(heading) + "**"
}

// link returns an address that can stand in an embed and between the brackets
// of a link, else "".
func link(raw string) string {
	u, err := url.Parse(raw)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return ""
	}
	address := linkEscapes.Replace(u.String())
	if len(address) > maxURL || strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r >= 0x7F }) {
		return ""
	}
	return address
}

var linkEscapes = strings.NewReplacer("(", "%28", ")", "%29", "<", "%3C", ">", "%3E", `"`, "%22", "'", "%27", `\`, "%5C", "`", "%60")
