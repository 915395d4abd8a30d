package telegram

import (
	"context"
	"slices"
	"strings"
	"time"

	"dragoman/core"
	"dragoman/core/blocks"
	"dragoman/core/card"
	"dragoman/core/phrases"
	"dragoman/core/settings"
	"dragoman/core/views"
	"dragoman/knowledge"
)

// listed is a command of the menu.
type listed struct {
	name     string
	describe func(*phrases.Phrases) string
}

// commandList is the menu, in its order.
var commandList = []listed{
	{"ask", func(p *phrases.Phrases) string { return p.Ask }},
	{"summary", func(p *phrases.Phrases) string { return p.Summary }},
	{"who", func(p *phrases.Phrases) string { return p.Who }},
	{"quotes", func(p *phrases.Phrases) string { return p.Quotes }},
	{"timeline", func(p *phrases.Phrases) string { return p.Timeline }},
	{"sources", func(p *phrases.Phrases) string { return p.Sources }},
	{"briefing", func(p *phrases.Phrases) string { return p.Briefing }},
	{"subscribe", func(p *phrases.Phrases) string { return p.Subscribe }},
	{"unsubscribe", func(p *phrases.Phrases) string { return p.Unsubscribe }},
	{"help", func(p *phrases.Phrases) string { return p.Help }},
	{"settings", func(p *phrases.Phrases) string { return p.Settings }},
	{"forget", func(p *phrases.Phrases) string { return p.Forget }},
	{"privacy", func(p *phrases.Phrases) string { return p.Privacy }},
}

// commands are those of the menu that the bot has: without a desk, none of the daily
// briefing.
func (b *Bot) commands() []listed {
	if b.opts.Subscriptions != nil {
		return commandList
	}
	return slices.DeleteFunc(slices.Clone(commandList), func(c listed) bool { return slices.Contains(deskCommands, c.name) })
}

// isCommand tells whether the bot has a command of this name.
func (b *Bot) isCommand(name string) bool {
	return name == "start" || slices.ContainsFunc(b.commands(), func(c listed) bool { return c.name == name })
}

// command executes a command.
func (b *Bot) command(ctx context.Context, req *request, chat settings.Chat, p *phrases.Phrases) (string, error) {
	view := func(r core.Reply) (string, error) {
		chat.NoFeedback = true // it is no answer
		return b.answer(ctx, req, chat, r, "")
	}
	illustrated := func(kind card.Kind, day time.Time, show func(*knowledge.Base) core.Reply) (string, error) {
		base := b.opts.Story.Now().Base
		o := b.to(req)
		o.texts, o.picture = render(show(base)), b.pictures.Of(card.Subject{Base: base, Kind: kind, Day: day})
		o.headline = html(blocks.Block{Kind: blocks.Heading, Text: cutTo(clean(base.Story().Title), maxHeading)})
		return b.deliver(ctx, req, o)
	}
	if !b.isCommand(req.command) {
		if b.mayReport(req) {
			return b.tellReport(ctx, req, p)
		}
		return b.say(ctx, req, p.UnknownCommand)
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
		return illustrated(card.KindWho, time.Time{}, views.Who)
	case "quotes":
		return view(views.Quotes(b.opts.Story.Now().Base, req.text))
	case "timeline":
		return illustrated(card.KindTimeline, b.today(ctx, req), views.Timeline)
	case "summary":
		return view(views.Summary(b.opts.Story.Now().Base))
	case "sources":
		return view(views.Sources(b.opts.Story.Now().Base, b.lastItem(ctx, req)))
	case "settings":
		return b.showSettings(ctx, req, chat, p)
	case "forget":
		if err := b.forgetReader(ctx, req); err != nil {
			b.alarm("a reader was not forgotten", err)
			return b.say(ctx, req, p.Trouble)
		}
		return b.say(ctx, req, p.Forgotten)
	case "privacy":
		return b.say(ctx, req, p.PrivacyText)
	}
	return b.desk(ctx, req, chat)
}

// start greets, or asks the question of a link: t.me/bot?start=who_attends, or
// with the id of a question.
func (b *Bot) start(ctx context.Context, req *request, chat settings.Chat, p *phrases.Phrases) (string, error) {
	if req.text == startSubscribe && b.opts.Subscriptions != nil {
		subscribe := *req
		subscribe.command, subscribe.text = "subscribe", ""
		return b.desk(ctx, &subscribe, chat)
	}
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
	for _, c := range b.commands() {
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
