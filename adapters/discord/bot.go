package discord

import (
	"context"
	"errors"
	"sync"
	"time"

	"dragoman/adapters/discord/internal/gateway"
	"dragoman/adapters/discord/internal/rest"
	"dragoman/core/card"
	"dragoman/core/delivery"
	"dragoman/core/discreet"
	"dragoman/core/flood"
	"dragoman/core/lanes"
	"dragoman/core/sleep"
)

// Bot is the bot on Discord. [Bot.Run] may be called once.
type Bot struct {
	opts     Options
	rest     calls
	self     self
	source   string // in the delivery log
	commands []command
	lanes    lanes.Lanes
	shelf    delivery.Shelf // nil for none
	channels channelCache
	directs  directs
	pictures card.Pictures[struct{}]
	plainer  plainer
	warned   warnings
	changing sync.Mutex     // settings
	typed    *flood.Limiter // of completions and forms to open

	asides  sync.WaitGroup // forms, completions, and what else needs no order
	flights flights
	marks   bookmarks
}

// self is who the bot is.
type self struct {
	ID          string // of its user
	Application string
}

// New returns a bot; it calls nobody yet. Its errors do not show the token.
func New(o Options) (*Bot, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	b := &Bot{
		opts:     o,
		rest:     calls{client: rest.New(rest.Options{Token: o.Token, API: o.API + apiVersion, Transport: o.Transport, Log: o.Log})},
		commands: commandList(o.Subscriptions != nil),
		typed:    flood.NewTyped(),
	}
	if o.Report != nil {
		b.commands = append(b.commands, reportCommand())
	}
	b.shelf, _ = o.Deliveries.(delivery.Shelf)
	return b, nil
}

// apiVersion is the part of the path that names the version of the API.
const apiVersion = "/v10"

// intents are the events that the bot gets: messages of servers and chats, of
// which it sees the text only where it is mentioned or written to. None of them
// is privileged.
const intents = 1<<9 | 1<<12 // GUILD_MESSAGES, DIRECT_MESSAGES

// Run serves until ctx ends: then it takes on nothing more, answers what it
// has, for at most Options.Grace, and returns nil. It returns early when
// waiting would not help: the token is refused, or Discord closes the
// connection for good. Discord out of reach is waited for.
func (b *Bot) Run(ctx context.Context) error {
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	var background sync.WaitGroup
	defer background.Wait()
	defer cancel()
	ending, end := context.WithCancel(ctx)
	background.Go(func() { // gives up what takes too long
		<-ending.Done()
		_ = sleep.For(work, b.opts.Grace) // ends early with work
		cancel()
	})
	defer end()

	if err := b.identify(ctx); err != nil {
		return ignoreEnd(ctx, err)
	}
	b.resume(work)
	begin, state := b.readiness()
	background.Go(func() { b.registerCommands(work) })
	connection := gateway.Options{
		Token: b.opts.Token, Intents: intents, Shards: b.opts.Shards, Dialer: b.opts.Dialer, Log: b.opts.Log,
		Lookup: b.lookup,
		Handle: func(e gateway.Event) { b.receive(work, e) },
		Begin:  begin,
		State:  state,
	}
	keep := b.bookmarking(&connection)
	connected, disconnect := context.WithCancel(context.WithoutCancel(ctx))
	background.Go(func() { keep(connected) })
	err := gateway.Run(ctx, connection)
	disconnect()
	end()
	b.lanes.Wait()
	b.asides.Wait()
	return ignoreEnd(ctx, err)
}

// ignoreEnd returns nil for what failed because ctx ended.
func ignoreEnd(ctx context.Context, err error) error {
	if ctx.Err() != nil && !errors.Is(err, ErrToken) {
		return nil
	}
	return err
}

// identify asks who the bot is, until Discord tells.
func (b *Bot) identify(ctx context.Context) error {
	var app struct {
		ID  string `json:"id"`
		Bot user   `json:"bot"`
	}
	for n := 0; ; n++ {
		err := b.rest.get(ctx, "/applications/@me", &app)
		if err == nil && app.Bot.ID == "" {
			err = b.rest.get(ctx, "/users/@me", &app.Bot)
		}
		switch {
		case err == nil:
			b.self = self{ID: app.Bot.ID, Application: app.ID}
			b.source = "discord " + app.ID
			b.opts.Log.Info("Discord knows the bot", "application", app.ID)
			return nil
		case errors.Is(err, ErrToken), ctx.Err() != nil:
			return err
		case n == 0:
			b.opts.Log.Warn("Discord does not answer; trying on", "error", err)
		}
		if err := sleep.For(ctx, pause(n)); err != nil {
			return err
		}
	}
}

// lookup asks where the gateway is.
func (b *Bot) lookup(ctx context.Context) (gateway.Info, error) {
	var answer struct {
		URL    string `json:"url"`
		Shards int    `json:"shards"`
		Limit  struct {
			Remaining      int   `json:"remaining"`
			ResetAfter     int64 `json:"reset_after"` // ms
			MaxConcurrency int   `json:"max_concurrency"`
		} `json:"session_start_limit"`
	}
	if err := b.rest.get(ctx, "/gateway/bot", &answer); err != nil {
		return gateway.Info{}, err
	}
	return gateway.Info{
		URL: answer.URL, Shards: answer.Shards,
		Remaining: answer.Limit.Remaining, MaxConcurrency: answer.Limit.MaxConcurrency,
		ResetAfter: time.Duration(answer.Limit.ResetAfter) * time.Millisecond,
	}, nil
}

// readiness calls Options.Ready when each shard was connected once, and
// Options.Connected when the last is connected and when one is not any more.
func (b *Bot) readiness() (begin func(shards int), state func(shard int, s gateway.State)) {
	var mu sync.Mutex
	missing := make(map[int]bool) // shards that are not connected
	ready := false
	begin = func(shards int) {
		for shard := range shards {
			missing[shard] = true
		}
	}
	return begin, func(shard int, s gateway.State) {
		mu.Lock()
		defer mu.Unlock()
		before := len(missing) == 0
		delete(missing, shard)
		if s != gateway.Connected && s != gateway.Resumed {
			missing[shard] = true
		}
		now := len(missing) == 0
		if now && !ready {
			ready = true
			if b.opts.Ready != nil {
				b.opts.Ready()
			}
		}
		if now != before {
			b.opts.Connected(now)
		}
	}
}

// registerCommands tells Discord the commands. Those registered before stay
// where it fails.
func (b *Bot) registerCommands(ctx context.Context) {
	err := register(ctx, b.rest, b.self.Application, b.opts.Guild, b.commands)
	if err != nil && ctx.Err() == nil {
		b.opts.Log.Error("the commands were not registered", "error", err)
	}
	if err == nil && b.opts.Guild != "" && isRegistered(ctx, b.rest, b.self.Application) {
		b.opts.Log.Warn("the commands are registered for all servers as well, so that this one shows each twice", "guild", discreet.ID(b.opts.Guild))
	}
}
