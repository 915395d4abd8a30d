package discordtest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"time"
)

// Server is a Discord with one application, whose bot has one token.
type Server struct {
	URL     string   // of the HTTP server; not listened on without NewServer
	Gateway *Gateway // served at /gateway/; it sends the events

	token    string
	app      string // its id, and that of its bot
	contract *contract
	mux      *http.ServeMux
	http     *httptest.Server
	send     func(kind string, data any)
	stop     chan struct{}

	mu           sync.Mutex
	changed      chan struct{} // closed and made anew when there is something new
	lastID       uint64
	quiet        bool
	counts       map[string]int
	requests     []*Request
	problems     []string
	faults       []*Fault
	limits       map[string]*limit
	windows      map[string]*window
	global       *limit
	shards       int
	channels     map[string]*Channel
	messages     map[string]*Message
	order        []*Message
	nonces       map[string]*Message
	left         map[string]bool             // guilds
	refusing     map[string]bool             // users
	gone         map[string]bool             // users
	commands     map[string][]map[string]any // by guild, "" for global ones
	interactions map[string]*Interaction
	oldest       []string // ids of interactions, in order
	watch        func(Message)
	remember     int // calls, messages and interactions, 0 for all
}

// TB is the part of testing.TB that a server uses.
type TB interface {
	Helper()
	Cleanup(func())
	Logf(format string, args ...any)
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
}

// New returns a server that does not listen: use Transport, and OnEvent.
func New(t TB, token string) *Server {
	s := &Server{
		URL: "http://discord.test", token: token, stop: make(chan struct{}), changed: make(chan struct{}),
		counts: make(map[string]int), limits: make(map[string]*limit), windows: make(map[string]*window), shards: 1,
		channels: make(map[string]*Channel), messages: make(map[string]*Message), nonces: make(map[string]*Message),
		left: make(map[string]bool), refusing: make(map[string]bool), gone: make(map[string]bool),
		commands: make(map[string][]map[string]any), interactions: make(map[string]*Interaction),
	}
	s.app = s.NewID()
	s.Gateway = NewGateway(GatewayOptions{Token: token, Application: s.app, User: s.user(s.app)})
	s.send = s.Gateway.Send
	s.mux = s.routes()
	var err error
	if s.contract, err = description(); err != nil {
		t.Logf("requests are not checked against Discord's description: %v", err)
	}
	t.Cleanup(func() {
		s.Close()
		for _, p := range s.TakeProblems() {
			t.Errorf("discordtest: %s", p)
		}
	})
	return s
}

// NewServer returns a server that listens on the loopback interface. It is
// closed when the test ends.
func NewServer(t TB, token string) *Server {
	s := New(t, token)
	s.http = httptest.NewUnstartedServer(s)
	s.URL = "http://" + s.http.Listener.Addr().String() // before it is read
	s.http.Start()
	return s
}

// Close ends the server and its waiting calls. It may be called again.
func (s *Server) Close() {
	s.mu.Lock()
	select {
	case <-s.stop:
		s.mu.Unlock()
		return
	default:
		close(s.stop)
	}
	s.mu.Unlock()
	s.Gateway.Close()
	if s.http != nil {
		s.http.CloseClientConnections()
		s.http.Close()
	}
}

// API is where the paths of the HTTP API begin.
func (s *Server) API() string { return s.URL + "/api/v10" }

// App is the application's id, which is also that of its bot's user.
func (s *Server) App() string { return s.app }

// OnEvent gives events to a function instead of the gateway.
func (s *Server) OnEvent(send func(kind string, data any)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.send = send
}

// SetShards changes how many shards Discord recommends, 1 at first.
func (s *Server) SetShards(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shards = n
}

// Quiet lets the server count requests only and check no contract, for
// benchmarks. It keeps the latest ten thousand interactions.
func (s *Server) Quiet() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.quiet = true
}

// Watch calls a function for each message that the bot sends, as it comes. The
// server is locked meanwhile.
func (s *Server) Watch(watch func(Message)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.watch = watch
}

// Remember lets the server forget all but the latest n calls, messages and
// interactions, or a few more, for long tests.
func (s *Server) Remember(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.remember = n
}

// isFull tells whether it is time to forget all but the latest of so many.
func (s *Server) isFull(n int) bool { return s.remember > 0 && n >= 2*s.remember }

// NewID returns a new snowflake.
func (s *Server) NewID() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.newID()
}

// epoch is when snowflakes begin, in milliseconds since 1970.
const epoch = 1420070400000

func (s *Server) newID() string {
	since := max(time.Now().UnixMilli()-epoch, 1) // a test's clock may be before
	s.lastID = max(s.lastID+1, uint64(since)<<22)
	return fmt.Sprint(s.lastID)
}

// wake tells all who wait that something changed. s.mu is held.
func (s *Server) wake() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// problem notes what fails the test. s.mu is held.
func (s *Server) problem(format string, args ...any) {
	s.problems = append(s.problems, fmt.Sprintf(format, args...))
}

// TakeProblems returns the requests that broke the contract or a rule, and
// forgets them, so that they do not fail the test.
func (s *Server) TakeProblems() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := s.problems
	s.problems = nil
	return found
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.HasPrefix(r.URL.Path, "/gateway") {
		s.Gateway.ServeHTTP(w, r)
		return
	}
	for _, prefix := range []string{"/api/v10", "/api/v9"} {
		if path, ok := strings.CutPrefix(r.URL.Path, prefix+"/"); ok {
			inner := r.Clone(r.Context())
			inner.URL.Path, inner.URL.RawPath = "/"+path, ""
			s.mux.ServeHTTP(w, inner)
			return
		}
	}
	http.NotFound(w, r)
}

// Transport carries calls to the server without a network, so that they can be
// made in a synctest bubble.
func (s *Server) Transport() http.RoundTripper { return roundTripper{s} }

type roundTripper struct{ s *Server }

// RoundTrip implements http.RoundTripper.
func (t roundTripper) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		defer r.Body.Close()
	}
	w := httptest.NewRecorder()
	done := make(chan any, 1)
	go func() {
		defer func() { done <- recover() }()
		t.s.ServeHTTP(w, r)
	}()
	select {
	case v := <-done:
		if v != nil {
			return nil, &url.Error{Op: r.Method, URL: r.URL.String(), Err: fmt.Errorf("connection reset by peer")}
		}
		return w.Result(), nil
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
}
