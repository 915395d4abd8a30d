package core

import "time"

// Message is what a reader typed.
type Message struct {
	Conversation string    // chat, channel or thread; with User it names the session
	User         string    // who typed it
	Text         string    // any text at all; need not be valid UTF-8
	Locale       string    // BCP 47 tag of the reader's interface, or ""
	Time         time.Time // when it was sent; the session's clock
}
