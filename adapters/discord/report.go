package discord

import (
	"context"
	"slices"

	"dragoman/core/phrases"
)

// reportCommand is for those who run the bot. Servers show it to their
// administrators alone; in direct messages Discord shows it to all: who may use it
// is up to mayReport.
func reportCommand() command {
	c := newCommand(chatInput)
	c.Name, c.Description = "report", "What readers ask, for those who run this bot"
	c.Permissions = new(permissions) // "0": administrators
	c.Contexts = []int{inGuild, inBotDM}
	return c
}

// mayReport tells whether the report on what readers ask is for who wants it.
func (b *Bot) mayReport(req *request) bool {
	return b.opts.Report != nil && req.reply != nil && slices.Contains(b.opts.Admins, req.user.ID)
}

// tellReport tells an admin, and nobody else, what readers ask.
func (b *Bot) tellReport(ctx context.Context, req *request, p *phrases.Phrases) error {
	text, err := b.opts.Report(ctx)
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		b.opts.Log.Error("there is no report", "error", err)
		text = p.Trouble
	}
	return b.say(ctx, req, text)
}
