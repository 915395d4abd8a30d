package discord

import (
	"cmp"
	"context"
	"strings"

	"dragoman/core"
	"dragoman/core/card"
	"dragoman/core/flood"
	"dragoman/core/phrases"
	"dragoman/core/settings"
	"dragoman/core/views"
)

// handleUnlessBusy does what a request wants, unless it would be one more public
// answer in a channel that has too many. A private one is in nobody's way.
func (b *Bot) handleUnlessBusy(ctx context.Context, req *request) (answer string, err error) {
	if req.guild == "" || req.edited || req.updates() || req.reply != nil && b.isPrivate(ctx, req) || req.reply == nil && !b.maySpeak(ctx, req) {
		return b.handle(ctx, req)
	}
	switch verdict := b.opts.Flood.AskChat(req.conversation(), req.at); {
	case verdict == flood.Pass:
		return b.handle(ctx, req)
	case verdict == flood.TellChat, req.reply != nil: // an interaction is never left without a response
		return "", b.say(ctx, req, b.phrases(ctx, req).ChatBusy)
	}
	return "", nil
}

// handle does what a request wants.
func (b *Bot) handle(ctx context.Context, req *request) (answer string, err error) {
	switch req.kind {
	case presses:
		return "", b.press(ctx, req)
	case submits:
		if req.text == "" {
			return "", b.say(ctx, req, b.phrases(ctx, req).AskWhat)
		}
		return b.ask(ctx, req, req.text, true)
	case askAbout:
		if req.text == "" {
			return "", b.say(ctx, req, b.phrases(ctx, req).OnlyText)
		}
		return b.ask(ctx, req, req.text, true)
	case commands:
		return b.command(ctx, req)
	}
	if !b.maySpeak(ctx, req) {
		return "", nil
	}
	if req.edited {
		return b.askAgain(ctx, req)
	}
	if req.text == "" {
		return "", b.say(ctx, req, b.withoutText(ctx, req))
	}
	return b.ask(ctx, req, req.text, false)
}

// withoutText is what to say to a message without text.
func (b *Bot) withoutText(ctx context.Context, req *request) string {
	p := b.phrases(ctx, req)
	switch req.lacks {
	case wordless:
		return p.OnlyText
	case hidden:
		return p.HiddenText
	}
	return p.Greeting
}

// askAgain answers a message that was edited, in place of its answer. One that
// was not answered is left alone.
func (b *Bot) askAgain(ctx context.Context, req *request) (string, error) {
	ids, err := b.opts.Deliveries.Answer(ctx, b.source, req.id)
	if err != nil || ids == "" || req.text == "" {
		return "", err
	}
	req.answer, req.plain = strings.CutPrefix(ids, plainAnswer)
	return b.ask(ctx, req, req.text, false)
}

// command executes a slash command.
func (b *Bot) command(ctx context.Context, req *request) (string, error) {
	p := b.phrases(ctx, req)
	base := b.opts.Story.Now().Base
	view := func(r core.Reply) (string, error) {
		return b.answer(ctx, req, "", r, false)
	}
	switch req.command {
	case "ask":
		if req.text == "" {
			return "", b.say(ctx, req, p.AskWhat)
		}
		return b.ask(ctx, req, req.text, true)
	case "who":
		return b.viewWith(ctx, req, views.Who(base), card.Subject{Base: base, Kind: card.KindWho})
	case "quotes":
		return view(views.Quotes(base, req.text))
	case "timeline":
		return b.viewWith(ctx, req, views.Timeline(base), card.Subject{Base: base, Kind: card.KindTimeline, Day: b.today(ctx, req)})
	case "summary":
		return view(views.Summary(base))
	case "sources":
		return view(views.Sources(base, b.lastItem(ctx, req)))
	case "help":
		return view(b.help(p, req.locale))
	case "settings":
		return "", b.showSettings(ctx, req)
	case "subscribe", "unsubscribe", "briefing":
		if b.opts.Subscriptions == nil {
			break // registered by an earlier start
		}
		return "", b.daily(ctx, req)
	case "forget":
		if err := b.forgetAll(ctx, req); err != nil {
			b.opts.Log.Error("a reader was not forgotten", "error", err)
			return "", b.say(ctx, req, p.Trouble)
		}
		return "", b.say(ctx, req, p.Forgotten)
	case "privacy":
		return "", b.say(ctx, req, p.PrivacyText)
	case "report":
		if b.mayReport(req) {
			return "", b.tellReport(ctx, req, p)
		}
	}
	return "", b.say(ctx, req, p.UnknownCommand)
}

// help says what the bot is for, with questions to begin with. Commands have the
// names that Discord shows to readers of a locale.
func (b *Bot) help(p *phrases.Phrases, locale string) core.Reply {
	lines := []string{p.Greeting, ""}
	for _, c := range b.commands {
		if c.Type == chatInput && c.describe != nil {
			lines = append(lines, "/"+cmp.Or(c.Names[locale], c.Name)+" – "+c.describe(p))
		}
	}
	return core.Reply{
		Answer: strings.Join(lines, "\n"), Source: views.Source(b.opts.Story.Now().Base),
		Suggestions: b.opts.Story.Now().Completer().Complete("", core.MaxSuggestions),
	}
}

// settings are those of the server or chat of a request, default ones when they
// cannot be read.
func (b *Bot) settings(ctx context.Context, req *request) settings.Chat {
	req.chatOnce.Do(func() {
		var err error
		req.chat, err = b.opts.Settings.Settings(ctx, req.chatName())
		if err != nil && ctx.Err() == nil {
			b.opts.Log.Error("the settings of a server cannot be read", "error", err)
		}
	})
	return req.chat
}

func (b *Bot) phrases(ctx context.Context, req *request) *phrases.Phrases {
	if c := b.settings(ctx, req); c.Language != "" {
		return phrases.For(c.Language)
	}
	return phrases.For(req.locale)
}

// tellSlow tells a reader that they ask too fast.
func (b *Bot) tellSlow(ctx context.Context, req *request) (string, error) {
	if req.reply == nil && (req.edited || !b.maySpeak(ctx, req)) {
		return "", nil
	}
	return "", b.say(ctx, req, b.phrases(ctx, req).SlowDown)
}
