package telegram_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"dragoman/adapters/telegram"
	"dragoman/adapters/telegram/telegramtest"
	"dragoman/core"
	"dragoman/core/card"
	"dragoman/core/edition"
	"dragoman/core/phrases"
	"dragoman/core/settings"
	"dragoman/core/subscriptions"
	"dragoman/knowledge"
)

// office is a bot with a desk for the daily briefing.
type office struct {
	*running
	api   *telegramtest.Server
	kept  *subscriptions.Memory
	stand *edition.Stand
	bot   *telegram.Bot
}

// newOffice is a desk about the built-in story, and its options.
func newOffice(t testing.TB, api *telegramtest.Server, change func(*telegram.Options)) *office {
	t.Helper()
	base, err := knowledge.Embedded("riyadh")
	if err != nil {
		t.Fatal(err)
	}
	stand, err := edition.New(base, core.Options{})
	if err != nil {
		t.Fatal(err)
	}
	f := &office{api: api, kept: new(subscriptions.Memory), stand: stand}
	f.running = start(t, api, func(o *telegram.Options) {
		o.Story = stand
		o.Subscriptions = subscriptions.NewDesk(subscriptions.DeskOptions{Store: f.kept, Ledger: f.kept, Index: f.kept, Story: stand})
		if change != nil {
			change(o)
		}
	}, &f.bot)
	return f
}

// inOffice runs a test in a bubble.
func inOffice(t *testing.T, change func(*telegram.Options), test func(t *testing.T, f *office)) {
	t.Helper()
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		f := newOffice(t, api, change)
		defer f.stop() // also when the test gives up
		test(t, f)
		f.check(api)
	})
}

// last is the last message, once all updates are handled.
func (f *office) last(t *testing.T) telegramtest.Message {
	t.Helper()
	f.api.AwaitConfirmed(t)
	sent := f.api.Sent(0)
	if len(sent) == 0 {
		t.Fatal("nothing is sent")
	}
	return sent[len(sent)-1]
}

// say lets a reader write in private and returns what is sent.
func (f *office) say(t *testing.T, text string) telegramtest.Message {
	t.Helper()
	f.api.Say(7, text)
	return f.last(t)
}

// in lets somebody write in a forum topic, 0 for none.
func (f *office) in(t *testing.T, user, topic int64, text string) telegramtest.Message {
	t.Helper()
	var more map[string]any
	if topic != 0 {
		more = map[string]any{"message_thread_id": topic, "is_topic_message": true}
	}
	f.api.SayIn(group(-1005, "supergroup"), user, text, more)
	return f.last(t)
}

// press presses the button with a label and returns the message as it is then.
func (f *office) press(t *testing.T, user int64, m telegramtest.Message, label string) telegramtest.Message {
	t.Helper()
	for _, row := range buttons(t, m) {
		for _, button := range row {
			if !strings.HasPrefix(button["text"], label) {
				continue
			}
			if n := len(button["callback_data"]); n == 0 || n > 64 {
				t.Errorf("the data of %q has %d bytes", label, n)
			}
			kind := "private"
			if m.Chat < 0 {
				kind = "supergroup"
			}
			f.api.Press(user, m, button["callback_data"], kind)
			return f.last(t)
		}
	}
	t.Fatalf("there is no button %q below %q: %s", label, m.Text, m.Markup)
	return m
}

func (f *office) subscription(t *testing.T, place subscriptions.Place) subscriptions.Subscription {
	t.Helper()
	s, ok, err := f.kept.Subscription(t.Context(), place)
	if err != nil || !ok {
		t.Fatalf("%s has no subscription: %v", place.Name(), err)
	}
	return s
}

func (f *office) unsubscribed(t *testing.T, place subscriptions.Place) {
	t.Helper()
	if s, ok, err := f.kept.Subscription(t.Context(), place); ok || err != nil {
		t.Errorf("%s has %+v, %v", place.Name(), s, err)
	}
}

var (
	reader = subscriptions.Place{Platform: "telegram", User: "7"}
	forum  = subscriptions.Place{Platform: "telegram", Chat: "-1005"}
	topic  = subscriptions.Place{Platform: "telegram", Chat: "-1005", Topic: "77"}
)

