package subscriptions

import (
	"context"
	"time"

	"dragoman/core/sleep"
)

// forever is as many times as it takes.
const forever = 0

// persistTries are enough for a disk that is busy, and keep a worker half a
// minute.
const persistTries = 6

// callTime bounds one call of the store.
const callTime = 30 * time.Second

// persist calls the store until it does what is asked, at most so many times, with
// growing pauses. It gives up when wait ends; the call itself lasts as long as
// call does, and callTime at most, and is made once in any case.
func (r *Runner) persist(wait, call context.Context, times int, what string, op func(context.Context) error) error {
	for n := 1; ; n++ {
		ctx, cancel := context.WithTimeout(call, callTime)
		err := op(ctx)
		cancel()
		if err == nil || wait.Err() != nil || n == times {
			return err
		}
		if n == 1 {
			r.o.Log.Error("the state cannot be read or written; trying on", "what", what, "error", err)
		}
		if sleep.For(wait, min(firstPause<<min(n-1, 10), maxPause)) != nil {
			return err
		}
	}
}
