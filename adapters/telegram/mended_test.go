package telegram_test

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/adapters/telegram"
	"dragoman/adapters/telegram/telegramtest"
	"dragoman/core"
	"dragoman/core/delivery"
	"dragoman/core/feedback"
	"dragoman/core/oneoff"
	"dragoman/core/questions"
)

// A server that redirects gets no token brought to where it likes.
func TestRedirectsAreNotFollowed(t *testing.T) {
	followed := make(chan string, 100)
	thief := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { followed <- r.URL.Path }))
	defer thief.Close()
	for _, status := range []int{301, 302, 303, 307, 308} {
		redirects := make(chan struct{}, 100)
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Location", thief.URL+r.URL.Path)
			w.WriteHeader(status)
			select {
			case redirects <- struct{}{}:
			default:
			}
		}))
		r := run(t, telegramtest.New(token), func(o *telegram.Options) { o.API, o.Transport = server.URL, nil })
		<-redirects
		<-redirects // the first failure is logged
		if err := r.end(); err != nil {
			t.Errorf("%d: %v", status, err)
		}
		server.Close()
		if log := r.log.String(); !strings.Contains(log, "the server redirects") || strings.Contains(log, thief.URL) {
			t.Errorf("%d: log:\n%s", status, log)
		}
	}
	select {
	case path := <-followed:
		t.Errorf("a redirect was followed to %s", path)
	default:
	}
}

func TestAddresses(t *testing.T) {
	for _, address := range []string{"https://x.example?a=b", "https://x.example/?", "https://x.example/#", "https://x.example/api#top", "x.example", "ftp://x.example"} {
		if _, err := telegram.New(telegram.Options{Token: token, Story: ferry(t), Answerer: answerer{}, API: address}); err == nil {
			t.Errorf("%s is taken", address)
		}
	}
}

// Telegram's own server answers 404 to what cannot be a token. Another one may
// do so for its path, which is shown without its password.
func TestNotFound(t *testing.T) {
	for _, tt := range []struct {
		api  string
		want error
		text string
	}{
		{telegram.DefaultAPI, telegram.ErrToken, "the token is refused"},
		{telegram.DefaultAPI + "/", telegram.ErrToken, "the token is refused"},
		{"https://ann:hidden@x.example/", telegram.ErrAddress, "https://ann:xxxxx@x.example"},
		{"https://x.example/bot" + token, telegram.ErrAddress, "https://x.example/bot[token]"},
	} {
		bubble(t, func(t *testing.T, api *telegramtest.Server) {
			api.Fail(telegramtest.Fault{Code: 404, Description: "Not Found"})
			r := run(t, api, func(o *telegram.Options) { o.API = tt.api; o.Transport = api.Transport() })
			err := <-r.done
			if !errors.Is(err, tt.want) || !strings.Contains(err.Error(), tt.text) || strings.Contains(err.Error(), secret) || strings.Contains(err.Error(), "hidden") {
				t.Errorf("%s: got %v", tt.api, err)
			}
			r.done <- nil
			r.end()
		})
	}
}

// Two programs that take turns at the updates are one piece of news.
func TestConflictThatFlaps(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		r := run(t, api, nil)
		for range 20 {
			api.Fail(telegramtest.Conflict(1))
			api.Say(7, "hi") // between two conflicts updates come
			time.Sleep(10 * time.Second)
		}
		log := r.log.String()
		if n := strings.Count(log, "409 Conflict"); n != 1 {
			t.Errorf("said %d times:\n%s", n, log)
		}
		if strings.Contains(log, "works again") {
			t.Errorf("over too soon:\n%s", log)
		}
		time.Sleep(3 * time.Minute)
		if log := r.log.String(); strings.Count(log, "works again") != 1 {
			t.Errorf("not over:\n%s", log)
		}
		r.check(api)
	})
}

func edited(id int64, text string) map[string]any {
	return map[string]any{"edited_message": map[string]any{
		"message_id": id, "date": 1, "edit_date": time.Now().Unix(), "text": text,
		"chat": map[string]any{"id": 7, "type": "private"}, "from": map[string]any{"id": 7, "is_bot": false, "first_name": "U"},
	}}
}

