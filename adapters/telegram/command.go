package telegram

import (
	"context"
	"strings"

	"dragoman/core"
	"dragoman/core/phrases"
	"dragoman/core/settings"
	"dragoman/core/views"
)

// commandList is the menu, in its order.
var commandList = []struct {
	name     string
	describe func(*phrases.Phrases) string
}{
	{"ask", func(p *phrases.Phrases) string { return p.Ask }},
	{"summary", func(p *phrases.Phrases) string { return p.Summary }},
	{"who", func(p *phrases.Phrases) string { return p.Who }},
	{"quotes", func(p *phrases.Phrases) string { return p.Quotes }},
	{"timeline", func(p *phrases.Phrases) string { return p.Timeline }},
	{"sources", func(p *phrases.Phrases) string { return p.Sources }},
	{"help", func(p *phrases.Phrases) string { return p.Help }},
	{"settings", func(p *phrases.Phrases) string { return p.Settings }},
	{"forget", func(p *phrases.Phrases) string { return p.Forget }},
	{"privacy", func(p *phrases.Phrases) string { return p.Privacy }},
}

// isCommand tells whether the bot has a command of this name.
func isCommand(name string) bool {
	for _, c := range commandList {
		if c.name == name {
			return true
		}
	}
	return name == "start"
}

// command executes a command.
func (b *Bot) command(ctx context.Context, req *request, chat settings.Chat, p *phrases.Phrases) (string, error) {
	view := func(r core.Reply) (string, error) {
		chat.NoFeedback = true // it is no answer
		return b.answer(ctx, req, chat, r, "")
	}
	switch req.command {
	case "start":
		return b.start(ctx, req, chat, p)
	case "ask":
		if req.text == "" {
			o := b.to(req)
			o.texts, o.force = []string{escape(p.AskWhat)}, true
			return b.deliver(ctx, req, o)
		}
		return b.ask(ctx, req, chat, req.text, false)
	case "help":
		return view(b.help(p))
	case "who":
		return view(views.Who(b.opts.Story.Now().Base))
	case "quotes":
		return view(views.Quotes(b.opts.Story.Now().Base, req.text))
	case "timeline":
		return view(views.Timeline(b.opts.Story.Now().Base))
	case "summary":
		return view(views.Summary(b.opts.Story.Now().Base))
	case "sources":
		return view(views.Sources(b.opts.Story.Now().Base, b.lastItem(ctx, req)))
	case "settings":
		return b.showSettings(ctx, req, chat, p)
	case "forget":
		if err := b.forget(ctx, req); err != nil {
			b.alarm("a conversation was not forgotten", err)
			return b.say(ctx, req, p.Trouble)
		}
		return b.say(ctx, req, p.Forgotten)
	case "privacy":
		return b.say(ctx, req, p.PrivacyText)
	}
	return b.say(ctx, req, p.UnknownCommand)
}

// start greets, or asks the question of a link: t.me/bot?start=who_attends, or
// with the id of a question.
func (b *Bot) start(ctx context.Context, req *request, chat settings.Chat, p *phrases.Phrases) (string, error) {
	if question := b.linked(req.text); question != "" {
		// A link asks the same whenever it is pressed: it goes on from nothing.
		if err := b.forget(ctx, req); err != nil {
			b.alarm("a conversation was not forgotten", err)
		}
		return b.ask(ctx, req, chat, question, true)
	}
	chat.NoFeedback = true
	r := b.help(p)
	r.Answer = b.opts.Story.Now().Base.Story().Title + "\n\n" + p.Greeting
	r.Source = views.Source(b.opts.Story.Now().Base)
	r.Suggestions = b.examples()
	return b.answer(ctx, req, chat, r, "")
}

// forget deletes the conversation of a reader.
func (b *Bot) forget(ctx context.Context, req *request) error {
	b.before.drop(req.session())
	return b.opts.Answerer.Forget(ctx, req.session())
}

// linked is the question of a deep link, "" for none.
func (b *Bot) linked(payload string) string {
	if text, ok := b.opts.Story.Now().Questions().Text(payload); ok {
		return text
	}
	if payload == inlineStart {
		return ""
	}
	return strings.TrimSpace(strings.NewReplacer("_", " ", "-", " ").Replace(payload))
}

func (b *Bot) help(p *phrases.Phrases) core.Reply {
	lines := []string{p.Greeting, ""}
	for _, c := range commandList {
		lines = append(lines, "/"+c.name+" – "+c.describe(p))
	}
	return core.Reply{Answer: strings.Join(lines, "\n")}
}

// lastItem is the id of the item that answered the reader last, "" for none.
func (b *Bot) lastItem(ctx context.Context, req *request) string {
	if b.opts.Sessions == nil {
		return ""
	}
	s, err := b.opts.Sessions.Session(ctx, req.session())
	if err != nil || len(s.Turns) == 0 {
		return ""
	}
	return s.Turns[len(s.Turns)-1].Item
}
