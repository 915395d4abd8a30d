package telegram

import (
	"context"
	"errors"
	"strconv"

	"dragoman/core/briefing"
	"dragoman/core/phrases"
	"dragoman/core/subscriptions"
)

// Sender returns what sends daily briefings through the bot: at the pace that
// Telegram allows, replies to readers first. It works as soon as the bot is made,
// and as long as the contexts of its calls.
func (b *Bot) Sender() subscriptions.Sender { return sender{b} }

type sender struct{ bot *Bot }

// Of what only a damaged state file holds. They are logged, so they name nobody.
var (
	errNoUser = errors.New("telegram: who subscribed is no user")
	errNoChat = errors.New("telegram: the place is no chat")
)

// parallel is how many sends at once make full use of 30 messages a second: each
// may take a second, and wait another between its picture and its text.
const parallel = 2 * perSecond

// Platform implements subscriptions.Sender.
func (sender) Platform() string { return subscriptions.Telegram }

// Parallel implements subscriptions.Sender.
func (sender) Parallel() int { return parallel }

// Send implements subscriptions.Sender. Telegram knows no nonce: a briefing that is
// sent again is seen again.
func (s sender) Send(ctx context.Context, place subscriptions.Place, _ string, br briefing.Briefing, language string) error {
	chat, topic, err := addressOf(place)
	if err != nil {
		return &subscriptions.Refused{Reason: subscriptions.Deleted, Err: err}
	}
	if c, err := s.bot.opts.Settings.Settings(ctx, chatName(chat)); err == nil && c.Language != "" {
		language = c.Language // chosen since
	}
	o := s.bot.newBriefing(br, phrases.For(language))
	o.chat, o.topic, o.briefing = chat, topic, true
	_, err = s.bot.send(ctx, o)
	if e, ok := asAPI(err); ok && e.MigrateTo != 0 && e.MigrateTo != chat {
		s.bot.moveSettings(ctx, chat, e.MigrateTo) // the subscription is the Runner's to move
		to := place
		to.Chat = itoa(e.MigrateTo)
		return &subscriptions.Moved{To: to}
	}
	return refused(err, place)
}

// Tell implements subscriptions.Sender. Its error is *subscriptions.Refused when the
// user takes no messages.
func (s sender) Tell(ctx context.Context, user, text string) error {
	id, ok := userID(user)
	if !ok {
		return &subscriptions.Refused{Reason: subscriptions.Deleted, Err: errNoUser}
	}
	_, err := s.bot.send(ctx, outgoing{chat: id, texts: []string{escape(clean(text))}, briefing: true})
	return refused(err, subscriptions.Place{Platform: subscriptions.Telegram, User: itoa(id)})
}

// addressOf is the chat of a place and the topic in it, 0 for none.
func addressOf(place subscriptions.Place) (chat, topic int64, err error) {
	name := place.Chat
	if place.Private() {
		name = place.User
	}
	chat, err = strconv.ParseInt(name, 10, 64)
	if err == nil && place.Topic != "" {
		topic, err = strconv.ParseInt(place.Topic, 10, 64)
	}
	if err != nil || chat == 0 || place.Platform != subscriptions.Telegram {
		return 0, 0, errNoChat
	}
	return chat, topic, nil
}

// refused makes a *subscriptions.Refused of an error that says that a place takes
// nothing, and leaves others as they are.
func refused(err error, place subscriptions.Place) error {
	e, ok := asAPI(err)
	if !ok {
		return err
	}
	if reason := reasonOf(e, place); reason != "" {
		return &subscriptions.Refused{Reason: reason, Err: e}
	}
	return err
}

// reasonOf reads in Telegram's words why a place takes nothing, "" for another
// error.
func reasonOf(e *APIError, place subscriptions.Place) subscriptions.Reason {
	switch {
	case e.Code != 400 && e.Code != 403:
		return ""
	case e.is("bot was blocked", "can't initiate conversation", "user_is_blocked"):
		return subscriptions.Blocked
	case e.is("user is deactivated", "chat not found", "group chat was deactivated", "group chat was deleted", "user not found", "peer_id_invalid", "topic_deleted"):
		return subscriptions.Deleted
	case place.Topic != "" && e.is("message thread not found", "topic_id_invalid"):
		return subscriptions.Deleted
	case e.is("kicked", "not a member", "channel_private"):
		return subscriptions.Kicked
	case e.Code == 403 && place.Private():
		return subscriptions.Blocked
	case e.Code == 403, e.is("have no rights", "not enough rights", "administrator rights", "chat_write_forbidden", "_forbidden", "chat_restricted", "topic_closed"):
		return subscriptions.Forbidden
	}
	return ""
}
