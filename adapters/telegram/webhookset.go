package telegram

import (
	"context"
	"crypto/tls"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"dragoman/core/sleep"
)

// setWebhook tells Telegram where to bring the updates, and gives it the
// certificate if nobody else has signed that.
func (b *Bot) setWebhook(ctx context.Context, certificate *tls.Certificate) error {
	w := b.opts.Webhook
	params := tgbotapi.Params{
		"url": w.URL, "secret_token": b.secret(), "allowed_updates": asJSON(wanted), "max_connections": "40",
	}
	for n := 0; ; n++ {
		var err error
		if w.SelfSigned {
			err = b.api.upload(ctx, "setWebhook", params, "certificate", "certificate.pem", publicPEM(certificate), nil)
		} else {
			err = b.api.call(ctx, callTimeout, "setWebhook", params, nil)
		}
		if err == nil {
			return nil
		}
		if isRefusal(err) {
			return ErrToken
		}
		if !isTransient(err) || ctx.Err() != nil {
			return err
		}
		if n == 0 {
			b.opts.Log.Warn("the webhook cannot be set; trying on", "error", err)
		}
		if err := sleep.For(ctx, pause(n, err)); err != nil {
			return err
		}
	}
}
