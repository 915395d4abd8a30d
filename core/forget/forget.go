package forget

import "context"

// Reader is who wants to be forgotten, and where to look.
type Reader struct {
	// User is their name, as in core.SessionKey.User: the platform's, a space,
	// and its id of them.
	User string

	// Chats are the names, as settings.Store knows them, of chats in which
	// they are alone with the bot.
	Chats []string

	// Source and Sent find what they sent among the updates that are set
	// aside (delivery.Shelf): those of a source for which Sent is true. Sent
	// is called with an update as it came. It must not wait. Nil finds none.
	Source string
	Sent   func(update []byte) bool
}

// Counts is how much was forgotten.
type Counts struct {
	Sessions      int // in any conversation
	Subscriptions int // for themselves
	Named         int // subscriptions of chats that they made: these go on, without their name
	Settings      int // of chats in which they are alone with the bot
	Votes         int // taken back
	Updates       int // set aside, and not answered any more
}

// Store forgets readers. Its methods may be called concurrently.
type Store interface {
	// ForgetUser deletes all that there is of a reader. When it returns nil,
	// nothing of it is stored any more.
	ForgetUser(ctx context.Context, r Reader) (Counts, error)
}
