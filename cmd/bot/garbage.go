package main

import (
	"os"
	"runtime/debug"

	"dragoman/core"
	"dragoman/knowledge"
)

// How much the heap may grow between two collections, in percent: seldom while
// the program starts, when little of it is garbage, then twice as often as
// usual, because memory counts more on a small server than a little time. GOGC
// in the environment overrides both.
const (
	whileStarting = 400
	whileRunning  = 50
)

func collectGarbage(percent int) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(percent)
	}
}

// newBot makes the bot; with it the program has started.
func newBot(base *knowledge.Base, opts core.Options) (*core.Bot, error) {
	bot, err := core.New(base, opts)
	collectGarbage(whileRunning)
	return bot, err
}
