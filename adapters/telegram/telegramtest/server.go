package telegramtest

import (
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"time"
)

// Server is a Bot API server.
type Server struct {
	URL string // "" without NewServer

	token string
	http  *httptest.Server
	stop  chan struct{}
	wg    sync.WaitGroup

	mu        sync.Mutex
	self      map[string]any
	pending   []pendingUpdate
	lastID    int64
	offset    int64 // confirmed below this
	poller    chan struct{}
	arrived   chan struct{} // closed and made anew when there is something new
	calls     []Call
	messages  []*Message
	lastMsg   int64
	callbacks map[string]bool
	members   map[[2]int64]string
	commands  map[string]json.RawMessage
	webhook   webhook
	trusted   []byte // certificates, PEM
	faults    []*Fault
	contract  *Contract
	problems  []string
	quiet     bool
	watch     func(Message)
	photos    int      // uploaded
	files     []string // ids of photos
	limits    Limits
	went      []time.Time           // messages of the last second
	wentTo    map[int64][]time.Time // and of the last minute, by chat
	refused   int
	remember  int             // calls and messages, 0 for all
	recent    []pendingUpdate // the latest, for Again
	lost      map[int64]bool  // messages whose answers were
}

type pendingUpdate struct {
	id      int64
	raw     json.RawMessage
	brought bool // on its way to the webhook
}

// Call is a call that the bot made.
type Call struct {
	Method string
	Params map[string]string
	Time   time.Time
}

// Message is what the bot sent.
type Message struct {
	ID      int64
	Chat    int64
	Thread  int64
	ReplyTo int64
	HTML    string // as sent; of a photo its caption
	Text    string // after parsing
	Photo   string // the file's id, "" for a text
	Markup  string // JSON
	Time    time.Time
	Edits   int
}

// New returns a server that does not listen: use Transport.
func New(token string) *Server {
	return &Server{
		token: token, stop: make(chan struct{}), arrived: make(chan struct{}), lastID: 1000,
		self: map[string]any{
			"id": 4242, "is_bot": true, "first_name": "Test", "username": "story_bot",
			"can_join_groups": true, "can_read_all_group_messages": false, "supports_inline_queries": true,
		},
		callbacks: make(map[string]bool), lost: make(map[int64]bool), members: make(map[[2]int64]string), commands: make(map[string]json.RawMessage),
	}
}

// NewServer returns a server that listens on the loopback interface.
func NewServer(token string) *Server {
	s := New(token)
	s.http = httptest.NewServer(s)
	s.URL = s.http.URL
	return s
}

// Close ends the server and its waiting calls.
func (s *Server) Close() {
	close(s.stop)
	if s.http != nil {
		s.http.CloseClientConnections()
		s.http.Close()
	}
	s.wg.Wait()
}

// SetSelf changes what getMe tells.
func (s *Server) SetSelf(key string, value any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.self[key] = value
}

// SetMember sets the status of a user in a chat.
func (s *Server) SetMember(chat, user int64, status string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.members[[2]int64{chat, user}] = status
}

// Watch calls a function for each message that the bot sends, as it comes.
func (s *Server) Watch(watch func(Message)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.watch = watch
}

// Quiet lets the server forget calls and messages, for long benchmarks.
func (s *Server) Quiet() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.quiet = true
}

// Remember lets the server forget all but the latest n calls and messages, or a few
// more, for long tests.
func (s *Server) Remember(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.remember = n
}

// ServeHTTP implements http.Handler: /bot<token>/<method>.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	token, method, ok := strings.Cut(strings.TrimPrefix(r.URL.Path, "/bot"), "/")
	if !ok {
		s.fail(w, 404, "Not Found", nil)
		return
	}
	if token != s.token {
		s.fail(w, 401, "Unauthorized", nil)
		return
	}
	params, err := parameters(r)
	if err != nil {
		s.fail(w, 400, "Bad Request: "+err.Error(), nil)
		return
	}
	s.note(method, params)
	if f := s.fault(method, params); f != nil && s.inject(w, r, f) {
		return
	}
	call, ok := methods[strings.ToLower(method)]
	if !ok {
		s.fail(w, 404, "Not Found", nil)
		return
	}
	if e := s.limit(method, params); e != nil {
		s.fail(w, e.code, e.description, e.parameters)
		return
	}
	result, e := call(s, r, params)
	if e != nil {
		s.fail(w, e.code, e.description, e.parameters)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]any{"ok": true, "result": result})
}

