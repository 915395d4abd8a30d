package main

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/core"
	"dragoman/core/edition"
	"dragoman/core/flood"
	"dragoman/core/oneoff"
)

// serveCmd answers on chat platforms.
type serveCmd struct {
	Telegram telegramFlags `embed:""`
	Discord  discordFlags  `embed:""`
	Growing  feedFlags     `embed:""`

	UserBurst int           `name:"user-burst" default:"6" placeholder:"N" help:"Questions that a reader may ask at once (${default})."`
	UserEvery time.Duration `name:"user-every" default:"3s" placeholder:"TIME" help:"After that, one in this time (${default})."`
	ChatBurst int           `name:"chat-burst" default:"20" placeholder:"N" help:"Questions that are answered at once in a group (${default})."`
	ChatEvery time.Duration `name:"chat-every" default:"3s" placeholder:"TIME" help:"After that, one in this time (${default})."`
}

// Help is shown by "bot help serve".
func (*serveCmd) Help() string {
	return `Answers on Telegram, Discord or both until it is stopped (SIGTERM, Ctrl-C): then it answers what it has taken on, for at most ten seconds. docs/TELEGRAM.md and docs/DISCORD.md tell how to make a bot.

Chats, settings and feedback are kept in the file of --state. Log lines go to standard error and hold neither what readers write nor who they are.`
}

// service is what the platforms share.
type service struct {
	stand    *edition.Stand
	sessions core.SessionStore
	store    *bolt.Store // nil for none
	flood    *flood.Limiter
	log      *slog.Logger
}

// platform is one that the bot answers on. Its run ends with the context, or
// when it cannot go on.
type platform struct {
	name string
	run  func(context.Context) error
}

// Run executes the command.
func (c *serveCmd) Run(p *process) (err error) {
	if c.Telegram.Token == "" && c.Discord.Token == "" {
		return usageError("no platform is configured: set TELEGRAM_TOKEN or DISCORD_TOKEN to the token of a bot (docs/TELEGRAM.md and docs/DISCORD.md tell how to make one), or chat in the terminal: bot chat")
	}
	if c.UserBurst < 1 || c.ChatBurst < 1 || c.UserEvery <= 0 || c.ChatEvery <= 0 {
		return usageError("--user-burst, --user-every, --chat-burst and --chat-every have to be positive")
	}
	log := slog.New(slog.NewTextHandler(p.stderr, nil))
	story, err := c.Growing.openStory(p, log)
	if err != nil {
		return err
	}
	st, err := p.openState()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.close()) }()
	s := &service{
		sessions: st.sessions, store: st.store, log: log,
		flood: flood.New(flood.Options{
			User: flood.Rate{Burst: c.UserBurst, Every: c.UserEvery},
			Chat: flood.Rate{Burst: c.ChatBurst, Every: c.ChatEvery},
		}),
	}
	if s.sessions == nil {
		s.sessions = core.NewMemorySessions(serveSessions)
		s.log.Warn("nothing is remembered across a restart (--state none)")
	}
	if s.stand, err = edition.New(story.base, core.Options{Sessions: oneoff.Sessions(s.sessions)}); err != nil {
		return err
	}
	collectGarbage(whileRunning)
	platforms, err := c.platforms(s)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(p.ctx)
	var background sync.WaitGroup // all of it ends with the context
	defer background.Wait()
	defer cancel()
	if s.store != nil {
		background.Go(func() { _ = s.store.Run(ctx) })
	}
	background.Go(func() { story.follow(ctx, s.stand) })
	background.Go(func() { story.fetch(ctx) })
	return s.serve(ctx, platforms)
}

// serveSessions is how many conversations are kept in memory without a file.
const serveSessions = 50_000

// platforms are those that are configured. The error says all that is wrong.
func (c *serveCmd) platforms(s *service) ([]platform, error) {
	var all []platform
	var wrong error
	add := func(token string, make func(*service) (platform, error)) {
		if token == "" {
			return
		}
		p, err := make(s)
		all, wrong = append(all, p), errors.Join(wrong, err)
	}
	add(c.Telegram.Token, c.Telegram.platform)
	add(c.Discord.Token, c.Discord.platform)
	if wrong != nil {
		return nil, usageError(wrong.Error())
	}
	return all, nil
}

// serve runs the platforms until ctx ends. One that cannot go on does not stop
// the others; its error is logged at once and returned at the end.
func (s *service) serve(ctx context.Context, platforms []platform) error {
	errs := make([]error, len(platforms))
	var all sync.WaitGroup
	for i, p := range platforms {
		all.Go(func() {
			if errs[i] = p.run(ctx); errs[i] != nil && len(platforms) > 1 {
				s.log.Error("the bot does not answer on "+p.name+" any more", "error", errs[i])
			}
		})
	}
	all.Wait()
	return errors.Join(errs...)
}

// platformVariable is the customary name of an environment variable for a flag
// besides its own, "" for none.
func platformVariable(flag string) string {
	switch flag {
	case "telegram-token":
		return "TELEGRAM_TOKEN"
	case "discord-token":
		return "DISCORD_TOKEN"
	}
	return ""
}
