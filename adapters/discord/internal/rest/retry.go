package rest

import (
	"context"
	"errors"
	"math/rand/v2"
	"net"
	"net/http"
	"time"
)

const (
	maxRepeats   = 4  // of a call that failed
	maxWaits     = 10 // times in a row that a call is told to wait
	firstBackoff = 250 * time.Millisecond
	maxBackoff   = 10 * time.Second

	// acknowledgeTimeout leaves time for a second attempt within the three
	// seconds that a first response has.
	acknowledgeTimeout = time.Second
)

// mayRepeat tells whether a failed call may be made again. err is why there was
// no answer, nil if there was.
func (c *call) mayRepeat(e *Error, err error) bool {
	if e.cause != nil {
		return false
	}
	switch e.Status {
	case 0:
		if c.repeatable {
			return true
		}
		// Without a connection nothing was sent.
		op, ok := errors.AsType[*net.OpError](err)
		return ok && op.Op == "dial"
	case http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return c.repeatable
	}
	return false
}

// done tells whether a repeated call fails because an attempt before, whose
// answer was lost, did its work.
func (c *call) done(e *Error) bool {
	return c.acknowledges && e.Code == Acknowledged ||
		c.method == http.MethodDelete && e.Status == http.StatusNotFound
}

// backoff is how long to wait after the n-th failure, from 0: longer each time,
// with jitter, so that many calls do not come back at once.
func backoff(n int) time.Duration {
	d := min(firstBackoff<<min(n, 10), maxBackoff)
	return d/2 + rand.N(d/2)
}

// endsWithin tells whether a context's deadline is nearer than d.
func endsWithin(ctx context.Context, d time.Duration) bool {
	deadline, ok := ctx.Deadline()
	return ok && time.Until(deadline) < d
}
