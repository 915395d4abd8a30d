package console

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"dragoman/core"
)

// Bot answers and forgets; *core.Bot does.
type Bot interface {
	Reply(ctx context.Context, m core.Message) (core.Reply, error)
	Forget(ctx context.Context, key core.SessionKey) error
}

// Options configure a chat.
type Options struct {
	Story    core.Source     // what the chat is about
	Examples []string        // questions for the greeting
	Key      core.SessionKey // the reader's session
	Locale   string          // BCP 47 tag, or ""
	Now      func() time.Time
}

// Chat greets the reader, answers line by line and says goodbye. It closes the
// input. A done context ends it without an error, as the end of the input and
// /quit do; a read that is under way is left behind then.
func Chat(ctx context.Context, bot Bot, in Input, screen *Screen, opts Options) error {
	if opts.Now == nil {
		opts.Now = time.Now
	}
	c := &chat{ctx: ctx, bot: bot, in: in, screen: screen, opts: opts}
	c.greet()
	err := c.loop()
	return errors.Join(err, in.Close(), screen.Err())
}

// chat is a chat under way. Its context is that of the call to Chat.
type chat struct {
	ctx    context.Context
	bot    Bot
	in     Input
	screen *Screen
	opts   Options

	last        core.Reply // the last that had a source
	suggestions []string   // what numbers stand for
	warned      bool       // that the session store fails
}

// errQuit ends the chat.
var errQuit = errors.New("quit")

type typed struct {
	line string
	err  error
}

// loop reads and answers until there is no more to read.
func (c *chat) loop() error {
	ctx, cancel := context.WithCancel(c.ctx)
	defer cancel()
	// Lines are read one at a time and on demand: the editor shows its prompt
	// when it is asked for a line.
	wanted, lines := make(chan struct{}), make(chan typed)
	go func() {
		for range wanted {
			line, err := c.in.ReadLine()
			select {
			case lines <- typed{line, err}:
			case <-ctx.Done():
				return
			}
		}
	}()
	defer close(wanted)

	for c.screen.Err() == nil {
		select {
		case wanted <- struct{}{}:
		case <-ctx.Done():
			return c.interrupted()
		}
		select {
		case t := <-lines:
			if err := c.turn(t); errors.Is(err, errQuit) {
				return nil
			} else if err != nil {
				return err
			}
		case <-ctx.Done():
			return c.interrupted()
		}
	}
	return nil
}

// interrupted leaves the line of the prompt.
func (c *chat) interrupted() error {
	if !c.in.Echo() {
		c.screen.Blank()
	}
	return nil
}

// turn answers one line.
func (c *chat) turn(t typed) error {
	switch {
	case errors.Is(t.err, errCtrlC):
		return errQuit
	case errors.Is(t.err, io.EOF):
		if !c.in.Echo() {
			c.screen.Blank()
		}
		return errQuit
	case errors.Is(t.err, ErrTooLong):
		c.screen.Print(Normal, 0, "That is too long to read. Please ask in a few words.")
		c.screen.Blank()
		return nil
	case t.err != nil:
		return fmt.Errorf("reading what was typed: %w", t.err)
	}
	line := strings.TrimSpace(t.line)
	if line == "" {
		return nil
	}
	if c.in.Echo() {
		c.screen.Print(Bold, 0, prompt+echo(line))
	}
	cmd, name := parseCommand(line)
	var err error
	switch {
	case cmd.run != nil:
		err = cmd.run(c)
	case name != "":
		c.screen.Print(Normal, 0, fmt.Sprintf("There is no command %s; /help lists the commands.", echo(name)))
	default:
		err = c.ask(line)
	}
	if err == nil {
		c.screen.Blank()
	}
	return err
}

// ask answers a question, or the suggestion that the line is the number of.
func (c *chat) ask(line string) error {
	if n, ok := number(line); ok && len(c.suggestions) > 0 {
		if n < 1 || n > len(c.suggestions) {
			c.screen.Print(Normal, 0, fmt.Sprintf("There is no suggestion %d: type a number from 1 to %d, or a question.", n, len(c.suggestions)))
			return nil
		}
		line = c.suggestions[n-1]
		c.screen.Print(Bold, 0, line)
	}
	reply, err := c.bot.Reply(c.ctx, core.Message{
		Conversation: c.opts.Key.Conversation, User: c.opts.Key.User,
		Text: line, Locale: c.opts.Locale, Time: c.opts.Now(),
	})
	if c.ctx.Err() != nil {
		return nil // the loop sees it too
	}
	c.show(reply)
	if err != nil && !c.warned {
		c.warned = true
		c.screen.Blank()
		c.screen.Print(Faint, 0, fmt.Sprintf("(This chat may not be remembered: %v.)", err))
	}
	return nil
}

// number reads a line that is nothing but a number of one digit, as in "2" or
// "2.".
func number(line string) (int, bool) {
	line = strings.TrimRight(line, ".)")
	if len(line) != 1 {
		return 0, false
	}
	n, err := strconv.Atoi(line)
	return n, err == nil
}

// maxEcho is how much of a line is repeated, in characters.
const maxEcho = 500

func echo(line string) string {
	line = Line(line)
	n := 0
	for i := range line {
		if n == maxEcho {
			return line[:i] + "…"
		}
		n++
	}
	return line
}
