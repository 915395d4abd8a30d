package bolt_test

import (
	"testing"

	"dragoman/adapters/bolt"
	"dragoman/adapters/bolt/internal/bolttest"
	"dragoman/core/schedule"
	"dragoman/core/subscriptions"
	"dragoman/core/subscriptions/substest"
)

// A group that moves after Settle looked where it is takes its note along: what is
// left under the old place stays, and Settle looks again.
func TestMovesWhileItSettles(t *testing.T) {
	s := bolttest.Open(t, bolt.Options{})
	sub := substest.Full(subscriptions.Place{Platform: subscriptions.Telegram, Chat: "-1"})
	from, to, date := sub.Place, sub.Place, schedule.DateOf(day)
	to.Chat = "-1001"
	subscribe(t, s, sub)
	if _, err := s.Claim(t.Context(), from, date, day); err != nil {
		t.Fatal(err)
	}
	err := s.Change(t.Context(), from, func(sub *subscriptions.Subscription) bool {
		sub.Place = to
		return true
	})
	if err != nil {
		t.Fatal(err)
	}
	if done, err := s.SettleAt(t.Context(), from, date, subscriptions.Sent, day); done || err != nil {
		t.Errorf("settled under the old place: %v, %v", done, err)
	}
	wantState := func(place subscriptions.Place, want subscriptions.State) {
		t.Helper()
		if e, err := s.Entry(t.Context(), place, date); e.State != want || err != nil {
			t.Errorf("%s: %+v, %v; want %v", place.Chat, e, err, want)
		}
	}
	wantState(from, subscriptions.Elsewhere)
	wantState(to, subscriptions.Claimed)
	if done, err := s.SettleAt(t.Context(), to, date, subscriptions.Sent, day); !done || err != nil {
		t.Errorf("not settled under the new place: %v, %v", done, err)
	}
	wantState(from, subscriptions.Elsewhere)
	wantState(to, subscriptions.Sent)
}
