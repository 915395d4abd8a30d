package phrases

var german = Phrases{
	Language: "Deutsch",

	Start: "Wozu dieser Bot da ist", Help: "Wie man fragt", Ask: "Eine Frage zur Geschichte stellen",
	Who: "Wer in der Geschichte vorkommt", Quotes: "Was jemand gesagt hat, Wort für Wort",
	Timeline: "Was wann geschieht", Summary: "Die Geschichte in wenigen Sätzen", Sources: "Woher die Antworten stammen",
	Settings: "Einstellungen dieses Chats", Forget: "Vergessen, was ich gefragt habe", Privacy: "Was dieser Bot speichert",

	Greeting:       "Frag mich etwas zu dieser Nachricht, am besten auf Englisch. Ich antworte kurz, mit der Quelle, und nie mehr, als die Geschichte sagt.",
	PrivacyText:    "Um Folgefragen zu verstehen, behalte ich deine letzten acht Fragen bis eine halbe Stunde nach der letzten. /forget löscht sie sofort. Eine Nachricht, die auf Antwort wartet, behalte ich bis dahin, danach nur Nummern von Nachrichten und eine Prüfsumme, damit keine zweimal beantwortet wird. Ich behalte die Einstellungen eines Chats und zähle Rückmeldungen ohne Namen. Ich lese nur, was man mich fragt.",
	Forgotten:      "Vergessen. Die nächste Frage beginnt ein neues Gespräch.",
	AskWhat:        "Was möchtest du wissen? Schreib die Frage hinter den Befehl.",
	UnknownCommand: "Diesen Befehl kenne ich nicht. /help nennt alle.",
	OnlyText:       "Ich kann nur Text lesen. Bitte schreib deine Frage.",
	HiddenText:     "Diesen Text zeigt Discord mir nicht. Bitte erwähne mich und schreib deine Frage in dieselbe Nachricht.",
	SlowDown:       "Das ist mir etwas zu schnell. Bitte warte einige Sekunden und frag dann noch einmal.",
	ChatBusy:       "Hier gibt es gerade viele Fragen. Bitte warte eine Minute und frag dann noch einmal.",
	AdminsMayAsk:   "In diesem Chat dürfen nur Admins fragen.",
	AdminsOnly:     "Nur Admins dieses Chats können seine Einstellungen ändern.",
	Gone:           "Diese Frage gehört nicht mehr zur Geschichte.",
	Thanks:         "Danke.",
	Trouble:        "Hier ist etwas schiefgegangen. Bitte versuch es noch einmal.",

	Good: "Das hat geholfen", Bad: "Das hat nicht geholfen",
	WhoMayAsk: "Wer fragen darf", Everyone: "alle", Admins: "Admins",
	FeedbackButtons: "Knöpfe für Rückmeldung", On: "an", Off: "aus",
	InterfaceLanguage: "Sprache der Knöpfe und der Hilfe", EachReaders: "die der Lesenden",
	AskInPrivate: "Privat fragen",

	NameAsk: "fragen", NameWho: "wer", NameQuotes: "zitate", NameTimeline: "zeitleiste", NameSummary: "zusammenfassung",
	NameSources: "quellen", NameSettings: "einstellungen", NameForget: "vergessen", NamePrivacy: "datenschutz", NameHelp: "hilfe",
	OptionQuestion: "frage", OptionQuestionText: "Die Frage in eigenen Worten, am besten auf Englisch",
	OptionSpeaker: "person", OptionSpeakerText: "Wessen Worte; ohne Namen steht da, wer zitiert wird",
	OptionPrivate: "privat", OptionPrivateText: "Die Antwort nur mir zeigen",

	AskAbout: "Dazu fragen", FollowUp: "Weiterfragen …", FollowUpTitle: "Weiterfragen",
	FollowUpLabel: "Deine Frage", FollowUpPlaceholder: "Am besten auf Englisch, etwa: And why?",

	ManagersOnly:    "Nur wer die Berechtigung „Server verwalten“ hat, kann die Einstellungen ändern.",
	NeedsPermission: "In diesem Kanal kann ich noch nicht antworten. Dort fehlt mir: %s.",
	PermissionView:  "Kanal ansehen", PermissionSend: "Nachrichten senden",
	PermissionThread: "Öffentliche Threads erstellen", PermissionThreadSend: "Nachrichten in Threads senden",

	Channels: "Kanäle, in denen ich sprechen darf", AllChannels: "überall",
	PrivateByDefault: "Antworten nur für die, die fragen", Threads: "Ein Thread für jede Frage",
}
