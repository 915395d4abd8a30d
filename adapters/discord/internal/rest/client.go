package rest

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/bwmarrin/discordgo"
)

// DefaultAPI is Discord's own API.
const DefaultAPI = "https://discord.com/api/v10"

// Options for a Client.
type Options struct {
	Token     string            // of the bot, without "Bot "
	API       string            // where paths begin, DefaultAPI for ""
	Transport http.RoundTripper // http.DefaultTransport for nil
	Log       *slog.Logger      // nil logs nothing
	Timeout   time.Duration     // of one attempt, 15 seconds for 0
}

// Client makes calls.
type Client struct {
	session   *discordgo.Session
	api       string
	transport *transport
}

// New returns a client. It does not call Discord.
func New(o Options) *Client {
	if o.API == "" {
		o.API = DefaultAPI
	}
	if o.Transport == nil {
		o.Transport = http.DefaultTransport
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Timeout == 0 {
		o.Timeout = 15 * time.Second
	}
	t := &transport{
		next: o.Transport, limits: newLimiter(o.Log), log: o.Log,
		timeout: o.Timeout, secrets: secretsOf(o.Token),
	}
	// New fails for no token at all; a wrong one is found by Discord.
	session, _ := discordgo.New("Bot " + o.Token)
	session.Client = &http.Client{Transport: t}
	session.ShouldRetryOnRateLimit = false
	session.MaxRestRetries = 0
	return &Client{session: session, api: strings.TrimSuffix(o.API, "/"), transport: t}
}

// Do makes a call. The path follows the API's, as "/channels/123/messages", and
// may have a query. The body is sent as JSON, nil for none, beside the files of
// [Files]; the answer is decoded into out unless that is nil or the answer is
// empty.
//
// GET, PUT, PATCH and DELETE are repeated after network errors and 500, 502, 503
// and 504, up to four times; a POST only if it never reached Discord, unless an
// [Option] says that it may be. After a 429 any call is made again, at the time
// that Discord names. Give the context a deadline: that time may be far.
//
// A failure is an *[Error], which wraps the context's where that ended the call.
func (c *Client) Do(ctx context.Context, method, path string, body, out any, options ...Option) error {
	call := newCall(method, path, options)
	payload, kind, err := encode(body, call.files)
	if err != nil {
		return &Error{Method: method, Route: call.route, Message: err.Error(), cause: err}
	}
	// The library locks a bucket from here to the answer's header, and learns
	// from its headers: one of its own for each call.
	bucket := new(discordgo.Bucket)
	bucket.Lock()
	answer, err := c.session.RequestWithLockedBucket(method, c.api+path, kind, payload, bucket, 0,
		discordgo.WithContext(context.WithValue(ctx, callKey{}, call)))
	if err != nil {
		return c.transport.failure(call, err)
	}
	if out == nil || len(answer) == 0 {
		return nil
	}
	if err := json.Unmarshal(answer, out); err != nil {
		e := c.transport.failure(call, err)
		e.Status = http.StatusOK // Discord did what it was asked to
		return e
	}
	return nil
}
