package telegram

import (
	"container/list"
	"context"
	"sync"
	"time"

	"dragoman/core"
)

// before holds conversations as they were before their last question: when
// that question is edited, it is asked again as if it had been so at first. It
// holds the conversations that went on last, in memory only: after a restart an
// edited question is one more question of its conversation.
type before struct {
	mu      sync.Mutex
	byKey   map[core.SessionKey]*list.Element
	recency *list.List // of past, the latest last
}

type past struct {
	key     core.SessionKey
	message int64 // that asked
	at      time.Time
	session core.Session
}

// maxBefore bounds the conversations; each takes a kilobyte or two.
const maxBefore = 1000

// put notes what a conversation was like before a message, and forgets those
// that are over.
func (b *before) put(p past) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.byKey == nil {
		b.byKey, b.recency = make(map[core.SessionKey]*list.Element), list.New()
	}
	b.remove(p.key)
	b.byKey[p.key] = b.recency.PushBack(p)
	for {
		oldest := b.recency.Front().Value.(past)
		if len(b.byKey) <= maxBefore && p.at.Sub(oldest.at) <= core.DefaultIdle {
			return
		}
		b.remove(oldest.key)
	}
}

// of returns what a conversation was like before a message, if that was the
// last.
func (b *before) of(key core.SessionKey, message int64) (core.Session, bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	e, ok := b.byKey[key]
	if !ok || e.Value.(past).message != message {
		return core.Session{}, false
	}
	return e.Value.(past).session, true
}

// drop forgets a conversation.
func (b *before) drop(key core.SessionKey) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.remove(key)
}

// dropUser forgets all conversations of a user.
func (b *before) dropUser(user string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for key := range b.byKey {
		if key.User == user {
			b.remove(key)
		}
	}
}

// remove is drop with b.mu held.
func (b *before) remove(key core.SessionKey) {
	if e, ok := b.byKey[key]; ok {
		b.recency.Remove(e)
		delete(b.byKey, key)
	}
}

// rewind takes the last question of a conversation back when it is edited, and
// notes the conversation before a new one.
func (b *Bot) rewind(ctx context.Context, req *request) {
	if b.opts.Sessions == nil {
		return
	}
	key := req.session()
	if req.edited {
		s, ok := b.before.of(key, req.message)
		if !ok {
			return // not the last one
		}
		var err error
		if len(s.Turns) == 0 {
			err = b.opts.Sessions.DeleteSession(ctx, key)
		} else {
			err = b.opts.Sessions.PutSession(ctx, key, s)
		}
		if err != nil && ctx.Err() == nil {
			b.alarm("an edited question is asked after what it was before", err)
		}
		return
	}
	s, err := b.opts.Sessions.Session(ctx, key)
	if err != nil {
		b.before.drop(key)
		return // the Answerer meets it too, and says so
	}
	b.before.put(past{key, req.message, time.Now(), s})
}