// An edit is repaired like a new message.
func TestEditIsRepaired(t *testing.T) {
	for name, tt := range map[string]struct {
		fault telegramtest.Fault
		want  []telegramtest.Message // chat and text
	}{
		"markup refused": {telegramtest.Fault{Code: 400, Description: "Bad Request: can't parse entities: no"}, []telegramtest.Message{{Chat: 7, Text: "Answer to a < b", Edits: 1}}},
		"migrated":       {telegramtest.Fault{Code: 400, MigrateTo: -1005, Description: "Bad Request: group chat was upgraded to a supergroup chat"}, []telegramtest.Message{{Chat: 7, Text: "Answer to who?"}, {Chat: -1005, Text: "Answer to a < b"}}},
		"deleted":        {telegramtest.Fault{Code: 400, Description: "Bad Request: message to edit not found"}, []telegramtest.Message{{Chat: 7, Text: "Answer to who?"}, {Chat: 7, Text: "Answer to a < b"}}},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, api *telegramtest.Server) {
				r := run(t, api, nil)
				id := api.Say(7, "who?")
				api.Await(t, 1)
				tt.fault.Method, tt.fault.Times = "editMessageText", 1
				api.Fail(tt.fault)
				api.Push(edited(id, "a < b"))
				api.AwaitConfirmed(t)
				var got []telegramtest.Message
				for _, m := range api.Sent(0) {
					got = append(got, telegramtest.Message{Chat: m.Chat, Text: m.Text, Edits: m.Edits})
				}
				if !slices.Equal(got, tt.want) {
					t.Errorf("got %+v", got)
				}
				r.check(api)
			})
		})
	}
}

// Telegram sends an edit also when nothing of the words changed.
func TestEditWithoutChange(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		n := 0
		log := new(delivery.Memory)
		use := func(o *telegram.Options) {
			o.Deliveries = log
			o.Answerer = answerer{reply: func(_ context.Context, m core.Message) (core.Reply, error) {
				n++
				return core.Reply{Answer: strings.Repeat("x", n)}, nil
			}}
		}
		r := run(t, api, use)
		id := api.Say(7, "who?")
		api.Await(t, 1)
		push := func(text string) {
			api.Push(edited(id, text))
			api.AwaitConfirmed(t)
		}
		push("who?")
		push("who?")
		r.check(api)
		r = run(t, api, use) // it is known after a restart as well
		push(" who?")
		if sent := api.Sent(7); len(sent) != 1 || sent[0].Edits != 0 || n != 1 {
			t.Errorf("asked %d times, got %+v", n, sent)
		}
		push("when?")
		push("when?")
		push("who?")
		if sent := api.Sent(7); len(sent) != 1 || sent[0].Edits != 2 || sent[0].Text != "xxx" || n != 3 {
			t.Errorf("asked %d times, got %+v", n, sent)
		}
		r.check(api)
	})
}

// An edited question is asked as if it had been so at first.
func TestEditIsAskedInItsPlace(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		var sessions core.SessionStore
		r := run(t, api, func(o *telegram.Options) {
			o.Answerer, sessions = real(t)
			o.Sessions = sessions
		})
		key := core.SessionKey{Conversation: "telegram 7", User: "telegram 7"}
		turns := func() (all []string) {
			s, _ := sessions.Session(t.Context(), key)
			for _, turn := range s.Turns {
				all = append(all, turn.Item)
			}
			return all
		}
		say := func(text string) int64 {
			id := api.Say(7, text)
			api.AwaitConfirmed(t)
			return id
		}
		change := func(id int64, text string) {
			api.Push(edited(id, text))
			api.AwaitConfirmed(t)
		}
		first := say("when does the ferry stop?")
		one := turns()
		change(first, "how many passengers are there in January?")
		if now := turns(); len(now) != 1 || now[0] == one[0] {
			t.Errorf("after an edit: %q, before: %q", now, one)
		}
		second := say("when does the ferry stop?")
		change(first, "who is Tom Vik?") // not the last: one more question
		if now := turns(); len(now) != 3 {
			t.Errorf("got %q", now)
		}
		change(second, "when does the ferry stop") // nor is this one now
		say("/forget")
		change(second, "who is Anna Berg?")
		if now := turns(); len(now) != 1 {
			t.Errorf("forgotten turns are back: %q", now)
		}
		r.check(api)
	})
}

