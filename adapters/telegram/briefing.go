package telegram

import (
	"context"
	"time"

	"dragoman/core/blocks"
	"dragoman/core/briefing"
	"dragoman/core/phrases"
)

// newBriefing is a briefing on its way, to be addressed.
func (b *Bot) newBriefing(br briefing.Briefing, p *phrases.Phrases) outgoing {
	k := new(keyboard)
	k.ask(br.Question)
	o := outgoing{
		texts:    chunks(br.Blocks(p)),
		keyboard: k.orNone(),
		headline: html(blocks.Block{Kind: blocks.Heading, Text: cutTo(clean(br.Title), maxHeading)}),
	}
	if br.Pictured() {
		o.picture = b.pictures.of(b.opts.Story.Now().Base, pictureBriefing, dayOf(br))
	}
	return o
}

// dayOf is the day that a briefing's picture highlights: the subscriber's, if
// something is on. On other days there is nothing to highlight.
func dayOf(br briefing.Briefing) time.Time {
	for _, s := range br.Sections {
		if s.Kind == briefing.Today {
			return time.Date(s.Date.Year, s.Date.Month, s.Date.Day, 0, 0, 0, 0, time.UTC)
		}
	}
	return time.Time{}
}

// brief sends the briefing now. The daily one comes nevertheless.
func (b *Bot) brief(ctx context.Context, req *request, v visit) (string, error) {
	br, err := b.opts.Subscriptions.Briefing(ctx, v.Visitor)
	if err != nil {
		return b.deskFails(ctx, req, v.p, err)
	}
	o, to := b.newBriefing(br, v.p), b.to(req)
	o.chat, o.topic, o.replyTo = to.chat, to.topic, to.replyTo
	return b.deliver(ctx, req, o)
}
