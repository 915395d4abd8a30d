package main

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// cli is the command line.
type cli struct {
	Story   string   `name:"story" default:"riyadh" placeholder:"S" help:"The story: the name of a built-in one, a story file, an article, or a folder of dated articles (${default})."`
	Overlay string   `name:"overlay" placeholder:"FILE" help:"Corrections to lay over the article of --story; a folder has its own in overlay.yaml."`
	State   string   `name:"state" placeholder:"FILE" help:"Where chats are remembered: a file, or none (${state})."`
	Config  string   `name:"config" placeholder:"FILE" help:"YAML file with values for flags (${config}, if there is one)."`
	Help    helpFlag `name:"help" short:"h" help:"Show this help."`

	Chat        chatCmd        `cmd:"" default:"1" help:"Chat in the terminal; so does bot without a command."`
	Serve       serveCmd       `cmd:"" help:"Answer on Telegram and Discord."`
	Ask         askCmd         `cmd:"" help:"Answer one question, or JSON Lines from standard input."`
	Eval        evalCmd        `cmd:"" help:"Score question sets."`
	Briefing    briefingCmd    `cmd:"" help:"Print the daily briefing on a story."`
	Feedback    feedbackCmd    `cmd:"" help:"Show which answers helped readers."`
	Subscribers subscribersCmd `cmd:"" help:"Count who gets the daily briefing; pause and resume it."`
	Backup      backupCmd      `cmd:"" help:"Copy the state file, also while the bot runs."`
	Report      reportCmd      `cmd:"" help:"Tell what readers ask, and what the story did not answer."`
	Health      healthCmd      `cmd:"" help:"Ask a bot that serves whether it is well."`
	StoryCmd    storyCmd       `cmd:"" name:"story" help:"Check a story, show it, draft one of an article, or tell what is new."`
	Settings    configCmd      `cmd:"" name:"config" help:"Show an example of the config file; check the settings."`
	Version     versionCmd     `cmd:"" help:"Show the version and the built-in stories."`
	HelpCmd     helpCmd        `cmd:"" name:"help" help:"Show the help of a command."`
}

const description = `Answers questions about a news story, with the source, and never more than the story says.

A flag's value is the first there is of: the command line; the environment; the config file; its default. The exit status is 0 when all went well, 1 when something failed, and 2 when the command line, the environment or the config file is wrong.`

// run parses the command line and executes the command.
func (p *process) run(args []string) error {
	command, err := p.parse(args)
	if command == nil || err != nil {
		return err
	}
	return command.Run(p)
}

// parse reads the command line, the environment and the config file. The result is
// nil when there is nothing to execute, as all has been said.
func (p *process) parse(args []string) (*kong.Context, error) {
	p.args, p.flags, p.settings, p.findings = args, &cli{}, settings{}, findings{}
	parser, err := p.parser()
	if err != nil {
		return nil, err
	}
	trace, err := kong.Trace(parser, args)
	if err != nil {
		return nil, usageError(err.Error())
	}
	line := firstLook(trace)
	if !line.bare {
		p.settle(line, settableOf(parser.Model.Node))
	}
	kctx, err := parser.Parse(args)
	if errors.Is(err, errHelpShown) {
		return nil, nil
	}
	if err != nil {
		misuse := misused(err).Error()
		if !line.surveys() {
			p.wrong = append(p.wrong, misuse)
			return nil, p.verdict()
		}
		good, wrong := sift(args, ownFlags(selected(trace)), line.words())
		if len(wrong) < 2 {
			wrong = []string{misuse}
		}
		p.wrong = append(p.wrong, wrong...)
		if kctx, err = parser.Parse(good); err != nil {
			return nil, p.verdict()
		}
	}
	p.command = kctx.Selected()
	if line.surveys() {
		p.noteGiven(kctx)
		return kctx, nil
	}
	p.warnDoubtful()
	return kctx, p.verdict()
}

// noValue is how kong says that a flag is the last word.
var noValue = regexp.MustCompile(`^(--\S+): expected .* but got "EOL".*$`)

// misused says what is wrong with a command line and where to read how to use
// the command.
func misused(err error) error {
	see := "bot help"
	if parse, ok := errors.AsType[*kong.ParseError](err); ok {
		if cmd := selected(parse.Context); cmd != nil {
			see += " " + cmd.Path()
		}
	}
	text := noValue.ReplaceAllString(err.Error(), "$1 needs a value")
	text = strings.ReplaceAll(text, ", did you mean", "; did you mean")
	if !strings.HasSuffix(text, "?") {
		text += "."
	}
	return usageError(fmt.Sprintf("%s See: %s", text, see))
}

// selected is the command that the command line names, nil for none: the one
// that is executed without being named does not count.
func selected(ctx *kong.Context) *kong.Node {
	cmd := ctx.Selected()
	if cmd == nil || !slices.Contains(ctx.Args, cmd.Name) {
		return nil
	}
	return cmd
}

func (p *process) parser() (*kong.Kong, error) {
	parser, err := kong.New(p.flags,
		kong.Name("bot"),
		kong.Description(description),
		kong.NoDefaultHelp(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		kong.ValueFormatter(withVariable),
		kong.Writers(p.stdout, p.stderr),
		kong.Exit(func(int) {}),
		kong.Resolvers(p.settings),
		kong.Vars{"state": p.tilde(p.defaultState()), "config": p.tilde(p.defaultConfig())},
	)
	if err != nil {
		return nil, err
	}
	return parser, nil
}

// errHelpShown ends the parsing of a command line that asks for help.
var errHelpShown = errors.New("help was shown")

// helpFlag shows the help of the command that it is given to.
type helpFlag bool

// BeforeReset is called by kong before anything is required.
func (helpFlag) BeforeReset(ctx *kong.Context) error {
	if selected(ctx) == nil {
		ctx.Path = ctx.Path[:1]
	}
	if err := ctx.PrintUsage(false); err != nil {
		return err
	}
	return errHelpShown
}

// helpCmd shows the help of a command.
type helpCmd struct {
	Command []string `arg:"" optional:"" help:"The command."`
}

// Run executes the command.
func (c *helpCmd) Run(p *process) error {
	return p.run(append(c.Command, "--help"))
}

// withVariable adds the environment variable to the help of a flag.
func withVariable(v *kong.Value) string {
	if v.Flag == nil || v.Name == "help" {
		return v.Help
	}
	return v.Help + " $" + variable(v.Name)
}
