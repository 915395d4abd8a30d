package main

import (
	"errors"
	"fmt"

	"dragoman/adapters/telegram"
)

// telegramFlags are the flags of the bot on Telegram.
type telegramFlags struct {
	Token         string `name:"telegram-token" placeholder:"TOKEN" help:"The Telegram bot's token, from @BotFather. Better in the environment than on the command line, which others can see; $$TELEGRAM_TOKEN does too."`
	API           string `name:"telegram-api" placeholder:"URL" help:"Address of a Bot API server of your own (https://api.telegram.org)."`
	Webhook       string `name:"telegram-webhook" placeholder:"URL" help:"Get updates by HTTP at this https address, instead of asking for them."`
	WebhookListen string `name:"telegram-webhook-listen" placeholder:"ADDR" help:"Where to listen for them (127.0.0.1:8443); TLS is ended in front, unless a certificate is given."`
	WebhookCert   string `name:"telegram-webhook-cert" placeholder:"FILE" help:"Certificate to serve them with, PEM."`
	WebhookKey    string `name:"telegram-webhook-key" placeholder:"FILE" help:"Its key, PEM."`
	WebhookSelf   bool   `name:"telegram-webhook-self-signed" help:"Give the certificate to Telegram: nobody else signed it."`
	WebhookSecret string `name:"telegram-webhook-secret" placeholder:"TEXT" help:"What Telegram proves itself with: 1-256 letters, digits, _ and - (made from the token)."`
	DropWebhook   bool   `name:"telegram-drop-webhook" help:"Remove a webhook that is set for the bot, and ask for updates."`
}

// contradictions are the flags that make no sense together, nil for none.
func (f *telegramFlags) contradictions() error {
	if f.Webhook != "" {
		if f.DropWebhook {
			return errors.New("--telegram-drop-webhook removes the webhook that --telegram-webhook sets: give one of them")
		}
		return nil
	}
	var all []error
	for _, flag := range []struct {
		name  string
		given bool
	}{
		{"listen", f.WebhookListen != ""},
		{"cert", f.WebhookCert != ""},
		{"key", f.WebhookKey != ""},
		{"self-signed", f.WebhookSelf},
		{"secret", f.WebhookSecret != ""},
	} {
		if flag.given {
			all = append(all, fmt.Errorf("--telegram-webhook-%s needs --telegram-webhook", flag.name))
		}
	}
	return errors.Join(all...)
}

// platform returns the bot on Telegram.
func (f *telegramFlags) platform(s *service) (platform, error) {
	o := telegram.Options{
		Token: f.Token, API: f.API, DropWebhook: f.DropWebhook,
		Story: s.stand, Answerer: s.stand, Sessions: s.sessions, Log: s.log, Flood: s.flood,
		Ready: func() { s.log.Info("the bot answers on Telegram") },
	}
	if s.store != nil {
		o.Settings, o.Feedback, o.Deliveries = s.store, s.store, s.store
	}
	if f.Webhook != "" {
		o.Webhook = &telegram.Webhook{
			URL: f.Webhook, Listen: f.WebhookListen, Secret: f.WebhookSecret,
			CertFile: f.WebhookCert, KeyFile: f.WebhookKey, SelfSigned: f.WebhookSelf,
		}
	}
	bot, err := telegram.New(o)
	if err := errors.Join(f.contradictions(), err); err != nil {
		return platform{}, err
	}
	return platform{"Telegram", bot.Run}, nil
}
