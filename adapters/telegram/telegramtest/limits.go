package telegramtest

import (
	"fmt"
	"strings"
	"time"
)

// Limits are how many messages a bot may send. Zero is no limit.
type Limits struct {
	Second int // over all, in any second
	Chat   int // in a chat, in any second
	Group  int // in a group, in any minute
}

// TelegramLimits are those that Telegram names, kept to the letter: it is more
// lenient itself.
var TelegramLimits = Limits{Second: 30, Chat: 1, Group: 20}

// Limit lets the server refuse messages beyond limits with 429.
func (s *Server) Limit(l Limits) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.limits, s.wentTo = l, make(map[int64][]time.Time)
}

// Refused is how many messages were beyond the limits.
func (s *Server) Refused() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.refused
}

// limit counts a message, or says how long to wait before it.
func (s *Server) limit(method string, p map[string]string) *apiError {
	if !strings.EqualFold(method, "sendMessage") && !strings.EqualFold(method, "sendPhoto") {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.limits == (Limits{}) {
		return nil
	}
	now, chat := time.Now(), number(p["chat_id"])
	s.went = since(s.went, now, time.Second)
	there := since(s.wentTo[chat], now, time.Minute)
	var wait time.Duration
	check := func(most int, in time.Duration, went []time.Time) {
		if went = since(went, now, in); most > 0 && len(went) >= most {
			wait = max(wait, went[len(went)-most].Add(in).Sub(now))
		}
	}
	check(s.limits.Second, time.Second, s.went)
	check(s.limits.Chat, time.Second, there)
	if chat < 0 {
		check(s.limits.Group, time.Minute, there)
	}
	if wait > 0 {
		s.refused++
		seconds := int((wait + time.Second - 1) / time.Second)
		return &apiError{
			code: 429, description: fmt.Sprintf("Too Many Requests: retry after %d", seconds),
			parameters: map[string]any{"retry_after": seconds},
		}
	}
	s.went = append(s.went, now)
	s.wentTo[chat] = append(there, now)
	return nil
}

// since is what went less than d ago.
func since(went []time.Time, now time.Time, d time.Duration) []time.Time {
	for len(went) > 0 && now.Sub(went[0]) >= d {
		went = went[1:]
	}
	return went
}
