package telegram

import (
	"net/http"
	"path"
)

// Queue returns how many updates wait for others of the same chat, and how many
// are being handled.
func (b *Bot) Queue() (waiting, running int) { return b.lanes.Size() }

// Route returns the method of the Bot API that a request of Options.Transport
// calls, as in "sendMessage": a name without the token.
func Route(r *http.Request) string { return path.Base(r.URL.Path) }
