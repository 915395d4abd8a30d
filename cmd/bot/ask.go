package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"dragoman/adapters/console"
	"dragoman/core"
)

// askCmd answers one question, or the questions of standard input.
type askCmd struct {
	JSON     bool     `name:"json" help:"Print one line of JSON per question."`
	Question []string `arg:"" optional:"" help:"The question. Without one, JSON Lines are read from standard input."`
}

// Help is shown by "bot help ask".
func (*askCmd) Help() string {
	return `With a question, answers it:

    bot ask who will attend the talks

Without one, reads JSON Lines from standard input and answers each line as it comes. A line has at least "text"; it may have "id" (repeated in the reply) and "session" (lines that share it are turns of one conversation, remembered while the command runs). Other keys are ignored, blank lines are left out.

    echo '{"id":1,"session":"a","text":"who is Kallas?"}' | bot ask --json

With --json a reply is a line with id, session, answered, answer, quotes, evidence, confidence and suggestions. A line of input that cannot be used gives a line with "error", and the rest go on.

The exit status is 0 when every line has had its reply or its error, whether or not the story answers.`
}

// Run executes the command.
func (c *askCmd) Run(p *process) error {
	base, err := p.loadStory(p.flags.Story)
	if err != nil {
		return err
	}
	bot, err := newBot(base, core.Options{})
	if err != nil {
		return err
	}
	out := bufio.NewWriter(p.stdout)
	screen := p.screen()
	screen.Out = out
	w := replyWriter{out: out, screen: screen, errs: p.stderr, json: c.JSON}
	if len(c.Question) > 0 {
		q := question{text: strings.Join(c.Question, " ")}
		err = answer(p.ctx, bot, q, &w)
	} else {
		if console.IsTerminal(p.stdin) {
			return usageError("ask what? Give a question, as in: bot ask who will attend the talks; or pipe JSON Lines into bot ask")
		}
		err = answerLines(p.ctx, bot, p.stdin, &w)
	}
	if flushed := out.Flush(); err == nil && flushed != nil {
		err = fmt.Errorf("writing the replies: %w", flushed)
	}
	return err
}

// answerLines answers the lines of in one by one, and flushes what it wrote
// whenever the next line is not there yet.
func answerLines(ctx context.Context, bot *core.Bot, in io.Reader, w *replyWriter) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	lines := readLines(ctx, in)
	for {
		line, ok, err := nextLine(ctx, lines, w.out)
		if err != nil || !ok {
			return err
		}
		if line.err != nil && !errors.Is(line.err, console.ErrTooLong) {
			return fmt.Errorf("reading standard input: %w", line.err)
		}
		q, err := parseQuestion(line)
		if err != nil {
			err = w.problem(q, fmt.Sprintf("line %d: %v", line.number, err))
		} else {
			q.line = line.number
			err = answer(ctx, bot, q, w)
		}
		if err != nil {
			return err
		}
	}
}

// nextLine returns the next line, flushing out if it has to wait for it.
func nextLine(ctx context.Context, lines <-chan inputLine, out *bufio.Writer) (line inputLine, ok bool, err error) {
	select {
	case line, ok = <-lines:
		return line, ok, nil
	default:
	}
	if err := out.Flush(); err != nil {
		return line, false, fmt.Errorf("writing the replies: %w", err)
	}
	select {
	case line, ok = <-lines:
		return line, ok, nil
	case <-ctx.Done():
		return line, false, ctx.Err()
	}
}

// answer writes the reply to q. A question without a session is forgotten at
// once, so that a long input of them leaves the sessions alone.
func answer(ctx context.Context, bot *core.Bot, q question, w *replyWriter) error {
	key := q.key()
	reply, err := bot.Reply(ctx, core.Message{
		Conversation: key.Conversation, User: key.User, Text: q.text, Time: time.Now(),
	})
	if err == nil && q.session == nil {
		err = bot.Forget(ctx, key)
	}
	if err != nil {
		return err
	}
	return w.reply(q, reply)
}
