package main

import (
	"fmt"
	"maps"
	"reflect"
	"strings"

	"github.com/alecthomas/kong"
)

// variable is the name of the environment variable for a flag.
func variable(flag string) string {
	return "DRAGOMAN_" + strings.ToUpper(strings.ReplaceAll(flag, "-", "_"))
}

// settings are the values of flags that the environment and the config file
// give.
type settings map[string]string

// Validate and Resolve make settings a kong.Resolver: kong asks it for the
// flags that the command line does not give.
func (settings) Validate(*kong.Application) error { return nil }

// Resolve returns the value of a flag, nil for none.
func (s settings) Resolve(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	if value, ok := s[flag.Name]; ok {
		return value, nil
	}
	return nil, nil
}

// settle reads the environment and the config file and hands their values to
// the parser. A command line that asks for help does without.
func (p *process) settle(k *kong.Kong, args []string) error {
	trace, err := kong.Trace(k, args)
	if err != nil {
		return usageError(err.Error())
	}
	config := ""
	for _, path := range trace.Path {
		switch {
		case path.Flag == nil:
		case path.Flag.Name == "help":
			return nil
		case path.Flag.Name == "config":
			config, _ = trace.FlagValue(path.Flag).(string)
		}
	}

	flags := map[string]*kong.Flag{}
	collect(k.Model.Node, flags)
	env := settings{}
	for name, flag := range flags {
		value, ok := p.lookupEnv(variable(name))
		if other := platformVariable(name); (!ok || value == "") && other != "" {
			value, ok = p.lookupEnv(other)
		}
		if !ok || value == "" {
			continue
		}
		if err := fits(flag, value); err != nil {
			return usageError(fmt.Sprintf("the environment variable %s: %v", variable(name), err))
		}
		env[name] = value
	}
	must := true
	if config == "" {
		config = env["config"]
	}
	if config == "" {
		config, must = p.defaultConfig(), false
	}
	s, err := readConfig(config, must, flags)
	if err != nil {
		return err
	}
	maps.Copy(p.settings, s)
	maps.Copy(p.settings, env)
	return nil
}

// collect gathers the flags that can be set in the environment and in the
// config file, from a command and those below it.
func collect(n *kong.Node, flags map[string]*kong.Flag) {
	for _, f := range n.Flags {
		if f.Name != "help" {
			flags[f.Name] = f
		}
	}
	for _, child := range n.Children {
		collect(child, flags)
	}
}

// fits reports why a flag cannot have a value.
func fits(flag *kong.Flag, value string) error {
	scratch := reflect.New(flag.Target.Type()).Elem()
	if scratch.Kind() == reflect.Pointer {
		scratch.Set(reflect.New(scratch.Type().Elem()))
	}
	err := flag.Mapper.Decode(&kong.DecodeContext{
		Value: flag.Value,
		Scan:  kong.ScanFromTokens(kong.Token{Type: kong.FlagValueToken, Value: value}),
	}, scratch)
	if err != nil {
		return fmt.Errorf("%q does not fit --%s: %w", value, flag.Name, err)
	}
	return nil
}
