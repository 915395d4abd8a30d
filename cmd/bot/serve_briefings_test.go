package main_test

import (
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"dragoman/adapters/telegram/telegramtest"
)

// From the wish of a reader to the briefings of two days, a third that has nothing
// more to say, and the end of them. A bot that is started anew between goes on where
// the one before was.
func TestEveryDay(t *testing.T) {
	api := telegramtest.NewServer(botToken)
	defer api.Close()
	path := subscribed(t)
	var ahead atomic.Int64
	now := func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }
	due := time.Now().UTC().Add(10 * time.Minute)
	s := serveInside(t, now, api, path)

	api.Say(7, "/subscribe "+due.Format("15:04")+" UTC")
	if sent := api.Await(t, 1); !strings.Contains(sent[0].Text, due.Format("15:04")) {
		t.Fatalf("got %q", sent[0].Text)
	}
	ahead.Store(int64(12 * time.Minute)) // beyond the jitter
	told := make(map[string]bool)
	for day := range 3 {
		if day == 1 {
			s.stop()
			serveInside(t, now, api, path)
		}
		if r := run(t, nil, "", "--state", path, "subscribers", "resume"); r.status != 0 { // looks at once
			t.Fatalf("got %+v", r)
		}
		if day < 2 { // then all is told
			sent := api.Await(t, 2+day)
			told[sent[1+day].Text] = true
		}
		awaitNext(t, path, now())
		ahead.Add(int64(24 * time.Hour))
	}
	if len(told) != 2 || len(api.Sent(7)) != 3 {
		t.Errorf("got %+v", api.Sent(0))
	}
	api.Say(7, "/unsubscribe")
	api.Await(t, 4)
	r := run(t, nil, "", "--state", path, "subscribers")
	if !strings.HasPrefix(r.stdout, "subscriptions   0\nnext due        none\n") {
		t.Errorf("got %+v", r)
	}
}
