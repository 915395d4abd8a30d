package discordtest

import (
	"bytes"
	"encoding/json"
	"slices"
	"time"
)

// draft is a message as a request has it: what is not named stays as it is in
// an edit.
type draft struct {
	Content    field[string]      `json:"content"`
	Embeds     field[[]Embed]     `json:"embeds"`
	Components field[[]Component] `json:"components"`
	Flags      field[int]         `json:"flags"`
	Mentions   *allowedMentions   `json:"allowed_mentions"`
	Files      []attachmentDraft  `json:"attachments"`
	Nonce      any                `json:"nonce"`
	Enforce    bool               `json:"enforce_nonce"`
	Reference  *struct {
		Message    string `json:"message_id"`
		FailIfGone *bool  `json:"fail_if_not_exists"`
	} `json:"message_reference"`
}

// field tells a value that is given, null too, from one that is not.
type field[T any] struct {
	given bool
	value T
}

// UnmarshalJSON implements json.Unmarshaler; it is not called for absent keys.
func (f *field[T]) UnmarshalJSON(raw []byte) error {
	f.given = true
	if bytes.Equal(raw, []byte("null")) {
		return nil
	}
	return json.Unmarshal(raw, &f.value)
}

type allowedMentions struct {
	Parse   []string `json:"parse"`
	Users   []string `json:"users"`
	Roles   []string `json:"roles"`
	Replied bool     `json:"replied_user"`
}

// apply writes a draft into a message, unless the result breaks a rule. s.mu
// is held.
func (s *Server) apply(r *request, d *draft, m *Message) *apiError {
	if d.Mentions == nil || d.Mentions.Parse == nil || len(d.Mentions.Parse) > 0 {
		s.problem("%s: there is no allowed_mentions with an empty parse list", r.route)
	}
	next := *m
	if d.Content.given {
		next.Content = d.Content.value
	}
	if d.Embeds.given {
		next.Embeds = slices.Clone(d.Embeds.value)
	}
	if d.Components.given {
		next.Components = numbered(d.Components.value)
	}
	if d.Flags.given {
		// Whether others see it is settled by the first response.
		next.Flags = d.Flags.value&^FlagEphemeral | m.Flags&FlagEphemeral
	}
	added, e := s.attach(r, d.Files)
	next.Attachments = append(slices.Clone(next.Attachments), added...)
	if e == nil {
		e = next.check()
	}
	if e != nil {
		s.problem("%s: %s", r.route, e.message)
		return e
	}
	next.Pings, next.mentioned = s.pings(&next, d.Mentions)
	*m = next
	return nil
}

// numbered gives components the ids that Discord gives them.
func numbered(list []Component) []Component {
	n := 0
	var number func(list []Component) []Component
	number = func(list []Component) []Component {
		list = slices.Clone(list)
		for i := range list {
			if n++; list[i].ID == 0 {
				list[i].ID = n
			}
			list[i].Components = number(list[i].Components)
		}
		return list
	}
	return number(list)
}

// compose makes a message of the bot.
func (s *Server) compose(r *request, d *draft, channel string, flags int) (*Message, *apiError) {
	m := &Message{Channel: channel, Author: s.app, Flags: flags, Time: time.Now()}
	if e := s.apply(r, d, m); e != nil {
		return nil, e
	}
	m.ID = s.newID()
	return m, nil
}

// keep stores a message.
func (s *Server) keep(m *Message) {
	if s.quiet {
		return
	}
	s.messages[m.ID] = m
	s.order = append(s.order, m)
	if s.isFull(len(s.order)) {
		old := s.order[:len(s.order)-s.remember]
		s.order = append([]*Message(nil), s.order[len(old):]...)
		for _, m := range old {
			delete(s.messages, m.ID)
			if s.nonces[m.Nonce] == m {
				delete(s.nonces, m.Nonce)
			}
		}
	}
	if s.watch != nil && m.Author == s.app {
		s.watch(*m)
	}
}
