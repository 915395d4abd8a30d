package discordtest

import (
	"context"
	"slices"
)

// Identifies returns what bots identified with.
func (g *Gateway) Identifies() []GatewayIdentify {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Clone(g.identifies)
}

// Resumes returns what bots resumed with.
func (g *Gateway) Resumes() []GatewayResume {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Clone(g.resumes)
}

// Heartbeats returns the heartbeats that came.
func (g *Gateway) Heartbeats() []GatewayHeartbeat {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Clone(g.heartbeats)
}

// Closes returns the codes with which bots closed connections, in order; 1006
// where there was none.
func (g *Gateway) Closes() []int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return slices.Clone(g.closes)
}

// Connected returns how many shards are connected and were let in.
func (g *Gateway) Connected() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	n := 0
	for c := range g.conns {
		if c.session != nil && c.session.conn == c {
			n++
		}
	}
	return n
}

// Open returns how many connections there are, let in or not.
func (g *Gateway) Open() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return len(g.conns)
}

// Await waits until something holds, or returns the context's error. It looks
// whenever something happened at the gateway.
func (g *Gateway) Await(ctx context.Context, holds func() bool) error {
	for {
		g.mu.Lock()
		changed := g.changed
		g.mu.Unlock()
		if holds() {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// AwaitConnected waits until a number of shards are connected.
func (g *Gateway) AwaitConnected(ctx context.Context, n int) error {
	return g.Await(ctx, func() bool { return g.Connected() == n })
}

// wake tells all who wait that something changed. g.mu is held.
func (g *Gateway) wake() {
	close(g.changed)
	g.changed = make(chan struct{})
}
