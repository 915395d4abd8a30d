package discord

import (
	"context"
	"fmt"
	"sync"
	"time"

	"dragoman/adapters/discord/internal/rest"
	"dragoman/core/discreet"
	"dragoman/core/phrases"
)

// warnings remember who was told of a missing permission, so that nobody is
// told twice a day. The zero value is ready; it may be used concurrently.
type warnings struct {
	mu   sync.Mutex
	told map[string]time.Time
}

const (
	warnAgain   = 24 * time.Hour
	maxWarnings = 10_000
)

// first reports whether key was not warned of for a day.
func (w *warnings) first(key string, now time.Time) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.told == nil || len(w.told) >= maxWarnings {
		w.told = make(map[string]time.Time)
	}
	if at, ok := w.told[key]; ok && now.Sub(at) < warnAgain {
		return false
	}
	w.told[key] = now
	return true
}

// askPermission tells the reader in private which permission is missing for an
// answer to their message in a channel, or in a thread that was opened for it,
// once a day and channel.
func (b *Bot) askPermission(ctx context.Context, req *request, channel string, cause error) error {
	p := b.phrases(ctx, req)
	b.describe(ctx, req)
	b.opts.Log.Info("a permission is missing in a channel", "guild", discreet.ID(req.guild), "channel", discreet.ID(req.channel.ID), "error", cause)
	missing := p.PermissionSend
	if rest.HasCode(cause, rest.MissingAccess) {
		missing = p.PermissionView
	} else if channel != req.channel.ID || req.channel.isThread() {
		missing = p.PermissionThreadSend
	}
	return b.tellPrivately(ctx, req, p, missing)
}

// missThread tells that a thread could not be opened.
func (b *Bot) missThread(ctx context.Context, req *request) {
	p := b.phrases(ctx, req)
	b.opts.Log.Info("threads are not permitted in a channel", "guild", discreet.ID(req.guild), "channel", discreet.ID(req.channel.ID))
	if err := b.tellPrivately(ctx, req, p, p.PermissionThread); err != nil {
		b.opts.Log.Debug("a missing permission was not told", "error", err)
	}
}

func (b *Bot) tellPrivately(ctx context.Context, req *request, p *phrases.Phrases, missing string) error {
	if !b.warned.first(req.channel.ID+" "+req.user.ID+" "+missing, req.at) {
		return nil
	}
	text := sentence(fmt.Sprintf(p.NeedsPermission, missing))[0]
	if req.reply != nil {
		return quietly(req.reply.whisper(ctx, text))
	}
	link := "\n<https://discord.com/channels/" + req.guild + "/" + req.channel.ID + "/" + req.id + ">"
	*text.Content += link
	text.Nonce, text.Enforce = req.id+".p", true
	err := b.direct(ctx, b.rest, req.user.ID, text)
	if isUnwanted(err) {
		return nil // they take no messages: the log has it
	}
	return err
}
