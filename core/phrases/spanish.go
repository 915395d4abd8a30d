package phrases

var spanish = Phrases{
	Language: "Español",

	Start: "Para qué sirve este bot", Help: "Cómo preguntar", Ask: "Hacer una pregunta sobre la noticia",
	Who: "Quién aparece en la noticia", Quotes: "Lo que alguien dijo, palabra por palabra",
	Timeline: "Qué pasa y cuándo", Summary: "La noticia en pocas frases", Sources: "De dónde vienen las respuestas",
	Settings: "Ajustes de este chat", Forget: "Olvidar lo que pregunté", Privacy: "Qué guarda este bot",

	Greeting:       "Pregúntame sobre esta noticia, mejor en inglés. Respondo con brevedad, con la fuente, y nunca más de lo que dice la noticia.",
	PrivacyText:    "Para entender las preguntas que siguen guardo tus últimas ocho preguntas hasta media hora después de la última. /forget las borra al momento. Un mensaje que espera respuesta se guarda hasta entonces; después, solo números de mensajes y una suma de control, para no responder dos veces. Guardo los ajustes de un chat y cuento las opiniones sin nombres. Solo leo lo que se me pregunta.",
	Forgotten:      "Olvidado. La próxima pregunta empieza una conversación nueva.",
	AskWhat:        "¿Qué quieres saber? Escribe la pregunta después de la orden.",
	UnknownCommand: "No conozco esa orden. /help las enumera.",
	OnlyText:       "Solo puedo leer texto. Escribe tu pregunta, por favor.",
	HiddenText:     "Discord no me muestra ese texto. Mencióname y escribe tu pregunta en el mismo mensaje, por favor.",
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

	NameAsk: "preguntar", NameWho: "quién", NameQuotes: "citas", NameTimeline: "cronología", NameSummary: "resumen",
	NameSources: "fuentes", NameSettings: "ajustes", NameForget: "olvidar", NamePrivacy: "privacidad", NameHelp: "ayuda",
	OptionQuestion: "pregunta", OptionQuestionText: "La pregunta con tus palabras, mejor en inglés",
	OptionSpeaker: "persona", OptionSpeakerText: "De quién son las palabras; sin nombre, a quién se cita",
	OptionPrivate: "privado", OptionPrivateText: "Mostrarme la respuesta solo a mí",

	AskAbout: "Preguntar sobre esto", FollowUp: "Seguir preguntando…", FollowUpTitle: "Seguir preguntando",
	FollowUpLabel: "Tu pregunta", FollowUpPlaceholder: "Mejor en inglés, por ejemplo: And why?",

	ManagersOnly:    "Solo quien tiene el permiso «Gestionar servidor» puede cambiar los ajustes.",
	NeedsPermission: "Todavía no puedo responder en este canal. Me falta: %s.",
	PermissionView:  "Ver canal", PermissionSend: "Enviar mensajes",
	PermissionThread: "Crear hilos públicos", PermissionThreadSend: "Enviar mensajes en hilos",

	Channels: "Canales donde puedo hablar", AllChannels: "en todos",
	PrivateByDefault: "Respuestas solo para quien pregunta", Threads: "Un hilo para cada pregunta",
}
