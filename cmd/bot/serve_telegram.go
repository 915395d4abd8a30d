package main

import (
	"dragoman/adapters/telegram"
	"dragoman/core/subscriptions"
)

// telegramFlags are the flags of the bot on Telegram.
type telegramFlags struct {
	Token         string `name:"telegram-token" placeholder:"TOKEN" help:"The Telegram bot's token, from @BotFather. Better in the environment than on the command line, which others can see; $$TELEGRAM_TOKEN does too."`
	TokenFile     string `name:"telegram-token-file" placeholder:"FILE" help:"File that holds the token instead; $$TELEGRAM_TOKEN_FILE does too."`
	API           string `name:"telegram-api" placeholder:"URL" help:"Address of a Bot API server of your own (https://api.telegram.org)."`
	Webhook       string `name:"telegram-webhook" placeholder:"URL" help:"Get updates by HTTP at this https address, instead of asking for them."`
	WebhookListen string `name:"telegram-webhook-listen" placeholder:"ADDR" help:"Where to listen for them (127.0.0.1:8443); TLS is ended in front, unless a certificate is given."`
	WebhookCert   string `name:"telegram-webhook-cert" placeholder:"FILE" help:"Certificate to serve them with, PEM."`
	WebhookKey    string `name:"telegram-webhook-key" placeholder:"FILE" help:"Its key, PEM."`
	WebhookSelf   bool   `name:"telegram-webhook-self-signed" help:"Give the certificate to Telegram: nobody else signed it."`
	WebhookSecret string `name:"telegram-webhook-secret" placeholder:"TEXT" help:"What Telegram proves itself with: 1-256 letters, digits, _ and - (made from the token)."`
	SecretFile    string `name:"telegram-webhook-secret-file" placeholder:"FILE" help:"File that holds it instead."`
	DropWebhook   bool   `name:"telegram-drop-webhook" help:"Remove a webhook that is set for the bot, and ask for updates."`
}

// platform returns the bot on Telegram.
func (f *telegramFlags) platform(s *service) (platform, error) {
	seen := s.monitor.Platform(subscriptions.Telegram)
	o := telegram.Options{
		Token: f.Token, API: f.API, DropWebhook: f.DropWebhook,
		Story: s.stand, Answerer: seen.Answerer(s.answerer(subscriptions.Telegram)), Sessions: s.sessions, Log: s.log, Flood: s.flood,
		Subscriptions: s.readersDesk(),
		Report:        s.report(subscriptions.Telegram), Admins: s.admins[subscriptions.Telegram],
		Ready:     func() { s.log.Info("the bot answers on Telegram") },
		Transport: seen.Transport(telegram.NewTransport(), telegram.Route), Connected: seen.Connected,
	}
	if s.store != nil {
		o.Settings, o.Feedback, o.Deliveries, o.Forget = s.store, s.store, s.store, s.store
	}
	if f.Webhook != "" {
		o.Webhook = &telegram.Webhook{
			URL: f.Webhook, Listen: f.WebhookListen, Secret: f.WebhookSecret,
			CertFile: f.WebhookCert, KeyFile: f.WebhookKey, SelfSigned: f.WebhookSelf,
		}
	}
	bot, err := telegram.New(o)
	if err != nil {
		return platform{}, err
	}
	seen.Queue(bot.Queue)
	return platform{name: "Telegram", answer: bot.Run, runner: s.runner(bot.Sender()), seen: seen}, nil
}
