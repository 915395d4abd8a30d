package gateway

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/gorilla/websocket"
)

// Options say how to connect. Token, Lookup and Handle are needed.
type Options struct {
	Token   string // with or without "Bot " before it
	Intents int    // which events come; Discord: Gateway, List of Intents
	Shards  int    // connections to share the servers among; 0: as many as Discord recommends

	// Lookup asks Discord where the gateway is and how often the bot may
	// identify. An error that is ErrToken ends Run; after others it is called
	// again.
	Lookup func(ctx context.Context) (Info, error)

	// Handle takes an event. It must be quick, as no other event of the shard
	// comes meanwhile and heartbeats may be late: it puts the event into a
	// queue. A panic in it is logged.
	Handle func(Event)

	// Begin is told how many shards there are, before State is called. nil:
	// nobody is told.
	Begin func(shards int)

	// Resume is where a shard of so many goes on, by what Reached was told in a
	// Run before; the zero Session for anew. Discord gives what was missed, as
	// long as it knows the session. nil: anew.
	Resume func(shard, shards int) Session

	// Reached is told where a shard stands after each event, when Handle has
	// returned. It must be quick. Then the end of Run leaves the sessions open at
	// Discord. nil: nobody is told, and Run ends them.
	Reached func(shard int, s Session)

	// State is told each change of a shard's state. It must be quick. nil:
	// nobody is told.
	State func(shard int, s State)

	Dialer *websocket.Dialer // default: through the proxy of the environment, 15 s for the handshake
	Log    *slog.Logger      // default: discarded

	HelloTimeout time.Duration // until Discord greets; default 10 s
	ReadyTimeout time.Duration // from then until the shard is connected; default 30 s
}

func (o Options) withDefaults() Options {
	o.Token = strings.TrimPrefix(o.Token, "Bot ")
	if o.Dialer == nil {
		o.Dialer = &websocket.Dialer{Proxy: http.ProxyFromEnvironment, HandshakeTimeout: 15 * time.Second}
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Begin == nil {
		o.Begin = func(int) {}
	}
	if o.State == nil {
		o.State = func(int, State) {}
	}
	if o.HelloTimeout == 0 {
		o.HelloTimeout = 10 * time.Second
	}
	if o.ReadyTimeout == 0 {
		o.ReadyTimeout = 30 * time.Second
	}
	return o
}

// redacted is an error's text without the token.
func (o *Options) redacted(err error) string {
	if o.Token == "" {
		return err.Error()
	}
	return strings.ReplaceAll(err.Error(), o.Token, "[token]")
}

// Info is what Discord tells about its gateway (GET /gateway/bot).
type Info struct {
	URL            string        // ws or wss
	Shards         int           // recommended
	Remaining      int           // identifies left
	ResetAfter     time.Duration // until there are more
	MaxConcurrency int           // identifies in 5 s
}

// Event is something that happened on Discord.
type Event struct {
	Shard int
	Type  string          // as MESSAGE_CREATE
	Data  json.RawMessage // not shared: the receiver may keep it
}

// State is how a shard stands.
type State int

const (
	Connecting   State = iota // on the way
	Connected                 // with a new session
	Resumed                   // with the session from before; nothing was missed
	Disconnected              // to be tried again, or over
)

func (s State) String() string {
	switch s {
	case Connecting:
		return "connecting"
	case Connected:
		return "connected"
	case Resumed:
		return "resumed"
	}
	return "disconnected"
}