func parameters(r *http.Request) (map[string]string, error) {
	var err error
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind == "multipart/form-data" {
		err = r.ParseMultipartForm(1 << 20)
	} else {
		err = r.ParseForm()
	}
	if err != nil {
		return nil, err
	}
	params := make(map[string]string)
	for k, v := range r.Form {
		params[k] = v[len(v)-1]
	}
	if r.MultipartForm != nil {
		for k := range r.MultipartForm.File {
			params[k] = "attach://" + k
		}
	}
	return params, nil
}

// note remembers and checks a call.
func (s *Server) note(method string, params map[string]string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.contract != nil {
		for _, p := range s.contract.check(method, params) {
			s.problems = append(s.problems, method+": "+p)
		}
	}
	if !s.quiet {
		s.calls = latest(append(s.calls, Call{method, params, time.Now()}), s.remember)
	}
	s.wake()
}

// latest are the last n, or up to twice as many; all for 0.
func latest[T any](all []T, n int) []T {
	if n == 0 || len(all) < 2*n {
		return all
	}
	return append([]T(nil), all[len(all)-n:]...)
}

// wake tells all who wait that something changed. s.mu is held.
func (s *Server) wake() {
	close(s.arrived)
	s.arrived = make(chan struct{})
}

type apiError struct {
	code        int
	description string
	parameters  map[string]any
}

func badRequest(text string, args ...any) *apiError {
	return &apiError{code: 400, description: "Bad Request: " + fmt.Sprintf(text, args...)}
}

func (s *Server) fail(w http.ResponseWriter, code int, description string, parameters map[string]any) {
	answer := map[string]any{"ok": false, "error_code": code, "description": description}
	if parameters != nil {
		answer["parameters"] = parameters
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(answer)
}

// Calls returns the calls of a method, of all methods for "".
func (s *Server) Calls(method string) []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []Call
	for _, c := range s.calls {
		if method == "" || c.Method == method {
			found = append(found, c)
		}
	}
	return found
}

// Sent returns the messages in a chat, in all chats for 0.
func (s *Server) Sent(chat int64) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sent(chat)
}

// SentLocked is Sent of all chats, within the function of Until.
func (s *Server) SentLocked() []Message { return s.sent(0) }

func (s *Server) sent(chat int64) []Message {
	var found []Message
	for _, m := range s.messages {
		if chat == 0 || m.Chat == chat {
			found = append(found, *m)
		}
	}
	return found
}

// Problems are the calls that broke the contract or a rule of Telegram's.
func (s *Server) Problems() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.problems...)
}

// Offset is the id below which updates are confirmed, and how many are not.
func (s *Server) Offset() (offset int64, pending int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.offset, len(s.pending)
}

// TB is the part of testing.TB that Await uses.
type TB interface {
	Helper()
	Fatalf(format string, args ...any)
}

// Await waits as Until does until n messages were sent, and returns all.
func (s *Server) Await(t TB, n int) []Message {
	t.Helper()
	var sent []Message
	s.Until(t, fmt.Sprint(n, " messages"), func() bool {
		sent = s.sent(0)
		return len(sent) >= n
	})
	return sent
}

// AwaitCalls waits until a method was called n times, and returns these calls.
func (s *Server) AwaitCalls(t TB, method string, n int) []Call {
	t.Helper()
	var found []Call
	s.Until(t, fmt.Sprint(n, " calls of ", method), func() bool {
		found = nil
		for _, c := range s.calls {
			if c.Method == method {
				found = append(found, c)
			}
		}
		return len(found) >= n
	})
	return found
}

// AwaitConfirmed waits until all updates are confirmed.
func (s *Server) AwaitConfirmed(t TB) {
	t.Helper()
	s.Until(t, "all updates to be confirmed", func() bool { return len(s.pending) == 0 })
}

// Until waits until something is so, in ten minutes at most: the clock of a
// synctest bubble passes them in no time. The function is called whenever
// anything has changed, with the server locked.
func (s *Server) Until(t TB, what string, is func() bool) {
	t.Helper()
	limit := time.NewTimer(10 * time.Minute)
	defer limit.Stop()
	for {
		s.mu.Lock()
		ok, changed := is(), s.arrived
		s.mu.Unlock()
		if ok {
			return
		}
		select {
		case <-changed:
		case <-limit.C:
			t.Fatalf("waited in vain for %s", what)
			return
		}
	}
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
