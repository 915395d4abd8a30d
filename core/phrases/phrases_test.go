package phrases_test

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"dragoman/core/phrases"
)

// fields are the phrases of a language by their names in Phrases.
func fields(tag string) map[string]string {
	all := make(map[string]string)
	v := reflect.ValueOf(*phrases.For(tag))
	for i := range v.NumField() {
		if f := v.Type().Field(i); f.IsExported() {
			all[f.Name] = v.Field(i).String()
		}
	}
	return all
}

// filled are the phrases in which something is filled in.
var filled = []string{
	"NeedsPermission", "BriefingNew", "BriefingMissed", "BriefingAsOf", "AskTime", "AskZone",
	"BetterWith", "NextBriefing", "BadTime", "BadZone", "BadDays", "BadWord", "BriefingStays",
}

func TestNothingIsMissing(t *testing.T) {
	for _, tag := range phrases.Languages() {
		for name, text := range fields(tag) {
			if strings.TrimSpace(text) != text || text == "" || !utf8.ValidString(text) || !norm.NFC.IsNormalString(text) {
				t.Errorf("%s: %s is %q", tag, name, text)
			}
			want := 0
			if slices.Contains(filled, name) {
				want = 1
			}
			if strings.Count(text, "%s") != want || strings.Count(text, "%") != want {
				t.Errorf("%s: %s has not %d %%s: %q", tag, name, want, text)
			}
		}
	}
}

// The limits are Discord's, in characters.
func TestLengths(t *testing.T) {
	limits := map[int][]string{
		100: {
			"Start", "Help", "Ask", "Who", "Quotes", "Timeline", "Summary", "Sources", "Settings", "Forget", "Privacy",
			"OptionQuestionText", "OptionSpeakerText", "OptionPrivateText", "FollowUpPlaceholder",
			"Subscribe", "Unsubscribe", "Briefing", "WhereMe", "WhereHere",
			"OptionTimeText", "OptionZoneText", "OptionDaysText", "OptionOnlyNewText", "OptionWhereText",
		},
		80: {"FollowUp", "SubscribeNow", "SubscribeAgain", "StopBriefing", "ChangeBriefing", "Back"},
		70: {"EveryDay", "Weekdays", "Weekends", "BriefingTime", "BriefingZone", "BriefingDays", "OnlyNew", "Repeat"},
		45: {"FollowUpTitle", "FollowUpLabel"},
		32: {"AskAbout"},
	}
	for _, tag := range phrases.Languages() {
		for limit, names := range limits {
			for _, name := range names {
				if text, ok := fields(tag)[name]; !ok || utf8.RuneCountInString(text) > limit {
					t.Errorf("%s: %s is longer than %d characters: %q", tag, name, limit, text)
				}
			}
		}
	}
}

func TestNamesOfCommandsAndOptions(t *testing.T) {
	valid := regexp.MustCompile(`^[-_\p{L}\p{N}]{1,32}$`)
	for _, tag := range phrases.Languages() {
		var commands, options []string
		for name, text := range fields(tag) {
			switch {
			case strings.HasPrefix(name, "Name"):
				commands = append(commands, text)
			case strings.HasPrefix(name, "Option") && !strings.HasSuffix(name, "Text"):
				options = append(options, text)
			default:
				continue
			}
			if !valid.MatchString(text) || text != strings.ToLower(text) {
				t.Errorf("%s: %s cannot be %q", tag, name, text)
			}
		}
		for _, names := range [][]string{commands, options} {
			slices.Sort(names)
			if n := len(names); len(slices.Compact(names)) != n {
				t.Errorf("%s: two names are the same: %q", tag, names)
			}
		}
	}
}

// A translation that was forgotten would be English.
func TestLanguagesDiffer(t *testing.T) {
	same := map[string][]string{ // words that are the same in both
		"de": {"Admins"},
		"es": {"Admins"},
		"fr": {"Admins", "NameSources", "OptionQuestion"},
	}
	english := fields(phrases.Default)
	for _, tag := range phrases.Languages()[1:] {
		for name, text := range fields(tag) {
			if text == english[name] && !slices.Contains(same[tag], name) {
				t.Errorf("%s: %s is English: %q", tag, name, text)
			}
		}
	}
}

// Texts that name a command name it in each language.
func TestCommandsAreNamed(t *testing.T) {
	for _, tag := range phrases.Languages() {
		p := phrases.For(tag)
		for text, command := range map[string]string{
			p.PrivacyText: "/forget", p.UnknownCommand: "/help", p.BriefingQuiet: "/settings", p.BriefingStop: "/unsubscribe",
			p.BriefingNoZone: "/subscribe", p.ChangeOrStop: "/unsubscribe", p.BadWord: "/subscribe",
			p.Unsubscribed: "/subscribe",
		} {
			if !strings.Contains(text, command) {
				t.Errorf("%s: %q does not name %s", tag, text, command)
			}
		}
	}
}

// Who may not subscribe a channel is told, in each language, by which choice they
// subscribe for themselves, and the permission that settings name as well.
func TestManagersSubscribe(t *testing.T) {
	quoted := regexp.MustCompile(`[“„«]\s?(.+?)\s?[”“»]`)
	for _, tag := range phrases.Languages() {
		p := phrases.For(tag)
		server := quoted.FindStringSubmatch(p.ManagersOnly)
		named := quoted.FindAllStringSubmatch(p.ManagersSubscribe, -1)
		if len(server) != 2 || len(named) != 3 || named[0][1] != server[1] || named[2][1] != p.WhereMe {
			t.Errorf("%s: %q", tag, p.ManagersSubscribe)
		}
	}
}

// Latin words stand between left-to-right marks, and punctuation is Arabic.
func TestArabicPunctuation(t *testing.T) {
	marked := regexp.MustCompile("\u200e[^\u200e]*\u200e")
	for name, text := range fields("ar") {
		rest := strings.Replace(marked.ReplaceAllString(text, ""), "%s", "", 1)
		if regexp.MustCompile(`[\x{200e}A-Za-z/,;?]`).MatchString(rest) {
			t.Errorf("%s: %q", name, text)
		}
	}
}

func TestLanguage(t *testing.T) {
	for tag, want := range map[string]string{
		"": "en", "x": "en", "tlh": "en", "pt-BR": "en", "zh-CN": "en", "he": "en",
		"de": "de", "de-AT": "de", "FR_ca": "fr", "ar-EG": "ar", "uk-UA": "uk",
		// Discord's names for those there are.
		"ar": "ar", "en-GB": "en", "en-US": "en", "es-419": "es", "es-ES": "es", "fr": "fr",
		"pl": "pl", "ru": "ru", "tr": "tr", "uk": "uk",
	} {
		if got := phrases.Language(tag); got != want {
			t.Errorf("%q: got %q, want %q", tag, got, want)
		}
		if phrases.For(tag).Language != phrases.For(want).Language {
			t.Errorf("%q: got %s", tag, phrases.For(tag).Language)
		}
	}
	if all := phrases.Languages(); len(all) != 9 || all[0] != phrases.Default {
		t.Errorf("got %q", all)
	}
}
