package rest_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"dragoman/adapters/discord/discordtest"
	"dragoman/adapters/discord/internal/rest"
)

const (
	token  = "MTAwMDAwMDAwMDAwMDAwMDAw.GabcDe.abcdefghijklmnopqrstuvwxyz0123456789ab"
	create = "POST /channels/{channel_id}/messages"
	get    = "GET /channels/{channel_id}"
)

type message struct {
	Content  string   `json:"content"`
	Mentions mentions `json:"allowed_mentions"`
	Nonce    string   `json:"nonce,omitempty"`
	Enforce  bool     `json:"enforce_nonce,omitempty"`
}

type mentions struct {
	Parse [0]string `json:"parse"`
}

// bubble runs a test against a server without a network, in a synctest bubble.
func bubble(t *testing.T, test func(t *testing.T, d *discordtest.Server, c *rest.Client)) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := discordtest.New(t, token)
		d.OnEvent(func(string, any) {})
		test(t, d, rest.New(rest.Options{Token: token, API: d.API(), Transport: d.Transport()}))
	})
}

// took checks how long something takes, to the millisecond.
func took(t *testing.T, want time.Duration, do func()) {
	t.Helper()
	begun := time.Now()
	do()
	if got := time.Since(begun); got != want {
		t.Errorf("it took %v, want %v", got, want)
	}
}

func channel(d *discordtest.Server) string {
	return "/channels/" + d.AddChannel(discordtest.Channel{})
}

// in is a context with a deadline.
func in(t *testing.T, d time.Duration) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), d)
	t.Cleanup(cancel)
	return ctx
}

func asError(t *testing.T, err error) *rest.Error {
	t.Helper()
	e, ok := errors.AsType[*rest.Error](err)
	if !ok {
		t.Fatalf("%v (%T) is no *rest.Error", err, err)
	}
	return e
}

func TestDo(t *testing.T) {
	t.Parallel()
	d := discordtest.NewServer(t, token)
	c := rest.New(rest.Options{Token: token, API: d.API() + "/"})
	at := channel(d)
	var sent struct{ ID, Content string }
	if err := c.Do(t.Context(), http.MethodPost, at+"/messages", message{Content: "hi <&>"}, &sent); err != nil {
		t.Fatal(err)
	}
	if m, ok := d.Message(sent.ID); !ok || m.Content != "hi <&>" || sent.Content != m.Content {
		t.Errorf("sent %+v", m)
	}
	if err := c.Do(t.Context(), http.MethodPost, at+"/typing", nil, nil); err != nil {
		t.Error(err)
	}
	var list []struct{ ID string }
	if err := c.Do(t.Context(), http.MethodGet, at+"/messages?limit=5", nil, &list); err != nil || len(list) != 1 {
		t.Errorf("%v %v", list, err)
	}
	if err := c.Do(t.Context(), http.MethodDelete, at+"/messages/"+sent.ID, nil, &sent); err != nil {
		t.Error(err)
	}
	if r := d.Requests("")[2]; r.Query != "limit=5" || r.Body != nil {
		t.Errorf("request %+v", r)
	}
}

func TestRefusals(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server, c *rest.Client) {
		at := channel(d)
		d.Deny(at[len("/channels/"):], discordtest.SendMessages)
		err := c.Do(t.Context(), http.MethodPost, at+"/messages", message{Content: "hi"}, nil)
		e := asError(t, err)
		if !rest.HasCode(err, rest.UnknownChannel, rest.MissingPermissions) || e.Status != 403 || e.Route != at+"/messages" || rest.IsTemporary(err) {
			t.Errorf("%+v", e)
		}
		if want := "discord: POST " + at + "/messages: 403 Missing Permissions (code 50013)"; err.Error() != want {
			t.Errorf("%q, want %q", err, want)
		}
		if n := d.Count(""); n != 1 {
			t.Errorf("%d calls", n)
		}
		d.Fail(discordtest.Fault{Status: 400, Body: `{"code":50035,"message":"Invalid Form Body","errors":{"embeds":{"0":{"title":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH","message":"Must be 256 or fewer in length."}]}}}}}`})
		err = c.Do(t.Context(), http.MethodGet, at, nil, nil)
		if want := "discord: GET " + at + ": 400 Invalid Form Body: embeds.0.title: Must be 256 or fewer in length. (code 50035)"; err.Error() != want {
			t.Errorf("%q, want %q", err, want)
		}
		d.Heal()
		d.Fail(discordtest.Fault{Status: 400, Body: `{"code":0,"message":"` + strings.Repeat("é", 5000) + `"}`})
		err = c.Do(t.Context(), http.MethodGet, at, nil, nil)
		if n := len(err.Error()); n > 700 || !utf8.ValidString(err.Error()) {
			t.Errorf("an error of %d bytes", n)
		}
	})
}

