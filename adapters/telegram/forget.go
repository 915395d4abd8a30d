package telegram

import (
	"context"
	"encoding/json"
	"errors"

	"dragoman/core/forget"
	"dragoman/core/settings"
)

// forget deletes the conversation of a reader.
func (b *Bot) forget(ctx context.Context, req *request) error {
	b.before.drop(req.session())
	return b.opts.Answerer.Forget(ctx, req.session())
}

// forgetReader deletes all that is kept of a reader, everywhere. What they
// subscribed a group to goes on without their name.
func (b *Bot) forgetReader(ctx context.Context, req *request) error {
	user := req.userName()
	b.before.dropUser(user)
	err := b.forget(ctx, req)
	who := forget.Reader{User: user, Source: b.source, Sent: func(raw []byte) bool { return isFrom(raw, req.user.ID) }}
	if req.user.ID > 0 { // else it is an admin who writes as the group: its settings stay
		private := chatName(req.user.ID) // the chat that a reader has with the bot has their id
		who.Chats = []string{private}
		err = errors.Join(err, b.opts.Settings.PutSettings(ctx, private, settings.Chat{}))
	}
	if b.opts.Forget != nil {
		_, forgetErr := b.opts.Forget.ForgetUser(ctx, who)
		err = errors.Join(err, forgetErr)
	}
	if b.opts.Subscriptions != nil {
		err = errors.Join(err, b.opts.Subscriptions.Forget(ctx, user))
	}
	return err
}

// isFrom tells whether a user, or a chat as which somebody writes, sent an update.
func isFrom(raw []byte, id int64) bool {
	var u update
	if json.Unmarshal(raw, &u) != nil {
		return false
	}
	switch {
	case u.Message != nil:
		return u.Message.author() == id
	case u.Edited != nil:
		return u.Edited.author() == id
	case u.Callback != nil:
		return u.Callback.From.ID == id
	case u.Inline != nil:
		return u.Inline.From.ID == id
	case u.ChannelPost != nil:
		return u.ChannelPost.Chat.ID == id
	case u.MyChatMember != nil:
		return u.MyChatMember.From.ID == id && u.MyChatMember.Chat.private()
	}
	return false
}

// author is the id of who wrote a message, as request.user has it; 0 for nobody.
func (m *message) author() int64 {
	switch {
	case m.SenderChat != nil && !m.Chat.private():
		return m.SenderChat.ID
	case m.From != nil:
		return m.From.ID
	}
	return 0
}
