package telegram_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/telegram"
	"dragoman/adapters/telegram/telegramtest"
	"dragoman/core/settings"
	"dragoman/core/subscriptions"
)

// Why a place takes nothing is read in Telegram's words.
func TestRefusals(t *testing.T) {
	cases := []struct {
		place       subscriptions.Place
		code        int
		description string
		want        subscriptions.Reason
	}{
		{reader, 403, "Forbidden: bot was blocked by the user", subscriptions.Blocked},
		{reader, 403, "Forbidden: bot can't initiate conversation with a user", subscriptions.Blocked},
		{reader, 403, "Forbidden: user is deactivated", subscriptions.Deleted},
		{reader, 400, "Bad Request: chat not found", subscriptions.Deleted},
		{forum, 403, "Forbidden: the group chat was deleted", subscriptions.Deleted},
		{forum, 400, "Bad Request: group chat was deactivated", subscriptions.Deleted},
		{forum, 403, "Forbidden: bot was kicked from the supergroup chat", subscriptions.Kicked},
		{forum, 403, "Forbidden: bot was kicked from the group chat", subscriptions.Kicked},
		{forum, 403, "Forbidden: bot is not a member of the supergroup chat", subscriptions.Kicked},
		{topic, 400, "Bad Request: message thread not found", subscriptions.Deleted},
		{topic, 400, "Bad Request: TOPIC_DELETED", subscriptions.Deleted},
		{topic, 400, "Bad Request: TOPIC_CLOSED", subscriptions.Forbidden},
		{forum, 400, "Bad Request: have no rights to send a message", subscriptions.Forbidden},
		{forum, 400, "Bad Request: not enough rights to send text messages to the chat", subscriptions.Forbidden},
		{forum, 400, "Bad Request: need administrator rights in the channel chat", subscriptions.Forbidden},
		{forum, 403, "Forbidden: CHAT_WRITE_FORBIDDEN", subscriptions.Forbidden},
		{forum, 400, "Bad Request: CHAT_RESTRICTED", subscriptions.Forbidden},
		{reader, 400, "Bad Request: message is too long", ""},
		{reader, 500, "Internal Server Error", ""},
		{forum, 400, "Bad Request: message thread not found", ""},
	}
	inOffice(t, nil, func(t *testing.T, f *office) {
		for _, tt := range cases {
			f.api.Heal()
			f.api.Fail(telegramtest.Fault{Method: "sendPhoto", Code: tt.code, Description: tt.description})
			f.api.Fail(telegramtest.Fault{Method: "sendMessage", Code: tt.code, Description: tt.description})
			err := f.send(t, tt.place)
			refused, ok := errors.AsType[*subscriptions.Refused](err)
			if err == nil || ok != (tt.want != "") || ok && refused.Reason != tt.want || strings.Contains(err.Error(), secret) {
				t.Errorf("%s: got %v", tt.description, err)
			}
			if err := f.bot.Sender().Tell(t.Context(), "telegram 7", "hello"); err == nil {
				t.Errorf("%s: a sentence is sent", tt.description)
			}
		}
	})
}

// A blocked reader costs one call, not one for the picture and one for the text.
func TestBlockedCostsOneCall(t *testing.T) {
	inOffice(t, nil, func(t *testing.T, f *office) {
		f.api.Fail(telegramtest.Fault{Method: "sendPhoto", Code: 403, Description: "Forbidden: bot was blocked by the user"})
		if err := f.send(t, reader); err == nil {
			t.Error("sent")
		}
		if n := len(f.api.Calls("sendMessage")); n != 0 {
			t.Errorf("%d texts", n)
		}
		// The next one is not held up by what the first did not upload.
		f.api.Heal()
		if err := f.send(t, reader); err != nil || f.api.Uploads() != 1 {
			t.Errorf("%v after %d uploads", err, f.api.Uploads())
		}
	})
}

// While Telegram takes no picture, one briefing a minute tries it, and the others go
// without.
func TestBriefingsWithoutUpload(t *testing.T) {
	inOffice(t, nil, func(t *testing.T, f *office) {
		f.api.Fail(telegramtest.Fault{Method: "sendPhoto", Code: 502, Description: "Bad Gateway"})
		for i := range 5 {
			place := subscriptions.Place{Platform: "telegram", User: strconv.Itoa(70 + i)}
			if err := f.send(t, place); err != nil {
				t.Fatal(err)
			}
		}
		if tries, texts := len(f.api.Calls("sendPhoto")), len(f.api.Calls("sendMessage")); tries != 1 || texts != 5 {
			t.Errorf("%d pictures tried, %d texts", tries, texts)
		}
		f.api.Heal()
		time.Sleep(time.Minute) // of fake time
		if err := f.send(t, reader); err != nil || f.api.Uploads() != 1 {
			t.Errorf("%v after %d uploads", err, f.api.Uploads())
		}
	})
}

