package discordtest

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// GatewayOptions say how a Gateway behaves. The zero value lets all bots in.
type GatewayOptions struct {
	Token       string // "": any
	Shards      int    // that a bot has to have; 0: any number
	Disallowed  int    // intents that are not turned on for the bot
	Concurrency int    // max_concurrency, kept by refusing identifies; 0: not kept
	Heartbeat   time.Duration
	Guilds      []string // that READY names
	User        map[string]any
	Application string // id
	ResumeURL   string // that READY names; "": where the bot connected
}

// Gateway is a fake of Discord's gateway, an http.Handler for one bot:
//
//	g := discordtest.NewGateway(discordtest.GatewayOptions{Token: "token"})
//	defer g.Close()
//	... // a bot with g.Dialer(), or one that connects to a server of g
//	err := g.AwaitConnected(ctx, 1)
//	g.Send("MESSAGE_CREATE", map[string]any{"content": "who attends?"})
//
// It keeps Discord's rules: who may identify with what, sessions with numbered
// events, of which a resume gets those it missed, and RESUMED after them; a close
// of the bot's with 1000 or 1001 ends a session. [Gateway.Fail] and the methods
// beside it make it fail. Its methods may be called concurrently.
type Gateway struct {
	opts GatewayOptions
	stop chan struct{}
	wg   sync.WaitGroup // connections, and the server of Dialer

	mu         sync.Mutex
	changed    chan struct{} // closed and made anew when there is something new
	closed     bool
	faults     []GatewayFault
	conns      map[*gatewayConn]bool
	sessions   map[string]*gatewaySession
	shards     map[[2]int]*gatewaySession // the newest of each
	count      int                        // shards, by the last identify
	lastID     int
	identified map[int]time.Time // by bucket
	identifies []GatewayIdentify
	resumes    []GatewayResume
	heartbeats []GatewayHeartbeat
	closes     []int
	memory     *gatewayListener
}

// GatewayIdentify is a bot's identify, as it was sent.
type GatewayIdentify struct {
	Token      string            `json:"token"`
	Intents    *int              `json:"intents"`
	Properties map[string]string `json:"properties"`
	Shard      *[2]int           `json:"shard"`
	Compress   bool              `json:"compress"`

	Time time.Time `json:"-"`
	URL  string    `json:"-"` // path and query of the connection
	Host string    `json:"-"`
}

// GatewayResume is a bot's resume, as it was sent.
type GatewayResume struct {
	Token   string `json:"token"`
	Session string `json:"session_id"`
	Seq     int64  `json:"seq"`

	Time time.Time `json:"-"`
	URL  string    `json:"-"` // path and query of the connection
	Host string    `json:"-"`
}

// GatewayHeartbeat is a heartbeat; Seq is nil where the bot sent null.
type GatewayHeartbeat struct {
	Shard int
	Seq   *int64
	Time  time.Time
}

// NewGateway returns a gateway. Close ends it.
func NewGateway(o GatewayOptions) *Gateway {
	if o.Heartbeat == 0 {
		o.Heartbeat = 41250 * time.Millisecond
	}
	if o.Application == "" {
		o.Application = "1100000000000000001"
	}
	if o.User == nil {
		o.User = map[string]any{
			"id": o.Application, "username": "dragoman", "discriminator": "0", "global_name": nil,
			"avatar": nil, "bot": true, "verified": true, "mfa_enabled": true, "flags": 0, "email": nil,
		}
	}
	return &Gateway{
		opts: o, stop: make(chan struct{}), changed: make(chan struct{}), conns: make(map[*gatewayConn]bool),
		sessions: make(map[string]*gatewaySession), shards: make(map[[2]int]*gatewaySession), identified: make(map[int]time.Time),
	}
}

// Close ends all connections and waits for them.
func (g *Gateway) Close() {
	g.mu.Lock()
	if !g.closed {
		g.closed = true
		close(g.stop)
	}
	for c := range g.conns {
		c.ws.Close()
	}
	memory := g.memory
	g.mu.Unlock()
	if memory != nil {
		memory.server.Close()
	}
	g.wg.Wait()
}

// Dialer returns a dialer that connects to the gateway within the process,
// whatever the address. It suits testing/synctest.
func (g *Gateway) Dialer() *websocket.Dialer {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.memory == nil {
		g.memory = newGatewayListener(g)
		g.wg.Go(func() { _ = g.memory.server.Serve(g.memory) }) // ends with Close
	}
	return &websocket.Dialer{NetDialContext: g.memory.dial, HandshakeTimeout: 15 * time.Second}
}

// gatewayListener is a net.Listener of connections in memory.
type gatewayListener struct {
	server *http.Server
	conns  chan net.Conn
	once   sync.Once
	gone   chan struct{}
}

func newGatewayListener(h http.Handler) *gatewayListener {
	return &gatewayListener{server: &http.Server{Handler: h}, conns: make(chan net.Conn), gone: make(chan struct{})}
}

func (l *gatewayListener) dial(ctx context.Context, _, _ string) (net.Conn, error) {
	near, far := net.Pipe()
	select {
	case l.conns <- far:
		return near, nil
	case <-l.gone:
		return nil, net.ErrClosed
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Accept implements net.Listener.
func (l *gatewayListener) Accept() (net.Conn, error) {
	select {
	case c := <-l.conns:
		return c, nil
	case <-l.gone:
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener.
func (l *gatewayListener) Close() error {
	l.once.Do(func() { close(l.gone) })
	return nil
}

// Addr implements net.Listener.
func (l *gatewayListener) Addr() net.Addr { return &net.UnixAddr{Name: "gateway", Net: "memory"} }

// Send dispatches an event to the shard of its server, or to shard 0. When the
// shard is away and may come back, it gets the event then; where there is no
// session, nobody gets it. Send panics when data is no JSON.
func (g *Gateway) Send(kind string, data any) {
	raw, err := json.Marshal(data)
	if err != nil {
		panic(err)
	}
	var of struct {
		ID    string `json:"id"`
		Guild string `json:"guild_id"`
	}
	_ = json.Unmarshal(raw, &of) // data that is no object belongs to no server
	if kind == "GUILD_CREATE" || kind == "GUILD_UPDATE" || kind == "GUILD_DELETE" {
		of.Guild = of.ID
	}
	id, _ := strconv.ParseUint(of.Guild, 10, 64)

	g.mu.Lock()
	defer g.mu.Unlock()
	s := g.shards[[2]int{int(id >> 22 % uint64(max(g.count, 1))), max(g.count, 1)}]
	if s != nil {
		s.dispatch(kind, json.RawMessage(raw))
	}
}
