package discordtest

import (
	"errors"
	"fmt"
	"time"
)

// Frames that Discord sends when something is amiss, for GatewayFault and Frame.
const (
	GatewayReconnect  = `{"t":null,"s":null,"op":7,"d":null}`
	GatewayResumable  = `{"t":null,"s":null,"op":9,"d":true}`
	GatewayInvalid    = `{"t":null,"s":null,"op":9,"d":false}`
	GatewayAck        = `{"t":null,"s":null,"op":11,"d":null}`
	GatewayBeatPlease = `{"t":null,"s":null,"op":1,"d":null}`
)

// errGatewayDrop is returned in place of sending when the connection is to break.
var errGatewayDrop = errors.New("discordtest: the connection is dropped")

// GatewayFault is what goes wrong with a connection.
type GatewayFault struct {
	Delay   time.Duration // before the handshake is answered
	Status  int           // of HTTP, in place of the handshake
	NoHello bool
	Hello   string // a frame in place of Hello
	Before  string // a frame before READY or RESUMED
	Instead string // a frame in place of READY or RESUMED
	Silent  bool   // neither READY nor RESUMED
	NoAcks  bool   // heartbeats are not answered
	Close   int    // a close code in place of READY or RESUMED
	Drop    bool   // the connection breaks in place of READY or RESUMED
}

// Fail adds faults, one for each of the next connections.
func (g *Gateway) Fail(faults ...GatewayFault) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.faults = append(g.faults, faults...)
}

func (g *Gateway) fault() GatewayFault {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.faults) == 0 {
		return GatewayFault{}
	}
	f := g.faults[0]
	g.faults = g.faults[1:]
	return f
}

// Frame sends a text to a connected shard as it is. It panics, like the methods
// below, when the shard is not connected.
func (g *Gateway) Frame(shard int, text string) {
	g.with(shard, func(c *gatewayConn) { c.put(func() error { return c.text([]byte(text)) }) })
}

// Again sends the last event to a shard for a second time.
func (g *Gateway) Again(shard int) {
	g.with(shard, func(c *gatewayConn) {
		last := c.session.events[len(c.session.events)-1]
		c.put(func() error { return c.text(last.frame) })
	})
}

// StopAcks leaves the heartbeats of a connected shard unanswered from now on.
func (g *Gateway) StopAcks(shard int) {
	g.with(shard, func(c *gatewayConn) { c.fault.NoAcks = true })
}

// Kick closes the connection of a shard with a code.
func (g *Gateway) Kick(shard, code int) {
	g.with(shard, func(c *gatewayConn) { c.put(func() error { return c.kick(code) }) })
}

// Drop breaks the connection of a shard.
func (g *Gateway) Drop(shard int) {
	g.with(shard, func(c *gatewayConn) { c.put(func() error { return errGatewayDrop }) })
}

// Forget ends all sessions, so that none can be resumed.
func (g *Gateway) Forget() {
	g.mu.Lock()
	defer g.mu.Unlock()
	clear(g.sessions)
}

func (g *Gateway) with(shard int, do func(*gatewayConn)) {
	g.mu.Lock()
	defer g.mu.Unlock()
	s := g.shards[[2]int{shard, max(g.count, 1)}]
	if s == nil || s.conn == nil {
		panic(fmt.Sprintf("discordtest: shard %d is not connected", shard))
	}
	do(s.conn)
}
