package views

import (
	"time"

	"dragoman/core"
	"dragoman/knowledge"
)

// What a list of news may have: our own limits, of a message that is read on a
// phone without end. Adapters split it.
const (
	maxNews      = 3000 // runes
	maxNewsItems = 24
)

// News tells what is new in a story of several articles since a day; since the
// article before the newest for a zero day. See [core.News].
func News(b *knowledge.Base, since time.Time) core.Reply {
	return core.News(b, since, maxNews, maxNewsItems)
}
