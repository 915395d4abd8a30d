package discordtest

import (
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"github.com/gorilla/websocket"
)

// gatewayConn is a bot's connection. What it sends is queued, and written by one
// goroutine.
type gatewayConn struct {
	g      *Gateway
	ws     *websocket.Conn
	url    string
	host   string
	scheme string
	done   chan struct{}

	// Under g.mu.
	fault   GatewayFault
	session *gatewaySession // nil before identify and resume
	queue   []func() error
	more    chan struct{}
}

// ServeHTTP implements http.Handler: a websocket on any path.
func (g *Gateway) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	g.mu.Lock()
	if g.closed {
		g.mu.Unlock()
		http.Error(w, "closed", http.StatusServiceUnavailable)
		return
	}
	g.wg.Add(1)
	g.mu.Unlock()
	defer g.wg.Done()

	f := g.fault()
	if f.Delay > 0 {
		t := time.NewTimer(f.Delay)
		defer t.Stop()
		select {
		case <-t.C:
		case <-r.Context().Done():
			return
		case <-g.stop:
			return
		}
	}
	if f.Status != 0 {
		http.Error(w, http.StatusText(f.Status), f.Status)
		return
	}
	ws, err := new(websocket.Upgrader).Upgrade(w, r, nil)
	if err != nil {
		return
	}
	c := &gatewayConn{g: g, ws: ws, fault: f, url: r.URL.RequestURI(), host: r.Host, scheme: "ws://",
		done: make(chan struct{}), more: make(chan struct{}, 1)}
	if r.TLS != nil {
		c.scheme = "wss://"
	}
	ws.SetReadLimit(4096) // Discord: Gateway, Sending Events
	c.serve(r.URL.Query().Get("encoding") == "json" && r.URL.Query().Get("v") != "")
}

func (c *gatewayConn) serve(version bool) {
	g := c.g
	g.mu.Lock()
	if g.closed {
		g.mu.Unlock()
		c.ws.Close()
		return
	}
	g.conns[c] = true
	switch {
	case !version:
		c.put(func() error { return c.kick(4012) })
	case c.fault.NoHello:
	case c.fault.Hello != "":
		hello := c.fault.Hello
		c.put(func() error { return c.text([]byte(hello)) })
	default:
		c.frame(10, map[string]any{"heartbeat_interval": g.opts.Heartbeat.Milliseconds(), "_trace": []string{`["gateway-test",{"micros":0.0}]`}})
	}
	g.wake()
	g.mu.Unlock()

	written := make(chan struct{})
	go func() {
		defer close(written)
		c.write()
	}()
	code := c.read()
	close(c.done)
	c.ws.Close()
	<-written

	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.conns, c)
	g.closes = append(g.closes, code)
	if s := c.session; s != nil && s.conn == c {
		s.conn = nil
		if code == websocket.CloseNormalClosure || code == websocket.CloseGoingAway {
			delete(g.sessions, s.id) // Discord: such a close ends the session
		}
	}
	g.wake()
}

// read deals with what the bot sends until it closes, and returns the code.
func (c *gatewayConn) read() int {
	for {
		_, text, err := c.ws.ReadMessage()
		if closed, ok := errors.AsType[*websocket.CloseError](err); ok {
			return closed.Code
		} else if err != nil {
			return websocket.CloseAbnormalClosure
		}
		var f struct {
			Op   *int            `json:"op"`
			Data json.RawMessage `json:"d"`
		}
		code := 4002
		if json.Unmarshal(text, &f) == nil && f.Op != nil {
			c.g.mu.Lock()
			code = c.take(*f.Op, f.Data)
			c.g.wake()
			c.g.mu.Unlock()
		}
		if code != 0 {
			c.g.mu.Lock()
			c.put(func() error { return c.kick(code) })
			c.g.mu.Unlock()
		}
	}
}

// write sends what is queued until the connection is closed.
func (c *gatewayConn) write() {
	for {
		c.g.mu.Lock()
		queue := c.queue
		c.queue = nil
		c.g.mu.Unlock()
		for _, send := range queue {
			if send() != nil {
				c.ws.Close()
				return
			}
		}
		select {
		case <-c.more:
		case <-c.done:
			return
		}
	}
}

// put queues something to be sent; an error of it ends the connection. g.mu is
// held.
func (c *gatewayConn) put(send func() error) {
	c.queue = append(c.queue, send)
	select {
	case c.more <- struct{}{}:
	default:
	}
}

// frame queues a frame that is no event. g.mu is held.
func (c *gatewayConn) frame(op int, data any) {
	raw, err := json.Marshal(map[string]any{"t": nil, "s": nil, "op": op, "d": data})
	if err != nil {
		panic(err)
	}
	c.put(func() error { return c.text(raw) })
}

func (c *gatewayConn) text(b []byte) error {
	c.ws.SetWriteDeadline(time.Now().Add(10 * time.Second))
	return c.ws.WriteMessage(websocket.TextMessage, b)
}

// kick sends a close code, and leaves the bot a moment to close.
func (c *gatewayConn) kick(code int) error {
	text := map[int]string{
		4000: "Unknown error.", 4001: "Unknown opcode.", 4002: "Error while decoding payload.", 4003: "Not authenticated.",
		4004: "Authentication failed.", 4005: "Already authenticated.", 4007: "Invalid seq.", 4008: "Rate limited.",
		4009: "Session timed out.", 4010: "Invalid shard.", 4011: "Sharding required.", 4012: "Invalid API version.",
		4013: "Invalid intent(s).", 4014: "Disallowed intent(s).",
	}[code]
	deadline := time.Now().Add(time.Second)
	if err := c.ws.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, text), deadline); err != nil {
		return err
	}
	return c.ws.SetReadDeadline(deadline)
}
