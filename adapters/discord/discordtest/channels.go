package discordtest

import "time"

// Channel is one that the bot may see.
type Channel struct {
	ID        string // new if ""
	Type      int
	Guild     string // "" in direct messages
	Name      string
	Parent    string // of a thread
	Recipient string // of direct messages: the user

	denied   int64
	made     time.Time
	archive  int // minutes
	archived bool
	locked   bool
}

// Types of channels.
const (
	TypeText         = 0
	TypeDM           = 1
	TypePublicThread = 11
)

// Permissions (Discord, "Permissions").
const (
	ManageChannels       int64 = 1 << 4
	ManageGuild          int64 = 1 << 5
	ViewChannel          int64 = 1 << 10
	SendMessages         int64 = 1 << 11
	EmbedLinks           int64 = 1 << 14
	AttachFiles          int64 = 1 << 15
	ReadMessageHistory   int64 = 1 << 16
	CreatePublicThreads  int64 = 1 << 35
	SendMessagesInThread int64 = 1 << 38

	all = ViewChannel | SendMessages | EmbedLinks | AttachFiles | ReadMessageHistory | CreatePublicThreads | SendMessagesInThread
)

func (c *Channel) thread() bool { return c.Type == TypePublicThread }

func (c *Channel) allows(permissions int64) bool {
	return c.denied&permissions == 0
}

// AddChannel adds a channel and returns its id. Text channels need a guild: it
// is made up if it is "".
func (s *Server) AddChannel(c Channel) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.addChannel(c).ID
}

func (s *Server) addChannel(c Channel) *Channel {
	if c.ID == "" {
		c.ID = s.newID()
	}
	switch {
	case c.Type == TypeDM && c.Recipient == "":
		c.Recipient = s.newID()
	case c.Type != TypeDM && c.Guild == "":
		c.Guild = s.newID()
	}
	if c.Name == "" {
		c.Name = "news"
	}
	if c.thread() {
		c.archive = 4320
	}
	c.made = time.Now()
	s.channels[c.ID] = &c
	return &c
}

// Deny takes permissions from the bot in a channel.
func (s *Server) Deny(channel string, permissions int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c, ok := s.channels[channel]; ok {
		c.denied |= permissions
	}
}

// Allow gives them back.
func (s *Server) Allow(channel string, permissions int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c, ok := s.channels[channel]; ok {
		c.denied &^= permissions
	}
}

// RemoveChannel deletes a channel: calls for it are answered with 10003.
func (s *Server) RemoveChannel(channel string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.channels, channel)
}

// Threads returns the threads below a channel.
func (s *Server) Threads(channel string) []Channel {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []Channel
	for _, c := range s.channels {
		if c.thread() && c.Parent == channel {
			found = append(found, *c)
		}
	}
	return found
}

// channel returns the one that a call names, if the bot may see it.
func (s *Server) channel(r *request) (*Channel, *apiError) {
	c, ok := s.channels[r.PathValue("channel_id")]
	switch {
	case !ok:
		return nil, errUnknownChannel
	case !c.allows(ViewChannel), s.left[c.Guild]:
		return nil, errMissingAccess
	}
	return c, nil
}

// mayWrite tells what forbids a message in a channel.
func (c *Channel) mayWrite() *apiError {
	need := SendMessages
	if c.thread() {
		need = SendMessagesInThread
	}
	switch {
	case !c.allows(need):
		return errMissingPermissions
	case c.archived:
		return errThreadArchived
	}
	return nil
}

// Archive closes a thread, which the bot may open again unless it is locked.
func (s *Server) Archive(thread string, locked bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c, ok := s.channels[thread]; ok {
		c.archived, c.locked = true, locked
	}
}

// Leave takes the bot out of a guild: it sees nothing there any more.
func (s *Server) Leave(guild string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.left[guild] = true
}

// Refuse lets a user take no messages from the bot: these are answered with 50007.
func (s *Server) Refuse(user string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.refusing[user] = true
}

// RemoveUser deletes a user's account: no direct messages with it can be opened.
func (s *Server) RemoveUser(user string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.gone[user] = true
}

