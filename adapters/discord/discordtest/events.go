package discordtest

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// From is who does something, and where.
type From struct {
	User    string // made up if ""
	Channel string // made up if "": a text channel, or direct messages if Direct
	Direct  bool   // for a made up channel
	Locale  string // "en-US" if ""

	Permissions    int64  // of the member
	AppPermissions *int64 // of the bot here, nil for what the channel allows
	UserInstall    bool   // the user has installed the bot, the guild has not
}

// Payload is the data of an event. Tests may change it before it is sent.
type Payload map[string]any

// place fills in what is left out. s.mu is held.
func (s *Server) place(f *From) *Channel {
	if f.User == "" {
		f.User = s.newID()
	}
	if f.Locale == "" {
		f.Locale = "en-US"
	}
	c, ok := s.channels[f.Channel]
	if !ok {
		kind := TypeText
		if f.Direct {
			kind = TypeDM
		}
		c = s.addChannel(Channel{ID: f.Channel, Type: kind, Recipient: f.User})
		f.Channel = c.ID
	}
	return c
}

// member of a guild.
func (s *Server) member(f From, withUser bool) map[string]any {
	m := map[string]any{
		"avatar": nil, "banner": nil, "communication_disabled_until": nil, "flags": 0,
		"joined_at": "2024-05-01T10:00:00.000000+00:00", "nick": nil, "pending": false, "premium_since": nil,
		"roles": []any{}, "mute": false, "deaf": false,
	}
	if withUser {
		m["user"] = s.user(f.User)
		m["permissions"] = strconv.FormatInt(f.Permissions, 10)
	}
	return m
}

// interaction is what all interactions have.
func (s *Server) interaction(f From, kind int, data map[string]any) Payload {
	c := s.place(&f)
	id := s.newID()
	permissions := all &^ c.denied
	if f.AppPermissions != nil {
		permissions = *f.AppPermissions
	}
	p := Payload{
		"id": id, "application_id": s.app, "type": kind, "token": tokenOf(id), "version": 1, "data": data,
		"channel_id": c.ID, "channel": s.channelShape(c), "locale": f.Locale,
		"app_permissions": strconv.FormatInt(permissions, 10), "entitlements": []any{},
		"attachment_size_limit": 10485760,
	}
	owners := map[string]any{}
	if f.UserInstall {
		owners["1"] = f.User
	}
	if c.Type == TypeDM {
		p["user"], p["context"] = s.user(f.User), 1
		if f.UserInstall {
			p["context"] = 2 // a channel between users
		} else {
			owners["0"] = "0"
		}
	} else {
		p["member"], p["context"] = s.member(f, true), 0
		p["guild_id"], p["guild_locale"] = c.Guild, "en-US"
		p["guild"] = map[string]any{"id": c.Guild, "locale": "en-US", "features": []any{}}
		if !f.UserInstall {
			owners["0"] = c.Guild
		}
	}
	p["authorizing_integration_owners"] = owners
	return p
}

// tokenOf makes a token from which interactionOf finds the id.
func tokenOf(id string) string {
	return base64.RawURLEncoding.EncodeToString([]byte("interaction:" + id + ":" + strings.Repeat("fLx3kq", 12)))
}

func interactionOf(token string) (id string, ok bool) {
	raw, err := base64.RawURLEncoding.DecodeString(token)
	parts := strings.Split(string(raw), ":")
	if err != nil || len(parts) != 3 {
		return "", false
	}
	return parts[1], true
}

// Interact sends an interaction that one of the methods below has made, and
// starts the three seconds for its first response. It returns the id.
func (s *Server) Interact(p Payload) string {
	id := text(p["id"])
	user, ok := p["user"].(map[string]any)
	if member, inGuild := p["member"].(map[string]any); inGuild {
		user, ok = member["user"].(map[string]any)
	}
	i := &Interaction{ID: id, Token: text(p["token"]), Channel: text(p["channel_id"]), Guild: text(p["guild_id"]), Sent: time.Now()}
	i.Kind, _ = p["type"].(int)
	if ok {
		i.User = text(user["id"])
	}
	if m, ok := p["message"].(map[string]any); ok {
		i.on = text(m["id"])
	}
	s.mu.Lock()
	s.interactions[id] = i
	s.oldest = append(s.oldest, id)
	if s.quiet && len(s.oldest) > keptWhenQuiet || s.isFull(len(s.oldest)) {
		delete(s.interactions, s.oldest[0])
		s.oldest = s.oldest[1:]
	}
	s.mu.Unlock()
	s.Emit("INTERACTION_CREATE", p)
	return id
}

// Emit sends any event.
func (s *Server) Emit(kind string, data any) {
	s.mu.Lock()
	send := s.send
	s.mu.Unlock()
	send(kind, data)
}

func text(v any) string {
	t, _ := v.(string)
	return t
}

// Option is an option of a command as somebody fills it in.
type Option struct {
	name  string
	kind  int
	value any
}

// Text is an option of text.
func Text(name, value string) Option { return Option{name, 3, value} }

// Bool is an option that is on or off.
func Bool(name string, value bool) Option { return Option{name, 5, value} }

func (o Option) shape() map[string]any {
	return map[string]any{"name": o.name, "type": o.kind, "value": o.value}
}

func (s *Server) commandData(name string, kind int, options []Option) map[string]any {
	data := map[string]any{"id": s.newID(), "name": name, "type": kind}
	list := []any{}
	for _, o := range options {
		list = append(list, o.shape())
	}
	if len(list) > 0 {
		data["options"] = list
	}
	return data
}

