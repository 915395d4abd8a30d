package telegram

import (
	"context"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"dragoman/core"
	"dragoman/core/flood"
	"dragoman/core/phrases"
	"dragoman/core/settings"
	"dragoman/core/sleep"
)

// handle does what a request wants.
func (b *Bot) handle(ctx context.Context, req *request) (answer string, err error) {
	switch req.kind {
	case moves:
		b.migrate(ctx, req.from, req.chat.ID)
		return "greeted before", nil
	case joins:
		return b.member(ctx, req)
	case searches:
		return "", b.search(ctx, req)
	case presses:
		return "", b.press(ctx, req)
	}
	chat := b.settings(ctx, req)
	p := b.phrases(req, chat)
	if req.edited {
		answer, same, err := b.unchanged(ctx, req)
		if same || err != nil {
			return answer, err
		}
	}
	if chat.AdminsOnly && !req.chat.private() && !req.open() && !req.governs() {
		admin, err := b.isAdmin(ctx, req)
		if err != nil {
			return "", err
		}
		if !admin {
			return b.refuse(ctx, req, p)
		}
	}
	if run := b.crowded(req); run != nil {
		return run(ctx, req)
	}
	switch req.kind {
	case sendsNoText:
		return b.say(ctx, req, p.OnlyText)
	case commands:
		return b.command(ctx, req, chat, p)
	}
	return b.ask(ctx, req, chat, req.text, false)
}

// refuse tells who is no admin that only admins ask here, but not a crowd one
// by one, and not those who used no command.
func (b *Bot) refuse(ctx context.Context, req *request, p *phrases.Phrases) (string, error) {
	if req.kind != commands || b.opts.Flood.AskChat(req.chatName()+" refused", req.at) != flood.Pass {
		return "", nil
	}
	return b.say(ctx, req, p.AdminsMayAsk)
}

// crowded takes the chat's share of the flood limit, where that waited for the
// asker to prove an admin. It returns what to do when there is none, else nil.
func (b *Bot) crowded(req *request) handler {
	if !req.chatLater {
		return nil
	}
	switch b.opts.Flood.AskChat(req.chatName(), req.at) {
	case flood.TellChat:
		return b.tellBusy
	case flood.Drop:
		return b.dropped
	}
	return nil
}

// ask answers a question. With heading the question stands above its answer,
// for those who did not see it asked.
func (b *Bot) ask(ctx context.Context, req *request, chat settings.Chat, question string, heading bool) (string, error) {
	b.rewind(ctx, req)
	done := b.typing(ctx, req)
	reply, err := b.opts.Answerer.Reply(ctx, core.Message{
		Conversation: req.conversation(), User: req.userName(),
		Text: question, Locale: req.user.LanguageCode, Time: req.at,
	})
	done()
	if err != nil {
		if ctx.Err() != nil {
			return "", ctx.Err()
		}
		b.alarm("a conversation may not be remembered", err)
	}
	above := ""
	if heading {
		above = question
	}
	return b.answer(ctx, req, chat, reply, above)
}

// answer sends a reply, or puts it in the place of an earlier one to the same
// message.
func (b *Bot) answer(ctx context.Context, req *request, chat settings.Chat, r core.Reply, heading string) (string, error) {
	o := b.to(req)
	o.texts = renderBelow(heading, r)
	o.keyboard = under(r, chat)
	return b.deliver(ctx, req, o)
}

func (b *Bot) deliver(ctx context.Context, req *request, o outgoing) (string, error) {
	if req.edited {
		if ids := b.answered(ctx, req).ids; ids != "" {
			return b.edit(ctx, o, ids)
		}
	}
	return b.send(ctx, o)
}

// say sends a sentence of the bot's own.
func (b *Bot) say(ctx context.Context, req *request, text string) (string, error) {
	o := b.to(req)
	o.texts = render(core.Reply{Answer: text})
	return b.deliver(ctx, req, o)
}

func (b *Bot) tellSlow(ctx context.Context, req *request) (string, error) {
	return b.tell(ctx, req, b.phrases(req, b.settings(ctx, req)).SlowDown)
}

func (b *Bot) tellBusy(ctx context.Context, req *request) (string, error) {
	return b.tell(ctx, req, b.phrases(req, b.settings(ctx, req)).ChatBusy)
}

func (b *Bot) tell(ctx context.Context, req *request, text string) (string, error) {
	if req.press != nil {
		b.acknowledge(ctx, req.press, text, false)
		return "", nil
	}
	_, err := b.send(ctx, func() outgoing {
		o := b.to(req)
		o.texts = []string{escape(text)}
		return o
	}())
	return "", err
}

// dropped lets go of a request without a word, but no button waits for ever.
func (b *Bot) dropped(ctx context.Context, req *request) (string, error) {
	if req.press != nil {
		b.acknowledge(ctx, req.press, "", false)
	}
	return "", nil
}

// settings are those of the chat of a request, default ones when they cannot
// be read.
func (b *Bot) settings(ctx context.Context, req *request) settings.Chat {
	c, err := b.opts.Settings.Settings(ctx, req.chatName())
	if err != nil && ctx.Err() == nil {
		b.alarm("the settings of a chat cannot be read", err)
	}
	return c
}

func (b *Bot) phrases(req *request, c settings.Chat) *phrases.Phrases {
	if c.Language != "" {
		return phrases.For(c.Language)
	}
	return phrases.For(req.user.LanguageCode)
}

// isAdmin tells whether the user of a request is an admin of its group.
func (b *Bot) isAdmin(ctx context.Context, req *request) (bool, error) {
	if req.chat.private() || req.anonymous {
		return true, nil
	}
	if req.user.ID < 0 { // who writes as a channel
		return false, nil
	}
	var m member
	err := b.api.insist(ctx, "getChatMember", tgbotapi.Params{"chat_id": itoa(req.chat.ID), "user_id": itoa(req.user.ID)}, &m)
	return m.Status == "creator" || m.Status == "administrator", err
}

const (
	typingAfter = 700 * time.Millisecond
	typingAgain = 4500 * time.Millisecond // sendChatAction: shown for 5 s or less
)

// typing shows that the bot is typing when an answer takes long, until done is
// called.
func (b *Bot) typing(ctx context.Context, req *request) (done func()) {
	ctx, cancel := context.WithCancel(ctx)
	ended := make(chan struct{})
	timer := time.AfterFunc(typingAfter, func() {
		defer close(ended)
		params := tgbotapi.Params{"chat_id": itoa(req.chat.ID), "action": "typing"}
		if req.topic != 0 {
			params["message_thread_id"] = itoa(req.topic)
		}
		for {
			_ = b.api.call(ctx, callTimeout, "sendChatAction", params, nil)
			if sleep.For(ctx, typingAgain) != nil {
				return
			}
		}
	})
	return func() {
		cancel()
		if !timer.Stop() {
			<-ended
		}
	}
}
