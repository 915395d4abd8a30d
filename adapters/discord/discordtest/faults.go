package discordtest

import (
	"io"
	"net/http"
	"strconv"
	"time"
)

// Fault makes calls fail, or answers slow.
type Fault struct {
	Route string // as in Discord's description, "" for all
	Path  string // of one call only: "/channels/123/messages", "" for all
	Times int    // 0 for ever

	Status     int    // of the answer; 0 to go on after the delay
	Code       int    // Discord's own
	Message    string // Discord's own
	RetryAfter time.Duration
	Scope      string        // of a 429: "user", "global" or "shared"
	Body       string        // sent as it is instead of Discord's error
	Delay      time.Duration // before the answer
	Drop       bool          // the connection breaks
	After      bool          // the call works, only its answer is lost: it breaks, or is the one given
}

// TooManyRequests is a 429 for one route, or for all with scope "global".
func TooManyRequests(route, scope string, after time.Duration, times int) Fault {
	return Fault{Route: route, Times: times, Status: 429, RetryAfter: after, Scope: scope, Message: "You are being rate limited."}
}

// Cloudflare is an error page of what is before Discord.
func Cloudflare(route string, status, times int) Fault {
	return Fault{Route: route, Times: times, Status: status, Body: "<!DOCTYPE html><html><head><title>discord.com | " +
		http.StatusText(status) + "</title></head><body>cloudflare</body></html>"}
}

// Fail adds a fault. The first that fits a call is applied to it.
func (s *Server) Fail(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &f)
}

// Heal removes all faults.
func (s *Server) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

func (s *Server) fault(r *request) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, f := range s.faults {
		if f.Route != "" && f.Route != r.route || f.Path != "" && f.Path != r.URL.Path {
			continue
		}
		if f.Times == 1 {
			s.faults = append(s.faults[:i:i], s.faults[i+1:]...)
		} else if f.Times > 1 {
			f.Times--
		}
		return f
	}
	return nil
}

// inject applies a fault; it reports whether the call is answered.
func (s *Server) inject(w http.ResponseWriter, r *request, f *Fault, run func() (int, any), answer func(int, any)) bool {
	if f.After {
		run()
	}
	if f.Delay > 0 {
		t := time.NewTimer(f.Delay)
		defer t.Stop()
		select {
		case <-t.C:
		case <-r.Context().Done():
			return true
		case <-s.stop:
			return true
		}
	}
	switch {
	case f.Drop || f.After && f.Status == 0:
		panic(http.ErrAbortHandler)
	case f.Status == 0:
		return false
	}
	if f.RetryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(int((f.RetryAfter+time.Second-1)/time.Second)))
	}
	if f.Scope != "" {
		w.Header().Set("X-RateLimit-Scope", f.Scope)
		if f.Scope == "global" {
			w.Header().Set("X-RateLimit-Global", "true")
		}
	}
	switch {
	case f.Body != "":
		w.Header().Set("Content-Type", "text/html; charset=UTF-8")
		w.WriteHeader(f.Status)
		io.WriteString(w, f.Body)
		s.mu.Lock()
		s.wake()
		s.mu.Unlock()
	case f.Status == 429:
		answer(429, tooMany(f.RetryAfter, f.Scope == "global"))
	default:
		answer(f.Status, (&apiError{f.Status, f.Code, f.Message}).body())
	}
	return true
}

func tooMany(after time.Duration, global bool) map[string]any {
	return map[string]any{
		"message": "You are being rate limited.", "code": 0,
		"retry_after": after.Seconds(), "global": global,
	}
}
