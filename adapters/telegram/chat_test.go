package telegram_test

import (
	"context"
	"errors"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/telegram"
	"dragoman/adapters/telegram/telegramtest"
	"dragoman/core"
	"dragoman/core/delivery"
	"dragoman/core/feedback"
	"dragoman/core/flood"
	"dragoman/core/oneoff"
	"dragoman/core/questions"
	"dragoman/core/settings"
)

var errDisk = errors.New("no space left on device")

// real is the bot that answers for real.
func real(t testing.TB) (*core.Bot, core.SessionStore) {
	t.Helper()
	sessions := core.NewMemorySessions(1000)
	bot, err := core.New(ferry(t).Now().Base, core.Options{Sessions: oneoff.Sessions(sessions)})
	if err != nil {
		t.Fatal(err)
	}
	return bot, sessions
}

func TestCommands(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"/start", "Island ferry to stop running in winter\n\nAsk me about this news story"},
		{"/start when_does_the_ferry_stop", "when does the ferry stop\n"},
		{"/start " + questions.ID("When does the ferry stop?"), "When does the ferry stop?\n"},
		{"/help", "Ask me about this news story"},
		{"/ask", "What would you like to know?"},
		{"/ask when does the ferry stop?", "On 1 November 2025."},
		{"/who", "• Anna Berg, director of the Norland Line\n• Tom Vik"},
		{"/quotes", "The story quotes Anna Berg and Tom Vik."},
		{"/quotes berg", "Anna Berg, word for word:\n“We carry two passengers a day in January,”\n— Anna Berg"},
		{"/timeline", "• 8 October 2025: Vik and Berg meet"},
		{"/summary", "The ferry to Skerry stops running in winter"},
		{"/sources", "Island ferry to stop running in winter\nThe Norland Post"},
		{"/settings", "Settings of this chat"},
		{"/forget", "Forgotten."},
		{"/privacy", "To understand follow-up questions"},
		{"/nonsense", "I do not know that command."},
	} {
		t.Run(tt.text, func(t *testing.T) {
			bubble(t, func(t *testing.T, api *telegramtest.Server) {
				r := run(t, api, func(o *telegram.Options) { o.Answerer, o.Sessions = real(t) })
				api.Say(7, tt.text)
				if got := api.Await(t, 1)[0].Text; !strings.HasPrefix(got, tt.want) {
					t.Errorf("got %q", got)
				}
				r.check(api)
			})
		})
	}
}

func TestSourcesOfTheLastAnswer(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		r := run(t, api, func(o *telegram.Options) { o.Answerer, o.Sessions = real(t) })
		api.Say(7, "when does the ferry stop?")
		api.Say(7, "/sources")
		if got := api.Await(t, 2)[1].Text; !strings.Contains(got, "• paragraph 2: No ferry in winter") {
			t.Errorf("got %q", got)
		}
		r.check(api)
	})
}

