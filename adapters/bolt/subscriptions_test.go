package bolt_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"dragoman/adapters/bolt"
	"dragoman/adapters/bolt/internal/bolttest"
	"dragoman/core/schedule"
	"dragoman/core/subscriptions"
	"dragoman/core/subscriptions/substest"
)

func TestSubscriptionsContract(t *testing.T) {
	substest.Run(t, func(t *testing.T) substest.Keeper { return bolttest.Open(t, bolt.Options{}) })
}

func date(year, month, day int) schedule.Date {
	return schedule.Date{Year: year, Month: time.Month(month), Day: day}
}

// subscribe stores a subscription as it is.
func subscribe(t testing.TB, s interface{ subscriptions.Store }, sub subscriptions.Subscription) {
	t.Helper()
	err := s.Change(t.Context(), sub.Place, func(now *subscriptions.Subscription) bool { *now = sub; return true })
	if err != nil {
		t.Fatal(err)
	}
}

func TestSubscriptionsOutliveTheProcess(t *testing.T) {
	s := bolttest.Open(t, bolt.Options{})
	sub := substest.Full(substest.Reader("telegram", 1))
	sub.By = "telegram " + sub.Place.User
	subscribe(t, s, sub)
	if err := s.Settle(t.Context(), sub.Place, sub.Date, subscriptions.Sent, day, func(*subscriptions.Subscription) bool { return false }); err != nil {
		t.Fatal(err)
	}
	if err := s.SetPaused(t.Context(), true, day); err != nil {
		t.Fatal(err)
	}
	s.Reopen(nil)
	if got, ok, err := s.Subscription(t.Context(), sub.Place); !ok || err != nil || !substest.Same(got, sub) {
		t.Errorf("got %+v, %v, %v", got, ok, err)
	}
	if e, err := s.Entry(t.Context(), sub.Place, sub.Date); e.State != subscriptions.Sent || !e.At.Equal(day) || err != nil {
		t.Errorf("got %v, %v", e, err)
	}
	if since, paused, err := s.Paused(t.Context()); !since.Equal(day) || !paused || err != nil {
		t.Errorf("got %v, %v, %v", since, paused, err)
	}
	if st, err := s.Stats(t.Context()); st.Subscriptions != 1 || err != nil {
		t.Errorf("got %+v, %v", st, err)
	}
}

func TestSubscriptionTooLarge(t *testing.T) {
	s := bolttest.Open(t, bolt.Options{})
	sub := substest.Full(substest.Reader("telegram", 1))
	subscribe(t, s, sub)
	err := s.Change(t.Context(), sub.Place, func(now *subscriptions.Subscription) bool {
		now.Language = strings.Repeat("x", bolt.MaxValue)
		return true
	})
	if !errors.Is(err, bolt.ErrTooLarge) {
		t.Errorf("got %v", err)
	}
	err = s.Settle(t.Context(), sub.Place, date(2026, 1, 1), subscriptions.Sent, day, func(now *subscriptions.Subscription) bool {
		now.Language = strings.Repeat("x", bolt.MaxValue)
		return true
	})
	if !errors.Is(err, bolt.ErrTooLarge) {
		t.Errorf("got %v", err)
	}
	if e, _ := s.Entry(t.Context(), sub.Place, date(2026, 1, 1)); e.State != subscriptions.Unknown {
		t.Errorf("half of it was stored: %v", e)
	}
	if got, _, _ := s.Subscription(t.Context(), sub.Place); !substest.Same(got, sub) {
		t.Errorf("got %+v", got)
	}
}

// What a change does to its caller it does to nobody else.
func TestChangeThatPanics(t *testing.T) {
	s := bolttest.Open(t, bolt.Options{})
	func() {
		defer func() { recover() }()
		_ = s.Change(t.Context(), substest.Reader("telegram", 1), func(*subscriptions.Subscription) bool { panic("oops") })
	}()
	subscribe(t, s, substest.Full(substest.Reader("telegram", 1)))
}

