package telegram_test

import (
	"context"
	"strings"
	"testing"

	"dragoman/adapters/telegram"
	"dragoman/adapters/telegram/telegramtest"
	"dragoman/core"
	"dragoman/core/briefing"
	"dragoman/core/questions"
	"dragoman/core/schedule"
	"dragoman/core/subscriptions"
	"dragoman/knowledge"
)

// A briefing now is a picture with the text below it, and a button that asks its
// question. The picture is uploaded once.
func TestBriefingNow(t *testing.T) {
	inOffice(t, nil, func(t *testing.T, f *office) {
		m := f.say(t, "/briefing")
		if m.Photo == "" || !strings.HasPrefix(m.HTML, "<b>Russia and US officials to meet in Riyadh") || !strings.Contains(m.HTML, "</blockquote>") {
			t.Errorf("got %+v", m)
		}
		button := buttons(t, m)[0][0]
		if button["callback_data"] != "q:"+questions.ID(button["text"]) {
			t.Errorf("got %v", button)
		}
		f.api.SayIn(group(-1005, "supergroup"), 9, "/briefing", map[string]any{"message_thread_id": 77, "is_topic_message": true})
		g := f.last(t)
		if g.Photo != m.Photo || g.Thread != 77 || g.ReplyTo == 0 || f.api.Uploads() != 1 {
			t.Errorf("got %+v after %d uploads", g, f.api.Uploads())
		}
		asked := f.press(t, 7, m, button["text"])
		if asked.ID == m.ID || !strings.HasPrefix(asked.Text, "Answer to "+button["text"]) && !strings.Contains(asked.Text, button["text"]) {
			t.Errorf("got %q", asked.Text)
		}
		if len(f.api.Sent(0)) != 3 {
			t.Errorf("got %q", texts(f.api.Sent(0)))
		}
	})
}

// A briefing now is no subscription, and does not use up that of the day.
func TestBriefingNowIsExtra(t *testing.T) {
	inOffice(t, nil, func(t *testing.T, f *office) {
		f.say(t, "/briefing")
		f.unsubscribed(t, reader)
		f.say(t, "/subscribe 8 Warsaw")
		before := f.subscription(t, reader)
		f.say(t, "/briefing")
		if after := f.subscription(t, reader); after.Date != before.Date || len(after.Progress.Parts) != 0 {
			t.Errorf("got %+v", after)
		}
	})
}

// The people and the days of the story are pictures with their text.
func TestIllustratedViews(t *testing.T) {
	inOffice(t, nil, func(t *testing.T, f *office) {
		who := f.say(t, "/who")
		f.say(t, "/timeline")
		sent := f.api.Sent(0)
		for _, m := range sent {
			if m.Photo == "" && m.Markup != "" {
				t.Errorf("got %+v", m)
			}
		}
		if n := f.api.Uploads(); n != 2 || who.Text == "" {
			t.Errorf("%d uploads, %q", n, who.Text)
		}
		f.say(t, "/who")
		f.say(t, "/timeline")
		if n := f.api.Uploads(); n != 2 || len(f.api.Sent(0)) != 2*len(sent) {
			t.Errorf("%d uploads, %d messages after %d", n, len(f.api.Sent(0)), len(sent))
		}
	})
}

