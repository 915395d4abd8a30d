package discord

import "dragoman/adapters/discord/internal/rest"

// What the bot sends. The library's types end with an older API and leave out
// fields (nonce, newer components): these are ours, with what the bot uses.

// payload is a message, or what changes one.
type payload struct {
	Content    *string     `json:"content,omitempty"` // "" empties it; nil leaves it
	Embeds     []embed     `json:"embeds"`            // never null: an edit removes those before
	Components []component `json:"components"`        // never null, as above
	Mentions   mentions    `json:"allowed_mentions"`
	Flags      int         `json:"flags,omitempty"`

	Attachments []attachment `json:"attachments,omitempty"` // new ones: what each of files is
	files       []rest.File

	// Of a new message in a channel only.
	Reference *reference `json:"message_reference,omitempty"`
	Nonce     string     `json:"nonce,omitempty"` // at most 25 characters
	Enforce   bool       `json:"enforce_nonce,omitempty"`
}

// attachment is a file that comes with a message.
type attachment struct {
	ID          string `json:"id"` // its number among the files
	Name        string `json:"filename"`
	Description string `json:"description,omitempty"` // for those who do not see it; at most 1,024 characters
}

// mentions says who is pinged: nobody, always.
type mentions struct {
	Parse   [0]string `json:"parse"`
	Replied bool      `json:"replied_user"`
}

// reference makes a message a reply.
type reference struct {
	Message    string `json:"message_id"`
	FailIfGone bool   `json:"fail_if_not_exists"`
}

// Flags of messages.
const (
	flagNoEmbeds  = 1 << 2 // no previews of links
	flagEphemeral = 1 << 6 // only the one who asked sees it
)

type embed struct {
	Title       string  `json:"title,omitempty"`
	URL         string  `json:"url,omitempty"`
	Description string  `json:"description,omitempty"`
	Color       int     `json:"color,omitempty"` // 0xRRGGBB
	Fields      []field `json:"fields,omitempty"`
	Footer      *footer `json:"footer,omitempty"`
	Image       *image  `json:"image,omitempty"`
}

type image struct {
	URL         string `json:"url"`
	Description string `json:"description,omitempty"`
}

type field struct {
	Name   string `json:"name"`
	Value  string `json:"value"`
	Inline bool   `json:"inline,omitempty"`
}

type footer struct {
	Text string `json:"text"`
}

// component is a row, a button, a menu, a label or a text input.
type component struct {
	Type        componentType `json:"type"`
	Components  []component   `json:"components,omitempty"` // of a row
	Component   *component    `json:"component,omitempty"`  // of a label
	Style       int           `json:"style,omitempty"`
	Label       string        `json:"label,omitempty"`
	Emoji       *emoji        `json:"emoji,omitempty"`
	CustomID    string        `json:"custom_id,omitempty"` // 1-100 characters
	Placeholder string        `json:"placeholder,omitempty"`
	MinValues   *int          `json:"min_values,omitempty"`
	MaxValues   *int          `json:"max_values,omitempty"`
	MinLength   *int          `json:"min_length,omitempty"`
	MaxLength   *int          `json:"max_length,omitempty"`
	Required    *bool         `json:"required,omitempty"`
	Options     []option      `json:"options,omitempty"`
	Types       []int         `json:"channel_types,omitempty"`
	Defaults    []selected    `json:"default_values,omitempty"`
}

type componentType int

const (
	row           componentType = 1
	buttonKind    componentType = 2
	stringSelect  componentType = 3
	textInput     componentType = 4
	channelSelect componentType = 8
	labelKind     componentType = 18
)

// Styles of buttons and text inputs.
const (
	primary   = 1
	secondary = 2
	success   = 3
	shortText = 1
)

type emoji struct {
	Name string `json:"name"`
}

// option is an entry of a string select.
type option struct {
	Label   string `json:"label"`
	Value   string `json:"value"`
	Default bool   `json:"default,omitempty"`
}

// selected is what a channel select shows as chosen.
type selected struct {
	ID   string `json:"id"`
	Type string `json:"type"`
}
