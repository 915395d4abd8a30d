package telegram_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dragoman/adapters/bolt"
	"dragoman/adapters/telegram"
	"dragoman/adapters/telegram/telegramtest"
	"dragoman/core"
	"dragoman/core/edition"
	"dragoman/core/forget"
	"dragoman/core/oneoff"
	"dragoman/core/settings"
	"dragoman/core/subscriptions"
)

// Who asks to be forgotten is nowhere in the state file any more. What they
// subscribed a group to goes on without their name.
func TestForgetEverywhere(t *testing.T) {
	const user = 987654321
	for _, where := range []string{"private", "group"} {
		t.Run(where, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "state.db")
			store, err := bolt.Open(path, bolt.Options{})
			if err != nil {
				t.Fatal(err)
			}
			defer store.Close()
			stand, err := edition.New(ferry(t).Now().Base, core.Options{Sessions: oneoff.Sessions(store)})
			if err != nil {
				t.Fatal(err)
			}
			api := telegramtest.NewServer(token)
			defer api.Close()
			r := run(t, api, func(o *telegram.Options) {
				o.Story, o.Answerer, o.Sessions = stand, stand, store
				o.Settings, o.Feedback, o.Deliveries, o.Forget = store, store, store, store
				o.Subscriptions = subscriptions.NewDesk(subscriptions.DeskOptions{Store: store, Ledger: store, Index: store, Story: stand})
			})
			api.SetMember(-1005, user, "creator")
			n := 0
			say := func(in string, text string) telegramtest.Message {
				t.Helper()
				if in == "private" {
					api.Say(user, text)
				} else {
					api.SayIn(group(-1005, "supergroup"), user, text, nil)
				}
				n++
				return api.Await(t, n)[n-1]
			}
			say("private", "/subscribe 8 Warsaw")
			say("group", "/subscribe 8 Warsaw")
			api.Press(user, say("private", "when does the ferry stop?"), "g:x", "private")
			say("group", "/ask when does the ferry stop?")
			api.Press(user, say("private", "/settings"), "s:language=de", "private")
			api.AwaitConfirmed(t)
			if c, _ := store.Settings(t.Context(), fmt.Sprint("telegram ", user)); c.Language != "de" || !holds(t, path, user) {
				t.Fatalf("there is nothing to forget: %+v", c)
			}
			if m := say(where, "/forget"); where == "group" && !strings.HasPrefix(m.Text, "Forgotten.") {
				t.Errorf("got %q", m.Text)
			}
			api.AwaitConfirmed(t)

			if _, ok, _ := store.Subscription(t.Context(), subscriptions.Place{Platform: "telegram", User: fmt.Sprint(user)}); ok {
				t.Error("the subscription is kept")
			}
			if s, ok, _ := store.Subscription(t.Context(), forum); !ok || s.By != "" || s.Ended != "" {
				t.Errorf("the group has %+v", s)
			}
			if c, _ := store.Settings(t.Context(), fmt.Sprint("telegram ", user)); c.Language != "" {
				t.Errorf("settings are %+v", c)
			}
			for _, conversation := range []string{fmt.Sprint("telegram ", user), "telegram -1005"} {
				s, err := store.Session(t.Context(), core.SessionKey{Conversation: conversation, User: fmt.Sprint("telegram ", user)})
				if err != nil || len(s.Turns) != 0 {
					t.Errorf("%s: %+v, %v", conversation, s, err)
				}
			}
			r.check(api)
			if holds(t, path, user) {
				t.Error("the id is in the file")
			}
		})
	}
}

// holds tells whether a file holds a user's id, in digits or as a number.
func holds(t *testing.T, path string, user int64) bool {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Contains(raw, []byte(fmt.Sprint(user))) || bytes.Contains(raw, binary.BigEndian.AppendUint64(nil, uint64(user)))
}

// forgetter notes what it is asked to forget.
type forgetter struct {
	asked []forget.Reader
	err   error
}

func (f *forgetter) ForgetUser(_ context.Context, r forget.Reader) (forget.Counts, error) {
	f.asked = append(f.asked, r)
	return forget.Counts{}, f.err
}

// Of what waits, that of the reader goes, whatever it is.
func TestForgetsWhatWaits(t *testing.T) {
	store := new(forgetter)
	inOffice(t, func(o *telegram.Options) { o.Forget = store }, func(t *testing.T, f *office) {
		f.say(t, "/forget")
		who := store.asked[0]
		if who.User != "telegram 7" || len(who.Chats) != 1 || who.Chats[0] != "telegram 7" || who.Source != "telegram 4242" {
			t.Errorf("got %+v", who)
		}
		for update, want := range map[string]bool{
			`{"update_id":1,"message":{"from":{"id":7},"chat":{"id":-5,"type":"group"}}}`:                         true,
			`{"update_id":1,"message":{"from":{"id":8},"chat":{"id":7,"type":"private"}}}`:                        false,
			`{"update_id":1,"message":{"from":{"id":7},"sender_chat":{"id":-5},"chat":{"id":-5,"type":"group"}}}`: false,
			`{"update_id":1,"edited_message":{"from":{"id":7},"chat":{"id":-5,"type":"group"}}}`:                  true,
			`{"update_id":1,"callback_query":{"from":{"id":7}}}`:                                                  true,
			`{"update_id":1,"inline_query":{"from":{"id":7}}}`:                                                    true,
			`{"update_id":1,"my_chat_member":{"from":{"id":7},"chat":{"id":-5,"type":"group"}}}`:                  false,
			`{"update_id":1,"my_chat_member":{"from":{"id":7},"chat":{"id":7,"type":"private"}}}`:                 true,
			`{"update_id":1}`: false,
			`{`:               false,
		} {
			if got := who.Sent([]byte(update)); got != want {
				t.Errorf("%s: got %v", update, got)
			}
		}
	})
}

// An admin who writes as the group is forgotten, not the group.
func TestForgetAsGroup(t *testing.T) {
	store, chats := new(forgetter), new(settings.Memory)
	if err := chats.PutSettings(t.Context(), "telegram -1005", settings.Chat{Language: "de"}); err != nil {
		t.Fatal(err)
	}
	inOffice(t, func(o *telegram.Options) { o.Forget, o.Settings = store, chats }, func(t *testing.T, f *office) {
		f.api.SayIn(group(-1005, "supergroup"), 1087968824, "/forget", map[string]any{"sender_chat": group(-1005, "supergroup")})
		f.last(t)
		if who := store.asked[0]; who.User != "telegram -1005" || len(who.Chats) != 0 {
			t.Errorf("got %+v", who)
		}
		if c, _ := chats.Settings(t.Context(), "telegram -1005"); c.Language != "de" {
			t.Errorf("got %+v", c)
		}
	})
}

// What was not forgotten is not said to be.
func TestForgetFails(t *testing.T) {
	inOffice(t, func(o *telegram.Options) { o.Forget = &forgetter{err: errDisk} }, func(t *testing.T, f *office) {
		f.say(t, "/subscribe 8 Warsaw")
		if m := f.say(t, "/forget"); m.Text != "Something went wrong here. Please try again." {
			t.Errorf("got %q", m.Text)
		}
		if log := f.log.String(); !strings.Contains(log, "a reader was not forgotten") {
			t.Errorf("log:\n%s", log)
		}
		f.unsubscribed(t, reader) // what could be, is
	})
}
