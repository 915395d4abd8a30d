package telegram_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/adapters/telegram"
	"dragoman/adapters/telegram/telegramtest"
	"dragoman/core"
	"dragoman/core/delivery"
)

// bubble runs a test in which time passes as fast as it can.
func bubble(t *testing.T, test func(t *testing.T, api *telegramtest.Server)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		api := telegramtest.New(token)
		defer synctest.Wait()
		defer api.Close()
		test(t, api)
	})
}

func TestAnswers(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		r := run(t, api, nil)
		api.Say(7, "who <attends> & why?")
		sent := api.Await(t, 1)
		if sent[0].Chat != 7 || sent[0].HTML != "Answer to who &lt;attends&gt; &amp; why?" {
			t.Errorf("got %+v", sent[0])
		}
		api.AwaitConfirmed(t)
		r.check(api)
	})
}

// An update is confirmed when its answer is sent, not before.
func TestConfirmedWhenHandled(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		release := make(chan struct{})
		r := run(t, api, func(o *telegram.Options) {
			o.Answerer = answerer{reply: func(_ context.Context, m core.Message) (core.Reply, error) {
				<-release
				return core.Reply{Answer: "Yes."}, nil
			}}
		})
		api.Say(7, "a")
		time.Sleep(time.Minute)
		if _, pending := api.Offset(); pending != 1 {
			t.Errorf("%d updates are pending", pending)
		}
		if n := len(api.Calls("sendChatAction")); n < 2 {
			t.Errorf("typing was shown %d times in a minute", n)
		}
		close(release)
		api.AwaitConfirmed(t)
		if n := len(api.Sent(7)); n != 1 {
			t.Errorf("%d answers", n)
		}
		r.check(api)
	})
}

// One who waits long holds up neither others nor, with a state file, the
// confirmation of their updates; and is remembered across a restart.
func TestTooManyRequests(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		store := shelf{Log: new(delivery.Memory), aside: map[int64][]byte{}}
		r := run(t, api, func(o *telegram.Options) { o.Deliveries = &store })
		api.Fail(telegramtest.TooManyRequests("sendMessage", 7, 37, 1))
		begun := time.Now()
		api.Say(7, "slow")
		api.Say(7, "slow too")
		for i := range 300 {
			api.Say(int64(100+i), "quick")
		}
		api.Await(t, 300)
		api.AwaitConfirmed(t)
		if passed := time.Since(begun); passed > 10*time.Second {
			t.Errorf("others waited %v", passed)
		}
		if n := len(api.Sent(7)); n != 0 {
			t.Errorf("%d answers where the bot has to wait", n)
		}
		api.Await(t, 302)
		first := api.Sent(7)[0]
		if passed := first.Time.Sub(begun); passed < 37*time.Second || passed > 38*time.Second {
			t.Errorf("the answer came after %v", passed)
		}
		if got := texts(api.Sent(7)); !slices.Equal(got, []string{"Answer to slow", "Answer to slow too"}) {
			t.Errorf("got %q", got)
		}
		synctest.Wait()
		if len(store.aside) != 0 {
			t.Errorf("%d updates stay aside", len(store.aside))
		}
		r.check(api)
	})
}

// shelf keeps what is set aside in memory, as the state file does.
type shelf struct {
	delivery.Log
	mu    sync.Mutex
	aside map[int64][]byte
}

func (s *shelf) SetAside(ctx context.Context, source string, updates []delivery.Update) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, u := range updates {
		if done, _ := s.Handled(ctx, source, u.ID); !done {
			s.aside[u.ID] = u.Data
		}
	}
	return nil
}

func (s *shelf) Aside(context.Context, string) (all []delivery.Update, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, data := range s.aside {
		all = append(all, delivery.Update{ID: id, Data: data})
	}
	return all, nil
}

func (s *shelf) Mark(ctx context.Context, r delivery.Receipt) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.aside, r.ID)
	return s.Log.Mark(ctx, r)
}

func TestAsideSurvivesRestart(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		store := shelf{Log: new(delivery.Memory), aside: map[int64][]byte{}}
		use := func(o *telegram.Options) { o.Deliveries = &store }
		r := run(t, api, use)
		api.Fail(telegramtest.TooManyRequests("sendMessage", 7, 600, 0))
		api.Say(7, "slow")
		api.AwaitConfirmed(t)
		if err := r.end(); err != nil {
			t.Error(err)
		}
		api.Heal()
		r = run(t, api, use)
		if got := texts(api.Await(t, 1)); got[0] != "Answer to slow" {
			t.Errorf("got %q", got)
		}
		r.check(api)
	})
}

// What is aside and turns out to be nothing for the bot does not come at each
// start.
func TestAsideForNobody(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		store := shelf{Log: new(delivery.Memory), aside: map[int64][]byte{
			5: []byte(`{"update_id":5,"message":{"message_id":1,"date":1,"text":"chatter","chat":{"id":-5,"type":"group"},"from":{"id":7}}}`),
			6: []byte(`{"update_id":6,"message":"?"}`),
			7: []byte(private(7, 7, "hi")),
		}}
		r := run(t, api, func(o *telegram.Options) { o.Deliveries = &store })
		api.Await(t, 1)
		synctest.Wait()
		if len(store.aside) != 0 {
			t.Errorf("aside: %v", store.aside)
		}
		r.check(api)
	})
}

