package telegram

import (
	"context"
	"net/http"
	"time"

	"dragoman/core"
	"dragoman/core/card"
	"dragoman/core/phrases"
	"dragoman/core/settings"
	"dragoman/core/subscriptions"
	"dragoman/knowledge"
)

// What the external tests look at from inside.
var (
	Render         = render
	RenderBelow    = renderBelow
	PlainText      = plainText
	Command        = command
	WithoutMention = func(text string, entities []Entity, id int64, name string) (string, bool) {
		return withoutMention(text, entities, &user{ID: id, Username: name})
	}
)

type Entity = entity

// SendPicture sends a reply with the picture of a base's days.
func (b *Bot) SendPicture(ctx context.Context, chat int64, base *knowledge.Base, r core.Reply) error {
	_, err := b.send(ctx, outgoing{
		chat: chat, texts: render(r), keyboard: under(r, settings.Chat{}),
		picture: b.pictures.Of(card.Subject{Base: base, Kind: card.KindTimeline}), headline: "<b>Headline &amp; more</b>",
	})
	return err
}

// Identify lets a bot that is not run know who it is.
func (b *Bot) Identify(id int64, name string) {
	b.self = user{ID: id, IsBot: true, Username: name}
	b.source = "telegram " + itoa(id)
}

// Take handles an update to its end, as polling and the webhook do.
func (b *Bot) Take(ctx context.Context, raw []byte) {
	b.receive(ctx, raw, false)
	b.lanes.Wait()
}

// Hook is the handler of the webhook.
func (b *Bot) Hook(ctx context.Context) http.Handler { return b.hook(ctx) }

// Secret is what Telegram shows to the webhook.
func (b *Bot) Secret() string { return b.secret() }

// Call calls a method of the API, and returns how long the next attempt would wait.
func (b *Bot) Call(ctx context.Context, method string, out any) (wait time.Duration, err error) {
	err = b.api.call(ctx, callTimeout, method, nil, out)
	return pause(20, err), err
}

// Keyboards are those below an answer, of the settings and of a page, as JSON.
func Keyboards(r core.Reply, page subscriptions.Page, c settings.Chat, p *phrases.Phrases) []string {
	return []string{asJSON(under(r, c)), asJSON(settingsKeyboard(c, true, p)), asJSON(pageKeyboard(page))}
}

// PageText is a page as messages.
var PageText = pageText

// Chunks writes blocks as messages.
var Chunks = chunks

const MaxHookConns = maxHookConns
