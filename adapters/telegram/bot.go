package telegram

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"dragoman/core/card"
	"dragoman/core/delivery"
	"dragoman/core/flood"
	"dragoman/core/lanes"
	"dragoman/core/sleep"
)

// Bot is the bot on Telegram. [Bot.Run] may be called once.
type Bot struct {
	opts   Options
	api    *api
	self   user
	source string // in the delivery log
	inbox  *inbox
	lanes  lanes.Lanes
	shelf  delivery.Shelf // nil for none
	alarms alarms
	albums albums
	before before
	typed  *flood.Limiter // of inline queries

	pace     *pace
	pictures card.Pictures[upload]
}

// New returns a bot; it calls nobody yet. Its errors do not show the token.
func New(o Options) (*Bot, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	b := &Bot{
		opts:  o,
		api:   newAPI(o.Token, o.API, o.Transport),
		inbox: newInbox(),
		pace:  newPace(),
		typed: flood.NewTyped(),
	}
	b.api.patience, b.api.retry = b.pace.patience, b.pace.retry
	b.shelf, _ = o.Deliveries.(delivery.Shelf)
	return b, nil
}

// Run serves until ctx ends: then it takes on nothing more, answers what it
// has, for at most Options.Grace, and returns nil. It returns early when
// waiting would not help: ErrToken, ErrAddress, ErrWebhook, or a webhook that
// cannot be served. Telegram out of reach is waited for.
func (b *Bot) Run(ctx context.Context) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	var background sync.WaitGroup
	defer background.Wait()
	defer cancel()
	background.Go(func() { // gives up what takes too long
		select {
		case <-ctx.Done():
			_ = sleep.For(work, b.opts.Grace)
			cancel()
		case <-work.Done():
		}
	})
	background.Go(func() { // nothing can be sent any more
		select {
		case <-b.api.refused:
			stop()
			cancel()
		case <-work.Done():
		}
	})

	if err := b.identify(ctx); err != nil {
		return ignoreEnd(ctx, err)
	}
	if err := b.resume(work); err != nil {
		return err
	}
	background.Go(func() { b.setMenus(work) })

	var err error
	if b.opts.Webhook != nil {
		err = b.serveWebhook(ctx, work)
	} else {
		err = b.poll(ctx, work)
	}
	b.finish(work)
	select {
	case <-b.api.refused:
		return ErrToken
	default:
		return ignoreEnd(ctx, err)
	}
}

// ignoreEnd returns nil for what failed because ctx ended.
func ignoreEnd(ctx context.Context, err error) error {
	if ctx.Err() != nil && !errors.Is(err, ErrToken) && !errors.Is(err, ErrAddress) {
		return nil
	}
	return err
}

// identify asks who the bot is, until Telegram tells.
func (b *Bot) identify(ctx context.Context) error {
	for n := 0; ; n++ {
		err := b.api.call(ctx, callTimeout, "getMe", nil, &b.self)
		if err == nil {
			break
		}
		if end := b.refusal(err); end != nil {
			return end
		}
		if ctx.Err() != nil {
			return err
		}
		if n == 0 {
			b.opts.Log.Warn("Telegram does not answer; trying on", "error", err)
		}
		if err := sleep.For(ctx, pause(n, err)); err != nil {
			return err
		}
	}
	b.source = "telegram " + strconv.FormatInt(b.self.ID, 10)
	b.opts.Log.Info("Telegram knows the bot", "bot", b.self.Username)
	if b.self.CanReadAll {
		b.opts.Log.Info("privacy mode is off: the bot sees all messages of its groups, and answers commands, replies to it and mentions")
	} else {
		b.opts.Log.Info("privacy mode is on: in groups the bot sees commands and replies to it, and may not see mentions; @BotFather changes that with /setprivacy")
	}
	if !b.self.SupportsInline {
		b.opts.Log.Info("inline mode is off; @BotFather changes that with /setinline")
	}
	return nil
}

// resume takes up the updates that were set aside when the process ended.
func (b *Bot) resume(work context.Context) error {
	if b.shelf == nil {
		return nil
	}
	updates, err := b.shelf.Aside(work, b.source)
	if err != nil {
		return fmt.Errorf("telegram: reading what was set aside: %w", err)
	}
	for _, u := range updates {
		b.receive(work, u.Data, true)
	}
	return nil
}

// finish answers what was taken on, until work ends, and confirms it.
func (b *Bot) finish(work context.Context) {
	b.lanes.Wait()
	offset, _ := b.inbox.offset()
	if b.opts.Webhook == nil && offset > 0 && work.Err() == nil {
		// What comes with it is not confirmed by this, and comes again.
		params := tgbotapi.Params{"offset": strconv.FormatInt(offset, 10), "limit": "1", "timeout": "0"}
		_ = b.api.call(work, time.Second, "getUpdates", params, nil)
	}
}
