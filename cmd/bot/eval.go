package main

import (
	"bytes"
	"fmt"
	"io"
	"time"

	"github.com/schollz/progressbar/v3"

	"dragoman/adapters/console"
	"dragoman/core"
	"dragoman/core/eval"
	"dragoman/knowledge"
)

// evalCmd scores question sets.
type evalCmd struct {
	Article  string   `name:"article" placeholder:"TEXT" help:"The story's text, which quotes have to stand in. Without it: the quotes of the story file."`
	Misses   bool     `name:"misses" help:"List the questions that were not answered right, and why."`
	MinRight *share   `name:"min-right" placeholder:"R" help:"Fail if less than this share (0 to 1) is right."`
	MaxWrong *share   `name:"max-wrong" placeholder:"W" help:"Fail if more than this share (0 to 1) is wrong."`
	Sets     []string `arg:"" name:"set" help:"Question sets: files of JSON Lines."`
}

// Help is shown by "bot help eval".
func (*evalCmd) Help() string {
	return `A reply is right when the bot rightly declined, or when it answered an answerable question with all that it must say, nothing that it must not, one of the right paragraphs, quotes to the letter, and briefly. It is wrong when it asserts something and is not right; a miss when it declines a question that the story answers.

The scores of each set and kind are printed, their total, and how long the answers took. The exit status is 1 when a floor is not reached, --min-right or --max-wrong, over all sets together.`
}

// share is a number from 0 to 1.
type share float64

// UnmarshalText reads a share.
func (s *share) UnmarshalText(text []byte) error {
	var v float64
	if _, err := fmt.Sscanf(string(text)+"\n", "%g\n", &v); err != nil || !(v >= 0 && v <= 1) {
		return fmt.Errorf("%q is not a number from 0 to 1", text)
	}
	*s = share(v)
	return nil
}

// Run executes the command.
func (c *evalCmd) Run(p *process) error {
	base, err := p.loadStory(p.flags.Story)
	if err != nil {
		return err
	}
	bot, err := newBot(base, core.Options{})
	if err != nil {
		return err
	}
	article, err := c.article(base)
	if err != nil {
		return err
	}
	var sets []eval.Set
	questions := 0
	for _, path := range c.Sets {
		set, err := eval.ReadSetFile(path)
		if err != nil {
			return fileErrorOr(path, "a question set", err)
		}
		sets = append(sets, set)
		questions += len(set.Questions)
	}

	bar := p.progress(questions)
	run := eval.Run{Bot: bot, Article: article, Asked: func(eval.Outcome) { bar.Add(1) }}
	var report eval.Report
	for _, set := range sets {
		result, err := run.Set(p.ctx, set)
		if err != nil {
			bar.Clear()
			return err
		}
		report = append(report, result)
	}
	bar.Finish()

	var out bytes.Buffer
	if c.Misses {
		report.WriteMisses(&out)
	}
	report.WriteTo(&out)
	if _, err := io.WriteString(p.stdout, console.Plain(out.String())); err != nil {
		return err
	}
	return c.floors(p.stderr, report.Total().Tally())
}

// article is what quotes have to stand in.
func (c *evalCmd) article(base *knowledge.Base) (eval.Article, error) {
	if c.Article == "" {
		return eval.QuotesOf(base), nil
	}
	text, err := readFile(c.Article, "the text of the story")
	return eval.NewArticle(string(text)), err
}

// floors compares the total with what it has to reach.
func (c *evalCmd) floors(w io.Writer, t eval.Tally) error {
	right, wrong, _ := t.Rates()
	var failed error
	if c.MinRight != nil && right < float64(*c.MinRight) {
		fmt.Fprintf(w, "bot: %.3f right is less than --min-right %g\n", right, *c.MinRight)
		failed = errFailed
	}
	if c.MaxWrong != nil && wrong > float64(*c.MaxWrong) {
		fmt.Fprintf(w, "bot: %.3f wrong is more than --max-wrong %g\n", wrong, *c.MaxWrong)
		failed = errFailed
	}
	return failed
}

// progress is a bar on standard error where that is a terminal.
func (p *process) progress(questions int) *progressbar.ProgressBar {
	if !console.IsTerminal(p.stderr) {
		return progressbar.DefaultSilent(int64(questions))
	}
	return progressbar.NewOptions(questions,
		progressbar.OptionSetWriter(p.stderr),
		progressbar.OptionSetDescription("asking"),
		progressbar.OptionSetWidth(30),
		progressbar.OptionShowCount(),
		progressbar.OptionThrottle(50*time.Millisecond),
		progressbar.OptionClearOnFinish(),
	)
}
