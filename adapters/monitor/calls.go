package monitor

import (
	"context"
	"errors"
	"net/http"
	"strconv"
)

// maxRoute bounds the label of a route, in bytes.
const maxRoute = 100

// Transport counts the calls that another makes. route names what a call is for,
// from a bounded set: with neither ids nor tokens.
func (p *Platform) Transport(next http.RoundTripper, route func(*http.Request) string) http.RoundTripper {
	return &transport{next: next, p: p, route: route}
}

type transport struct {
	next  http.RoundTripper
	p     *Platform
	route func(*http.Request) string
}

// RoundTrip implements http.RoundTripper.
func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
	route := t.route(r)
	route = route[:min(len(route), maxRoute)]
	resp, err := t.next.RoundTrip(r)
	t.p.m.calls.WithLabelValues(t.p.name, route, code(resp, err)).Inc()
	return resp, err
}

// CloseIdleConnections lets http.Client.CloseIdleConnections reach the transport
// below.
func (t *transport) CloseIdleConnections() {
	(&http.Client{Transport: t.next}).CloseIdleConnections()
}

// code is the HTTP status of an answer as a label.
func code(resp *http.Response, err error) string {
	switch {
	case errors.Is(err, context.Canceled):
		return "canceled"
	case err != nil:
		return "none"
	case resp.StatusCode < 100 || resp.StatusCode > 599:
		return "other"
	}
	return strconv.Itoa(resp.StatusCode)
}
