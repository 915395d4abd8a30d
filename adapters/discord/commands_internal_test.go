package discord

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"dragoman/core/phrases"
)

// The naming of application commands, after Discord's documentation. The
// apostrophe that stands there is not taken.
var commandName = regexp.MustCompile(`^[-_\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

func TestCommandsKeepDiscordsLimits(t *testing.T) {
	limit := func(what, text string, most int) {
		t.Helper()
		if n := len(utf16.Encode([]rune(text))); n < 1 || n > most {
			t.Errorf("%s has %d characters, not 1-%d: %q", what, n, most, text)
		}
	}
	name := func(what, text string) {
		t.Helper()
		if !commandName.MatchString(text) || text != strings.ToLower(text) {
			t.Errorf("%s cannot be %q", what, text)
		}
	}
	perKind := make(map[int]int)
	total := 0
	for _, c := range commandList(true) {
		perKind[c.Type]++
		total += len(c.Name) + len(c.Description)
		if c.Type == messageCommand {
			limit("a menu command", c.Name, 32)
			for locale, text := range c.Names {
				limit(locale+" "+c.Name, text, 32)
			}
			continue
		}
		name(c.Name, c.Name)
		limit(c.Name, c.Description, 100)
		for _, l := range locales {
			name(l.discord+" "+c.Name, c.Names[l.discord])
			limit(l.discord+" "+c.Name, c.Descriptions[l.discord], 100)
		}
		optional := false
		for _, o := range c.Options {
			name(c.Name+" "+o.Name, o.Name)
			limit(c.Name+" "+o.Name, o.Description, 100)
			for _, l := range locales {
				name(l.discord+" "+o.Name, o.Names[l.discord])
				limit(l.discord+" "+o.Name, o.Descriptions[l.discord], 100)
			}
			if optional && o.Required {
				t.Errorf("%s: %s is required after one that is not", c.Name, o.Name)
			}
			optional = optional || !o.Required
			total += len(o.Name) + len(o.Description)
			for _, choice := range o.Choices {
				limit(c.Name+" "+o.Name, choice.Name, 100)
				for _, l := range locales {
					limit(l.discord+" "+c.Name+" "+o.Name, choice.Names[l.discord], 100)
				}
				total += len(choice.Name) + len(choice.Value)
			}
		}
	}
	if perKind[chatInput] != 13 || perKind[messageCommand] != 1 {
		t.Errorf("got %v", perKind)
	}
	if total > 8000 {
		t.Errorf("%d characters in all", total)
	}
}

// In no language do two commands, or two options of one, have the same name.
func TestNamesOfCommandsDiffer(t *testing.T) {
	seen := make(map[string]bool)
	differ := func(name string) {
		if seen[name] {
			t.Errorf("%s is there twice", name)
		}
		seen[name] = true
	}
	for _, c := range commandList(true) {
		differ("/" + c.Name)
		for locale, name := range c.Names {
			differ(locale + "/" + name)
		}
		for _, o := range c.Options {
			differ(c.Name + " " + o.Name)
			for locale, name := range o.Names {
				differ(locale + "/" + c.Name + " " + name)
			}
		}
	}
}

// The default is what English phrases say, and a language that is added to the
// phrases has a locale.
func TestCommandsSpeakAllLanguages(t *testing.T) {
	known := map[string]bool{phrases.Default: true}
	for _, l := range locales {
		known[l.language] = true
		if got := phrases.Language(l.discord); got != l.language {
			t.Errorf("%s is %s, not %s", l.discord, got, l.language)
		}
	}
	for _, tag := range phrases.Languages() {
		if !known[tag] {
			t.Errorf("%s has no locale", tag)
		}
	}
	p := phrases.For(phrases.Default)
	names := []string{
		p.NameAsk, p.NameSummary, p.NameWho, p.NameQuotes, p.NameTimeline, p.NameSources, p.NameHelp,
		p.NameSubscribe, p.NameUnsubscribe, p.NameBriefing, p.NameSettings, p.NameForget, p.NamePrivacy, p.AskAbout,
	}
	for i, c := range commandList(true) {
		if c.Name != names[i] {
			t.Errorf("/%s is %s in English", c.Name, names[i])
		}
		if c.describe != nil && c.describe(p) != c.Description {
			t.Errorf("/%s is described as %q and %q", c.Name, c.describe(p), c.Description)
		}
	}
	for name, want := range map[string]string{
		optionQuestion: p.OptionQuestion, optionSpeaker: p.OptionSpeaker, optionPrivate: p.OptionPrivate,
		optionTime: p.OptionTime, optionZone: p.OptionZone, optionDays: p.OptionDays,
		optionOnlyNew: p.OptionOnlyNew, optionWhere: p.OptionWhere,
	} {
		if name != want {
			t.Errorf("the option %s is %s in English", name, want)
		}
	}
	if n := len(commandList(false)); n != len(names)-3 {
		t.Errorf("%d commands without daily briefings", n)
	}
}
