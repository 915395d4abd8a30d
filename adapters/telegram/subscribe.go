package telegram

import (
	"context"
	"strconv"
	"strings"
	"time"

	"dragoman/core/phrases"
	"dragoman/core/schedule"
	"dragoman/core/settings"
	"dragoman/core/subscriptions"
)

// deskCommands are the commands of the daily briefing.
var deskCommands = []string{"briefing", "subscribe", "unsubscribe"}

// deskWord is the command that a reader means by a single word in a private chat,
// "stop" among them, in English or their language; "" for none.
func (b *Bot) deskWord(r *request) (command string) {
	word := strings.Trim(r.text, " .!")
	if b.opts.Subscriptions == nil || !r.chat.private() || strings.Contains(word, " ") {
		return ""
	}
	p := phrases.For(phrases.Language(r.user.LanguageCode))
	is := func(name string) bool { return strings.EqualFold(word, name) }
	switch {
	case is("stop"), is("unsubscribe"), is(p.NameUnsubscribe):
		return "unsubscribe"
	case is("subscribe"), is(p.NameSubscribe):
		return "subscribe"
	}
	return ""
}

// startSubscribe is the payload of /start that subscribes:
// t.me/bot?start=subscribe.
const startSubscribe = "subscribe"

// visit is a reader at the desk of the daily briefing.
type visit struct {
	subscriptions.Visitor
	p *phrases.Phrases
}

// visit is that of a request, for its reader in a private chat and for the group, the
// topic or the channel elsewhere.
func (b *Bot) visit(req *request, chat settings.Chat) visit {
	v := visit{p: b.phrases(req, chat), Visitor: subscriptions.Visitor{
		Place: placeOf(req), User: req.userName(),
		Locale: req.user.LanguageCode, Language: chat.Language, Now: time.Now(),
	}}
	if req.user.ID < 0 {
		v.User = "" // an admin who writes as the chat: who that is, it does not say
	}
	return v
}

// placeOf is where a request wants the daily briefing.
func placeOf(req *request) subscriptions.Place {
	if req.chat.private() {
		return subscriptions.Place{Platform: subscriptions.Telegram, User: itoa(req.chat.ID)}
	}
	return place(req.chat.ID, req.topic)
}

// place is a group, a topic in it, or a channel.
func place(chat, topic int64) subscriptions.Place {
	p := subscriptions.Place{Platform: subscriptions.Telegram, Chat: itoa(chat)}
	if topic != 0 {
		p.Topic = itoa(topic)
	}
	return p
}

// desk executes a command of the daily briefing. Only admins subscribe a group;
// others are told how to subscribe for themselves.
func (b *Bot) desk(ctx context.Context, req *request, chat settings.Chat) (string, error) {
	v := b.visit(req, chat)
	if req.command == "briefing" {
		return b.brief(ctx, req, v)
	}
	admin, err := b.isAdmin(ctx, req)
	if err != nil {
		return "", err
	}
	if !admin {
		o := b.to(req)
		o.texts = []string{escape(v.p.AdminsSubscribe)}
		o.keyboard = b.subscribeInPrivate(v.p)
		return b.deliver(ctx, req, o)
	}
	var page subscriptions.Page
	if req.command == "unsubscribe" {
		page, err = b.opts.Subscriptions.Unsubscribe(ctx, v.Visitor)
	} else {
		page, err = b.opts.Subscriptions.SubscribeLine(ctx, v.Visitor, req.text)
	}
	if err != nil {
		return b.deskFails(ctx, req, v.p, err)
	}
	o := b.to(req)
	o.texts, o.keyboard = pageText(page), pageKeyboard(page)
	return b.deliver(ctx, req, o)
}

// deskFails tells that the store does not work.
func (b *Bot) deskFails(ctx context.Context, req *request, p *phrases.Phrases, err error) (string, error) {
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	b.alarm("subscriptions cannot be read or stored", err)
	return b.say(ctx, req, p.Trouble)
}

