package core

import (
	"container/list"
	"context"
	"slices"
	"sync"
)

// defaultMemorySessions is how many sessions a bot without a store keeps.
const defaultMemorySessions = 2_000

// MemorySessions keeps a bounded number of sessions in memory, forgetting
// those that were silent longest. It is safe for concurrent use.
type MemorySessions struct {
	mu      sync.Mutex
	max     int
	byKey   map[SessionKey]*list.Element
	recency *list.List // of entry, the most recent first
}

type entry struct {
	key     SessionKey
	session Session
}

// NewMemorySessions returns a store of at most n sessions (at least one).
func NewMemorySessions(n int) *MemorySessions {
	return &MemorySessions{max: max(n, 1), byKey: make(map[SessionKey]*list.Element), recency: list.New()}
}

// Session implements [SessionStore]; it never fails.
func (m *MemorySessions) Session(_ context.Context, key SessionKey) (Session, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if e, ok := m.byKey[key]; ok {
		s := e.Value.(entry).session
		s.Turns = slices.Clone(s.Turns)
		return s, nil
	}
	return Session{}, nil
}

// PutSession implements [SessionStore]; it never fails.
func (m *MemorySessions) PutSession(_ context.Context, key SessionKey, s Session) error {
	s.Turns = slices.Clone(s.Turns)
	m.mu.Lock()
	defer m.mu.Unlock()
	if e, ok := m.byKey[key]; ok {
		e.Value = entry{key, s}
		m.recency.MoveToFront(e)
		return nil
	}
	m.byKey[key] = m.recency.PushFront(entry{key, s})
	if m.recency.Len() > m.max {
		oldest := m.recency.Back()
		m.recency.Remove(oldest)
		delete(m.byKey, oldest.Value.(entry).key)
	}
	return nil
}

// DeleteSession implements [SessionStore]; it never fails.
func (m *MemorySessions) DeleteSession(_ context.Context, key SessionKey) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if e, ok := m.byKey[key]; ok {
		m.recency.Remove(e)
		delete(m.byKey, key)
	}
	return nil
}

// ForgetUser forgets the sessions of a user in all conversations, and returns how
// many there were. It looks at all sessions.
func (m *MemorySessions) ForgetUser(user string) (n int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for key, e := range m.byKey {
		if key.User == user {
			m.recency.Remove(e)
			delete(m.byKey, key)
			n++
		}
	}
	return n
}
