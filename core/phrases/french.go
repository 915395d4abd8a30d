package phrases

var french = Phrases{
	Language: "Français",

	Start: "À quoi sert ce bot", Help: "Comment poser une question", Ask: "Poser une question sur l'article",
	Who: "Qui apparaît dans l'article", Quotes: "Ce que quelqu'un a dit, mot pour mot",
	Timeline: "Ce qui se passe et quand", Summary: "L'article en quelques phrases", Sources: "D'où viennent les réponses",
	Settings: "Réglages de cette discussion", Forget: "Oublier ce que j'ai demandé", Privacy: "Ce que ce bot enregistre",

	Greeting:       "Posez-moi une question sur cet article, de préférence en anglais. Je réponds brièvement, avec la source, et jamais plus que ce que dit l'article.",
	PrivacyText:    "Pour comprendre les questions qui se suivent, je garde vos huit dernières questions jusqu'à une demi-heure après la dernière. /forget les efface aussitôt. Un message qui attend sa réponse est gardé jusque-là ; ensuite, seuls restent des numéros de messages et une somme de contrôle, pour ne pas répondre deux fois. Je garde les réglages d'une discussion et je compte les avis sans les noms. Je ne lis que ce qu'on me demande.",
	Forgotten:      "C'est oublié. La prochaine question commence une nouvelle conversation.",
	AskWhat:        "Que voulez-vous savoir ? Écrivez la question après la commande.",
	UnknownCommand: "Je ne connais pas cette commande. /help donne la liste.",
	OnlyText:       "Je ne lis que du texte. Écrivez votre question, s'il vous plaît.",
	HiddenText:     "Discord ne me montre pas ce texte. Mentionnez-moi et écrivez votre question dans le même message, s'il vous plaît.",
	SlowDown:       "C'est un peu rapide pour moi. Attendez quelques secondes, puis reposez la question.",
	ChatBusy:       "Il y a beaucoup de questions ici. Attendez une minute, puis reposez la vôtre.",
	AdminsMayAsk:   "Dans cette discussion, seuls les admins peuvent poser des questions.",
	AdminsOnly:     "Seuls les admins de cette discussion peuvent changer ses réglages.",
	Gone:           "Cette question ne fait plus partie de l'article.",
	Thanks:         "Merci.",
	Trouble:        "Quelque chose n'a pas marché. Réessayez, s'il vous plaît.",

	Good: "Cela m'a aidé", Bad: "Cela ne m'a pas aidé",
	WhoMayAsk: "Qui peut demander", Everyone: "tout le monde", Admins: "admins",
	FeedbackButtons: "Boutons d'avis", On: "oui", Off: "non",
	InterfaceLanguage: "Langue des boutons et de l'aide", EachReaders: "celle de chacun",
	AskInPrivate: "Demander en privé",

	NameAsk: "demander", NameWho: "qui", NameQuotes: "citations", NameTimeline: "chronologie", NameSummary: "résumé",
	NameSources: "sources", NameSettings: "réglages", NameForget: "oublier", NamePrivacy: "confidentialité", NameHelp: "aide",
	OptionQuestion: "question", OptionQuestionText: "La question avec vos propres mots, de préférence en anglais",
	OptionSpeaker: "personne", OptionSpeakerText: "De qui sont les mots ; sans nom, la liste des personnes citées",
	OptionPrivate: "privé", OptionPrivateText: "Ne montrer la réponse qu'à moi",

	AskAbout: "Interroger sur ce message", FollowUp: "Autre question…", FollowUpTitle: "Autre question",
	FollowUpLabel: "Votre question", FollowUpPlaceholder: "De préférence en anglais, par exemple : And why?",

	ManagersOnly:    "Seuls les membres qui ont la permission « Gérer le serveur » peuvent changer les réglages.",
	NeedsPermission: "Je ne peux pas encore répondre dans ce salon. Il m'y manque : %s.",
	PermissionView:  "Voir le salon", PermissionSend: "Envoyer des messages",
	PermissionThread: "Créer des fils publics", PermissionThreadSend: "Envoyer des messages dans les fils",

	Channels: "Salons où je peux parler", AllChannels: "partout",
	PrivateByDefault: "Réponses pour la seule personne qui demande", Threads: "Un fil pour chaque question",
}