func TestDatesThatAreNone(t *testing.T) {
	s := bolttest.Open(t, bolt.Options{})
	for _, d := range []schedule.Date{date(0, 1, 1), date(10_000, 1, 1), date(2026, 13, 1), date(2026, 1, 32), date(-5, 1, 1)} {
		if _, err := s.Claim(t.Context(), substest.Reader("telegram", 1), d, day); err == nil {
			t.Errorf("%v was claimed", d)
		}
	}
}

// A subscription that makes no sense is one place's loss, and found by nobody.
func TestUnreadableSubscription(t *testing.T) {
	for name, bad := range map[string][]byte{
		"empty":          {},
		"unknown format": append([]byte{99}, make([]byte, 60)...),
		"cut off":        {1, 0, 0, 0, 0, 0, 0, 0, 5, 0, 200},
	} {
		t.Run(name, func(t *testing.T) {
			path := build(t, func(*bbolt.Tx) error { return nil })
			open := func() *bolt.Store {
				s, err := bolt.Open(path, bolt.Options{NoSync: true})
				if err != nil {
					t.Fatal(err)
				}
				return s
			}
			s := open()
			var subs []subscriptions.Subscription
			for n := range 3 {
				sub := substest.Full(substest.Reader("telegram", n))
				sub.Next = day.Add(time.Duration(n) * time.Minute)
				subs = append(subs, sub)
				subscribe(t, s, sub)
			}
			s.Close()
			edit(t, path, func(tx *bbolt.Tx) error {
				k := bolt.PlaceKeyOf(subs[0].Place)
				return tx.Bucket([]byte("subscriptions")).Put(k[:], bad)
			})
			s = open()
			defer s.Close()
			if _, _, err := s.Subscription(t.Context(), subs[0].Place); !errors.Is(err, bolt.ErrCorrupt) {
				t.Errorf("got %v", err)
			}
			if due, err := s.Due(t.Context(), "telegram", day.Add(time.Hour), 5); len(due) != 2 || err != nil {
				t.Errorf("due: %v, %v", due, err)
			}
			if by, err := s.SubscribedBy(t.Context(), subs[0].By); len(by) != 2 || err != nil {
				t.Errorf("by: %v, %v", by, err)
			}
			if c, err := s.Census(t.Context(), day); c.Ended[subscriptions.Blocked] != 2 || err != nil {
				t.Errorf("census: %+v, %v", c, err)
			}
			subscribe(t, s, subs[0])
			if got, ok, err := s.Subscription(t.Context(), subs[0].Place); !ok || err != nil || !substest.Same(got, subs[0]) {
				t.Errorf("mended: %+v, %v, %v", got, ok, err)
			}
		})
	}
}

