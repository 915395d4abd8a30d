package telegram

import (
	"context"
	"net/url"
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"dragoman/core/feedback"
	"dragoman/core/phrases"
	"dragoman/core/settings"
)

// press does what a button says. Every press is acknowledged, also one that
// means nothing any more.
func (b *Bot) press(ctx context.Context, req *request) error {
	c := req.press
	chat := b.settings(ctx, req)
	p := b.phrases(req, chat)
	data := c.Data
	id := data[min(len(data), 2):]
	switch {
	case strings.HasPrefix(data, dataQuestion) && req.chat.channel():
		b.openQuestion(ctx, c, p, id)
		return nil
	case strings.HasPrefix(data, dataQuestion):
		return b.pressQuestion(ctx, req, chat, p, id)
	case strings.HasPrefix(data, dataGood), strings.HasPrefix(data, dataBad):
		_, err := b.opts.Feedback.Vote(ctx, feedback.Vote{
			Answer: id, Label: cutTo(clean(c.Message.answerBegins()), 120),
			User: req.userName(), Message: req.questionName(),
			Good: strings.HasPrefix(data, dataGood),
		})
		if err != nil {
			b.alarm("feedback was not counted", err)
			b.acknowledge(ctx, c, p.Trouble, false)
			return nil
		}
		b.acknowledge(ctx, c, p.Thanks, false)
		return nil
	case strings.HasPrefix(data, dataSettings):
		return b.pressSetting(ctx, req, chat, id)
	case strings.HasPrefix(data, dataDesk):
		return b.pressDesk(ctx, req, chat, id)
	}
	b.acknowledge(ctx, c, p.Gone, false)
	return nil
}

// pressQuestion asks the question of a button.
func (b *Bot) pressQuestion(ctx context.Context, req *request, chat settings.Chat, p *phrases.Phrases, id string) error {
	if chat.AdminsOnly {
		if admin, err := b.isAdmin(ctx, req); err != nil || !admin {
			b.acknowledge(ctx, req.press, p.AdminsMayAsk, true)
			return err
		}
	}
	question := req.press.label()
	if known, ok := b.opts.Story.Now().Questions().Text(id); ok {
		question = known
	}
	if question == "" {
		b.acknowledge(ctx, req.press, p.Gone, true)
		return nil
	}
	b.acknowledge(ctx, req.press, "", false)
	_, err := b.ask(ctx, req, chat, question, true)
	return err
}

// openQuestion lets a reader of a channel ask the question of a button in their own
// chat with the bot: what they ask is not the channel's.
func (b *Bot) openQuestion(ctx context.Context, c *callback, p *phrases.Phrases, id string) {
	if _, known := b.opts.Story.Now().Questions().Text(id); !known || b.self.Username == "" {
		b.acknowledge(ctx, c, p.Gone, true)
		return
	}
	b.answerPress(ctx, tgbotapi.Params{"callback_query_id": c.ID, "url": b.link(id)})
}

// link opens the bot in private, with a payload for /start.
func (b *Bot) link(payload string) string {
	return "https://t.me/" + url.PathEscape(b.self.Username) + "?start=" + payload
}

// label is what the pressed button says, as far as the message is known.
func (c *callback) label() string {
	if c.Message.Markup == nil {
		return ""
	}
	for _, row := range c.Message.Markup.Keyboard {
		for _, button := range row {
			if button.Data == c.Data && !strings.HasSuffix(button.Text, "…") {
				return button.Text
			}
		}
	}
	return ""
}

// showSettings shows the settings to those who may change them.
func (b *Bot) showSettings(ctx context.Context, req *request, chat settings.Chat, p *phrases.Phrases) (string, error) {
	admin, err := b.isAdmin(ctx, req)
	if err != nil {
		return "", err
	}
	if !admin {
		return b.say(ctx, req, p.AdminsOnly)
	}
	o := b.to(req)
	o.texts = []string{settingsText(p)}
	o.keyboard = b.settingsKeyboard(ctx, req, chat, p)
	return b.deliver(ctx, req, o)
}

// settingsKeyboard shows the settings of the chat of a request, and leads to its
// daily briefing.
func (b *Bot) settingsKeyboard(ctx context.Context, req *request, chat settings.Chat, p *phrases.Phrases) *keyboard {
	k := settingsKeyboard(chat, !req.chat.private() && !req.chat.channel(), p)
	if b.opts.Subscriptions != nil {
		label := mark(b.subscribed(ctx, b.visit(req, chat)), p.DailyBriefing)
		k.Rows = append(k.Rows, []button{{Text: label, Data: dataDesk + deskSettings}})
	}
	return k
}

// deskSettings is the data of a press that shows the settings of a subscription: any
// that says nothing does.
const deskSettings = "c"

func settingsText(p *phrases.Phrases) string {
	return "<b>" + escape(p.Settings) + "</b>\n" + escape(p.InterfaceLanguage) + ":"
}

// pressSetting changes a setting and shows all of them as they are now.
func (b *Bot) pressSetting(ctx context.Context, req *request, chat settings.Chat, change string) error {
	p := b.phrases(req, chat)
	admin, err := b.isAdmin(ctx, req)
	if err != nil || !admin {
		b.acknowledge(ctx, req.press, p.AdminsOnly, true)
		return err
	}
	name, value, _ := strings.Cut(change, "=")
	switch name {
	case "who":
		chat.AdminsOnly = value == "admins"
	case "feedback":
		chat.NoFeedback = value == "off"
	case "language":
		chat.Language = ""
		if value != "" {
			chat.Language = phrases.Language(value)
		}
	}
	if err := b.opts.Settings.PutSettings(ctx, req.chatName(), chat); err != nil {
		b.alarm("settings were not stored", err)
		b.acknowledge(ctx, req.press, p.Trouble, true)
		return nil
	}
	b.acknowledge(ctx, req.press, "", false)
	p = b.phrases(req, chat)
	err = b.api.insist(ctx, "editMessageText", tgbotapi.Params{
		"chat_id": itoa(req.chat.ID), "message_id": itoa(req.message),
		"text": settingsText(p), "parse_mode": "HTML",
		"reply_markup": asJSON(b.settingsKeyboard(ctx, req, chat, p)),
	}, nil)
	if e, ok := asAPI(err); ok && e.is("message is not modified", "message to edit not found") {
		return nil // pressed twice, or deleted
	}
	return err
}

// answerBegins is the first line of an answer, without the question that may
// stand above it: that is the reader's.
func (m *message) answerBegins() string {
	text := m.Text
	if len(m.Entities) > 0 && m.Entities[0].Type == "bold" && m.Entities[0].Offset == 0 { // nothing else is bold
		if _, to, ok := m.Entities[0].within(text); ok {
			text = text[to:]
		}
	}
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	return line
}
