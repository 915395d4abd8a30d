package telegram_test

import (
	"strings"
	"testing"

	"dragoman/adapters/telegram"
	"dragoman/adapters/telegram/telegramtest"
	"dragoman/core"
	"dragoman/core/delivery"
	"dragoman/core/settings"
)

// change is an update about the bot's own place in a chat.
func change(chat map[string]any, user int64, language, before, now string) map[string]any {
	self := map[string]any{"id": 4242, "is_bot": true, "first_name": "B"}
	return map[string]any{"my_chat_member": map[string]any{
		"chat": chat, "date": 1700000000,
		"from":            map[string]any{"id": user, "is_bot": false, "first_name": "U", "language_code": language},
		"old_chat_member": map[string]any{"user": self, "status": before},
		"new_chat_member": map[string]any{"user": self, "status": now, "is_member": now == "restricted"},
	}}
}

// A group is told how to ask when the bot comes: once, in the language of who
// added it.
func TestGreetsGroups(t *testing.T) {
	for _, tt := range []struct {
		name, chat  string
		before, now string
		want        bool
	}{
		{"added", "supergroup", "left", "member", true},
		{"added as admin", "supergroup", "left", "administrator", true},
		{"added without rights", "supergroup", "kicked", "restricted", true},
		{"added to a small group", "group", "left", "member", true},
		{"made admin", "supergroup", "member", "administrator", false},
		{"no admin any more", "supergroup", "administrator", "member", false},
		{"removed", "supergroup", "member", "kicked", false},
		{"added to a channel", "channel", "left", "administrator", false},
		{"unblocked", "private", "kicked", "member", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, api *telegramtest.Server) {
				r := run(t, api, nil)
				chat := group(-1005, tt.chat)
				if tt.chat == "private" {
					chat = map[string]any{"id": 7, "type": "private"}
				}
				api.Push(change(chat, 7, "de", tt.before, tt.now))
				api.AwaitConfirmed(t)
				sent := api.Sent(0)
				if got := len(sent) == 1 && strings.Contains(sent[0].Text, "/ask – Eine Frage"); got != tt.want || len(sent) > 1 {
					t.Errorf("got %q", texts(sent))
				}
				r.check(api)
			})
		})
	}
}

// No restart, no second addition and no migration brings the greeting again.
func TestGreetsOnce(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		log := new(delivery.Memory)
		use := func(o *telegram.Options) { o.Deliveries = log }
		r := run(t, api, use)
		add := change(group(-5, "group"), 7, "en", "left", "member")
		add["update_id"] = 5000
		api.Push(add)
		api.AwaitConfirmed(t)
		r.check(api)
		r = run(t, api, use)
		api.Push(add) // delivered again
		api.Push(change(group(-5, "group"), 7, "en", "member", "left"))
		api.Push(change(group(-5, "group"), 7, "en", "left", "member"))
		api.SayIn(group(-5, "group"), 7, "", map[string]any{"migrate_to_chat_id": -1005})
		api.Push(change(group(-1005, "supergroup"), 7, "en", "left", "administrator"))
		api.AwaitConfirmed(t)
		if sent := api.Sent(0); len(sent) != 1 {
			t.Errorf("got %q", texts(sent))
		}
		r.check(api)
	})
}

// Who blocks the bot, or removes it, is forgotten.
func TestForgetsWhoLeaves(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		store := new(settings.Memory)
		for _, name := range []string{"telegram 7", "telegram -1005", "telegram 8"} {
			if err := store.PutSettings(t.Context(), name, settings.Chat{Language: "de"}); err != nil {
				t.Fatal(err)
			}
		}
		var forgotten []core.SessionKey
		r := run(t, api, func(o *telegram.Options) {
			o.Settings = store
			o.Answerer = answerer{forget: func(key core.SessionKey) error {
				forgotten = append(forgotten, key)
				return nil
			}}
		})
		api.Push(change(map[string]any{"id": 7, "type": "private"}, 7, "en", "member", "kicked"))
		api.AwaitConfirmed(t)
		api.Push(change(group(-1005, "supergroup"), 9, "en", "administrator", "kicked"))
		api.AwaitConfirmed(t)
		r.check(api)
		for name, want := range map[string]string{"telegram 7": "", "telegram -1005": "", "telegram 8": "de"} {
			if c, _ := store.Settings(t.Context(), name); c.Language != want {
				t.Errorf("%s has %+v", name, c)
			}
		}
		if len(forgotten) != 1 || forgotten[0] != (core.SessionKey{Conversation: "telegram 7", User: "telegram 7"}) {
			t.Errorf("forgotten: %v", forgotten)
		}
	})
}