// Slash is a command of chat input.
func (s *Server) Slash(f From, name string, options ...Option) Payload {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.interaction(f, kindCommand, s.commandData(name, chatInput, options))
}

// Type is somebody typing the first of the options, which is to be completed.
func (s *Server) Type(f From, name string, focused Option, others ...Option) Payload {
	s.mu.Lock()
	defer s.mu.Unlock()
	data := s.commandData(name, chatInput, append([]Option{focused}, others...))
	data["options"].([]any)[0].(map[string]any)["focused"] = true
	return s.interaction(f, kindAutocomplete, data)
}

// About is a command of a message's menu.
func (s *Server) About(f From, name string, m Message) Payload {
	s.mu.Lock()
	defer s.mu.Unlock()
	data := s.commandData(name, 3, nil)
	data["target_id"] = m.ID
	data["resolved"] = map[string]any{"messages": map[string]any{m.ID: s.shown(&m)}}
	if f.Channel == "" {
		f.Channel = m.Channel
	}
	return s.interaction(f, kindCommand, data)
}

// Press is the press of a button of a message.
func (s *Server) Press(f From, m Message, customID string) Payload {
	return s.component(f, m, map[string]any{"component_type": componentButton, "custom_id": customID})
}

// Choose is a choice of values in a select of a message; kind is the component's
// type.
func (s *Server) Choose(f From, m Message, customID string, kind int, values ...string) Payload {
	return s.component(f, m, map[string]any{"component_type": kind, "custom_id": customID, "values": values})
}

func (s *Server) component(f From, m Message, data map[string]any) Payload {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, c := range leaves(m.Components, 0) {
		if c.CustomID == data["custom_id"] {
			data["id"] = c.ID
		}
	}
	if f.Channel == "" {
		f.Channel = m.Channel
	}
	p := s.interaction(f, kindComponent, data)
	p["message"] = s.shown(&m)
	return p
}

// Submit fills in a form that an interaction was answered with. The values are
// by custom_id; those of selects have commas between.
func (s *Server) Submit(f From, shown Interaction, values map[string]string) Payload {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f.Channel == "" {
		f.Channel = shown.Channel
	}
	n := 0
	var filled func(list []Component) []any
	filled = func(list []Component) []any {
		all := []any{}
		for _, c := range list {
			n++
			v := map[string]any{"type": c.Type, "id": n}
			switch {
			case c.Component != nil:
				v["component"] = filled([]Component{*c.Component})[0]
			case c.Type == componentRow:
				v["components"] = filled(c.Components)
			case c.Type == componentTextInput:
				v["custom_id"], v["value"] = c.CustomID, values[c.CustomID]
			case c.CustomID != "":
				v["custom_id"], v["values"] = c.CustomID, strings.FieldsFunc(values[c.CustomID], func(r rune) bool { return r == ',' })
			}
			all = append(all, v)
		}
		return all
	}
	data := map[string]any{"custom_id": "", "components": []any{}}
	if shown.Modal != nil {
		data["custom_id"], data["components"] = shown.Modal.CustomID, filled(shown.Modal.Components)
	}
	p := s.interaction(f, kindModal, data)
	if m, ok := s.messages[shown.on]; ok {
		p["message"] = s.shown(m)
	}
	return p
}

// Writing is a message that somebody writes.
type Writing struct {
	Mention bool    // begins with a mention of the bot
	Reply   Message // to which it replies, and whose author it pings
	Bot     bool    // a bot writes
}

// Write lets somebody write a message, sends the event and returns the message.
// The event has the text only where the bot sees it without a privileged intent:
// in direct messages, in replies to the bot that ping it, and with a mention.
func (s *Server) Write(f From, content string, w Writing) Message {
	s.mu.Lock()
	if f.Channel == "" {
		f.Channel = w.Reply.Channel
	}
	c := s.place(&f)
	m := &Message{ID: s.newID(), Channel: c.ID, Author: f.User, Content: content, ReplyTo: w.Reply.ID, Time: time.Now()}
	if w.Mention {
		m.Content = fmt.Sprintf("<@%s> %s", s.app, content)
	}
	m.Pings, m.mentioned = s.pings(m, nil)
	if w.Reply.ID != "" {
		m.mentioned = append(m.mentioned, w.Reply.Author)
	}
	s.keep(m)
	event := s.written(f, c, m, w.Bot)
	written := *m
	s.wake()
	s.mu.Unlock()
	s.Emit("MESSAGE_CREATE", event)
	return written
}

// Rewrite lets somebody change a message that he wrote, and sends the event.
func (s *Server) Rewrite(f From, m Message, content string) {
	s.mu.Lock()
	f.Channel, f.User = m.Channel, m.Author
	c := s.place(&f)
	m.Content, m.Edited = content, time.Now()
	m.Edits++
	pings, named := s.pings(&m, nil)
	m.Pings, m.mentioned = pings, append(named, m.mentioned...)
	if kept, ok := s.messages[m.ID]; ok {
		*kept = m
	}
	event := s.written(f, c, &m, false)
	s.wake()
	s.mu.Unlock()
	s.Emit("MESSAGE_UPDATE", event)
}

// written is a message as the gateway has it.
func (s *Server) written(f From, c *Channel, m *Message, bot bool) Payload {
	event := s.shown(m)
	if bot {
		event["author"].(map[string]any)["bot"] = true
	}
	seen := c.Type == TypeDM
	for _, id := range m.mentioned {
		seen = seen || id == s.app
	}
	if !seen {
		event["content"] = ""
	}
	if c.Type != TypeDM {
		event["guild_id"], event["member"] = c.Guild, s.member(f, false)
	}
	event["channel_type"] = c.Type
	return event
}