func TestToken(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server, _ *rest.Client) {
		c := rest.New(rest.Options{Token: "wrong", API: d.API(), Transport: d.Transport()})
		err := c.Do(t.Context(), http.MethodGet, "/users/@me", nil, nil)
		if !errors.Is(err, rest.ErrToken) || rest.IsTemporary(err) || asError(t, err).Status != 401 {
			t.Errorf("%v", err)
		}
		// An interaction's token says nothing about the bot's.
		err = c.Do(t.Context(), http.MethodGet, "/webhooks/"+d.App()+"/x/messages/@original", nil, nil)
		if errors.Is(err, rest.ErrToken) || !rest.HasCode(err, rest.InvalidToken) {
			t.Errorf("%v", err)
		}
	})
}

// Limits are learned from headers, and kept so that Discord refuses nothing.
func TestRouteLimit(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server, c *rest.Client) {
		d.Limit(create, 5, 5*time.Second)
		at, other := channel(d), channel(d)
		// 12 calls: 5 at once, 5 after five seconds, 2 after ten.
		took(t, 10*time.Second, func() { together(t, 12, func() error { return post(t, c, at) }) })
		if n := count(d, 429); n != 0 {
			t.Errorf("%d calls were refused", n)
		}
		// A channel has its own limit, and other routes are free.
		took(t, 0, func() {
			together(t, 3, func() error { return post(t, c, at) })
			together(t, 5, func() error { return post(t, c, other) })
			together(t, 5, func() error { return c.Do(t.Context(), http.MethodGet, at, nil, nil) })
		})
	})
}

func post(t *testing.T, c *rest.Client, at string) error {
	return c.Do(t.Context(), http.MethodPost, at+"/messages", message{Content: "hi"}, nil)
}

// together makes n calls at once and waits for all.
func together(t *testing.T, n int, do func() error) {
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() {
			if err := do(); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
}

func count(d *discordtest.Server, status int) int {
	n := 0
	for _, r := range d.Requests("") {
		if r.Status == status {
			n++
		}
	}
	return n
}

// A 429 is waited out to the millisecond, by this route only.
func TestWaitAfter429(t *testing.T) {
	for _, scope := range []string{"user", "shared"} {
		t.Run(scope, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server, c *rest.Client) {
				at := channel(d)
				refusal := discordtest.TooManyRequests(create, scope, 1500*time.Millisecond, 2)
				refusal.Path = at + "/messages"
				d.Fail(refusal)
				var wg sync.WaitGroup
				wg.Go(func() {
					took(t, 3*time.Second, func() {
						if err := post(t, c, at); err != nil {
							t.Error(err)
						}
					})
				})
				synctest.Wait()
				took(t, 0, func() {
					if err := post(t, c, channel(d)); err != nil {
						t.Error(err)
					}
				})
				wg.Wait()
			})
		})
	}
}

func TestGlobalPause(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server, c *rest.Client) {
		at := channel(d)
		i, hook := deferred(t, d, c)
		d.Fail(discordtest.TooManyRequests(get, "global", 2*time.Second, 1))
		var wg sync.WaitGroup
		wg.Go(func() {
			took(t, 2*time.Second, func() {
				if err := c.Do(t.Context(), http.MethodGet, at, nil, nil); err != nil {
					t.Error(err)
				}
			})
		})
		synctest.Wait()
		took(t, 0, func() { // interactions are free of it
			if err := c.Do(t.Context(), http.MethodPatch, hook+"/messages/@original", message{Content: "hi"}, nil); err != nil {
				t.Error(i, err)
			}
		})
		took(t, 2*time.Second, func() {
			if err := post(t, c, at); err != nil {
				t.Error(err)
			}
		})
		wg.Wait()
	})
}

