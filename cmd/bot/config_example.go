package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// configExampleCmd prints an example of the config file.
type configExampleCmd struct{}

// Help is shown by "bot help config example".
func (*configExampleCmd) Help() string {
	return `Prints a config file in which each setting stands in a comment, with what it means, its default and its environment variable. It can be used as it is: bot config example >FILE`
}

const exampleHead = `# Settings of bot: values of its flags, one a line, in YAML.
#
# A line that begins with "#" and a letter is a setting with its default, or with no
# value: take the "#" away to set it. A path that does not begin with "/" is one from
# the folder of this file. A flag on the command line and a variable of the environment
# come before this file; "bot config check FILE" finds what is wrong in it.
`

// Run executes the command.
func (*configExampleCmd) Run(p *process) error {
	parser, err := p.parser()
	if err != nil {
		return err
	}
	_, err = p.stdout.Write([]byte(exampleConfig(parser.Model.Node)))
	return err
}

// exampleConfig is a config file with all settings of a program in comments.
func exampleConfig(root *kong.Node) string {
	e := example{flags: settableOf(root), done: map[string]bool{"config": true}}
	e.out.WriteString(exampleHead)
	e.section("All commands", root, false)
	for _, cmd := range root.Leaves(false) {
		if cmd.Path() == serveCommand {
			e.section("bot serve", cmd, false)
		}
	}
	for _, cmd := range root.Leaves(false) {
		if cmd.Path() != checkCommand {
			e.section("bot "+cmd.Path(), cmd, true)
		}
	}
	return e.out.String()
}

// example is a config file being written.
type example struct {
	out   strings.Builder
	flags settable
	done  map[string]bool
}

// section writes those flags of a command that are not there yet.
func (e *example) section(title string, cmd *kong.Node, other bool) {
	for _, f := range cmd.Flags {
		if e.done[f.Name] || f.Name == "help" {
			continue
		}
		if title != "" {
			fmt.Fprintf(&e.out, "\n# --- %s ---\n", title)
			title = ""
		}
		e.done[f.Name] = true
		e.setting(f, other)
	}
}

// setting writes one, with what else it means to other commands of the same flag.
func (e *example) setting(flag *kong.Flag, other bool) {
	e.out.WriteByte('\n')
	e.comment(strings.ReplaceAll(flag.Help, "\n", " "))
	if other {
		var also []string
		for _, f := range e.flags[flag.Name] {
			if f.Help != flag.Help && !slices.Contains(also, f.Help) {
				also = append(also, f.Help)
			}
		}
		for _, help := range also {
			e.comment("Elsewhere: " + help)
		}
	}
	from := "$" + variable(flag.Name)
	if alias := platformVariable(flag.Name); alias != "" {
		from += " or $" + alias
	}
	fmt.Fprintf(&e.out, "# %s\n", from)
	switch {
	case flag.IsBool():
		fmt.Fprintf(&e.out, "#%s: false\n", flag.Name)
	case flag.HasDefault:
		fmt.Fprintf(&e.out, "#%s: %s\n", flag.Name, flag.Default)
	default:
		fmt.Fprintf(&e.out, "#%s: # %s\n", flag.Name, flag.PlaceHolder)
	}
}

// exampleWidth is where comments are wrapped, in characters.
const exampleWidth = 88

// comment writes a text as comments.
func (e *example) comment(text string) {
	line := "#"
	for word := range strings.FieldsSeq(text) {
		if len(line)+1+len(word) > exampleWidth {
			fmt.Fprintln(&e.out, line)
			line = "#"
		}
		line += " " + word
	}
	fmt.Fprintln(&e.out, line)
}
