package subscriptions

import (
	"time"

	"dragoman/core/phrases"
)

// Visitor is a reader at the desk. Whether they may subscribe the place is the
// adapters' to know.
type Visitor struct {
	Place    Place  // for which they speak
	User     string // as core.SessionKey.User
	Locale   string // of their interface, BCP 47; "" when unknown
	Language string // of the page, BCP 47; "" for Locale
	Now      time.Time
}

// language is that of the bot's phrases which the visitor reads.
func (v Visitor) language() string {
	if v.Language != "" {
		return phrases.Language(v.Language)
	}
	return phrases.Language(v.Locale)
}

func (v Visitor) phrases() *phrases.Phrases { return phrases.For(v.language()) }

// Wish is how somebody wants the briefing, as typed; "" for what was not said.
type Wish struct {
	Time    string // "8", "half past seven", "19:30"
	Zone    string // "Warsaw", "Europe/Kyiv"
	Days    string // "weekdays", "Mon, Wed"
	OnlyNew string // "yes", "no", "true", "only-new"
}
