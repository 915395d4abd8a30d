package subscriptions_test

import (
	"context"
	"testing"
	"time"

	"dragoman/core/subscriptions"
)

// The day is that of the first place whose zone is known, else that of UTC.
func TestToday(t *testing.T) {
	ctx := context.Background()
	c, v, chat := open(t), reader(), group()
	now := time.Date(2026, time.November, 23, 12, 5, 0, 0, time.UTC)
	today := func(want string) {
		t.Helper()
		day, err := c.Today(ctx, now, v.Place, chat.Place)
		if err != nil || day.String() != want {
			t.Errorf("got %s, %v, want %s", day, err, want)
		}
	}
	today("2026-11-23")
	c.line(t, chat, "8 Auckland")
	today("2026-11-24")
	c.line(t, v, "8 Warsaw")
	today("2026-11-23")
	if err := c.End(ctx, v.Place, subscriptions.Blocked); err != nil {
		t.Fatal(err)
	}
	today("2026-11-23") // where they live is known still
	if _, err := c.Unsubscribe(ctx, v); err != nil {
		t.Fatal(err)
	}
	today("2026-11-24")
	err := c.memory.Change(ctx, chat.Place, func(s *subscriptions.Subscription) bool {
		s.Plan.Zone = "Atlantis/Capital"
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	today("2026-11-23")
}
