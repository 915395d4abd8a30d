package forget_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"dragoman/core"
	"dragoman/core/feedback"
	"dragoman/core/forget"
	"dragoman/core/schedule"
	"dragoman/core/settings"
	"dragoman/core/subscriptions"
)

func TestMemory(t *testing.T) {
	ctx := t.Context()
	m := forget.Memory{
		Sessions:      core.NewMemorySessions(100),
		Subscriptions: new(subscriptions.Memory),
		Settings:      new(settings.Memory),
		Feedback:      new(feedback.Memory),
	}
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	today := schedule.DateOf(now)
	users := []string{"telegram 1", "telegram 12", "discord 1"}
	for n, user := range users {
		platform, id, _ := strings.Cut(user, " ")
		places := []subscriptions.Place{
			{Platform: platform, User: id},
			{Platform: "telegram", Chat: fmt.Sprint(-n)},
		}
		for _, place := range places {
			err := m.Subscriptions.Change(ctx, place, func(s *subscriptions.Subscription) bool { s.By, s.Next = user, now; return true })
			if err != nil {
				t.Fatal(err)
			}
			if _, err := m.Subscriptions.Claim(ctx, place, today, now); err != nil {
				t.Fatal(err)
			}
		}
		for _, conversation := range []string{"a", "b"} {
			key := core.SessionKey{Conversation: conversation, User: user}
			if err := m.Sessions.PutSession(ctx, key, core.Session{Seen: now}); err != nil {
				t.Fatal(err)
			}
		}
		if err := m.Settings.PutSettings(ctx, user, settings.Chat{Language: "de"}); err != nil {
			t.Fatal(err)
		}
		for _, v := range []feedback.Vote{{Answer: "all", Good: true}, {Answer: user}} {
			v.User = user
			if _, err := m.Feedback.Vote(ctx, v); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, want := range []forget.Counts{{Sessions: 2, Subscriptions: 1, Named: 1, Settings: 1, Votes: 2}, {}} {
		got, err := m.ForgetUser(ctx, forget.Reader{User: users[0], Chats: users[:1]})
		if got != want || err != nil {
			t.Errorf("got %+v, %v, want %+v", got, err, want)
		}
	}
	if e, _ := m.Subscriptions.Entry(ctx, subscriptions.Place{Platform: "telegram", User: "1"}, today); e != (subscriptions.Entry{}) {
		t.Errorf("the ledger says %v", e)
	}
	if s, ok, _ := m.Subscriptions.Subscription(ctx, subscriptions.Place{Platform: "telegram", Chat: "0"}); !ok || s.By != "" || !s.Next.Equal(now) {
		t.Errorf("the chat's is %+v, %v", s, ok)
	}
	counts, _ := m.Feedback.Feedback(ctx)
	for _, c := range counts {
		if c.Answer == users[0] || c.Answer == "all" && c.Good != 2 {
			t.Errorf("counted: %+v", c)
		}
	}
	for _, user := range users[1:] {
		want := forget.Counts{Sessions: 2, Subscriptions: 1, Named: 1, Settings: 1, Votes: 2}
		if got, err := m.ForgetUser(ctx, forget.Reader{User: user, Chats: []string{user}}); got != want || err != nil {
			t.Errorf("%s: got %+v, %v", user, got, err)
		}
	}
}

func TestMemoryOfNothing(t *testing.T) {
	if got, err := (forget.Memory{}).ForgetUser(t.Context(), forget.Reader{User: "x"}); got != (forget.Counts{}) || err != nil {
		t.Errorf("got %+v, %v", got, err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := (forget.Memory{}).ForgetUser(ctx, forget.Reader{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
