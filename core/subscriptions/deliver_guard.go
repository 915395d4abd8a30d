package subscriptions

import (
	"context"
	"fmt"
	"runtime/debug"
)

// guarded is deliver for which a panic is a failure of this one briefing: the
// briefing would be due again at the next start, and end the program again.
func (r *Runner) guarded(ctx, work context.Context, place Place) (done result) {
	defer func() {
		if v := recover(); v != nil {
			r.o.Log.Error("panic while sending a briefing", "panic", v, "stack", string(debug.Stack()))
			done = r.putOff(ctx, work, place, fmt.Errorf("panic: %v", v))
		}
	}()
	return r.deliver(ctx, work, place)
}

// putOff treats the briefing of a place as one that the platform failed to take.
func (r *Runner) putOff(ctx, work context.Context, place Place, cause error) result {
	done := result{place: place}
	d := new(delivery)
	var there bool
	err := r.persist(ctx, work, persistTries, "a subscription that is due", func(ctx context.Context) (err error) {
		d.Subscription, there, err = r.o.Store.Subscription(ctx, place)
		return err
	})
	if err != nil || !there {
		return done
	}
	var ok bool
	if d.at, ok = d.Plan.On(d.Date); !ok {
		d.at = d.Next
	}
	r.failed(ctx, work, d, cause, &done)
	return done
}
