package rest_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"dragoman/adapters/discord/discordtest"
	"dragoman/adapters/discord/internal/rest"
)

// What fails is repeated where that is safe, and nowhere else.
func TestRetries(t *testing.T) {
	drop := discordtest.Fault{Drop: true, Times: 2}
	lost := discordtest.Fault{After: true, Times: 1}
	for _, tt := range []struct {
		name    string
		fault   discordtest.Fault
		nonce   string
		options []rest.Option
		method  string
		calls   int
		sent    int
		fails   bool
	}{
		{name: "GET, 500", fault: discordtest.Fault{Status: 500, Times: 4, Message: "500: Internal Server Error"}, method: "GET", calls: 5},
		{name: "GET, 502 page", fault: discordtest.Cloudflare("", 502, 1), method: "GET", calls: 2},
		{name: "GET, 503 page", fault: discordtest.Cloudflare("", 503, 2), method: "GET", calls: 3},
		{name: "GET, 504 page", fault: discordtest.Cloudflare("", 504, 2), method: "GET", calls: 3},
		{name: "GET, broken", fault: drop, method: "GET", calls: 3},
		{name: "GET, for ever", fault: discordtest.Fault{Status: 503}, method: "GET", calls: 5, fails: true},
		{name: "GET, 501", fault: discordtest.Fault{Status: 501, Times: 1}, method: "GET", calls: 1, fails: true},
		{name: "GET, 404", fault: discordtest.Fault{Status: 404, Times: 1}, method: "GET", calls: 1, fails: true},
		{name: "GET, no answer", fault: discordtest.Fault{Delay: time.Hour, Times: 1}, method: "GET", calls: 2},
		{name: "POST, 502 page", fault: discordtest.Cloudflare("", 502, 1), method: "POST", calls: 1, fails: true},
		{name: "POST, broken", fault: drop, method: "POST", calls: 1, fails: true},
		{name: "POST, no answer", fault: discordtest.Fault{Delay: time.Hour, Times: 1}, method: "POST", calls: 1, fails: true},
		{name: "POST, 429", fault: discordtest.TooManyRequests("", "user", time.Second, 1), method: "POST", calls: 2, sent: 1},
		{name: "POST, 429 page", fault: discordtest.Cloudflare("", 429, 1), method: "POST", calls: 2, sent: 1},
		{name: "POST, 429 for ever", fault: discordtest.TooManyRequests("", "user", time.Second, 0), method: "POST", calls: 11, fails: true},
		{name: "POST with a nonce, broken", fault: drop, nonce: "n", options: []rest.Option{rest.Repeatable()}, method: "POST", calls: 3, sent: 1},
		{name: "POST with a nonce, answer lost", fault: lost, nonce: "n", options: []rest.Option{rest.Repeatable()}, method: "POST", calls: 2, sent: 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server, c *rest.Client) {
				at := channel(d)
				var body any
				if tt.method == "POST" {
					at += "/messages"
					body = message{Content: "hi", Nonce: tt.nonce, Enforce: tt.nonce != ""}
				}
				d.Fail(tt.fault)
				err := c.Do(t.Context(), tt.method, at, body, nil, tt.options...)
				if (err != nil) != tt.fails || d.Count("") != tt.calls || len(d.Sent("")) != tt.sent {
					t.Errorf("%v, %d calls, %d messages", err, d.Count(""), len(d.Sent("")))
				}
			})
		})
	}
}

// An outage is warned of once a minute.
func TestWarnings(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server, _ *rest.Client) {
		var log bytes.Buffer
		c := rest.New(rest.Options{Token: token, API: d.API(), Transport: d.Transport(), Log: slog.New(slog.NewTextHandler(&log, nil))})
		d.Fail(discordtest.Fault{Status: 503})
		for begun := time.Now(); time.Since(begun) < 3*time.Minute; {
			if err := c.Do(t.Context(), "GET", channel(d), nil, nil); !rest.IsTemporary(err) {
				t.Errorf("got %v", err)
			}
		}
		d.Heal()
		d.Fail(discordtest.TooManyRequests("", "user", time.Second, 5))
		if err := c.Do(t.Context(), "GET", channel(d), nil, nil); err != nil {
			t.Error(err)
		}
		if n := strings.Count(log.String(), "a call is repeated"); n < 2 || n > 4 {
			t.Errorf("%d lines:\n%s", n, &log)
		}
		if n := strings.Count(log.String(), "a call has to wait"); n != 1 {
			t.Errorf("%d lines:\n%s", n, &log)
		}
	})
}

// A first response whose answer is lost is repeated, and found done.
func TestLostAcknowledgement(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server, c *rest.Client) {
		d.Fail(discordtest.Fault{After: true, Times: 1})
		id, hook := deferred(t, d, c)
		if i, _ := d.Interaction(id); !i.Deferred || d.Count("") != 2 {
			t.Errorf("%+v after %d calls", i, d.Count(""))
		}
		// Nor does a slow answer use up the three seconds.
		d.Fail(discordtest.Fault{After: true, Delay: time.Hour, Times: 1})
		begun := time.Now()
		if deferred(t, d, c); time.Since(begun) > 1500*time.Millisecond {
			t.Errorf("it took %v", time.Since(begun))
		}
		// Without a lost answer it is somebody else's response.
		secret := hook[len("/webhooks/"+d.App()+"/"):]
		err := c.Do(t.Context(), http.MethodPost, "/interactions/"+id+"/"+secret+"/callback", map[string]any{"type": 5}, nil, rest.Acknowledges())
		if !rest.HasCode(err, rest.Acknowledged) {
			t.Error(err)
		}
	})
}

// So is a deletion.
func TestLostDeletion(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server, c *rest.Client) {
		at := channel(d)
		if err := post(t, c, at); err != nil {
			t.Fatal(err)
		}
		path := at + "/messages/" + d.Sent("")[0].ID
		d.Fail(discordtest.Fault{After: true, Times: 1})
		if err := c.Do(t.Context(), http.MethodDelete, path, nil, nil); err != nil {
			t.Error(err)
		}
		if err := c.Do(t.Context(), http.MethodDelete, path, nil, nil); !rest.HasCode(err, rest.UnknownMessage) {
			t.Error(err)
		}
	})
}

// The context ends the waiting between attempts, and an attempt.
func TestContextEndsRetries(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server, c *rest.Client) {
		at := channel(d)
		d.Fail(discordtest.Fault{Delay: time.Hour})
		took(t, 3*time.Second, func() {
			err := c.Do(in(t, 3*time.Second), http.MethodGet, at, nil, nil)
			if !errors.Is(err, context.DeadlineExceeded) || rest.IsTemporary(err) {
				t.Error(err)
			}
		})
		d.Heal()
		d.Fail(discordtest.Fault{Status: 503})
		begun := time.Now()
		if e := asError(t, c.Do(in(t, time.Second), http.MethodGet, at, nil, nil)); e.Status != 503 || time.Since(begun) > time.Second {
			t.Errorf("%v after %v", e, time.Since(begun))
		}
		ended, cancel := context.WithCancel(t.Context())
		cancel()
		calls := d.Count("")
		if err := c.Do(ended, http.MethodGet, at, nil, nil); !errors.Is(err, context.Canceled) || d.Count("") != calls {
			t.Error(err)
		}
	})
}