// A reader subscribes in a line, changes and stops it.
func TestSubscribeByLine(t *testing.T) {
	inOffice(t, nil, func(t *testing.T, f *office) {
		m := f.say(t, "/subscribe half past seven Warsaw weekdays")
		if !strings.Contains(m.Text, "Next: Monday, 3 January, 07:30, Europe/Warsaw") {
			t.Errorf("got %q", m.Text)
		}
		s := f.subscription(t, reader)
		if s.By != "telegram 7" || s.Language != "en" || s.Plan.At.String() != "07:30" || s.Plan.Zone != "Europe/Warsaw" {
			t.Errorf("got %+v", s)
		}
		if m = f.say(t, "/subscribe 9"); !strings.Contains(m.Text, "09:00") {
			t.Errorf("got %q", m.Text)
		}
		if m = f.say(t, "/subscribe 25:99"); !strings.Contains(m.Text, "25:99") || !strings.Contains(m.Text, "8:30") {
			t.Errorf("no example in %q", m.Text)
		}
		if m = f.say(t, "/unsubscribe"); !strings.HasPrefix(m.Text, "Done.") {
			t.Errorf("got %q", m.Text)
		}
		f.unsubscribed(t, reader)
		if m = f.press(t, 7, m, "Subscribe again"); m.Edits != 1 {
			t.Errorf("a new message: %+v", m)
		}
		if s := f.subscription(t, reader); s.Plan.At.String() != "09:00" {
			t.Errorf("got %+v", s)
		}
	})
}

// One word does, as readers write it who know of no commands.
func TestSubscribeByWord(t *testing.T) {
	inOffice(t, nil, func(t *testing.T, f *office) {
		if m := f.say(t, "Subscribe"); !strings.Contains(m.Text, "At what time") {
			t.Errorf("got %q", m.Text)
		}
		for _, word := range []string{"STOP", "unsubscribe.", "/stop"} {
			f.say(t, "/subscribe 9 Warsaw")
			if m := f.say(t, word); !strings.HasPrefix(m.Text, "Done. No more") {
				t.Errorf("%q got %q", word, m.Text)
			}
			f.unsubscribed(t, reader)
		}
	})
}

// What a topic gets is changed in the topic.
func TestSettingsOfTopic(t *testing.T) {
	inOffice(t, nil, func(t *testing.T, f *office) {
		f.api.SetMember(-1005, 1, "creator")
		f.in(t, 1, 0, "/subscribe 8 Warsaw")
		f.in(t, 1, 77, "/subscribe 9 Berlin")
		m := f.press(t, 1, f.in(t, 1, 77, "/settings"), "✓ Daily briefing")
		if !strings.Contains(m.Text, "Time: 09:00") {
			t.Errorf("got %q", m.Text)
		}
	})
}

// Without words, buttons lead to a subscription: all on one message.
func TestSubscribeByButtons(t *testing.T) {
	for _, begin := range []string{"/subscribe", "/start subscribe"} {
		inOffice(t, nil, func(t *testing.T, f *office) {
			m := f.say(t, begin)
			if !strings.Contains(m.Text, "At what time") {
				t.Errorf("%s: got %q", begin, m.Text)
			}
			m = f.press(t, 7, m, "08:00")
			m = f.press(t, 7, m, buttons(t, m)[0][0]["text"]) // a zone of the reader's language
			if m.Edits != 2 || !strings.Contains(m.Text, "Next: ") {
				t.Errorf("%s: got %+v", begin, m)
			}
			if s := f.subscription(t, reader); s.Plan.At.String() != "08:00" {
				t.Errorf("got %+v", s)
			}
			m = f.press(t, 7, m, "Change")
			m = f.press(t, 7, m, "Only when there is something new")
			if s := f.subscription(t, reader); !s.OnlyNew {
				t.Errorf("got %+v", s)
			}
			f.press(t, 7, m, "Stop the briefing")
			f.unsubscribed(t, reader)
			if n := len(f.api.Sent(0)); n != 1 {
				t.Errorf("%d messages", n)
			}
		})
	}
}

