package telegram

import (
	"slices"
	"strings"
	"time"

	"dragoman/core"
)

// request is what an update wants of the bot.
type request struct {
	kind    requestKind
	chat    chat
	topic   int64 // forum topic, 0 for none
	user    user
	message int64 // the message that asks, or that the button is on
	at      time.Time

	text      string // the question, or what follows the command
	command   string // without slash, lower case
	edited    bool   // a message that was changed
	anonymous bool   // an admin who writes as the group
	press     *callback
	inline    *inlineQuery
	latest    bool  // no other request of the lane waits
	chatLater bool  // the chat's share of the flood limit is not taken yet
	from      int64 // the group that became this supergroup

	membership membership // of the bot, where that changed
}

type requestKind int

const (
	asks requestKind = iota
	commands
	presses
	searches
	sendsNoText
	moves
	joins
)

func (k requestKind) String() string {
	return [...]string{"question", "command", "button", "inline query", "no text", "migration", "membership"}[k]
}

// limited tells whether the request counts for the flood control of questions.
// Inline queries do not: one comes with each letter typed, and only the last is
// answered. They have a limit of their own.
func (r *request) limited() bool { return r.kind != searches && r.kind != moves && r.kind != joins }

// lane is the key of requests that are handled one after the other.
func (r *request) lane() string {
	if r.kind == searches {
		return "inline " + itoa(r.user.ID)
	}
	return itoa(r.chat.ID)
}

// crowds tells whether the request counts for the limit of its group: what
// admins need to govern the bot, and anybody for themselves, does not.
func (r *request) crowds() bool {
	if r.chat.private() || !r.limited() {
		return false
	}
	if r.kind == presses {
		return strings.HasPrefix(r.press.Data, dataQuestion)
	}
	return !r.open() && !r.governs()
}

// governs tells whether a request is for admins, who need it also where too much is
// asked.
func (r *request) governs() bool {
	switch r.command {
	case "settings", "subscribe", "unsubscribe":
		return true
	}
	return false
}

// open tells whether a request is for everybody, also where only admins ask.
func (r *request) open() bool {
	switch r.command {
	case "forget", "privacy", "help":
		return true
	}
	return false
}

// session names the reader's conversation.
func (r *request) session() core.SessionKey {
	return core.SessionKey{Conversation: r.conversation(), User: r.userName()}
}

func (r *request) userName() string     { return "telegram " + itoa(r.user.ID) }
func (r *request) chatName() string     { return chatName(r.chat.ID) }
func (r *request) questionName() string { return itoa(r.chat.ID) + "/" + itoa(r.message) }

func chatName(id int64) string { return "telegram " + itoa(id) }

// conversation names the chat, or the topic in it.
func (r *request) conversation() string {
	if r.topic != 0 {
		return r.chatName() + "/" + itoa(r.topic)
	}
	return r.chatName()
}

// read says what an update wants, nil for nothing.
func (b *Bot) read(u *update) *request {
	switch {
	case u.Message != nil:
		return b.readMessage(u.Message, false)
	case u.Edited != nil:
		return b.readMessage(u.Edited, true)
	case u.ChannelPost != nil:
		return b.readPost(u.ChannelPost)
	case u.Callback != nil:
		c := u.Callback
		if c.Message == nil || c.From.IsBot { // of a message sent by inline mode: no buttons there
			return nil
		}
		return &request{
			kind: presses, chat: c.Message.Chat, topic: c.Message.topic(), user: c.From,
			message: c.Message.ID, at: time.Now(), press: c,
		}
	case u.Inline != nil:
		return &request{kind: searches, user: u.Inline.From, at: time.Now(), inline: u.Inline}
	case u.MyChatMember != nil:
		return b.readMember(u.MyChatMember)
	}
	return nil
}

// readMessage says what a message wants. In a group that is nothing unless it
// is a command, a reply to the bot or mentions it.
func (b *Bot) readMessage(m *message, edited bool) *request {
	if m.MigrateTo != 0 {
		// In the lane of the new chat: what is asked there finds its settings.
		return &request{kind: moves, chat: chat{ID: m.MigrateTo, Type: "supergroup"}, from: m.Chat.ID}
	}
	r := &request{chat: m.Chat, topic: m.topic(), message: m.ID, edited: edited}
	// The time of sending: questions that waited while the bot was away are
	// no flood.
	r.at = unix(max(m.Date, m.EditDate))
	switch {
	case m.Chat.Type == "channel", m.From == nil, m.AutoForward, m.ViaBot != nil && m.ViaBot.ID == b.self.ID:
		return nil
	case m.SenderChat != nil && !m.Chat.private():
		// From is one and the same for all who write so, in all groups.
		r.user = user{ID: m.SenderChat.ID}
		r.anonymous = m.SenderChat.ID == m.Chat.ID
	case m.From.IsBot:
		return nil
	default:
		r.user = *m.From
	}

	text, entities := m.words()
	text, mentioned := withoutMention(text, entities, &b.self)
	if name, bot, rest, ok := command(text); ok {
		if bot != "" && !strings.EqualFold(bot, b.self.Username) {
			return nil
		}
		if !b.isCommand(name) && bot == "" && !mentioned && !m.Chat.private() {
			return nil // another bot's
		}
		if name == "stop" && b.opts.Subscriptions != nil && m.Chat.private() {
			name = "unsubscribe"
		}
		r.kind, r.command, r.text = commands, name, rest
		return r
	}
	replied := m.ReplyTo != nil && m.ReplyTo.From != nil && m.ReplyTo.From.ID == b.self.ID &&
		(m.topic() == 0 || m.ReplyTo.ID != m.Thread) // a topic's first message is replied to by all
	if !m.Chat.private() && !mentioned && !replied {
		return nil
	}
	if text == "" && mentioned && !replied && m.ReplyTo != nil {
		text, _ = m.ReplyTo.words() // "@bot" to somebody's question
	}
	r.text = strings.TrimSpace(text)
	if m.Album != "" && !edited && b.albums.again(m.Album) && r.text == "" {
		return nil // another picture has the words, or was answered
	}
	switch name := b.deskWord(r); {
	case name != "":
		r.kind, r.command, r.text = commands, name, ""
	case r.text != "":
		r.kind = asks
	case m.mute() && !edited:
		r.kind = sendsNoText
	case mentioned:
		r.kind, r.command = commands, "ask"
	default:
		return nil // a service message
	}
	return r
}

// readPost says what a post in a channel wants: to govern its daily briefing. Who
// posts in a channel is an admin of it, and writes as the channel.
func (b *Bot) readPost(m *message) *request {
	words, _ := m.words()
	name, bot, rest, ok := command(words)
	switch {
	case !ok, bot != "" && !strings.EqualFold(bot, b.self.Username), !b.isCommand(name):
		return nil
	case name != "settings" && !slices.Contains(deskCommands, name), b.opts.Subscriptions == nil:
		return nil
	}
	return &request{
		kind: commands, chat: m.Chat, user: user{ID: m.Chat.ID}, anonymous: true,
		message: m.ID, at: unix(m.Date), command: name, text: rest,
	}
}

// unix is a time as Telegram writes it; without one, now.
func unix(date int64) time.Time {
	if date <= 0 {
		return time.Now()
	}
	return time.Unix(date, 0)
}
