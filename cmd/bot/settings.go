package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"dragoman/knowledge"
)

// variablePrefix begins the names of the environment variables for flags.
const variablePrefix = "DRAGOMAN_"

// variable is the name of the environment variable for a flag.
func variable(flag string) string {
	return variablePrefix + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// platformVariable is the customary name of an environment variable for a flag
// besides its own, "" for none.
func platformVariable(flag string) string {
	switch flag {
	case "telegram-token", "telegram-token-file", "discord-token", "discord-token-file":
		return strings.TrimPrefix(variable(flag), variablePrefix)
	}
	return ""
}

// setting is the value of a flag that the environment or the config file gives.
type setting struct {
	value string
	from  string // where it is given, as an error begins: a file with the line, a variable
}

// settings are those values, by flag.
type settings map[string]setting

// Validate and Resolve make settings a kong.Resolver: kong asks it for the
// flags that the command line does not give.
func (settings) Validate(*kong.Application) error { return nil }

// Resolve returns the value of a flag, nil for none. Commands that share the name of
// a flag may differ in its values: what fits another's only is none.
func (s settings) Resolve(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	if given, ok := s[flag.Name]; ok && fits(flag, given.value) == nil {
		return given.value, nil
	}
	return nil, nil
}

// settable are the flags that can be set in the environment and in the config file.
// Commands may share a name.
type settable map[string][]*kong.Flag

// settableOf gathers the flags of a command and of those below it.
func settableOf(n *kong.Node) settable {
	flags := settable{}
	flags.collect(n)
	return flags
}

func (s settable) collect(n *kong.Node) {
	for _, f := range n.Flags {
		if f.Name != "help" {
			s[f.Name] = append(s[f.Name], f)
		}
	}
	for _, child := range n.Children {
		s.collect(child)
	}
}

// names of the flags, in order.
func (s settable) names() []string { return slices.Sorted(maps.Keys(s)) }

// fits says why none of the flags called name can have a value.
func (s settable) fits(name, value string) (err error) {
	for _, flag := range s[name] {
		if err = fits(flag, value); err == nil {
			return nil
		}
	}
	return err
}

// settle reads the environment and the config file. What is wrong there is noted,
// and the rest counts.
func (p *process) settle(line commandLine, flags settable) {
	env := p.readEnvironment(flags)
	p.findStrangers(flags, line.command == checkCommand)
	path, must := line.config, true
	if path == "" {
		path = env["config"].value
	}
	if path == "" {
		path, must = p.defaultConfig(), false
	}
	maps.Copy(p.settings, p.readConfig(path, must, flags))
	maps.Copy(p.settings, env)
}

// readEnvironment returns the values that the environment gives.
func (p *process) readEnvironment(flags settable) settings {
	env := settings{}
	for _, name := range flags.names() {
		from := variable(name)
		value, _ := p.lookupEnv(from)
		if other := platformVariable(name); value == "" && other != "" {
			from = other
			value, _ = p.lookupEnv(from)
		}
		if value == "" {
			continue
		}
		from = "the environment variable " + from
		if err := flags.fits(name, value); err != nil {
			p.wrong = append(p.wrong, fmt.Sprintf("%s: %v", from, err))
			continue
		}
		env[name] = setting{value, from}
	}
	return env
}

// findStrangers notes variables that are named like those for flags and are none: a
// misspelt setting would go unnoticed.
func (p *process) findStrangers(flags settable, strict bool) {
	var known []string // without the prefix, which all share
	for _, name := range flags.names() {
		known = append(known, strings.TrimPrefix(variable(name), variablePrefix))
	}
	var all []string
	for _, variable := range p.environ() {
		name, value, _ := strings.Cut(variable, "=")
		rest, ours := strings.CutPrefix(name, variablePrefix)
		if !ours || value == "" || slices.Contains(known, rest) {
			continue
		}
		all = append(all, fmt.Sprintf("the environment variable %s is no setting; %s", name, meant(rest, variablePrefix, known)))
	}
	slices.Sort(all)
	if strict {
		p.wrong = append(p.wrong, all...)
	} else {
		p.doubtful = append(p.doubtful, all...)
	}
}

// meant says what somebody may have meant by a name that is none. All names have the
// prefix before them.
func meant(name, prefix string, known []string) string {
	if near := knowledge.Closest(name, known); near != "" {
		return fmt.Sprintf("did you mean %s%s?", prefix, near)
	}
	return "\"bot config example\" lists all there are"
}
