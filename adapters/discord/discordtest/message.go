package discordtest

import (
	"strings"
	"time"
)

// Message is one in a channel, of the bot or of somebody who writes to it.
type Message struct {
	ID          string
	Channel     string
	Author      string // id of the user
	Content     string
	Embeds      []Embed
	Components  []Component
	Attachments []Attachment
	Flags       int
	ReplyTo     string   // id of a message, "" for none
	Nonce       string   // "" for none
	Pings       []string // whom it pings: ids of users and roles, "everyone", "here"
	Interaction string   // id of the one that it responds to, "" for none
	Thread      string   // id of the one that began at it, "" for none
	Loading     bool     // "thinking": deferred, not there yet
	Time        time.Time
	Edits       int
	Edited      time.Time

	mentioned []string // users named in it
}

// Flags of messages.
const (
	FlagEphemeral = 1 << 6 // only who asked sees it
	FlagLoading   = 1 << 7

	flagComponentsV2 = 1 << 15
)

// Ephemeral tells whether only one user sees it.
func (m Message) Ephemeral() bool { return m.Flags&FlagEphemeral != 0 }

// Text is all that is written in it: content, then each embed's title,
// description, fields and footer, with line breaks between.
func (m Message) Text() string {
	parts := []string{m.Content}
	for _, e := range m.Embeds {
		parts = append(parts, e.texts()...)
	}
	var kept []string
	for _, p := range parts {
		if p != "" {
			kept = append(kept, p)
		}
	}
	return strings.Join(kept, "\n")
}

// Buttons returns its buttons, row by row.
func (m Message) Buttons() []Component { return leaves(m.Components, componentButton) }

// Button returns the button with this label, as far as there is one.
func (m Message) Button(label string) (Component, bool) {
	for _, b := range m.Buttons() {
		if b.Label == label {
			return b, true
		}
	}
	return Component{}, false
}

// Embed is a rich embed.
type Embed struct {
	Type        string       `json:"type,omitempty"`
	Title       string       `json:"title,omitempty"`
	URL         string       `json:"url,omitempty"`
	Description string       `json:"description,omitempty"`
	Color       int          `json:"color,omitempty"`
	Timestamp   string       `json:"timestamp,omitempty"`
	Author      *EmbedAuthor `json:"author,omitempty"`
	Fields      []EmbedField `json:"fields,omitempty"`
	Footer      *EmbedFooter `json:"footer,omitempty"`
	Image       *EmbedImage  `json:"image,omitempty"`
}

// EmbedImage is a picture: an address, or "attachment://" and the name of a file of
// the message.
type EmbedImage struct {
	URL         string `json:"url"`
	Description string `json:"description,omitempty"`
}

// EmbedAuthor is named above the title.
type EmbedAuthor struct {
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

// EmbedField is a name and a text.
type EmbedField struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Inline bool   `json:"inline"`
}

// EmbedFooter is the small text below.
type EmbedFooter struct {
	Text string `json:"text"`
}

// texts are those that count for the limit over all embeds.
func (e Embed) texts() []string {
	all := []string{e.Title, e.Description}
	if e.Author != nil {
		all = append(all, e.Author.Name)
	}
	for _, f := range e.Fields {
		all = append(all, f.Name, f.Value)
	}
	if e.Footer != nil {
		all = append(all, e.Footer.Text)
	}
	return all
}

// Component is a row, a button, a select, a label or a text input.
type Component struct {
	Type        int         `json:"type"`
	ID          int         `json:"id,omitempty"`
	Components  []Component `json:"components,omitempty"`
	Component   *Component  `json:"component,omitempty"`
	Style       int         `json:"style,omitempty"`
	Label       string      `json:"label,omitempty"`
	Description string      `json:"description,omitempty"`
	Content     string      `json:"content,omitempty"`
	Emoji       *Emoji      `json:"emoji,omitempty"`
	URL         string      `json:"url,omitempty"`
	CustomID    string      `json:"custom_id,omitempty"`
	Disabled    bool        `json:"disabled,omitempty"`
	Placeholder string      `json:"placeholder,omitempty"`
	Value       string      `json:"value,omitempty"`
	MinValues   *int        `json:"min_values,omitempty"`
	MaxValues   *int        `json:"max_values,omitempty"`
	MinLength   *int        `json:"min_length,omitempty"`
	MaxLength   *int        `json:"max_length,omitempty"`
	Required    *bool       `json:"required,omitempty"`
	Options     []Select    `json:"options,omitempty"`
	Types       []int       `json:"channel_types,omitempty"`
	Defaults    []Default   `json:"default_values,omitempty"`
}

// Emoji of a component.
type Emoji struct {
	ID   string `json:"id,omitempty"`
	Name string `json:"name"`
}

// Select is an option of a string select.
type Select struct {
	Label       string `json:"label"`
	Value       string `json:"value"`
	Description string `json:"description,omitempty"`
	Emoji       *Emoji `json:"emoji,omitempty"`
	Default     bool   `json:"default,omitempty"`
}

// Default is what a select of users, roles or channels shows as chosen.
type Default struct {
	ID   string `json:"id"`
	Type string `json:"type"`
}

// Kinds of components.
const (
	componentRow          = 1
	componentButton       = 2
	componentStringSelect = 3
	componentTextInput    = 4
)

const styleLink = 5 // of a button

// leaves returns the components of a kind within others, of all that have a
// custom_id or are buttons for 0.
func leaves(list []Component, kind int) []Component {
	var found []Component
	for _, c := range list {
		if c.Type == kind || kind == 0 && (c.CustomID != "" || c.Type == componentButton) {
			found = append(found, c)
		}
		found = append(found, leaves(c.Components, kind)...)
		if c.Component != nil {
			found = append(found, leaves([]Component{*c.Component}, kind)...)
		}
	}
	return found
}
