package telegramtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// Push queues an update: a JSON object, or what encodes as one. It gets the
// next update_id unless it has one, which is returned.
func (s *Server) Push(update any) int64 {
	raw, err := json.Marshal(update)
	if err != nil {
		panic(err)
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	var fields map[string]any
	if err := dec.Decode(&fields); err != nil {
		panic(err)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	id := s.lastID + 1
	if n, ok := fields["update_id"].(json.Number); ok {
		id, _ = n.Int64()
	} else {
		fields["update_id"] = id
		raw, _ = json.Marshal(fields)
	}
	s.lastID = max(id, s.lastID)
	if q, ok := fields["callback_query"].(map[string]any); ok {
		s.callbacks[fmt.Sprint(q["id"])] = true
	}
	u := pendingUpdate{id: id, raw: raw}
	s.pending = append(s.pending, u)
	s.recent = latest(append(s.recent, u), keptForAgain)
	s.wake()
	return id
}

const keptForAgain = 50

// Again brings the latest updates a second time, 50 at most, whether or not they are
// confirmed. One that asks for updates gets none that it has confirmed.
func (s *Server) Again(n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pending = append(s.pending, s.recent[max(0, len(s.recent)-n):]...)
	s.wake()
}

// Say lets a user write a text in a private chat with the bot, both with the
// same id, and returns the message's id.
func (s *Server) Say(user int64, text string) int64 {
	return s.SayIn(map[string]any{"id": user, "type": "private", "first_name": "U"}, user, text, nil)
}

// SayIn lets a user write in a chat; more holds further fields of the message.
func (s *Server) SayIn(chat map[string]any, user int64, text string, more map[string]any) int64 {
	id := s.NextMessage()
	m := map[string]any{
		"message_id": id, "date": time.Now().Unix(), "chat": chat, "text": text,
		"from": map[string]any{"id": user, "is_bot": false, "first_name": "U", "language_code": "en"},
	}
	for k, v := range more {
		m[k] = v
	}
	s.Push(map[string]any{"message": m})
	return id
}

// NextMessage returns the id of the next message.
func (s *Server) NextMessage() int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.lastMsg++
	return s.lastMsg
}

// Press lets a user press a button of a message that the bot sent.
func (s *Server) Press(user int64, m Message, data string, chatType string) (queryID string) {
	queryID = fmt.Sprintf("q%d", s.NextMessage())
	message := map[string]any{
		"message_id": m.ID, "date": m.Time.Unix(), "text": m.Text,
		"chat": map[string]any{"id": m.Chat, "type": chatType},
		"from": map[string]any{"id": 4242, "is_bot": true, "first_name": "Test"},
	}
	if m.Thread != 0 {
		message["message_thread_id"], message["is_topic_message"] = m.Thread, true
	}
	if n := boldStart(m.HTML); n > 0 {
		message["entities"] = []any{map[string]any{"type": "bold", "offset": 0, "length": n}}
	}
	if m.Markup != "" {
		message["reply_markup"] = json.RawMessage(m.Markup)
	}
	s.Push(map[string]any{"callback_query": map[string]any{
		"id": queryID, "chat_instance": "1", "data": data, "message": message,
		"from": map[string]any{"id": user, "is_bot": false, "first_name": "U", "language_code": "en"},
	}})
	return queryID
}

func (s *Server) getUpdates(r *http.Request, p map[string]string) (any, *apiError) {
	offset, limit, timeout := number(p["offset"]), number(p["limit"]), number(p["timeout"])
	if limit < 1 || limit > 100 {
		limit = 100
	}
	timeout = min(max(timeout, 0), 50)

	s.mu.Lock()
	if s.webhook.url != "" {
		s.mu.Unlock()
		return nil, &apiError{code: 409, description: "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"}
	}
	if s.poller != nil {
		close(s.poller) // the earlier one is ended
	}
	mine := make(chan struct{})
	s.poller = mine
	s.confirm(offset)
	deadline := time.NewTimer(time.Duration(timeout) * time.Second)
	defer deadline.Stop()
	defer func() {
		s.mu.Lock()
		if s.poller == mine {
			s.poller = nil
		}
		s.mu.Unlock()
	}()
	for {
		found := []json.RawMessage{}
		for _, u := range s.pending {
			if int64(len(found)) < limit && u.id >= offset {
				found = append(found, u.raw)
			}
		}
		arrived := s.arrived
		s.mu.Unlock()
		if len(found) > 0 || timeout == 0 {
			return found, nil
		}
		select {
		case <-arrived:
		case <-deadline.C:
			return found, nil
		case <-mine:
			return nil, &apiError{code: 409, description: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"}
		case <-r.Context().Done():
			return found, nil
		case <-s.stop:
			return found, nil
		}
		s.mu.Lock()
	}
}

// confirm forgets the updates before offset. s.mu is held.
func (s *Server) confirm(offset int64) {
	if offset <= 0 {
		return
	}
	s.offset = offset
	kept := s.pending[:0]
	for _, u := range s.pending {
		if u.id >= offset {
			kept = append(kept, u)
		}
	}
	s.pending = kept
	s.wake()
}
