package telegram

import "encoding/json"

// The library's types end with Bot API 5.5 and drop newer fields, such as the
// topic of a forum: these are ours, with what the bot reads.

type update struct {
	ID           int64          `json:"update_id"`
	Message      *message       `json:"message"`
	Edited       *message       `json:"edited_message"`
	ChannelPost  *message       `json:"channel_post"`
	Callback     *callback      `json:"callback_query"`
	Inline       *inlineQuery   `json:"inline_query"`
	MyChatMember *memberChanged `json:"my_chat_member"`
}

// wanted are the kinds of update that the bot asks for.
var wanted = []string{"message", "edited_message", "channel_post", "callback_query", "inline_query", "my_chat_member"}

type user struct {
	ID           int64  `json:"id"`
	IsBot        bool   `json:"is_bot"`
	Username     string `json:"username"`
	LanguageCode string `json:"language_code"`

	// Of the bot itself, by getMe.
	CanReadAll     bool `json:"can_read_all_group_messages"`
	SupportsInline bool `json:"supports_inline_queries"`
}

type chat struct {
	ID   int64  `json:"id"`
	Type string `json:"type"` // private, group, supergroup or channel
}

func (c chat) channel() bool { return c.Type == "channel" }

func (c chat) private() bool { return c.Type == "private" || c.Type == "" && c.ID > 0 }

type message struct {
	ID              int64    `json:"message_id"`
	Thread          int64    `json:"message_thread_id"`
	IsTopic         bool     `json:"is_topic_message"`
	From            *user    `json:"from"`
	SenderChat      *chat    `json:"sender_chat"`          // who writes as a group or a channel
	AutoForward     bool     `json:"is_automatic_forward"` // a channel's post in its discussion group
	Chat            chat     `json:"chat"`
	Date            int64    `json:"date"`
	EditDate        int64    `json:"edit_date"`
	Text            string   `json:"text"`
	Entities        []entity `json:"entities"`
	Caption         string   `json:"caption"`
	CaptionEntities []entity `json:"caption_entities"`
	ReplyTo         *message `json:"reply_to_message"`
	ViaBot          *user    `json:"via_bot"`
	Markup          *struct {
		Keyboard [][]struct {
			Text string `json:"text"`
			Data string `json:"callback_data"`
		} `json:"inline_keyboard"`
	} `json:"reply_markup"`
	MigrateTo   int64  `json:"migrate_to_chat_id"`
	MigrateFrom int64  `json:"migrate_from_chat_id"`
	Album       string `json:"media_group_id"` // of pictures sent together

	// What a message without text holds.
	Sticker   json.RawMessage `json:"sticker"`
	Voice     json.RawMessage `json:"voice"`
	VideoNote json.RawMessage `json:"video_note"`
	Photo     json.RawMessage `json:"photo"`
	Video     json.RawMessage `json:"video"`
	Audio     json.RawMessage `json:"audio"`
	Document  json.RawMessage `json:"document"`
	Location  json.RawMessage `json:"location"`
	Contact   json.RawMessage `json:"contact"`
	Animation json.RawMessage `json:"animation"`
	Venue     json.RawMessage `json:"venue"`
	Poll      json.RawMessage `json:"poll"`
	Dice      json.RawMessage `json:"dice"`
	Game      json.RawMessage `json:"game"`
	Story     json.RawMessage `json:"story"`
	PaidMedia json.RawMessage `json:"paid_media"`
	Checklist json.RawMessage `json:"checklist"`
}

// general is the thread of a forum's first topic. It is written to without naming
// it: Telegram knows no thread 1 to send to.
const general = 1

// topic is the forum topic of a message, 0 for none and for the general one.
func (m *message) topic() int64 {
	if m.IsTopic && m.Thread != general {
		return m.Thread
	}
	return 0
}

// words are the text or the caption.
func (m *message) words() (string, []entity) {
	if m.Text == "" {
		return m.Caption, m.CaptionEntities
	}
	return m.Text, m.Entities
}

// mute tells whether the message holds something that cannot be read.
func (m *message) mute() bool {
	for _, raw := range []json.RawMessage{
		m.Sticker, m.Voice, m.VideoNote, m.Photo, m.Video, m.Audio, m.Document, m.Location, m.Contact,
		m.Animation, m.Venue, m.Poll, m.Dice, m.Game, m.Story, m.PaidMedia, m.Checklist,
	} {
		if raw != nil {
			return true
		}
	}
	return false
}

type entity struct {
	Type   string `json:"type"`
	Offset int    `json:"offset"` // UTF-16 units
	Length int    `json:"length"` // UTF-16 units
	User   *user  `json:"user"`   // of a text_mention
}

type callback struct {
	ID              string   `json:"id"`
	From            user     `json:"from"`
	Message         *message `json:"message"` // with Date 0 when it is too old to be read
	InlineMessageID string   `json:"inline_message_id"`
	Data            string   `json:"data"`
}

type inlineQuery struct {
	ID    string `json:"id"`
	From  user   `json:"from"`
	Query string `json:"query"`
}

// memberChanged is a change of the bot's own place in a chat.
type memberChanged struct {
	Chat chat   `json:"chat"`
	From user   `json:"from"`
	Date int64  `json:"date"`
	Old  member `json:"old_chat_member"`
	New  member `json:"new_chat_member"`
}

type member struct {
	User     user   `json:"user"`
	Status   string `json:"status"`
	IsMember bool   `json:"is_member"` // of who is restricted
}
