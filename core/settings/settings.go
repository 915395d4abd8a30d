package settings

import (
	"context"
	"slices"
	"sync"
)

// Chat is what a chat has chosen. The zero value is the default. It is plain
// data: a store may encode it as JSON.
type Chat struct {
	AdminsOnly bool   `json:"admins_only,omitempty"` // only admins may ask
	NoFeedback bool   `json:"no_feedback,omitempty"` // no feedback buttons
	Language   string `json:"language,omitempty"`    // of the interface, BCP 47; "" for each reader's own

	// Of chats that are servers with channels.
	Channels []string `json:"channels,omitempty"` // where the bot may speak, at most MaxChannels; none for everywhere
	Private  bool     `json:"private,omitempty"`  // answers are for those who ask only, unless they choose otherwise
	Threads  bool     `json:"threads,omitempty"`  // each question gets a thread
}

// MaxChannels bounds the channels that a chat may name: a select menu of Discord
// holds no more.
const MaxChannels = 25

// IsZero tells whether a chat has chosen nothing.
func (c Chat) IsZero() bool {
	return !c.AdminsOnly && !c.NoFeedback && c.Language == "" && len(c.Channels) == 0 && !c.Private && !c.Threads
}

// MaySpeak tells whether the bot may speak in any of the channels: that of a
// message or, of a thread, that which it hangs on.
func (c Chat) MaySpeak(channels ...string) bool {
	if len(c.Channels) == 0 {
		return true
	}
	return slices.ContainsFunc(channels, func(id string) bool { return slices.Contains(c.Channels, id) })
}

// Store keeps settings by the name of a chat, as in "telegram -100123". Its
// methods may be called concurrently.
type Store interface {
	// Settings returns those of a chat, the zero Chat when there are none.
	Settings(ctx context.Context, chat string) (Chat, error)
	// PutSettings stores those of a chat.
	PutSettings(ctx context.Context, chat string, c Chat) error
	// MoveSettings gives a chat a new name. It does nothing when there are no
	// settings under the old one.
	MoveSettings(ctx context.Context, from, to string) error
}

// Memory is a Store that lives as long as the process, for at most 100,000
// chats: one more forgets another. It is safe for concurrent use.
type Memory struct {
	mu    sync.Mutex
	chats map[string]Chat
}

const maxMemory = 100_000

// Settings implements [Store]; it never fails.
func (m *Memory) Settings(_ context.Context, chat string) (Chat, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.chats[chat], nil
}

// PutSettings implements [Store]; it never fails.
func (m *Memory) PutSettings(_ context.Context, chat string, c Chat) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.chats == nil {
		m.chats = make(map[string]Chat)
	}
	m.chats[chat] = c
	for other := range m.chats {
		if len(m.chats) <= maxMemory {
			break
		}
		if other != chat {
			delete(m.chats, other)
		}
	}
	return nil
}

// MoveSettings implements [Store]; it never fails.
func (m *Memory) MoveSettings(_ context.Context, from, to string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if c, ok := m.chats[from]; ok {
		delete(m.chats, from)
		m.chats[to] = c
	}
	return nil
}