// The settings of a chat lead to its subscription.
func TestSettingsShowSubscription(t *testing.T) {
	inOffice(t, nil, func(t *testing.T, f *office) {
		m := f.say(t, "/settings")
		if m = f.press(t, 7, m, "Daily briefing"); m.Text != "No daily briefing comes here yet." {
			t.Errorf("got %q", m.Text)
		}
		f.say(t, "/subscribe 8 Kyiv")
		m = f.say(t, "/settings")
		m = f.press(t, 7, m, "✓ Daily briefing")
		if !strings.Contains(m.Text, "Time: 08:00") || !strings.Contains(m.Text, "Europe/Kyiv") {
			t.Errorf("got %q", m.Text)
		}
		m = f.press(t, 7, m, "Time")
		f.press(t, 7, m, "20:00")
		if s := f.subscription(t, reader); s.Plan.At.String() != "20:00" {
			t.Errorf("got %+v", s)
		}
		m = f.say(t, "/settings") // pressing a setting of the chat keeps the button
		if m = f.press(t, 7, m, "Deutsch"); !strings.Contains(m.Markup, "✓ Täglicher Überblick") {
			t.Errorf("got %s", m.Markup)
		}
	})
}

// In a group only admins subscribe it, or its topic; others are led to a chat of
// their own.
func TestSubscribeGroup(t *testing.T) {
	inOffice(t, nil, func(t *testing.T, f *office) {
		f.api.SetMember(-1005, 1, "creator")
		m := f.in(t, 9, 77, "/subscribe 8 Warsaw")
		if !strings.HasPrefix(m.Text, "Only admins") || m.Thread != 77 {
			t.Errorf("got %+v", m)
		}
		if got := buttons(t, m)[0][0]["url"]; got != "https://t.me/story_bot?start=subscribe" {
			t.Errorf("leads to %q", got)
		}
		f.unsubscribed(t, topic)

		f.in(t, 1, 77, "/subscribe 8 Warsaw")
		f.in(t, 1, 0, "/subscribe@story_bot 9 Warsaw")
		if s := f.subscription(t, topic); s.By != "telegram 1" || s.Plan.At.String() != "08:00" {
			t.Errorf("got %+v", s)
		}
		if s := f.subscription(t, forum); s.Plan.At.String() != "09:00" {
			t.Errorf("got %+v", s)
		}
		if m = f.in(t, 9, 77, "/unsubscribe"); !strings.HasPrefix(m.Text, "Only admins") {
			t.Errorf("got %q", m.Text)
		}
		f.subscription(t, topic)
		f.in(t, 1, 77, "/unsubscribe")
		f.unsubscribed(t, topic)
		f.subscription(t, forum)
	})
}

// A press of who is no admin changes nothing, and is told why.
func TestPressOfAnother(t *testing.T) {
	inOffice(t, nil, func(t *testing.T, f *office) {
		f.api.SetMember(-1005, 1, "administrator")
		m := f.in(t, 1, 0, "/subscribe 9 Warsaw")
		m = f.press(t, 9, m, "Stop the briefing")
		calls := f.api.Calls("answerCallbackQuery")
		if p := calls[0].Params; p["show_alert"] != "true" || !strings.HasPrefix(p["text"], "Only admins") || m.Edits != 0 {
			t.Errorf("got %v", p)
		}
		f.subscription(t, forum)
		f.press(t, 1, m, "Stop the briefing")
		f.unsubscribed(t, forum)
	})
}

// An admin who writes as the group may, and has no name to be told by.
func TestAnonymousAdminSubscribes(t *testing.T) {
	inOffice(t, nil, func(t *testing.T, f *office) {
		f.api.SayIn(group(-1005, "supergroup"), 1087968824, "/subscribe 9 Warsaw", map[string]any{"sender_chat": group(-1005, "supergroup")})
		f.last(t)
		if s := f.subscription(t, forum); s.By != "" {
			t.Errorf("got %+v", s)
		}
		f.api.SayIn(group(-1006, "supergroup"), 136817688, "/subscribe 9 Warsaw", map[string]any{"sender_chat": map[string]any{"id": -1009, "type": "channel"}})
		if m := f.last(t); !strings.HasPrefix(m.Text, "Only admins") {
			t.Errorf("a channel got %q", m.Text)
		}
	})
}

