package telegram

import (
	"context"

	"dragoman/core/phrases"
	"dragoman/core/settings"
)

// in tells whether somebody is in a chat.
func (m member) in() bool {
	switch m.Status {
	case "creator", "administrator", "member":
		return true
	case "restricted":
		return m.IsMember
	}
	return false
}

// membership is what happened to the bot itself in a chat.
type membership int

const (
	unchanged membership = iota // it is in as before, as an admin say
	added
	removed
)

func (c *memberChanged) what() membership {
	switch before, now := c.Old.in(), c.New.in(); {
	case !before && now:
		return added
	case before && !now:
		return removed
	}
	return unchanged
}

// readMember says what a change of the bot's membership wants.
func (b *Bot) readMember(c *memberChanged) *request {
	what := c.what()
	if what == unchanged || c.New.User.ID != b.self.ID && c.New.User.ID != 0 {
		return nil
	}
	return &request{kind: joins, chat: c.Chat, user: c.From, at: unix(c.Date), membership: what}
}

// member greets a group that the bot is added to, once and for all, and forgets
// a chat that it is removed from or blocked in: its daily briefing ends.
func (b *Bot) member(ctx context.Context, req *request) (greeting string, err error) {
	b.opts.Log.Info("the bot's place in a chat changed", "chat", req.chat.Type, "added", req.membership == added)
	switch {
	case req.membership == removed:
		b.endSubscription(ctx, req)
		b.forgetChat(ctx, req)
		return "", nil
	case req.chat.Type != "group" && req.chat.Type != "supergroup":
		return "", nil // who unblocks it presses Start
	}
	before, err := b.opts.Deliveries.Answer(ctx, b.source, req.questionName())
	if err != nil {
		return "", err // rather silent than twice
	}
	if before != "" {
		return before, nil
	}
	o := b.to(req)
	o.texts = []string{greetingText(b.phrases(req, b.settings(ctx, req)))}
	return b.send(ctx, o)
}

// greetingText tells a group how to ask.
func greetingText(p *phrases.Phrases) string {
	return escape(p.Greeting) + "\n\n/ask – " + escape(p.Ask) + "\n/help – " + escape(p.Help)
}

// forgetChat deletes what is kept of a chat. The conversations of a group are
// each reader's own and end by themselves, in half an hour.
func (b *Bot) forgetChat(ctx context.Context, req *request) {
	if err := b.opts.Settings.PutSettings(ctx, req.chatName(), settings.Chat{}); err != nil {
		b.alarm("the settings of a chat that the bot left are kept", err)
	}
	if req.chat.private() {
		if err := b.forget(ctx, req); err != nil {
			b.alarm("a conversation was not forgotten", err)
		}
	}
}
