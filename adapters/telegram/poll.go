package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"dragoman/core/sleep"
)

const (
	pollLimit = 100 // getUpdates: at most 100
	// While updates are handled, Telegram would return them again at once:
	// the next call waits for them, but not long, for new ones may come.
	minPace = 50 * time.Millisecond
	maxPace = 250 * time.Millisecond
)

// poll gets updates until ctx ends or that cannot go on.
func (b *Bot) poll(ctx, work context.Context) error {
	if err := b.checkWebhook(ctx); err != nil {
		return err
	}
	if b.opts.Ready != nil {
		b.opts.Ready()
	}
	b.opts.Connected(true)
	defer b.opts.Connected(false)
	trouble := trouble{bot: b, said: make(map[string]bool)}
	pace := minPace
	for ctx.Err() == nil {
		offset, flying := b.inbox.offset()
		timeout := b.opts.PollTimeout
		if flying > 0 || trouble.row > 0 {
			timeout = 0 // after a failure, so that it is seen at once when it is over
		}
		begun := time.Now()
		updates, err := b.getUpdates(ctx, offset, timeout)
		if err != nil {
			if ctx.Err() != nil {
				return nil
			}
			b.opts.Connected(false)
			wait, fatal := trouble.meets(err)
			if fatal != nil {
				return fatal
			}
			_ = sleep.For(ctx, wait)
			continue
		}
		trouble.over()
		b.opts.Connected(true)
		b.inbox.confirmed(offset, len(updates) == 0 && flying == 0)

		fresh := false
		for _, raw := range updates {
			_, isNew := b.receive(work, raw, false)
			fresh = fresh || isNew
		}
		pace = min(2*pace, maxPace)
		if fresh {
			pace = minPace
		}
		if len(updates) == pollLimit && b.putAside(work, b.inbox.older(0)) {
			// There are more than a call returns, and none of them would come
			// before these are confirmed.
			continue
		}
		b.inbox.settle(ctx, pace)
		b.putAside(work, b.inbox.older(asideAfter))
		if len(updates) == 0 && timeout > 0 && time.Since(begun) < time.Second {
			_ = sleep.For(ctx, maxPace) // a server that does not wait
		}
	}
	return nil
}

func (b *Bot) getUpdates(ctx context.Context, offset int64, timeout time.Duration) ([]json.RawMessage, error) {
	params := tgbotapi.Params{
		"timeout":         strconv.Itoa(int(timeout / time.Second)),
		"limit":           strconv.Itoa(pollLimit),
		"allowed_updates": asJSON(wanted),
	}
	if offset != 0 {
		params["offset"] = itoa(offset)
	}
	var updates []json.RawMessage
	err := b.api.call(ctx, timeout+10*time.Second, "getUpdates", params, &updates)
	return updates, err
}

// checkWebhook makes sure that no webhook takes the updates.
func (b *Bot) checkWebhook(ctx context.Context) error {
	if b.opts.DropWebhook {
		err := b.api.insist(ctx, "deleteWebhook", tgbotapi.Params{"drop_pending_updates": "false"}, nil)
		if err == nil {
			b.opts.Log.Info("the webhook is removed")
		}
		return err
	}
	var info struct {
		URL string `json:"url"`
	}
	// A server that does not tell is asked for updates all the same.
	if err := b.api.call(ctx, callTimeout, "getWebhookInfo", nil, &info); err == nil && info.URL != "" {
		return ErrWebhook
	}
	return nil
}

func asJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(errors.Join(errors.New("a value of ours is no JSON"), err))
	}
	return string(b)
}
