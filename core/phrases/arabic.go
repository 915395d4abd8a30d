package phrases

// Arabic runs from right to left. A Latin command or example stands between
// left-to-right marks (U+200E): without them its slash or question mark would
// be shown on the wrong side.
var arabic = Phrases{
	Language: "العربية",

	Start: "ما الغرض من هذا البوت", Help: "كيف تُطرح الأسئلة", Ask: "طرح سؤال عن الخبر",
	Who: "من ورد ذكرهم في الخبر", Quotes: "ما قاله أحدهم حرفيًا",
	Timeline: "ما يحدث ومتى", Summary: "الخبر في بضع جمل", Sources: "من أين تأتي الإجابات",
	Settings: "إعدادات هذه المحادثة", Forget: "حذف كل ما يحفظه هذا البوت عني", Privacy: "ما الذي يحفظه هذا البوت",

	Greeting:       "اسأل عن هذا الخبر، ويُفضَّل أن يكون السؤال بالإنجليزية. أجيب بإيجاز مع ذكر المصدر، ولا أزيد أبدًا على ما ورد في الخبر.",
	PrivacyText:    "لكي أفهم الأسئلة اللاحقة، أحتفظ بآخر ثمانية أسئلة لك مدة نصف ساعة بعد آخرها. أحتفظ بالرسالة التي تنتظر الإجابة حتى أجيب عنها، ثم بأرقام الرسائل ومجموع تدقيق فقط كي لا أجيب مرتين. عن الموجز اليومي أحتفظ حتى إلغائه بوجهته ووقته ومنطقته الزمنية وأيامه ولغته وبمن اشترك فيه وبما وصل إليه، وأحتفظ ثمانية أيام بما أُرسل منه. أحتفظ بإعدادات المحادثة، وأعدّ التقييمات من دون أسماء. الأمر \u200e/forget\u200e يحذف فورًا كل ما يخصّك في كل مكان. لا أقرأ إلا ما أُسأل عنه.",
	Forgotten:      "تم النسيان. حُذف كل ما يخصّك، ومعه موجزك اليومي. السؤال التالي يبدأ محادثة جديدة.",
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

	BriefingToday: "اليوم", BriefingTomorrow: "غدًا", BriefingNew: "الجديد منذ %s", BriefingMore: "المزيد من الخبر",
	BriefingQuote: "اقتباس اليوم", BriefingAsOf: "حتى %s", BriefingAsk: "سؤال يستحق الطرح",
	BriefingMissed:    "تعذّر إرسال أحد المواجيز في وقته: %s. المعذرة.",
	BriefingQuiet:     "هذا كل ما هناك. سأكتب مجددًا حين يكون هناك جديد. الأمر \u200e/settings\u200e يغيّر ذلك.",
	BriefingStop:      "الأمر \u200e/unsubscribe\u200e يوقف هذه المواجيز.",
	BriefingForbidden: "لم يعد يُسمح لي بالكتابة في المحادثة التي سجّلتَ اشتراكها في الموجز اليومي. سأواصل المحاولة أسبوعين، وإذا عاد الإذن عاد الموجز.",
	BriefingNoZone:    "لم أعد أعرف المنطقة الزمنية لموجزك اليومي، ولذلك توقف. يُرجى اختيار منطقة أخرى: \u200e/subscribe\u200e",

	Subscribe: "تلقّي موجز كل يوم", Unsubscribe: "إيقاف الموجز اليومي", Briefing: "موجز عن الخبر الآن",
	NameSubscribe: "اشتراك", NameUnsubscribe: "إلغاء-الاشتراك", NameBriefing: "موجز",
	OptionTime: "وقت", OptionTimeText: "متى يصل: 8:30 أو 19:30",
	OptionZone: "منطقة", OptionZoneText: "بتوقيت أي مكان: مدينة أو منطقة زمنية",
	OptionDays: "أيام", OptionDaysText: "في أي أيام؛ ومن دون تحديد: كل يوم",
	OptionOnlyNew: "الجديد-فقط", OptionOnlyNewText: "فقط حين يكون هناك جديد",
	OptionWhere: "وجهة", OptionWhereText: "لك وحدك أو إلى هذه القناة",
	WhereMe: "لي وحدي", WhereHere: "إلى هذه القناة",

	DailyBriefing:       "الموجز اليومي",
	AskTime:             "في أي ساعة يصل الموجز اليومي؟ لوقت آخر يمكن كتابة مثل: \u200e%s\u200e",
	AskZone:             "كم الساعة عندك الآن؟ لمكان آخر يمكن كتابة مثل: \u200e%s\u200e",
	AskDays:             "في أي أيام يصل؟",
	AskOnlyNew:          "هل يصل فقط حين يكون هناك جديد؟",
	Subscribed:          "تم. سأرسل إليك الموجز.",
	SubscribedChat:      "تم. سأرسل الموجز إلى هذه المحادثة.",
	SubscriptionChanged: "تم. تغيّر الموجز اليومي هنا.",
	NextBriefing:        "التالي: %s",
	ChangeOrStop:        "الأمر \u200e/settings\u200e يغيّره، والأمر \u200e/unsubscribe\u200e يوقفه.",
	Unsubscribed:        "تم. لن تصل مواجيز أخرى إلى هنا.",
	NotSubscribed:       "لا يصل موجز يومي إلى هنا بعد.",
	BriefingEnded:       "لم أتمكن من إيصال الموجز اليومي إلى هنا، ولذلك توقف.",
	AdminsSubscribe:     "يمكن للمشرفين وحدهم تسجيل اشتراك محادثة. في محادثة خاصة معي يمكنك الاشتراك لنفسك.",
	BadTime:             "لا أفهم الوقت «%s». يمكن كتابة مثل: 8:30 أو 19:30.",
	BadZone:             "لا أعرف المكان أو المنطقة الزمنية «%s». يمكن كتابة مثل: \u200eWarsaw\u200e أو \u200eNew York\u200e أو \u200eEurope/Kyiv\u200e.",
	BadDays:             "لا أفهم الأيام «%s». يمكن كتابة مثل: الاثنين، الأربعاء.",
	BadWord:             "لا أفهم «%s». يمكن كتابة مثل: \u200e/subscribe 8:30 Warsaw weekdays\u200e",
	EveryDay:            "كل يوم", Weekdays: "من الاثنين إلى الجمعة", Weekends: "السبت والأحد",
	BriefingTime: "الوقت", BriefingZone: "المنطقة الزمنية", BriefingDays: "الأيام",
	OnlyNew: "فقط حين يكون هناك جديد", Repeat: "البدء من جديد حين يُروى كل شيء",
	SubscribeNow: "اشتراك", SubscribeAgain: "اشتراك من جديد", StopBriefing: "إيقاف الموجز",
	ChangeBriefing: "تغيير", Back: "رجوع",

	calendar: &arabicCalendar,
}
