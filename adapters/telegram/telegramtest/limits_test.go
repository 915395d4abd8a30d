package telegramtest_test

import (
	"net/url"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/telegram/telegramtest"
)

// The server keeps its limits to the letter: the last that is permitted, and one more.
func TestLimits(t *testing.T) {
	for name, tt := range map[string]struct {
		chat  func(n int64) int64
		every time.Duration
		most  int
		wait  string // retry_after of one more
	}{
		"over all":   {func(n int64) int64 { return n + 1 }, 0, 30, "1"},
		"in a chat":  {func(int64) int64 { return 7 }, 0, 1, "1"},
		"in a group": {func(int64) int64 { return -7 }, time.Second, 20, "40"},
		"to readers": {func(int64) int64 { return 7 }, time.Second, 100, "1"},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				api := telegramtest.New("1:x")
				defer synctest.Wait()
				defer api.Close()
				api.Limit(telegramtest.TelegramLimits)
				n := int64(0)
				send := func() string {
					n++
					return call(t, api, "sendMessage", url.Values{"chat_id": {itoa(tt.chat(n))}, "text": {"hi"}})
				}
				for range tt.most {
					if got := send(); !contains(got, `"ok":true`) {
						t.Fatalf("message %d: got %s", n, got)
					}
					time.Sleep(tt.every) // virtual
				}
				if name == "to readers" {
					return
				}
				if got := send(); !contains(got, `"error_code":429`) || !contains(got, `"retry_after":`+tt.wait+`}`) {
					t.Errorf("got %s", got)
				}
				if api.Refused() != 1 {
					t.Errorf("%d refused", api.Refused())
				}
				time.Sleep(time.Minute) // virtual
				if got := send(); !contains(got, `"ok":true`) {
					t.Errorf("got %s", got)
				}
			})
		})
	}
}
