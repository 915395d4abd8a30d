package main

import (
	"errors"
	"log/slog"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/adapters/telegram"
	"dragoman/core"
	"dragoman/core/flood"
	"dragoman/core/oneoff"
	"dragoman/knowledge"
)

// serveCmd answers on chat platforms.
type serveCmd struct {
	TelegramToken         string        `name:"telegram-token" placeholder:"TOKEN" help:"The Telegram bot's token, from @BotFather. Better in the environment than on the command line, which others can see; $$TELEGRAM_TOKEN does too."`
	TelegramAPI           string        `name:"telegram-api" placeholder:"URL" help:"Address of a Bot API server of your own (https://api.telegram.org)."`
	TelegramWebhook       string        `name:"telegram-webhook" placeholder:"URL" help:"Get updates by HTTP at this https address, instead of asking for them."`
	TelegramWebhookListen string        `name:"telegram-webhook-listen" default:"127.0.0.1:8443" placeholder:"ADDR" help:"Where to listen for them (${default}); TLS is ended in front, unless a certificate is given."`
	TelegramWebhookCert   string        `name:"telegram-webhook-cert" placeholder:"FILE" help:"Certificate to serve them with, PEM."`
	TelegramWebhookKey    string        `name:"telegram-webhook-key" placeholder:"FILE" help:"Its key, PEM."`
	TelegramWebhookSelf   bool          `name:"telegram-webhook-self-signed" help:"Give the certificate to Telegram: nobody else signed it."`
	TelegramWebhookSecret string        `name:"telegram-webhook-secret" placeholder:"TEXT" help:"What Telegram proves itself with: 1-256 letters, digits, _ and - (made from the token)."`
	TelegramDropWebhook   bool          `name:"telegram-drop-webhook" help:"Remove a webhook that is set for the bot, and ask for updates."`
	UserBurst             int           `name:"user-burst" default:"6" placeholder:"N" help:"Questions that a reader may ask at once (${default})."`
	UserEvery             time.Duration `name:"user-every" default:"3s" placeholder:"TIME" help:"After that, one in this time (${default})."`
	ChatBurst             int           `name:"chat-burst" default:"20" placeholder:"N" help:"Questions that are answered at once in a group (${default})."`
	ChatEvery             time.Duration `name:"chat-every" default:"3s" placeholder:"TIME" help:"After that, one in this time (${default})."`
}

// Help is shown by "bot help serve".
func (*serveCmd) Help() string {
	return `Answers on Telegram until it is stopped (SIGTERM, Ctrl-C): then it answers what it has taken on, for at most ten seconds. docs/TELEGRAM.md tells how to make a bot.

Chats, settings and feedback are kept in the file of --state. Log lines go to standard error and hold neither what readers write nor who they are.`
}

// Run executes the command.
func (c *serveCmd) Run(p *process) (err error) {
	if c.TelegramToken == "" {
		return usageError("no platform is configured: set TELEGRAM_TOKEN to the token of a bot (docs/TELEGRAM.md tells how to make one), or chat in the terminal: bot chat")
	}
	if c.UserBurst < 1 || c.ChatBurst < 1 || c.UserEvery <= 0 || c.ChatEvery <= 0 {
		return usageError("--user-burst, --user-every, --chat-burst and --chat-every have to be positive")
	}
	base, err := loadStory(p.flags.Story)
	if err != nil {
		return err
	}
	st, err := p.openState()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.close()) }()
	log := slog.New(slog.NewTextHandler(p.stderr, nil))
	sessions := st.sessions
	if sessions == nil {
		sessions = core.NewMemorySessions(serveSessions)
		log.Warn("nothing is remembered across a restart (--state none)")
	}
	answerer, err := newBot(base, core.Options{Sessions: oneoff.Sessions(sessions)})
	if err != nil {
		return err
	}
	bot, err := telegram.New(c.telegram(base, answerer, sessions, st.store, log))
	if err != nil {
		return usageError(err.Error())
	}
	if st.store == nil {
		return bot.Run(p.ctx)
	}
	swept := make(chan struct{})
	go func() {
		defer close(swept)
		_ = st.store.Run(p.ctx) // ends with the context
	}()
	err = bot.Run(p.ctx)
	if p.ctx.Err() != nil {
		<-swept
	}
	return err
}

// serveSessions is how many conversations are kept in memory without a file.
const serveSessions = 50_000

func (c *serveCmd) telegram(base *knowledge.Base, answerer *core.Bot, sessions core.SessionStore, store *bolt.Store, log *slog.Logger) telegram.Options {
	o := telegram.Options{
		Token: c.TelegramToken, API: c.TelegramAPI, DropWebhook: c.TelegramDropWebhook,
		Base: base, Answerer: answerer, Sessions: sessions, Log: log,
		Flood: flood.New(flood.Options{
			User: flood.Rate{Burst: c.UserBurst, Every: c.UserEvery},
			Chat: flood.Rate{Burst: c.ChatBurst, Every: c.ChatEvery},
		}),
		Ready: func() { log.Info("the bot answers on Telegram") },
	}
	if store != nil {
		o.Settings, o.Feedback, o.Deliveries = store, store, store
	}
	if c.TelegramWebhook != "" {
		o.Webhook = &telegram.Webhook{
			URL: c.TelegramWebhook, Listen: c.TelegramWebhookListen, Secret: c.TelegramWebhookSecret,
			CertFile: c.TelegramWebhookCert, KeyFile: c.TelegramWebhookKey, SelfSigned: c.TelegramWebhookSelf,
		}
	}
	return o
}

// platformVariable is the customary name of an environment variable for a flag
// besides its own, "" for none.
func platformVariable(flag string) string {
	if flag == "telegram-token" {
		return "TELEGRAM_TOKEN"
	}
	return ""
}
