package subscriptions_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"dragoman/core/briefing"
	"dragoman/core/schedule"
	"dragoman/core/subscriptions"
)

func TestRunnerSendsEveryDay(t *testing.T) {
	inStation(t, func(s *station) {
		one, two := s.add("1", "08:00", "Europe/Warsaw"), s.add("2", "08:00", "America/New_York")
		s.start()
		s.pass(3 * 24 * time.Hour)
		s.wantTimes(one, "Europe/Warsaw", "01-01 08:00", "01-02 08:00", "01-03 08:00")
		s.wantTimes(two, "America/New_York", "01-01 08:00", "01-02 08:00", "01-03 08:00")
		sub := s.get(one)
		if sub.Date != day(1, 4) || len(sub.Progress.Parts) != 1 || s.state(one, day(1, 3)) != subscriptions.Sent {
			t.Errorf("got %+v", sub)
		}
		for _, x := range s.platform.received() {
			if len(x.nonce) > 22 || x.briefing.Empty() {
				t.Errorf("sent %q %+v", x.nonce, x.briefing)
			}
		}
		if s.seen()[subscriptions.EventSent] != 6 || s.seen()[subscriptions.EventDue] != 6 {
			t.Errorf("events: %v", s.seen())
		}
	})
}

func TestRunnerLooksWhenWoken(t *testing.T) {
	inStation(t, func(s *station) {
		s.start()
		s.pass(time.Second)
		place := s.add("1", "00:00", "UTC")
		s.put(subscriptions.Subscription{
			Place: place, Plan: s.get(place).Plan, Date: day(1, 1), Next: s.now(), Repeat: true,
		})
		s.pass(time.Second)
		if len(s.platform.received()) != 0 {
			t.Fatal("the test shows nothing")
		}
		s.runner.Wake()
		s.pass(time.Second)
		if len(s.platform.received()) != 1 {
			t.Errorf("%d sent", len(s.platform.received()))
		}
	})
}

func TestRunnerPaused(t *testing.T) {
	inStation(t, func(s *station) {
		soon, late := s.add("1", "08:00", "UTC"), s.add("2", "05:00", "UTC")
		if err := s.SetPaused(t.Context(), true, s.now()); err != nil {
			t.Fatal(err)
		}
		s.start()
		s.pass(9 * time.Hour)
		if s.platform.tried() != 0 || s.state(soon, day(1, 1)) != subscriptions.Unknown {
			t.Errorf("%d sent, %v", s.platform.tried(), s.state(soon, day(1, 1)))
		}
		if err := s.SetPaused(t.Context(), false, s.now()); err != nil {
			t.Fatal(err)
		}
		s.runner.Wake()
		s.pass(time.Second)
		s.wantTimes(soon, "UTC", "01-01 09:00")
		s.wantTimes(late, "UTC")
		if s.get(late).Missed != day(1, 1) {
			t.Errorf("%+v", s.get(late))
		}
	})
}

// A pause in the middle of a rush stops it but for what is being sent.
func TestRunnerPausedInRush(t *testing.T) {
	inStation(t, func(s *station) {
		s.platform.takes = time.Second
		for n := range 1000 {
			s.add(fmt.Sprint(n), "08:00", "UTC")
		}
		s.start()
		s.pass(8*time.Hour + 10*time.Second)
		_ = s.SetPaused(t.Context(), true, s.now())
		s.pass(time.Minute)
		before := s.platform.tried()
		s.pass(time.Hour)
		if before > 60 || s.platform.tried() != before {
			t.Errorf("%d sent, and %d in an hour", before, s.platform.tried()-before)
		}
		_ = s.SetPaused(t.Context(), false, s.now())
		s.pass(10 * time.Minute)
		if len(s.platform.received()) != 1000 {
			t.Errorf("%d sent", len(s.platform.received()))
		}
	})
}

// A reader who is quiet because all is told hears nothing, and is asked for nothing.
func TestRunnerQuiet(t *testing.T) {
	inStation(t, func(s *station) {
		place := s.add("1", "08:00", "UTC")
		sub := s.get(place)
		sub.Repeat = false
		s.put(sub)
		s.start()
		s.pass(30 * 24 * time.Hour)
		last := s.platform.received()[len(s.platform.received())-1].briefing
		sub = s.get(place)
		if !has(last, briefing.Quiet) || !sub.Progress.Quiet || s.platform.tried() > 20 || s.state(place, day(1, 30)) != subscriptions.Empty {
			t.Errorf("%d sent, %+v", s.platform.tried(), sub)
		}
		if s.seen()[subscriptions.EventEmpty]+s.seen()[subscriptions.EventSent] != 30 {
			t.Errorf("%v", s.seen())
		}
	})
}

