package subscriptions

// Page is what a reader is shown. Adapters escape its text and render it; a page
// that follows a press takes the place of the one before.
type Page struct {
	Text string // plain text with newlines, at most MaxPage characters
	Rows [][]Button
}

// MaxPage bounds a page's text, in characters: Discord's limit for a message.
const MaxPage = 2000

// Button is a choice below a page.
type Button struct {
	Label string // at most 80 characters, Discord's limit
	Data  string // for Desk.Press: at most MaxData bytes of printable ASCII
}

// MaxData bounds a button's data, in bytes, so that an adapter has room for a
// prefix: Telegram allows 64. What it says stays valid across restarts and
// releases.
const MaxData = 48

// Choice is what is offered while an option is typed.
type Choice struct {
	Name  string // what the reader sees, at most 100 characters, Discord's limit
	Value string // what takes the place of what was typed, at most 100 characters too
}
