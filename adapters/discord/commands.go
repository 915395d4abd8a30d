package discord

import "dragoman/core/phrases"

// command is an application command as Discord stores it.
type command struct {
	Type         int               `json:"type"` // chatInput, messageCommand
	Name         string            `json:"name"`
	Names        map[string]string `json:"name_localizations,omitempty"` // by locale
	Description  string            `json:"description,omitempty"`        // none of a menu command
	Descriptions map[string]string `json:"description_localizations,omitempty"`
	Options      []parameter       `json:"options,omitempty"`
	// Permissions are those that members of a server need to be shown the
	// command, unless the server decides otherwise; nil for none.
	Permissions *permissions `json:"default_member_permissions,omitempty"`
	Contexts    []int        `json:"contexts,omitempty"`
	Installs    []int        `json:"integration_types,omitempty"`

	describe func(*phrases.Phrases) string // the description in a language; nil for a command that help leaves out
}

// Types of commands.
const (
	chatInput      = 1 // typed after a slash
	messageCommand = 3 // in the menu of a message
)

// parameter is an option of a command.
type parameter struct {
	Type         int               `json:"type"`
	Name         string            `json:"name"`
	Names        map[string]string `json:"name_localizations,omitempty"`
	Description  string            `json:"description"`
	Descriptions map[string]string `json:"description_localizations,omitempty"`
	Required     bool              `json:"required,omitempty"`
	Autocomplete bool              `json:"autocomplete,omitempty"`
	Choices      []commandChoice   `json:"choices,omitempty"`
}

// commandChoice is one of the values that an option may have.
type commandChoice struct {
	Name  string            `json:"name"`
	Names map[string]string `json:"name_localizations,omitempty"`
	Value string            `json:"value"`
}

// Types of options.
const (
	stringOption  = 3
	booleanOption = 5
)

// Names of options as they come with an interaction, in any language.
const (
	optionQuestion = "question"
	optionSpeaker  = "speaker"
	optionPrivate  = "private"
	optionTime     = "time"
	optionZone     = "zone"
	optionDays     = "days"
	optionOnlyNew  = "only-new"
	optionWhere    = "where"
)

// Values of optionWhere.
const (
	whereMe   = "me"
	whereHere = "here"
)

// Where a command may be called.
const (
	inGuild   = 0
	inBotDM   = 1 // with the bot
	inPrivate = 2 // other direct messages and groups
)

// How the bot may be installed.
const (
	forGuild = 0
	forUser  = 1
)

// locales are Discord's names for the languages of the phrases. English is the
// default and stands for itself: were only one of en-GB and en-US named, it would
// be shown to readers of the other.
//
// Discord's page of locales leaves Arabic out; its description of the API has
// it among the 34, which is also how many localizations a command may have.
var locales = []struct{ discord, language string }{
	{"ar", "ar"},
	{"de", "de"},
	{"es-419", "es"},
	{"es-ES", "es"},
	{"fr", "fr"},
	{"pl", "pl"},
	{"ru", "ru"},
	{"tr", "tr"},
	{"uk", "uk"},
}

// words are a text in each language.
type words func(*phrases.Phrases) string

// localized returns the default text and those by locale.
func (w words) localized() (string, map[string]string) {
	others := make(map[string]string)
	for _, l := range locales {
		others[l.discord] = w(phrases.For(l.language))
	}
	return w(phrases.For(phrases.Default)), others
}

