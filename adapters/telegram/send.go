package telegram

import (
	"context"
	"errors"
	"strconv"
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// outgoing is an answer on its way: one message or, when it is long, several.
type outgoing struct {
	chat     int64
	topic    int64
	replyTo  int64 // message, 0 for none
	texts    []string
	keyboard *keyboard // below the last text
	force    bool      // asks the reader for a reply

	picture  *picture // above the texts, nil for none
	headline string   // HTML below a picture whose texts are too long for that

	briefing bool // nobody waits for it: replies go first
	begun    bool // a message of the briefing is sent
}

// to addresses an answer to who asked.
func (b *Bot) to(req *request) outgoing {
	o := outgoing{chat: req.chat.ID, topic: req.topic}
	if !req.chat.private() {
		o.replyTo = req.message
	}
	return o
}

// send sends the messages and returns their ids, joined by commas.
func (b *Bot) send(ctx context.Context, o outgoing) (ids string, err error) {
	var sent []string
	texts := o.texts
	if o.picture != nil {
		id, whole, err := b.sendPicture(ctx, &o)
		if err != nil {
			return "", err
		}
		if id != 0 {
			sent = append(sent, itoa(id))
			o.replyTo, o.begun = 0, true
		}
		if whole {
			texts = nil
		}
	}
	for i, text := range texts {
		id, err := b.sendOne(ctx, &o, text, i == len(texts)-1)
		if err != nil {
			return strings.Join(sent, ","), err
		}
		sent = append(sent, itoa(id))
		o.replyTo, o.begun = 0, true
	}
	return strings.Join(sent, ","), nil
}

// params are what all messages of an answer need.
func (o *outgoing) params(last bool) tgbotapi.Params {
	params := tgbotapi.Params{"chat_id": itoa(o.chat), "parse_mode": "HTML"}
	if o.topic != 0 {
		params["message_thread_id"] = itoa(o.topic)
	}
	if o.replyTo != 0 {
		params["reply_parameters"] = asJSON(map[string]any{"message_id": o.replyTo, "allow_sending_without_reply": true})
	}
	switch {
	case last && o.keyboard != nil:
		params["reply_markup"] = asJSON(o.keyboard)
	case last && o.force:
		params["reply_markup"] = `{"force_reply":true,"selective":true}`
	}
	return params
}

func (b *Bot) sendOne(ctx context.Context, o *outgoing, html string, last bool) (int64, error) {
	params := o.params(last)
	params["text"], params["link_preview_options"] = html, noPreview
	var m struct {
		ID int64 `json:"message_id"`
	}
	post := func() error {
		if o.briefing {
			return b.announce(ctx, o, params, &m)
		}
		if err := b.pace.reply(ctx, o.chat); err != nil {
			return err
		}
		return b.api.insist(ctx, "sendMessage", params, &m)
	}
	err := b.mended(ctx, o, params, post)
	return m.ID, err
}

const noPreview = `{"is_disabled":true}`

// mended makes a call that writes a message, in another way where Telegram wants
// that.
func (b *Bot) mended(ctx context.Context, o *outgoing, params tgbotapi.Params, call func() error) error {
	for range 4 { // each repair once, at most
		err := call()
		if err == nil || !b.repair(ctx, o, params, err) {
			return err
		}
	}
	return errors.New("telegram: a message could not be sent as Telegram wanted it")
}

// repair changes a call so that it may work in spite of an error.
func (b *Bot) repair(ctx context.Context, o *outgoing, params tgbotapi.Params, err error) bool {
	e, ok := asAPI(err)
	switch {
	case !ok:
		return false
	case o.briefing && (e.MigrateTo != 0 || e.is("message thread not found")):
		return false // its place is not the adapter's to change
	case e.MigrateTo != 0 && e.MigrateTo != o.chat:
		b.migrate(ctx, o.chat, e.MigrateTo)
		o.chat, o.replyTo = e.MigrateTo, 0 // messages have new ids there
		params["chat_id"] = itoa(o.chat)
		delete(params, "reply_parameters")
		return params["message_id"] == "" // there is nothing to edit
	case e.is("message thread not found") && params["message_thread_id"] != "":
		o.topic = 0
		delete(params, "message_thread_id")
		return true
	case e.is("can't parse entities") && params["parse_mode"] != "":
		for _, field := range []string{"text", "caption"} {
			if html, ok := params[field]; ok {
				params[field] = plainText(html)
			}
		}
		delete(params, "parse_mode")
		return true
	}
	return false
}

// migrate gives what is kept of a group to the supergroup that it became.
func (b *Bot) migrate(ctx context.Context, from, to int64) {
	b.moveSettings(ctx, from, to)
	b.moveSubscription(ctx, from, to)
}

func (b *Bot) moveSettings(ctx context.Context, from, to int64) {
	if err := b.opts.Settings.MoveSettings(ctx, chatName(from), chatName(to)); err != nil {
		b.alarm("the settings of a group that became a supergroup are lost", err)
	}
}

// edit makes messages that were sent before say something else; surplus ones
// are deleted, missing ones sent. It returns the ids of all.
func (b *Bot) edit(ctx context.Context, o outgoing, ids string) (string, error) {
	old := strings.Split(ids, ",")
	if o.picture != nil { // it cannot be put above a text
		b.remove(ctx, o.chat, old)
		return b.send(ctx, o)
	}
	var now []string
	for i, text := range o.texts {
		last := i == len(o.texts)-1
		edited := false
		if i < len(old) {
			chat := o.chat
			var err error
			if edited, err = b.editOne(ctx, &o, old[i], text, last); err != nil {
				return strings.Join(now, ","), err
			}
			if o.chat != chat {
				old = nil // they stayed in the group that became a supergroup
			}
		}
		if edited {
			now = append(now, old[i])
			continue
		}
		id, err := b.sendOne(ctx, &o, text, last)
		if err != nil {
			return strings.Join(now, ","), err
		}
		now = append(now, itoa(id))
	}
	b.remove(ctx, o.chat, old[min(len(o.texts), len(old)):])
	return strings.Join(now, ","), nil
}

// remove deletes messages of the bot, as far as Telegram lets it.
func (b *Bot) remove(ctx context.Context, chat int64, ids []string) {
	for _, id := range ids {
		_ = b.api.call(ctx, callTimeout, "deleteMessage", tgbotapi.Params{"chat_id": itoa(chat), "message_id": id}, nil)
	}
}

// editOne edits a message; not ok is one that cannot be edited any more.
func (b *Bot) editOne(ctx context.Context, o *outgoing, id, html string, last bool) (ok bool, err error) {
	params := tgbotapi.Params{
		"chat_id": itoa(o.chat), "message_id": id, "text": html, "parse_mode": "HTML",
		"link_preview_options": noPreview,
	}
	if last && o.keyboard != nil {
		params["reply_markup"] = asJSON(o.keyboard)
	}
	err = b.mended(ctx, o, params, func() error { return b.api.insist(ctx, "editMessageText", params, nil) })
	e, refused := asAPI(err)
	switch {
	case err == nil, refused && e.is("message is not modified"):
		return true, nil
	case refused && e.is("there is no text in the message to edit"): // it is a picture
		b.remove(ctx, o.chat, []string{id})
		return false, nil
	case refused && (e.MigrateTo != 0 || e.is("message to edit not found", "message can't be edited", "message_id_invalid")):
		return false, nil
	}
	return false, err
}

// acknowledge ends the waiting of a button, with a note if text is not "". A
// press that is too old to be acknowledged is none the worse.
func (b *Bot) acknowledge(ctx context.Context, c *callback, text string, alert bool) {
	params := tgbotapi.Params{"callback_query_id": c.ID}
	if text != "" {
		params["text"] = cutTo(text, 200) // answerCallbackQuery: 0-200 characters
		params["show_alert"] = strconv.FormatBool(alert)
	}
	b.answerPress(ctx, params)
}

func (b *Bot) answerPress(ctx context.Context, params tgbotapi.Params) {
	if err := b.api.call(ctx, callTimeout, "answerCallbackQuery", params, nil); err != nil {
		b.opts.Log.Debug("a button press was not acknowledged", "error", err)
	}
}
