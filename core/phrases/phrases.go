package phrases

import (
	"maps"
	"slices"
	"strings"
)

// Phrases are the words of one language. Lengths are in characters.
type Phrases struct {
	Language string // in itself: "Deutsch"

	// What commands do, in menus: at most 100, Discord's limit.
	Start, Help, Ask, Who, Quotes, Timeline, Summary, Sources, Settings, Forget, Privacy string

	Greeting       string // what the bot is for; the story's title stands before it
	PrivacyText    string // what is kept, and for how long
	Forgotten      string
	AskWhat        string // after a command without a question
	UnknownCommand string
	OnlyText       string // a picture or a voice message was sent
	HiddenText     string // a platform keeps the text of a reply from the bot
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

	// Names of commands where a platform shows them in the reader's language.
	// Discord: 1-32 lower-case letters, digits, "-" and "_"; no two of a
	// language are the same.
	NameAsk, NameWho, NameQuotes, NameTimeline, NameSummary      string
	NameSources, NameSettings, NameForget, NamePrivacy, NameHelp string

	// Options of commands: the names as above, what they mean at most 100.
	OptionQuestion, OptionQuestionText string
	OptionSpeaker, OptionSpeakerText   string // of /quotes
	OptionPrivate, OptionPrivateText   string // the answer is for the asker alone

	AskAbout            string // asks about a message, in its menu; Discord: 1-32
	FollowUp            string // a button that opens a form for a question; Discord: at most 80
	FollowUpTitle       string // of that form; Discord: at most 45
	FollowUpLabel       string // of its field; Discord: at most 45
	FollowUpPlaceholder string // in its field while it is empty; Discord: at most 100

	ManagersOnly    string // only those who manage the server change settings
	NeedsPermission string // %s: names of permissions, with commas
	PermissionView  string // permissions by the names that Discord gives them in the language
	PermissionSend  string

	PermissionThread, PermissionThreadSend string
	PermissionEmbed, PermissionAttach      string

	Channels, AllChannels string // where the bot may speak
	PrivateByDefault      string // a setting that is On or Off, as is Threads
	Threads               string

	// The daily briefing: what it says, see core/briefing.
	BriefingToday, BriefingTomorrow string // above what is on
	BriefingNew                     string // above what is new; %s: the day since, as of Day
	BriefingMore                    string // above the next part of the story
	BriefingQuote                   string // above the quote of the day
	BriefingMissed                  string // one could not be sent in time; %s: its day, as of Day
	BriefingQuiet                   string // all is told
	BriefingStop                    string // how to end it
	BriefingAsOf                    string // %s: the day of the newest article
	BriefingAsk                     string // above a question worth asking
	BriefingForbidden               string // to who subscribed a chat: the bot may not write there any more
	BriefingNoZone                  string // to who subscribed: the time zone is not known any more

	// Its commands, and their options, with the limits of those above.
	Subscribe, Unsubscribe, Briefing             string
	NameSubscribe, NameUnsubscribe, NameBriefing string
	OptionTime, OptionTimeText                   string
	OptionZone, OptionZoneText                   string
	OptionDays, OptionDaysText                   string
	OptionOnlyNew, OptionOnlyNewText             string
	OptionWhere, OptionWhereText                 string
	WhereMe, WhereHere                           string // choices of OptionWhere: to the reader alone, to this channel

	// What is said about a subscription, see core/subscriptions. Labels of
	// buttons: at most 80, Discord's limit.
	DailyBriefing       string // title of its settings
	AskTime             string // when it shall come; %s: a command as an example
	AskZone             string // which place's clock; %s: a command as an example
	AskDays             string
	AskOnlyNew          string
	Subscribed          string // a reader gets it alone
	SubscribedChat      string // a chat gets it
	SubscriptionChanged string // there was a subscription, it is changed
	NextBriefing        string // %s: day, time and zone
	ChangeOrStop        string // with /settings and /unsubscribe
	Unsubscribed        string // with /subscribe, which undoes it
	NotSubscribed       string
	BriefingEnded       string // it could not be delivered any more
	AdminsSubscribe     string // only they subscribe a chat
	ManagersSubscribe   string // only those who manage the server or its channels subscribe a channel; others: WhereMe
	NoDirect            string // they take no messages from the bot, so that it cannot send any
	BetterWith          string // the briefing in a channel has no layout or pictures; %s: names of permissions, with commas
	BadTime, BadZone    string // %s: what was typed
	BadDays, BadWord    string // %s: what was typed
	BriefingStays       string // after one of these, to who is subscribed; %s: time, zone and days
	EveryDay            string // as days, like the next two
	Weekdays            string // Monday to Friday
	Weekends            string // Saturday and Sunday
	BriefingTime        string // names of settings
	BriefingZone        string
	BriefingDays        string
	OnlyNew             string // that is On or Off, as is Repeat
	Repeat              string
	SubscribeNow        string // buttons
	SubscribeAgain      string
	StopBriefing        string
	ChangeBriefing      string
	Back                string

	calendar *calendar
}

// Default is the language of those whose own is not among these.
const Default = "en"

var languages = map[string]*Phrases{
	"ar": &arabic,
	"de": &german,
	"en": &english,
	"es": &spanish,
	"fr": &french,
	"pl": &polish,
	"ru": &russian,
	"tr": &turkish,
	"uk": &ukrainian,
}

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