func TestOrderInChat(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		r := run(t, api, func(o *telegram.Options) {
			o.Answerer = answerer{reply: func(ctx context.Context, m core.Message) (core.Reply, error) {
				time.Sleep(time.Duration(len(m.Text)) * 100 * time.Millisecond) // virtual
				return core.Reply{Answer: m.Text}, nil
			}}
		})
		var want []string
		for i := range 20 {
			text := strings.Repeat("x", 20-i)
			want = append(want, text)
			api.Say(7, text)
		}
		api.Await(t, 20)
		if got := texts(api.Sent(7)); !slices.Equal(got, want) {
			t.Errorf("got %q", got)
		}
		r.check(api)
	})
}

// What is delivered again after a restart is not answered again.
func TestOnceAcrossRestart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.db")
	api := telegramtest.NewServer(token)
	defer api.Close()
	say := map[string]any{"update_id": 500, "message": map[string]any{
		"message_id": 1, "date": 1, "text": "hi", "chat": map[string]any{"id": 7, "type": "private"},
		"from": map[string]any{"id": 7, "is_bot": false, "first_name": "U"},
	}}
	for round := range 3 {
		store, err := bolt.Open(path, bolt.Options{NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		r := run(t, api, func(o *telegram.Options) { o.Deliveries, o.Settings, o.Feedback = store, store, store })
		api.Push(say)
		api.Say(int64(100+round), "new")
		api.Await(t, 2+round)
		api.AwaitConfirmed(t)
		r.check(api)
		store.Close()
	}
	if n := len(api.Sent(7)); n != 1 {
		t.Errorf("answered %d times", n)
	}
}

func TestFailuresThatPass(t *testing.T) {
	for name, fault := range map[string]telegramtest.Fault{
		"connection breaks":       {Drop: true, Times: 3},
		"500":                     {Code: 500, Description: "Internal Server Error", Times: 3},
		"502 of a proxy":          {Code: 502, Body: "<html><h1>502 Bad Gateway</h1></html>", Times: 3},
		"garbage":                 {Body: "\x00\xff{{{", Times: 3},
		"JSON of another kind":    {Body: `["ok"]`, Times: 3},
		"half an answer":          {Body: `{"ok":true,"result":{"mess`, Times: 3},
		"result of another kind":  {Body: `{"ok":true,"result":"` + token + `"}`, Times: 3},
		"slow":                    {Delay: 2 * time.Minute, Times: 1},
		"429":                     {Code: 429, RetryAfter: 5, Description: "Too Many Requests: retry after 5", Times: 2},
		"the token in the answer": {Code: 500, Description: "no /bot" + token + "/x", Times: 3},
	} {
		for _, method := range []string{"getMe", "getUpdates", "sendMessage"} {
			t.Run(name+" in "+method, func(t *testing.T) {
				bubble(t, func(t *testing.T, api *telegramtest.Server) {
					fault.Method = method
					api.Fail(fault)
					r := run(t, api, nil)
					api.Say(7, "hi")
					if got := texts(api.Await(t, 1)); got[0] != "Answer to hi" {
						t.Errorf("got %q", got)
					}
					api.AwaitConfirmed(t)
					r.check(api)
				})
			})
		}
	}
}

func TestFailuresThatStay(t *testing.T) {
	for _, tt := range []struct {
		name  string
		set   func(*telegramtest.Server)
		want  error
		calls int // of getUpdates
	}{
		{"revoked at the start", func(s *telegramtest.Server) {
			s.Fail(telegramtest.Fault{Method: "getMe", Code: 401, Description: "Unauthorized"})
		}, telegram.ErrToken, 0},
		{"of no Bot API", func(s *telegramtest.Server) {
			s.Fail(telegramtest.Fault{Method: "getMe", Code: 404, Description: "Not Found"})
		}, telegram.ErrAddress, 0},
		{"of no Bot API later", func(s *telegramtest.Server) {
			s.Fail(telegramtest.Fault{Method: "getUpdates", Code: 404, Description: "Not Found"})
		}, telegram.ErrAddress, 1},
		{"revoked later", func(s *telegramtest.Server) {
			s.Fail(telegramtest.Fault{Method: "getUpdates", Code: 401, Description: "Unauthorized"})
		}, telegram.ErrToken, 1},
		{"webhook set", func(s *telegramtest.Server) {
			s.Fail(telegramtest.Fault{Method: "getWebhookInfo", Body: `{"ok":true,"result":{"url":"https://x.example/` + token + `","has_custom_certificate":false,"pending_update_count":0}}`})
		}, telegram.ErrWebhook, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, api *telegramtest.Server) {
				tt.set(api)
				r := run(t, api, nil)
				err := <-r.done
				if !errors.Is(err, tt.want) || strings.Contains(err.Error(), secret) || strings.Contains(err.Error(), "\n") {
					t.Errorf("got %v", err)
				}
				if n := len(api.Calls("getUpdates")); n != tt.calls {
					t.Errorf("%d calls for updates", n)
				}
				r.done <- nil
				r.end()
			})
		})
	}
}

