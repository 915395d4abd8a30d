package rest

import (
	"net/http"
	"strings"
)

// call is what the transport has to know of a request; it comes with the
// request's context.
type call struct {
	method   string
	route    string // the path without query and secret, for errors and logs
	template string // the route without any ids
	resource string // the top-level resource, whose limits are its own
	secret   string // the token in the path, "" for none

	repeatable   bool
	acknowledges bool
	background   bool

	files []File
}

type callKey struct{}

// Route returns the method and path of a request as it comes to
// Options.Transport, with neither ids nor tokens; "" for a request of others.
func Route(r *http.Request) string {
	if c, ok := r.Context().Value(callKey{}).(*call); ok {
		return c.template
	}
	return ""
}

// Option changes how a call is made.
type Option func(*call)

// Repeatable says that a POST may be repeated: it does the same thing once, as
// a message with nonce and enforce_nonce does.
func Repeatable() Option { return func(c *call) { c.repeatable = true } }

// Acknowledges says that a POST is the first response to an interaction. It is
// repeated, also when there is no answer in a second, and "already acknowledged"
// then means that an attempt before did its work: the call is done, though
// nothing is decoded into out.
func Acknowledges() Option {
	return func(c *call) { c.repeatable, c.acknowledges = true, true }
}

// Background says that nobody waits for the call: it is made when the limit over
// all leaves room for it, after the calls that somebody waits for, and evenly over
// time, so that one of these never waits long behind it.
func Background() Option { return func(c *call) { c.background = true } }

// newCall reads a path. Channels, guilds and webhooks with their tokens have
// limits of their own (Discord, "Rate Limits": top-level resources); an
// interaction's id and token are such a webhook.
func newCall(method, path string, options []Option) *call {
	path, _, _ = strings.Cut(path, "?")
	parts := strings.Split(strings.Trim(path, "/"), "/")
	c := &call{method: method, repeatable: method != http.MethodPost}
	resource := 0 // how many parts after the first name it
	switch {
	case len(parts) > 1 && (parts[0] == "channels" || parts[0] == "guilds"):
		resource = 1
	case len(parts) > 2 && (parts[0] == "webhooks" || parts[0] == "interactions"):
		resource = 2
		c.secret = parts[2]
	case len(parts) > 1 && parts[0] == "webhooks":
		resource = 1
	}
	c.resource = strings.Join(parts[1:1+resource], "/")
	shown, template := make([]string, len(parts)), make([]string, len(parts))
	for i, p := range parts {
		shown[i], template[i] = p, p
		switch {
		case i == 2 && c.secret != "":
			shown[i], template[i] = "{token}", "{token}"
		case i > 0 && i <= resource || isNumber(p):
			template[i] = "{id}"
		}
	}
	c.route = "/" + strings.Join(shown, "/")
	c.template = method + " /" + strings.Join(template, "/")
	for _, o := range options {
		o(c)
	}
	return c
}

// unbound tells whether the limit over all calls leaves this one alone: it does
// those of interactions (Discord, "Interactions: Receiving and Responding").
func (c *call) unbound() bool { return c.secret != "" }

func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}
