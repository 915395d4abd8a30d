package discordtest

import (
	"fmt"
	"slices"
	"strconv"
	"time"
)

// Messages returns those in a channel, of the bot and others, in order; in all
// channels for "". Ephemeral ones are among them, deleted ones are not.
func (s *Server) Messages(channel string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.inChannel(channel, "")
}

// Sent returns the bot's own messages in a channel, in all for "".
func (s *Server) Sent(channel string) []Message {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.inChannel(channel, s.app)
}

func (s *Server) inChannel(channel, author string) []Message {
	var found []Message
	for _, m := range s.order {
		if (channel == "" || m.Channel == channel) && (author == "" || m.Author == author) {
			found = append(found, *m)
		}
	}
	return found
}

// Message returns one by its id.
func (s *Server) Message(id string) (Message, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, ok := s.messages[id]
	if !ok {
		return Message{}, false
	}
	return *m, true
}

// AwaitSent waits until the bot's messages in a channel, in all for "", are n,
// and returns all.
func (s *Server) AwaitSent(t TB, channel string, n int) []Message {
	t.Helper()
	var sent []Message
	s.Until(t, fmt.Sprint(n, " messages"), func() bool {
		sent = s.inChannel(channel, s.app)
		return len(sent) >= n
	})
	return sent
}

// nonceLife is how long a nonce of the bot's is known, in any channel. Discord says
// "the past few minutes" (Message resource, "Create Message": enforce_nonce).
const nonceLife = 5 * time.Minute

func (s *Server) createMessage(r *request) (int, any, *apiError) {
	c, e := s.channel(r)
	if e == nil {
		e = c.mayWrite()
	}
	if e != nil {
		return 0, nil, e
	}
	var d draft
	if e := r.into(&d); e != nil {
		return 0, nil, e
	}
	switch {
	case c.Type == TypeDM && s.refusing[c.Recipient]:
		return 0, nil, errNoDirect
	case len(d.Embeds.value) > 0 && !c.allows(EmbedLinks), len(r.files) > 0 && !c.allows(AttachFiles):
		return 0, nil, errMissingPermissions
	}
	nonce := ""
	if d.Nonce != nil {
		nonce = fmt.Sprint(d.Nonce)
	}
	if m, ok := s.nonces[nonce]; ok && d.Enforce && time.Since(m.Time) < nonceLife {
		if m.Channel != c.ID {
			s.problem("%s: the nonce %s was used in another channel", r.route, nonce)
		}
		return 200, s.shown(m), nil
	}
	to := ""
	if d.Reference != nil {
		if !c.allows(ReadMessageHistory) {
			return 0, nil, errNoHistory
		}
		m, ok := s.messages[d.Reference.Message]
		switch {
		case ok && m.Channel == c.ID:
			to = m.ID
		case d.Reference.FailIfGone == nil || *d.Reference.FailIfGone:
			return 0, nil, invalidForm("message_reference: Unknown message")
		}
	}
	m := &Message{Channel: c.ID, Author: s.app, ReplyTo: to, Nonce: nonce, Time: time.Now()}
	if e := s.apply(r, &d, m); e != nil {
		return 0, nil, e
	}
	m.ID = s.newID()
	s.keep(m)
	if nonce != "" && !s.quiet {
		s.nonces[nonce] = m
	}
	return 200, s.shown(m), nil
}

// message returns the one that a call names.
func (s *Server) message(r *request) (*Message, *apiError) {
	c, e := s.channel(r)
	if e != nil {
		return nil, e
	}
	m, ok := s.messages[r.PathValue("message_id")]
	if !ok || m.Channel != c.ID || m.Ephemeral() {
		return nil, errUnknownMessage
	}
	return m, nil
}

func (s *Server) getMessage(r *request) (int, any, *apiError) {
	m, e := s.message(r)
	if e != nil {
		return 0, nil, e
	}
	return 200, s.shown(m), nil
}

// getMessages lists the newest first, as Discord does.
func (s *Server) getMessages(r *request) (int, any, *apiError) {
	c, e := s.channel(r)
	if e != nil {
		return 0, nil, e
	}
	most := 50
	if n, err := strconv.Atoi(r.URL.Query().Get("limit")); err == nil {
		most = min(max(n, 1), 100)
	}
	shown := []any{}
	for _, m := range slices.Backward(s.order) {
		if m.Channel == c.ID && !m.Ephemeral() && c.allows(ReadMessageHistory) && len(shown) < most {
			shown = append(shown, s.shown(m))
		}
	}
	return 200, shown, nil
}

func (s *Server) editMessage(r *request) (int, any, *apiError) {
	m, e := s.message(r)
	switch {
	case e != nil:
		return 0, nil, e
	case m.Author != s.app:
		return 0, nil, errNotOurs
	}
	if e := s.edit(r, m); e != nil {
		return 0, nil, e
	}
	return 200, s.shown(m), nil
}

// edit changes a message by a request's body.
func (s *Server) edit(r *request, m *Message) *apiError {
	var d draft
	if e := r.into(&d); e != nil {
		return e
	}
	if e := s.apply(r, &d, m); e != nil {
		return e
	}
	m.Edits++
	m.Edited = time.Now()
	m.Loading = false
	return nil
}

func (s *Server) deleteMessage(r *request) (int, any, *apiError) {
	m, e := s.message(r)
	switch {
	case e != nil:
		return 0, nil, e
	case m.Author != s.app:
		return 0, nil, errMissingPermissions // to manage others' messages
	}
	s.remove(m)
	return 204, nil, nil
}

func (s *Server) remove(m *Message) {
	delete(s.messages, m.ID)
	s.order = slices.DeleteFunc(s.order, func(o *Message) bool { return o == m })
}
