package discordtest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// request is a call on its way through the server.
type request struct {
	*http.Request
	route string // as in the description: "GET /channels/{channel_id}"
	body  []byte // JSON
	files []File // that came along
	at    time.Time
}

// into decodes the body. The contract has seen it before.
func (r *request) into(v any) *apiError {
	if err := json.Unmarshal(r.body, v); err != nil {
		return &apiError{status: 400, code: 50109, message: "The request body contains invalid JSON."}
	}
	return nil
}

// apiError is how Discord refuses.
type apiError struct {
	status, code int
	message      string
}

func (e *apiError) body() any { return map[string]any{"code": e.code, "message": e.message} }

var (
	errUnknownChannel     = &apiError{404, 10003, "Unknown Channel"}
	errUnknownGuild       = &apiError{404, 10004, "Unknown Guild"}
	errUnknownMessage     = &apiError{404, 10008, "Unknown Message"}
	errUnknownUser        = &apiError{404, 10013, "Unknown User"}
	errUnknownWebhook     = &apiError{404, 10015, "Unknown Webhook"}
	errUnknownInteraction = &apiError{404, 10062, "Unknown interaction"}
	errAcknowledged       = &apiError{400, 40060, "Interaction has already been acknowledged."}
	errMissingAccess      = &apiError{403, 50001, "Missing Access"}
	errNotOurs            = &apiError{403, 50005, "Cannot edit a message authored by another user"}
	errEmpty              = &apiError{400, 50006, "Cannot send an empty message"}
	errMissingPermissions = &apiError{403, 50013, "Missing Permissions"}
	errNoDirect           = &apiError{403, 50007, "Cannot send messages to this user"}
	errThreadArchived     = &apiError{400, 50083, "Thread is archived"}
	errTooLarge           = &apiError{413, 40005, "Request entity too large"}
	errInvalidToken       = &apiError{401, 50027, "Invalid Webhook Token"}
	errNoHistory          = &apiError{400, 160002, "You cannot reply without permission to read message history"}
	errThreadExists       = &apiError{400, 160004, "A thread has already been created for this message"}
	errUnauthorized       = &apiError{401, 0, "401: Unauthorized"}
	errNotFound           = &apiError{404, 0, "404: Not Found"}
)

func invalidForm(format string, args ...any) *apiError {
	return &apiError{400, 50035, "Invalid Form Body: " + fmt.Sprintf(format, args...)}
}

// endpoint does what a route is for, with the server locked. It returns the
// status and what the answer's body encodes, nil for none.
type endpoint func(s *Server, r *request) (status int, answer any, e *apiError)

// routes by the names that the description has for them.
func (s *Server) routes() *http.ServeMux {
	mux := http.NewServeMux()
	const (
		commands = "/applications/{application_id}/commands"
		guild    = "/applications/{application_id}/guilds/{guild_id}/commands"
		message  = "/channels/{channel_id}/messages/{message_id}"
		webhook  = "/webhooks/{webhook_id}/{webhook_token}"
		original = webhook + "/messages/@original"
		followup = webhook + "/messages/{message_id}"
	)
	for route, do := range map[string]endpoint{
		"GET /gateway/bot":      (*Server).getGateway,
		"GET /users/@me":        (*Server).getSelf,
		"GET /applications/@me": (*Server).getApplication,

		"GET " + commands: (*Server).getCommands,
		"PUT " + commands: (*Server).putCommands,
		"GET " + guild:    (*Server).getCommands,
		"PUT " + guild:    (*Server).putCommands,

		"POST /interactions/{interaction_id}/{interaction_token}/callback": (*Server).respond,
		"POST " + webhook:    (*Server).followUp,
		"GET " + original:    (*Server).getResponse,
		"PATCH " + original:  (*Server).editResponse,
		"DELETE " + original: (*Server).deleteResponse,
		"GET " + followup:    (*Server).getResponse,
		"PATCH " + followup:  (*Server).editResponse,
		"DELETE " + followup: (*Server).deleteResponse,

		"GET /guilds/{guild_id}":                (*Server).getGuild,
		"GET /channels/{channel_id}":            (*Server).getChannel,
		"PATCH /channels/{channel_id}":          (*Server).changeThread,
		"GET /channels/{channel_id}/messages":   (*Server).getMessages,
		"POST /channels/{channel_id}/messages":  (*Server).createMessage,
		"GET " + message:                        (*Server).getMessage,
		"PATCH " + message:                      (*Server).editMessage,
		"DELETE " + message:                     (*Server).deleteMessage,
		"POST " + message + "/threads":          (*Server).threadOfMessage,
		"POST /channels/{channel_id}/threads":   (*Server).createThread,
		"POST /channels/{channel_id}/typing":    (*Server).typing,
		"POST /users/@me/channels":              (*Server).createDM,
		"GET /guilds/{guild_id}/threads/active": (*Server).activeThreads,
	} {
		mux.HandleFunc(route, func(w http.ResponseWriter, r *http.Request) { s.serve(w, r, route, do) })
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.problem("%s %s: there is no such route here", r.Method, r.URL.Path)
		s.mu.Unlock()
		s.write(w, 404, errNotFound.body())
	})
	return mux
}

// serve takes a call through faults, limits, contract and endpoint.
func (s *Server) serve(w http.ResponseWriter, hr *http.Request, route string, do endpoint) {
	body, err := io.ReadAll(io.LimitReader(hr.Body, maxBody+1))
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	r := &request{Request: hr, route: route, body: body, at: time.Now()}
	unreadable := r.split()
	noted, quiet := s.note(r)
	answer := func(status int, v any) {
		s.mu.Lock()
		noted.Status = status
		s.wake()
		s.mu.Unlock()
		s.write(w, status, v)
	}
	run := func() (int, any) {
		s.mu.Lock()
		defer s.mu.Unlock()
		defer s.wake()
		status, v, e := do(s, r)
		if e != nil {
			return e.status, e.body()
		}
		return status, v
	}
	if f := s.fault(r); f != nil && s.inject(w, r, f, run, answer) {
		return
	}
	checked := func(status int, v any) {
		if !quiet {
			if why := s.contract.answer(route, status, v); why != "" {
				s.mu.Lock()
				s.problem("%s: the answer (%d) is not as Discord's: %s", route, status, why)
				s.mu.Unlock()
			}
		}
		answer(status, v)
	}
	if hr.Header.Get("Authorization") != "Bot "+s.token && !strings.Contains(route, "_token}") {
		checked(401, errUnauthorized.body())
		return
	}
	if refused := s.limited(w.Header(), r); refused != nil {
		checked(429, refused)
		return
	}
	if unreadable != nil {
		s.mu.Lock()
		s.problem("%s: %s", route, unreadable.message)
		s.mu.Unlock()
		checked(unreadable.status, unreadable.body())
		return
	}
	if !quiet {
		if why := s.contract.request(route, r.body); why != "" {
			s.mu.Lock()
			s.problem("%s: %s", route, why)
			s.mu.Unlock()
			checked(400, invalidForm("%s", why).body())
			return
		}
	}
	checked(run())
}

func (s *Server) write(w http.ResponseWriter, status int, v any) {
	if v == nil {
		w.WriteHeader(status)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(v)
}