// Where only admins may ask, that is no reason not to tell others how to subscribe.
func TestSubscribeWhereOnlyAdminsAsk(t *testing.T) {
	store := new(settings.Memory)
	if err := store.PutSettings(t.Context(), "telegram -1005", settings.Chat{AdminsOnly: true}); err != nil {
		t.Fatal(err)
	}
	inOffice(t, func(o *telegram.Options) { o.Settings = store }, func(t *testing.T, f *office) {
		if m := f.in(t, 9, 0, "/subscribe"); !strings.HasPrefix(m.Text, "Only admins can subscribe a chat") {
			t.Errorf("got %q", m.Text)
		}
		if m := f.in(t, 9, 0, "/briefing"); m.Text != "In this chat only admins may ask." {
			t.Errorf("got %q", m.Text)
		}
	})
}

// A page is in the language of the chat, and escaped.
func TestPageIsRendered(t *testing.T) {
	store := new(settings.Memory)
	if err := store.PutSettings(t.Context(), "telegram 7", settings.Chat{Language: "de"}); err != nil {
		t.Fatal(err)
	}
	inOffice(t, func(o *telegram.Options) { o.Settings = store }, func(t *testing.T, f *office) {
		if m := f.say(t, "/subscribe 8 <b>Atlantis</b>"); !strings.HasPrefix(m.Text, "Den Ort") || !strings.Contains(m.HTML, "&lt;b") {
			t.Errorf("got %q", m.HTML)
		}
		f.say(t, "/subscribe 8 Berlin")
		if s := f.subscription(t, reader); s.Language != "de" {
			t.Errorf("got %+v", s)
		}
	})
}

// Without a desk there are no such commands, and old buttons do no harm.
func TestNoDesk(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		r := run(t, api, nil)
		for _, text := range []string{"/subscribe 8", "/unsubscribe", "/briefing"} {
			n := len(api.Sent(0))
			api.Say(7, text)
			if got := api.Await(t, n+1)[n].Text; !strings.HasPrefix(got, "I do not know that command.") {
				t.Errorf("%s: got %q", text, got)
			}
		}
		api.SayIn(group(-1005, "supergroup"), 7, "/subscribe 8", nil) // another bot's
		api.Say(7, "/help")
		if got := api.Await(t, 4)[3]; strings.Contains(got.Text, "subscribe") || got.Chat != 7 {
			t.Errorf("got %+v", got)
		}
		api.Say(7, "/start subscribe") // a question as any other
		api.Press(7, api.Await(t, 5)[4], "u:c", "private")
		if p := api.AwaitCalls(t, "answerCallbackQuery", 1)[0].Params; !strings.HasPrefix(p["text"], "That question is not part") {
			t.Errorf("got %v", p)
		}
		for _, c := range api.Calls("setMyCommands") {
			if strings.Contains(c.Params["commands"], "subscribe") {
				t.Errorf("the menu has %s", c.Params["commands"])
			}
		}
		r.check(api)
	})
}

// The menus of all languages and scopes have the commands.
func TestDeskMenus(t *testing.T) {
	inOffice(t, nil, func(t *testing.T, f *office) {
		calls := f.api.AwaitCalls(t, "setMyCommands", 36)
		for _, c := range calls {
			var menu []struct{ Command string }
			if err := json.Unmarshal([]byte(c.Params["commands"]), &menu); err != nil {
				t.Fatal(err)
			}
			n := 0
			for _, entry := range menu {
				switch entry.Command {
				case "subscribe", "unsubscribe", "briefing":
					n++
				}
			}
			if n != 3 {
				t.Errorf("%s %s: got %s", c.Params["scope"], c.Params["language_code"], c.Params["commands"])
			}
		}
	})
}

// broken is a store that does not work.
type broken struct{ subscriptions.Store }

func (broken) Subscription(context.Context, subscriptions.Place) (subscriptions.Subscription, bool, error) {
	return subscriptions.Subscription{}, false, errDisk
}

func (broken) Change(context.Context, subscriptions.Place, func(*subscriptions.Subscription) bool) error {
	return errDisk
}

