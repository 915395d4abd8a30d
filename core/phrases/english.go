package phrases

var english = Phrases{
	Language: "English",

	Start:    "What this bot is for",
	Help:     "How to ask",
	Ask:      "Ask a question about the story",
	Who:      "Who is in the story",
	Quotes:   "What somebody said, word for word",
	Timeline: "What happens when",
	Summary:  "The story in a few sentences",
	Sources:  "Where the answers come from",
	Settings: "Settings of this chat",
	Forget:   "Delete all that this bot keeps of me",
	Privacy:  "What this bot stores",

	Greeting: "Ask me about this news story, in your own words. I answer briefly, " +
		"with the source, and never more than the story says.",
	PrivacyText: "To understand follow-up questions I keep your last eight questions for half an hour " +
		"after the last one. A message that waits for its answer is kept until then; after that only " +
		"numbers of messages and a checksum, so that none is answered twice. Of a daily briefing I keep " +
		"where it goes, its time, time zone, days and language, who subscribed and how far it has come, " +
		"until somebody unsubscribes, or for 30 days after it could not be delivered any more; and for " +
		"eight days, which ones were sent. I keep the settings of a chat, and count feedback without names. Questions that the story does not answer are kept without who " +
		"asked or where, and without addresses and numbers, for 30 days unless whoever runs me chose another " +
		"time; I do not know whose they are. /forget deletes at once all that I have of you, everywhere. " +
		"I read only what is asked of me.",
	Forgotten:      "Forgotten. All of yours is deleted, your daily briefing too. The next question starts a new conversation.",
	AskWhat:        "What would you like to know? Write the question after the command.",
	UnknownCommand: "I do not know that command. /help lists those there are.",
	OnlyText:       "I can only read text. Please write your question.",
	HiddenText:     "Discord does not show me that text. Please mention me and write your question in the same message.",
	SlowDown:       "That is a little fast for me. Please wait some seconds, then ask again.",
	ChatBusy:       "There are many questions here. Please wait a minute, then ask again.",
	AdminsMayAsk:   "In this chat only admins may ask.",
	AdminsOnly:     "Only admins of this chat can change its settings.",
	Gone:           "That question is not part of the story any more.",
	Thanks:         "Thank you.",
	Trouble:        "Something went wrong here. Please try again.",

	Good: "This helped",
	Bad:  "This did not help",

	WhoMayAsk: "Who may ask", Everyone: "everyone", Admins: "admins",
	FeedbackButtons: "Feedback buttons", On: "on", Off: "off",
	InterfaceLanguage: "Language of buttons and help", EachReaders: "each reader's own",
	AskInPrivate: "Ask in private",

	NameAsk: "ask", NameWho: "who", NameQuotes: "quotes", NameTimeline: "timeline", NameSummary: "summary",
	NameSources: "sources", NameSettings: "settings", NameForget: "forget", NamePrivacy: "privacy", NameHelp: "help",
	OptionQuestion: "question", OptionQuestionText: "The question, in your own words",
	OptionSpeaker: "speaker", OptionSpeakerText: "Whose words; without a name, who is quoted",
	OptionPrivate: "private", OptionPrivateText: "Show the answer to me alone",

	AskAbout: "Ask about this", FollowUp: "Ask on…", FollowUpTitle: "Ask on",
	FollowUpLabel: "Your question", FollowUpPlaceholder: "For example: And why?",

	ManagersOnly:    "Only members with the permission “Manage Server” can change the settings.",
	NeedsPermission: "I cannot answer in this channel yet. There I need: %s.",
	PermissionView:  "View Channel", PermissionSend: "Send Messages",
	PermissionThread: "Create Public Threads", PermissionThreadSend: "Send Messages in Threads",
	PermissionEmbed: "Embed Links", PermissionAttach: "Attach Files",

	Channels: "Channels where I may speak", AllChannels: "everywhere",
	PrivateByDefault: "Answers only for those who ask", Threads: "A thread for each question",

	BriefingToday: "Today", BriefingTomorrow: "Tomorrow", BriefingNew: "New since %s", BriefingMore: "More of the story",
	BriefingQuote: "Quote of the day", BriefingAsOf: "As of %s", BriefingAsk: "Worth asking",
	BriefingMissed:    "I could not send the briefing of %s in time. I am sorry.",
	BriefingQuiet:     "That was all there is. You will hear from me again when there is something new. /settings changes that.",
	BriefingStop:      "/unsubscribe ends these briefings.",
	BriefingForbidden: "I may not write any more in the chat for which you subscribed to the daily briefing. I keep trying for two weeks; with the permission back, it goes on.",
	BriefingNoZone:    "I do not know the time zone of your daily briefing any more, so it has stopped. Please choose one: /subscribe",

	Subscribe: "Get a briefing on the story every day", Unsubscribe: "Stop the daily briefing", Briefing: "A briefing on the story, now",
	NameSubscribe: "subscribe", NameUnsubscribe: "unsubscribe", NameBriefing: "briefing",
	OptionTime: "time", OptionTimeText: "When it shall come: 8:30, 7.30 pm, half past seven",
	OptionZone: "zone", OptionZoneText: "Whose clock that is: a city or a time zone",
	OptionDays: "days", OptionDaysText: "On which days; without them, every day",
	OptionOnlyNew: "only-new", OptionOnlyNewText: "Only when there is something new",
	OptionWhere: "where", OptionWhereText: "To you alone or to this channel",
	WhereMe: "to me alone", WhereHere: "to this channel",

	DailyBriefing:       "Daily briefing",
	AskTime:             "At what time shall the daily briefing come? For another time, write for example: %s",
	AskZone:             "What time is it where you are? For another place, write for example: %s",
	AskDays:             "On which days shall it come?",
	AskOnlyNew:          "Shall it come only when there is something new?",
	Subscribed:          "Done. I will send you the briefing.",
	SubscribedChat:      "Done. I will send the briefing to this chat.",
	SubscriptionChanged: "Done. The daily briefing here is changed.",
	NextBriefing:        "Next: %s",
	ChangeOrStop:        "/settings changes this, /unsubscribe ends it.",
	Unsubscribed:        "Done. No more briefings will come here. /subscribe brings them back.",
	NotSubscribed:       "No daily briefing comes here yet.",
	BriefingEnded:       "I could not deliver the daily briefing here, so it has stopped.",
	AdminsSubscribe:     "Only admins can subscribe a chat. In a private chat with me you can subscribe for yourself.",
	ManagersSubscribe:   "Only members with the permission “Manage Server” or “Manage Channels” can set up or change the daily briefing of a channel. You can subscribe for yourself: choose “to me alone”.",
	NoDirect:            "Discord does not let me write to you. Please allow direct messages in your privacy settings of this server, then subscribe again.",
	BetterWith:          "The briefings here have their layout and pictures when I have: %s.",
	BadTime:             "I do not understand the time “%s”. Write for example: 8:30, 7.30 pm or half past seven.",
	BadZone:             "I do not know the place or time zone “%s”. Write for example: Warsaw, New York or Europe/Kyiv.",
	BadDays:             "I do not understand the days “%s”. Write for example: weekdays, or Mon, Wed.",
	BadWord:             "I do not understand “%s”. Write for example: /subscribe 8:30 Warsaw weekdays",
	BriefingStays:       "The daily briefing stays as it was: %s",
	EveryDay:            "every day", Weekdays: "Monday to Friday", Weekends: "Saturday and Sunday",
	BriefingTime: "Time", BriefingZone: "Time zone", BriefingDays: "Days",
	OnlyNew: "Only when there is something new", Repeat: "Begin again when all is told",
	SubscribeNow: "Subscribe", SubscribeAgain: "Subscribe again", StopBriefing: "Stop the briefing",
	ChangeBriefing: "Change", Back: "Back",

	calendar: &englishCalendar,
}
