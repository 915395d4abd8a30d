package briefing

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dragoman/core"
	"dragoman/core/blocks"
	"dragoman/core/phrases"
	"dragoman/core/views"
)

// Blocks are the briefing as adapters render it: the story's title and day, the
// sections below their headings, how to stop or to subscribe, and one source line for
// all of it at the end, unless nothing is told. The question is left to them: it is a
// button where there are buttons. An empty briefing has none.
func (b Briefing) Blocks(p *phrases.Phrases) []blocks.Block {
	if b.Empty() {
		return nil
	}
	var all []blocks.Block
	add := func(kind blocks.Kind, text string) {
		if text = strings.TrimSpace(blocks.Clean(text)); text != "" {
			all = append(all, blocks.Block{Kind: kind, Text: text})
		}
	}
	add(blocks.Heading, b.Title)
	if !b.AsOf.IsZero() {
		add(blocks.Plain, fmt.Sprintf(p.BriefingAsOf, p.Day(b.AsOf)+b.AsOf.Format(" 2006")))
	}
	for i, s := range b.Sections {
		switch {
		case s.Kind == Missed || s.Kind == Quiet:
			add(blocks.Plain, s.heading(p))
		case i == 0 && s.Kind == Part && s.Part == "":
			// The story in short needs no heading below the title.
		default:
			add(blocks.Heading, s.heading(p))
		}
		reply := s.Reply
		reply.Source = core.Source{} // one line at the end is for all
		all = append(all, blocks.Of(reply)...)
	}
	if b.Once {
		add(blocks.Plain, "/subscribe – "+p.Subscribe)
	} else {
		add(blocks.Plain, p.BriefingStop)
	}
	cited := b.cited()
	if line := strings.TrimSpace(blocks.Clean(views.SourceLine(cited))); line != "" && len(cited.Evidence) > 0 {
		all = append(all, blocks.Block{Kind: blocks.Source, Text: line, URL: b.Source.URL})
	}
	return all
}

// heading is what stands above a section; of one without a reply, all that it says.
func (s Section) heading(p *phrases.Phrases) string {
	switch s.Kind {
	case Missed:
		return fmt.Sprintf(p.BriefingMissed, p.Day(midnight(s.Date)))
	case Today:
		return p.BriefingToday + ", " + p.Day(midnight(s.Date))
	case Tomorrow:
		return p.BriefingTomorrow + ", " + p.Day(midnight(s.Date))
	case New:
		return fmt.Sprintf(p.BriefingNew, p.Day(midnight(s.Date)))
	case Part:
		return cmp.Or(s.Part, p.BriefingMore)
	case Quote:
		return p.BriefingQuote
	}
	return p.BriefingQuiet
}

// cited is a reply with the evidence of all sections.
func (b Briefing) cited() core.Reply {
	r := core.Reply{Source: b.Source}
	for _, s := range b.Sections {
		r.Evidence = append(r.Evidence, s.Reply.Evidence...)
	}
	slices.SortFunc(r.Evidence, func(x, y core.Evidence) int {
		return cmp.Or(x.Published.Compare(y.Published), strings.Compare(x.Article, y.Article), x.Paragraph-y.Paragraph)
	})
	r.Evidence = slices.Compact(r.Evidence)
	return r
}
