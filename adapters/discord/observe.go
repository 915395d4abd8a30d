package discord

import (
	"net/http"

	"dragoman/adapters/discord/internal/rest"
)

// Queue returns how many requests wait for others of the same reader and place,
// and how many are being handled.
func (b *Bot) Queue() (waiting, running int) { return b.lanes.Size() }

// Route returns what a request of Options.Transport is for, as in
// "POST /channels/{id}/messages": neither ids nor tokens are in it.
func Route(r *http.Request) string { return rest.Route(r) }
