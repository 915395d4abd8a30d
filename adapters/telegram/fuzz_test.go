package telegram_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
	"unicode/utf8"

	"dragoman/adapters/telegram"
	"dragoman/adapters/telegram/telegramtest"
	"dragoman/core"
	"dragoman/core/blocks"
	"dragoman/core/phrases"
	"dragoman/core/settings"
	"dragoman/core/subscriptions"
)

// parrot repeats what it is asked wherever a reply can say something.
var parrot = answerer{reply: func(_ context.Context, m core.Message) (core.Reply, error) {
	return core.Reply{
		Answered: true, Answer: m.Text + "\n" + m.Text,
		Quotes:      []core.Quote{{Text: "No.", Speaker: m.Text}},
		Source:      core.Source{Title: m.Text, Publisher: m.Text, URL: "https://x.example/" + m.Text},
		Suggestions: []string{m.Text, m.Text + "?", "x"},
	}, nil
}}

// Any update goes through the whole bot: what it calls is within Telegram's limits,
// sound HTML in valid UTF-8, and mentions nobody.
func FuzzUpdate(f *testing.F) {
	files, err := filepath.Glob("testdata/*.json")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		var updates []json.RawMessage
		if err := json.Unmarshal(raw, &updates); err != nil {
			f.Fatal(err)
		}
		for _, u := range updates {
			f.Add([]byte(u))
		}
	}
	for _, text := range []string{"/start @ann_lee_1 <b>", "/subscribe 8 Warsaw", "/settings", "/report", "/forget", "@everyone tg://user?id=1 &amp;"} {
		u, _ := json.Marshal(map[string]any{"update_id": 5, "message": map[string]any{
			"message_id": 3, "from": map[string]any{"id": 7}, "chat": map[string]any{"id": 7, "type": "private"}, "text": text,
		}})
		f.Add(u)
	}
	f.Add([]byte(`{"update_id":7,"callback_query":{"id":"1","from":{"id":7},"data":"u:T0830","message":{"message_id":3,"date":1,"chat":{"id":7,"type":"private"}}}}`))
	f.Add([]byte(`{"update_id":8,"inline_query":{"id":"1","from":{"id":7},"query":"@ann <b>"}}`))
	stand := ferry(f)
	f.Fuzz(func(t *testing.T, raw []byte) {
		api := telegramtest.New(token)
		defer api.Close()
		memory := new(subscriptions.Memory)
		bot, err := telegram.New(telegram.Options{
			Token: token, Story: stand, Answerer: parrot, API: "http://api.test", Transport: api.Transport(), Flood: noLimit(),
			Subscriptions: subscriptions.NewDesk(subscriptions.DeskOptions{Store: memory, Ledger: memory, Index: memory, Story: stand}),
		})
		if err != nil {
			t.Fatal(err)
		}
		bot.Identify(4242, "story_bot")
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		defer cancel()
		bot.Take(ctx, raw)
		for _, c := range api.Calls("") {
			for field, value := range c.Params {
				if !utf8.ValidString(value) {
					t.Errorf("%s: %s is not UTF-8: %q", c.Method, field, value)
				}
			}
			for _, field := range []string{"text", "caption"} {
				if c.Params["parse_mode"] == "HTML" && c.Params[field] != "" {
					quiet(t, c.Params[field])
				}
			}
			checkKeyboard(t, c.Params["reply_markup"])
			var results []struct {
				Content struct {
					Text string `json:"message_text"`
				} `json:"input_message_content"`
			}
			if err := json.Unmarshal([]byte(c.Params["results"]), &results); err == nil {
				for _, r := range results {
					quiet(t, r.Content.Text)
				}
			}
		}
	})
}

var (
	quoted  = regexp.MustCompile(`(?s)<blockquote.*?</blockquote>`)
	mention = regexp.MustCompile(`(^|[^A-Za-z0-9_])@[A-Za-z0-9_]`)
	address = regexp.MustCompile(`<a href="([^"]*)"`)
)