// Notes that damage makes lead in circles, or cuts off, hold up nobody.
func TestNotesInCircles(t *testing.T) {
	one, two, three := substest.Reader("telegram", 1), substest.Reader("telegram", 2), substest.Reader("telegram", 3)
	on := date(2026, 3, 14)
	path := build(t, func(*bbolt.Tx) error { return nil })
	s, err := bolt.Open(path, bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	edit(t, path, func(tx *bbolt.Tx) error {
		for from, to := range map[subscriptions.Place]subscriptions.Place{one: two, two: one, three: one} {
			key, err := bolt.NoteKey(bolt.PlaceKeyOf(from), on)
			if err != nil {
				return err
			}
			place := bolt.PlaceKeyOf(to)
			note := append([]byte{byte(subscriptions.Elsewhere), 0, 0, 0, 0, 0, 0, 0, 1}, place[:]...)
			if from == three {
				note = note[:20]
			}
			if err := tx.Bucket([]byte("ledger")).Put(key, note); err != nil {
				return err
			}
		}
		return nil
	})
	if s, err = bolt.Open(path, bolt.Options{NoSync: true}); err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if e, err := s.Entry(t.Context(), one, on); e.State != subscriptions.Elsewhere || err != nil {
		t.Errorf("got %v, %v", e, err)
	}
	if e, err := s.Claim(t.Context(), three, on, day); e.State != subscriptions.Unknown || err != nil {
		t.Errorf("got %v, %v", e, err)
	}
	if err := s.Settle(t.Context(), one, on, subscriptions.Sent, day, unchanged); err != nil {
		t.Error(err)
	}
	if e, err := s.Entry(t.Context(), two, on); e.State != subscriptions.Elsewhere || err != nil {
		t.Errorf("got %v, %v", e, err)
	}
	if e, err := s.Entry(t.Context(), one, on); e.State != subscriptions.Sent || err != nil {
		t.Errorf("got %v, %v", e, err)
	}
}

func TestLedgerIsSwept(t *testing.T) {
	c := newClock()
	s := bolttest.Open(t, bolt.Options{Now: c.Now})
	place := substest.Reader("telegram", 1)
	const days = 30
	on := func(n int) (schedule.Date, time.Time) {
		at := day.AddDate(0, 0, n)
		return date(at.Year(), int(at.Month()), at.Day()), at
	}
	for n := range days {
		d, at := on(n)
		if _, err := s.Claim(t.Context(), place, d, at); err != nil {
			t.Fatal(err)
		}
	}
	c.Add((days - 1) * 24 * time.Hour)
	swept, err := s.SweepLedger(t.Context(), c.Now())
	if err != nil || swept != days-10 {
		t.Errorf("swept %d, %v", swept, err)
	}
	for n := range days {
		d, _ := on(n)
		e, err := s.Entry(t.Context(), place, d)
		if kept := e.State != subscriptions.Unknown; err != nil || kept != (n >= days-10) {
			t.Errorf("%v: %v, %v", d, e, err)
		}
	}
	commits := s.Commits()
	if swept, err = s.SweepLedger(t.Context(), c.Now()); swept != 0 || err != nil || s.Commits() != commits {
		t.Errorf("swept %d more, %v, with %d commits", swept, err, s.Commits()-commits)
	}
}

func TestCensus(t *testing.T) {
	s := bolttest.Open(t, bolt.Options{})
	for n := range 7 {
		sub := subscriptions.Subscription{
			Place: substest.Reader("telegram", n),
			Plan:  schedule.Plan{At: schedule.Clock(60*n + 59), Zone: "Europe/Kyiv"},
			Next:  day.Add(time.Duration(10-n) * time.Hour),
		}
		switch n {
		case 1:
			sub.Place = subscriptions.Place{Platform: "discord", Chat: "1"}
			sub.Plan.Zone = "Asia/Riyadh"
		case 2:
			sub.Failing = day
		case 6:
			sub.Ended, sub.Next = subscriptions.Blocked, time.Time{}
		}
		subscribe(t, s, sub)
	}
	for n, state := range []subscriptions.State{subscriptions.Sent, subscriptions.Sent, subscriptions.Skipped, subscriptions.Empty} {
		err := s.Settle(t.Context(), substest.Reader("telegram", n), date(2026, 3, 14), state, day.Add(-time.Duration(n)*time.Hour), unchanged)
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Settle(t.Context(), substest.Reader("telegram", 4), date(2026, 3, 13), subscriptions.Failed, day.Add(-25*time.Hour), unchanged); err != nil {
		t.Fatal(err)
	}
	got, err := s.Census(t.Context(), day)
	if err != nil {
		t.Fatal(err)
	}
	want := subscriptions.Census{
		Active:   6,
		ByPlace:  map[string]int{"telegram user": 5, "discord chat": 1},
		ByZone:   map[string]int{"Europe/Kyiv": 5, "Asia/Riyadh": 1},
		ByHour:   [24]int{1, 1, 1, 1, 1, 1},
		Ended:    map[subscriptions.Reason]int{subscriptions.Blocked: 1},
		Failing:  1,
		Today:    map[subscriptions.State]int{subscriptions.Sent: 2, subscriptions.Skipped: 1, subscriptions.Empty: 1},
		Earliest: day.Add(5 * time.Hour),
	}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("\n got %+v\nwant %+v", got, want)
	}
	if err := s.SetPaused(t.Context(), true, day); err != nil {
		t.Fatal(err)
	}
	if got, _ := s.Census(t.Context(), day); !got.Paused {
		t.Error("it does not say that it is paused")
	}
}

func unchanged(*subscriptions.Subscription) bool { return false }
