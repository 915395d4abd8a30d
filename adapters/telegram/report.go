package telegram

import (
	"context"
	"slices"

	"dragoman/core/phrases"
)

// mayReport tells whether a request is for the report on what readers ask, from who
// may see it, where nobody else does.
func (b *Bot) mayReport(req *request) bool {
	return req.command == "report" && b.opts.Report != nil && req.chat.private() && slices.Contains(b.opts.Admins, itoa(req.user.ID))
}

// tellReport tells an admin what readers ask.
func (b *Bot) tellReport(ctx context.Context, req *request, p *phrases.Phrases) (string, error) {
	text, err := b.opts.Report(ctx)
	if err != nil {
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		b.alarm("there is no report", err)
		text = p.Trouble
	}
	return b.say(ctx, req, text)
}
