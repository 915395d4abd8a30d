package subscriptions_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"dragoman/core/briefing"
	"dragoman/core/subscriptions"
)

// A claim that a crash left is sent again, by the same name; what is settled is not.
func TestRunnerAfterCrash(t *testing.T) {
	for state, again := range map[subscriptions.State]bool{
		subscriptions.Claimed: true,
		subscriptions.Sent:    false,
		subscriptions.Skipped: false,
		subscriptions.Failed:  false,
	} {
		inStation(t, func(s *station) {
			place := s.add("1", "08:00", "UTC")
			if _, err := s.Claim(t.Context(), place, day(1, 1), s.now()); err != nil {
				t.Fatal(err)
			}
			if state != subscriptions.Claimed {
				keep := func(*subscriptions.Subscription) bool { return false }
				if err := s.Settle(t.Context(), place, day(1, 1), state, s.now(), keep); err != nil {
					t.Fatal(err)
				}
			}
			s.start()
			s.pass(9 * time.Hour)
			if got := len(s.platform.received()) == 1; got != again {
				t.Errorf("%v: sent again: %v", state, got)
			}
			if s.get(place).Date != day(1, 2) {
				t.Errorf("%v: %+v", state, s.get(place))
			}
			if state != subscriptions.Claimed && s.state(place, day(1, 1)) != state {
				t.Errorf("%v became %v", state, s.state(place, day(1, 1)))
			}
		})
	}
}

// A send that the end of the program cuts off has the same name after it.
func TestRunnerSameNonce(t *testing.T) {
	inStation(t, func(s *station) {
		var nonces []string
		cut := &cutSender{platform: s.platform, nonces: &nonces}
		s.options.Sender = cut
		s.options.Finish = time.Second
		place := s.add("1", "08:00", "UTC")
		s.start()
		s.pass(8*time.Hour + time.Minute)
		began := time.Now()
		s.stop()
		if d := time.Since(began); d != time.Second {
			t.Errorf("stopped after %v", d)
		}
		if s.state(place, day(1, 1)) != subscriptions.Claimed || s.get(place).Date != day(1, 1) {
			t.Errorf("%v, %+v", s.state(place, day(1, 1)), s.get(place))
		}
		cut.through = true
		s.start()
		s.pass(48 * time.Hour)
		if len(nonces) != 4 || nonces[0] != nonces[1] || nonces[1] == nonces[2] || nonces[2] == nonces[3] {
			t.Errorf("nonces %q", nonces)
		}
	})
}

// cutSender sends nothing until it is let through.
type cutSender struct {
	*platform
	through bool
	nonces  *[]string
}

func (c *cutSender) Send(ctx context.Context, place subscriptions.Place, nonce string, b briefing.Briefing, language string) error {
	*c.nonces = append(*c.nonces, nonce)
	if !c.through {
		<-ctx.Done()
		return ctx.Err()
	}
	return c.platform.Send(ctx, place, nonce, b, language)
}

// What is being sent when the program is stopped is finished, and nothing begun.
func TestRunnerFinishes(t *testing.T) {
	inStation(t, func(s *station) {
		s.platform.parallel, s.platform.takes = 3, 5*time.Second
		for n := range 20 {
			s.add(fmt.Sprint(n), "08:00", "UTC")
		}
		s.start()
		s.pass(8*time.Hour + time.Second)
		s.stop()
		if len(s.platform.received()) != 3 || s.platform.tried() != 3 {
			t.Errorf("%d tried, %d sent", s.platform.tried(), len(s.platform.received()))
		}
		for _, x := range s.platform.received() {
			if s.state(x.place, day(1, 1)) != subscriptions.Sent {
				t.Errorf("%v", s.state(x.place, day(1, 1)))
			}
		}
		s.start()
		s.pass(time.Minute)
		if len(s.platform.received()) != 20 {
			t.Errorf("%d sent", len(s.platform.received()))
		}
	})
}
