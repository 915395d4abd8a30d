package telegram

import (
	"context"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"dragoman/core/sleep"
)

// announceTries is how often a message of a briefing that has begun is tried: it is
// better late than that the whole briefing is sent again.
const announceTries = 6

// announce sends a text of a briefing when its turn has come, and again after a 429.
// What else goes wrong is the Runner's to try again, unless the briefing has begun.
func (b *Bot) announce(ctx context.Context, o *outgoing, params tgbotapi.Params, out any) error {
	hold, tries := maxHold, 1
	if o.begun {
		hold, tries = giveUpAfter, announceTries
	}
	begun := time.Now()
	for n := 1; ; {
		if err := b.pace.briefing(ctx, o.chat, hold); err != nil {
			return err
		}
		err := b.api.call(ctx, callTimeout, "sendMessage", params, out)
		if err == nil || !isTransient(err) || ctx.Err() != nil || time.Since(begun) > giveUpAfter {
			return err
		}
		if e, ok := asAPI(err); ok && e.RetryAfter > 0 {
			continue // the pace knows, and waits
		}
		if n == tries {
			return err
		}
		if waitErr := sleep.For(ctx, pause(n, err)); waitErr != nil {
			return err
		}
		n++
	}
}