// In groups the bot speaks when it is spoken to.
func TestGroups(t *testing.T) {
	const id = -1005
	bot := map[string]any{"message_id": 900, "date": 1, "text": "x", "chat": group(id, "supergroup"),
		"from": map[string]any{"id": 4242, "is_bot": true, "first_name": "B"}}
	human := map[string]any{"message_id": 901, "date": 1, "text": "when?", "chat": group(id, "supergroup"),
		"from": map[string]any{"id": 9, "is_bot": false, "first_name": "H"}}
	at := func(offset int) []any {
		return []any{map[string]any{"type": "mention", "offset": offset, "length": 10}}
	}
	for _, tt := range []struct {
		name, text string
		more       map[string]any
		want       string // "" for silence
	}{
		{"chatter", "who?", nil, ""},
		{"command", "/ask who?", nil, "Answer to who?"},
		{"command for the bot", "/ask@story_bot who?", nil, "Answer to who?"},
		{"command for another bot", "/ask@other_bot who?", nil, ""},
		{"unknown command", "/ban", nil, ""},
		{"unknown command for the bot", "/ban@story_bot", nil, "I do not know that command. /help lists those there are."},
		{"mention", "😀 @story_bot who?", map[string]any{"entities": at(3)}, "Answer to 😀   who?"},
		{"mention in a reply", "@story_bot", map[string]any{"entities": at(0), "reply_to_message": human}, "Answer to when?"},
		{"mention alone", "@story_bot", map[string]any{"entities": at(0)}, "What would you like to know? Write the question after the command."},
		{"reply to the bot", "who?", map[string]any{"reply_to_message": bot}, "Answer to who?"},
		{"reply to another", "who?", map[string]any{"reply_to_message": human}, ""},
		{"another bot", "/ask who?", map[string]any{"from": map[string]any{"id": 5, "is_bot": true, "first_name": "B"}}, ""},
		{"through the bot", "/ask who?", map[string]any{"via_bot": map[string]any{"id": 4242, "is_bot": true, "first_name": "B"}}, ""},
		{"admin as the group", "/ask who?", map[string]any{"sender_chat": group(id, "supergroup"), "from": map[string]any{"id": 1087968824, "is_bot": true, "first_name": "Group"}}, "Answer to who?"},
		{"as a channel", "/ask who?", map[string]any{"sender_chat": group(-1009, "channel"), "from": map[string]any{"id": 136817688, "is_bot": true, "first_name": "Channel"}}, "Answer to who?"},
		{"as a channel, settings", "/settings", map[string]any{"sender_chat": group(-1009, "channel"), "from": map[string]any{"id": 136817688, "is_bot": true, "first_name": "Channel"}}, "Only admins of this chat can change its settings."},
		{"post of the linked channel", "/ask who?", map[string]any{"is_automatic_forward": true, "sender_chat": group(-1009, "channel"), "from": map[string]any{"id": 777000, "is_bot": false, "first_name": "Telegram"}}, ""},
		{"general topic", "/ask who?", map[string]any{"is_topic_message": true, "message_thread_id": 1}, "Answer to who?"},
		{"caption", "", map[string]any{"text": "", "photo": []any{map[string]any{"file_id": "x", "file_unique_id": "x", "width": 1, "height": 1}}, "caption": "@story_bot who?", "caption_entities": at(0)}, "Answer to who?"},
		{"first message of a topic", "who?", map[string]any{"is_topic_message": true, "message_thread_id": 900, "reply_to_message": bot}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, api *telegramtest.Server) {
				r := run(t, api, nil)
				asked := api.SayIn(group(id, "supergroup"), 7, tt.text, tt.more)
				api.AwaitConfirmed(t)
				sent := api.Sent(0)
				switch {
				case tt.want == "" && len(sent) > 0:
					t.Errorf("not silent: %q", sent[0].Text)
				case tt.want != "" && (len(sent) != 1 || sent[0].Text != tt.want || sent[0].ReplyTo != asked || sent[0].Thread != 0):
					t.Errorf("got %+v", sent)
				}
				r.check(api)
			})
		})
	}
}

// Those who write as their group share one name with the admins of all groups:
// none of them uses up the others' patience, or reads on in their conversation.
func TestAnonymousAdminsOfOtherGroups(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		seen := make(map[core.SessionKey]bool)
		r := run(t, api, func(o *telegram.Options) {
			o.Flood = flood.New(flood.Options{User: flood.Rate{Burst: 3, Every: time.Hour}})
			o.Answerer = answerer{reply: func(_ context.Context, m core.Message) (core.Reply, error) {
				seen[core.SessionKey{Conversation: m.Conversation, User: m.User}] = true
				return core.Reply{Answer: m.Text}, nil
			}}
		})
		for _, id := range []int64{-1005, -1006, -1007} {
			for range 3 {
				api.SayIn(group(id, "supergroup"), 1087968824, "/ask who?", map[string]any{
					"sender_chat": group(id, "supergroup"),
					"from":        map[string]any{"id": 1087968824, "is_bot": true, "first_name": "Group"},
				})
				api.AwaitConfirmed(t)
			}
		}
		if n := len(api.Sent(0)); n != 9 || len(seen) != 3 {
			t.Errorf("%d answers in %d conversations", n, len(seen))
		}
		r.check(api)
	})
}

func TestTopics(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		var seen core.Message
		r := run(t, api, func(o *telegram.Options) {
			o.Answerer = answerer{reply: func(_ context.Context, m core.Message) (core.Reply, error) {
				seen = m
				return core.Reply{Answer: "x"}, nil
			}}
		})
		topic := map[string]any{"is_topic_message": true, "message_thread_id": 55}
		api.SayIn(group(-1005, "supergroup"), 7, "/ask who?", topic)
		if m := api.Await(t, 1)[0]; m.Thread != 55 {
			t.Errorf("got %+v", m)
		}
		synctest.Wait()
		if seen.Conversation != "telegram -1005/55" || seen.User != "telegram 7" {
			t.Errorf("session of %q in %q", seen.User, seen.Conversation)
		}
		// The topic is deleted before the answer comes.
		api.Fail(telegramtest.Fault{Method: "sendMessage", Times: 1, Code: 400, Description: "Bad Request: message thread not found"})
		api.SayIn(group(-1005, "supergroup"), 7, "/ask who?", topic)
		if m := api.Await(t, 2)[1]; m.Thread != 0 {
			t.Errorf("got %+v", m)
		}
		r.check(api)
	})
}

