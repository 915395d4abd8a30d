package discord

import (
	"context"
	"encoding/json"

	"dragoman/adapters/discord/internal/gateway"
	"dragoman/core/blocks"
	"dragoman/core/subscriptions"
)

// Identify lets a bot that is not run know who it is.
func (b *Bot) Identify(id string) {
	b.self = self{ID: id, Application: id}
	b.source = "discord " + id
}

// Take handles an event of the gateway to its end.
func (b *Bot) Take(ctx context.Context, kind string, data []byte) {
	b.receive(ctx, gateway.Event{Type: kind, Data: json.RawMessage(data)})
	b.lanes.Wait()
	b.asides.Wait()
}

// PageMessage shows a page of the desk, for the reader or for the channel.
func PageMessage(page subscriptions.Page, here bool) Payload { return pageMessage(page, here) }

// Sections writes blocks as messages with an embed each.
func Sections(all []blocks.Block, address string, apart ...string) []Payload {
	return embedSections(all, address, apart...)
}

// PlainMessages writes blocks as the contents of messages.
var PlainMessages = plainMessages
