package telegram

import (
	"context"

	"dragoman/core/blocks"
	"dragoman/core/briefing"
	"dragoman/core/card"
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
		o.picture = b.pictures.Of(card.Subject{Base: br.Base, Kind: card.KindBriefing, Day: br.Highlight()})
	}
	return o
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