// quiet checks that a message is sound, mentions nobody outside of quotes, and links
// to nothing but pages.
func quiet(t *testing.T, html string) {
	t.Helper()
	sound(t, html)
	for _, link := range address.FindAllStringSubmatch(html, -1) {
		if !strings.HasPrefix(link[1], "https://") && !strings.HasPrefix(link[1], "http://") {
			t.Errorf("a link to %q", link[1])
		}
	}
	if m := mention.FindString(telegram.PlainText(quoted.ReplaceAllString(html, " "))); m != "" {
		t.Errorf("%q is mentioned in %q", m, html)
	}
}

// checkKeyboard checks a keyboard's JSON; "" and "null" are none.
func checkKeyboard(t *testing.T, markup string) {
	t.Helper()
	if markup == "" || markup == "null" {
		return
	}
	var k struct {
		Rows [][]struct {
			Text, URL string
			Data      string `json:"callback_data"`
		} `json:"inline_keyboard"`
	}
	if err := json.Unmarshal([]byte(markup), &k); err != nil {
		t.Fatal(err)
	}
	for _, row := range k.Rows {
		for _, b := range row {
			n := len(utf16.Encode([]rune(b.Text)))
			if n == 0 || n > 150 || !utf8.ValidString(b.Text+b.Data) || len(b.Data) > 64 || (b.Data == "") == (b.URL == "") {
				t.Errorf("button %+v", b)
			}
			if b.URL != "" && !strings.HasPrefix(b.URL, "https://t.me/") {
				t.Errorf("a button to %q", b.URL)
			}
		}
		if len(row) == 0 || len(row) > 8 {
			t.Errorf("a row of %d buttons", len(row))
		}
	}
}

// Keyboards keep Telegram's limits whatever they say. The data of a page's buttons
// are those of a desk, which bounds them.
func FuzzKeyboard(f *testing.F) {
	f.Add("When does the ferry stop?", "08:30", "T0830", uint8(0))
	f.Add("\xff\u202e@a", "", "", uint8(3))
	f.Add(strings.Repeat("😀", 200), strings.Repeat("\u0301", 90), strings.Repeat("w", 48), uint8(5))
	f.Fuzz(func(t *testing.T, question, label, data string, language uint8) {
		tags := phrases.Languages()
		tag := tags[int(language)%len(tags)]
		data = strings.ToValidUTF8(data, "")
		if len(data) > subscriptions.MaxData || strings.TrimSpace(blocks.Clean(label)) == "" {
			return
		}
		r := core.Reply{Answered: true, Answer: question, Suggestions: []string{question, label, question, label}}
		page := subscriptions.Page{Text: label, Rows: [][]subscriptions.Button{{{Label: label, Data: data}, {Label: question + "x", Data: data}}}}
		for _, markup := range telegram.Keyboards(r, page, settings.Chat{Language: tag, AdminsOnly: language%2 == 0}, phrases.For(tag)) {
			checkKeyboard(t, markup)
		}
		for _, text := range telegram.PageText(page) {
			sound(t, text)
		}
	})
}

// Blocks of any kinds, as briefings have them, become sound messages.
func FuzzBlocks(f *testing.F) {
	f.Add("Title\x1eText of @ann\x1e“No.”\x1eP", []byte{byte(blocks.Heading), byte(blocks.Plain), byte(blocks.Quote), byte(blocks.Source)}, "https://x.example/?a=\"<", 1)
	f.Add("\xff\u202e<b>&\x1e\x1e@a_b\x1e😀", []byte{3, 2, 1, 0}, "tg://user?id=1", 400)
	f.Fuzz(func(t *testing.T, texts string, kinds []byte, url string, times int) {
		times = 1 + (times&0xFFFF)%300
		var all []blocks.Block
		for i, text := range strings.SplitN(texts, "\x1e", 20) {
			b := blocks.Block{Text: strings.TrimSpace(blocks.Clean(strings.Repeat(text, times)))}
			if i < len(kinds) {
				b.Kind = blocks.Kind(kinds[i] % 4)
			}
			switch b.Kind {
			case blocks.Quote:
				b.Speaker = strings.TrimSpace(blocks.Clean(text))
			case blocks.Source:
				b.URL = url
			}
			if b.Text != "" {
				all = append(all, b)
			}
		}
		for _, html := range telegram.Chunks(all) {
			quiet(t, html)
		}
	})
}

