package feed

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	timeout      = 30 * time.Second // of a call, with its body
	maxBody      = 8 << 20          // bytes; ours: large feeds of full texts have 2 MB
	maxRedirects = 5
)

var (
	// ErrGone is returned when the server says that there is no such feed any
	// more and will be none: status 410, RFC 9110, section 15.5.11.
	ErrGone = errors.New("feed: the server says that the feed is gone for good (410): look for its new address")

	errTooLarge  = errors.New("the feed has more than 8 MiB")
	errRedirects = errors.New("the server sends from one address to another more than 5 times")
	errDowngrade = errors.New("the server sends from https to an address that is not: give that one if you trust it")
	errScheme    = errors.New("the server sends to an address that is neither http nor https")
)

// statusError is an answer that is no feed.
type statusError struct {
	code int
	wait time.Duration // what the server asks for, 0 for nothing
}

func (e *statusError) Error() string {
	switch e.code {
	case http.StatusUnauthorized, http.StatusForbidden:
		return fmt.Sprintf("the server does not let the bot read the feed (%d): look whether it needs a password", e.code)
	case http.StatusNotFound:
		return "there is no feed at the address (404): look whether it is mistyped or has moved"
	case http.StatusTooManyRequests:
		return "the server wants to be asked less often (429)"
	}
	return fmt.Sprintf("the server answers with status %d in place of a feed", e.code)
}

// answer is what a server said about a feed.
type answer struct {
	same        bool // not modified since the last time
	body        []byte
	contentType string
	etag        string
	modified    string
	maxAge      time.Duration // how long the answer holds, 0 for unknown
	base        *url.URL      // where the feed is in the end
}

func newClient(transport http.RoundTripper) *http.Client {
	return &http.Client{
		Transport: transport,
		CheckRedirect: func(req *http.Request, via []*http.Request) error {
			switch {
			case len(via) > maxRedirects:
				return errRedirects
			case !isWeb(req.URL):
				return errScheme
			case via[len(via)-1].URL.Scheme == "https" && req.URL.Scheme != "https":
				return errDowngrade
			}
			return nil
		},
	}
}

// fetch asks for the feed. Validators, when there are any, make it conditional.
func (f *Feed) fetch(ctx context.Context, etag, modified string) (answer, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, f.url.String(), nil)
	if err != nil {
		return answer{}, causeOf(err)
	}
	req.Header.Set("User-Agent", f.agent)
	req.Header.Set("Accept", "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5")
	if etag != "" {
		req.Header.Set("If-None-Match", etag)
	}
	if modified != "" {
		req.Header.Set("If-Modified-Since", modified)
	}
	resp, err := f.client.Do(req)
	if err != nil {
		return answer{}, causeOf(err)
	}
	defer resp.Body.Close()
	a := answer{
		contentType: resp.Header.Get("Content-Type"),
		etag:        bounded(resp.Header.Get("ETag")),
		modified:    bounded(resp.Header.Get("Last-Modified")),
		maxAge:      maxAge(resp.Header),
		base:        resp.Request.URL,
	}
	switch {
	case resp.StatusCode == http.StatusNotModified && (etag != "" || modified != ""):
		a.same = true
		return a, nil
	case resp.StatusCode == http.StatusGone:
		return answer{}, ErrGone
	case resp.StatusCode != http.StatusOK:
		return answer{}, &statusError{code: resp.StatusCode, wait: retryAfter(resp.Header, time.Now())}
	}
	a.body, err = io.ReadAll(io.LimitReader(resp.Body, maxBody+1))
	if err != nil {
		return answer{}, causeOf(err)
	}
	if len(a.body) > maxBody {
		return answer{}, errTooLarge
	}
	return a, nil
}

// bounded leaves out a validator that is too long to be kept.
func bounded(validator string) string {
	if len(validator) > 1024 {
		return ""
	}
	return validator
}

// causeOf says why a call got no answer, without its address.
func causeOf(err error) error {
	if u, ok := errors.AsType[*url.Error](err); ok {
		err = u.Err
	}
	if d, ok := errors.AsType[*net.DNSError](err); ok {
		return fmt.Errorf("the name %s is not found: %s", d.Name, d.Err)
	}
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, errRedirects), errors.Is(err, errDowngrade), errors.Is(err, errScheme):
		return err
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("the server did not answer within %v: %w", timeout, context.DeadlineExceeded)
	case strings.Contains(err.Error(), "Location"):
		return errors.New("the server sends to an address that is none")
	}
	return err
}

// agentOf names the program and its version, RFC 9110, section 10.1.5.
func agentOf(version string) string {
	version = strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r >= '0' && r <= '9', strings.ContainsRune(".-+_", r):
			return r
		}
		return '-'
	}, version)
	if version == "" {
		return "Dragoman"
	}
	return "Dragoman/" + version
}