// The title of a result that shows nothing lets Telegram refuse all.
func TestInlineWithoutTitle(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		r := run(t, api, func(o *telegram.Options) {
			o.Answerer = answerer{reply: func(_ context.Context, m core.Message) (core.Reply, error) {
				return core.Reply{Answered: true, Answer: "Yes.", Suggestions: []string{"\u2066\u2069", "When does the ferry stop?"}}, nil
			}}
		})
		for n, query := range []string{"\u202e\u2066", "\u200b", "\u3164", "who"} {
			api.Push(map[string]any{"inline_query": map[string]any{"id": "1", "query": query, "offset": "",
				"from": map[string]any{"id": 7, "is_bot": false, "first_name": "U"}}})
			p := api.AwaitCalls(t, "answerInlineQuery", n+1)[n].Params
			if strings.Count(p["results"], `"title"`) == 0 || strings.Contains(p["results"], `"title":""`) || strings.Contains(p["results"], `"title":"`+query+`"`) && n < 3 {
				t.Errorf("%q: got %s", query, p["results"])
			}
		}
		r.check(api)
	})
}

// What cannot be read is met with one sentence, an album as a whole.
func TestWhatIsNoText(t *testing.T) {
	photo := []any{map[string]any{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}}
	for name, tt := range map[string]struct {
		messages []map[string]any
		want     []string
	}{
		"dice":      {[]map[string]any{{"dice": map[string]any{"emoji": "🎲", "value": 1}}}, []string{"I can only read text. Please write your question."}},
		"poll":      {[]map[string]any{{"poll": map[string]any{"id": "1"}}}, []string{"I can only read text. Please write your question."}},
		"game":      {[]map[string]any{{"game": map[string]any{"title": "G"}}}, []string{"I can only read text. Please write your question."}},
		"story":     {[]map[string]any{{"story": map[string]any{"id": 1}}}, []string{"I can only read text. Please write your question."}},
		"animation": {[]map[string]any{{"animation": map[string]any{"file_id": "x"}}}, []string{"I can only read text. Please write your question."}},
		"venue":     {[]map[string]any{{"venue": map[string]any{"title": "V"}}}, []string{"I can only read text. Please write your question."}},
		"album": {[]map[string]any{
			{"photo": photo, "media_group_id": "a"}, {"photo": photo, "media_group_id": "a"}, {"photo": photo, "media_group_id": "a"},
		}, []string{"I can only read text. Please write your question."}},
		"two albums": {[]map[string]any{
			{"photo": photo, "media_group_id": "a"}, {"photo": photo, "media_group_id": "b"},
		}, []string{"I can only read text. Please write your question.", "I can only read text. Please write your question."}},
		"album with words": {[]map[string]any{
			{"photo": photo, "media_group_id": "a", "caption": "who?"}, {"photo": photo, "media_group_id": "a"},
		}, []string{"Answer to who?"}},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, api *telegramtest.Server) {
				r := run(t, api, nil)
				for _, more := range tt.messages {
					api.SayIn(map[string]any{"id": 7, "type": "private"}, 7, "", more)
				}
				api.AwaitConfirmed(t)
				if got := texts(api.Sent(7)); !slices.Equal(got, tt.want) {
					t.Errorf("got %q", got)
				}
				r.check(api)
			})
		})
	}
}

// A token that is revoked while an answer is on its way ends the bot, and the
// question is for the next token: in either mode, and also while others wait.
func TestRevokedInASend(t *testing.T) {
	revoked := telegramtest.Fault{Method: "sendMessage", Chat: 7, Code: 401, Description: "Unauthorized"}
	t.Run("polling", func(t *testing.T) {
		bubble(t, func(t *testing.T, api *telegramtest.Server) {
			r := run(t, api, nil)
			api.Fail(telegramtest.TooManyRequests("sendMessage", 8, 600, 1))
			api.Fail(revoked)
			api.Say(8, "waits")
			api.AwaitCalls(t, "sendMessage", 1)
			api.Say(7, "hi")
			if err := <-r.done; !errors.Is(err, telegram.ErrToken) {
				t.Errorf("got %v", err)
			}
			if _, pending := api.Offset(); pending != 2 {
				t.Errorf("%d updates are not confirmed", pending)
			}
			r.done <- nil
			r.end()
		})
	})
	t.Run("webhook", func(t *testing.T) {
		bubble(t, func(t *testing.T, api *telegramtest.Server) {
			store := shelf{Log: new(delivery.Memory), aside: map[int64][]byte{}}
			r, p := hooked(t, api, func(o *telegram.Options) { o.Deliveries = &store })
			api.Fail(revoked)
			if got := p.bring(t, "s3cret", private(1, 7, "hi")); got == 200 {
				t.Errorf("got %d", got)
			}
			if err := <-r.done; !errors.Is(err, telegram.ErrToken) {
				t.Errorf("got %v", err)
			}
			if done, _ := store.Handled(t.Context(), "telegram 4242", 1); done {
				t.Error("the update is marked as handled")
			}
			r.done <- nil
			r.end()
		})
	})
}

