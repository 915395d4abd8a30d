package main

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/alecthomas/kong"
)

// Commands that settings are told apart by.
const (
	serveCommand   = "serve"
	checkCommand   = "config check"
	exampleCommand = "config example"
	helpCommand    = "help"
)

// commandLine is what has to be known of a command line before it is parsed.
type commandLine struct {
	command string // "" for none that is named
	config  string // the config file that it names, "" for none
	twice   bool   // it names two
	bare    bool   // the command needs no settings
}

// firstLook looks at a command line, which may be wrong.
func firstLook(trace *kong.Context) (line commandLine) {
	if cmd := selected(trace); cmd != nil {
		line.command = cmd.Path()
	}
	line.bare = line.command == exampleCommand || line.command == helpCommand
	for _, path := range trace.Path {
		var value string
		switch {
		case path.Flag != nil && path.Flag.Name == "help":
			line.bare = true
		case path.Flag != nil && path.Flag.Name == "config",
			path.Positional != nil && line.command == checkCommand:
			if v := trace.Value(path); v.IsValid() && v.Kind() == reflect.String {
				value = v.String()
			}
			line.twice = line.twice || line.config != "" && path.Positional != nil
			line.config = value
		}
	}
	return line
}

// surveys tells whether a command finds all that is wrong with its settings by
// itself, once the command line is parsed.
func (l commandLine) surveys() bool {
	return l.command == serveCommand || l.command == checkCommand
}

// words is how many words a command line may have besides its flags.
func (l commandLine) words() int {
	n := len(strings.Fields(l.command))
	if l.command == checkCommand {
		n++ // the file
	}
	return n
}

// sift takes what is wrong out of a command line with so many words: the parser stops
// at the first.
func sift(args []string, flags settable, words int) (good, wrong []string) {
	known := flags.names()
	for len(args) > 0 {
		arg, n := args[0], 1
		name, value, has := strings.Cut(strings.TrimPrefix(arg, "--"), "=")
		flag := flags[name]
		switch {
		case !strings.HasPrefix(arg, "-") && words > 0:
			good = append(good, arg)
			words--
		case !strings.HasPrefix(arg, "-"):
			wrong = append(wrong, "unexpected argument "+arg)
		case flag == nil || !strings.HasPrefix(arg, "--"):
			wrong = append(wrong, fmt.Sprintf("unknown flag %s; %s", strings.SplitN(arg, "=", 2)[0], meant(name, "--", known)))
			if !has && words == 0 && len(args) > 1 && !strings.HasPrefix(args[1], "-") {
				n = 2 // its value, perhaps
			}
		case flag[0].IsBool() && !has:
			good = append(good, arg)
		case !has && (len(args) == 1 || strings.HasPrefix(args[1], "-")):
			wrong = append(wrong, arg+" needs a value")
		default:
			if !has {
				value, n = args[1], 2
			}
			if err := flags.fits(name, value); err != nil {
				wrong = append(wrong, err.Error())
			} else {
				good = append(good, args[:n]...)
			}
		}
		args = args[n:]
	}
	return good, wrong
}

// ownFlags are those that a command takes.
func ownFlags(cmd *kong.Node) settable {
	flags := settable{}
	for _, group := range cmd.AllFlags(false) {
		for _, f := range group {
			flags[f.Name] = append(flags[f.Name], f)
		}
	}
	return flags
}

// noteGiven notes the flags that the command line gives.
func (p *process) noteGiven(parsed *kong.Context) {
	p.given = make(map[string]bool)
	for _, path := range parsed.Path {
		if path.Flag != nil && !path.Resolved {
			p.given[path.Flag.Name] = true
		}
	}
}
