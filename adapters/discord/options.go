package discord

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

	"github.com/gorilla/websocket"
)

// DefaultAPI is Discord's own API.
const DefaultAPI = "https://discord.com/api"

// Answerer answers and forgets; *edition.Stand does, about the current edition.
type Answerer interface {
	Reply(ctx context.Context, m core.Message) (core.Reply, error)
	Forget(ctx context.Context, key core.SessionKey) error
}

// Options configure a [Bot]. Token, Story and Answerer are needed.
type Options struct {
	Token    string         // of the application's bot
	Story    *edition.Stand // where the current edition of the story is
	Answerer Answerer

	// API is the address of the API, without a version; the gateway's address
	// comes from there. "" means DefaultAPI.
	API string
	// Transport carries the calls. Nil means NewTransport().
	Transport http.RoundTripper
	// Dialer connects to the gateway. Nil means one that goes through the proxy
	// of the environment.
	Dialer *websocket.Dialer

	// Guild registers the commands for that server only, at once: for
	// development. "" registers them everywhere.
	Guild string
	// Shards is the number of connections. 0 is as many as Discord recommends.
	Shards int

	// Sessions tells which answer /sources is about. It is the store of the
	// Answerer, or nil.
	Sessions core.SessionStore
	// Settings, Feedback and Deliveries outlive the process; nil keeps them in
	// memory. Deliveries that are a delivery.Shelf as well keep the messages
	// being answered, so that they are answered after a crash.
	Settings   settings.Store
	Feedback   feedback.Store
	Deliveries delivery.Log

	// Subscriptions is where readers subscribe to the daily briefing. Nil leaves
	// out the commands for it. [Bot.Sender] sends the briefings.
	Subscriptions *subscriptions.Desk
	// Forgetter deletes all that the stores above have of a reader, everywhere.
	// Nil means that /forget deletes what each of them can find by itself: the
	// conversation, subscriptions and, of feedback.Memory, votes.
	Forgetter forget.Store

	// Report makes the text of /report, at most 950 runes without markup, for the
	// Admins, who are users by their ids, to see alone. Others do not know the
	// command. Nil means that there is none.
	Report func(ctx context.Context) (string, error)
	Admins []string

	// Flood limits users, and public answers in channels. Nil means flood.Options{}.
	Flood *flood.Limiter
	// Log is told what happens, without texts and names. Nil discards.
	Log *slog.Logger
	// DeferAfter is how long an interaction may wait for its answer before
	// Discord is told that it takes longer, at most 2.5 s: Discord itself waits
	// for 3 s. Zero means 1.5 s.
	DeferAfter time.Duration
	// Grace is how long Run goes on with what it took on when its context
	// ends. Zero means 8 s.
	Grace time.Duration
	// Ready is called, if not nil, when all shards are connected for the first
	// time.
	Ready func()
	// Connected is told, if it is not nil, whether all shards are connected,
	// whenever that changes. It must be quick.
	Connected func(bool)
}

func (o Options) withDefaults() (Options, error) {
	o.Token = bareToken(o.Token)
	if err := CheckToken(o.Token); err != nil {
		return o, fmt.Errorf("discord: %w", err)
	}
	if o.Story == nil || o.Answerer == nil {
		return o, errors.New("discord: Story and Answerer are needed")
	}
	if o.API == "" {
		o.API = DefaultAPI
	}
	o.API = strings.TrimRight(o.API, "/")
	if err := CheckAPI(o.API); err != nil {
		return o, fmt.Errorf("discord: %w", err)
	}
	if o.Guild != "" {
		if err := CheckGuild(o.Guild); err != nil {
			return o, fmt.Errorf("discord: %w", err)
		}
	}
	if err := CheckShards(o.Shards); err != nil {
		return o, fmt.Errorf("discord: %w", err)
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
	if o.DeferAfter == 0 {
		o.DeferAfter = 1500 * time.Millisecond
	}
	if o.DeferAfter < 0 || o.DeferAfter > 2500*time.Millisecond {
		return o, fmt.Errorf("discord: DeferAfter is %v, not 0 to 2.5 s", o.DeferAfter)
	}
	if o.Grace == 0 {
		o.Grace = 8 * time.Second
	}
	return o, nil
}
