package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"dragoman/adapters/monitor"
	"dragoman/core/subscriptions"
)

// defaultListen is where health and numbers are served unless told otherwise. Port
// 9464 is the one that is customary for exporters of metrics.
const defaultListen = "127.0.0.1:9464"

// listenOff is the --listen that serves them nowhere.
const listenOff = "off"

// listenFlag is shared by those who serve health and those who ask for it.
type listenFlag struct {
	Listen string `name:"listen" default:"127.0.0.1:9464" placeholder:"ADDR" help:"Address of /healthz, /readyz and /metrics, or off (${default})."`
}

// off tells whether there is to be no such address.
func (f *listenFlag) off() bool { return f.Listen == "" || f.Listen == listenOff }

// monitorFlags are the flags of what operators see over HTTP.
type monitorFlags struct {
	listenFlag `embed:""`
	Profiles   bool `name:"pprof" help:"Serve Go's profiles at the address of --listen too, which has to be a loopback address then."`
}

// check notes what is wrong with the flags.
func (f *monitorFlags) check(p *process) {
	if f.off() {
		if f.Profiles {
			p.refuse("pprof", "--pprof needs an address of --listen")
		}
		return
	}
	switch loopback, err := monitor.CheckAddress(f.Listen); {
	case err != nil:
		p.refuse("listen", "--listen: %v, or off", err)
	case f.Profiles && !loopback:
		p.refuse("pprof", "--pprof is for a loopback address, as profiles show what the program holds in memory: give --listen 127.0.0.1:PORT instead of %s", f.Listen)
	}
}

// listen opens the port of --listen; the server is nil for none. The port that
// nobody named may be in use, as by another bot.
func (f *monitorFlags) listen(m *monitor.Monitor, log *slog.Logger) (*monitor.Server, error) {
	if f.off() {
		return nil, nil
	}
	server, err := monitor.Listen(f.Listen, m, monitor.ServerOptions{Profiles: f.Profiles, Log: log})
	switch {
	case errors.Is(err, monitor.ErrInUse) && f.Listen == defaultListen:
		log.Warn("health and metrics are not served, as another program listens at "+defaultListen, "instead", "--listen ADDR, or --listen off")
		return nil, nil
	case errors.Is(err, monitor.ErrInUse):
		return nil, fmt.Errorf("another program listens at %s: stop it, or give another --listen, or --listen off", f.Listen)
	case err != nil:
		return nil, fmt.Errorf("health and metrics: %w; give another --listen, or --listen off", err)
	}
	if loopback, _ := monitor.CheckAddress(f.Listen); !loopback {
		log.Warn("health and metrics are served to others too; let nobody but who should see them reach the port", "listen", server.Addr().String())
	}
	log.Info("health and metrics are served", "listen", server.Addr().String())
	return server, nil
}

// openMonitor begins to look at the service.
func (s *service) openMonitor(version string, now func() time.Time) {
	o := monitor.Options{Version: version, Story: s.stand, Now: now}
	if s.store != nil {
		o.Size = func(ctx context.Context) (monitor.Size, error) {
			st, err := s.store.Stats(ctx)
			return monitor.Size{Sessions: st.Sessions, Bytes: st.Bytes}, err
		}
		if s.briefings != nil {
			o.Census = func(ctx context.Context, now time.Time) (subscriptions.Census, error) {
				return s.store.Census(ctx, now)
			}
		}
	}
	s.monitor = monitor.New(o)
}

// run serves what the monitor sees until the function that it returns is called:
// also while the bot, told to stop, answers what it has taken on.
func (f *monitorFlags) run(ctx context.Context, s *service) (end func(), err error) {
	server, err := f.listen(s.monitor, s.log)
	if err != nil {
		return nil, err
	}
	unhook := context.AfterFunc(ctx, s.monitor.Stopping)
	if server == nil {
		return func() { unhook() }, nil
	}
	serving, stop := context.WithCancel(context.WithoutCancel(ctx))
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := server.Run(serving); err != nil {
			s.log.Error("health and metrics are not served any more", "error", err)
		}
	}()
	return func() {
		unhook()
		stop()
		<-ended
	}, nil
}
