package discord

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
	// Transport carries the calls. Nil means one like http.DefaultTransport,
	// with more connections kept.
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
}

var (
	tokenForm = regexp.MustCompile(`^[A-Za-z0-9._-]{1,200}$`)
	idForm    = regexp.MustCompile(`^[0-9]{1,20}$`)
)

func (o Options) withDefaults() (Options, error) {
	o.Token = strings.TrimPrefix(o.Token, "Bot ") // as it is often copied
	if o.Token == "" {
		return o, errors.New("discord: there is no token")
	}
	if !tokenForm.MatchString(o.Token) {
		return o, errors.New("discord: the token holds characters that no token has") // and is not shown
	}
	if o.Story == nil || o.Answerer == nil {
		return o, errors.New("discord: Story and Answerer are needed")
	}
	if o.API == "" {
		o.API = DefaultAPI
	}
	o.API = strings.TrimRight(o.API, "/")
	if u, err := url.Parse(o.API); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return o, errors.New("discord: the address of the API has to be like " + DefaultAPI)
	}
	if o.Guild != "" && !idForm.MatchString(o.Guild) {
		return o, errors.New("discord: the id of a server is a number, as \"Copy Server ID\" gives it")
	}
	if o.Shards < 0 || o.Shards > maxShards {
		return o, fmt.Errorf("discord: %d shards are not 0 to %d", o.Shards, maxShards)
	}
	if o.Transport == nil {
		t := http.DefaultTransport.(*http.Transport).Clone()
		t.MaxIdleConnsPerHost = 64 // readers are answered side by side
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

// maxShards is more than one process can serve: 1,000 servers a shard.
const maxShards = 1000
