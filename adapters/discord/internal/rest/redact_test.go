package rest_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"dragoman/adapters/discord/internal/rest"
)

// secret is an interaction's token.
const secret = "aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4OmFiY2RlZmdoaWprbG1ub3A"

// roundTrip is an http.RoundTripper.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// respond answers with a status and a text.
func respond(status int, kind, text string) roundTrip {
	return func(r *http.Request) (*http.Response, error) {
		return &http.Response{
			StatusCode: status, Header: http.Header{"Content-Type": {kind}},
			Body: io.NopCloser(strings.NewReader(text)), Request: r,
		}, nil
	}
}

func failWith(err error) roundTrip {
	return func(r *http.Request) (*http.Response, error) {
		return nil, &url.Error{Op: r.Method, URL: r.URL.String(), Err: err}
	}
}

// breaking is a body that ends in the middle.
type breaking struct{}

func (breaking) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }
func (breaking) Close() error             { return nil }

// Neither token is in any error or log, however a call fails.
func TestTokensStayHidden(t *testing.T) {
	t.Parallel()
	echo := func(r *http.Request) string { return r.URL.String() + " " + r.Header.Get("Authorization") }
	plain := httptest.NewServer(http.NotFoundHandler())
	secure := httptest.NewUnstartedServer(http.NotFoundHandler())
	secure.Config.ErrorLog = log.New(io.Discard, "", 0)
	secure.StartTLS()
	closed, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	t.Cleanup(plain.Close)
	t.Cleanup(secure.Close)
	dial := &http.Transport{}
	nameless := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) {
		return nil, &net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "discord.test"}}
	}}
	t.Cleanup(dial.CloseIdleConnections)
	for name, tt := range map[string]struct {
		api       string
		transport http.RoundTripper
	}{
		"name not found": {"http://discord.test", nameless},
		"refused":        {"http://" + closed.Addr().String(), dial},
		"unknown signer": {secure.URL, dial},
		"no TLS":         {"https" + plain.URL[len("http"):], dial},
		"bad URL":        {"http://discord.test:port", dial},
		"no host":        {"nowhere", dial},
		"not found":      {plain.URL, dial},
		"garbage":        {"http://d", respond(200, "application/json", `{"id":"`+token+secret)},
		"another type":   {"http://d", respond(200, "application/json", `["`+secret+`"]`)},
		"502 page":       {"http://d", respond(502, "text/html", "<html>"+secret+token+"</html>")},
		"429 page":       {"http://d", respond(429, "text/html", "<html>"+secret+token+"</html>")},
		"400": {"http://d", roundTrip(func(r *http.Request) (*http.Response, error) {
			return respond(400, "application/json", fmt.Sprintf(`{"code":0,"message":%q,"errors":{"a":{"_errors":[{"message":%q}]}}}`, echo(r), echo(r)))(r)
		})},
		"401":            {"http://d", respond(401, "application/json", `{"code":0,"message":"`+token+" "+secret+`"}`)},
		"error with URL": {"http://d", roundTrip(func(r *http.Request) (*http.Response, error) { return nil, errors.New(echo(r)) })},
		"wrapped URL": {"http://d", roundTrip(func(r *http.Request) (*http.Response, error) {
			return nil, fmt.Errorf("proxy: %w", &url.Error{Op: "Get", URL: echo(r), Err: errors.New(echo(r))})
		})},
		"redirect": {"http://d", roundTrip(func(r *http.Request) (*http.Response, error) { return respond(302, "text/plain", echo(r))(r) })},
		"broken body": {"http://d", roundTrip(func(r *http.Request) (*http.Response, error) {
			return &http.Response{StatusCode: 200, Body: breaking{}}, nil
		})},
		"timeout":          {"http://d", failWith(context.DeadlineExceeded)},
		"cancelled":        {"http://d", failWith(context.Canceled)},
		"attempt too long": {"http://d", roundTrip(func(r *http.Request) (*http.Response, error) { <-r.Context().Done(); return nil, r.Context().Err() })},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var logged bytes.Buffer
			c := rest.New(rest.Options{
				Token: token, API: tt.api, Transport: tt.transport, Timeout: 20 * time.Millisecond,
				Log: slog.New(slog.NewTextHandler(&logged, nil)),
			})
			for _, path := range []string{"/webhooks/1/" + secret + "/messages/@original", "/interactions/1/" + secret + "/callback"} {
				ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
				var out struct{ ID int }
				err := c.Do(ctx, http.MethodPost, path, map[string]any{}, &out, rest.Acknowledges())
				cancel()
				if err == nil {
					t.Fatal("no error")
				}
				for _, shown := range []string{err.Error(), fmt.Sprintf("%+v %#v", err, err), logged.String()} {
					for _, hidden := range []string{token, secret, token[len(token)-20:]} {
						if strings.Contains(shown, hidden) {
							t.Errorf("a token is shown: %s", shown)
						}
					}
				}
				for e := err; e != nil; e = errors.Unwrap(e) {
					if strings.Contains(e.Error(), secret) {
						t.Errorf("a token is wrapped: %s", e)
					}
				}
			}
		})
	}
}
