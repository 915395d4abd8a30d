package telegram_test

import (
	"strings"
	"testing"

	"dragoman/adapters/telegram"
	"dragoman/adapters/telegram/telegramtest"
	"dragoman/core/settings"
)

// Who governs a group is who Telegram calls its admin, by number: neither a name, nor
// an account that stands for others, nor another chat makes one.
func TestNoPrivilegeByName(t *testing.T) {
	const (
		id        = -1005
		anonymous = 1087968824 // the account that stands for all anonymous admins
		standIn   = 136817688  // and that for who writes as a channel
		forwarder = 777000     // and Telegram's own, for the posts of a linked channel
	)
	account := func(id int64, bot bool, name string) map[string]any {
		return map[string]any{"id": id, "is_bot": bot, "first_name": name, "last_name": "Admin", "username": name}
	}
	for name, tt := range map[string]struct {
		user   int64
		more   map[string]any
		silent bool // it is not answered at all
	}{
		"the name admin":         {9, map[string]any{"from": account(9, false, "admin")}, false},
		"the name of the owner":  {9, map[string]any{"from": account(9, false, "anna_the_owner"), "author_signature": "owner"}, false},
		"the title of an admin":  {9, map[string]any{"from": account(9, false, "x"), "sender_tag": "admin", "author_signature": "admin"}, false},
		"another group":          {anonymous, map[string]any{"from": account(anonymous, true, "GroupAnonymousBot"), "sender_chat": group(-1006, "supergroup")}, false},
		"the account by itself":  {anonymous, map[string]any{"from": account(anonymous, true, "GroupAnonymousBot")}, true},
		"a channel":              {standIn, map[string]any{"from": account(standIn, true, "Channel_Bot"), "sender_chat": map[string]any{"id": -1009, "type": "channel", "title": "admin"}}, false},
		"the linked channel":     {standIn, map[string]any{"from": account(standIn, true, "Channel_Bot"), "sender_chat": map[string]any{"id": -1010, "type": "channel", "username": "anna_the_owner"}}, false},
		"a post of it":           {forwarder, map[string]any{"from": account(forwarder, false, "Telegram"), "sender_chat": map[string]any{"id": -1010, "type": "channel"}, "is_automatic_forward": true}, true},
		"another bot":            {11, map[string]any{"from": account(11, true, "admin_bot")}, true},
		"the owner's number, +0": {1, map[string]any{"from": map[string]any{"id": "1", "first_name": "Anna"}}, true},
	} {
		t.Run(name, func(t *testing.T) {
			store := new(settings.Memory)
			inOffice(t, func(o *telegram.Options) { o.Settings, o.Admins = store, []string{"admin", "anna_the_owner"} }, func(t *testing.T, f *office) {
				f.api.SetMember(id, 1, "creator")
				for _, text := range []string{"/settings", "/subscribe 9 Warsaw", "/unsubscribe", "/report"} {
					before := len(f.api.Sent(0))
					f.api.SayIn(group(id, "supergroup"), tt.user, text, tt.more)
					f.api.AwaitConfirmed(t)
					sent := f.api.Sent(0)[before:]
					if tt.silent != (len(sent) == 0) && text != "/report" {
						t.Errorf("%s: %d answers", text, len(sent))
					}
					for _, m := range sent {
						if !strings.HasPrefix(m.Text, "Only admins") || strings.Contains(m.Markup, `"s:`) || strings.Contains(m.Markup, `"u:`) {
							t.Errorf("%s: got %q, %s", text, m.Text, m.Markup)
						}
					}
				}
				f.unsubscribed(t, forum)
				for _, data := range []string{"s:who=admins", "u:T0900", "u:w09001fnrEurope/Warsaw"} {
					f.api.Press(9, telegramtest.Message{ID: 5, Chat: id}, data, "supergroup")
				}
				f.api.AwaitConfirmed(t)
				f.unsubscribed(t, forum)
				if c, err := store.Settings(t.Context(), "telegram -1005"); err != nil || c.AdminsOnly {
					t.Errorf("got %+v, %v", c, err)
				}
			})
		})
	}
}
