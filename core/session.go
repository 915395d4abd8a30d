package core

import (
	"context"
	"time"
)

// SessionKey names a reader's conversation: sessions are per user within a
// conversation.
type SessionKey struct {
	Conversation string
	User         string
}

// Session is what the bot remembers of a conversation. It is plain data: a
// store may encode it as JSON.
type Session struct {
	Turns []Turn    `json:"turns"` // oldest first, at most maxTurns
	Seen  time.Time `json:"seen"`  // when the last message came
}

// Turn is one question and what it was about.
type Turn struct {
	Text     string   `json:"text"`               // the question as understood, at most maxTurnText bytes
	Item     string   `json:"item,omitempty"`     // id of the item that answered, or was nearest
	Ask      int      `json:"ask,omitempty"`      // which of the item's asks, from 1; 0 for none
	Asked    []string `json:"asked,omitempty"`    // entity ids in the question, references resolved
	Answered []string `json:"answered,omitempty"` // entity ids in the direct answer
	Related  []string `json:"related,omitempty"`  // further entity ids in the answer
	Kind     string   `json:"kind,omitempty"`     // what the question asked for
}

// SessionStore keeps sessions. Its methods may be called concurrently.
type SessionStore interface {
	// Session returns the session of key, or a zero Session when there is
	// none.
	Session(ctx context.Context, key SessionKey) (Session, error)
	// PutSession stores the session of key.
	PutSession(ctx context.Context, key SessionKey, s Session) error
	// DeleteSession forgets the session of key; it is no error when there is
	// none.
	DeleteSession(ctx context.Context, key SessionKey) error
}
