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
	Forget:   "Forget what I asked",
	Privacy:  "What this bot stores",

	Greeting: "Ask me about this news story, in your own words. I answer briefly, " +
		"with the source, and never more than the story says.",
	PrivacyText: "To understand follow-up questions I keep your last eight questions for half an hour " +
		"after the last one. /forget deletes them at once. A message that waits for its answer is " +
		"kept until then; after that only numbers of messages and a checksum, so that none is answered twice. " +
		"I keep the settings of a chat, and count feedback without names. I read only what is asked of me.",
	Forgotten:      "Forgotten. The next question starts a new conversation.",
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

	Channels: "Channels where I may speak", AllChannels: "everywhere",
	PrivateByDefault: "Answers only for those who ask", Threads: "A thread for each question",
}
