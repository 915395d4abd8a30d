package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/alecthomas/kong"

	"dragoman/adapters/console"
)

// Exit statuses.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

// Program is the bot as a command-line program.
type Program struct {
	Version   string                           // "" for the version of the build
	LookupEnv func(name string) (string, bool) // the environment
	Environ   func() []string                  // all of it, as "NAME=value"; nil for nothing more
	Now       func() time.Time                 // the clock; nil for time.Now

	// HangUps begins to catch the signal by which an operator has bot serve read its
	// story and its settings again, until stop is called. Nil for no such signal.
	HangUps func() (signals <-chan os.Signal, stop func())
}

// Run runs the program with args, the program's name not among them, and
// returns its exit status. It ends early, and cleanly, when ctx is done.
func (p Program) Run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	proc := &process{
		ctx: ctx, stdin: stdin, stdout: stdout, stderr: stderr,
		version: p.Version, lookupEnv: p.LookupEnv, environ: p.Environ, now: p.Now, hangUps: p.HangUps,
	}
	if proc.hangUps == nil {
		proc.hangUps = func() (<-chan os.Signal, func()) { return nil, func() {} }
	}
	if proc.now == nil {
		proc.now = time.Now
	}
	if proc.environ == nil {
		proc.environ = func() []string { return nil }
	}
	err := proc.run(args)
	var usage usageError
	switch {
	case err == nil:
		return exitOK
	case ctx.Err() != nil && errors.Is(err, ctx.Err()):
		fmt.Fprintln(stderr, "bot: interrupted")
		return exitFailed
	case errors.Is(err, errFailed):
		return exitFailed
	case errors.As(err, &usage):
		complain(stderr, err)
		return exitUsage
	}
	complain(stderr, err)
	return exitFailed
}

// process is one run of the program.
type process struct {
	ctx       context.Context
	stdin     io.Reader
	stdout    io.Writer
	stderr    io.Writer
	version   string
	lookupEnv func(string) (string, bool)
	environ   func() []string
	now       func() time.Time
	hangUps   func() (<-chan os.Signal, func())

	args     []string
	command  *kong.Node // that the command line selects
	flags    *cli
	settings settings
	config   string // the config file that was read, "" for none
	findings
}

// screen writes to the standard output as fits it.
func (p *process) screen() *console.Screen {
	return console.NewScreen(p.stdout, p.lookupEnv)
}
