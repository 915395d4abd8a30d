package discordtest

import (
	"fmt"
	"hash/fnv"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// limit is a number of calls in a time.
type limit struct {
	calls int
	per   time.Duration
}

// window counts calls from its first one on.
type window struct {
	begun time.Time
	used  int
}

// take counts a call, unless the window is full. It returns what is left, and
// when the window ends.
func (w *window) take(l *limit, now time.Time) (ok bool, remaining int, left time.Duration) {
	if now.Sub(w.begun) >= l.per {
		w.begun, w.used = now, 0
	}
	left = l.per - now.Sub(w.begun)
	if w.used >= l.calls {
		return false, 0, left
	}
	w.used++
	return true, l.calls - w.used, left
}

// Limit allows a route so many calls in a time for each channel, guild, or
// webhook with its token, and tells so in the headers.
func (s *Server) Limit(route string, calls int, per time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.limits[route] = &limit{calls, per}
}

// LimitGlobal allows so many calls in a time over all, but those with an
// interaction's token.
func (s *Server) LimitGlobal(calls int, per time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.global = &limit{calls, per}
}

// limited counts a call for the limits and writes their headers. It returns the
// refusal, nil for none.
func (s *Server) limited(h http.Header, r *request) any {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.global != nil && !strings.Contains(r.route, "_token}") {
		if ok, _, left := s.window("").take(s.global, r.at); !ok {
			h.Set("X-RateLimit-Global", "true")
			h.Set("X-RateLimit-Scope", "global")
			h.Set("Retry-After", ceil(left))
			return tooMany(left, true)
		}
	}
	l := s.limits[r.route]
	if l == nil {
		return nil
	}
	ok, remaining, left := s.window(r.route+resource(r)).take(l, r.at)
	h.Set("X-RateLimit-Limit", strconv.Itoa(l.calls))
	h.Set("X-RateLimit-Remaining", strconv.Itoa(remaining))
	h.Set("X-RateLimit-Reset", fmt.Sprintf("%.3f", float64(r.at.Add(left).UnixMilli())/1000))
	h.Set("X-RateLimit-Reset-After", fmt.Sprintf("%.3f", math.Ceil(left.Seconds()*1000)/1000))
	h.Set("X-RateLimit-Bucket", bucketName(r.route))
	if !ok {
		h.Set("X-RateLimit-Scope", "user")
		h.Set("Retry-After", ceil(left))
		return tooMany(left, false)
	}
	return nil
}

func (s *Server) window(key string) *window {
	w, ok := s.windows[key]
	if !ok {
		w = new(window)
		s.windows[key] = w
	}
	return w
}

// resource is what has a limit of its own.
func resource(r *request) string {
	key := ""
	for _, name := range []string{"channel_id", "guild_id", "webhook_id", "webhook_token", "interaction_id"} {
		key += " " + r.PathValue(name)
	}
	return key
}

// bucketName is as opaque as Discord's.
func bucketName(route string) string {
	h := fnv.New128a()
	h.Write([]byte(route))
	return fmt.Sprintf("%x", h.Sum(nil))
}

// ceil is a time in whole seconds.
func ceil(d time.Duration) string { return strconv.Itoa(int(math.Ceil(d.Seconds()))) }
