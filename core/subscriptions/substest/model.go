package substest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"dragoman/core/schedule"
	"dragoman/core/subscriptions"
)

// testModel does at random what can be done, to the Keeper and to plain maps.
func testModel(t *testing.T, k Keeper) {
	ctx, rnd := t.Context(), rand.New(rand.NewPCG(5, 6))
	type noteKey struct {
		place subscriptions.Place
		date  schedule.Date
	}
	subs := make(map[subscriptions.Place]subscriptions.Subscription)
	notes := make(map[noteKey]subscriptions.State)
	left := make(map[noteKey]subscriptions.Place) // to where the note went
	platforms := []string{"telegram", "discord"}
	place := func() subscriptions.Place { return Reader(platforms[rnd.IntN(2)], rnd.IntN(25)) }
	when := func() time.Time { return noon.Add(time.Duration(rnd.IntN(600)) * time.Second) }
	date := func() schedule.Date { return schedule.Date{Year: 2026, Month: 11, Day: 20 + rnd.IntN(4)} }
	user := func() string { return fmt.Sprint("telegram ", rnd.IntN(3)) }
	// change is one at random; on the model it does the same as on the Keeper.
	change := func() func(*subscriptions.Subscription) bool {
		store, to, next, by, part := rnd.IntN(5) > 0, place(), when(), user(), fmt.Sprint(rnd.IntN(1000))
		due := date()
		moves, ends := rnd.IntN(6) == 0, rnd.IntN(6) == 0
		return func(s *subscriptions.Subscription) bool {
			s.Next, s.Date, s.By = next, due, by
			s.Progress.Parts = append(s.Progress.Parts, part)
			if moves {
				s.Place = to
			}
			if ends {
				s.Next = time.Time{}
			}
			return store
		}
	}
	apply := func(at subscriptions.Place, change func(*subscriptions.Subscription) bool) {
		s, ok := subs[at]
		if !ok {
			s.Place = at
		}
		s.Progress.Parts = slices.Clone(s.Progress.Parts)
		before := subs[at].Date
		if !change(&s) {
			return
		}
		if ok && s.Place != at {
			for n := range 4 {
				date := schedule.Date{Year: 2026, Month: 11, Day: 20 + n}
				here, there := noteKey{at, date}, noteKey{s.Place, date}
				state := notes[here]
				if state == subscriptions.Elsewhere || state == subscriptions.Unknown && date != before {
					continue
				}
				if state != subscriptions.Unknown && notes[there] != subscriptions.Sent || notes[there] == subscriptions.Elsewhere {
					notes[there] = state
				}
				notes[here], left[here] = subscriptions.Elsewhere, s.Place
			}
		}
		delete(subs, at)
		subs[s.Place] = s
	}
	where := func(key noteKey) noteKey {
		for notes[key] == subscriptions.Elsewhere {
			key.place = left[key]
		}
		return key
	}
	for step := range 2000 {
		at := place()
		var err error
		switch rnd.IntN(8) {
		case 0, 1:
			c := change()
			err = k.Change(ctx, at, c)
			apply(at, c)
		case 2:
			err = k.DeleteSubscription(ctx, at)
			delete(subs, at)
		case 3:
			key, c := noteKey{at, date()}, change()
			outcome := subscriptions.Sent
			if rnd.IntN(3) == 0 {
				outcome = subscriptions.Empty
			}
			err = k.Settle(ctx, at, key.date, outcome, noon, c)
			if to := where(key); to == key || outcome == subscriptions.Sent {
				notes[to] = outcome
				if _, ok := subs[to.place]; ok {
					apply(to.place, c)
				}
			}
		case 4:
			key := noteKey{at, date()}
			var before subscriptions.Entry
			before, err = k.Claim(ctx, at, key.date, noon)
			if before.State != notes[key] {
				t.Fatalf("step %d: claim found %v, want %v", step, before.State, notes[key])
			}
			notes[key] = max(notes[key], subscriptions.Claimed)
			if to := where(key).place; before.To != subs[to].Place && to != at {
				t.Fatalf("step %d: claim found it at %v, want %v", step, before.To, subs[to].Place)
			}
		case 5:
			want, ok := subs[at]
			if ok {
				expect(t, k, at, &want)
			} else {
				expect(t, k, at, nil)
			}
		case 6:
			now, platform := when(), at.Platform
			var want []subscriptions.Subscription
			for _, s := range subs {
				if s.Place.Platform == platform && !s.Next.IsZero() && !s.Next.After(now) {
					want = append(want, s)
				}
			}
			var got []subscriptions.Subscription
			got, err = k.Due(ctx, platform, now, 1000)
			if !slices.IsSortedFunc(got, func(a, b subscriptions.Subscription) int { return a.Next.Compare(b.Next) }) {
				t.Fatalf("step %d: out of order", step)
			}
			if a, b := sorted(got), sorted(want); a != b {
				t.Fatalf("step %d: due %s, want %s", step, a, b)
			}
		case 7:
			by := user()
			var want, got []string
			for p, s := range subs {
				if s.By == by {
					want = append(want, p.Name())
				}
			}
			var places []subscriptions.Place
			places, err = k.SubscribedBy(ctx, by)
			for _, p := range places {
				got = append(got, p.Name())
			}
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Fatalf("step %d: by %s %v, want %v", step, by, got, want)
			}
		}
		if err != nil || t.Failed() {
			t.Fatalf("step %d: %v", step, err)
		}
	}
}

func sorted(subs []subscriptions.Subscription) string {
	list := strings.Fields(names(subs))
	slices.Sort(list)
	return strings.Join(list, " ")
}
