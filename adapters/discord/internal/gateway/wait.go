package gateway

import (
	"math/rand/v2"
	"time"
)

const (
	firstBackoff = time.Second
	maxBackoff   = time.Minute
	// stable is how long a connection has to last for the ones before it to be
	// forgotten.
	stable = time.Minute
)

// pause is how long to wait after n failures in a row: not at all after none,
// then longer each time, with jitter, so that many bots do not come back at
// once.
func pause(n int) time.Duration {
	if n <= 0 {
		return 0
	}
	d := min(firstBackoff<<min(n-1, 10), maxBackoff)
	return d/2 + rand.N(d/2)
}
