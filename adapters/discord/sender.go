package discord

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strconv"
	"strings"
	"time"

	"dragoman/adapters/discord/internal/rest"
	"dragoman/core/briefing"
	"dragoman/core/phrases"
	"dragoman/core/subscriptions"
)

// Sender returns what sends the daily briefings, by calls in the background: all
// that readers wait for goes first. It may be used whether Run runs or not.
func (b *Bot) Sender() subscriptions.Sender { return &sender{b, b.rest.background()} }

type sender struct {
	bot  *Bot
	rest calls
}

// Platform implements subscriptions.Sender.
func (s *sender) Platform() string { return subscriptions.Discord }

// Parallel implements subscriptions.Sender: Discord takes fifty calls a second, and
// answers one within some tenths of a second. The first message to a reader since
// the start is two calls.
func (s *sender) Parallel() int { return 32 }

// nobody owns the button of a question in a channel: whoever presses it is answered
// alone, in a conversation of their own.
const nobody = "0"

// Send implements subscriptions.Sender. The messages of one briefing have its nonce
// with numbers behind. Where pictures or embeds are refused it goes without.
func (s *sender) Send(ctx context.Context, place subscriptions.Place, nonce string, br briefing.Briefing, language string) error {
	owner := place.User
	if !place.Private() {
		owner = nobody
	}
	if nonce == "" {
		nonce = rand.Text()[:maxNonce]
	}
	now := time.Now()
	known := s.bot.plainer.get(place.Chat, now)
	for f := known; ; {
		parts := s.bot.briefingMessages(br, phrases.For(language), owner, f)
		setNonces(parts, nonce)
		err := s.post(ctx, place, parts)
		less, ok := f.less()
		switch {
		case err == nil && f != known:
			s.bot.plainer.put(place.Chat, f, now)
			return nil
		case err == nil:
			return nil
		case place.Private() || !refusesLooks(err) || !ok:
			return s.refusal(ctx, place, err)
		}
		f = less
	}
}

// Tell implements subscriptions.Sender.
func (s *sender) Tell(ctx context.Context, user, text string) error {
	id, ok := strings.CutPrefix(user, userPrefix)
	if !ok || number(id) == 0 {
		return &subscriptions.Refused{Reason: subscriptions.Deleted, Err: errNoUser}
	}
	place := subscriptions.Place{Platform: subscriptions.Discord, User: id}
	sum := sha256.Sum256([]byte(user + "\n" + text))
	parts := sentence(text)
	setNonces(parts, base64.RawURLEncoding.EncodeToString(sum[:])[:maxNonce])
	return s.refusal(ctx, place, s.post(ctx, place, parts))
}

// post sends messages to a place.
func (s *sender) post(ctx context.Context, place subscriptions.Place, parts []payload) error {
	if place.Private() {
		return s.bot.direct(ctx, s.rest, place.User, parts...)
	}
	path := "/channels/" + place.Chat
	for _, part := range parts {
		err := s.rest.post(ctx, path+"/messages", part, nil)
		if rest.HasCode(err, rest.ThreadArchived) && s.rest.edit(ctx, path, map[string]bool{"archived": false}, nil) == nil {
			err = s.rest.post(ctx, path+"/messages", part, nil)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// refusal says what an error of Discord's means for a subscription.
func (s *sender) refusal(ctx context.Context, place subscriptions.Place, err error) error {
	var reason subscriptions.Reason
	switch {
	case isUnwanted(err):
		reason = subscriptions.Blocked
	case rest.HasCode(err, rest.UnknownUser, rest.UnknownChannel):
		reason = subscriptions.Deleted
	case rest.HasCode(err, rest.UnknownGuild):
		reason = subscriptions.Kicked
	case !isForbidden(err) && !rest.HasCode(err, rest.ThreadArchived, rest.WrongVerification):
		return err
	case place.Private():
		reason = subscriptions.Blocked
	case rest.HasCode(err, rest.MissingAccess) && s.isKicked(ctx, place.Chat):
		reason = subscriptions.Kicked
	default:
		reason = subscriptions.Forbidden
	}
	return &subscriptions.Refused{Reason: reason, Err: err}
}

// isKicked tells whether the bot is no member of a channel's server any more, as far
// as the server is known: Discord does not tell that of a channel that is hidden.
func (s *sender) isKicked(ctx context.Context, channel string) bool {
	c, ok := s.bot.channels.get(channel)
	if !ok || c.Guild == "" {
		return false
	}
	err := s.rest.get(ctx, "/guilds/"+c.Guild, nil)
	return rest.HasCode(err, rest.UnknownGuild, rest.MissingAccess)
}

// maxNonce leaves room for a number, to base 36, in the 25 characters that Discord
// takes: more messages than any briefing has.
const maxNonce = 22

// setNonces numbers the messages of one briefing, so that each that is sent again is
// shown once.
func setNonces(parts []payload, nonce string) {
	if len(nonce) > maxNonce {
		sum := sha256.Sum256([]byte(nonce))
		nonce = base64.RawURLEncoding.EncodeToString(sum[:])[:maxNonce]
	}
	for i := range parts {
		parts[i].Nonce, parts[i].Enforce = nonce+"."+strconv.FormatInt(int64(i), 36), true
	}
}
