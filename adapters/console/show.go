package console

import (
	"fmt"
	"strings"

	"dragoman/core"
)

// greet says what the chat is about.
func (c *chat) greet() {
	c.screen.Print(Bold, 0, Line(c.opts.Story.Title))
	c.screen.Print(Faint, 0, SourceLine(core.Reply{Source: c.opts.Story}))
	c.screen.Blank()
	if len(c.opts.Examples) > 0 {
		c.screen.Print(Normal, 0, "Ask about this story, for example:")
		c.suggest(c.opts.Examples)
		c.screen.Print(Normal, 0, "A number asks that question; /help lists the commands.")
	} else {
		c.screen.Print(Normal, 0, "Ask about this story; /help lists the commands.")
	}
	c.screen.Blank()
}

// show prints a reply and its suggestions.
func (c *chat) show(r core.Reply) {
	c.screen.Print(Normal, 0, r.Answer)
	if source := SourceLine(r); source != "" {
		c.screen.Print(Faint, 0, source)
		c.last = r
	}
	if len(r.Suggestions) > 0 {
		c.screen.Blank()
	}
	c.suggest(r.Suggestions)
}

// suggest prints questions and remembers what their numbers stand for.
func (c *chat) suggest(questions []string) {
	c.suggestions = questions
	for i, q := range questions {
		c.screen.Item(Accent, fmt.Sprintf("  %d  ", i+1), Line(q))
	}
}

func (c *chat) help() error {
	c.screen.Print(Normal, 0, "Type a question about the story in your own words, or the number of a suggestion.")
	for _, cmd := range commands() {
		c.screen.Item(Accent, fmt.Sprintf("  %-9s ", "/"+cmd.name), cmd.help)
	}
	return nil
}

func (c *chat) sources() error {
	if len(c.last.Evidence) == 0 {
		c.screen.Print(Normal, 0, "No answer has cited the story yet.")
	} else {
		c.screen.Print(Normal, 0, "The last answer comes from:")
		for _, e := range c.last.Evidence {
			text := fmt.Sprintf("paragraph %d", e.Paragraph)
			if e.Article != "" {
				text = e.Published.Format("2 January 2006") + ", " + text
			}
			if e.Label != "" {
				text += ": " + Line(e.Label)
			}
			c.screen.Print(Normal, 2, text)
		}
	}
	source := c.last.Source
	if source == (core.Source{}) {
		source = c.opts.Story
	}
	story := Line(source.Title)
	if line := SourceLine(core.Reply{Source: source}); line != "" {
		story += " (" + line + ")"
	}
	c.screen.Print(Normal, 0, strings.TrimSpace(story))
	if source.URL != "" {
		c.screen.Print(Normal, 0, Line(source.URL))
	}
	return nil
}

func (c *chat) forget() error {
	err := c.bot.Forget(c.ctx, c.opts.Key)
	if err == nil {
		err = c.in.ForgetHistory()
	}
	if err != nil {
		c.screen.Print(Normal, 0, fmt.Sprintf("That could not be forgotten: %v.", err))
		return nil
	}
	c.last, c.suggestions = core.Reply{}, nil
	c.screen.Print(Normal, 0, "Forgotten. The next question starts a new chat.")
	return nil
}

func (c *chat) quit() error { return errQuit }
