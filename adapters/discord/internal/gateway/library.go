package gateway

import (
	"context"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync"

	"github.com/bwmarrin/discordgo"
	"github.com/gorilla/websocket"
)

// asIs goes before the type of an event on its way through the library. Types
// that it knows it would decode into structs of its own: that takes time, drops
// newer fields, and panics where a server or its READY holds null.
const asIs = "as is: "

// library is a session of discordgo that takes one end of a connection in
// memory for Discord, and is used once.
type library struct {
	session *discordgo.Session
	gone    chan struct{} // closed when an opened session is closed
}

// newLibrary returns a session that hands its events to deliver.
func newLibrary(o *Options, id, count int, conn net.Conn, deliver func(*discordgo.Event)) (*library, error) {
	s, err := discordgo.New("")
	if err != nil {
		return nil, err
	}
	s.LogLevel = discordgo.LogError - 1 // nothing: it prints frames, and so the token
	s.ShouldReconnectOnError = false
	s.ShouldReconnectVoiceOnSessionError = false
	s.StateEnabled = false
	s.SyncEvents = true // in order
	s.Compress = false
	s.Client = &http.Client{Transport: here{}}
	s.Dialer = &websocket.Dialer{NetDialContext: func(context.Context, string, string) (net.Conn, error) { return conn, nil }}
	s.Identify.Token = o.Token
	s.Identify.Intents = discordgo.Intent(o.Intents)
	s.Identify.Shard = &[2]int{id, count}
	s.Identify.Properties = discordgo.IdentifyProperties{OS: runtime.GOOS, Browser: "dragoman", Device: "dragoman"}

	l := &library{session: s, gone: make(chan struct{})}
	var once sync.Once
	s.AddHandler(func(_ *discordgo.Session, e *discordgo.Event) { deliver(e) })
	s.AddHandler(func(*discordgo.Session, *discordgo.Disconnect) { once.Do(func() { close(l.gone) }) })
	return l, nil
}

// run opens the session, and returns when it is closed. That takes the library a
// second after the end of the connection.
func (l *library) run() error {
	if err := l.session.Open(); err != nil {
		return err
	}
	<-l.gone
	return nil
}

// here answers the library's question where the gateway is: the name does not
// matter, as there is one connection only.
type here struct{}

func (here) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{
		StatusCode: http.StatusOK, Status: "200 OK", Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{}, Body: io.NopCloser(strings.NewReader(`{"url":"ws://gateway/"}`)), Request: r,
	}, nil
}
