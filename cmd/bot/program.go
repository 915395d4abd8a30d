package main

import (
	"context"
	"errors"
	"fmt"
	"io"

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
}

// Run runs the program with args, the program's name not among them, and
// returns its exit status. It ends early, and cleanly, when ctx is done.
func (p Program) Run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	proc := &process{
		ctx: ctx, stdin: stdin, stdout: stdout, stderr: stderr,
		version: p.Version, lookupEnv: p.LookupEnv,
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

	flags    *cli
	settings settings
}

// screen writes to the standard output as fits it.
func (p *process) screen() *console.Screen {
	return console.NewScreen(p.stdout, p.lookupEnv)
}
