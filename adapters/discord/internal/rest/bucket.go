package rest

import (
	"encoding/json"
	"math"
	"net/http"
	"strconv"
	"time"
)

// limits is what an answer says about limits.
type limits struct {
	bucket     string // which limit it is, "" for none
	limit      int
	remaining  int
	resetAfter time.Duration

	retryAfter time.Duration // of a 429
	global     bool          // the 429 is about all calls
	shared     bool          // the 429 is about others' calls as well, and no fault of ours
	foreign    bool          // the 429 is not from the API but from what is before it
}

// limits reads them. Numbers that are none, or absurd, count as not given.
func (a *answer) limits() limits {
	h := a.header
	l := limits{bucket: h.Get("X-RateLimit-Bucket"), resetAfter: seconds(h.Get("X-RateLimit-Reset-After"))}
	limit, err := strconv.Atoi(h.Get("X-RateLimit-Limit"))
	remaining, err2 := strconv.Atoi(h.Get("X-RateLimit-Remaining"))
	if err == nil && err2 == nil && limit > 0 {
		l.limit, l.remaining = limit, min(max(remaining, 0), limit)
	}
	if a.status != http.StatusTooManyRequests {
		return l
	}
	l.shared = h.Get("X-RateLimit-Scope") == "shared"
	l.global = h.Get("X-RateLimit-Scope") == "global" || h.Get("X-RateLimit-Global") == "true"
	l.retryAfter = seconds(h.Get("Retry-After"))
	var body struct {
		RetryAfter float64 `json:"retry_after"`
		Global     bool    `json:"global"`
	}
	if json.Unmarshal(a.body, &body) == nil {
		l.global = l.global || body.Global
		// The header is the same in whole seconds, rounded up.
		if body.RetryAfter > 0 {
			l.retryAfter = duration(body.RetryAfter)
		}
	} else {
		l.foreign = true
	}
	l.retryAfter = max(l.retryAfter, minRetryAfter)
	return l
}

// minRetryAfter is waited after a 429 that names no time, or none at all.
const minRetryAfter = 100 * time.Millisecond

func seconds(text string) time.Duration {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0
	}
	return duration(f)
}

// duration of so many seconds, rounded up to milliseconds, a day at most.
func duration(seconds float64) time.Duration {
	if !(seconds > 0) {
		return 0
	}
	return time.Duration(math.Ceil(min(seconds, 24*60*60)*1000)) * time.Millisecond
}

// bucket is a limit of Discord's for one resource.
type bucket struct {
	key      string
	limit    int       // calls in a window; 0 not known yet, -1 none
	used     int       // calls in this window, as far as we know
	reset    time.Time // when the window ends
	blocked  time.Time // until when a 429 forbids calls
	inFlight int
	waiting  int
	ahead    int           // of those who wait: somebody waits for them
	changed  chan struct{} // closed when one who waits should look again
}

func newBucket(key string, limit int) *bucket {
	return &bucket{key: key, limit: limit, changed: make(chan struct{})}
}

// ready tells whether a call may be made now. If not, it may after wait, or
// when another call is answered if wait is 0.
func (b *bucket) ready(now time.Time) (ok bool, wait time.Duration) {
	if d := b.blocked.Sub(now); d > 0 {
		return false, d
	}
	if b.limit == 0 {
		return b.inFlight == 0, 0 // its answer tells the limit
	}
	if b.limit < 0 {
		return true, 0
	}
	if !now.Before(b.reset) {
		// A new window: what has no answer yet may fall into it.
		b.used = b.inFlight
	}
	if b.used < b.limit {
		return true, 0
	}
	return false, max(b.reset.Sub(now), 0)
}

// learn takes in what an answer says.
func (b *bucket) learn(l limits, now time.Time) {
	if l.limit == 0 {
		if b.limit == 0 {
			b.limit = -1
		}
		return
	}
	b.limit = l.limit
	b.used = max(b.used, l.limit-l.remaining)
	if reset := now.Add(l.resetAfter); reset.After(b.reset) {
		b.reset = reset
	}
}

// idle tells whether nothing is lost by forgetting it.
func (b *bucket) idle(now time.Time) bool {
	return b.inFlight == 0 && b.waiting == 0 && now.After(b.reset) && now.After(b.blocked)
}

func (b *bucket) wake() {
	close(b.changed)
	b.changed = make(chan struct{})
}
