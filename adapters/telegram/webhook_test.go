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

func webhooked(t *testing.T, api *telegramtest.Server, change func(*telegram.Options)) (*running, string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	url := "http://" + l.Addr().String() + "/telegram/hook"
	ready := make(chan struct{})
	r := run(t, api, func(o *telegram.Options) {
		o.Webhook = &telegram.Webhook{URL: url, Listener: l}
		o.Ready = func() { close(ready) }
		if change != nil {
			change(o)
		}
	})
	<-ready
	return r, url
}

func TestWebhook(t *testing.T) {
	api := telegramtest.NewServer(token)
	defer api.Close()
	r, _ := webhooked(t, api, nil)
	for i := range 200 {
		api.Say(int64(i%20+1), "hi")
	}
	api.Await(t, 200)
	api.AwaitConfirmed(t)
	r.check(api)
	set := api.Calls("setWebhook")[0].Params
	if strings.Contains(set["secret_token"], secret) || len(set["secret_token"]) != 64 {
		t.Errorf("secret is %q", set["secret_token"])
	}
	if n := len(api.Sent(0)); n != 200 {
		t.Errorf("%d answers", n)
	}
}

func TestWebhookRefuses(t *testing.T) {
	api := telegramtest.NewServer(token)
	defer api.Close()
	r, url := webhooked(t, api, func(o *telegram.Options) { o.Webhook.Secret = "s3cret" })
	const update = `{"update_id":1,"message":{"message_id":1,"date":1,"text":"hi","chat":{"id":7,"type":"private"},"from":{"id":7}}}`
	for _, tt := range []struct {
		name, method, url, secret, body string
		want                            int
	}{
		{"other method", "GET", url, "s3cret", "", 405},
		{"other path", "POST", url + "/x", "s3cret", update, 404},
		{"no secret", "POST", url, "", update, 401},
		{"wrong secret", "POST", url, "s3cres", update, 401},
		{"too long", "POST", url, "s3cret", strings.Repeat(" ", 1<<20) + update, 413},
		{"no update", "POST", url, "s3cret", "{", 200}, // Telegram is not to bring it again
		{"an update", "POST", url, "s3cret", update, 200},
		{"the same", "POST", url, "s3cret", update, 200},
	} {
		req, err := http.NewRequest(tt.method, tt.url, strings.NewReader(tt.body))
		if err != nil {
			t.Fatal(err)
		}
		if tt.secret != "" {
			req.Header.Set("X-Telegram-Bot-Api-Secret-Token", tt.secret)
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != tt.want {
			t.Errorf("%s: got %d, want %d", tt.name, resp.StatusCode, tt.want)
		}
	}
	if n := len(api.Sent(0)); n != 1 {
		t.Errorf("%d answers", n)
	}
	r.check(api)
}

// An update is acknowledged when it is handled; one that is given up is not.
func TestWebhookAcknowledgesWhenHandled(t *testing.T) {
	api := telegramtest.NewServer(token)
	defer api.Close()
	begun, release := make(chan struct{}, 10), make(chan struct{})
	r, _ := webhooked(t, api, func(o *telegram.Options) {
		o.Grace = 200 * time.Millisecond
		o.Answerer = answerer{reply: func(ctx context.Context, m core.Message) (core.Reply, error) {
			begun <- struct{}{}
			if m.Text == "hang" {
				<-ctx.Done()
				return core.Reply{}, ctx.Err()
			}
			<-release
			return core.Reply{Answer: "done"}, nil
		}}
	})
	api.Say(7, "slow")
	<-begun
	if _, pending := api.Offset(); pending != 1 {
		t.Error("acknowledged before it was handled")
	}
	close(release)
	api.Await(t, 1)
	api.AwaitConfirmed(t)
	api.Say(8, "hang")
	<-begun
	if err := r.end(); err != nil {
		t.Error(err)
	}
	if _, pending := api.Offset(); pending != 1 {
		t.Error("what was given up is acknowledged")
	}
}

func TestWebhookOptions(t *testing.T) {
	for _, w := range []telegram.Webhook{
		{}, {URL: "bot.example/x"}, {URL: "ftp://x"}, {URL: "https://x", Secret: "a b"},
		{URL: "https://x", CertFile: "c"}, {URL: "https://x", SelfSigned: true},
	} {
		if _, err := telegram.New(telegram.Options{Token: token, Story: ferry(t), Answerer: answerer{}, Webhook: &w}); err == nil {
			t.Errorf("%+v is accepted", w)
		}
	}
}