// What a reader changes while the briefing is on its way stays changed.
func TestRunnerChangedMeanwhile(t *testing.T) {
	late := schedule.Plan{At: 20 * 60, Zone: "UTC"}
	for name, tt := range map[string]struct {
		change func(s *subscriptions.Subscription) bool
		check  func(s subscriptions.Subscription) bool
	}{
		"another hour": {
			func(s *subscriptions.Subscription) bool { s.Plan = late; return true },
			func(s subscriptions.Subscription) bool { return s.Plan == late && s.Date == day(1, 2) },
		},
		"planned for tomorrow": {
			func(s *subscriptions.Subscription) bool {
				s.Plan, s.Date, s.Next = late, day(1, 2), time.Date(2000, 1, 2, 20, 0, 0, 0, time.UTC)
				return true
			},
			func(s subscriptions.Subscription) bool { return s.Date == day(1, 2) && s.Next.Second() == 0 },
		},
		"planned for today again": {
			func(s *subscriptions.Subscription) bool {
				s.Plan, s.Next = late, time.Date(2000, 1, 1, 20, 0, 0, 0, time.UTC)
				return true
			},
			func(s subscriptions.Subscription) bool { return s.Date == day(1, 2) && s.Plan == late },
		},
		"kicked": {
			func(s *subscriptions.Subscription) bool {
				s.Ended, s.Next, s.Date = subscriptions.Kicked, time.Time{}, schedule.Date{}
				return true
			},
			func(s subscriptions.Subscription) bool { return s.Ended == subscriptions.Kicked && s.Next.IsZero() },
		},
	} {
		for _, again := range []bool{false, true} { // the first attempt fails
			inStation(t, func(s *station) {
				place := s.add("1", "08:00", "UTC")
				s.platform.takes = time.Second
				s.platform.send = func(ctx context.Context, _ subscriptions.Place, n int) error {
					if n > 1 {
						return nil
					}
					_ = s.Change(ctx, place, tt.change)
					if again {
						return errors.New("no")
					}
					return nil
				}
				s.start()
				s.pass(8*time.Hour + 2*time.Minute)
				if again {
					s.pass(13 * time.Hour)
				}
				if sub := s.get(place); !tt.check(sub) {
					t.Errorf("%s, %v: %+v", name, again, sub)
				}
				if n := len(s.platform.received()); n != 1 && (n != 0 || !again) {
					t.Errorf("%s, %v: %d sent", name, again, n)
				}
			})
		}
	}
}

func TestRunnerUnsubscribedMeanwhile(t *testing.T) {
	inStation(t, func(s *station) {
		place := s.add("1", "08:00", "UTC")
		s.platform.send = func(ctx context.Context, _ subscriptions.Place, _ int) error {
			return s.DeleteSubscription(ctx, place)
		}
		s.start()
		s.pass(72 * time.Hour)
		if _, ok, _ := s.Subscription(t.Context(), place); ok || s.platform.tried() != 1 {
			t.Errorf("%v, %d sent", ok, s.platform.tried())
		}
	})
}

// A dry run says what would be sent, once, and changes nothing.
func TestRunnerDryRun(t *testing.T) {
	inStation(t, func(s *station) {
		var log strings.Builder
		s.options.DryRun = true
		s.options.Log = slog.New(slog.NewTextHandler(&log, nil))
		place := s.add("1", "08:00", "UTC")
		quiet := s.get(s.add("2", "08:00", "UTC"))
		quiet.OnlyNew = true
		s.put(quiet)
		late := s.get(s.add("3", "08:00", "UTC"))
		late.Next, late.Date = late.Next.AddDate(0, 0, -1), late.Date.AddDays(-1)
		s.put(late)
		before := s.get(place)
		s.start()
		s.pass(9 * time.Hour)
		s.stop()
		for _, want := range []string{"would be sent", "nothing to say", "would be skipped"} {
			if strings.Count(log.String(), want) != 1 {
				t.Errorf("no %q in\n%s", want, log.String())
			}
		}
		if s.platform.tried() != 0 || s.get(place).Next != before.Next || s.state(place, day(1, 1)) != subscriptions.Unknown {
			t.Error("something was sent or stored")
		}
	})
}
