package gateway

import (
	"bufio"
	"net"
	"net/http"
	"time"

	"github.com/gorilla/websocket"
)

// acceptTimeout bounds a handshake within the process.
const acceptTimeout = 10 * time.Second

// accept is a server's side of the websocket handshake on a connection that no
// HTTP server has.
func accept(conn net.Conn) (*websocket.Conn, error) {
	if err := conn.SetDeadline(time.Now().Add(acceptTimeout)); err != nil {
		return nil, err
	}
	rw := bufio.NewReadWriter(bufio.NewReader(conn), bufio.NewWriter(conn))
	request, err := http.ReadRequest(rw.Reader)
	if err != nil {
		return nil, err
	}
	ws, err := new(websocket.Upgrader).Upgrade(hijacked{conn, rw}, request, nil)
	if err != nil {
		return nil, err
	}
	// The one who reads sees that it is closed; there is nobody to confirm it to.
	ws.SetCloseHandler(func(int, string) error { return nil })
	return ws, nil
}

// hijacked is an http.ResponseWriter for a connection that is not HTTP's any
// more. What is written as HTTP, an error of the upgrade, is discarded.
type hijacked struct {
	conn net.Conn
	rw   *bufio.ReadWriter
}

func (h hijacked) Hijack() (net.Conn, *bufio.ReadWriter, error) { return h.conn, h.rw, nil }
func (h hijacked) Header() http.Header                          { return http.Header{} }
func (h hijacked) Write(b []byte) (int, error)                  { return len(b), nil }
func (h hijacked) WriteHeader(int)                              {}
