package telegramtest

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"
)

type method func(s *Server, r *http.Request, p map[string]string) (any, *apiError)

// methods by their names in lower case, as Telegram compares them.
var methods = map[string]method{
	"getme": func(s *Server, _ *http.Request, _ map[string]string) (any, *apiError) {
		s.mu.Lock()
		defer s.mu.Unlock()
		self := make(map[string]any)
		for k, v := range s.self {
			self[k] = v
		}
		return self, nil
	},
	"getupdates":          (*Server).getUpdates,
	"setwebhook":          (*Server).setWebhook,
	"sendmessage":         (*Server).sendMessage,
	"sendphoto":           (*Server).sendPhoto,
	"editmessagetext":     (*Server).editMessageText,
	"deletemessage":       (*Server).deleteMessage,
	"answercallbackquery": (*Server).answerCallbackQuery,
	"deletewebhook": func(s *Server, r *http.Request, _ map[string]string) (any, *apiError) {
		return s.setWebhook(r, nil) // without an address there is none
	},
	"getwebhookinfo": func(s *Server, _ *http.Request, _ map[string]string) (any, *apiError) {
		s.mu.Lock()
		defer s.mu.Unlock()
		return map[string]any{"url": s.webhook.url, "has_custom_certificate": false, "pending_update_count": len(s.pending)}, nil
	},
	"setmycommands": func(s *Server, _ *http.Request, p map[string]string) (any, *apiError) {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.commands[p["scope"]+p["language_code"]] = json.RawMessage(p["commands"])
		return true, nil
	},
	"getmycommands": func(s *Server, _ *http.Request, p map[string]string) (any, *apiError) {
		s.mu.Lock()
		defer s.mu.Unlock()
		if list, ok := s.commands[p["scope"]+p["language_code"]]; ok {
			return list, nil
		}
		return []any{}, nil
	},
	"getchatmember": func(s *Server, _ *http.Request, p map[string]string) (any, *apiError) {
		s.mu.Lock()
		defer s.mu.Unlock()
		status, ok := s.members[[2]int64{number(p["chat_id"]), number(p["user_id"])}]
		if !ok {
			status = "member"
		}
		return map[string]any{"status": status, "user": map[string]any{"id": number(p["user_id"]), "is_bot": false, "first_name": "U"}}, nil
	},
	"sendchataction":    func(*Server, *http.Request, map[string]string) (any, *apiError) { return true, nil },
	"answerinlinequery": func(*Server, *http.Request, map[string]string) (any, *apiError) { return true, nil },
}

func number(s string) int64 {
	n, _ := strconv.ParseInt(s, 10, 64)
	return n
}

// maxText and maxCaption are the longest message and caption: 4096 and 1024
// characters after entities parsing, counted in UTF-16 units.
const (
	maxText    = 4096
	maxCaption = 1024
)

// parse reads a text as Telegram would.
func parse(p map[string]string) (string, *apiError) {
	text, e := plain(p, "text")
	switch n := units(text); {
	case e != nil:
		return "", e
	case n == 0:
		return "", badRequest("message text is empty")
	case n > maxText:
		return "", badRequest("message is too long")
	}
	return text, nil
}

// plain is the text of a field without markup.
func plain(p map[string]string, field string) (string, *apiError) {
	text := p[field]
	if p["parse_mode"] == "HTML" {
		var err error
		if text, err = ParseHTML(text); err != nil {
			return "", badRequest("can't parse entities: %v", err)
		}
	}
	return strings.TrimSpace(text), nil
}

func (s *Server) sendMessage(_ *http.Request, p map[string]string) (any, *apiError) {
	text, e := parse(p)
	s.mu.Lock()
	defer s.mu.Unlock()
	if e != nil {
		s.problems = append(s.problems, "sendMessage: "+e.description)
		return nil, e
	}
	return s.keep(p, &Message{HTML: p["text"], Text: text})
}

// keep notes a message that the bot sends. s.mu is held.
func (s *Server) keep(p map[string]string, m *Message) (any, *apiError) {
	if p["chat_id"] == "" || number(p["chat_id"]) == 0 {
		return nil, badRequest("chat not found")
	}
	var reply struct {
		ID int64 `json:"message_id"`
	}
	if raw := p["reply_parameters"]; raw != "" && json.Unmarshal([]byte(raw), &reply) != nil {
		return nil, badRequest("can't parse reply parameters JSON object")
	}
	s.lastMsg++
	m.ID, m.Chat, m.Thread, m.ReplyTo = s.lastMsg, number(p["chat_id"]), number(p["message_thread_id"]), reply.ID
	m.Markup, m.Time = p["reply_markup"], time.Now()
	if !s.quiet {
		s.messages = latest(append(s.messages, m), s.remember)
	}
	s.wake()
	if s.watch != nil {
		s.watch(*m)
	}
	return s.shown(m), nil
}

func (s *Server) shown(m *Message) any {
	kind := "private"
	if m.Chat < 0 {
		kind = "supergroup"
	}
	shown := map[string]any{
		"message_id": m.ID, "date": m.Time.Unix(),
		"chat": map[string]any{"id": m.Chat, "type": kind}, "from": s.self,
	}
	if m.Photo == "" {
		shown["text"] = m.Text
		return shown
	}
	shown["caption"] = m.Text
	shown["photo"] = []any{
		map[string]any{"file_id": m.Photo + "-s", "file_unique_id": m.Photo + "us", "width": 90, "height": 60},
		map[string]any{"file_id": m.Photo, "file_unique_id": m.Photo + "u", "width": 1080, "height": 720},
	}
	return shown
}

func (s *Server) editMessageText(_ *http.Request, p map[string]string) (any, *apiError) {
	text, e := parse(p)
	s.mu.Lock()
	defer s.mu.Unlock()
	if e != nil {
		s.problems = append(s.problems, "editMessageText: "+e.description)
		return nil, e
	}
	for _, m := range s.messages {
		if m.Chat != number(p["chat_id"]) || m.ID != number(p["message_id"]) {
			continue
		}
		if m.Photo != "" {
			return nil, badRequest("there is no text in the message to edit")
		}
		if m.HTML == p["text"] && m.Markup == p["reply_markup"] {
			return nil, badRequest("message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message")
		}
		m.HTML, m.Text, m.Markup = p["text"], text, p["reply_markup"]
		m.Edits++
		s.wake()
		return s.shown(m), nil
	}
	return nil, badRequest("message to edit not found")
}

func (s *Server) deleteMessage(_ *http.Request, p map[string]string) (any, *apiError) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, m := range s.messages {
		if m.Chat == number(p["chat_id"]) && m.ID == number(p["message_id"]) {
			s.messages = append(s.messages[:i], s.messages[i+1:]...)
			return true, nil
		}
	}
	return nil, badRequest("message to delete not found")
}

func (s *Server) answerCallbackQuery(_ *http.Request, p map[string]string) (any, *apiError) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id := p["callback_query_id"]
	if !s.callbacks[id] {
		return nil, badRequest("query is too old and response timeout expired or query ID is invalid")
	}
	delete(s.callbacks, id)
	return true, nil
}
