package telegram

import (
	"context"
	"errors"

	"dragoman/core/sleep"
	"dragoman/core/split"
)

// Bot API, sendPhoto.
const maxCaption = 1024 // UTF-16 units after entity parsing

// caption is what stands below the picture of an answer: all of it, when there is
// room.
func (o *outgoing) caption() (html string, whole bool) {
	if len(o.texts) == 1 && split.Length(plainText(o.texts[0]), split.UTF16) <= maxCaption {
		return o.texts[0], true
	}
	return o.headline, false
}

// sendPicture sends the picture of an answer; whole tells whether all of the answer
// is below it. An answer does without a picture that Telegram does not take, or that
// the chat does not allow: id is 0 then, and whole is false. An error is about the
// chat, or the context's.
func (b *Bot) sendPicture(ctx context.Context, o *outgoing) (id int64, whole bool, err error) {
	png, _ := o.picture.Draw()
	if png == nil {
		return 0, false, nil
	}
	html, whole := o.caption()
	params := o.params(whole)
	if html != "" {
		params["caption"] = html
	}
	var m struct {
		ID    int64 `json:"message_id"`
		Photo []struct {
			ID string `json:"file_id"`
		} `json:"photo"`
	}
	call := func(file string) error {
		if file != "" {
			params["photo"] = file
			return b.api.call(ctx, callTimeout, "sendPhoto", params, &m)
		}
		delete(params, "photo")
		err := b.api.upload(ctx, "sendPhoto", params, "photo", "card.png", png, &m)
		if err == nil && len(m.Photo) > 0 {
			o.picture.Own.named(m.Photo[len(m.Photo)-1].ID, "") // the largest
		}
		return err
	}
	post := func() error {
		if o.briefing {
			return b.announcePicture(ctx, o, call)
		}
		return b.replyPicture(ctx, o, call)
	}
	err = b.mended(ctx, o, params, post)
	if err == nil {
		return m.ID, whole, nil
	}
	if _, held := errors.AsType[heldError](err); held || ctx.Err() != nil || isRefusal(err) || isElsewhere(err) {
		return 0, false, err
	}
	b.opts.Log.Debug("an answer goes without its picture", "error", err)
	return 0, false, nil
}

// replyPicture sends a picture to who waits for it: tried once, as the text after it
// says the same.
func (b *Bot) replyPicture(ctx context.Context, o *outgoing, call func(file string) error) error {
	for {
		if err := b.pace.reply(ctx, o.chat); err != nil {
			return err
		}
		used := o.picture.Own.name()
		err := call(used)
		switch e, ok := asAPI(err); {
		case ok && used != "" && isLost(e):
			o.picture.Own.named("", used)
		case ok && e.RetryAfter > 0:
			if err := sleep.For(ctx, e.RetryAfter); err != nil {
				return err
			}
		default:
			return err
		}
	}
}

// announcePicture sends the picture of a briefing. The first uploads it, the others
// wait for that.
func (b *Bot) announcePicture(ctx context.Context, o *outgoing, call func(file string) error) error {
	for {
		if err := b.pace.chat(ctx, o.chat, maxHold); err != nil {
			return err // before others wait for it
		}
		used, busy, err := o.picture.Own.claim()
		if err != nil {
			return err
		}
		if used == "" && busy != nil {
			select {
			case <-busy:
				continue
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		err = b.pace.briefing(ctx, o.chat, maxHold)
		if err == nil {
			err = call(used)
		}
		if used == "" {
			o.picture.Own.settle(isAboutPicture(ctx, err))
		}
		e, ok := asAPI(err)
		switch {
		case ok && used != "" && isLost(e):
			o.picture.Own.named("", used)
		case ok && e.RetryAfter > 0: // the pace knows, and waits
		default:
			return err
		}
	}
}

// isAboutPicture tells whether an upload failed for a reason that the next one to
// another chat may meet as well.
func isAboutPicture(ctx context.Context, err error) bool {
	_, held := errors.AsType[heldError](err)
	e, ok := asAPI(err)
	return err != nil && ctx.Err() == nil && !held && !isElsewhere(err) && !(ok && (e.RetryAfter > 0 || e.Code == 400))
}

// isLost tells whether Telegram does not know a file by its name any more.
func isLost(e *APIError) bool {
	return e.is("wrong file", "wrong remote file", "file_reference", "invalid file_id", "file_id_invalid")
}

// isElsewhere tells whether an error is about the chat, not about what is sent: the
// same comes of a text.
func isElsewhere(err error) bool {
	e, ok := asAPI(err)
	switch {
	case !ok, e.is("send photos", "send_photos", "send media", "send_media"):
		return false
	case e.Code == 403, e.MigrateTo != 0:
		return true
	}
	return e.is("chat not found", "message thread not found", "topic_", "user is deactivated", "group chat was deactivated")
}