// Who does not know the secret is told nothing, whatever they send.
func FuzzWebhook(f *testing.F) {
	f.Add("POST", "wrong", []byte(`{"update_id":1,"message":{"message_id":1,"chat":{"id":7},"from":{"id":7},"text":"who?"}}`), false)
	f.Add("POST", "", []byte(`{"update_id":1`), true)
	f.Add("GET", "\x00", []byte("\xff"), true)
	stand := ferry(f)
	f.Fuzz(func(t *testing.T, method, guess string, body []byte, knows bool) {
		asked := false
		bot, err := telegram.New(telegram.Options{
			Token: token, Story: stand, API: "http://api.test", Transport: failingTransport{}, Flood: noLimit(), Webhook: &telegram.Webhook{URL: "https://x.example/hook"},
			Answerer: answerer{reply: func(context.Context, core.Message) (core.Reply, error) {
				asked = true
				return core.Reply{}, context.Canceled
			}},
		})
		if err != nil {
			t.Fatal(err)
		}
		if knows {
			guess = bot.Secret()
		} else if guess == bot.Secret() {
			return
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel() // nothing is answered: it is about what is taken on
		w := httptest.NewRecorder()
		r := httptest.NewRequest(http.MethodPost, "/hook", bytes.NewReader(body))
		r.Method = method
		r.Header["X-Telegram-Bot-Api-Secret-Token"] = []string{guess}
		bot.Hook(ctx).ServeHTTP(w, r)
		if !knows && (w.Code/100 != 4 || asked) {
			t.Errorf("%s with %q: %d", method, guess, w.Code)
		}
		if strings.Contains(w.Body.String(), secret) || strings.Contains(w.Body.String(), bot.Secret()) {
			t.Errorf("the answer holds a secret: %q", w.Body)
		}
	})
}

// failingTransport is a network that is down.
type failingTransport struct{}

func (failingTransport) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, errors.New("no network")
}

// answeringTransport gives every call one answer.
type answeringTransport struct {
	status int
	body   []byte
}

func (a answeringTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: a.status, Header: http.Header{}, Body: io.NopCloser(bytes.NewReader(a.body)), Request: r}, nil
}

// Whatever the API answers: no panic, no token in an error, and no wait beyond a
// day.
func FuzzAnswer(f *testing.F) {
	f.Add(200, []byte(`{"ok":true,"result":[{"update_id":1}]}`))
	f.Add(429, []byte(`{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":9223372036854775807}}`))
	f.Add(400, []byte(`{"ok":false,"error_code":-1,"description":"`+token+`","parameters":{"retry_after":-5,"migrate_to_chat_id":-1}}`))
	f.Add(302, []byte(`{`))
	f.Add(500, []byte("<html>"))
	stand := ferry(f)
	f.Fuzz(func(t *testing.T, status int, body []byte) {
		bot, err := telegram.New(telegram.Options{
			Token: token, Story: stand, Answerer: answerer{}, API: "http://api.test", Transport: answeringTransport{status, body},
		})
		if err != nil {
			t.Fatal(err)
		}
		var updates []json.RawMessage
		wait, err := bot.Call(t.Context(), "getUpdates", &updates)
		if err != nil && strings.Contains(err.Error(), secret) {
			t.Errorf("the token is in %q", err)
		}
		if wait <= 0 || wait > 24*time.Hour {
			t.Errorf("waits %v after %v", wait, err)
		}
	})
}
