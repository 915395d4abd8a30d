package telegram

import (
	"context"
	"math/rand/v2"
	"strconv"
	"strings"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"dragoman/core/sleep"
)

const (
	firstBackoff = 500 * time.Millisecond
	maxBackoff   = 30 * time.Second
	// giveUpAfter bounds how long one message is tried: what fails for so
	// long while others get through would fail for ever.
	giveUpAfter = 15 * time.Minute
)

// insist calls a method until it works, fails for good, or ctx ends. After a
// 429 it waits as long as it is told; else longer each time, with jitter, so
// that many bots do not come back at once. Messages take turns when they come back.
func (a *api) insist(ctx context.Context, method string, params tgbotapi.Params, out any) error {
	begun := time.Now()
	for n := 0; ; n++ {
		err := a.call(ctx, callTimeout, method, params, out)
		if err == nil || !isTransient(err) || ctx.Err() != nil || time.Since(begun) > giveUpAfter {
			return err
		}
		if waitErr := sleep.For(ctx, pause(n, err)); waitErr != nil {
			return err
		}
		if waitErr := a.queue(ctx, method, params); waitErr != nil {
			return err
		}
	}
}

// queue waits until a call that failed may be made again, if it is one of those that
// Telegram limits: that write to a chat.
func (a *api) queue(ctx context.Context, method string, params tgbotapi.Params) error {
	chat, err := strconv.ParseInt(params["chat_id"], 10, 64)
	if err != nil || a.retry == nil || !strings.HasPrefix(method, "send") && !strings.HasPrefix(method, "edit") {
		return nil
	}
	return a.retry(ctx, chat)
}

// pause is how long to wait after the n-th failure in a row, from 0.
func pause(n int, err error) time.Duration {
	if e, ok := asAPI(err); ok && e.RetryAfter > 0 {
		return e.RetryAfter
	}
	d := min(firstBackoff<<min(n, 10), maxBackoff)
	return d/2 + rand.N(d/2)
}
