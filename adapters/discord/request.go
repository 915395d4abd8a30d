package discord

import (
	"regexp"
	"strings"
	"sync"
	"time"

	"dragoman/core/settings"
	"dragoman/core/subscriptions"
)

// request is what an event wants of the bot.
type request struct {
	kind    requestKind
	id      string // of the interaction or message: a snowflake
	user    user
	locale  string // of the user's client, "" when unknown
	guild   string // "" outside of servers
	channel channel
	at      time.Time

	text    string // the question, or the argument of the command
	command string
	private *bool // what the reader chose; nil for nothing
	wish    subscriptions.Wish
	where   string      // whereMe, whereHere or ""
	manager bool        // may change settings
	curator bool        // may subscribe the channel
	rights  permissions // of the bot, as an interaction has them
	plain   bool        // embeds are not permitted
	bare    bool        // files are not permitted
	between bool        // among users, as in a group of theirs
	native  bool        // the server installed the app, so that the bot is there
	custom  string
	values  []string
	on      *message // that a pressed component is on
	lacks   lack     // why a message has no text
	edited  bool
	refused bool          // the reader asks too fast
	answer  string        // of an edited message: the ids of those that answer it
	done    bool          // answered before a restart
	stored  bool          // in the state file, until it is marked as answered
	keeping chan struct{} // closed when it has been put there, well or not; nil for what is not
	reply   *response     // how an interaction is answered; nil for a message

	chatOnce sync.Once
	chat     settings.Chat // what chatOnce has read
}

type requestKind int

const (
	asks     requestKind = iota // a message
	commands                    // a slash command
	askAbout                    // the command of a message's menu
	presses                     // a button or a menu
	submits                     // the form of "ask on"
)

func (k requestKind) String() string {
	return [...]string{"question", "command", "menu command", "component", "form"}[k]
}

func (r *request) userName() string { return userPrefix + r.user.ID }

// userPrefix stands before the ids of Discord's users in core.SessionKey.User.
const userPrefix = "discord "

// chatName names what has settings: the server or the chat.
func (r *request) chatName() string {
	if r.guild != "" {
		return "discord guild " + r.guild
	}
	return "discord " + r.channel.ID
}

// lane is the key of requests that are handled one after the other.
func (r *request) lane() string { return r.channel.ID + "/" + r.user.ID }

// conversation names the channel or thread.
func (r *request) conversation() string { return conversation(r.channel.ID) }

func conversation(channel string) string { return "discord " + channel }

// readInteraction says what an interaction wants, nil for nothing that the bot
// knows. Forms that are to be opened and words being typed are not among it.
func readInteraction(i *interaction) *request {
	r := &request{
		id: i.ID, locale: i.Locale, guild: i.Guild, channel: i.Channel, at: time.Now(),
		plain: i.Guild != "" && !i.Permissions.has(mayEmbed), bare: i.Guild != "" && !i.Permissions.has(mayAttach),
		rights: i.Permissions, on: i.Message,
		native:  i.Guild != "" && (i.Owners == nil || i.Owners["0"] != ""),
		between: i.Context != nil && *i.Context == inPrivate,
	}
	if r.channel.ID == "" {
		r.channel.ID = i.ChannelID
	}
	switch {
	case i.Member != nil && i.Member.User != nil:
		r.user = *i.Member.User
		r.manager = i.Member.Permissions.has(mayManageGuild)
		r.curator = r.manager || i.Member.Permissions.has(mayManageChannels)
	case i.User != nil:
		r.user = *i.User
		r.manager = i.Guild == ""
	default:
		return nil
	}
	d := &i.Data
	switch {
	case i.Type == commandType && d.Type == messageCommand:
		r.kind = askAbout
		m := d.Resolved.Messages[d.Target]
		r.text = strings.TrimSpace(m.Content)
	case i.Type == commandType:
		r.kind, r.command = commands, d.Name
		for _, o := range d.Options {
			switch o.Name {
			case optionPrivate:
				private := string(o.Value) == "true"
				r.private = &private
			case optionTime:
				r.wish.Time = o.text()
			case optionZone:
				r.wish.Zone = o.text()
			case optionDays:
				r.wish.Days = o.text()
			case optionOnlyNew:
				r.wish.OnlyNew = string(o.Value) // true or false
			case optionWhere:
				r.where = o.text()
			default:
				r.text = strings.TrimSpace(o.text())
			}
		}
	case i.Type == pressType:
		r.kind, r.custom, r.values = presses, d.CustomID, d.Values
	case i.Type == modalType:
		r.kind, r.custom = submits, d.CustomID
		r.text = strings.TrimSpace(value(d.Components, inputQuestion))
	default:
		return nil
	}
	return r
}

// readMessage says what a message wants: in a server nothing, unless it
// mentions the bot or replies to it.
func (b *Bot) readMessage(m *message, edited bool) *request {
	if m.Author == nil || m.Author.Bot || m.Webhook != "" || m.Author.ID == b.self.ID ||
		m.Type != plainMessage && m.Type != replyMessage {
		return nil
	}
	mentioned := false
	for _, u := range m.Mentions {
		mentioned = mentioned || u.ID == b.self.ID // Discord lists the one replied to here as well
	}
	replied := m.Referenced != nil && m.Referenced.Author != nil && m.Referenced.Author.ID == b.self.ID
	if m.Guild != "" && !mentioned && !(replied && m.Content != "") {
		return nil // Discord hides the text of replies that do not ping the bot
	}
	r := &request{
		kind: asks, id: m.ID, user: *m.Author, guild: m.Guild, channel: channel{ID: m.Channel},
		at: m.at(), edited: edited, native: m.Guild != "",
	}
	r.text = withoutMention(m.Content, b.self.ID)
	if r.text == "" && mentioned && !replied && m.Referenced != nil {
		r.text = strings.TrimSpace(m.Referenced.Content) // "@bot" to somebody's question
	}
	switch {
	case len(m.Attachments)+len(m.Stickers) > 0:
		r.lacks = wordless
	case m.Type == replyMessage:
		r.lacks = hidden
	}
	return r
}

// lack is why a message that asks has no text.
type lack int

const (
	nothing  lack = iota // there is nothing else in it either
	wordless             // it is a picture, a voice message or a sticker
	hidden               // Discord shows no text of it, or none of what it replies to
)

var anyMention = regexp.MustCompile(`<@!?([0-9]+)>`)

// withoutMention is a text without the mentions of a user.
func withoutMention(text, id string) string {
	return strings.TrimSpace(anyMention.ReplaceAllStringFunc(text, func(s string) string {
		if anyMention.FindStringSubmatch(s)[1] == id {
			return " "
		}
		return s
	}))
}
