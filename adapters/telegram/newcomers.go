package telegram

import (
	"net"
	"net/http"
	"sync"
)

// newcomers are the connections to a server that have asked nothing yet. When
// http.Server shuts down it waits five seconds for each; a client that opened
// one in advance makes another instead.
type newcomers struct {
	mu    sync.Mutex
	conns map[net.Conn]struct{}
	over  bool
}

// note is the server's ConnState.
func (n *newcomers) note(c net.Conn, state http.ConnState) {
	n.mu.Lock()
	defer n.mu.Unlock()
	switch {
	case state != http.StateNew:
		delete(n.conns, c)
	case n.over:
		c.Close()
	default:
		if n.conns == nil {
			n.conns = make(map[net.Conn]struct{})
		}
		n.conns[c] = struct{}{}
	}
}

// close closes them, and those that come from now on.
func (n *newcomers) close() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.over = true
	for c := range n.conns {
		c.Close()
	}
}