// When the store does not work a reader is told a sentence, and the log why.
func TestDeskWithoutStore(t *testing.T) {
	inOffice(t, func(o *telegram.Options) {
		kept := new(subscriptions.Memory)
		o.Subscriptions = subscriptions.NewDesk(subscriptions.DeskOptions{Store: broken{}, Ledger: kept, Index: kept, Story: o.Story})
	}, func(t *testing.T, f *office) {
		for _, text := range []string{"/subscribe 8 Warsaw", "/unsubscribe", "/briefing"} {
			if m := f.say(t, text); m.Text != "Something went wrong here. Please try again." {
				t.Errorf("%s: got %q", text, m.Text)
			}
		}
		m := f.say(t, "/settings")
		f.press(t, 7, m, "Daily briefing")
		if p := f.api.Calls("answerCallbackQuery")[0].Params; p["show_alert"] != "true" || !strings.HasPrefix(p["text"], "Something went wrong") {
			t.Errorf("got %v", p)
		}
		if log := f.log.String(); !strings.Contains(log, errDisk.Error()) {
			t.Errorf("log:\n%s", log)
		}
	})
}

// A page whose message is gone comes as a new one.
func TestPageOfDeletedMessage(t *testing.T) {
	inOffice(t, nil, func(t *testing.T, f *office) {
		m := f.say(t, "/subscribe 8 Warsaw")
		f.api.Fail(telegramtest.Fault{Method: "editMessageText", Times: 1, Code: 400, Description: "Bad Request: message to edit not found"})
		if got := f.press(t, 7, m, "Change"); got.ID == m.ID || !strings.Contains(got.Text, "Time: 08:00") {
			t.Errorf("got %+v", got)
		}
	})
}

// Whoever blocks the bot, removes it or turns a group into a supergroup: it counts
// at once.
func TestPlacesThatEnd(t *testing.T) {
	inOffice(t, nil, func(t *testing.T, f *office) {
		f.api.SetMember(-1005, 1, "creator")
		f.api.SetMember(-6, 1, "creator")
		f.say(t, "/subscribe 8 Warsaw")
		f.in(t, 1, 0, "/subscribe 8 Warsaw")
		small := group(-6, "group")
		f.api.SayIn(small, 1, "/subscribe 8 Warsaw", nil)
		f.last(t)

		f.api.Push(change(map[string]any{"id": 7, "type": "private"}, 7, "en", "member", "kicked"))
		f.api.Push(change(group(-1005, "supergroup"), 1, "en", "member", "kicked"))
		f.api.SayIn(small, 1, "", map[string]any{"migrate_to_chat_id": -1006})
		f.api.AwaitConfirmed(t)
		if s := f.subscription(t, reader); s.Ended != subscriptions.Blocked {
			t.Errorf("got %+v", s)
		}
		if s := f.subscription(t, forum); s.Ended != subscriptions.Kicked {
			t.Errorf("got %+v", s)
		}
		f.unsubscribed(t, subscriptions.Place{Platform: "telegram", Chat: "-6"})
		if s := f.subscription(t, subscriptions.Place{Platform: "telegram", Chat: "-1006"}); s.Ended != "" || s.Next.IsZero() {
			t.Errorf("got %+v", s)
		}
		f.api.Push(change(map[string]any{"id": 7, "type": "private"}, 7, "en", "kicked", "member"))
		if m := f.say(t, "/subscribe"); m.Text == "" || f.subscription(t, reader).Ended != "" {
			t.Errorf("got %q, %+v", m.Text, f.subscription(t, reader))
		}
	})
}

// post lets an admin post in a channel.
func (f *office) post(t *testing.T, text string) telegramtest.Message {
	t.Helper()
	channel := map[string]any{"id": -1008, "type": "channel", "title": "News"}
	f.api.Push(map[string]any{"channel_post": map[string]any{
		"message_id": f.api.NextMessage(), "date": 1700000000, "chat": channel, "sender_chat": channel, "text": text,
	}})
	return f.last(t)
}