func TestEditedQuestion(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		r := run(t, api, nil)
		id := api.Say(7, "who?")
		api.Await(t, 1)
		edit := func(id int64, text string) {
			api.Push(map[string]any{"edited_message": map[string]any{
				"message_id": id, "date": 1, "edit_date": time.Now().Unix(), "text": text,
				"chat": map[string]any{"id": 7, "type": "private"}, "from": map[string]any{"id": 7, "is_bot": false, "first_name": "U"},
			}})
			api.AwaitConfirmed(t)
		}
		edit(id, "when?")
		edit(id, "when?") // nothing changes: Telegram says so
		if sent := api.Sent(7); len(sent) != 1 || sent[0].Text != "Answer to when?" || sent[0].Edits != 1 {
			t.Errorf("got %+v", sent)
		}
		edit(777, "why?") // never answered before
		if sent := api.Sent(7); len(sent) != 2 || sent[1].Text != "Answer to why?" {
			t.Errorf("got %+v", sent)
		}
		r.check(api)
	})
}

// A question that is edited while it is being answered: the answer changes once
// it is there, however long that takes.
func TestEditedInFlight(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		store := shelf{Log: new(delivery.Memory), aside: map[int64][]byte{}}
		r := run(t, api, func(o *telegram.Options) { o.Deliveries = &store })
		api.Fail(telegramtest.TooManyRequests("sendMessage", 7, 20, 1))
		id := api.Say(7, "who?")
		api.AwaitCalls(t, "sendMessage", 1)
		api.Push(map[string]any{"edited_message": map[string]any{
			"message_id": id, "date": 1, "edit_date": time.Now().Unix(), "text": "when?",
			"chat": map[string]any{"id": 7, "type": "private"}, "from": map[string]any{"id": 7, "is_bot": false, "first_name": "U"},
		}})
		api.AwaitCalls(t, "editMessageText", 1)
		synctest.Wait()
		if sent := api.Sent(7); len(sent) != 1 || sent[0].Text != "Answer to when?" || sent[0].Edits != 1 {
			t.Errorf("got %+v", sent)
		}
		r.check(api)
	})
}

func suggesting(m core.Message) core.Reply {
	return core.Reply{Answered: true, Answer: "Answer to " + m.Text, Suggestions: []string{"When does the ferry stop?", "A question of no file?"}}
}

// Buttons work for good: pressed twice, after a restart, on an old message.
func TestButtons(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		use := func(o *telegram.Options) {
			o.Answerer = answerer{reply: func(_ context.Context, m core.Message) (core.Reply, error) { return suggesting(m), nil }}
		}
		r := run(t, api, use)
		api.Say(7, "hi")
		m := api.Await(t, 1)[0]
		known := "q:" + questions.ID("When does the ferry stop?")
		other := "q:" + questions.ID("A question of no file?")
		if !strings.Contains(m.Markup, known) || !strings.Contains(m.Markup, other) {
			t.Fatalf("got %s", m.Markup)
		}
		api.Press(7, m, known, "private")
		api.Press(7, m, known, "private")
		if sent := api.Await(t, 3); sent[1].Text != "When does the ferry stop?\n\nAnswer to When does the ferry stop?" || sent[2].Text != sent[1].Text {
			t.Errorf("got %q", texts(sent))
		}
		r.check(api)

		r = run(t, api, use)
		api.Press(7, m, other, "private") // the button says what it asks
		old := m
		old.Markup, old.Text = "", ""
		api.Press(7, old, known, "private") // an old message: only the id is left
		api.Press(7, old, other, "private") // and this one is not in the story
		api.Press(7, old, "x:what", "private")
		api.Press(7, old, "", "private")
		if sent := api.Await(t, 5); sent[3].Text != "A question of no file?\n\nAnswer to A question of no file?" {
			t.Errorf("got %q", texts(sent))
		}
		api.AwaitConfirmed(t)
		calls := api.Calls("answerCallbackQuery")
		if len(calls) != 7 || calls[4].Params["text"] != "That question is not part of the story any more." {
			t.Errorf("%d presses acknowledged: %v", len(calls), calls)
		}
		r.check(api)
	})
}

