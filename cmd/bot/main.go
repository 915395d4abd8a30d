package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// version is set with -ldflags "-X main.version=...".
var version string

func main() {
	collectGarbage(whileStarting)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	// A second signal ends a program that is slow to go.
	context.AfterFunc(ctx, stop)
	p := Program{Version: version, LookupEnv: os.LookupEnv, Environ: os.Environ, HangUps: hangUps}
	os.Exit(p.Run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// hangUps catches SIGHUP, which ends the program otherwise. Windows has it by name
// and never sends it.
func hangUps() (signals <-chan os.Signal, stop func()) {
	caught := make(chan os.Signal, 1)
	signal.Notify(caught, syscall.SIGHUP)
	return caught, func() { signal.Stop(caught) }
}
