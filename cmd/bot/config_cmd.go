package main

import (
	"cmp"
	"fmt"
	"net/url"
	"strings"

	"dragoman/adapters/console"
	"dragoman/knowledge"
)

// configCmd is about settings.
type configCmd struct {
	Example configExampleCmd `cmd:"" help:"Print a config file with all settings, each with what it means."`
	Check   configCheckCmd   `cmd:"" help:"Find all that is wrong with the settings of bot serve."`
}

// configCheckCmd checks the settings of "bot serve".
type configCheckCmd struct {
	File  string   `arg:"" optional:"" name:"file" help:"The config file, instead of --config."`
	Serve serveCmd `embed:""`
}

// Help is shown by "bot help config check".
func (*configCheckCmd) Help() string {
	return `Reads flags, the environment and the config file as bot serve does, and the files that they name, and says all that is wrong: one line each, with exit status 2. It asks no server and opens no port. When all is well it says what would run, without secrets.`
}

// Run executes the command.
func (c *configCheckCmd) Run(p *process) error {
	if c.File != "" && p.given["config"] {
		p.wrong = append(p.wrong, "the config file is given as an argument and with --config: give it once")
	}
	c.Serve.check(p)
	base := c.Serve.checkFiles(p)
	p.warnDoubtful()
	if err := p.verdict(); err != nil {
		return err
	}
	return c.Serve.describe(p, base)
}

// describe writes what would run.
func (c *serveCmd) describe(p *process, base *knowledge.Base) error {
	var out strings.Builder
	line := func(what, format string, args ...any) {
		fmt.Fprintf(&out, "%-11s %s\n", what, console.Line(fmt.Sprintf(format, args...)))
	}
	out.WriteString("The settings are sound.\n")
	line("config file", "%s", cmp.Or(p.config, "none"))
	if c.Telegram.Token != "" {
		line("Telegram", "%s; token from %s", c.Telegram.describe(), p.origin("telegram-token"))
	}
	if c.Discord.Token != "" {
		commands := "commands for all servers"
		if c.Discord.Guild != "" {
			commands = "commands for server " + c.Discord.Guild + " only"
		}
		line("Discord", "%s; token from %s", commands, p.origin("discord-token"))
	}
	title := "to be told by the feed"
	if base != nil {
		title = base.Story().Title
	}
	line("story", "%s: %s", p.flags.Story, title)
	if c.Growing.Feed != "" {
		line("feed", "%s", hostOf(c.Growing.Feed))
	}
	switch path := p.statePath(); path {
	case noState, "":
		line("state", "none: nothing is remembered across a restart")
	default:
		line("state", "%s", path)
	}
	line("briefings", "%s", c.Briefings)
	if c.Monitor.off() {
		line("health", "not served")
	} else {
		line("health", "served at %s", c.Monitor.Listen)
	}
	_, err := p.stdout.Write([]byte(out.String()))
	return err
}

// describe says how updates come.
func (f *telegramFlags) describe() string {
	if f.Webhook == "" {
		return "long polling"
	}
	return fmt.Sprintf("webhook at %s, listening at %s", hostOf(f.Webhook), cmp.Or(f.WebhookListen, "127.0.0.1:8443"))
}

// hostOf is what of an address is no secret: its path may be one, and so may what is
// before its host.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Scheme + "://" + u.Host
}
