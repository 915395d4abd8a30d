package telegram_test

import (
	"context"
	"maps"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/telegram"
	"dragoman/adapters/telegram/telegramtest"
	"dragoman/core/delivery"
	"dragoman/core/flood"
	"dragoman/core/settings"
)

// One reader who floods the bot while it has to wait for Telegram in that chat
// holds up nobody, and fills no shelf.
func TestFlooderStopsNobody(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		store := shelf{Log: new(delivery.Memory), aside: map[int64][]byte{}}
		r := run(t, api, func(o *telegram.Options) { o.Deliveries, o.Flood = &store, nil })
		api.Fail(telegramtest.TooManyRequests("sendMessage", 7, 3600, 1))
		for range 3000 {
			api.Say(7, "hi")
		}
		begun := time.Now()
		api.Say(8, "hello")
		api.Await(t, 1)
		if passed := time.Since(begun); passed > 30*time.Second {
			t.Errorf("another reader waited %v", passed)
		}
		if n := len(store.kept()); n > 20 {
			t.Errorf("%d updates are set aside", n)
		}
		api.AwaitConfirmed(t)
		r.check(api)
	})
}

// A chat that many write in while the bot has to wait there is cut short, and
// told so.
func TestCrowdStopsNobody(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		store := shelf{Log: new(delivery.Memory), aside: map[int64][]byte{}}
		r := run(t, api, func(o *telegram.Options) { o.Deliveries = &store })
		api.Fail(telegramtest.TooManyRequests("sendMessage", -1005, 3600, 1))
		for n := range int64(5000) {
			api.SayIn(group(-1005, "supergroup"), 100+n, "/ask who?", nil)
		}
		begun := time.Now()
		api.Say(8, "hello")
		api.Await(t, 1)
		if passed := time.Since(begun); passed > time.Minute {
			t.Errorf("another reader waited %v", passed)
		}
		api.AwaitConfirmed(t)
		if n := len(store.kept()); n != 201 {
			t.Errorf("%d updates are set aside", n)
		}
		if n := strings.Count(r.log.String(), "a chat has to wait"); n != 1 {
			t.Errorf("said %d times", n)
		}
		time.Sleep(time.Hour) // virtual
		sent := api.Await(t, 202)
		if last := sent[201].Text; !strings.HasPrefix(last, "There are many questions here.") {
			t.Errorf("got %q", last)
		}
		r.check(api)
	})
}

// Presses beyond the limit are acknowledged all the same.
func TestDroppedPressIsAcknowledged(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		r := run(t, api, func(o *telegram.Options) {
			o.Flood = flood.New(flood.Options{User: flood.Rate{Burst: 1, Every: time.Hour}})
		})
		api.Say(7, "hi")
		m := api.Await(t, 1)[0]
		for range 3 {
			api.Press(7, m, "g:x", "private")
		}
		api.AwaitCalls(t, "answerCallbackQuery", 3)
		r.check(api)
	})
}

// A busy group does not lock out its admins, or those who want to be forgotten.
func TestBusyGroupIsGoverned(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		store := new(settings.Memory)
		r := run(t, api, func(o *telegram.Options) {
			o.Settings = store
			o.Flood = flood.New(flood.Options{User: flood.Rate{Burst: 10, Every: time.Hour}, Chat: flood.Rate{Burst: 2, Every: time.Hour}})
		})
		api.SetMember(-1005, 1, "creator")
		say := func(user int64, text string) string { return sayIn(t, api, user, text) }
		say(7, "/ask who?")
		say(8, "/ask who?")
		if got := say(9, "/ask who?"); !strings.HasPrefix(got, "There are many questions here.") {
			t.Errorf("got %q", got)
		}
		for text, want := range map[string]string{
			"/settings": "Settings of this chat", "/forget": "Forgotten.", "/privacy": "To understand", "/help": "Ask me", "/ask x": "",
		} {
			if got := say(1, text); !strings.HasPrefix(got, want) || want == "" && got != "" {
				t.Errorf("%s: got %q", text, got)
			}
		}
		m := api.Sent(0)[0]
		api.Press(1, m, "s:who=admins", "supergroup")
		api.Press(7, m, "g:x", "supergroup")
		api.AwaitConfirmed(t)
		if c, _ := store.Settings(t.Context(), "telegram -1005"); !c.AdminsOnly {
			t.Error("the setting is not changed")
		}
		if calls := api.Calls("answerCallbackQuery"); len(calls) != 2 || calls[1].Params["text"] != "Thank you." {
			t.Errorf("got %v", calls)
		}
		r.check(api)
	})
}

