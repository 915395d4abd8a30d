package discord

import (
	"context"
	"strings"

	"dragoman/core"
	"dragoman/core/phrases"
	"dragoman/core/settings"
	"dragoman/core/views"
)

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
		return "", b.say(ctx, req, b.phrases(ctx, req).Greeting)
	}
	return b.ask(ctx, req, req.text, false)
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
	base := b.opts.Base
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
		return view(views.Who(base))
	case "quotes":
		return view(views.Quotes(base, req.text))
	case "timeline":
		return view(views.Timeline(base))
	case "summary":
		return view(views.Summary(base))
	case "sources":
		return view(views.Sources(base, b.lastItem(ctx, req)))
	case "help":
		return view(b.help(p))
	case "settings":
		return "", b.showSettings(ctx, req)
	case "forget":
		if err := b.opts.Answerer.Forget(ctx, core.SessionKey{Conversation: req.conversation(), User: req.userName()}); err != nil {
			b.opts.Log.Error("a conversation was not forgotten", "error", err)
			return "", b.say(ctx, req, p.Trouble)
		}
		return "", b.say(ctx, req, p.Forgotten)
	case "privacy":
		return "", b.say(ctx, req, p.PrivacyText)
	}
	return "", b.say(ctx, req, p.UnknownCommand)
}

// help says what the bot is for, with questions to begin with.
func (b *Bot) help(p *phrases.Phrases) core.Reply {
	lines := []string{p.Greeting, ""}
	for _, c := range b.commands {
		if c.Type == chatInput {
			lines = append(lines, "/"+c.Name+" – "+c.describe(p))
		}
	}
	return core.Reply{
		Answer: strings.Join(lines, "\n"), Source: views.Source(b.opts.Base),
		Suggestions: b.completer.Complete("", core.MaxSuggestions),
	}
}

// lastItem is the id of the item that answered the reader last, "" for none.
func (b *Bot) lastItem(ctx context.Context, req *request) string {
	if b.opts.Sessions == nil {
		return ""
	}
	s, err := b.opts.Sessions.Session(ctx, core.SessionKey{Conversation: req.conversation(), User: req.userName()})
	if err != nil || len(s.Turns) == 0 {
		return ""
	}
	return s.Turns[len(s.Turns)-1].Item
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
	return b.refuse(ctx, req, b.phrases(ctx, req).SlowDown)
}

// tellBusy tells that a server asks too much.
func (b *Bot) tellBusy(ctx context.Context, req *request) (string, error) {
	return b.refuse(ctx, req, b.phrases(ctx, req).ChatBusy)
}

func (b *Bot) refuse(ctx context.Context, req *request, why string) (string, error) {
	if req.reply == nil && (req.edited || !b.maySpeak(ctx, req)) {
		return "", nil
	}
	return "", b.say(ctx, req, why)
}