// A group that became a supergroup is told of, with the topic; its settings go along
// at once.
func TestMoved(t *testing.T) {
	store := new(settings.Memory)
	if err := store.PutSettings(t.Context(), "telegram -1005", settings.Chat{Language: "de"}); err != nil {
		t.Fatal(err)
	}
	inOffice(t, func(o *telegram.Options) { o.Settings = store }, func(t *testing.T, f *office) {
		fault := telegramtest.Migrated(-1005, -1007)
		fault.Method = "sendPhoto"
		f.api.Fail(fault)
		err := f.send(t, forum)
		moved, ok := errors.AsType[*subscriptions.Moved](err)
		if want := (subscriptions.Place{Platform: "telegram", Chat: "-1007"}); !ok || moved.To != want {
			t.Errorf("got %v", err)
		}
		if c, _ := store.Settings(t.Context(), "telegram -1007"); c.Language != "de" || len(f.api.Sent(0)) != 0 {
			t.Errorf("settings %+v, sent %v", c, f.api.Sent(0))
		}
	})
}

// What is no place of Telegram's is refused without a call.
func TestNoPlace(t *testing.T) {
	inOffice(t, nil, func(t *testing.T, f *office) {
		for _, place := range []subscriptions.Place{
			{}, {Platform: "telegram"}, {Platform: "discord", User: "7"}, {Platform: "telegram", User: "seven"},
			{Platform: "telegram", Chat: "0"}, {Platform: "telegram", Chat: "-5", Topic: "x"},
		} {
			var refused *subscriptions.Refused
			if err := f.send(t, place); !errors.As(err, &refused) || refused.Reason != subscriptions.Deleted {
				t.Errorf("%+v: got %v", place, err)
			}
		}
		for _, user := range []string{"", "7", "discord 7", "telegram x", "telegram -5"} {
			if err := f.bot.Sender().Tell(t.Context(), user, "hello"); err == nil {
				t.Errorf("%q was told", user)
			}
		}
		if n := len(f.api.Sent(0)); n != 0 {
			t.Errorf("%d messages", n)
		}
	})
}

// A briefing goes where it is to go, in its language, and silently to no other.
func TestSend(t *testing.T) {
	inOffice(t, nil, func(t *testing.T, f *office) {
		if err := f.bot.Sender().Send(t.Context(), topic, "n", f.briefing(), "de"); err != nil {
			t.Fatal(err)
		}
		m := f.api.Sent(0)[0]
		if m.Chat != -1005 || m.Thread != 77 || m.ReplyTo != 0 || !strings.Contains(m.Text, "Heute, Dienstag, 18. Februar") || m.Photo == "" {
			t.Errorf("got %+v", m)
		}
		if err := f.bot.Sender().Tell(t.Context(), "telegram 9", "a < b"); err != nil {
			t.Fatal(err)
		}
		if m := f.api.Sent(9)[0]; m.HTML != "a &lt; b" {
			t.Errorf("got %+v", m)
		}
		if s := f.bot.Sender(); s.Platform() != "telegram" || s.Parallel() < 30 {
			t.Errorf("%s, %d", s.Platform(), s.Parallel())
		}
	})
}

// Between the picture of a briefing and its text Telegram may fail: the text is tried
// again, so that the picture is not sent twice.
func TestTextAfterPicture(t *testing.T) {
	inOffice(t, nil, func(t *testing.T, f *office) {
		f.api.Fail(telegramtest.Fault{Method: "sendMessage", Times: 3, Code: 502, Description: "Bad Gateway"})
		br := f.briefing()
		br.Sections[0].Reply.Answer = strings.Repeat("Long. ", 300)
		if err := f.bot.Sender().Send(t.Context(), reader, "n", br, "en"); err != nil {
			t.Fatal(err)
		}
		sent := f.api.Sent(7)
		if len(sent) != 2 || sent[0].Photo == "" || sent[1].Photo != "" || sent[1].Markup == "" || sent[0].Markup != "" {
			t.Fatalf("got %+v", sent)
		}
		if gap := sent[1].Time.Sub(sent[0].Time); gap < time.Second {
			t.Errorf("two messages in a chat within %v", gap)
		}
		f.api.Fail(telegramtest.Fault{Method: "sendMessage", Code: 502, Description: "Bad Gateway"})
		if err := f.bot.Sender().Send(t.Context(), reader, "n", br, "en"); err == nil {
			t.Error("sent")
		}
		if n := len(f.api.Calls("sendMessage")); n != 4+6 {
			t.Errorf("%d calls", n)
		}
	})
}

