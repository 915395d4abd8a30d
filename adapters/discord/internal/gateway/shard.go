package gateway

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"dragoman/core/sleep"
)

// maxRefusals is how often in a row a session may be refused that Discord says
// could be resumed.
const maxRefusals = 3

// shard is one of the connections that the bot's servers are shared among.
type shard struct {
	o         *Options
	id, count int
	starts    *starts
	closing   *sync.WaitGroup

	session Session
	said    string // the kind of error that was logged last; "" when connected
}

// run keeps the shard connected until ctx ends or that cannot go on.
func (s *shard) run(ctx context.Context) error {
	defer s.o.State(s.id, Disconnected)
	failures := 0
	for {
		s.o.State(s.id, Connecting)
		since, err := s.connect(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if err := fatal(err); err != nil {
			return err
		}
		s.o.State(s.id, Disconnected)
		switch {
		case since.IsZero():
			s.session.URL = "" // if that was the trouble
		case time.Since(since) >= stable:
			failures = 0
		}
		wait := pause(failures)
		failures++
		_, invalid := errors.AsType[*invalidSession](err)
		if invalid {
			wait = max(wait, time.Second+rand.N(4*time.Second)) // Discord: Gateway, Resuming
		}
		if endsSession(err) || invalid && failures > maxRefusals {
			s.session = Session{}
		}
		s.report(err, wait)
		if sleep.For(ctx, wait) != nil {
			return nil
		}
	}
}

// connect connects once, and returns when the connection has ended: with the
// time since when it was of use, zero if it never was, and why it ended.
func (s *shard) connect(ctx context.Context) (time.Time, error) {
	var turn *turn
	if s.session.ID == "" {
		var err error
		if turn, err = s.starts.enter(ctx, s.id); err != nil {
			return time.Time{}, err
		}
		defer turn.leave()
	}
	conn, err := s.dial(ctx)
	if err != nil {
		return time.Time{}, err
	}
	l := &link{shard: s, up: conn, turn: turn, session: s.session, failed: make(chan struct{}), quiet: make(chan struct{})}
	err = l.run(ctx)
	s.session = l.session
	return l.since, err
}

func (s *shard) dial(ctx context.Context) (*websocket.Conn, error) {
	gateway, err := s.starts.gateway(ctx)
	if err != nil {
		return nil, err
	}
	address, err := s.session.address(gateway)
	if err != nil {
		return nil, err
	}
	return dial(ctx, s.o.Dialer, address)
}

// report logs why a connection ended, once for each kind until there is one
// again.
func (s *shard) report(err error, wait time.Duration) {
	k := kind(err)
	if k == s.said {
		return
	}
	s.said = k
	level := slog.LevelWarn
	if errors.Is(err, errReconnect) {
		level = slog.LevelInfo // as it does every few hours
	}
	s.o.Log.Log(context.Background(), level, "the connection to Discord is gone", "shard", s.id, "error", s.o.redacted(err), "wait", wait)
}

// connected tells that the shard is of use.
func (s *shard) connected(state State) {
	s.said = ""
	s.o.Log.Info("connected to Discord", "shard", s.id, "shards", s.count, "state", state.String())
	s.o.State(s.id, state)
}
