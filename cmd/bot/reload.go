package main

import (
	"context"
	"log/slog"
	"os"
	"slices"
	"strings"
	"time"

	"dragoman/core/edition"
	"dragoman/core/flood"
)

// reloader has the bot read its story and its settings again while it serves: when
// it is told to by a signal, and when their files change.
type reloader struct {
	p     *process
	log   *slog.Logger
	level *slog.LevelVar

	// Set before run.
	stand *edition.Stand
	story *growingStory
	flood *flood.Limiter

	signals <-chan os.Signal
	close   func()
	config  *watchedFile      // nil for none
	values  map[string]string // of the flags, as they count now
}

// openReloader begins to catch signals and to watch the config file.
func openReloader(p *process, l logging) *reloader {
	r := &reloader{p: p, log: l.log, level: l.level, values: p.flagValues()}
	r.signals, r.close = p.hangUps()
	if p.config != "" {
		r.config = watchFile(p.config)
	}
	return r
}

// lookEvery is how often files are looked at.
const lookEvery = time.Second

// run does so until ctx ends.
func (r *reloader) run(ctx context.Context) {
	look := time.NewTicker(lookEvery)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-r.signals:
			r.log.Info("told to read the story and the settings again")
			r.renewSettings(ctx)
			r.story.renew(ctx, r.stand)
		case <-look.C:
			if r.config != nil && r.config.changed() {
				r.renewSettings(ctx)
			}
			if r.story.changed() {
				r.story.renew(ctx, r.stand)
			}
		}
	}
}

// rates are the limits of questions.
func (c *serveCmd) rates() (user, chat flood.Rate) {
	return flood.Rate{Burst: c.UserBurst, Every: c.UserEvery}, flood.Rate{Burst: c.ChatBurst, Every: c.ChatEvery}
}

// renewSettings reads the settings again. If anything is wrong, all stay as they were.
func (r *reloader) renewSettings(ctx context.Context) {
	if r.config != nil {
		r.config = watchFile(r.config.path)
	}
	fresh := r.p.again()
	_, err := fresh.parse(r.p.args)
	c := &fresh.flags.Serve
	if err == nil {
		c.check(fresh)
		err = fresh.verdict()
	}
	if err != nil {
		for line := range strings.Lines(err.Error()) {
			r.log.Error("the settings stay as they were", "reason", withoutTokens(strings.TrimSpace(line)))
		}
		return
	}
	values := fresh.flagValues()
	var changed, waiting []string
	for _, name := range changedFlags(r.values, values) {
		if !r.canChange(name) {
			waiting = append(waiting, "--"+name)
			continue
		}
		changed = append(changed, "--"+name)
		r.values[name] = values[name]
	}
	r.flood.SetRates(c.rates())
	r.level.Set(min(r.level.Level(), c.Log.level())) // what follows is told at the more talkative one
	defer r.level.Set(c.Log.level())
	if slices.Contains(changed, "--feed") || slices.Contains(changed, "--match") {
		r.story.changeFeed(ctx, c.Growing.options(r.p, r.log))
	}
	r.log.Info("the settings were read again", "changed", strings.Join(changed, " "))
	if len(waiting) > 0 {
		r.log.Warn("settings have changed that count after a restart only", "settings", strings.Join(waiting, " "))
	}
}

// canChange tells whether a flag may change while the bot serves.
func (r *reloader) canChange(name string) bool {
	switch name {
	case "user-burst", "user-every", "chat-burst", "chat-every", "log-level":
		return true
	case "feed", "match": // they fill the folder of the story
		return r.story.articles != nil
	}
	return false
}
