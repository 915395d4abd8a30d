package telegramtest

import (
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Fault makes calls fail.
type Fault struct {
	Method string // "" for all
	Chat   int64  // 0 for all
	Times  int    // 0 for ever

	Code        int    // of the answer; 0 for one that does not fail
	Description string // of the answer
	RetryAfter  int    // seconds
	MigrateTo   int64
	Body        string        // sent as it is, with Code as HTTP status
	Delay       time.Duration // before the answer
	Drop        bool          // the connection breaks
	After       bool          // the call works, only its answer is lost
}

// Telegram's own faults.
func TooManyRequests(method string, chat int64, seconds, times int) Fault {
	return Fault{Method: method, Chat: chat, Times: times, Code: 429, RetryAfter: seconds,
		Description: fmt.Sprintf("Too Many Requests: retry after %d", seconds)}
}

// Blocked is how a user's block shows.
func Blocked(chat int64) Fault {
	return Fault{Method: "sendMessage", Chat: chat, Code: 403, Description: "Forbidden: bot was blocked by the user"}
}

// Migrated is how a group that became a supergroup shows.
func Migrated(chat, to int64) Fault {
	return Fault{Method: "sendMessage", Chat: chat, Code: 400, MigrateTo: to,
		Description: "Bad Request: group chat was upgraded to a supergroup chat"}
}

// Conflict is how a second program with the same token shows.
func Conflict(times int) Fault {
	return Fault{Method: "getUpdates", Times: times, Code: 409,
		Description: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"}
}

// Fail adds a fault. The first that fits a call is applied to it.
func (s *Server) Fail(f Fault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &f)
}

// Heal removes all faults.
func (s *Server) Heal() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// lose notes that the answer to a call is lost.
func (s *Server) lose(result any) {
	if m, ok := result.(map[string]any); ok {
		s.mu.Lock()
		defer s.mu.Unlock()
		if id, ok := m["message_id"].(int64); ok {
			s.lost[id] = true
		}
	}
}

// Lost tells whether the bot was not told that a message of its was sent: then it
// sends it again.
func (s *Server) Lost(message int64) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.lost[message]
}

func (s *Server) fault(method string, params map[string]string) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, f := range s.faults {
		if f.Method != "" && !strings.EqualFold(f.Method, method) || f.Chat != 0 && params["chat_id"] != fmt.Sprint(f.Chat) {
			continue
		}
		if f.Times == 1 {
			s.faults = append(s.faults[:i:i], s.faults[i+1:]...)
		} else if f.Times > 1 {
			f.Times--
		}
		return f
	}
	return nil
}

// inject applies a fault; it reports whether the call is answered.
func (s *Server) inject(w http.ResponseWriter, r *http.Request, f *Fault) bool {
	if f.Delay > 0 {
		select {
		case <-time.After(f.Delay):
		case <-r.Context().Done():
			return true
		case <-s.stop:
			return true
		}
	}
	switch {
	case f.After:
		_, method, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/bot"), "/")
		if call, ok := methods[strings.ToLower(method)]; ok {
			params, _ := parameters(r)
			result, _ := call(s, r, params)
			s.lose(result)
		}
		panic(http.ErrAbortHandler)
	case f.Drop:
		panic(http.ErrAbortHandler)
	case f.Body != "":
		if f.Code != 0 {
			w.WriteHeader(f.Code)
		}
		fmt.Fprint(w, f.Body)
		return true
	case f.Code == 0:
		return false
	}
	var parameters map[string]any
	if f.RetryAfter > 0 {
		parameters = map[string]any{"retry_after": f.RetryAfter}
	}
	if f.MigrateTo != 0 {
		parameters = map[string]any{"migrate_to_chat_id": f.MigrateTo}
	}
	s.fail(w, f.Code, f.Description, parameters)
	return true
}
