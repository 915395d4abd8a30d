package feed

import (
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	// maxWait bounds what a server may ask for: a slip there is not to end the
	// news.
	maxWait = 24 * time.Hour
	// maxBackoff bounds the pause after failures.
	maxBackoff = 6 * time.Hour
)

// maxAge returns how long an answer holds, RFC 9111, section 4.2.
func maxAge(h http.Header) time.Duration {
	var age time.Duration
	for directive := range strings.SplitSeq(strings.ToLower(strings.Join(h.Values("Cache-Control"), ",")), ",") {
		name, value, _ := strings.Cut(strings.TrimSpace(directive), "=")
		switch name {
		case "no-cache", "no-store":
			return 0
		case "max-age":
			age = seconds(strings.Trim(value, `"`))
		}
	}
	return max(0, age-seconds(h.Get("Age")))
}

// retryAfter returns how long to wait, RFC 9110, section 10.2.3: seconds or a
// date.
func retryAfter(h http.Header, now time.Time) time.Duration {
	value := strings.TrimSpace(h.Get("Retry-After"))
	if when, err := http.ParseTime(value); err == nil {
		return min(max(0, when.Sub(now)), maxWait)
	}
	return seconds(value)
}

// ttl returns the minutes that RSS 2.0 gives a feed to be kept.
func ttl(minutes string) time.Duration { return min(seconds(minutes)*60, maxWait) }

// seconds returns 0 for what is no count, and maxWait at most.
func seconds(value string) time.Duration {
	n, err := strconv.ParseUint(strings.TrimSpace(value), 10, 31)
	if err != nil {
		return 0
	}
	return min(time.Duration(n)*time.Second, maxWait)
}

// backoff is the pause after the n-th failure in a row, from 1.
func backoff(interval time.Duration, n int) time.Duration {
	return min(interval<<min(n-1, 9), max(interval, maxBackoff))
}

// jitter adds up to a tenth, so that many bots do not come at once, and none
// earlier than was asked.
func jitter(d time.Duration) time.Duration { return d + rand.N(d/10+1) }