// sayIn lets a user write in a group and returns the bot's answer, "" for none.
func sayIn(t *testing.T, api *telegramtest.Server, user int64, text string) string {
	t.Helper()
	n := len(api.Sent(0))
	api.SayIn(group(-1005, "supergroup"), user, text, nil)
	api.AwaitConfirmed(t)
	if sent := api.Sent(0); len(sent) > n {
		return sent[len(sent)-1].Text
	}
	return ""
}

// Where only admins ask, others may read what concerns them, and use up nothing
// of what the admins may ask.
func TestAdminsOnly(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		store := new(settings.Memory)
		_ = store.PutSettings(t.Context(), "telegram -1005", settings.Chat{AdminsOnly: true})
		r := run(t, api, func(o *telegram.Options) {
			o.Settings = store
			o.Flood = flood.New(flood.Options{User: flood.Rate{Burst: 10, Every: time.Hour}, Chat: flood.Rate{Burst: 3, Every: time.Hour}})
		})
		api.SetMember(-1005, 1, "creator")
		for text, want := range map[string]string{"/forget": "Forgotten.", "/privacy": "To understand", "/help": "Ask me"} {
			if got := sayIn(t, api, 7, text); !strings.HasPrefix(got, want) {
				t.Errorf("%s: got %q", text, got)
			}
		}
		refused := 0
		for user := range int64(10) {
			if got := sayIn(t, api, 100+user, "/ask who?"); got == "In this chat only admins may ask." {
				refused++
			}
		}
		if refused != 3 {
			t.Errorf("%d were told", refused)
		}
		for n := range 5 {
			want := [...]string{"Answer to who?", "Answer to who?", "Answer to who?", "There are many questions here. Please wait a minute, then ask again.", ""}[n]
			if got := sayIn(t, api, 1, "/ask who?"); got != want {
				t.Errorf("%d: got %q, want %q", n, got, want)
			}
		}
		r.check(api)
	})
}

// Commands of other bots cost nobody anything, and are met with silence.
func TestSilentAtCommandsOfOthers(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		store := new(settings.Memory)
		_ = store.PutSettings(t.Context(), "telegram -1005", settings.Chat{AdminsOnly: true})
		r := run(t, api, func(o *telegram.Options) {
			o.Settings = store
			o.Flood = flood.New(flood.Options{User: flood.Rate{Burst: 2, Every: time.Hour}})
		})
		for range 10 {
			if got := sayIn(t, api, 7, "/ban somebody"); got != "" {
				t.Errorf("got %q", got)
			}
		}
		if n := len(api.Calls("getChatMember")); n != 0 {
			t.Errorf("%d looks at who asks", n)
		}
		if got := sayIn(t, api, 7, "/ban@story_bot"); got != "In this chat only admins may ask." {
			t.Errorf("got %q", got)
		}
		r.check(api)
	})
}

// A full disk is said once a minute and kind, not with each message.
func TestAlarmsAreRare(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		r := run(t, api, func(o *telegram.Options) { o.Deliveries = fullDisk{new(delivery.Memory)} })
		for range 50 {
			api.Say(7, "hi")
		}
		api.AwaitConfirmed(t)
		synctest.Wait()
		count := func() int { return strings.Count(r.log.String(), "level=ERROR") }
		if n := count(); n != 1 {
			t.Errorf("%d errors:\n%s", n, r.log)
		}
		time.Sleep(time.Minute) // virtual
		api.Say(7, "hi")
		api.AwaitConfirmed(t)
		if n := count(); n != 2 || !strings.Contains(r.log.String(), "unsaid=49") {
			t.Errorf("%d errors:\n%s", n, r.log)
		}
		r.check(api)
	})
}

// fullDisk is a log that reads and does not write.
type fullDisk struct{ delivery.Log }

func (fullDisk) Mark(context.Context, delivery.Receipt) error { return errDisk }

func (s *shelf) kept() map[int64][]byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.aside)
}
