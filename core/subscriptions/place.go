package subscriptions

// Place is where briefings go: to a reader alone, or to a chat, a topic or a
// thread. It is comparable.
type Place struct {
	Platform string `json:"platform"`        // Telegram or Discord
	User     string `json:"user,omitempty"`  // platform's id of a reader who gets it alone; else Chat is set
	Chat     string `json:"chat,omitempty"`  // platform's id of a chat, a channel or a thread
	Topic    string `json:"topic,omitempty"` // of the chat, on Telegram
}

// Platforms by the names that places and users have.
const (
	Telegram = "telegram"
	Discord  = "discord"
)

// Private tells whether one reader alone gets it.
func (p Place) Private() bool { return p.User != "" }

// Name is a text that no other place has.
func (p Place) Name() string {
	if p.User != "" {
		return p.Platform + " user " + p.User
	}
	if p.Topic != "" {
		return p.Platform + " chat " + p.Chat + "/" + p.Topic
	}
	return p.Platform + " chat " + p.Chat
}
