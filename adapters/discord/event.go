package discord

import (
	"encoding/json"
	"strconv"
	"time"
)

// What Discord sends. The library's types end with an older API and leave out
// fields, or whole messages with newer components: these are ours, with what
// the bot reads.

// interaction is a command, a press, a form that was sent, or a word being
// typed into a command.
type interaction struct {
	ID          string          `json:"id"`
	Application string          `json:"application_id"`
	Type        interactionType `json:"type"`
	Token       string          `json:"token"`
	Data        interactionData `json:"data"`
	Guild       string          `json:"guild_id"` // "" outside of servers
	ChannelID   string          `json:"channel_id"`
	Channel     channel         `json:"channel"`
	Member      *member         `json:"member"`  // in servers
	User        *user           `json:"user"`    // elsewhere
	Message     *message        `json:"message"` // that a pressed component is on
	Permissions permissions     `json:"app_permissions"`
	Locale      string          `json:"locale"`
	Context     *int            `json:"context"` // inGuild, inBotDM or inPrivate
	// Owners tells how the app was installed: "0" is the server that did, "1"
	// the user.
	Owners map[string]string `json:"authorizing_integration_owners"`
}

// userID is who caused it, "" when that is not said.
func (i *interaction) userID() string {
	switch {
	case i.Member != nil && i.Member.User != nil:
		return i.Member.User.ID
	case i.User != nil:
		return i.User.ID
	}
	return ""
}

type interactionType int

const (
	commandType      interactionType = 2
	pressType        interactionType = 3
	autocompleteType interactionType = 4
	modalType        interactionType = 5
)

type interactionData struct {
	// Of a command.
	Name     string          `json:"name"`
	Type     int             `json:"type"` // chatInput, messageCommand
	Options  []commandOption `json:"options"`
	Target   string          `json:"target_id"`
	Resolved struct {
		Messages map[string]message `json:"messages"`
	} `json:"resolved"`

	// Of a component or a form.
	CustomID   string      `json:"custom_id"`
	Values     []string    `json:"values"`
	Components []submitted `json:"components"`
}

type commandOption struct {
	Name    string          `json:"name"`
	Value   json.RawMessage `json:"value"`
	Focused bool            `json:"focused"` // being typed
}

// text is the value of an option that is text.
func (o commandOption) text() string {
	var s string
	_ = json.Unmarshal(o.Value, &s) // "" for what is no text
	return s
}

// submitted is a part of a form: a text input, or what holds one.
type submitted struct {
	CustomID   string      `json:"custom_id"`
	Value      string      `json:"value"`
	Component  *submitted  `json:"component"`
	Components []submitted `json:"components"`
}

// value is what was written into the text input of a name.
func value(all []submitted, name string) string {
	for _, s := range all {
		if s.CustomID == name {
			return s.Value
		}
		inner := s.Components
		if s.Component != nil {
			inner = append(inner[:len(inner):len(inner)], *s.Component)
		}
		if text := value(inner, name); text != "" {
			return text
		}
	}
	return ""
}

// channel is one of a server, a thread or a chat with users.
type channel struct {
	ID     string      `json:"id"`
	Type   channelType `json:"type"`
	Parent string      `json:"parent_id"` // of a thread: the channel that it hangs on
	Guild  string      `json:"guild_id"`  // "" outside of servers
}

type channelType int

const (
	guildText         channelType = 0
	guildVoice        channelType = 2
	guildAnnouncement channelType = 5
	announcementPost  channelType = 10
	publicThread      channelType = 11
	privateThread     channelType = 12
	guildStage        channelType = 13
	guildForum        channelType = 15
)

// isThread tells whether a channel is a thread, as posts in forums are.
func (c channel) isThread() bool { return c.Type >= announcementPost && c.Type <= privateThread }

// takesThreads tells whether messages of a channel can have threads.
func (c channel) takesThreads() bool { return c.Type == guildText || c.Type == guildAnnouncement }

type user struct {
	ID  string `json:"id"`
	Bot bool   `json:"bot"`
}

type member struct {
	User        *user       `json:"user"`
	Permissions permissions `json:"permissions"`
}

// permissions are a set of bits, in decimal digits where Discord writes them.
type permissions uint64

// The permissions that the bot asks about.
const (
	mayAdminister     permissions = 1 << 3
	mayManageChannels permissions = 1 << 4
	mayManageGuild    permissions = 1 << 5
	mayView           permissions = 1 << 10
	maySend           permissions = 1 << 11
	mayEmbed          permissions = 1 << 14
	mayAttach         permissions = 1 << 15
	maySendInThreads  permissions = 1 << 38
)

// UnmarshalJSON reads a number in quotes; what is none grants nothing.
func (p *permissions) UnmarshalJSON(b []byte) error {
	var s string
	if json.Unmarshal(b, &s) != nil {
		return nil
	}
	n, _ := strconv.ParseUint(s, 10, 64)
	*p = permissions(n)
	return nil
}

// MarshalJSON writes it as Discord does.
func (p permissions) MarshalJSON() ([]byte, error) {
	return strconv.AppendQuote(nil, strconv.FormatUint(uint64(p), 10)), nil
}

func (p permissions) has(bits permissions) bool {
	return p&mayAdminister != 0 || p&bits == bits
}

type message struct {
	ID         string      `json:"id"`
	Channel    string      `json:"channel_id"`
	Guild      string      `json:"guild_id"`
	Author     *user       `json:"author"` // nil in some updates
	Webhook    string      `json:"webhook_id"`
	Content    string      `json:"content"`
	Time       time.Time   `json:"timestamp"`
	Edited     *time.Time  `json:"edited_timestamp"`
	Mentions   []user      `json:"mentions"`
	Type       int         `json:"type"`
	Flags      int         `json:"flags"`
	Referenced *message    `json:"referenced_message"`
	Components []component `json:"components"`
	Embeds     []embed     `json:"embeds"`

	Attachments []json.RawMessage `json:"attachments"`
	Stickers    []json.RawMessage `json:"sticker_items"`
}

// at is when a message was written, so that those that come all at once after a
// gap are no flood. A time that cannot be is now.
func (m *message) at() time.Time {
	if now := time.Now(); m.Time.After(now) || now.Sub(m.Time) > answerWithin {
		return now
	}
	return m.Time
}

// Types of messages that people write.
const (
	plainMessage = 0
	replyMessage = 19
)

// snowflake is an id as a number, 0 for what is none.
func snowflake(id string) int64 {
	n, err := strconv.ParseInt(id, 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}
