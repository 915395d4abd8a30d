package phrases

// Arabic runs from right to left. A Latin command or example stands between
// left-to-right marks (U+200E): without them its slash or question mark would
// be shown on the wrong side.
var arabic = Phrases{
	Language: "العربية",

	Start: "ما الغرض من هذا البوت", Help: "كيف تُطرح الأسئلة", Ask: "طرح سؤال عن الخبر",
	Who: "من ورد ذكرهم في الخبر", Quotes: "ما قاله أحدهم حرفيًا",
	Timeline: "ما يحدث ومتى", Summary: "الخبر في بضع جمل", Sources: "من أين تأتي الإجابات",
	Settings: "إعدادات هذه المحادثة", Forget: "نسيان ما سألتُ عنه", Privacy: "ما الذي يحفظه هذا البوت",

	Greeting:       "اسأل عن هذا الخبر، ويُفضَّل أن يكون السؤال بالإنجليزية. أجيب بإيجاز مع ذكر المصدر، ولا أزيد أبدًا على ما ورد في الخبر.",
	PrivacyText:    "لكي أفهم الأسئلة اللاحقة، أحتفظ بآخر ثمانية أسئلة لك مدة نصف ساعة بعد آخرها. الأمر \u200e/forget\u200e يحذفها فورًا. أحتفظ بالرسالة التي تنتظر الإجابة حتى أجيب عنها، ثم بأرقام الرسائل ومجموع تدقيق فقط كي لا أجيب مرتين. أحتفظ بإعدادات المحادثة، وأعدّ التقييمات من دون أسماء. لا أقرأ إلا ما أُسأل عنه.",
	Forgotten:      "تم النسيان. السؤال التالي يبدأ محادثة جديدة.",
	AskWhat:        "ما سؤالك؟ يُرجى كتابته بعد الأمر.",
	UnknownCommand: "لا أعرف هذا الأمر. الأمر \u200e/help\u200e يعرض الأوامر كلها.",
	OnlyText:       "لا أستطيع قراءة غير النصوص. يُرجى كتابة السؤال.",
	HiddenText:     "لا يُظهر لي \u200eDiscord\u200e هذا النص. يُرجى الإشارة إليّ وكتابة السؤال في الرسالة نفسها.",
	SlowDown:       "هذا أسرع قليلًا مما أستطيع. يُرجى الانتظار بضع ثوانٍ ثم السؤال مرة أخرى.",
	ChatBusy:       "الأسئلة كثيرة هنا الآن. يُرجى الانتظار دقيقة ثم السؤال مرة أخرى.",
	AdminsMayAsk:   "في هذه المحادثة يمكن للمشرفين وحدهم طرح الأسئلة.",
	AdminsOnly:     "يمكن لمشرفي هذه المحادثة وحدهم تغيير إعداداتها.",
	Gone:           "لم يعد هذا السؤال جزءًا من الخبر.",
	Thanks:         "شكرًا.",
	Trouble:        "حدث خطأ ما. يُرجى المحاولة مرة أخرى.",

	Good: "كانت الإجابة مفيدة", Bad: "لم تكن الإجابة مفيدة",
	WhoMayAsk: "من يمكنه السؤال", Everyone: "الجميع", Admins: "المشرفون",
	FeedbackButtons: "أزرار التقييم", On: "نعم", Off: "لا",
	InterfaceLanguage: "لغة الأزرار والمساعدة", EachReaders: "لغة كل قارئ",
	AskInPrivate: "السؤال على انفراد",

	NameAsk: "اسأل", NameWho: "من", NameQuotes: "اقتباسات", NameTimeline: "تواريخ", NameSummary: "ملخص",
	NameSources: "مصادر", NameSettings: "إعدادات", NameForget: "نسيان", NamePrivacy: "خصوصية", NameHelp: "مساعدة",
	OptionQuestion: "سؤال", OptionQuestionText: "السؤال بكلماتك، ويُفضَّل بالإنجليزية",
	OptionSpeaker: "متحدث", OptionSpeakerText: "كلام من؛ ومن دون اسم: من ورد كلامهم",
	OptionPrivate: "خاص", OptionPrivateText: "إظهار الإجابة لي وحدي",

	AskAbout: "السؤال عن هذا", FollowUp: "سؤال آخر…", FollowUpTitle: "سؤال آخر",
	FollowUpLabel: "سؤالك", FollowUpPlaceholder: "يُفضَّل بالإنجليزية، مثلًا: \u200eAnd why?\u200e",

	ManagersOnly:    "يمكن لمن لديهم صلاحية «إدارة الخادم» وحدهم تغيير الإعدادات.",
	NeedsPermission: "لا يمكنني الإجابة في هذه القناة بعد. تنقصني فيها هذه الصلاحيات: %s.",
	PermissionView:  "عرض القناة", PermissionSend: "إرسال الرسائل",
	PermissionThread: "إنشاء مواضيع عامة", PermissionThreadSend: "إرسال الرسائل في المواضيع",

	Channels: "القنوات التي يمكنني الكتابة فيها", AllChannels: "كل القنوات",
	PrivateByDefault: "الإجابات لمن يسأل وحده", Threads: "موضوع لكل سؤال",
}
