package gateway

import (
	"context"
	"fmt"
	"net"
	"time"

	"github.com/gorilla/websocket"
)

const (
	handshakeTimeout = 15 * time.Second
	// maxMessage bounds a message, in bytes. The largest, of a server with all
	// its channels and members, are of a few million.
	maxMessage = 64 << 20
)

type dialFunc = func(ctx context.Context, network, addr string) (net.Conn, error)

// dial connects to an address. Unlike the dialer by itself, it gives up at once
// when ctx ends while the other side is slow to answer the handshake.
func dial(ctx context.Context, d *websocket.Dialer, address string) (*websocket.Conn, error) {
	var stops []func() bool
	defer func() {
		for _, stop := range stops {
			stop()
		}
	}()
	abortable := func(open dialFunc) dialFunc {
		return func(opening context.Context, network, addr string) (net.Conn, error) {
			conn, err := open(opening, network, addr)
			if err == nil {
				stops = append(stops, context.AfterFunc(ctx, func() { conn.Close() }))
			}
			return conn, err
		}
	}
	own := *d
	if own.HandshakeTimeout == 0 {
		own.HandshakeTimeout = handshakeTimeout
	}
	if d.NetDialTLSContext != nil {
		own.NetDialTLSContext = abortable(d.NetDialTLSContext)
	}
	switch {
	case d.NetDialContext != nil:
		own.NetDialContext = abortable(d.NetDialContext)
	case d.NetDial != nil:
		own.NetDialContext = abortable(func(_ context.Context, network, addr string) (net.Conn, error) {
			return d.NetDial(network, addr)
		})
	default:
		own.NetDialContext = abortable(new(net.Dialer).DialContext)
	}
	conn, response, err := own.DialContext(ctx, address, nil)
	if err != nil {
		if response != nil {
			return nil, fmt.Errorf("the gateway answers %s: %w", response.Status, err)
		}
		return nil, err
	}
	conn.SetReadLimit(maxMessage)
	// A close is not confirmed with its own code: 1001 would end the session.
	conn.SetCloseHandler(func(int, string) error { return nil })
	return conn, nil
}
