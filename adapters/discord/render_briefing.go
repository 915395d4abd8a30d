package discord

import (
	"slices"
	"strings"

	"dragoman/core/blocks"
	"dragoman/core/briefing"
	"dragoman/core/card"
	"dragoman/core/phrases"
)

// briefingMessages write a briefing as it looks with some looks, with the button of its
// question, for the reader who is its owner. There is at least one message unless
// the briefing is empty.
func (b *Bot) briefingMessages(br briefing.Briefing, p *phrases.Phrases, owner string, f looks) []payload {
	all := br.Blocks(p)
	if len(all) == 0 {
		return nil
	}
	var parts []payload
	if f.plain {
		for _, text := range plainMessages(all) {
			parts = append(parts, payload{Content: &text, Flags: flagNoEmbeds})
		}
	} else {
		parts = embedSections(all, br.Source.URL, p.BriefingQuiet, p.BriefingStop, "/subscribe – "+p.Subscribe)
	}
	for i := range parts {
		parts[i].complete()
	}
	if label := cut(br.Question, maxLabel); label != "" {
		parts[len(parts)-1].Components = []component{buttons(component{
			Style: primary, Label: label, CustomID: questionCustom(br.Question, owner),
		})}
	}
	if br.Pictured() && !f.bare {
		b.attach(parts, card.Subject{Base: br.Base, Kind: card.KindBriefing, Day: br.Highlight()})
	}
	return parts
}

// embedSections writes blocks as messages with one embed each: the first heading is
// the title, and what stands below another is a field with it as name. Texts that
// are of no section are fields without a name.
func embedSections(all []blocks.Block, address string, apart ...string) []payload {
	all, foot := withoutSource(all)
	title := ""
	if len(all) > 0 && all[0].Kind == blocks.Heading {
		title, all = all[0].Text, all[1:]
	}
	p := newPacker(title, foot)
	first := slices.IndexFunc(all, func(b blocks.Block) bool { return b.Kind == blocks.Heading })
	if first < 0 {
		first = len(all)
	}
	var lead []string
	for _, b := range all[:first] {
		lead = append(lead, b.Text)
	}
	if len(lead) > 0 {
		p.add(blocks.Block{Text: strings.Join(lead, "\n\n")})
	}
	var s section
	for _, b := range all[first:] {
		if b.Kind == blocks.Heading {
			s.flush(p)
			s.name = escapeName(cutBy(b.Text, maxName, escaped))
			continue
		}
		if slices.Contains(apart, b.Text) {
			s.flush(p)
		}
		for _, text := range plainTexts(b, maxValue) {
			s.add(p, text)
		}
	}
	s.flush(p)
	return p.messages("", address)
}

// section is a field that is being filled.
type section struct{ name, value string }

func (s *section) add(p *packer, text string) {
	const gap = "\n"
	if s.value != "" && units(s.value+gap+text) > maxValue {
		s.flush(p)
	}
	if s.value != "" {
		s.value += gap
	}
	s.value += text
}

// flush makes it a field. What follows has no name of its own.
func (s *section) flush(p *packer) {
	if s.value != "" {
		p.field(s.name, s.value)
	}
	*s = section{}
}
