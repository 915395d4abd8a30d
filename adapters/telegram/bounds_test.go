package telegram_test

import (
	"context"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"dragoman/adapters/telegram"
	"dragoman/adapters/telegram/telegramtest"
	"dragoman/core"
)

// A program that types is not answered without end, and never by a message: an inline
// query comes from no chat.
func TestTypedTooFast(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		release := make(chan struct{})
		r := run(t, api, func(o *telegram.Options) {
			o.Answerer = answerer{reply: func(_ context.Context, m core.Message) (core.Reply, error) {
				<-release
				return core.Reply{Answered: true, Answer: m.Text}, nil
			}}
		})
		for range 300 {
			api.Push(map[string]any{"inline_query": map[string]any{"id": "1", "from": map[string]any{"id": 7}, "query": "who?", "offset": ""}})
		}
		time.Sleep(time.Second) // all are taken on
		close(release)
		api.AwaitConfirmed(t)
		if n := len(api.Calls("answerInlineQuery")); n < 1 || n > 62 {
			t.Errorf("%d are answered", n)
		}
		if n := len(api.Calls("sendMessage")); n > 0 {
			t.Errorf("%d messages, to nobody", n)
		}
		r.check(api)
	})
}

// Whoever knows no secret keeps no connection, and as many as Telegram may open are
// all that there are.
func TestWebhookConnections(t *testing.T) {
	api := telegramtest.NewServer(token)
	defer api.Close()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ready := make(chan struct{})
	r := run(t, api, func(o *telegram.Options) {
		o.Webhook = &telegram.Webhook{URL: "https://x.example/hook", Listener: listener}
		o.Ready = func() { close(ready) }
	})
	<-ready
	client := &http.Client{Transport: &http.Transport{}}
	for _, path := range []string{"/hook", "/other"} {
		resp, err := client.Post("http://"+listener.Addr().String()+path, "application/json", strings.NewReader("{}"))
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if !resp.Close || resp.StatusCode < 400 {
			t.Errorf("%s: %s, and the connection stays", path, resp.Status)
		}
	}
	var conns []net.Conn
	for range telegram.MaxHookConns {
		conn, err := net.Dial("tcp", listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		conns = append(conns, conn)
	}
	answered := make(chan error, 1)
	go func() {
		resp, err := client.Get("http://" + listener.Addr().String() + "/other")
		if err == nil {
			resp.Body.Close()
		}
		answered <- err
	}()
	select {
	case err := <-answered:
		t.Errorf("one more is served: %v", err)
	case <-time.After(100 * time.Millisecond):
	}
	conns[0].Close()
	if err := <-answered; err != nil {
		t.Error(err)
	}
	r.check(api)
}

// What a reader or a story names is not mentioned by the bot.
func TestNobodyIsMentioned(t *testing.T) {
	for text, want := range map[string]string{
		"@ann_lee and @BOB1, @everyone":   "@\u2060ann_lee and @\u2060BOB1, @\u2060everyone",
		"write to me@mail.example @ home": "write to me@mail.example @ home",
		"@@ann @ü é@x":                    "@@\u2060ann @ü é@\u2060x",
		"@":                               "@",
	} {
		if got := telegram.Render(core.Reply{Answer: text}); got[0] != want {
			t.Errorf("%q: got %q", text, got[0])
		}
		if got := telegram.RenderBelow(text, core.Reply{Answer: "No."}); got[0] != "<b>"+want+"</b>\n\nNo." {
			t.Errorf("%q above an answer: got %q", text, got[0])
		}
	}
	quote := core.Reply{Answer: "A:", Quotes: []core.Quote{{Text: "As @ann said.", Speaker: "S"}}}
	if got := telegram.Render(quote); !strings.Contains(got[0], "“As @ann said.”") {
		t.Errorf("a quote is changed: %q", got[0])
	}
}