// A channel is subscribed by a post in it, and changed by its admins. Who reads it
// asks on in private.
func TestChannel(t *testing.T) {
	channel := subscriptions.Place{Platform: "telegram", Chat: "-1008"}
	inOffice(t, nil, func(t *testing.T, f *office) {
		f.api.SetMember(-1008, 1, "administrator")
		m := f.post(t, "/subscribe 8 Warsaw")
		if s := f.subscription(t, channel); m.Chat != -1008 || s.By != "" || s.Plan.At.String() != "08:00" {
			t.Errorf("got %+v, %+v", m, s)
		}
		for _, text := range []string{"News!", "/ask who?", "/forget", "/subscribe@other_bot 9", "/start"} {
			if got := f.post(t, text); got.ID != m.ID {
				t.Errorf("%s: got %q", text, got.Text)
			}
		}
		pressed := func(user int64, m telegramtest.Message, data string) map[string]string {
			t.Helper()
			f.api.Press(user, m, data, "channel")
			f.api.AwaitConfirmed(t)
			calls := f.api.Calls("answerCallbackQuery")
			return calls[len(calls)-1].Params
		}
		if p := pressed(9, m, "u:x"); p["show_alert"] != "true" {
			t.Errorf("got %v", p)
		}
		f.subscription(t, channel)

		if m = f.post(t, "/settings"); strings.Contains(m.Markup, "Who may ask") {
			t.Errorf("got %s", m.Markup)
		}
		pressed(9, m, "s:language=pl")
		pressed(1, m, "s:language=de")
		if err := f.send(t, channel); err != nil {
			t.Fatal(err)
		}
		m = f.last(t)
		if !strings.Contains(m.Text, "Heute, Dienstag") {
			t.Errorf("got %q", m.Text)
		}
		question := buttons(t, m)[0][0]["callback_data"]
		id := strings.TrimPrefix(question, "q:")
		if p := pressed(9, m, question); p["url"] != "https://t.me/story_bot?start="+id || f.last(t).ID != m.ID {
			t.Errorf("got %v", p)
		}
		if p := pressed(9, m, "q:gone"); p["url"] != "" || p["show_alert"] != "true" {
			t.Errorf("got %v", p)
		}
		f.api.Say(9, "/start "+id)
		if got := f.last(t); got.Chat != 9 || !strings.HasPrefix(got.Text, buttons(t, m)[0][0]["text"]) {
			t.Errorf("got %q", got.Text)
		}
		pressed(1, f.post(t, "/subscribe"), "u:x")
		f.unsubscribed(t, channel)
		f.post(t, "/subscribe 8 Warsaw")
		f.api.Push(change(map[string]any{"id": -1008, "type": "channel"}, 1, "en", "administrator", "left"))
		f.api.AwaitConfirmed(t)
		if s := f.subscription(t, channel); s.Ended != subscriptions.Kicked {
			t.Errorf("got %+v", s)
		}
	})
}

// "off" and its like after /subscribe do what /unsubscribe does, for those who may.
func TestSubscribeOff(t *testing.T) {
	inOffice(t, nil, func(t *testing.T, f *office) {
		for _, line := range []string{"/subscribe off", "/subscribe Stop.", "/subscribe aus", "/subscribe отписаться"} {
			f.say(t, "/subscribe 9 Warsaw")
			m := f.say(t, line)
			if m.Text != phrases.For("en").Unsubscribed || !strings.Contains(m.Text, "/subscribe") {
				t.Errorf("%s: got %q", line, m.Text)
			}
			f.unsubscribed(t, reader)
		}
		f.press(t, 7, f.last(t), "Subscribe again")
		if s := f.subscription(t, reader); s.Plan.At.String() != "09:00" {
			t.Errorf("got %+v", s)
		}

		f.api.SetMember(-1005, 1, "creator")
		f.in(t, 1, 0, "/subscribe 8 Warsaw")
		if m := f.in(t, 9, 0, "/subscribe off"); !strings.HasPrefix(m.Text, "Only admins") {
			t.Errorf("got %q", m.Text)
		}
		f.subscription(t, forum)
		f.in(t, 1, 0, "/subscribe off")
		f.unsubscribed(t, forum)
	})
}

// A mistake of somebody who is subscribed changes nothing, and that is said.
func TestMistakeOfSubscriber(t *testing.T) {
	inOffice(t, nil, func(t *testing.T, f *office) {
		f.say(t, "/subscribe 8:15 Warsaw weekdays")
		before := f.subscription(t, reader)
		for line, wrong := range map[string]string{
			"/subscribe 25:99":    "I do not understand the time “25:99”. Write for example: 8:30",
			"/subscribe 9 Wrrzwa": "I do not know the place or time zone “Wrrzwa”. Write for example: Warsaw",
			"/subscribe soon":     "I do not understand “soon”. Write for example: /subscribe 8:30 Warsaw weekdays",
		} {
			m := f.say(t, line)
			if !strings.HasPrefix(m.Text, wrong) || !strings.HasSuffix(m.Text, "\nThe daily briefing stays as it was: 08:15, Europe/Warsaw, Monday to Friday") {
				t.Errorf("%s: got %q", line, m.Text)
			}
			if after := f.subscription(t, reader); after.Plan != before.Plan {
				t.Errorf("%s: got %+v", line, after)
			}
		}
	})
}

