package monitor

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"syscall"
	"time"

	"golang.org/x/net/netutil"
)

// ErrInUse is returned by [Listen] when another program listens at the address.
var ErrInUse = errors.New("another program listens there")

// ServerOptions configure a [Server]. The zero value is usable.
type ServerOptions struct {
	// Profiles serves /debug/pprof/ too, which is for loopback addresses alone.
	Profiles bool
	// Log is told of requests that fail. Nil discards.
	Log *slog.Logger
}

// Server serves a monitor's pages.
type Server struct {
	listener net.Listener
	http     *http.Server
}

// inUseOnWindows is WSAEADDRINUSE; other systems have no such error.
const inUseOnWindows = syscall.Errno(10048)

const (
	maxConns      = 64
	writeWithin   = 15 * time.Second
	profileWithin = 2 * time.Minute // of ?seconds=..., and to write it
	endWithin     = time.Second     // for requests under way
)

// CheckAddress tells whether an address to listen at is one of this machine alone.
// A host's name other than localhost is not taken for one. The error says what an
// address has to be like.
func CheckAddress(address string) (loopback bool, err error) {
	host, port, err := net.SplitHostPort(address)
	if err == nil {
		_, err = strconv.ParseUint(port, 10, 16)
	}
	if err != nil {
		return false, fmt.Errorf("the address %q has to be like 127.0.0.1:9464", address)
	}
	return host == "localhost" || net.ParseIP(host).IsLoopback(), nil
}

// Listen opens the port, which Run or Close closes. The error is ErrInUse or the
// system's, or that of [CheckAddress].
func Listen(address string, m *Monitor, o ServerOptions) (*Server, error) {
	loopback, err := CheckAddress(address)
	if err != nil {
		return nil, err
	}
	if o.Profiles && !loopback {
		return nil, fmt.Errorf("profiles are not served at %s, which others can reach", address)
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	listener, err := new(net.ListenConfig).Listen(context.Background(), "tcp", address)
	if errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, inUseOnWindows) {
		err = ErrInUse
	}
	if err != nil {
		return nil, fmt.Errorf("cannot listen at %s: %w", address, err)
	}
	s := &Server{listener: netutil.LimitListener(listener, maxConns), http: &http.Server{
		Handler:           m.handler(loopback, o.Profiles),
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      writeWithin,
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(o.Log.Handler(), slog.LevelDebug),
	}}
	if o.Profiles {
		s.http.WriteTimeout = profileWithin
	}
	return s, nil
}

// Addr is where the server listens.
func (s *Server) Addr() net.Addr { return s.listener.Addr() }

// Close closes the port of a server that is not run.
func (s *Server) Close() error { return s.listener.Close() }

// Run serves until ctx ends: then requests under way have a second. It returns
// early, with an error, when the port fails.
func (s *Server) Run(ctx context.Context) error {
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	s.http.BaseContext = func(net.Listener) context.Context { return work }
	served := make(chan error, 1)
	go func() { served <- s.http.Serve(s.listener) }()
	select {
	case err := <-served:
		_ = s.http.Close()
		return fmt.Errorf("the monitor's server ended: %w", err)
	case <-ctx.Done():
	}
	end, stop := context.WithTimeout(work, endWithin)
	defer stop()
	if s.http.Shutdown(end) != nil {
		cancel() // lets go of profiles
		_ = s.http.Close()
	}
	<-served
	return nil
}
