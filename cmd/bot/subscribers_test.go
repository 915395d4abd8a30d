package main_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/adapters/telegram/telegramtest"
	"dragoman/core/schedule"
	"dragoman/core/subscriptions"
)

// sunday is a moment at which nothing is due yet.
var sunday = time.Date(2026, 11, 22, 20, 0, 0, 0, time.UTC)

// someSubscribers are of several kinds, and a ledger of what was sent to them.
func someSubscribers(t *testing.T) string {
	var all []subscriptions.Subscription
	add := func(place subscriptions.Place, hour, minute int, zone string) *subscriptions.Subscription {
		plan := schedule.Plan{At: schedule.Clock(hour*60 + minute), Zone: zone}
		next, err := plan.Next(sunday)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, subscriptions.Subscription{Place: place, By: "telegram 1", Plan: plan, Since: sunday, Next: next.At.Add(time.Second), Date: next.Date})
		return &all[len(all)-1]
	}
	for n := range 90 {
		add(subscriptions.Place{Platform: subscriptions.Telegram, User: fmt.Sprint(100 + n)}, 8, 0, "Europe/Warsaw")
	}
	for n := range 10 {
		add(subscriptions.Place{Platform: subscriptions.Telegram, Chat: fmt.Sprint(-100 - n)}, 8, 30, "Europe/Warsaw")
	}
	for n := range 30 {
		add(subscriptions.Place{Platform: subscriptions.Discord, User: fmt.Sprint(100 + n)}, 19, 0, fmt.Sprint("Etc/GMT+", n%6))
	}
	add(subscriptions.Place{Platform: subscriptions.Discord, Chat: "7"}, 7, 0, "America/New_York").Failing = sunday
	for n, reason := range []subscriptions.Reason{subscriptions.Blocked, subscriptions.Blocked, subscriptions.Kicked} {
		s := add(subscriptions.Place{Platform: subscriptions.Telegram, User: fmt.Sprint(900 + n)}, 8, 0, "UTC")
		s.Ended, s.Next, s.Date = reason, time.Time{}, schedule.Date{}
	}
	path := subscribed(t, all...)
	withStore(t, path, func(store *bolt.Store) {
		for n, state := range []subscriptions.State{subscriptions.Sent, subscriptions.Sent, subscriptions.Skipped, subscriptions.Failed, subscriptions.Claimed, subscriptions.Empty, subscriptions.Empty} {
			place, day := all[n].Place, schedule.DateOf(sunday)
			if _, err := store.Claim(t.Context(), place, day, sunday.Add(-time.Hour)); err != nil {
				t.Fatal(err)
			}
			if state == subscriptions.Claimed {
				continue
			}
			err := store.Settle(t.Context(), place, day, state, sunday, func(*subscriptions.Subscription) bool { return false })
			if err != nil {
				t.Fatal(err)
			}
		}
	})
	return path
}

func TestSubscribers(t *testing.T) {
	path := someSubscribers(t)
	r := at(t, sunday, "--state", path, "subscribers")
	if r.status != 0 || r.stderr != "" {
		t.Fatalf("got %+v", r)
	}
	golden(t, "subscribers.txt", r.stdout)

	r = at(t, sunday, "--state", path, "subscribers", "--format", "json")
	var n struct {
		Active  int
		ByPlace map[string]int `json:"by_place"`
		ByHour  []int          `json:"by_hour"`
		Ended   map[string]int
		LastDay map[string]int `json:"last_24_hours"`
		Next    time.Time      `json:"next_due"`
	}
	if err := json.Unmarshal([]byte(r.stdout), &n); err != nil || r.status != 0 {
		t.Fatalf("got %+v: %v", r, err)
	}
	if n.Active != 131 || n.ByPlace["telegram user"] != 90 || n.ByHour[8] != 100 || n.Ended["blocked"] != 2 || n.LastDay["sent"] != 2 || n.LastDay["empty"] != 2 || n.LastDay["skipped"] != 1 || !n.Next.After(sunday) {
		t.Errorf("got %+v", n)
	}
}

func TestSubscribersOfNone(t *testing.T) {
	r := at(t, sunday, "--state", subscribed(t), "subscribers")
	const want = "subscriptions   0\nnext due        none\nlast 24 hours   0 sent, 0 with nothing new, 0 skipped, 0 failed, 0 not settled\n"
	if r.status != 0 || r.stdout != want {
		t.Errorf("got %+v", r)
	}
	if r := run(t, nil, "", "--state", "none", "subscribers"); r.status != 2 || !strings.Contains(r.stderr, "name the one of bot serve with --state FILE") {
		t.Errorf("got %+v", r)
	}
}

