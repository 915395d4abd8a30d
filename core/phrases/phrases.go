// Package phrases is what the bot says of itself: commands, buttons, settings,
// in the languages of readers' interfaces. Answers are not here: they are in
// the language of the story.
package phrases

import (
	"maps"
	"slices"
	"strings"
)

// Phrases are the words of one language.
type Phrases struct {
	Language string // in itself: "Deutsch"

	// What commands do, in menus: at most 100 characters, Discord's limit.
	Start, Help, Ask, Who, Quotes, Timeline, Summary, Sources, Settings, Forget, Privacy string

	Greeting       string // what the bot is for; the story's title stands before it
	PrivacyText    string
	Forgotten      string
	AskWhat        string // after a command without a question
	UnknownCommand string
	OnlyText       string // a picture or a voice message was sent
	SlowDown       string // one reader asks too fast
	ChatBusy       string // a chat asks too fast
	AdminsMayAsk   string // only they do, here
	AdminsOnly     string // only they change settings
	Gone           string // a button whose question is not in the story any more
	Thanks         string // for feedback
	Trouble        string // something failed; try again

	Good, Bad string // names of the feedback buttons, for those who cannot see them

	WhoMayAsk, Everyone, Admins    string
	FeedbackButtons, On, Off       string
	InterfaceLanguage, EachReaders string
	AskInPrivate                   string
}

// Default is the language of those whose own is not among these.
const Default = "en"

// For returns the phrases for a BCP 47 tag, English ones for a language that
// is not known.
func For(tag string) *Phrases {
	if p, ok := languages[Language(tag)]; ok {
		return p
	}
	return languages[Default]
}

// Language is the language of [Languages] that a BCP 47 tag names, or Default.
func Language(tag string) string {
	base, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(tag), "_", "-"), "-")
	if _, ok := languages[base]; ok {
		return base
	}
	return Default
}

// Languages are the languages there are, Default first.
func Languages() []string {
	all := slices.Sorted(maps.Keys(languages))
	i := slices.Index(all, Default)
	return slices.Insert(slices.Delete(all, i, i+1), 0, Default)
}