func (s *Server) getGuild(r *request) (int, any, *apiError) {
	id := r.PathValue("guild_id")
	if s.left[id] {
		return 0, nil, errUnknownGuild
	}
	return 200, s.guildShape(id), nil
}

// changeThread opens a thread that is closed.
func (s *Server) changeThread(r *request) (int, any, *apiError) {
	c, e := s.channel(r)
	if e != nil {
		return 0, nil, e
	}
	var body struct {
		Archived *bool `json:"archived"`
	}
	if e := r.into(&body); e != nil {
		return 0, nil, e
	}
	switch {
	case !c.thread() || body.Archived == nil:
		return 0, nil, invalidForm("channel: only threads are opened and closed here")
	case c.locked || !c.allows(SendMessagesInThread):
		return 0, nil, errMissingPermissions
	}
	c.archived = *body.Archived
	return 200, s.channelShape(c), nil
}

func (s *Server) getChannel(r *request) (int, any, *apiError) {
	c, e := s.channel(r)
	if e != nil {
		return 0, nil, e
	}
	return 200, s.channelShape(c), nil
}

func (s *Server) typing(r *request) (int, any, *apiError) {
	c, e := s.channel(r)
	if e == nil {
		e = c.mayWrite()
	}
	return 204, nil, e
}

func (s *Server) createDM(r *request) (int, any, *apiError) {
	var body struct {
		Recipient string `json:"recipient_id"`
	}
	if e := r.into(&body); e != nil {
		return 0, nil, e
	}
	if body.Recipient == "" || body.Recipient == s.app || s.gone[body.Recipient] {
		return 0, nil, errUnknownUser
	}
	for _, c := range s.channels {
		if c.Type == TypeDM && c.Recipient == body.Recipient {
			return 200, s.channelShape(c), nil
		}
	}
	return 200, s.channelShape(s.addChannel(Channel{Type: TypeDM, Recipient: body.Recipient})), nil
}

type threadDraft struct {
	Name    string `json:"name"`
	Archive int    `json:"auto_archive_duration"`
}

func (s *Server) threadOfMessage(r *request) (int, any, *apiError) {
	c, e := s.channel(r)
	if e != nil {
		return 0, nil, e
	}
	m, ok := s.messages[r.PathValue("message_id")]
	switch {
	case !ok || m.Channel != c.ID:
		return 0, nil, errUnknownMessage
	case m.Thread != "":
		return 0, nil, errThreadExists
	}
	// A thread has the id of the message that it begins at.
	thread, e := s.newThread(r, c, m.ID)
	if e != nil {
		return 0, nil, e
	}
	m.Thread = thread.ID
	return 201, s.channelShape(thread), nil
}

func (s *Server) activeThreads(r *request) (int, any, *apiError) {
	threads := []any{}
	for _, c := range s.channels {
		if c.thread() && c.Guild == r.PathValue("guild_id") && c.allows(ViewChannel) {
			threads = append(threads, s.channelShape(c))
		}
	}
	return 200, map[string]any{"threads": threads, "members": []any{}, "has_more": false}, nil
}

func (s *Server) createThread(r *request) (int, any, *apiError) {
	c, e := s.channel(r)
	if e != nil {
		return 0, nil, e
	}
	thread, e := s.newThread(r, c, "")
	if e != nil {
		return 0, nil, e
	}
	return 201, s.channelShape(thread), nil
}

func (s *Server) newThread(r *request, c *Channel, id string) (*Channel, *apiError) {
	var body threadDraft
	if e := r.into(&body); e != nil {
		return nil, e
	}
	if c.Type == TypeDM || c.thread() {
		return nil, &apiError{400, 50024, "Cannot execute action on this channel type"}
	}
	if !c.allows(CreatePublicThreads) {
		return nil, errMissingPermissions
	}
	if body.Archive == 0 {
		body.Archive = 4320
	}
	thread := s.addChannel(Channel{ID: id, Type: TypePublicThread, Guild: c.Guild, Name: body.Name, Parent: c.ID})
	thread.archive, thread.denied = body.Archive, c.denied
	return thread, nil
}