// An answer without a result is no success.
func TestNullIsNoMessage(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		for _, body := range []string{`{"ok":true,"result":null}`, `{"ok":true}`} {
			api.Fail(telegramtest.Fault{Method: "sendMessage", Times: 1, Body: body})
		}
		r := run(t, api, nil)
		api.Say(7, "/2 of them")
		if got := texts(api.Await(t, 1)); got[0] != "Answer to /2 of them" {
			t.Errorf("got %q", got)
		}
		r.check(api)
	})
}

// A link asks the same each time.
func TestLinkTwice(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		var key core.SessionKey
		r := run(t, api, func(o *telegram.Options) {
			bot, sessions := real(t)
			o.Sessions = sessions
			o.Answerer = answerer{
				reply: func(ctx context.Context, m core.Message) (core.Reply, error) {
					key = core.SessionKey{Conversation: m.Conversation, User: m.User}
					s, _ := sessions.Session(ctx, key)
					r, err := bot.Reply(ctx, m)
					r.Answer = strings.Repeat("again ", len(s.Turns)) + r.Answer
					return r, err
				},
				forget: func(key core.SessionKey) error { return bot.Forget(context.Background(), key) },
			}
		})
		for range 2 {
			api.Say(7, "/start when_does_the_ferry_stop")
			api.AwaitConfirmed(t)
		}
		if got := texts(api.Sent(7)); len(got) != 2 || got[0] != got[1] {
			t.Errorf("got %q", got)
		}
		r.check(api)
	})
}

// What is kept of a vote begins with the answer, not with the reader's question
// above it.
func TestFeedbackHoldsNoQuestion(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		store := new(feedback.Memory)
		r := run(t, api, func(o *telegram.Options) {
			o.Feedback = store
			o.Answerer = answerer{reply: func(context.Context, core.Message) (core.Reply, error) {
				return core.Reply{Answered: true, Answer: "😀 Yes.\nThey do."}, nil
			}}
		})
		api.Say(7, "/start my_secret")
		m := api.Await(t, 1)[0]
		if !strings.HasPrefix(m.Text, "my secret\n") {
			t.Fatalf("got %q", m.Text)
		}
		api.Press(7, m, "g:"+questions.ID("😀 Yes.\nThey do."), "private")
		api.AwaitConfirmed(t)
		synctest.Wait()
		if all, _ := store.Feedback(t.Context()); len(all) != 1 || all[0].Label != "😀 Yes." {
			t.Errorf("got %+v", all)
		}
		r.check(api)
	})
}

// After /forget nothing of a question is in the state file, byte by byte, though
// it stood above an answer that was voted for.
func TestForgetLeavesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.db")
	store, err := bolt.Open(path, bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	api := telegramtest.NewServer(token)
	defer api.Close()
	r := run(t, api, func(o *telegram.Options) {
		bot, err := core.New(o.Story.Now().Base, core.Options{Sessions: oneoff.Sessions(store)})
		if err != nil {
			t.Fatal(err)
		}
		o.Answerer, o.Sessions, o.Settings, o.Feedback, o.Deliveries = bot, store, store, store, store
	})
	const question = "when does the ferry stop"
	api.Say(7, "/start "+strings.ReplaceAll(question, " ", "_"))
	m := api.Await(t, 1)[0]
	if !strings.HasPrefix(m.Text, question+"\n") || !strings.Contains(m.Markup, `"g:`) {
		t.Fatalf("got %+v", m)
	}
	_, vote, _ := strings.Cut(m.Markup, `"g:`)
	vote, _, _ = strings.Cut(vote, `"`)
	api.Press(7, m, "g:"+vote, "private")
	api.AwaitConfirmed(t)
	found := func() bool {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return bytes.Contains(bytes.ToLower(raw), []byte(question))
	}
	if !found() {
		t.Error("the question is not in the file at all")
	}
	api.Say(7, "/forget")
	api.Await(t, 2)
	api.AwaitConfirmed(t)
	if found() {
		t.Error("the question is still in the file")
	}
	if all, _ := store.Feedback(t.Context()); len(all) != 1 || all[0].Good != 1 {
		t.Errorf("got %+v", all)
	}
	r.check(api)
}
