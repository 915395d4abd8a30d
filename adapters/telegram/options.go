package telegram

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"dragoman/core"
	"dragoman/core/delivery"
	"dragoman/core/edition"
	"dragoman/core/feedback"
	"dragoman/core/flood"
	"dragoman/core/settings"
)

// Answerer answers and forgets; *edition.Stand does, about the current edition. Questions of inline mode come
// in the conversation oneoff.Conversation.
type Answerer interface {
	Reply(ctx context.Context, m core.Message) (core.Reply, error)
	Forget(ctx context.Context, key core.SessionKey) error
}

// Options configure a [Bot]. Token, Story and Answerer are needed.
type Options struct {
	Token    string         // from @BotFather
	Story    *edition.Stand // where the current edition of the story is
	Answerer Answerer

	// API is the address of the Bot API server. "" means DefaultAPI.
	API string
	// Transport carries the calls. Nil means one like http.DefaultTransport,
	// with more connections kept.
	Transport http.RoundTripper

	// Webhook receives updates by HTTP; nil means long polling.
	Webhook *Webhook
	// DropWebhook removes a webhook that is set when long polling begins. By
	// default that is an error, for it may be in use.
	DropWebhook bool

	// Sessions tells which answer /sources is about. It is the store of the
	// Answerer, or nil.
	Sessions core.SessionStore
	// Settings, Feedback and Deliveries outlive the process; nil keeps them in
	// memory. Deliveries that are a delivery.Shelf as well let one chat wait
	// long without holding up the confirmation of others' updates.
	Settings   settings.Store
	Feedback   feedback.Store
	Deliveries delivery.Log

	// Flood limits users and chats. Nil means flood.Options{}.
	Flood *flood.Limiter
	// Log is told what happens, without texts and names. Nil discards.
	Log *slog.Logger
	// PollTimeout is how long a call for updates may wait for one, at most
	// 50 s. Zero means 50 s.
	PollTimeout time.Duration
	// Grace is how long Run goes on with what it took on when its context
	// ends. Zero means 8 s.
	Grace time.Duration
	// Ready is called, if not nil, when updates begin to come.
	Ready func()
}

// maxConns bounds the connections to the Bot API server. One is for updates.
const maxConns = 128

// A token is two parts; a server of one's own may take others.
var tokenForm = regexp.MustCompile(`^[A-Za-z0-9_:-]{1,128}$`)

func (o Options) withDefaults() (Options, error) {
	if o.Token == "" {
		return o, errors.New("telegram: there is no token")
	}
	if !tokenForm.MatchString(o.Token) {
		return o, errors.New("telegram: the token holds characters that no token has") // and is not shown
	}
	if o.Story == nil || o.Answerer == nil {
		return o, errors.New("telegram: Story and Answerer are needed")
	}
	if o.API == "" {
		o.API = DefaultAPI
	}
	o.API = strings.TrimRight(o.API, "/")
	if u, err := url.Parse(o.API); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return o, errors.New("telegram: the address of the API server has to be like " + DefaultAPI)
	}
	if strings.ContainsAny(o.API, "?#") {
		return o, errors.New("telegram: the address of the API server has neither a query nor a fragment: no ? and no #")
	}
	if o.Webhook != nil {
		if err := o.Webhook.check(); err != nil {
			return o, err
		}
	}
	if o.Transport == nil {
		t := http.DefaultTransport.(*http.Transport).Clone()
		// Chats are answered side by side. More connections than are kept would
		// be made and thrown away, one for each message of a rush.
		t.MaxIdleConns, t.MaxIdleConnsPerHost, t.MaxConnsPerHost = maxConns, maxConns, maxConns
		o.Transport = t
	}
	if o.Settings == nil {
		o.Settings = new(settings.Memory)
	}
	if o.Feedback == nil {
		o.Feedback = new(feedback.Memory)
	}
	if o.Deliveries == nil {
		o.Deliveries = new(delivery.Memory)
	}
	if o.Flood == nil {
		o.Flood = flood.New(flood.Options{})
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.PollTimeout == 0 {
		o.PollTimeout = 50 * time.Second
	}
	if o.PollTimeout < time.Second || o.PollTimeout > 50*time.Second {
		return o, fmt.Errorf("telegram: PollTimeout is %v, not 1 to 50 s", o.PollTimeout)
	}
	if o.Grace == 0 {
		o.Grace = 8 * time.Second
	}
	return o, nil
}
