package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"strconv"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
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
	trouble := trouble{bot: b}
	pace := minPace
	for ctx.Err() == nil {
		offset, flying := b.inbox.offset()
		timeout := b.opts.PollTimeout
		if flying > 0 {
			timeout = 0
		}
		begun := time.Now()
		updates, err := b.getUpdates(ctx, offset, timeout)
		if err != nil {
			if ctx.Err() != nil {
				return nil
			}
			wait, fatal := trouble.meets(err)
			if fatal != nil {
				return fatal
			}
			_ = sleep(ctx, wait)
			continue
		}
		trouble.over()
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
			_ = sleep(ctx, maxPace) // a server that does not wait
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

// trouble is a row of calls for updates that failed. Each kind is logged once.
type trouble struct {
	bot *Bot
	n   int
	was string
}

// meets says how long to wait after an error, or that waiting does not help.
func (t *trouble) meets(err error) (wait time.Duration, fatal error) {
	log := t.bot.opts.Log
	kind := "other"
	wait = pause(t.n, err)
	e, ok := asAPI(err)
	switch {
	case ok && (e.Code == 401 || e.Code == 404):
		return 0, ErrToken
	case ok && e.Code == 409 && e.is("webhook"):
		kind = "webhook"
		wait = max(wait, 5*time.Second)
	case ok && e.Code == 409:
		kind = "conflict"
		wait = max(wait, 3*time.Second)
	case ok && e.RetryAfter > 0:
		kind = "429"
	}
	if kind != t.was {
		switch kind {
		case "webhook":
			log.Error("a webhook was set meanwhile, by another program with this token: no updates come until it is removed (bot serve --telegram-drop-webhook)")
		case "conflict":
			log.Error("another program gets the updates of this bot (409 Conflict): make sure that only one instance runs with this token")
		case "429":
			log.Warn("Telegram asks for patience", "wait", wait)
		default:
			log.Warn("getting updates fails; trying on", "error", err)
		}
	}
	t.was = kind
	t.n++
	return wait, nil
}

// over ends a row of failures.
func (t *trouble) over() {
	if t.n > 0 {
		t.bot.opts.Log.Info("getting updates works again", "failures", t.n)
	}
	t.n, t.was = 0, ""
}

func asJSON(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(errors.Join(errors.New("a value of ours is no JSON"), err))
	}
	return string(b)
}