func TestConflictIsSaidOnce(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		api.Fail(telegramtest.Conflict(5))
		r := run(t, api, nil)
		api.Say(7, "hi")
		api.Await(t, 1)
		r.check(api)
		if n := strings.Count(r.log.String(), "another program gets the updates of this bot (409 Conflict)"); n != 1 {
			t.Errorf("said %d times:\n%s", n, r.log)
		}
	})
}

func TestDropWebhook(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		r := run(t, api, func(o *telegram.Options) { o.DropWebhook = true })
		api.AwaitCalls(t, "deleteWebhook", 1)
		r.check(api)
	})
}

func TestMigration(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		api.Fail(telegramtest.Migrated(-5, -1005))
		r := run(t, api, nil)
		api.SayIn(group(-5, "group"), 7, "/ask who?", nil)
		api.Await(t, 1)
		if sent := api.Sent(-1005); len(sent) != 1 || sent[0].Text != "Answer to who?" {
			t.Errorf("got %+v", api.Sent(0))
		}
		r.check(api)
	})
}

func TestChatsThatAreGone(t *testing.T) {
	for _, text := range []string{"Forbidden: bot was blocked by the user", "Forbidden: bot was kicked from the supergroup chat", "Bad Request: chat not found", "Forbidden: user is deactivated"} {
		bubble(t, func(t *testing.T, api *telegramtest.Server) {
			code := 403
			if strings.HasPrefix(text, "Bad") {
				code = 400
			}
			api.Fail(telegramtest.Fault{Method: "sendMessage", Chat: 7, Code: code, Description: text})
			r := run(t, api, nil)
			api.Say(7, "hi")
			api.Say(8, "hi")
			api.Await(t, 1)
			api.AwaitConfirmed(t)
			if n := len(api.Calls("sendMessage")); n != 2 {
				t.Errorf("%d calls", n)
			}
			r.check(api)
		})
	}
}

// What is taken on is answered before Run returns, and what hangs is given up
// in time and comes again.
func TestShutdown(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		r := run(t, api, func(o *telegram.Options) {
			o.Answerer = answerer{reply: func(ctx context.Context, m core.Message) (core.Reply, error) {
				if m.Text == "hang" {
					<-ctx.Done()
					return core.Reply{}, ctx.Err()
				}
				time.Sleep(3 * time.Second) // virtual
				return core.Reply{Answer: "done"}, nil
			}}
		})
		api.Say(7, "slow")
		api.Say(8, "hang")
		time.Sleep(time.Second)
		begun := time.Now()
		err := r.end()
		if passed := time.Since(begun); err != nil || passed > 10*time.Second {
			t.Errorf("ended with %v after %v", err, passed)
		}
		if got := texts(api.Sent(0)); !slices.Equal(got, []string{"done"}) {
			t.Errorf("got %q", got)
		}
		if _, pending := api.Offset(); pending == 0 {
			t.Error("the update that was given up is confirmed")
		}
	})
}

// A panic over one update ends nothing.
func TestPanic(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		r := run(t, api, func(o *telegram.Options) {
			o.Answerer = answerer{reply: func(_ context.Context, m core.Message) (core.Reply, error) {
				if m.Text == "panic" {
					panic("over " + token)
				}
				return core.Reply{Answer: "fine"}, nil
			}}
		})
		api.Say(7, "panic")
		api.Say(7, "go on")
		api.Await(t, 1)
		api.AwaitConfirmed(t)
		r.check(api)
	})
}

func TestNetworkErrorsHideTheToken(t *testing.T) {
	for name, transport := range map[string]http.RoundTripper{
		"refused":     roundTrip(func(r *http.Request) error { return fmt.Errorf("dial %s: connection refused", r.URL) }),
		"odd answers": roundTrip(func(r *http.Request) error { return errors.New("malformed HTTP response from " + r.URL.String()) }),
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, api *telegramtest.Server) {
				r := run(t, api, func(o *telegram.Options) { o.Transport = transport })
				time.Sleep(time.Hour)
				if err := r.end(); err != nil {
					t.Error(err)
				}
				if !strings.Contains(r.log.String(), "[token]") {
					t.Errorf("the log says nothing:\n%s", r.log)
				}
			})
		})
	}
	for _, bad := range []string{"", "a b", "1:x/../y", strings.Repeat("x", 200), secret + "\n"} {
		if _, err := telegram.New(telegram.Options{Token: bad, Story: ferry(t), Answerer: answerer{}}); err == nil || bad != "" && strings.Contains(err.Error(), bad) {
			t.Errorf("%q: got %v", bad, err)
		}
	}
}

type roundTrip func(*http.Request) error

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return nil, f(r) }

func texts(messages []telegramtest.Message) []string {
	var all []string
	for _, m := range messages {
		all = append(all, m.Text)
	}
	return all
}

func group(id int64, kind string) map[string]any {
	return map[string]any{"id": id, "type": kind, "title": "G"}
}