func TestFeedbackIsCounted(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		store := new(feedback.Memory)
		r := run(t, api, func(o *telegram.Options) { o.Feedback = store })
		api.Say(7, "hi")
		m := api.Await(t, 1)[0]
		id := questions.ID("Answer to hi")
		api.Press(7, m, "g:"+id, "private")
		api.Press(7, m, "g:"+id, "private")
		api.Press(8, m, "b:"+id, "private")
		api.AwaitConfirmed(t)
		all, _ := store.Feedback(t.Context())
		if want := (feedback.Count{Answer: id, Label: "Answer to hi", Good: 1, Bad: 1}); len(all) != 1 || all[0] != want {
			t.Errorf("got %+v", all)
		}
		r.check(api)
	})
}

func TestSettingsAreForAdmins(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		const id = -1005
		store := new(settings.Memory)
		r := run(t, api, func(o *telegram.Options) { o.Settings = store })
		api.SetMember(id, 1, "creator")
		say := func(user int64, text string) string {
			n := len(api.Sent(0))
			api.SayIn(group(id, "supergroup"), user, text, nil)
			api.AwaitConfirmed(t)
			sent := api.Sent(0)
			if len(sent) == n {
				return ""
			}
			return sent[len(sent)-1].Text
		}
		if got := say(7, "/settings"); got != "Only admins of this chat can change its settings." {
			t.Errorf("got %q", got)
		}
		say(1, "/settings@story_bot")
		sent := api.Sent(0)
		m := sent[len(sent)-1]
		api.Press(7, m, "s:who=admins", "supergroup") // not an admin
		api.AwaitConfirmed(t)
		if c, _ := store.Settings(t.Context(), "telegram -1005"); c.AdminsOnly {
			t.Error("changed by one who is no admin")
		}
		for _, data := range []string{"s:who=admins", "s:feedback=off", "s:language=en", "s:language=xx", "s:nonsense=1"} {
			api.Press(1, m, data, "supergroup")
		}
		api.AwaitConfirmed(t)
		if c, _ := store.Settings(t.Context(), "telegram -1005"); !reflect.DeepEqual(c, settings.Chat{AdminsOnly: true, NoFeedback: true, Language: "en"}) {
			t.Errorf("got %+v", c)
		}
		if got := say(7, "/ask who?"); got != "In this chat only admins may ask." {
			t.Errorf("got %q", got)
		}
		if got := say(1, "/ask who?"); got != "Answer to who?" {
			t.Errorf("got %q", got)
		}
		sent = api.Sent(0)
		if last := sent[len(sent)-1]; last.Markup != "" {
			t.Errorf("feedback buttons are there: %s", last.Markup)
		}
		r.check(api)
	})
}

func TestFloodIsToldOnce(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		r := run(t, api, func(o *telegram.Options) {
			o.Flood = flood.New(flood.Options{User: flood.Rate{Burst: 3, Every: 10 * time.Second}})
		})
		for range 50 {
			api.Say(7, "hi")
		}
		api.Say(8, "hello")
		api.AwaitConfirmed(t)
		if got := api.Sent(7); len(got) != 4 || !strings.HasPrefix(got[3].Text, "That is a little fast for me") {
			t.Errorf("got %q", texts(got))
		}
		if got := api.Sent(8); len(got) != 1 {
			t.Errorf("another one got %q", texts(got))
		}
		// What waited for the bot while it was away is no flood.
		for i := range 10 {
			api.SayIn(map[string]any{"id": 9, "type": "private"}, 9, "hi", map[string]any{"date": time.Now().Add(time.Duration(i-20) * time.Minute).Unix()})
		}
		api.AwaitConfirmed(t)
		if got := api.Sent(9); len(got) != 10 {
			t.Errorf("%d of 10 answers", len(got))
		}
		r.check(api)
	})
}

