package main

import (
	"context"
	"io"
	"log/slog"

	"dragoman/adapters/bolt"
	"dragoman/core/discreet"
)

// logFlags say how the log is written.
type logFlags struct {
	Format string `name:"log-format" enum:"text,json" default:"text" placeholder:"HOW" help:"Log lines as text or json (${default})."`
	Level  string `name:"log-level" enum:"debug,info,warn,error" default:"info" placeholder:"LEVEL" help:"What is logged: debug, info, warn or error, and what is worse (${default})."`
}

// level is what --log-level says.
func (f *logFlags) level() slog.Level {
	switch f.Level {
	case "debug":
		return slog.LevelDebug
	case "warn":
		return slog.LevelWarn
	case "error":
		return slog.LevelError
	}
	return slog.LevelInfo
}

// logging is the log of a bot that serves, in which ids are hashed.
type logging struct {
	log   *slog.Logger
	level *slog.LevelVar // may be changed
	key   *discreet.Key
}

// open begins a log.
func (f *logFlags) open(w io.Writer) logging {
	l := logging{level: new(slog.LevelVar), key: discreet.NewKey(nil)}
	l.level.Set(f.level())
	o := &slog.HandlerOptions{Level: l.level}
	var lines slog.Handler = slog.NewTextHandler(w, o)
	if f.Format == "json" {
		lines = slog.NewJSONHandler(w, o)
	}
	l.log = slog.New(discreet.NewHandler(lines, l.key))
	return l
}

// keep hashes ids with the key of the state file from now on, so that a restart
// does not change what stands for one. Nil keeps the key of this process.
func (l logging) keep(ctx context.Context, store *bolt.Store) {
	if store == nil {
		return
	}
	secret, err := store.LogKey(ctx)
	if err != nil {
		l.log.Warn("ids are hashed with another key after a restart", "error", err)
		return
	}
	l.key.Set(secret)
}
