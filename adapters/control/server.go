package control

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"
)

// Operation does what an operator asks for and writes the answer. What it wrote
// counts for nothing when it returns an error, whose text the operator is shown.
// It ends soon after its context.
type Operation func(ctx context.Context, args url.Values, w io.Writer) error

// Options configure a [Server]. State and Operations are needed.
type Options struct {
	State      string               // path of the state file, which the caller holds
	Operations map[string]Operation // by their names: letters a-z, digits and -

	// Short is a folder with a short path, for the sockets of state files with
	// a long one. "" means os.TempDir().
	Short string
	// Log is told what fails. Nil discards.
	Log *slog.Logger
}

// Limits of a server.
const (
	maxAtOnce    = 4
	maxArguments = 64 << 10        // bytes
	maxHeader    = 8 << 10         // bytes
	endWithin    = 2 * time.Second // of the end of the context
)

// patience is how long a server waits for who asks.
type patience struct {
	ask  time.Duration // from the connection to the end of the arguments
	read time.Duration // for each piece of the answer to be read
}

// Of an answer: what comes after the last byte.
const (
	trailerFailed = "Bot-Failed" // why the answer counts for nothing, URL-encoded
	trailerDone   = "Bot-Done"   // "yes" when it is whole
)

// Server answers at the socket of a state file.
type Server struct {
	o        Options
	listener net.Listener
	remove   []string
	slots    chan struct{}
	patience patience
}

// Listen makes the socket of a state file, in place of one that was left behind.
// The error is ErrTaken or the system's.
func Listen(o Options) (*Server, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Short == "" {
		o.Short = os.TempDir()
	}
	socket, remove, err := place(o.State, o.Short)
	if err != nil {
		return nil, fmt.Errorf("control socket: %w", err)
	}
	s := &Server{o: o, remove: remove, slots: make(chan struct{}, maxAtOnce), patience: patience{ask: 10 * time.Second, read: 30 * time.Second}}
	s.listener, err = (&net.ListenConfig{Control: private}).Listen(context.Background(), "unix", socket)
	if err == nil {
		err = os.Chmod(socket, 0o600)
	}
	if err != nil {
		s.Close()
		return nil, fmt.Errorf("control socket: %w", err)
	}
	return s, nil
}

// Run answers until ctx ends, and removes the socket then. It returns early,
// with an error, when the socket fails.
func (s *Server) Run(ctx context.Context) error {
	defer s.Close()
	server := &http.Server{
		Handler:        s,
		ReadTimeout:    s.patience.ask,
		MaxHeaderBytes: maxHeader,
		BaseContext:    func(net.Listener) context.Context { return ctx },
		ErrorLog:       slog.NewLogLogger(s.o.Log.Handler(), slog.LevelWarn),
	}
	server.SetKeepAlivesEnabled(false)
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(s.listener) }()
	select {
	case err := <-failed:
		_ = server.Close()
		return fmt.Errorf("control socket: %w", err)
	case <-ctx.Done():
	}
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), endWithin)
	defer cancel()
	if err := server.Shutdown(end); err != nil {
		_ = server.Close()
	}
	<-failed
	for range maxAtOnce { // when all operations have ended
		s.slots <- struct{}{}
	}
	return nil
}

// Close removes the socket, for a caller who does not run the server after all.
func (s *Server) Close() {
	if s.listener != nil {
		_ = s.listener.Close() // removes it
	}
	for _, path := range s.remove {
		_ = os.Remove(path)
	}
}

// ServeHTTP does one operation: POST /NAME, with its arguments as a form.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	operation, ok := s.o.Operations[strings.TrimPrefix(r.URL.Path, "/")]
	if !ok || r.Method != http.MethodPost {
		http.NotFound(w, r)
		return
	}
	form, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxArguments))
	args, wrong := url.ParseQuery(string(form))
	if err != nil || wrong != nil {
		http.Error(w, "the arguments cannot be read", http.StatusBadRequest)
		return
	}
	control := http.NewResponseController(w)
	if err := control.SetReadDeadline(time.Time{}); err != nil { // it would end the context
		http.Error(w, "the bot cannot wait for the command", http.StatusInternalServerError)
		return
	}
	select {
	case s.slots <- struct{}{}:
		defer func() { <-s.slots }()
	default:
		http.Error(w, "the running bot is doing too much for operators at once; ask again later", http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Trailer", trailerFailed+", "+trailerDone)
	out := &patientWriter{w, control, s.patience.read}
	if err := s.do(r.Context(), operation, args, out); err != nil {
		s.o.Log.Warn("an operator's command failed", "command", r.URL.Path[1:], "error", err)
		w.Header().Set(trailerFailed, url.QueryEscape(err.Error()))
		return
	}
	w.Header().Set(trailerDone, "yes")
}

// do does an operation; a panic in it is an error, for nothing but the one
// command depends on it.
func (s *Server) do(ctx context.Context, operation Operation, args url.Values, w io.Writer) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("the command broke down: %v", v)
		}
	}()
	err = operation(ctx, args, w)
	if err != nil && errors.Is(ctx.Err(), context.Canceled) {
		return errors.New("the bot is being stopped")
	}
	return err
}

// patientWriter waits so long for each piece to be read.
type patientWriter struct {
	io.Writer
	control *http.ResponseController
	wait    time.Duration
}

func (w *patientWriter) Write(b []byte) (int, error) {
	if err := w.control.SetWriteDeadline(time.Now().Add(w.wait)); err != nil {
		return 0, err
	}
	return w.Writer.Write(b)
}
