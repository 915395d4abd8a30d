package discordtest

import (
	"encoding/json"
	"fmt"
	"time"
)

// Request is a call that the bot made.
type Request struct {
	Route  string // as in Discord's description: "GET /channels/{channel_id}"
	Path   string // after the version of the API
	Query  string
	Body   json.RawMessage // nil for none
	Files  []File          // that came along
	Time   time.Time
	Status int // of the answer, 0 while there is none
}

// Decode decodes the body.
func (r Request) Decode(v any) error { return json.Unmarshal(r.Body, v) }

// note remembers a call.
func (s *Server) note(r *request) (noted *Request, quiet bool) {
	noted = &Request{Route: r.route, Path: r.URL.Path, Query: r.URL.RawQuery, Time: r.at}
	if len(r.body) > 0 {
		noted.Body = r.body
	}
	noted.Files = r.files
	s.mu.Lock()
	defer s.mu.Unlock()
	s.counts[r.route]++
	if !s.quiet {
		s.requests = append(s.requests, noted)
		if s.isFull(len(s.requests)) {
			s.requests = append([]*Request(nil), s.requests[len(s.requests)-s.remember:]...)
		}
	}
	s.wake()
	return noted, s.quiet
}

// Requests returns the calls of a route, of all for "", in order.
func (s *Server) Requests(route string) []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.requested(route)
}

func (s *Server) requested(route string) []Request {
	var found []Request
	for _, r := range s.requests {
		if route == "" || r.Route == route {
			found = append(found, *r)
		}
	}
	return found
}

// Count is how many calls of a route came, of all for "".
func (s *Server) Count(route string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if route != "" {
		return s.counts[route]
	}
	n := 0
	for _, c := range s.counts {
		n += c
	}
	return n
}

// AwaitRequests waits until n calls of a route are answered, and returns all
// that are.
func (s *Server) AwaitRequests(t TB, route string, n int) []Request {
	t.Helper()
	var found []Request
	s.Until(t, fmt.Sprint(n, " calls of ", route), func() bool {
		found = found[:0]
		for _, r := range s.requested(route) {
			if r.Status != 0 {
				found = append(found, r)
			}
		}
		return len(found) >= n
	})
	return found
}

// Until waits until something is so, in a minute at most. The function is
// called whenever anything has changed, with the server locked: it may look at
// what it captured, and must not call the server.
func (s *Server) Until(t TB, what string, is func() bool) {
	t.Helper()
	limit := time.NewTimer(time.Minute)
	defer limit.Stop()
	for {
		s.mu.Lock()
		ok, changed := is(), s.changed
		s.mu.Unlock()
		if ok {
			return
		}
		select {
		case <-changed:
		case <-limit.C:
			t.Fatalf("waited in vain for %s", what)
			return
		}
	}
}
