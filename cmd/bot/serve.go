package main

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/adapters/monitor"
	"dragoman/core"
	"dragoman/core/asked"
	"dragoman/core/edition"
	"dragoman/core/flood"
	"dragoman/core/oneoff"
	"dragoman/core/subscriptions"
)

// serveCmd answers on chat platforms.
type serveCmd struct {
	Telegram telegramFlags `embed:""`
	Discord  discordFlags  `embed:""`
	Growing  feedFlags     `embed:""`
	Monitor  monitorFlags  `embed:""`
	Log      logFlags      `embed:""`
	Asked    askedFlags    `embed:""`

	UserBurst int           `name:"user-burst" default:"6" placeholder:"N" help:"Questions that a reader may ask at once (${default})."`
	UserEvery time.Duration `name:"user-every" default:"3s" placeholder:"TIME" help:"After that, one in this time (${default})."`
	ChatBurst int           `name:"chat-burst" default:"20" placeholder:"N" help:"Questions that are answered at once in a group (${default})."`
	ChatEvery time.Duration `name:"chat-every" default:"3s" placeholder:"TIME" help:"After that, one in this time (${default})."`

	Briefings string `name:"briefings" enum:"on,off,dry-run" default:"on" placeholder:"HOW" help:"Daily briefings: on, off (readers cannot subscribe), or dry-run: they are logged and not sent (${default})."`
}

// Help is shown by "bot help serve".
func (*serveCmd) Help() string {
	return `Answers on Telegram, Discord or both until it is stopped (SIGTERM, Ctrl-C): then it answers what it has taken on, for at most ten seconds. docs/TELEGRAM.md and docs/DISCORD.md tell how to make a bot.

Chats, settings, subscriptions and feedback are kept in the file of --state. Log lines go to standard error and hold neither what readers write nor who they are.`
}

// service is what the platforms share.
type service struct {
	stand    *edition.Stand
	sessions core.SessionStore
	store    *bolt.Store // nil for none
	flood    *flood.Limiter
	log      *slog.Logger

	monitor   *monitor.Monitor
	briefings *briefings          // nil for none
	gatherer  *asked.Gatherer     // of what readers ask, nil for none
	admins    map[string][]string // ids of those who see reports, by platform
}

// platform is one that the bot answers on. answer ends with the context, or
// when it cannot go on.
type platform struct {
	name   string
	answer func(context.Context) error
	runner *subscriptions.Runner // of its briefings, nil for none
	seen   *monitor.Platform
}

// Run executes the command.
func (c *serveCmd) Run(p *process) (err error) {
	if c.check(p); len(p.wrong) > 0 {
		c.checkFiles(p)
		p.warnDoubtful()
		return p.verdict()
	}
	admins, err := c.Asked.admins()
	if err != nil {
		return usageError(err.Error())
	}
	logging := c.Log.open(p.stderr)
	log := logging.log
	reload := openReloader(p, logging)
	defer reload.close()
	for _, text := range p.doubtful {
		log.Warn("a setting is doubtful", "reason", withoutTokens(text))
	}
	story, err := c.Growing.openStory(p, log)
	if err != nil {
		return err
	}
	st, err := p.openState()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.close()) }()
	logging.keep(p.ctx, st.store)
	user, chat := c.rates()
	s := &service{
		sessions: st.sessions, store: st.store, log: log, admins: admins,
		flood: flood.New(flood.Options{User: user, Chat: chat}),
	}
	if s.sessions == nil {
		s.sessions = core.NewMemorySessions(serveSessions)
		s.log.Warn("nothing is remembered across a restart (--state none)")
	}
	if s.stand, err = edition.New(story.base, core.Options{Sessions: oneoff.Sessions(s.sessions)}); err != nil {
		return err
	}
	s.openBriefings(c.Briefings, p.now)
	defer s.openAsked(p.ctx, c.Asked.Keep, p.now)()
	s.openMonitor(p.versionOrBuild(), p.now)
	collectGarbage(whileRunning)
	platforms, err := c.platforms(s)
	if err != nil {
		return err
	}
	endMonitor, err := c.Monitor.run(p.ctx, s)
	if err != nil {
		return err
	}
	defer endMonitor()
	ctx, cancel := context.WithCancel(p.ctx)
	var background sync.WaitGroup // all of it ends with the context
	defer background.Wait()
	defer cancel()
	background.Go(func() { s.monitor.Count(ctx) })
	if s.store != nil {
		background.Go(func() { _ = s.store.Run(ctx) })
	}
	if server := p.openControl(s, st.path, log); server != nil {
		background.Go(func() {
			if err := server.Run(ctx); err != nil {
				log.Warn("operators' commands do not reach this bot any more", "error", err)
			}
		})
	}
	if s.gatherer != nil {
		background.Go(func() { s.gatherer.Run(ctx) })
	}
	background.Go(func() { story.follow(ctx, s.stand) })
	background.Go(func() { story.fetch(ctx) })
	reload.stand, reload.story, reload.flood = s.stand, story, s.flood
	background.Go(func() { reload.run(ctx) })
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
			if errs[i] = p.run(ctx); errs[i] != nil {
				p.seen.Ended()
			}
			if errs[i] != nil && len(platforms) > 1 {
				s.log.Error("the bot does not answer on "+p.name+" any more", "error", errs[i])
			}
		})
	}
	all.Wait()
	return errors.Join(errs...)
}
