package telegram_test

import (
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/telegram"
	"dragoman/adapters/telegram/telegramtest"
	"dragoman/core/delivery"
)

// hooked runs a bot by webhook in a bubble. The fake server is told nothing of
// it: the test brings the updates.
func hooked(t *testing.T, api *telegramtest.Server, change func(*telegram.Options)) (*running, *pipes) {
	t.Helper()
	api.Fail(telegramtest.Fault{Method: "setWebhook", Body: `{"ok":true,"result":true}`})
	p := newPipes()
	ready := make(chan struct{})
	r := run(t, api, func(o *telegram.Options) {
		o.Webhook = &telegram.Webhook{URL: "https://bot.test/hook", Listener: p, Secret: "s3cret"}
		o.Ready = func() { close(ready) }
		if change != nil {
			change(o)
		}
	})
	<-ready
	return r, p
}

func private(id, chat int64, text string) string {
	return fmt.Sprintf(`{"update_id":%d,"message":{"message_id":%d,"date":1,"text":%q,"chat":{"id":%d,"type":"private"},"from":{"id":%d,"is_bot":false,"first_name":"U"}}}`, id, id, text, chat, chat)
}

// A chat that has to wait does not use up the few requests that Telegram keeps
// open: its update is set aside, and handled once.
func TestHookSetsAside(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		store := shelf{Log: new(delivery.Memory), aside: map[int64][]byte{}}
		r, p := hooked(t, api, func(o *telegram.Options) { o.Deliveries = &store })
		api.Fail(telegramtest.TooManyRequests("sendMessage", 7, 40, 1))
		begun := time.Now()
		if got := p.bring(t, "s3cret", private(1, 7, "slow")); got != 200 {
			t.Errorf("got %d", got)
		}
		if held := time.Since(begun); held < time.Second || held > 3*time.Second {
			t.Errorf("held for %v", held)
		}
		if got := p.bring(t, "s3cret", private(1, 7, "slow")); got != 200 { // delivered again
			t.Errorf("again: got %d", got)
		}
		if n := len(store.aside); n != 1 {
			t.Errorf("%d updates are aside", n)
		}
		api.Await(t, 1)
		synctest.Wait()
		if got := p.bring(t, "s3cret", private(1, 7, "slow")); got != 200 || len(store.aside) != 0 {
			t.Errorf("got %d, %d are aside", got, len(store.aside))
		}
		if got := texts(api.Sent(0)); !slices.Equal(got, []string{"Answer to slow"}) {
			t.Errorf("got %q", got)
		}
		r.check(api)
	})
}

// Without a state file, Telegram is to keep what takes long.
func TestHookWithoutShelf(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		r, p := hooked(t, api, nil)
		api.Fail(telegramtest.TooManyRequests("sendMessage", 7, 90, 1))
		begun := time.Now()
		if got := p.bring(t, "s3cret", private(1, 7, "slow")); got != 503 {
			t.Errorf("got %d", got)
		}
		if held := time.Since(begun); held < 49*time.Second || held > 51*time.Second {
			t.Errorf("held for %v", held)
		}
		if got := p.bring(t, "s3cret", private(1, 7, "slow")); got != 200 {
			t.Errorf("again: got %d", got)
		}
		if got := texts(api.Sent(0)); !slices.Equal(got, []string{"Answer to slow"}) {
			t.Errorf("got %q", got)
		}
		r.check(api)
	})
}

// What is held when the bot is to end is answered, or left to Telegram.
func TestHookEnds(t *testing.T) {
	bubble(t, func(t *testing.T, api *telegramtest.Server) {
		r, p := hooked(t, api, nil)
		api.Fail(telegramtest.TooManyRequests("sendMessage", 7, 5, 1))
		api.Fail(telegramtest.TooManyRequests("sendMessage", 8, 60, 1))
		status := make(chan [2]int, 2)
		for _, chat := range []int64{7, 8} {
			go func() { status <- [2]int{int(chat), p.bring(t, "s3cret", private(chat, chat, "slow"))} }()
		}
		time.Sleep(time.Second)
		begun := time.Now()
		if err := r.end(); err != nil || time.Since(begun) > 10*time.Second {
			t.Errorf("ended with %v after %v", err, time.Since(begun))
		}
		got := map[int]int{}
		for range 2 {
			s := <-status
			got[s[0]] = s[1]
		}
		if got[7] != 200 || got[8] == 200 || len(api.Sent(0)) != 1 {
			t.Errorf("got %v and %d answers", got, len(api.Sent(0)))
		}
		if p.bring(t, "s3cret", private(9, 9, "late")) != 0 {
			t.Error("it still listens")
		}
	})
}