// camera keeps the pictures that are uploaded, in their order.
type camera struct {
	http.RoundTripper
	mu  sync.Mutex
	png [][]byte
}

func (c *camera) RoundTrip(r *http.Request) (*http.Response, error) {
	if _, with, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err == nil && with["boundary"] != "" {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		form, err := multipart.NewReader(bytes.NewReader(body), with["boundary"]).ReadForm(1 << 24)
		if err != nil {
			return nil, err
		}
		for _, file := range form.File["photo"] {
			f, err := file.Open()
			if err != nil {
				return nil, err
			}
			png, err := io.ReadAll(f)
			if err != nil {
				return nil, err
			}
			c.mu.Lock()
			c.png = append(c.png, png)
			c.mu.Unlock()
		}
	}
	return c.RoundTripper.RoundTrip(r)
}

// The day that the timeline highlights is the reader's: it is midnight at Greenwich,
// and still yesterday in New York.
func TestTodayOfTimeline(t *testing.T) {
	file, err := os.ReadFile("../../knowledge/testdata/ferry.yaml")
	if err != nil {
		t.Fatal(err)
	}
	base, err := knowledge.Parse("ferry.yaml", bytes.ReplaceAll(file, []byte("2025-11-01"), []byte("1999-12-31")))
	if err != nil {
		t.Fatal(err)
	}
	stand, err := edition.New(base, core.Options{})
	if err != nil {
		t.Fatal(err)
	}
	drawn := func(day time.Time) []byte {
		c, ok := card.Timeline(base, day)
		if !ok {
			t.Fatal("nothing to draw")
		}
		png, err := c.PNG()
		if err != nil {
			t.Fatal(err)
		}
		return png
	}
	eve := drawn(time.Date(1999, time.December, 31, 0, 0, 0, 0, time.UTC))
	newYear := drawn(time.Date(2000, time.January, 1, 0, 0, 0, 0, time.UTC))
	if bytes.Equal(eve, newYear) {
		t.Fatal("the day makes no difference")
	}
	film := new(camera)
	inOffice(t, func(o *telegram.Options) {
		film.RoundTripper, o.Story = o.Transport, stand
		o.Transport = film
	}, func(t *testing.T, f *office) {
		f.api.SetMember(-1005, 1, "creator")
		f.say(t, "/subscribe 8 New York")
		f.in(t, 1, 77, "/subscribe 8 Los Angeles")
		f.api.Say(9, "/subscribe 8 Kyiv")
		f.last(t)
		yesterday := f.say(t, "/timeline").Photo // a reader of New York
		group := f.in(t, 3, 77, "/timeline").Photo
		f.api.Say(9, "/timeline")
		today := f.last(t).Photo
		f.api.Say(3, "/timeline") // whose zone is not known
		unknown := f.last(t).Photo
		kyiv := f.in(t, 9, 77, "/timeline").Photo
		if yesterday == today || group != yesterday || unknown != today || kyiv != today {
			t.Errorf("got %q, %q, %q, %q, %q", yesterday, group, today, unknown, kyiv)
		}
		if len(film.png) != 2 || !bytes.Equal(film.png[0], eve) || !bytes.Equal(film.png[1], newYear) {
			t.Errorf("%d pictures, or others than these", len(film.png))
		}
	})
}

// Without the store of subscriptions there is a timeline all the same.
func TestTimelineWithoutStore(t *testing.T) {
	inOffice(t, func(o *telegram.Options) {
		kept := new(subscriptions.Memory)
		o.Subscriptions = subscriptions.NewDesk(subscriptions.DeskOptions{Store: broken{}, Ledger: kept, Index: kept, Story: o.Story})
	}, func(t *testing.T, f *office) {
		if m := f.say(t, "/timeline"); m.Photo == "" && m.Text == "" {
			t.Errorf("got %+v", m)
		}
		if log := f.log.String(); !strings.Contains(log, errDisk.Error()) {
			t.Errorf("log:\n%s", log)
		}
	})
}
