package flood

import "time"

// NewTyped returns a limiter of what comes with each letter that a user types: 60 at
// once, then five a second. Who types all day does not meet it; a program does. It
// has a bucket for users alone: call Ask without a chat.
func NewTyped() *Limiter {
	return New(Options{User: Rate{Burst: 60, Every: 200 * time.Millisecond}, Max: 10_000})
}
