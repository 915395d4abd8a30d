package discord

import (
	"cmp"
	"context"
	"errors"
	"strings"

	"dragoman/core"
	"dragoman/core/card"
	"dragoman/core/discreet"
)

// ask answers a question. With heading the question stands above its answer,
// for those who did not see it asked.
func (b *Bot) ask(ctx context.Context, req *request, question string, heading bool) (string, error) {
	where := req.channel.ID
	if channel, _, ok := strings.Cut(req.answer, "/"); ok {
		where = channel // of an edited question, which may have a thread of its own
	}
	thread := ""
	if b.opensThread(ctx, req) {
		var err error
		if thread, err = b.openThread(ctx, req, question); err != nil {
			return "", quietly(err)
		}
		where = cmp.Or(thread, where)
	}
	reply, err := b.opts.Answerer.Reply(ctx, core.Message{
		Conversation: conversation(where), User: req.userName(),
		Text: question, Locale: req.locale, Time: req.at,
	})
	if err != nil {
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		b.opts.Log.Error("a conversation may not be remembered", "error", err)
	}
	above := ""
	if heading {
		above = question
	}
	if thread == "" {
		return b.answer(ctx, req, above, reply, true)
	}
	plain := req.plain
	answer, err := b.answerIn(ctx, req, thread, reply)
	if err == nil || answer != "" || ctx.Err() != nil {
		return answer, err
	}
	req.plain = plain // the thread may have been refused embeds, the channel was not
	answer, other := b.answer(ctx, req, above, reply, true)
	if other == nil && isForbidden(err) {
		return answer, b.askPermission(ctx, req, thread, err)
	}
	return answer, errors.Join(err, other)
}

// answer sends a reply to where the request came from. With feedback there are
// buttons for that below it.
func (b *Bot) answer(ctx context.Context, req *request, heading string, r core.Reply, feedback bool) (string, error) {
	if req.reply != nil {
		return "", req.reply.send(ctx, b.render(ctx, req, heading, r, feedback))
	}
	ids, err := b.deliver(ctx, req, heading, r, feedback, func(parts []payload) (string, error) {
		if req.edited {
			return b.editAnswer(ctx, req, parts)
		}
		return b.sendAll(ctx, req.channel.ID, req.id, req.id, parts)
	})
	if isForbidden(err) {
		return "", b.askPermission(ctx, req, req.channel.ID, err)
	}
	return ids, err
}

// viewWith sends a view with its picture to the interaction that asked.
func (b *Bot) viewWith(ctx context.Context, req *request, r core.Reply, what card.Subject) (string, error) {
	parts := b.render(ctx, req, "", r, false)
	if !req.bare {
		b.attach(parts, what)
	}
	return "", b.sendPictured(ctx, req, parts)
}

// sendPictured answers an interaction with messages, without their picture where
// Discord does not take it.
func (b *Bot) sendPictured(ctx context.Context, req *request, parts []payload) error {
	err := req.reply.send(ctx, parts)
	if refusesLooks(err) && len(parts[0].files) > 0 {
		b.opts.Log.Info("a picture was not taken", "guild", discreet.ID(req.guild), "channel", discreet.ID(req.channel.ID), "error", err)
		err = req.reply.send(ctx, detach(parts))
	}
	return err
}

// deliver renders a reply and sends it, without embeds where these are not
// permitted.
func (b *Bot) deliver(
	ctx context.Context, req *request, heading string, r core.Reply, feedback bool, send func([]payload) (string, error),
) (string, error) {
	ids, err := send(b.render(ctx, req, heading, r, feedback))
	if isForbidden(err) && !req.plain {
		req.plain = true
		ids, err = send(b.render(ctx, req, heading, r, feedback))
	}
	if req.plain && ids != "" {
		ids = plainAnswer + ids
	}
	return ids, err
}

// plainAnswer goes before the ids of an answer without embeds: it is edited
// without them, for Discord would not show any there.
const plainAnswer = "plain "

// answerIn sends a reply into a thread that was opened for the question.
func (b *Bot) answerIn(ctx context.Context, req *request, thread string, r core.Reply) (string, error) {
	return b.deliver(ctx, req, "", r, true, func(parts []payload) (string, error) {
		return b.sendAll(ctx, thread, "", req.id, parts)
	})
}

// say sends a sentence of the bot's own; to an interaction so that only the
// one who asked sees it.
func (b *Bot) say(ctx context.Context, req *request, text string) error {
	if req.reply != nil {
		return req.reply.tell(ctx, sentence(text)[0])
	}
	_, err := b.sendAll(ctx, req.channel.ID, req.id, req.id, sentence(text))
	if isForbidden(err) {
		return b.askPermission(ctx, req, req.channel.ID, err)
	}
	return err
}

// isPrivate tells whether only the one who asked is to see an answer: they
// chose so, or the server did, or the bot may not speak in this channel.
func (b *Bot) isPrivate(ctx context.Context, req *request) bool {
	switch {
	case req.kind == askAbout: // somebody else's words are not to be held up to them
		return true
	case req.refused, req.isVote(), !req.ownsPressed():
		return true
	case req.on != nil && req.on.Flags&flagEphemeral != 0: // goes on from such an answer
		return true
	case !b.settings(ctx, req).MaySpeak(req.channel.ID, req.channel.Parent):
		return true
	case req.command == "settings", req.command == "help", req.command == "privacy", req.command == "forget", req.command == "sources",
		req.command == "subscribe", req.command == "unsubscribe", req.command == "report":
		return req.guild != "" || req.between
	case req.private != nil:
		return *req.private
	}
	return b.settings(ctx, req).Private && req.guild != ""
}
