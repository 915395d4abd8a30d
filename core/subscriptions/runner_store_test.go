package subscriptions_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"dragoman/core/schedule"
	"dragoman/core/subscriptions"
)

// brittle is a store some of whose calls fail.
type brittle struct {
	*subscriptions.Memory
	fails func(call string) bool

	mu    sync.Mutex
	calls map[string]int
}

func (b *brittle) count(call string) int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.calls[call]
}

var errDisk = errors.New("the disk is full")

func (b *brittle) ask(call string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.calls[call]++
	if b.fails(call) {
		return errDisk
	}
	return nil
}

func (b *brittle) Due(ctx context.Context, platform string, now time.Time, n int) ([]subscriptions.Subscription, error) {
	if err := b.ask("Due"); err != nil {
		return nil, err
	}
	return b.Memory.Due(ctx, platform, now, n)
}

func (b *brittle) Latest(ctx context.Context, platform string, from time.Time, n int) ([]subscriptions.Subscription, error) {
	if err := b.ask("Latest"); err != nil {
		return nil, err
	}
	return b.Memory.Latest(ctx, platform, from, n)
}

func (b *brittle) Subscription(ctx context.Context, place subscriptions.Place) (subscriptions.Subscription, bool, error) {
	if err := b.ask("Subscription"); err != nil {
		return subscriptions.Subscription{}, false, err
	}
	return b.Memory.Subscription(ctx, place)
}

func (b *brittle) Claim(ctx context.Context, place subscriptions.Place, date schedule.Date, now time.Time) (subscriptions.Entry, error) {
	if err := b.ask("Claim"); err != nil {
		return subscriptions.Entry{}, err
	}
	return b.Memory.Claim(ctx, place, date, now)
}

func (b *brittle) Settle(ctx context.Context, place subscriptions.Place, date schedule.Date, outcome subscriptions.State, now time.Time, change func(*subscriptions.Subscription) bool) error {
	if err := b.ask("Settle"); err != nil {
		return err
	}
	return b.Memory.Settle(ctx, place, date, outcome, now, change)
}

func (b *brittle) Paused(ctx context.Context) (time.Time, bool, error) {
	if err := b.ask("Paused"); err != nil {
		return time.Time{}, false, err
	}
	return b.Memory.Paused(ctx)
}

// Whatever of the store fails for an hour, all is sent once when it works again,
// and meanwhile it is not called all the time.
func TestRunnerStoreFails(t *testing.T) {
	for _, failing := range []string{"Due", "Latest", "Subscription", "Claim", "Settle", "Paused"} {
		inStation(t, func(s *station) {
			b := &brittle{Memory: s.Memory, calls: make(map[string]int)}
			b.fails = func(call string) bool {
				h := s.now().Hour()
				return call == failing && h == 8
			}
			s.options.Queue, s.options.Ledger, s.options.Store, s.options.Switch = b, b, b, b
			var places []subscriptions.Place
			for n := range 10 {
				places = append(places, s.add(fmt.Sprint(n), "08:00", "UTC"))
			}
			s.start()
			s.pass(7 * time.Hour)
			before := b.count(failing)
			s.pass(119 * time.Minute)
			if failing != "Latest" && len(s.platform.received()) > s.platform.parallel {
				t.Errorf("%s: %d sent", failing, len(s.platform.received()))
			}
			if n := b.count(failing) - before; n > 3000 {
				t.Errorf("%s: called %d times", failing, n)
			}
			s.pass(10 * time.Minute)
			for _, place := range places {
				if n := len(s.times(place, "UTC")); n != 1 || s.state(place, day(1, 1)) != subscriptions.Sent {
					t.Errorf("%s: sent %d times", failing, n)
				}
			}
			if s.platform.tried() != len(places) {
				t.Errorf("%s: %d tries", failing, s.platform.tried())
			}
		})
	}
}

// What was sent is settled even when the program is told to stop meanwhile.
func TestRunnerSettlesAtTheEnd(t *testing.T) {
	inStation(t, func(s *station) {
		s.platform.takes = 3 * time.Second
		s.options.Finish = 3 * time.Second // ends work as the platform answers
		place := s.add("1", "08:00", "UTC")
		s.platform.send = func(ctx context.Context, _ subscriptions.Place, _ int) error {
			<-ctx.Done()
			return nil // the platform has it
		}
		s.start()
		s.pass(8 * time.Hour)
		s.stop()
		if s.state(place, day(1, 1)) != subscriptions.Sent || len(s.platform.received()) != 1 {
			t.Errorf("%v, %d sent", s.state(place, day(1, 1)), len(s.platform.received()))
		}
	})
}

// The log says what was done, and neither to whom nor what the store is called.
func TestRunnerLog(t *testing.T) {
	inStation(t, func(s *station) {
		var log strings.Builder
		s.options.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
		s.platform.parallel = 1
		s.platform.send = func(_ context.Context, _ subscriptions.Place, n int) error {
			switch n {
			case 1:
				return errors.New("no line")
			case 3:
				return &subscriptions.Refused{Reason: subscriptions.Blocked, Err: errors.New("blocked by the user")}
			}
			return nil
		}
		s.add("7654321", "08:00", "UTC")
		s.start()
		s.pass(72 * time.Hour)
		s.stop()
		for _, want := range []string{"no line", "level=INFO msg=briefings platform=telegram", "sent=1", "failed=1", "refused=1", "reason=blocked", "blocked by the user"} {
			if !strings.Contains(log.String(), want) {
				t.Errorf("no %q in\n%s", want, log.String())
			}
		}
		if strings.Contains(log.String(), "7654321") {
			t.Errorf("it names the reader:\n%s", log.String())
		}
	})
}