// deferred returns an interaction that waits for its answer.
func deferred(t *testing.T, d *discordtest.Server, c *rest.Client) (id, hook string) {
	t.Helper()
	p := d.Slash(discordtest.From{}, "ask")
	id = d.Interact(p)
	secret := p["token"].(string)
	err := c.Do(t.Context(), http.MethodPost, "/interactions/"+id+"/"+secret+"/callback", map[string]any{"type": 5}, nil, rest.Acknowledges())
	if err != nil {
		t.Fatal(err)
	}
	return id, "/webhooks/" + d.App() + "/" + secret
}

// All calls together keep to fifty a second; those of interactions do not count.
func TestGlobalRate(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server, c *rest.Client) {
		d.LimitGlobal(50, time.Second)
		var paths []string
		for range 120 {
			paths = append(paths, channel(d))
		}
		took(t, 2060*time.Millisecond, func() {
			var wg sync.WaitGroup
			for _, at := range paths {
				wg.Go(func() {
					if err := post(t, c, at); err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
		})
		if n := count(d, 429); n != 0 {
			t.Errorf("%d calls were refused", n)
		}
		took(t, 0, func() {
			for range 200 {
				deferred(t, d, c)
			}
		})
	})
}

// A wait that the context will not live to see the end of does not begin.
func TestDeadlineBeforeTheWait(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server, c *rest.Client) {
		at := channel(d)
		d.Fail(discordtest.TooManyRequests(create, "user", time.Minute, 1))
		for n := range 2 { // told to wait, and knowing it
			took(t, 0, func() {
				e := asError(t, c.Do(in(t, 3*time.Second), http.MethodPost, at+"/messages", message{Content: "hi"}, nil))
				if e.Status != 429 || e.RetryAfter != time.Minute || !rest.IsTemporary(e) {
					t.Errorf("%+v", e)
				}
			})
			if d.Count(create) != 1 {
				t.Errorf("call %d: %d requests", n, d.Count(create))
			}
		}
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(5*time.Second, cancel)
		took(t, 5*time.Second, func() {
			if err := c.Do(ctx, http.MethodPost, at+"/messages", message{Content: "hi"}, nil); !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
		})
		took(t, 55*time.Second, func() {
			if err := post(t, c, at); err != nil {
				t.Error(err)
			}
		})
	})
}

// One slow call does not hold up others of its route once the limit is known.
func TestSlowCallHoldsUpNothing(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server, c *rest.Client) {
		d.Limit(create, 5, 5*time.Second)
		at := channel(d)
		if err := post(t, c, at); err != nil {
			t.Fatal(err)
		}
		d.Fail(discordtest.Fault{Route: create, Delay: 3 * time.Second, Times: 1})
		var wg sync.WaitGroup
		wg.Go(func() {
			if err := post(t, c, at); err != nil {
				t.Error(err)
			}
		})
		synctest.Wait()
		took(t, 0, func() {
			if err := post(t, c, at); err != nil {
				t.Error(err)
			}
		})
		wg.Wait()
	})
}

// Very many refused calls slow all calls down, long before Discord shuts out
// the address.
func TestInvalidCallsSlowDown(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server, c *rest.Client) {
		d.Fail(discordtest.Fault{Status: 403, Code: 50013, Message: "Missing Permissions"})
		begun, n := time.Now(), 0
		for ; time.Since(begun) < 10*time.Minute; n++ {
			_ = c.Do(t.Context(), http.MethodGet, "/channels/1", nil, nil)
		}
		if n < 2000 || n > 5000 {
			t.Errorf("%d refused calls in 10 minutes", n)
		}
		d.Heal()
		at := channel(d)
		time.Sleep(11 * time.Minute)
		took(t, 0, func() { together(t, 20, func() error { return c.Do(t.Context(), http.MethodGet, at, nil, nil) }) })
	})
}

// Over real connections, side by side, with limits: nothing is refused.
func TestSideBySide(t *testing.T) {
	t.Parallel()
	d := discordtest.NewServer(t, token)
	d.Limit(create, 5, 50*time.Millisecond)
	c := rest.New(rest.Options{Token: token, API: d.API()})
	var wg sync.WaitGroup
	for n := range 4 {
		at := channel(d)
		for i := range 10 {
			wg.Go(func() {
				nonce := fmt.Sprint(n, "-", i)
				err := c.Do(t.Context(), http.MethodPost, at+"/messages", message{Content: "hi", Nonce: nonce, Enforce: true}, nil, rest.Repeatable())
				if err != nil {
					t.Error(err)
				}
			})
		}
	}
	wg.Wait()
	if n := len(d.Sent("")); n != 40 {
		t.Errorf("%d messages", n)
	}
}
