package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"time"

	"dragoman/adapters/control"
	"dragoman/core/subscriptions"
)

// register is where subscriptions are kept: the state file, or memory.
type register interface {
	subscriptions.Store
	subscriptions.Queue
	subscriptions.Ledger
	subscriptions.Index
	subscriptions.Switch
}

// briefings send the daily briefings of all platforms.
type briefings struct {
	register register
	desk     *subscriptions.Desk
	dryRun   bool
	now      func() time.Time
	runners  map[string]*subscriptions.Runner // by platform, complete before any runs
}

// Values of --briefings.
const (
	briefingsOn     = "on"
	briefingsOff    = "off"
	briefingsDryRun = "dry-run"
)

// openBriefings opens the desk where readers subscribe. With "off" there is none.
func (s *service) openBriefings(how string, now func() time.Time) {
	if how == briefingsOff {
		return
	}
	b := &briefings{register: s.store, dryRun: how == briefingsDryRun, now: now, runners: make(map[string]*subscriptions.Runner)}
	if s.store == nil {
		b.register = new(subscriptions.Memory)
		s.log.Warn("subscriptions to the daily briefing end with the program (--state none)")
	}
	if b.dryRun {
		s.log.Warn("briefings are not sent, only logged (--briefings dry-run)")
	}
	b.desk = subscriptions.NewDesk(subscriptions.DeskOptions{
		Store: b.register, Ledger: b.register, Index: b.register,
		Story: s.stand, Log: s.log, Wake: b.wake, Now: b.now,
	})
	s.briefings = b
}

// readersDesk is where readers subscribe, nil for nowhere.
func (s *service) readersDesk() *subscriptions.Desk {
	if s.briefings == nil {
		return nil
	}
	return s.briefings.desk
}

// runner makes the runner of a platform, nil when no briefings are sent.
func (s *service) runner(sender subscriptions.Sender) *subscriptions.Runner {
	b := s.briefings
	if b == nil {
		return nil
	}
	r := subscriptions.NewRunner(subscriptions.RunnerOptions{
		Queue: b.register, Ledger: b.register, Store: b.register, Switch: b.register,
		Sender: sender, Story: s.stand, Log: s.log, Now: b.now, DryRun: b.dryRun,
		Observe: s.monitor.Briefing,
	})
	b.runners[sender.Platform()] = r
	return r
}

// wake lets the runner of a platform look for what is due.
func (b *briefings) wake(platform string) {
	if r := b.runners[platform]; r != nil {
		r.Wake()
	}
}

// wakeAll does so for all platforms.
func (s *service) wakeAll() {
	if s.briefings == nil {
		return
	}
	for _, r := range s.briefings.runners {
		r.Wake()
	}
}

// run answers readers, and sends briefings as long as it does. What is being sent
// when ctx ends is finished while the bot answers what it has taken on.
func (p platform) run(ctx context.Context) error {
	if p.runner == nil {
		return p.answer(ctx)
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	sent := make(chan error, 1)
	go func() { sent <- p.runner.Run(ctx) }()
	err := p.answer(ctx)
	stop()
	return errors.Join(err, <-sent)
}

// openControl lets operators' commands reach the bot, which holds the state file.
// Without it they need the bot to be stopped. The result is nil then.
func (p *process) openControl(s *service, state string, log *slog.Logger) *control.Server {
	if s.store == nil {
		return nil
	}
	o := &office{store: s.store, now: p.now, resume: s.wakeAll, gatherer: s.gatherer}
	short, _ := p.lookupEnv("XDG_RUNTIME_DIR")
	if info, err := os.Stat(short); err != nil || !info.IsDir() {
		short = ""
	}
	server, err := control.Listen(control.Options{State: state, Operations: o.operations(), Short: short, Log: log})
	if err != nil {
		log.Warn("operators' commands cannot reach this bot while it runs", "error", err)
		return nil
	}
	return server
}