func TestInline(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		var conversations []string
		r := run(t, api, func(o *telegram.Options) {
			o.Answerer = answerer{reply: func(_ context.Context, m core.Message) (core.Reply, error) {
				conversations = append(conversations, m.Conversation)
				return suggesting(m), nil
			}}
		})
		ask := func(id, query, language string) {
			api.Push(map[string]any{"inline_query": map[string]any{"id": id, "query": query, "offset": "",
				"from": map[string]any{"id": 7, "is_bot": false, "first_name": "U", "language_code": language}}})
		}
		ask("1", "who <attends>", "en")
		calls := api.AwaitCalls(t, "answerInlineQuery", 1)
		p := calls[0].Params
		for _, want := range []string{`"title":"who \u003cattends\u003e"`, `\u003cb\u003ewho \u0026lt;attends\u0026gt;\u003c/b\u003e`, "When does the ferry stop?"} {
			if !strings.Contains(p["results"], want) {
				t.Errorf("no %s in %s", want, p["results"])
			}
		}
		if p["is_personal"] != "true" || p["cache_time"] != "300" {
			t.Errorf("got %v", p)
		}
		ask("2", "", "en")
		calls = api.AwaitCalls(t, "answerInlineQuery", 2)
		if !strings.Contains(calls[1].Params["results"], "When does the ferry stop?") {
			t.Errorf("got %s", calls[1].Params["results"])
		}
		synctest.Wait()
		for _, c := range conversations {
			if c != oneoff.Conversation {
				t.Errorf("asked in %q", c)
			}
		}
		r.check(api)
	})
}

// A query that Telegram refuses, for now or for good, is past: the reader has
// typed on, and gets the next one answered at once.
func TestInlineRefused(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		api.Fail(telegramtest.TooManyRequests("answerInlineQuery", 0, 60, 1))
		api.Fail(telegramtest.Fault{Method: "answerInlineQuery", Times: 1, Code: 400, Description: "Bad Request: query is too old and response timeout expired or query ID is invalid"})
		r := run(t, api, nil)
		begun := time.Now()
		for n := range 3 {
			api.Push(map[string]any{"inline_query": map[string]any{"id": strconv.Itoa(n), "query": "who", "offset": "",
				"from": map[string]any{"id": 7, "is_bot": false, "first_name": "U"}}})
			api.AwaitCalls(t, "answerInlineQuery", n+1)
			api.AwaitConfirmed(t)
		}
		if passed := time.Since(begun); passed > 10*time.Second {
			t.Errorf("it took %v", passed)
		}
		if log := r.log.String(); strings.Contains(log, "not answered") {
			t.Errorf("log:\n%s", log)
		}
		r.check(api)
	})
}

// While somebody types, only the last query is answered.
func TestInlineAnswersTheLast(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		r := run(t, api, func(o *telegram.Options) {
			o.Answerer = answerer{reply: func(_ context.Context, m core.Message) (core.Reply, error) {
				time.Sleep(time.Second) // virtual
				return core.Reply{Answered: true, Answer: m.Text}, nil
			}}
		})
		for _, id := range []string{"1", "2", "3", "4"} {
			api.Push(map[string]any{"inline_query": map[string]any{"id": id, "query": "w" + id, "offset": "",
				"from": map[string]any{"id": 7, "is_bot": false, "first_name": "U"}}})
		}
		api.AwaitConfirmed(t)
		calls := api.Calls("answerInlineQuery")
		if n := len(calls); n == 0 || n > 2 || calls[n-1].Params["inline_query_id"] != "4" {
			t.Errorf("got %v", calls)
		}
		r.check(api)
	})
}

// A server that knows no menus is served all the same.
func TestWithoutMenus(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		for _, m := range []string{"getMyCommands", "setMyCommands", "sendChatAction", "getWebhookInfo"} {
			api.Fail(telegramtest.Fault{Method: m, Code: 500, Body: `{"error":"no such method"}`})
		}
		r := run(t, api, nil)
		api.Say(7, "hi")
		api.Await(t, 1)
		r.check(api)
	})
}

func TestOnlyText(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		r := run(t, api, nil)
		private := map[string]any{"id": 7, "type": "private"}
		api.SayIn(private, 7, "", map[string]any{"voice": map[string]any{"file_id": "x"}})
		api.SayIn(private, 7, "", map[string]any{"pinned_message": map[string]any{}})
		api.AwaitConfirmed(t)
		if got := texts(api.Sent(7)); len(got) != 1 || got[0] != "I can only read text. Please write your question." {
			t.Errorf("got %q", got)
		}
		r.check(api)
	})
}

// A store that fails costs the reader nothing.
func TestSessionStoreFails(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		r := run(t, api, func(o *telegram.Options) {
			o.Answerer = answerer{
				reply:  func(context.Context, core.Message) (core.Reply, error) { return core.Reply{Answer: "Yes."}, errDisk },
				forget: func(core.SessionKey) error { return errDisk },
			}
		})
		api.Say(7, "hi")
		api.Say(7, "/forget")
		if got := texts(api.Await(t, 2)); got[0] != "Yes." || got[1] != "Something went wrong here. Please try again." {
			t.Errorf("got %q", got)
		}
		r.check(api)
	})
}
