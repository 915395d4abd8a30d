package main

import (
	"errors"
	"path/filepath"
	"slices"

	"dragoman/adapters/console"
	"dragoman/core"
	"dragoman/knowledge"
)

// chatCmd chats in the terminal.
type chatCmd struct{}

// Help is shown by "bot help chat".
func (*chatCmd) Help() string {
	return `Type questions about the story as they come to mind, or the number of a suggestion. /help lists the commands of the chat; /quit or Ctrl-D ends it.

The chat is remembered in the file of --state, and the lines that were typed in a file beside it; --state none remembers nothing. When standard input is no terminal, each of its lines is a question.`
}

// Run executes the command.
func (*chatCmd) Run(p *process) (err error) {
	base, err := p.loadStory(p.flags.Story)
	if err != nil {
		return err
	}
	st, err := p.openState()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, st.close()) }()
	bot, err := newBot(base, core.Options{Sessions: st.sessions})
	if err != nil {
		return err
	}
	questions := examples(p.ctx, bot, base)
	in, err := console.NewInput(p.stdin, p.stdout, console.InputOptions{
		History:  st.history,
		Commands: console.Commands(),
	})
	if err != nil {
		return err
	}
	story := base.Story()
	return console.Chat(p.ctx, bot, in, p.screen(), console.Options{
		Story: core.Source{
			Title: story.Title, Publisher: story.Publisher, URL: story.URL, AsOf: story.Published,
		},
		Examples: questions,
		// Another story is another conversation, in the same state.
		Key: core.SessionKey{Conversation: "console " + storyName(p.flags.Story), User: "reader"},
	})
}

// storyName names a story for good, wherever the program is run.
func storyName(name string) string {
	if slices.Contains(knowledge.EmbeddedNames(), name) {
		return name
	}
	if abs, err := filepath.Abs(name); err == nil {
		return abs
	}
	return name
}