// commandList is all commands of the bot, in the order of its help; those of the
// daily briefing only if there is one.
func commandList(daily bool) []command {
	question := newParameter(stringOption, optionQuestion,
		func(p *phrases.Phrases) string { return p.OptionQuestion },
		func(p *phrases.Phrases) string { return p.OptionQuestionText })
	question.Required, question.Autocomplete = true, true
	speaker := newParameter(stringOption, optionSpeaker,
		func(p *phrases.Phrases) string { return p.OptionSpeaker },
		func(p *phrases.Phrases) string { return p.OptionSpeakerText })
	speaker.Autocomplete = true
	private := newParameter(booleanOption, optionPrivate,
		func(p *phrases.Phrases) string { return p.OptionPrivate },
		func(p *phrases.Phrases) string { return p.OptionPrivateText })

	list := []command{
		slash("ask", func(p *phrases.Phrases) string { return p.NameAsk },
			func(p *phrases.Phrases) string { return p.Ask }, question, private),
		slash("summary", func(p *phrases.Phrases) string { return p.NameSummary },
			func(p *phrases.Phrases) string { return p.Summary }, private),
		slash("who", func(p *phrases.Phrases) string { return p.NameWho },
			func(p *phrases.Phrases) string { return p.Who }, private),
		slash("quotes", func(p *phrases.Phrases) string { return p.NameQuotes },
			func(p *phrases.Phrases) string { return p.Quotes }, speaker, private),
		slash("timeline", func(p *phrases.Phrases) string { return p.NameTimeline },
			func(p *phrases.Phrases) string { return p.Timeline }, private),
		slash("sources", func(p *phrases.Phrases) string { return p.NameSources },
			func(p *phrases.Phrases) string { return p.Sources }),
		slash("help", func(p *phrases.Phrases) string { return p.NameHelp },
			func(p *phrases.Phrases) string { return p.Help }),
	}
	if daily {
		list = append(list, dailyCommands(private)...)
	}
	list = append(list,
		settingsCommand(daily),
		slash("forget", func(p *phrases.Phrases) string { return p.NameForget },
			func(p *phrases.Phrases) string { return p.Forget }),
		slash("privacy", func(p *phrases.Phrases) string { return p.NamePrivacy },
			func(p *phrases.Phrases) string { return p.Privacy }))
	about := newCommand(messageCommand)
	about.Name, about.Names = words(func(p *phrases.Phrases) string { return p.AskAbout }).localized()
	return append(list, about)
}

func newCommand(kind int) command {
	return command{
		Type: kind, Contexts: []int{inGuild, inBotDM, inPrivate}, Installs: []int{forGuild, forUser},
	}
}

func slash(name string, names, describe words, options ...parameter) command {
	c := newCommand(chatInput)
	c.Name, c.Options, c.describe = name, options, describe
	_, c.Names = names.localized()
	c.Description, c.Descriptions = describe.localized()
	return c
}

// dailyCommands are those of the daily briefing.
func dailyCommands(private parameter) []command {
	text := func(name string, names, describe words, completes bool) parameter {
		o := newParameter(stringOption, name, names, describe)
		o.Autocomplete = completes
		return o
	}
	where := text(optionWhere,
		func(p *phrases.Phrases) string { return p.OptionWhere },
		func(p *phrases.Phrases) string { return p.OptionWhereText }, false)
	where.Choices = []commandChoice{
		newChoice(whereMe, func(p *phrases.Phrases) string { return p.WhereMe }),
		newChoice(whereHere, func(p *phrases.Phrases) string { return p.WhereHere }),
	}
	return []command{
		slash("subscribe", func(p *phrases.Phrases) string { return p.NameSubscribe },
			func(p *phrases.Phrases) string { return p.Subscribe },
			text(optionTime,
				func(p *phrases.Phrases) string { return p.OptionTime },
				func(p *phrases.Phrases) string { return p.OptionTimeText }, true),
			text(optionZone,
				func(p *phrases.Phrases) string { return p.OptionZone },
				func(p *phrases.Phrases) string { return p.OptionZoneText }, true),
			text(optionDays,
				func(p *phrases.Phrases) string { return p.OptionDays },
				func(p *phrases.Phrases) string { return p.OptionDaysText }, true),
			newParameter(booleanOption, optionOnlyNew,
				func(p *phrases.Phrases) string { return p.OptionOnlyNew },
				func(p *phrases.Phrases) string { return p.OptionOnlyNewText }),
			where),
		slash("unsubscribe", func(p *phrases.Phrases) string { return p.NameUnsubscribe },
			func(p *phrases.Phrases) string { return p.Unsubscribe }, where),
		slash("briefing", func(p *phrases.Phrases) string { return p.NameBriefing },
			func(p *phrases.Phrases) string { return p.Briefing }, private),
	}
}

func newChoice(value string, names words) commandChoice {
	c := commandChoice{Value: value}
	c.Name, c.Names = names.localized()
	return c
}

// settingsCommand is for those who manage a server, and for anybody in private;
// where there are daily briefings, for anybody: each has settings of their own.
func settingsCommand(daily bool) command {
	c := slash("settings", func(p *phrases.Phrases) string { return p.NameSettings },
		func(p *phrases.Phrases) string { return p.Settings })
	if needed := mayManageGuild; !daily {
		c.Permissions = &needed
	}
	c.Contexts = []int{inGuild, inBotDM}
	return c
}

func newParameter(kind int, name string, names, describe words) parameter {
	o := parameter{Type: kind, Name: name}
	_, o.Names = names.localized()
	o.Description, o.Descriptions = describe.localized()
	return o
}
