package rest

import "time"

const (
	// After 10,000 calls refused with 401, 403 or 429 within 10 minutes
	// Discord shuts out the address (Discord, "Rate Limits: Invalid Request
	// Limit"). From calmAfter on all calls together are made calmly, so that
	// there are at most calmAfter + invalidWindow/calmly = 5,000 and those in
	// flight.
	invalidWindow = 10 * time.Minute
	calmAfter     = 2000
	calmly        = 200 * time.Millisecond

	invalidStep = 10 * time.Second
)

// invalid counts refused calls within a sliding window.
type invalid struct {
	counts [invalidWindow/invalidStep + 1]int
	step   int64 // since 1970, of the latest count
	total  int
	last   time.Time // when the latest call is made
}

// forward drops what is older than the window.
func (v *invalid) forward(now time.Time) {
	step := now.UnixNano() / int64(invalidStep)
	for n := 0; v.step < step && n < len(v.counts); n++ {
		v.step++
		i := int(v.step % int64(len(v.counts)))
		v.total -= v.counts[i]
		v.counts[i] = 0
	}
	v.step = max(v.step, step)
}

// add counts a refused call. It tells whether this is the one from which on
// calls are made calmly.
func (v *invalid) add(now time.Time) bool {
	v.forward(now)
	v.counts[v.step%int64(len(v.counts))]++
	v.total++
	return v.total == calmAfter
}

// next is when a call may be made.
func (v *invalid) next(now time.Time) time.Time {
	v.forward(now)
	if v.total < calmAfter {
		return now
	}
	return v.last.Add(calmly)
}
