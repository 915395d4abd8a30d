package discordtest

import (
	"encoding/json"
	"maps"
	"regexp"
	"strings"
	"unicode/utf8"
)

// command is a command as the bot registers it.
type command struct {
	Type         int               `json:"type"`
	Name         string            `json:"name"`
	Names        map[string]string `json:"name_localizations"`
	Description  string            `json:"description"`
	Descriptions map[string]string `json:"description_localizations"`
	Options      []commandOption   `json:"options"`
}

type commandOption struct {
	Name         string            `json:"name"`
	Names        map[string]string `json:"name_localizations"`
	Description  string            `json:"description"`
	Descriptions map[string]string `json:"description_localizations"`
	Required     bool              `json:"required"`
	Autocomplete bool              `json:"autocomplete"`
	Choices      []commandChoice   `json:"choices"`
}

type commandChoice struct {
	Name  string            `json:"name"`
	Names map[string]string `json:"name_localizations"`
	Value any               `json:"value"`
}

const (
	chatInput       = 1
	maxCommands     = 100 // global ones of chat input (Discord, "Application Commands")
	maxMenuCommands = 15  // of each kind of menu
	maxCommandSize  = 8000
)

// commandName is Discord's pattern for names of chat input and options.
var commandName = regexp.MustCompile(`^[-_'\p{L}\p{N}\p{Devanagari}\p{Thai}]{1,32}$`)

func validName(name string) bool {
	return commandName.MatchString(name) && name == strings.ToLower(name)
}

// check returns the rule that a command breaks, "" for none.
func (c *command) check() string {
	names := func(name string, localized map[string]string) string {
		if !validName(name) {
			return "the name " + name + " does not match Discord's pattern"
		}
		for locale, name := range localized {
			if !validName(name) {
				return "the name " + name + " (" + locale + ") does not match Discord's pattern"
			}
		}
		return ""
	}
	if c.Type != chatInput {
		switch {
		case c.Description != "" || len(c.Options) > 0:
			return "a command of a menu has no description and no options: " + c.Name
		case strings.TrimSpace(c.Name) == "":
			return "a command needs a name"
		}
		return ""
	}
	if why := names(c.Name, c.Names); why != "" {
		return why
	}
	if c.Description == "" {
		return "the command " + c.Name + " needs a description"
	}
	size := utf8.RuneCountInString(c.Name) + longest(c.Description, c.Descriptions)
	optional := false
	seen := make(map[string]bool)
	for _, o := range c.Options {
		switch why := names(o.Name, o.Names); {
		case why != "":
			return c.Name + ": " + why
		case o.Required && optional:
			return c.Name + ": required options come before others"
		case o.Autocomplete && len(o.Choices) > 0:
			return c.Name + ": an option has choices or autocomplete, not both"
		case seen[o.Name]:
			return c.Name + ": two options are named " + o.Name
		}
		optional = optional || !o.Required
		seen[o.Name] = true
		size += utf8.RuneCountInString(o.Name) + longest(o.Description, o.Descriptions)
		for _, choice := range o.Choices {
			n := longest(choice.Name, choice.Names)
			if choice.Name == "" || n > maxChoice {
				return c.Name + ": a choice has 1 to 100 characters"
			}
			value, _ := choice.Value.(string)
			size += n + utf8.RuneCountInString(value)
		}
	}
	if size > maxCommandSize {
		return c.Name + " has more than 8000 characters"
	}
	return ""
}

func longest(text string, localized map[string]string) int {
	n := utf8.RuneCountInString(text)
	for _, t := range localized {
		n = max(n, utf8.RuneCountInString(t))
	}
	return n
}

// Commands returns the commands registered for a guild, "" for the global
// ones, as Discord answers with them.
func (s *Server) Commands(guild string) []map[string]any {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]map[string]any(nil), s.commands[guild]...)
}

// CommandPuts is how many times all commands were written.
func (s *Server) CommandPuts() int {
	return s.Count("PUT /applications/{application_id}/commands") +
		s.Count("PUT /applications/{application_id}/guilds/{guild_id}/commands")
}

func (s *Server) getCommands(r *request) (int, any, *apiError) {
	if r.PathValue("application_id") != s.app {
		return 0, nil, errMissingAccess
	}
	full := r.URL.Query().Get("with_localizations") == "true"
	list := []any{}
	for _, c := range s.commands[r.PathValue("guild_id")] {
		if !full {
			c = maps.Clone(c)
			delete(c, "name_localizations")
			delete(c, "description_localizations")
		}
		list = append(list, c)
	}
	return 200, list, nil
}

func (s *Server) putCommands(r *request) (int, any, *apiError) {
	guild := r.PathValue("guild_id")
	if r.PathValue("application_id") != s.app {
		return 0, nil, errMissingAccess
	}
	var list []command
	var raw []map[string]any
	if e := r.into(&raw); e != nil {
		return 0, nil, e
	}
	if json.Unmarshal(r.body, &list) != nil {
		return 0, nil, invalidForm("commands")
	}
	refuse := func(why string) (int, any, *apiError) {
		s.problem("%s: %s", r.route, why)
		return 0, nil, invalidForm("%s", why)
	}
	numbers := make(map[int]int)
	seen := make(map[string]bool)
	for i := range list {
		c := &list[i]
		if c.Type == 0 {
			c.Type = chatInput
		}
		key := string(rune('0'+c.Type)) + c.Name
		if seen[key] {
			return refuse("two commands are named " + c.Name)
		}
		seen[key] = true
		if why := c.check(); why != "" {
			return refuse(why)
		}
		numbers[c.Type]++
	}
	for kind, n := range numbers {
		if kind == chatInput && n > maxCommands || kind != chatInput && n > maxMenuCommands {
			return refuse("there are too many commands")
		}
	}
	before := make(map[string]string) // ids by names: they stay
	for _, c := range s.commands[guild] {
		before[c["name"].(string)] = c["id"].(string)
	}
	stored := make([]map[string]any, 0, len(raw))
	for i, c := range raw {
		stored = append(stored, s.registered(c, &list[i], before[list[i].Name], guild))
	}
	s.commands[guild] = stored
	return 200, stored, nil
}

// registered is a command as Discord stores it: with what it adds, and without
// options that say what is so anyway.
func (s *Server) registered(given map[string]any, c *command, id, guild string) map[string]any {
	if id == "" {
		id = s.newID()
	}
	v := map[string]any{
		"id": id, "application_id": s.app, "version": s.newID(), "type": c.Type, "name": c.Name,
		"description": c.Description, "name_localizations": nil, "description_localizations": nil,
		"default_member_permissions": nil, "dm_permission": true, "nsfw": false,
		"contexts": nil, "integration_types": []any{0},
	}
	if guild != "" {
		v["guild_id"] = guild
	}
	for _, key := range []string{"name_localizations", "description_localizations", "default_member_permissions", "contexts", "integration_types", "nsfw"} {
		if given[key] != nil {
			v[key] = given[key]
		}
	}
	options := []any{}
	list, _ := given["options"].([]any)
	for _, o := range list {
		o := maps.Clone(o.(map[string]any))
		for _, key := range []string{"required", "autocomplete"} {
			if o[key] != true {
				delete(o, key)
			}
		}
		if choices, ok := o["choices"].([]any); ok && len(choices) == 0 {
			delete(o, "choices")
		}
		options = append(options, o)
	}
	if len(options) > 0 {
		v["options"] = options
	}
	return v
}