// What fails before anything is sent is the Runner's to try again, and at once.
func TestOutage(t *testing.T) {
	inOffice(t, nil, func(t *testing.T, f *office) {
		f.api.Fail(telegramtest.Fault{Method: "sendMessage", Drop: true})
		f.api.Fail(telegramtest.Fault{Method: "sendPhoto", Drop: true})
		begun := time.Now()
		err := f.send(t, reader)
		if _, refused := errors.AsType[*subscriptions.Refused](err); err == nil || refused || time.Since(begun) > 5*time.Second {
			t.Errorf("got %v after %v", err, time.Since(begun))
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := f.bot.Sender().Send(ctx, reader, "n", f.briefing(), "en"); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	})
}

// A 429 of all stops all briefings for as long as it says, and is sent again; that of
// one chat, where the bot has just written, stops that chat.
func TestPatience(t *testing.T) {
	inOffice(t, nil, func(t *testing.T, f *office) {
		if err := f.send(t, reader); err != nil {
			t.Fatal(err)
		}
		f.api.Fail(telegramtest.TooManyRequests("sendPhoto", 8, 20, 1))
		begun := time.Now()
		var all sync.WaitGroup
		for _, user := range []string{"8", "9"} {
			all.Go(func() {
				if user == "9" {
					<-time.After(time.Second)
				}
				if err := f.send(t, subscriptions.Place{Platform: "telegram", User: user}); err != nil {
					t.Error(err)
				}
				if passed := time.Since(begun); passed < 20*time.Second || passed > 22*time.Second {
					t.Errorf("%s got it after %v", user, passed)
				}
			})
		}
		all.Wait()

		// Reader 8 has had a message within the last minute.
		f.api.Fail(telegramtest.TooManyRequests("sendPhoto", 8, 30, 1))
		begun = time.Now()
		for _, user := range []string{"8", "10"} {
			all.Go(func() {
				if user == "10" {
					<-time.After(2 * time.Second)
				}
				if err := f.send(t, subscriptions.Place{Platform: "telegram", User: user}); err != nil {
					t.Error(err)
				}
				if passed := time.Since(begun); (passed < 10*time.Second) != (user == "10") {
					t.Errorf("%s got it after %v", user, passed)
				}
			})
		}
		all.Wait()
	})
}

// A chat that is told to wait for long gives way: the Runner tries it later. Others
// wait a minute at most for it.
func TestLongPatience(t *testing.T) {
	inOffice(t, nil, func(t *testing.T, f *office) {
		f.api.Fail(telegramtest.TooManyRequests("sendPhoto", 8, 3600, 1))
		begun := time.Now()
		eight := subscriptions.Place{Platform: "telegram", User: "8"}
		if err := f.send(t, eight); err == nil || time.Since(begun) > time.Second {
			t.Errorf("got %v after %v", err, time.Since(begun))
		}
		if err := f.send(t, reader); err != nil || time.Since(begun) > 62*time.Second {
			t.Errorf("got %v after %v", err, time.Since(begun))
		}
		if err := f.send(t, eight); err == nil {
			t.Error("sent")
		}
		time.Sleep(time.Hour) // virtual
		if err := f.send(t, eight); err != nil {
			t.Error(err)
		}
	})
}

// A rush of briefings uses what Telegram permits, is refused next to nothing, and
// holds up no reader: with pictures and without, to readers and to groups.
func TestRush(t *testing.T) {
	for name, tt := range map[string]struct {
		places, replies int           // replies a second
		jitter          time.Duration // by which messages overtake others on their way
		long            bool          // picture and text apart
		groups          bool
		rate, refused   float64 // what is good enough: messages a second, and the part of them that is refused
	}{
		"briefings alone":       {places: 1200, jitter: 20 * time.Millisecond, rate: 28.5, refused: 0.005},
		"with replies":          {places: 1200, replies: 5, jitter: 20 * time.Millisecond, rate: 28.5, refused: 0.005},
		"with many replies":     {places: 700, replies: 15, jitter: 20 * time.Millisecond, rate: 28.5, refused: 0.005},
		"picture and text":      {places: 500, replies: 3, jitter: 20 * time.Millisecond, long: true, rate: 28.5, refused: 0.005},
		"groups with questions": {places: 1000, replies: 5, jitter: 20 * time.Millisecond, groups: true, rate: 28.5, refused: 0.005},
		// No rate near the limit is within it here: it finds one that is.
		"a rough network": {places: 3000, replies: 5, jitter: 150 * time.Millisecond, rate: 24, refused: 0.005},
	} {
		t.Run(name, func(t *testing.T) {
			use := func(o *telegram.Options) { o.Transport = distant{o.Transport, tt.jitter} }
			inOffice(t, use, func(t *testing.T, f *office) {
				br := f.briefing()
				if tt.long {
					br.Sections[0].Reply.Answer = strings.Repeat("Long. ", 300)
				}
				f.api.AwaitCalls(t, "setMyCommands", 36)
				f.api.Limit(telegramtest.TelegramLimits)
				begun := time.Now()

				places := make(chan subscriptions.Place)
				var senders, readers sync.WaitGroup
				for range f.bot.Sender().Parallel() {
					senders.Go(func() {
						for place := range places {
							if err := f.bot.Sender().Send(t.Context(), place, "n", br, "en"); err != nil {
								t.Errorf("%s: %v", place.Name(), err)
							}
						}
					})
				}
				over := make(chan struct{})
				asked := make(map[int64]time.Time)
				readers.Go(func() {
					for n := int64(0); tt.replies > 0; n++ {
						// In bursts of a few, as readers are.
						for k := range int64(3) {
							chat := 1_000_000 + 3*n + k
							asked[chat] = time.Now()
							if tt.groups {
								asked[-chat] = asked[chat]
								f.api.SayIn(group(-chat, "supergroup"), chat, "/ask who?", nil)
							} else {
								f.api.Say(chat, "who?")
							}
						}
						select {
						case <-time.After(3 * time.Second / time.Duration(tt.replies)):
						case <-over:
							return
						}
					}
				})
				for n := range tt.places {
					place := subscriptions.Place{Platform: "telegram", User: fmt.Sprint(1000 + n)}
					if tt.groups && n%2 == 0 {
						place = subscriptions.Place{Platform: "telegram", Chat: fmt.Sprint(-1000 - n)}
					}
					places <- place
				}
				close(places)
				senders.Wait()
				passed := time.Since(begun)
				close(over)
				readers.Wait()
				f.api.AwaitConfirmed(t)
				synctest.Wait()

				sent := f.api.Sent(0)
				per, got := 1, make(map[int64]int)
				if tt.long {
					per = 2
				}
				inRush := 0
				var spent []time.Duration
				for _, m := range sent {
					if at, ok := asked[m.Chat]; ok {
						spent = append(spent, m.Time.Sub(at))
					} else {
						got[m.Chat]++
					}
					if m.Time.Before(begun.Add(passed)) {
						inRush++
					}
				}
				for chat, n := range got {
					if n != per {
						t.Errorf("%d got %d messages", chat, n)
					}
				}
				if len(got) != tt.places {
					t.Errorf("%d of %d places got it", len(got), tt.places)
				}
				rate := float64(inRush) / passed.Seconds()
				refused := float64(f.api.Refused()) / float64(len(sent))
				slices.Sort(spent)
				p99 := time.Duration(0)
				if len(spent) > 0 {
					p99 = spent[len(spent)*99/100]
				}
				t.Logf("%d messages in %v: %.1f a second, %.1f %% of 30; %d refused (%.2f %%); %d replies, p99 %v; %d uploads",
					len(sent), passed, rate, rate/0.3, f.api.Refused(), 100*refused, len(spent), p99, f.api.Uploads())
				if rate < tt.rate || refused > tt.refused || p99 > 500*time.Millisecond || f.api.Uploads() != 1 {
					t.Error("that is not good enough")
				}
			})
		})
	}
}

// distant is a server some way off: calls take up to jitter to it, and it takes a
// while to answer.
type distant struct {
	http.RoundTripper
	jitter time.Duration
}

func (d distant) RoundTrip(r *http.Request) (*http.Response, error) {
	if !strings.HasSuffix(r.URL.Path, "getUpdates") {
		<-time.After(rand.N(d.jitter))
		defer func() { <-time.After(50*time.Millisecond + rand.N(100*time.Millisecond)) }()
	}
	return d.RoundTripper.RoundTrip(r)
}
