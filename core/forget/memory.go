package forget

import (
	"context"

	"dragoman/core"
	"dragoman/core/feedback"
	"dragoman/core/settings"
	"dragoman/core/subscriptions"
)

// Memory is a Store over those that live as long as the process. A nil one has
// nothing to forget.
type Memory struct {
	Sessions      *core.MemorySessions
	Subscriptions *subscriptions.Memory
	Settings      *settings.Memory
	Feedback      *feedback.Memory
}

// ForgetUser implements [Store]; it fails only when the context has ended. There
// is no shelf in memory.
func (m Memory) ForgetUser(ctx context.Context, r Reader) (n Counts, err error) {
	if err := ctx.Err(); err != nil {
		return Counts{}, err
	}
	if m.Sessions != nil {
		n.Sessions = m.Sessions.ForgetUser(r.User)
	}
	if m.Subscriptions != nil {
		n.Subscriptions, n.Named = m.Subscriptions.ForgetUser(r.User)
	}
	if m.Settings != nil {
		if n.Settings, err = forgetSettings(ctx, m.Settings, r.Chats); err != nil {
			return Counts{}, err
		}
	}
	if m.Feedback != nil {
		n.Votes = m.Feedback.ForgetUser(r.User)
	}
	return n, nil
}

func forgetSettings(ctx context.Context, s settings.Store, chats []string) (n int, err error) {
	for _, name := range chats {
		c, err := s.Settings(ctx, name)
		if err != nil {
			return n, err
		}
		if c.IsZero() {
			continue
		}
		if err := s.PutSettings(ctx, name, settings.Chat{}); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
