package phrases

var polish = Phrases{
	Language: "Polski",

	Start: "Do czego służy ten bot", Help: "Jak pytać", Ask: "Zadaj pytanie o artykuł",
	Who: "Kto występuje w artykule", Quotes: "Co ktoś powiedział, słowo w słowo",
	Timeline: "Co się dzieje i kiedy", Summary: "Artykuł w kilku zdaniach", Sources: "Skąd pochodzą odpowiedzi",
	Settings: "Ustawienia tego czatu", Forget: "Usuń moje pytania z pamięci", Privacy: "Co ten bot przechowuje",

	Greeting:       "Proszę pytać o ten artykuł, najlepiej po angielsku. Odpowiadam krótko, podaję źródło i nigdy nie mówię więcej, niż jest w artykule.",
	PrivacyText:    "Aby rozumieć kolejne pytania, przechowuję osiem ostatnich pytań każdej osoby przez pół godziny od ostatniego z nich. /forget usuwa je od razu. Wiadomość czekającą na odpowiedź przechowuję do jej udzielenia, potem tylko numery wiadomości i sumę kontrolną, aby nie odpowiadać dwa razy. Przechowuję ustawienia czatu i zliczam oceny bez zapisywania nazwisk. Czytam tylko to, o co ktoś mnie pyta.",
	Forgotten:      "Zapomniane. Następne pytanie zaczyna nową rozmowę.",
	AskWhat:        "Jakie jest pytanie? Proszę je wpisać po poleceniu.",
	UnknownCommand: "Nie znam tego polecenia. /help pokazuje wszystkie.",
	OnlyText:       "Potrafię czytać tylko tekst. Proszę napisać pytanie.",
	HiddenText:     "Discord nie pokazuje mi tego tekstu. Proszę wspomnieć o mnie i napisać pytanie w tej samej wiadomości.",
	SlowDown:       "To dla mnie trochę za szybko. Proszę odczekać kilka sekund i zapytać ponownie.",
	ChatBusy:       "Jest tu teraz dużo pytań. Proszę odczekać minutę i zapytać ponownie.",
	AdminsMayAsk:   "Na tym czacie pytać mogą tylko administratorzy.",
	AdminsOnly:     "Tylko administratorzy tego czatu mogą zmieniać jego ustawienia.",
	Gone:           "Tego pytania nie ma już w artykule.",
	Thanks:         "Dziękuję.",
	Trouble:        "Coś poszło nie tak. Proszę spróbować ponownie.",

	Good: "To pomogło", Bad: "To nie pomogło",
	WhoMayAsk: "Kto może pytać", Everyone: "wszyscy", Admins: "administratorzy",
	FeedbackButtons: "Przyciski oceny", On: "tak", Off: "nie",
	InterfaceLanguage: "Język przycisków i pomocy", EachReaders: "własny każdej osoby",
	AskInPrivate: "Zapytaj prywatnie",

	NameAsk: "zapytaj", NameWho: "kto", NameQuotes: "cytaty", NameTimeline: "kalendarium", NameSummary: "streszczenie",
	NameSources: "źródła", NameSettings: "ustawienia", NameForget: "zapomnij", NamePrivacy: "prywatność", NameHelp: "pomoc",
	OptionQuestion: "pytanie", OptionQuestionText: "Pytanie własnymi słowami, najlepiej po angielsku",
	OptionSpeaker: "osoba", OptionSpeakerText: "Czyje słowa; bez nazwiska: kto jest cytowany",
	OptionPrivate: "prywatnie", OptionPrivateText: "Pokaż odpowiedź tylko mnie",

	AskAbout: "Zapytaj o to", FollowUp: "Zapytaj dalej…", FollowUpTitle: "Kolejne pytanie",
	FollowUpLabel: "Pytanie", FollowUpPlaceholder: "Najlepiej po angielsku, na przykład: And why?",

	ManagersOnly:    "Ustawienia mogą zmieniać tylko osoby z uprawnieniem „Zarządzanie serwerem”.",
	NeedsPermission: "Na tym kanale nie mogę jeszcze odpowiadać. Brakuje mi tam uprawnień: %s.",
	PermissionView:  "Wyświetlanie kanału", PermissionSend: "Wysyłanie wiadomości",
	PermissionThread: "Tworzenie publicznych wątków", PermissionThreadSend: "Wysyłanie wiadomości w wątkach",

	Channels: "Kanały, na których wolno mi pisać", AllChannels: "wszędzie",
	PrivateByDefault: "Odpowiedzi tylko dla pytających", Threads: "Wątek dla każdego pytania",
}
