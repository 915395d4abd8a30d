package telegram

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"dragoman/core"
	"dragoman/core/delivery"
	"dragoman/core/edition"
	"dragoman/core/feedback"
	"dragoman/core/flood"
	"dragoman/core/forget"
	"dragoman/core/settings"
	"dragoman/core/subscriptions"
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
	// Transport carries the calls. Nil means NewTransport().
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

	// Subscriptions is the desk of the daily briefing. Nil means that there is
	// none: its commands are not known.
	Subscriptions *subscriptions.Desk
	// Forget deletes what is kept of a reader in all places, on /forget. Nil
	// means that there is nothing but what the Answerer, Settings and
	// Subscriptions keep.
	Forget forget.Store

	// Report makes the text of /report, at most 950 runes without markup, for the
	// Admins, who are users by their ids, in private chats. Others do not know the
	// command. Nil means that there is none.
	Report func(ctx context.Context) (string, error)
	Admins []string

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
	// Connected is told, if it is not nil, whether updates come: after Ready, when
	// calls for them fail, and when they work again. It must be quick.
	Connected func(bool)
}

// maxConns bounds the connections to the Bot API server. One is for updates.
const maxConns = 128

// NewTransport returns a transport like http.DefaultTransport, with more
// connections kept.
func NewTransport() http.RoundTripper {
	t := http.DefaultTransport.(*http.Transport).Clone()
	// Chats are answered side by side. More connections than are kept would
	// be made and thrown away, one for each message of a rush.
	t.MaxIdleConns, t.MaxIdleConnsPerHost, t.MaxConnsPerHost = maxConns, maxConns, maxConns
	return t
}

func (o Options) withDefaults() (Options, error) {
	if err := CheckToken(o.Token); err != nil {
		return o, fmt.Errorf("telegram: %w", err)
	}
	if o.Story == nil || o.Answerer == nil {
		return o, errors.New("telegram: Story and Answerer are needed")
	}
	if o.API == "" {
		o.API = DefaultAPI
	}
	o.API = strings.TrimRight(o.API, "/")
	if err := CheckAPI(o.API); err != nil {
		return o, fmt.Errorf("telegram: %w", err)
	}
	if o.Webhook != nil {
		if err := o.Webhook.check(); err != nil {
			return o, err
		}
	}
	if o.Transport == nil {
		o.Transport = NewTransport()
	}
	if o.Connected == nil {
		o.Connected = func(bool) {}
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