func TestForecast(t *testing.T) {
	path := someSubscribers(t)
	r := at(t, sunday, "--state", path, "subscribers", "--dry-run", "--for", "48h")
	if r.status != 0 || r.stderr != "" {
		t.Fatalf("got %+v", r)
	}
	golden(t, "forecast.txt", r.stdout)
	r = at(t, sunday, "--state", path, "subscribers", "--dry-run", "--format", "json")
	var all []struct {
		Platform string
		Due      int
		Minutes  []struct{ Due int }
	}
	if err := json.Unmarshal([]byte(r.stdout), &all); err != nil || len(all) != 2 || all[0].Platform != "telegram" || all[0].Due != 100 || all[1].Due != 26 || len(all[0].Minutes) != 2 {
		t.Errorf("got %+v: %+v, %v", r, all, err)
	}
	for _, bad := range []string{"0s", "-1h", "1000h", "soon"} {
		if r := at(t, sunday, "--state", path, "subscribers", "--dry-run", "--for="+bad); r.status != 2 || strings.Count(r.stderr, "\n") != 1 {
			t.Errorf("%s: got %+v", bad, r)
		}
	}
	// Nothing was changed by it.
	withStore(t, path, func(store *bolt.Store) {
		c, err := store.Census(t.Context(), sunday)
		if err != nil || c.Active != 131 || c.Today[subscriptions.Sent] != 2 {
			t.Errorf("%+v, %v", c, err)
		}
	})
}

// Pausing lasts, whether a bot holds the file or not, and commands go to the bot
// that does.
func TestPauseAndResume(t *testing.T) {
	place := subscriptions.Place{Platform: subscriptions.Telegram, User: "7"}
	path := subscribed(t, daily(place, sunday.Add(-time.Minute)))
	now := func() time.Time { return sunday }
	api := telegramtest.NewServer(botToken)
	defer api.Close()
	say := func(want string, args ...string) {
		t.Helper()
		r := at(t, sunday, append([]string{"--state", path, "subscribers"}, args...)...)
		if r.status != 0 || !strings.Contains(r.stdout, want) {
			t.Fatalf("%q: got %+v", args, r)
		}
	}
	say("They were not paused.", "resume")
	say("Paused: no briefing is sent until bot subscribers resume.", "pause")
	say("They were paused already, since 2026-11-22 20:00 UTC.", "pause")

	s := serveInside(t, now, api, path)
	say("paused          since 2026-11-22 20:00 UTC: nothing is sent")
	api.Say(8, "how long is the harbour closed?") // answers come, the briefing does not
	if sent := api.Await(t, 1); sent[0].Chat != 8 {
		t.Fatalf("sent %+v", sent)
	}
	say("Resumed; they were paused since 2026-11-22 20:00 UTC.", "resume")
	api.Until(t, "the briefing", func() bool { return len(api.SentLocked()) == 2 })
	if sent := api.Sent(7); len(sent) != 1 {
		t.Errorf("sent %+v", sent)
	}
	say("Paused", "pause")
	if status := s.stop(); status != 0 {
		t.Errorf("ended with %d:\n%s", status, s.log)
	}
	say("paused          since")
	say("1 sent, 0 with nothing new, 0 skipped, 0 failed, 0 not settled")
}

// A dry run of bot serve logs what it would send, and sends nothing.
func TestServeDryRun(t *testing.T) {
	place := subscriptions.Place{Platform: subscriptions.Telegram, User: "7"}
	path := subscribed(t, daily(place, sunday.Add(-time.Minute)))
	api := telegramtest.NewServer(botToken)
	defer api.Close()
	s := serveInside(t, func() time.Time { return sunday }, api, path, "--briefings", "dry-run")
	if !s.log.await("dry run: would be sent") {
		t.Errorf("nothing is logged:\n%s", s.log)
	}
	s.stop()
	if sent := api.Sent(0); len(sent) != 0 {
		t.Errorf("sent %+v", sent)
	}
	withStore(t, path, func(store *bolt.Store) {
		if e, err := store.Entry(t.Context(), place, schedule.DateOf(sunday)); err != nil || e.State != subscriptions.Unknown {
			t.Errorf("the ledger has %+v, %v", e, err)
		}
	})
}

// Without briefings readers cannot subscribe; without a state file they can, as
// long as the program runs.
func TestServeBriefings(t *testing.T) {
	for name, tt := range map[string]struct {
		state string
		args  []string
		want  string
		log   string
	}{
		"off":     {"", []string{"--briefings", "off"}, "", ""},
		"on":      {"", nil, "08:30, Europe/Warsaw", ""},
		"no file": {"none", nil, "08:30, Europe/Warsaw", "subscriptions to the daily briefing end with the program"},
	} {
		t.Run(name, func(t *testing.T) {
			state := tt.state
			if state == "" {
				state = subscribed(t)
			}
			api := telegramtest.NewServer(botToken)
			defer api.Close()
			s := serveInside(t, time.Now, api, state, tt.args...)
			api.Say(7, "/subscribe 8:30 Europe/Warsaw")
			sent := api.Await(t, 1)
			if got := strings.Contains(sent[0].Text, "08:30"); got != (tt.want != "") {
				t.Errorf("got %q", sent[0].Text)
			}
			if !strings.Contains(s.log.String(), tt.log) {
				t.Errorf("no %q in\n%s", tt.log, s.log)
			}
		})
	}
}
