package telegram_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"dragoman/adapters/telegram/telegramtest"
	"dragoman/core/subscriptions"
)

// From the command to the next morning, and the morning after: with a reader who
// blocks the bot, a group that becomes a supergroup, and a topic where the bot may
// not write any more.
func TestDaily(t *testing.T) {
	inOffice(t, nil, func(t *testing.T, f *office) {
		for _, chat := range []int64{-1005, -6} {
			f.api.SetMember(chat, 1, "creator")
		}
		f.say(t, "/subscribe 8 UTC")
		f.api.Say(8, "/subscribe 8 UTC")
		f.in(t, 1, 77, "/subscribe 8 UTC")
		f.api.SayIn(group(-6, "group"), 1, "/subscribe 8 UTC", nil)
		f.last(t)
		f.api.Limit(telegramtest.TelegramLimits)
		n := len(f.api.Sent(0))

		runner := subscriptions.NewRunner(subscriptions.RunnerOptions{
			Queue: f.kept, Ledger: f.kept, Store: f.kept, Switch: f.kept, Sender: f.bot.Sender(), Story: f.stand,
		})
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- runner.Run(ctx) }()

		migrated := telegramtest.Migrated(-6, -1006)
		migrated.Method = "sendPhoto"
		f.api.Fail(migrated)
		blocked := telegramtest.Blocked(8)
		blocked.Method = "sendPhoto"
		f.api.Fail(blocked)
		for _, method := range []string{"sendPhoto", "sendMessage"} {
			f.api.Fail(telegramtest.Fault{Method: method, Chat: -1005, Code: 400, Description: "Bad Request: not enough rights to send text messages to the chat"})
		}
		time.Sleep(8*time.Hour + 2*time.Minute) // virtual
		sent := f.api.Sent(0)[n:]
		got := make(map[int64]string)
		for _, m := range sent {
			got[m.Chat] += m.Text
			if m.Chat == 7 || m.Chat == -1006 {
				if at := m.Time.UTC(); m.Photo == "" || at.Hour() != 8 || at.Minute() > 1 {
					t.Errorf("got %+v at %v", m, at)
				}
			}
		}
		if len(sent) != 3 || got[7] == "" || got[-1006] == "" || !strings.HasPrefix(got[1], "I may not write any more") {
			t.Errorf("got %v", got)
		}
		if s := f.subscription(t, subscriptions.Place{Platform: "telegram", User: "8"}); s.Ended != subscriptions.Blocked {
			t.Errorf("got %+v", s)
		}
		if s := f.subscription(t, topic); s.Ended != "" || s.Failing.IsZero() {
			t.Errorf("got %+v", s)
		}
		f.unsubscribed(t, subscriptions.Place{Platform: "telegram", Chat: "-6"})

		f.api.Heal()
		time.Sleep(24 * time.Hour) // virtual
		for _, m := range f.api.Sent(0)[n+3:] {
			got[m.Chat] = m.Text
		}
		if len(f.api.Sent(0)) != n+6 || got[-1005] == "" {
			t.Errorf("got %d more, %v", len(f.api.Sent(0))-n-3, got)
		}
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}
