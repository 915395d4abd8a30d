package subscriptions

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"dragoman/core/sleep"
)

// tellTries are attempts to tell something, and tellPause the time between them.
const (
	tellTries = 3
	tellPause = 20 * time.Second
)

// tell tells who subscribed. It was settled before, so that they are told once;
// when it fails they are not.
func (r *Runner) tell(ctx, work context.Context, d *delivery, text string) {
	if d.By == "" {
		return
	}
	for n := 1; ; n++ {
		limited, cancel := context.WithTimeout(work, time.Minute)
		err := r.o.Sender.Tell(limited, d.By, text)
		cancel()
		var refused *Refused
		switch {
		case err == nil:
			r.event(Event{Kind: EventTold})
			return
		case n == tellTries || errors.As(err, &refused) || sleep.For(ctx, tellPause) != nil:
			r.log(d).Warn("who subscribed could not be told that no briefing comes", "error", err)
			return
		}
	}
}

// log is for lines about a delivery. They do not say where it goes.
func (r *Runner) log(d *delivery) *slog.Logger {
	return r.o.Log.With("private", d.Place.Private())
}
