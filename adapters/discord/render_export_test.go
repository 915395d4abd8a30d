package discord

// What the tests of rendering look at from inside.
var (
	Escape       = escape
	EscapeName   = escapeName
	Clean        = clean
	Link         = link
	RenderEmbeds = renderEmbeds
	RenderPlain  = renderPlain
	Under        = under
)

type (
	Payload   = payload
	Embed     = embed
	Component = component
)

const (
	ButtonKind     = buttonKind
	FlagNoPreviews = flagNoEmbeds
)
