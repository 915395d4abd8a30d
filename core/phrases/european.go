package phrases

var german = Phrases{
	Language: "Deutsch",

	Start: "Wozu dieser Bot da ist", Help: "Wie man fragt", Ask: "Eine Frage zur Geschichte stellen",
	Who: "Wer in der Geschichte vorkommt", Quotes: "Was jemand gesagt hat, Wort für Wort",
	Timeline: "Was wann geschieht", Summary: "Die Geschichte in wenigen Sätzen", Sources: "Woher die Antworten stammen",
	Settings: "Einstellungen dieses Chats", Forget: "Vergessen, was ich gefragt habe", Privacy: "Was dieser Bot speichert",

	Greeting:       "Frag mich etwas zu dieser Nachricht, am besten auf Englisch. Ich antworte kurz, mit der Quelle, und nie mehr, als die Geschichte sagt.",
	PrivacyText:    "Um Folgefragen zu verstehen, behalte ich deine letzten acht Fragen bis eine halbe Stunde nach der letzten. /forget löscht sie sofort. Ich behalte die Einstellungen eines Chats und zähle Rückmeldungen ohne Namen. Ich lese nur, was man mich fragt.",
	Forgotten:      "Vergessen. Die nächste Frage beginnt ein neues Gespräch.",
	AskWhat:        "Was möchtest du wissen? Schreib die Frage hinter den Befehl.",
	UnknownCommand: "Diesen Befehl kenne ich nicht. /help nennt alle.",
	OnlyText:       "Ich kann nur Text lesen. Bitte schreib deine Frage.",
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
}

var french = Phrases{
	Language: "Français",

	Start: "À quoi sert ce bot", Help: "Comment poser une question", Ask: "Poser une question sur l'article",
	Who: "Qui apparaît dans l'article", Quotes: "Ce que quelqu'un a dit, mot pour mot",
	Timeline: "Ce qui se passe et quand", Summary: "L'article en quelques phrases", Sources: "D'où viennent les réponses",
	Settings: "Réglages de cette discussion", Forget: "Oublier ce que j'ai demandé", Privacy: "Ce que ce bot enregistre",

	Greeting:       "Posez-moi une question sur cet article, de préférence en anglais. Je réponds brièvement, avec la source, et jamais plus que ce que dit l'article.",
	PrivacyText:    "Pour comprendre les questions qui se suivent, je garde vos huit dernières questions jusqu'à une demi-heure après la dernière. /forget les efface aussitôt. Je garde les réglages d'une discussion et je compte les avis sans les noms. Je ne lis que ce qu'on me demande.",
	Forgotten:      "C'est oublié. La prochaine question commence une nouvelle conversation.",
	AskWhat:        "Que voulez-vous savoir ? Écrivez la question après la commande.",
	UnknownCommand: "Je ne connais pas cette commande. /help donne la liste.",
	OnlyText:       "Je ne lis que du texte. Écrivez votre question, s'il vous plaît.",
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
}

var spanish = Phrases{
	Language: "Español",

	Start: "Para qué sirve este bot", Help: "Cómo preguntar", Ask: "Hacer una pregunta sobre la noticia",
	Who: "Quién aparece en la noticia", Quotes: "Lo que alguien dijo, palabra por palabra",
	Timeline: "Qué pasa y cuándo", Summary: "La noticia en pocas frases", Sources: "De dónde vienen las respuestas",
	Settings: "Ajustes de este chat", Forget: "Olvidar lo que pregunté", Privacy: "Qué guarda este bot",

	Greeting:       "Pregúntame sobre esta noticia, mejor en inglés. Respondo con brevedad, con la fuente, y nunca más de lo que dice la noticia.",
	PrivacyText:    "Para entender las preguntas que siguen guardo tus últimas ocho preguntas hasta media hora después de la última. /forget las borra al momento. Guardo los ajustes de un chat y cuento las opiniones sin nombres. Solo leo lo que se me pregunta.",
	Forgotten:      "Olvidado. La próxima pregunta empieza una conversación nueva.",
	AskWhat:        "¿Qué quieres saber? Escribe la pregunta después de la orden.",
	UnknownCommand: "No conozco esa orden. /help las enumera.",
	OnlyText:       "Solo puedo leer texto. Escribe tu pregunta, por favor.",
	SlowDown:       "Es un poco rápido para mí. Espera unos segundos y pregunta otra vez.",
	ChatBusy:       "Hay muchas preguntas aquí. Espera un minuto y pregunta otra vez.",
	AdminsMayAsk:   "En este chat solo pueden preguntar los admins.",
	AdminsOnly:     "Solo los admins de este chat pueden cambiar sus ajustes.",
	Gone:           "Esa pregunta ya no forma parte de la noticia.",
	Thanks:         "Gracias.",
	Trouble:        "Algo ha fallado. Inténtalo otra vez, por favor.",

	Good: "Me ha servido", Bad: "No me ha servido",
	WhoMayAsk: "Quién puede preguntar", Everyone: "todos", Admins: "admins",
	FeedbackButtons: "Botones de opinión", On: "sí", Off: "no",
	InterfaceLanguage: "Idioma de los botones y de la ayuda", EachReaders: "el de cada lector",
	AskInPrivate: "Preguntar en privado",
}