// A text that is too long for a caption follows a picture with the headline below
// it; the buttons are below the last message.
func TestCaptionLimit(t *testing.T) {
	base, err := knowledge.Embedded("riyadh")
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		text string // of 1,024 units and more
		want int    // messages
	}{
		"fits exactly":    {strings.Repeat("😀", 511) + "xx", 1},
		"one unit longer": {strings.Repeat("😀", 512) + "x", 2},
		"markup is free":  {strings.Repeat("<&>", 341) + "x", 1},
		"very long":       {strings.Repeat("word ", 1500), 3},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, api *telegramtest.Server) {
				obey(t, api)
				bot, err := telegram.New(telegram.Options{Token: token, Story: ferry(t), Answerer: answerer{}, API: "http://api.test", Transport: api.Transport()})
				if err != nil {
					t.Fatal(err)
				}
				if err := bot.SendPicture(t.Context(), 7, base, core.Reply{Answer: tt.text, Suggestions: []string{"Who attends?"}}); err != nil {
					t.Fatal(err)
				}
				sent := api.Sent(7)
				if len(sent) != tt.want || sent[0].Photo == "" || sent[len(sent)-1].Markup == "" {
					t.Fatalf("got %d messages: %+v", len(sent), sent)
				}
				if whole := tt.want == 1; whole != (sent[0].Markup != "") || !whole && sent[0].HTML != "<b>Headline &amp; more</b>" {
					t.Errorf("got %+v", sent[0])
				}
				for _, p := range api.Problems() {
					t.Error(p)
				}
			})
		})
	}
}

// Where a picture is not taken, for whatever reason, the text comes alone; what is
// wrong with the chat is found out once.
func TestWithoutPicture(t *testing.T) {
	for name, tt := range map[string]struct {
		fault telegramtest.Fault
		calls int
	}{
		"no right":        {telegramtest.Fault{Code: 400, Description: "Bad Request: not enough rights to send photos to the chat"}, 1},
		"forbidden":       {telegramtest.Fault{Code: 403, Description: "Forbidden: CHAT_SEND_PHOTOS_FORBIDDEN"}, 1},
		"not processed":   {telegramtest.Fault{Code: 400, Description: "Bad Request: IMAGE_PROCESS_FAILED"}, 1},
		"server error":    {telegramtest.Fault{Code: 500, Description: "Internal Server Error"}, 1},
		"no method":       {telegramtest.Fault{Code: 500, Body: "{}"}, 1},
		"broken":          {telegramtest.Fault{Drop: true}, 1},
		"patience":        {telegramtest.Fault{Code: 429, RetryAfter: 3, Description: "Too Many Requests: retry after 3", Times: 1}, 2},
		"markup refused":  {telegramtest.Fault{Code: 400, Description: "Bad Request: can't parse entities: no", Times: 1}, 2},
		"no such thread":  {telegramtest.Fault{Code: 400, Description: "Bad Request: message thread not found", Times: 1}, 2},
		"now supergroup":  {telegramtest.Fault{Code: 400, MigrateTo: -1007, Description: "Bad Request: group chat was upgraded to a supergroup chat", Times: 1}, 2},
		"unknown trouble": {telegramtest.Fault{Code: 400, Description: "Bad Request: no"}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			inOffice(t, nil, func(t *testing.T, f *office) {
				tt.fault.Method = "sendPhoto"
				f.api.Fail(tt.fault)
				m := f.in(t, 9, 77, "/briefing")
				if !strings.HasPrefix(m.Text, "Russia and US officials") || m.Markup == "" || (m.Photo == "") != (tt.calls == 1) {
					t.Errorf("got %+v", m)
				}
				if n := len(f.api.Calls("sendPhoto")); n != tt.calls || len(f.api.Sent(0)) != 1 {
					t.Errorf("%d calls, %d messages", n, len(f.api.Sent(0)))
				}
			})
		})
	}
}

// A picture that Telegram does not know any more is uploaded again.
func TestLostPicture(t *testing.T) {
	inOffice(t, nil, func(t *testing.T, f *office) {
		first := f.say(t, "/briefing")
		f.api.LosePhotos()
		second := f.say(t, "/briefing")
		if second.Photo == "" || second.Photo == first.Photo {
			t.Errorf("got %q after %q", second.Photo, first.Photo)
		}
		for range 2 { // the picture of another day
			if err := f.send(t, reader); err != nil {
				t.Fatal(err)
			}
			f.api.LosePhotos()
		}
		if n := f.api.Uploads(); n != 4 {
			t.Errorf("%d uploads", n)
		}
	})
}

