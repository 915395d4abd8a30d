package main_test

import (
	"bytes"
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/adapters/control"
	"dragoman/adapters/telegram/telegramtest"
	bot "dragoman/cmd/bot"
	"dragoman/core/schedule"
	"dragoman/core/subscriptions"
)

// subscribed is a new state file with subscriptions in it.
func subscribed(t testing.TB, all ...subscriptions.Subscription) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "state.db")
	store, err := bolt.Open(path, bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	subscribe(t, store, all...)
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func subscribe(t testing.TB, store *bolt.Store, all ...subscriptions.Subscription) {
	t.Helper()
	for _, s := range all {
		err := store.Change(t.Context(), s.Place, func(now *subscriptions.Subscription) bool { *now = s; return true })
		if err != nil {
			t.Fatal(err)
		}
	}
}

// daily is a subscription to a briefing that is next due at a time, each day at
// this time in UTC.
func daily(place subscriptions.Place, due time.Time) subscriptions.Subscription {
	due = due.UTC()
	return subscriptions.Subscription{
		Place: place, Language: "en", Since: due.Add(-time.Hour),
		Plan: schedule.Plan{At: schedule.Clock(due.Hour()*60 + due.Minute()), Zone: "UTC"},
		Next: due, Date: schedule.DateOf(due),
	}
}

// withStore does something with a state file that nobody holds.
func withStore(t testing.TB, path string, do func(*bolt.Store)) {
	t.Helper()
	store, err := bolt.Open(path, bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	do(store)
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
}

// serving is bot serve in this process, at a clock of its own.
type serving struct {
	t      *testing.T
	log    *lockedBuffer
	cancel context.CancelFunc
	ended  chan int
}

// serveInside runs bot serve on an API server until the test ends.
func serveInside(t *testing.T, now func() time.Time, api *telegramtest.Server, state string, args ...string) *serving {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	s := &serving{t: t, log: newBuffer(), cancel: cancel, ended: make(chan int, 1)}
	p := program(t, map[string]string{"TELEGRAM_TOKEN": botToken})
	p.Now = now
	args = append([]string{"--story", harbour, "--state", state, "serve", "--telegram-api", api.URL}, args...)
	go func() { s.ended <- p.Run(ctx, args, strings.NewReader(""), s.log, s.log) }()
	t.Cleanup(func() { s.stop() })
	if !s.log.await("the bot answers on Telegram") {
		t.Fatalf("the bot is not ready:\n%s", s.log)
	}
	return s
}

// stop ends it and returns its exit status.
func (s *serving) stop() int {
	s.cancel()
	status := <-s.ended
	s.ended <- status
	return status
}

// awaitNext waits until a running bot says that nothing is due before a time.
func awaitNext(t *testing.T, state string, after time.Time) {
	t.Helper()
	limit, tick := time.NewTimer(15*time.Minute), time.NewTicker(20*time.Millisecond)
	defer limit.Stop()
	defer tick.Stop()
	for {
		var text bytes.Buffer
		var n struct {
			Next time.Time `json:"next_due"`
		}
		err := control.Ask(t.Context(), state, "subscribers", nil, &text)
		if err == nil && json.Unmarshal(text.Bytes(), &n) == nil && n.Next.After(after) {
			return
		}
		select {
		case <-tick.C:
		case <-limit.C:
			t.Fatalf("not all is sent: next is %v, %v", n.Next, err)
		}
	}
}

// at runs a command at a moment.
func at(t testing.TB, now time.Time, args ...string) result {
	t.Helper()
	p := program(t, nil)
	p.Now = func() time.Time { return now }
	return runProgram(p, args...)
}

func runProgram(p bot.Program, args ...string) result {
	var stdout, stderr strings.Builder
	status := p.Run(context.Background(), args, strings.NewReader(""), &stdout, &stderr)
	return result{status: status, stdout: stdout.String(), stderr: stderr.String()}
}
