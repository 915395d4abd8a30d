package telegram_test

import (
	"net/http"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/telegram"
	"dragoman/adapters/telegram/telegramtest"
)

// states are what Options.Connected was told, without repetitions.
type states struct {
	mu  sync.Mutex
	all []bool
}

func (s *states) note(is bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.all) == 0 || s.all[len(s.all)-1] != is {
		s.all = append(s.all, is)
	}
}

func (s *states) seen() []bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.all)
}

// While calls for updates fail the bot is not connected; as soon as they work
// again it is, though no update comes.
func TestConnected(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		api := telegramtest.New(token)
		defer api.Close()
		var connected states
		r := run(t, api, func(o *telegram.Options) { o.Connected = connected.note })
		synctest.Wait()
		if got := connected.seen(); !slices.Equal(got, []bool{true}) {
			t.Errorf("at first: %v", got)
		}
		api.Fail(telegramtest.Fault{Method: "getUpdates", Times: 3, Code: 502, Description: "Bad Gateway"})
		time.Sleep(time.Minute) // of the bubble: the call that waits ends, three fail
		synctest.Wait()
		if got := connected.seen(); !slices.Equal(got, []bool{true, false, true}) {
			t.Errorf("after a failure: %v", got)
		}
		r.check(api)
		if got := connected.seen(); !slices.Equal(got, []bool{true, false, true, false}) {
			t.Errorf("in the end: %v", got)
		}
	})
}

// What a call is for is told without the token.
func TestRoute(t *testing.T) {
	api := telegramtest.NewServer(token)
	defer api.Close()
	var mu sync.Mutex
	routes := make(map[string]bool)
	r := run(t, api, func(o *telegram.Options) {
		next := telegram.NewTransport()
		o.Transport = transport(func(req *http.Request) (*http.Response, error) {
			mu.Lock()
			routes[telegram.Route(req)] = true
			mu.Unlock()
			return next.RoundTrip(req)
		})
	})
	api.Say(7, "hello")
	api.Await(t, 1)
	r.check(api)
	mu.Lock()
	defer mu.Unlock()
	for _, want := range []string{"getMe", "getUpdates", "sendMessage"} {
		if !routes[want] {
			t.Errorf("no %s in %v", want, routes)
		}
	}
}

type transport func(*http.Request) (*http.Response, error)

func (t transport) RoundTrip(r *http.Request) (*http.Response, error) { return t(r) }
