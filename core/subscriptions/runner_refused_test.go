package subscriptions_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"dragoman/core/phrases"
	"dragoman/core/schedule"
	"dragoman/core/subscriptions"
)

func TestRunnerRefused(t *testing.T) {
	for _, reason := range []subscriptions.Reason{subscriptions.Blocked, subscriptions.Kicked, subscriptions.Deleted} {
		inStation(t, func(s *station) {
			s.platform.send = func(context.Context, subscriptions.Place, int) error {
				return fmt.Errorf("telegram: %w", &subscriptions.Refused{Reason: reason, Err: errors.New("no")})
			}
			place := s.add("1", "08:00", "UTC")
			s.start()
			s.pass(72 * time.Hour)
			sub := s.get(place)
			if sub.Ended != reason || sub.EndedAt.Format("01-02 15:04") != "01-01 08:00" || !sub.Next.IsZero() || s.platform.tried() != 1 || len(s.platform.said()) != 0 {
				t.Errorf("%s: %d tried, %+v", reason, s.platform.tried(), sub)
			}
			if s.state(place, day(1, 1)) != subscriptions.Failed || s.seen()[subscriptions.EventRefused] != 1 {
				t.Errorf("%s: %v", reason, s.seen())
			}
		})
	}
}

// A reason that the contract does not know ends nothing.
func TestRunnerUnknownReason(t *testing.T) {
	inStation(t, func(s *station) {
		s.platform.send = func(_ context.Context, _ subscriptions.Place, n int) error {
			if n == 1 {
				return &subscriptions.Refused{Reason: "mood", Err: errors.New("no")}
			}
			return nil
		}
		place := s.add("1", "08:00", "UTC")
		s.start()
		s.pass(9 * time.Hour)
		s.wantTimes(place, "UTC", "01-01 08:00")
	})
}

// group is the subscription of a chat.
func (s *station) group(chat string) subscriptions.Place {
	place := subscriptions.Place{Platform: subscriptions.Telegram, Chat: chat}
	s.put(subscriptions.Subscription{
		Place: place, By: "telegram 42", Language: "de", Since: s.now(), Repeat: true,
		Plan: schedule.Plan{At: 8 * 60, Zone: "UTC"},
	})
	return place
}

func TestRunnerForbidden(t *testing.T) {
	forbidden := &subscriptions.Refused{Reason: subscriptions.Forbidden, Err: errors.New("no")}
	inStation(t, func(s *station) {
		s.platform.send = func(_ context.Context, _ subscriptions.Place, n int) error {
			if n != 4 {
				return forbidden
			}
			return nil
		}
		place := s.group("-1")
		s.start()
		s.pass(3 * 24 * time.Hour)
		want := []string{"telegram 42: " + phrases.For("de").BriefingForbidden}
		if s.get(place).Failing.IsZero() || !slices.Equal(s.platform.said(), want) {
			t.Errorf("told %q; %+v", s.platform.said(), s.get(place))
		}
		s.pass(24 * time.Hour)
		s.wantTimes(place, "UTC", "01-04 08:00")
		if !s.get(place).Failing.IsZero() {
			t.Errorf("%+v", s.get(place))
		}
		s.pass(24 * time.Hour)
		if len(s.platform.said()) != 2 {
			t.Errorf("lost again, and told %d times", len(s.platform.said()))
		}
		s.pass(20 * 24 * time.Hour)
		if s.get(place).Ended != subscriptions.LostAgain || s.platform.tried() != 5+15 || len(s.platform.said()) != 2 {
			t.Errorf("%d tried, told %d times, %+v", s.platform.tried(), len(s.platform.said()), s.get(place))
		}
	})
}

// Who cannot be told is tried a few times; who does not want to be is left alone.
func TestRunnerCannotTell(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want int
	}{
		{errors.New("no line"), 3},
		{&subscriptions.Refused{Reason: subscriptions.Blocked, Err: errors.New("no")}, 1},
	} {
		inStation(t, func(s *station) {
			s.platform.refuse = tt.err
			s.platform.send = func(context.Context, subscriptions.Place, int) error {
				return &subscriptions.Refused{Reason: subscriptions.Forbidden, Err: errors.New("no")}
			}
			s.group("-1")
			s.start()
			s.pass(48 * time.Hour)
			if len(s.platform.said()) != tt.want {
				t.Errorf("%v: %d attempts", tt.err, len(s.platform.said()))
			}
		})
	}
}

func TestRunnerMoved(t *testing.T) {
	to := subscriptions.Place{Platform: subscriptions.Telegram, Chat: "-1001"}
	for _, taken := range []bool{false, true} {
		inStation(t, func(s *station) {
			from := s.group("-1")
			s.platform.send = func(_ context.Context, place subscriptions.Place, _ int) error {
				if place == from {
					return &subscriptions.Moved{To: to}
				}
				return nil
			}
			if taken {
				s.group("-1001")
			}
			s.start()
			s.pass(8*time.Hour + time.Second)
			s.wantTimes(to, "UTC", "01-01 08:00")
			if _, ok, _ := s.Subscription(t.Context(), from); ok || s.state(from, day(1, 1)) != subscriptions.Elsewhere {
				t.Error("the old one is still there")
			}
			if sub := s.get(to); sub.Date != day(1, 2) || sub.By != "telegram 42" || s.seen()[subscriptions.EventMoved] != 1 {
				t.Errorf("%+v, %v", sub, s.seen())
			}
		})
	}
}

// Chats that are each said to be the other are not asked for ever.
func TestRunnerMovedInCircles(t *testing.T) {
	inStation(t, func(s *station) {
		names := map[string]string{"-1": "-2", "-2": "-1", "-3": "-3"}
		s.group("-1")
		s.group("-3")
		s.platform.send = func(_ context.Context, place subscriptions.Place, _ int) error {
			return &subscriptions.Moved{To: subscriptions.Place{Platform: subscriptions.Telegram, Chat: names[place.Chat]}}
		}
		s.start()
		s.pass(9 * time.Hour)
		if s.platform.tried() != 3 {
			t.Errorf("%d tried", s.platform.tried())
		}
	})
}

func TestRunnerUnknownZone(t *testing.T) {
	inStation(t, func(s *station) {
		place := s.add("1", "08:00", "UTC")
		sub := s.get(place)
		sub.Plan.Zone = "Mars/Olympus"
		s.put(sub)
		s.start()
		s.pass(48 * time.Hour)
		want := []string{"telegram 1: " + phrases.For("en").BriefingNoZone}
		if s.get(place).Ended != subscriptions.BadZone || s.get(place).EndedAt.IsZero() || s.platform.tried() != 0 || !slices.Equal(s.platform.said(), want) {
			t.Errorf("told %q; %+v", s.platform.said(), s.get(place))
		}
	})
}