// subscribeInPrivate is a button that subscribes who presses it.
func (b *Bot) subscribeInPrivate(p *phrases.Phrases) *keyboard {
	if b.self.Username == "" {
		return nil
	}
	return &keyboard{Rows: [][]button{{{Text: p.SubscribeNow, URL: b.link(startSubscribe)}}}}
}

// pressDesk does what a button of the daily briefing says, and shows the page that
// comes of it.
func (b *Bot) pressDesk(ctx context.Context, req *request, chat settings.Chat, data string) error {
	v := b.visit(req, chat)
	if b.opts.Subscriptions == nil {
		b.acknowledge(ctx, req.press, v.p.Gone, false)
		return nil
	}
	admin, err := b.isAdmin(ctx, req)
	if err != nil || !admin {
		b.acknowledge(ctx, req.press, v.p.AdminsSubscribe, true)
		return err
	}
	page, err := b.opts.Subscriptions.Press(ctx, v.Visitor, data)
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		b.alarm("subscriptions cannot be read or stored", err)
		b.acknowledge(ctx, req.press, v.p.Trouble, true)
		return nil
	}
	b.acknowledge(ctx, req.press, "", false)
	o := b.to(req)
	o.replyTo = 0
	o.texts, o.keyboard = pageText(page), pageKeyboard(page)
	_, err = b.edit(ctx, o, itoa(req.message))
	return err
}

// pageText is a page as messages: one, for it is short.
func pageText(page subscriptions.Page) []string { return []string{escape(clean(page.Text))} }

func pageKeyboard(page subscriptions.Page) *keyboard {
	k := new(keyboard)
	for _, row := range page.Rows {
		var line []button
		for _, r := range row {
			line = append(line, button{Text: cutTo(clean(r.Label), maxButton), Data: dataDesk + r.Data})
		}
		k.Rows = append(k.Rows, line)
	}
	return k.orNone()
}

// subscribed tells whether the place of a request gets the daily briefing.
func (b *Bot) subscribed(ctx context.Context, v visit) bool {
	_, ok, err := b.opts.Subscriptions.Settings(ctx, v.Visitor)
	if err != nil && ctx.Err() == nil {
		b.alarm("subscriptions cannot be read or stored", err)
	}
	return ok
}

// today is the reader's day, midnight UTC: by the zone of their own subscription, else
// by that of the chat's, else by UTC.
func (b *Bot) today(ctx context.Context, req *request) time.Time {
	now := time.Now()
	day := schedule.DateOf(now.UTC())
	if b.opts.Subscriptions != nil {
		own := subscriptions.Place{Platform: subscriptions.Telegram, User: itoa(req.user.ID)}
		theirs, err := b.opts.Subscriptions.Today(ctx, now, own, placeOf(req))
		switch {
		case err == nil:
			day = theirs
		case ctx.Err() == nil:
			b.alarm("subscriptions cannot be read or stored", err)
		}
	}
	return time.Date(day.Year, day.Month, day.Day, 0, 0, 0, 0, time.UTC)
}

// endSubscription notes that a chat gets nothing any more. Of its topics that is
// found out when they are written to next.
func (b *Bot) endSubscription(ctx context.Context, req *request) {
	if b.opts.Subscriptions == nil {
		return
	}
	reason := subscriptions.Kicked
	if req.chat.private() {
		reason = subscriptions.Blocked
	}
	if err := b.opts.Subscriptions.End(ctx, placeOf(req), reason); err != nil {
		b.alarm("a subscription was not ended", err)
	}
}

// moveSubscription gives the subscription of a group to the supergroup that it
// became.
func (b *Bot) moveSubscription(ctx context.Context, from, to int64) {
	if b.opts.Subscriptions == nil {
		return
	}
	if err := b.opts.Subscriptions.Move(ctx, place(from, 0), place(to, 0)); err != nil {
		b.alarm("the subscription of a group that became a supergroup is not moved", err)
	}
}

// userID is the Telegram id in a user's name, as in core.SessionKey.User.
func userID(user string) (int64, bool) {
	id, ok := strings.CutPrefix(user, subscriptions.Telegram+" ")
	n, err := strconv.ParseInt(id, 10, 64)
	return n, ok && err == nil && n > 0
}