// A new edition has a picture of its own; a story without days and meetings has none.
func TestPictureOfEdition(t *testing.T) {
	inOffice(t, nil, func(t *testing.T, f *office) {
		f.say(t, "/briefing")
		base, err := knowledge.Embedded("riyadh")
		if err != nil {
			t.Fatal(err)
		}
		if err := f.stand.Replace(base); err != nil {
			t.Fatal(err)
		}
		f.say(t, "/briefing")
		f.say(t, "/briefing")
		if n := f.api.Uploads(); n != 2 {
			t.Errorf("%d uploads", n)
		}
		bare, err := knowledge.Parse("bare.yaml", []byte(bareStory))
		if err != nil {
			t.Fatal(err)
		}
		if err := f.stand.Replace(bare); err != nil {
			t.Fatal(err)
		}
		if m := f.say(t, "/briefing"); m.Photo != "" || !strings.HasPrefix(m.Text, "A bare story") {
			t.Errorf("got %+v", m)
		}
		if m := f.say(t, "/who"); m.Photo != "" || m.Text != "The story names no people." {
			t.Errorf("got %+v", m)
		}
	})
}

// A briefing that was composed before another edition came has the picture of its
// own, or none if that has none.
func TestPictureOfComposedEdition(t *testing.T) {
	inOffice(t, nil, func(t *testing.T, f *office) {
		bare, err := knowledge.Parse("bare.yaml", []byte(bareStory))
		if err != nil {
			t.Fatal(err)
		}
		pictured := f.stand.Now().Base
		for _, tt := range []struct {
			composed, current *knowledge.Base
			photo             bool
		}{
			{pictured, bare, true},
			{bare, pictured, false},
		} {
			if err := f.stand.Replace(tt.composed); err != nil {
				t.Fatal(err)
			}
			br := f.briefing()
			if err := f.stand.Replace(tt.current); err != nil {
				t.Fatal(err)
			}
			if err := f.bot.Sender().Send(t.Context(), reader, "nonce", br, "en"); err != nil {
				t.Fatal(err)
			}
			if m := f.last(t); (m.Photo != "") != tt.photo || !strings.HasPrefix(m.Text, tt.composed.Story().Title) {
				t.Errorf("got %+v", m)
			}
		}
	})
}

// An edited command gets its answer edited; a picture cannot be put where a text was.
func TestEditedToPicture(t *testing.T) {
	inOffice(t, nil, func(t *testing.T, f *office) {
		f.api.Say(7, "/summary")
		id := f.api.NextMessage() - 1 // of the command
		f.last(t)
		for _, text := range []string{"/briefing", "/who", "/summary", "/sources"} {
			f.api.Push(edited(id, text))
			m := f.last(t)
			pictured := text == "/briefing" || text == "/who"
			if sent := f.api.Sent(0); (m.Photo != "") != pictured && len(sent) == 1 || len(sent) > 2 {
				t.Errorf("%s: got %+v", text, sent)
			}
		}
		if m := f.last(t); m.Edits != 1 || !strings.Contains(m.Text, "Al Jazeera") {
			t.Errorf("got %+v", m)
		}
	})
}

// bareStory has neither days nor people.
const bareStory = `schema: 1
story: {title: A bare story, publisher: The Post, published: 2025-10-06}
paragraphs: {1: Headline}
facts:
  - id: rain
    cites: [1]
    gist: It rains in the north.
    asks:
      - {kind: what, answer: It rains., asked: [what is the weather]}
`

// briefing is what a reader gets who was told nothing.
func (f *office) briefing() briefing.Briefing {
	return briefing.Compose(briefing.Request{Base: f.stand.Now().Base, Date: schedule.Date{Year: 2025, Month: 2, Day: 18}})
}

// send sends the briefing of a place as it is now.
func (f *office) send(t testing.TB, place subscriptions.Place) error {
	t.Helper()
	return f.bot.Sender().Send(context.Background(), place, "nonce", f.briefing(), "en")
}
