package phrases

var turkish = Phrases{
	Language: "Türkçe",

	Start: "Bu bot ne işe yarar", Help: "Nasıl soru sorulur", Ask: "Haber hakkında soru sorun",
	Who: "Haberde kimler var", Quotes: "Kim ne dedi, kelimesi kelimesine",
	Timeline: "Ne zaman ne oluyor", Summary: "Birkaç cümlede haber", Sources: "Yanıtlar nereden geliyor",
	Settings: "Bu sohbetin ayarları", Forget: "Sorduklarımı unut", Privacy: "Bu bot neleri saklar",

	Greeting:       "Bu haber hakkında bana soru sorun, tercihen İngilizce. Kısa yanıt veririm, kaynağını belirtirim ve haberde yazandan fazlasını asla söylemem.",
	PrivacyText:    "Devam sorularını anlamak için son sekiz sorunuzu, sonuncusundan yarım saat sonrasına kadar saklarım. /forget bunları hemen siler. Yanıt bekleyen mesajı yanıtlanana kadar, sonra ise iki kez yanıt vermemek için yalnızca mesaj numaralarını ve bir sağlama toplamını saklarım. Sohbetin ayarlarını saklar, geri bildirimleri isim tutmadan sayarım. Yalnızca bana sorulanı okurum.",
	Forgotten:      "Unuttum. Sonraki soru yeni bir konuşma başlatır.",
	AskWhat:        "Ne öğrenmek istersiniz? Sorunuzu komuttan sonra yazın.",
	UnknownCommand: "Bu komutu bilmiyorum. Tüm komutlar için: /help",
	OnlyText:       "Yalnızca metin okuyabiliyorum. Lütfen sorunuzu yazın.",
	HiddenText:     "Discord bu metni bana göstermiyor. Lütfen aynı mesajda benden bahsedin ve sorunuzu yazın.",
	SlowDown:       "Bu benim için biraz hızlı. Lütfen birkaç saniye bekleyip yeniden sorun.",
	ChatBusy:       "Burada şu anda çok soru var. Lütfen bir dakika bekleyip yeniden sorun.",
	AdminsMayAsk:   "Bu sohbette yalnızca yöneticiler soru sorabilir.",
	AdminsOnly:     "Bu sohbetin ayarlarını yalnızca yöneticileri değiştirebilir.",
	Gone:           "Bu soru artık haberde yer almıyor.",
	Thanks:         "Teşekkürler.",
	Trouble:        "Bir şeyler ters gitti. Lütfen yeniden deneyin.",

	Good: "İşime yaradı", Bad: "İşime yaramadı",
	WhoMayAsk: "Kim soru sorabilir", Everyone: "herkes", Admins: "yöneticiler",
	FeedbackButtons: "Geri bildirim düğmeleri", On: "açık", Off: "kapalı",
	InterfaceLanguage: "Düğmelerin ve yardımın dili", EachReaders: "herkesin kendi dili",
	AskInPrivate: "Özelden sor",

	NameAsk: "sor", NameWho: "kim", NameQuotes: "alıntılar", NameTimeline: "kronoloji", NameSummary: "özet",
	NameSources: "kaynaklar", NameSettings: "ayarlar", NameForget: "unut", NamePrivacy: "gizlilik", NameHelp: "yardım",
	OptionQuestion: "soru", OptionQuestionText: "Kendi sözlerinizle soru, tercihen İngilizce",
	OptionSpeaker: "kişi", OptionSpeakerText: "Kimin sözleri; isim yoksa kimlerden alıntı yapıldığı",
	OptionPrivate: "özel", OptionPrivateText: "Yanıtı yalnızca bana göster",

	AskAbout: "Bunun hakkında sor", FollowUp: "Devamını sor…", FollowUpTitle: "Yeni soru",
	FollowUpLabel: "Sorunuz", FollowUpPlaceholder: "Tercihen İngilizce, örneğin: And why?",

	ManagersOnly:    "Ayarları yalnızca “Sunucuyu Yönet” izni olanlar değiştirebilir.",
	NeedsPermission: "Bu kanalda henüz yanıt veremiyorum. Orada bana gereken izinler: %s.",
	PermissionView:  "Kanalı Görüntüle", PermissionSend: "Mesaj Gönder",
	PermissionThread: "Herkese Açık Alt Başlıklar Oluştur", PermissionThreadSend: "Alt Başlıklarda Mesaj Gönder",

	Channels: "Konuşabileceğim kanallar", AllChannels: "her yer",
	PrivateByDefault: "Yanıtı yalnızca soran görsün", Threads: "Her soruya ayrı alt başlık",
}
