package oneoff

import (
	"context"
	"strings"

	"dragoman/core"
)

// Conversation is the name for questions that are not to be remembered.
const Conversation = "one-off"

// Sessions wraps a store so that it neither remembers nor recalls what was
// said in [Conversation].
func Sessions(store core.SessionStore) core.SessionStore { return sessions{store} }

type sessions struct{ core.SessionStore }

func (s sessions) Session(ctx context.Context, key core.SessionKey) (core.Session, error) {
	if strings.HasPrefix(key.Conversation, Conversation) {
		return core.Session{}, nil
	}
	return s.SessionStore.Session(ctx, key)
}

func (s sessions) PutSession(ctx context.Context, key core.SessionKey, session core.Session) error {
	if strings.HasPrefix(key.Conversation, Conversation) {
		return nil
	}
	return s.SessionStore.PutSession(ctx, key, session)
}

func (s sessions) DeleteSession(ctx context.Context, key core.SessionKey) error {
	if strings.HasPrefix(key.Conversation, Conversation) {
		return nil
	}
	return s.SessionStore.DeleteSession(ctx, key)
}
