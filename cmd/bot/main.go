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
	p := Program{Version: version, LookupEnv: os.LookupEnv}
	os.Exit(p.Run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
