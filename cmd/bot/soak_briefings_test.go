package main_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/adapters/discord/discordtest"
	"dragoman/core/subscriptions"
)

// dailies are the briefings of a soak: several are due each second, at places where
// nobody asks.
type dailies struct {
	*soak
	telegram, discord []subscriptions.Subscription
	last              time.Time // when the last is due

	mu        sync.Mutex
	came      map[arrival][]copied // on Telegram
	shown     map[string]int       // messages in channels of Discord
	unsettled map[arrival]int      // that were not noted as sent when their program ended: they come again
	again     int                  // briefings that were
}

// briefingsEach is how many are due in this time: on Telegram three, on Discord two.
const briefingsEach = time.Second

func newDailies(s *soak) *dailies {
	d := &dailies{soak: s, came: make(map[arrival][]copied), shown: make(map[string]int), unsettled: make(map[arrival]int)}
	begin := time.Now().Add(5 * time.Second)
	for n := range int(max(2*time.Second, s.size.load-10*time.Second)/briefingsEach) * 5 {
		due := begin.Add(time.Duration(n) * briefingsEach / 5).Truncate(time.Millisecond)
		place := subscriptions.Place{Platform: subscriptions.Telegram, User: fmt.Sprint(500_000 + n)}
		switch {
		case n%5 > 2 && n%20 == 19:
			place = subscriptions.Place{Platform: subscriptions.Discord, Chat: s.discord.AddChannel(discordtest.Channel{Guild: "5"})}
		case n%5 > 2:
			place.Platform = subscriptions.Discord
		case n%10 == 0:
			place = subscriptions.Place{Platform: subscriptions.Telegram, Chat: fmt.Sprint(-500_000 - n), Topic: "3"}
		}
		sub := daily(place, due)
		if place.Platform == subscriptions.Telegram {
			d.telegram = append(d.telegram, sub)
		} else {
			d.discord = append(d.discord, sub)
		}
		d.last = due
	}
	s.state = subscribed(s.t, append(d.discord, d.telegram...)...)
	return d
}

// take notes a message that is no answer.
func (d *dailies) take(c came) {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch {
	case c.discord.ID != "":
		d.shown[c.discord.Channel]++
	case c.telegram.Chat != soakEditor:
		a := arrival{c.telegram.Chat, c.telegram.Photo != ""}
		d.came[a] = append(d.came[a], copied{c.program, c.telegram.ID, c.at})
	}
}

// look compares what a program that has ended sent with the ledger.
func (d *dailies) look(t *testing.T, p *soaked) {
	t.Helper()
	d.readers.catchUp()
	d.mu.Lock()
	defer d.mu.Unlock()
	withStore(t, d.state, func(store *bolt.Store) {
		for _, s := range d.telegram {
			open := false
			for _, photo := range []bool{false, true} {
				a := arrival{chatOf(s.Place), photo}
				taken := 0
				for _, c := range d.came[a] {
					if c.program == int64(p.number) && !d.soak.telegram.Lost(c.id) {
						taken++
					}
				}
				if taken == 0 {
					continue
				}
				e, err := store.Entry(t.Context(), s.Place, s.Date)
				switch {
				case err != nil:
					t.Fatal(err)
				case taken > 1:
					t.Errorf("program %d sent %d times %+v", p.number, taken, a)
				case e.State == subscriptions.Claimed:
					d.unsettled[a]++
					open = true
				case e.State != subscriptions.Sent:
					t.Errorf("%+v was sent, and the ledger says %d", a, e.State)
				}
			}
			if open {
				d.again++
			}
		}
	})
}

// await waits until all are sent.
func (d *dailies) await(t *testing.T) {
	t.Helper()
	awaitNext(t, d.state, d.last.Add(12*time.Hour))
}

// check looks at all that came: each briefing once, and on Telegram once more for
// each time that it was not noted as sent, or that the answer was lost.
func (d *dailies) check(t *testing.T) {
	t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	got := make(map[int64]bool)
	for a, copies := range d.came {
		got[a.chat] = true
		want := 1 + d.unsettled[a]
		for _, c := range copies {
			if d.soak.telegram.Lost(c.id) {
				want++
			}
		}
		if len(copies) != want {
			t.Errorf("%+v came %d times, not %d: %+v", a, len(copies), want, copies)
		}
	}
	for _, s := range d.telegram {
		if !got[chatOf(s.Place)] {
			t.Errorf("%s got no briefing", s.Place.Name())
		}
	}
	for channel, n := range d.shown {
		if n != 1 {
			t.Errorf("channel %s of Discord saw %d briefings", channel, n)
		}
	}
	if len(d.shown) != len(d.discord) {
		t.Errorf("%d of %d places on Discord got a briefing", len(d.shown), len(d.discord))
	}
	withStore(t, d.state, func(store *bolt.Store) {
		for _, s := range append(d.telegram, d.discord...) {
			if e, err := store.Entry(t.Context(), s.Place, s.Date); err != nil || e.State != subscriptions.Sent {
				t.Errorf("%s: the ledger says %d, %v", s.Place.Name(), e.State, err)
			}
		}
	})
}
