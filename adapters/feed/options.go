package feed

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"time"
)

const (
	// DefaultInterval is the pause between polls unless Options say otherwise.
	DefaultInterval = 10 * time.Minute
	// MinInterval is the least pause between polls.
	MinInterval = time.Minute
)

// Options configure a [Feed]. URL and Folder are needed.
type Options struct {
	URL    string // of the feed, http or https
	Folder string // where articles are saved; made when it is not there

	// Match selects items by title, description and categories. Letters, digits
	// and spaces are words, all of which an item has to have, in any order and
	// case; anything else is a regular expression in Go's syntax, in any case.
	// "" takes all items.
	Match string

	// Interval is the pause between polls, at least MinInterval. A server may
	// ask for a longer one. Zero means DefaultInterval.
	Interval time.Duration
	// Transport carries the calls. Nil means http.DefaultTransport.
	Transport http.RoundTripper
	// Log is told what happens. Nil discards.
	Log *slog.Logger
	// Version is that of the program, for the User-Agent.
	Version string
}

// Check says what is wrong with the options, the folder aside. It asks no server.
func (o Options) Check() error {
	if _, _, err := o.withDefaults(); err != nil {
		return err
	}
	_, err := newMatcher(o.Match)
	return err
}

func (o Options) withDefaults() (Options, *url.URL, error) {
	u, err := url.Parse(o.URL)
	if err != nil || u.Host == "" || !isWeb(u) {
		return o, nil, errors.New("feed: the address has to be like https://example.org/feed.xml") // it may hold a password
	}
	if o.Folder == "" {
		return o, nil, errors.New("feed: there is no folder to save articles in")
	}
	if o.Interval == 0 {
		o.Interval = DefaultInterval
	}
	if o.Interval < MinInterval {
		return o, nil, fmt.Errorf("feed: the interval is %v: servers want at least %v", o.Interval, MinInterval)
	}
	if o.Transport == nil {
		o.Transport = http.DefaultTransport
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	o.Log = o.Log.With("feed", u.Host+u.EscapedPath())
	return o, u, nil
}

func isWeb(u *url.URL) bool { return u.Scheme == "http" || u.Scheme == "https" }
