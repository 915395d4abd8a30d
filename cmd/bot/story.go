package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"dragoman/adapters/console"
	"dragoman/adapters/webpage"
	"dragoman/knowledge"
)

// storyCmd is about story files.
type storyCmd struct {
	Check   storyCheckCmd   `cmd:"" help:"Find what is wrong in a story file."`
	Diff    storyDiffCmd    `cmd:"" help:"Tell what is new in a story."`
	Extract storyExtractCmd `cmd:"" help:"Make a draft of a story file of an article."`
	Show    storyShowCmd    `cmd:"" help:"Show what a story says, and who says it."`
}

// storyCheckCmd finds what is wrong in a story file.
type storyCheckCmd struct {
	Article string `name:"article" placeholder:"TEXT" help:"The story's text: quotes have to stand in it to the letter, names and numbers in the paragraphs cited."`
	Story   string `arg:"" name:"story-file" help:"A story file, an article, a folder of dated articles, an overlay (overlay.yaml or NAME.overlay.yaml), or the name of a built-in story."`
}

// Help is shown by "bot help story check".
func (*storyCheckCmd) Help() string {
	return `Prints what is wrong, one problem a line with its place in the file, and what to write instead. The exit status is 1 if there is a problem.`
}

// Run executes the command.
func (c *storyCheckCmd) Run(p *process) error {
	if isOverlay(c.Story) {
		return p.checkOverlay(c.Story)
	}
	base, err := p.loadStory(c.Story)
	var problems knowledge.Problems
	if errors.As(err, &problems) && problems[0].Line > 0 {
		return report(p.stdout, problems)
	}
	if err != nil {
		return err
	}
	if c.Article != "" && len(base.Articles()) > 1 {
		return usageError("--article is for a story of one article; a folder quotes its own articles")
	}
	if c.Article != "" {
		text, err := c.articleText(base)
		if err != nil {
			return err
		}
		problems = knowledge.Check(base, text)
	}
	if len(problems) > 0 {
		return report(p.stdout, problems)
	}
	ways := 0
	for _, item := range base.Items() {
		for _, ask := range item.Asks {
			ways += len(ask.Ways)
		}
	}
	_, err = fmt.Fprintf(p.stdout, "%s is sound: %d items, %d ways of asking\n",
		console.Line(c.Story), len(base.Items()), ways)
	return err
}

// articleText returns the article, a paragraph a line: of a base that was made of an
// article as it was read then.
func (c *storyCheckCmd) articleText(base *knowledge.Base) ([]byte, error) {
	if !base.Story().Extracted {
		return readFile(c.Article, "the text of the story")
	}
	a, err := webpage.Reader().ReadFile(c.Article)
	if err != nil {
		return nil, articleError(c.Article, err)
	}
	var text bytes.Buffer
	for _, p := range a.Paragraphs {
		text.WriteString(p.Text)
		text.WriteByte('\n')
	}
	return text.Bytes(), nil
}

// report prints problems.
func report(w io.Writer, problems []knowledge.Problem) error {
	for _, problem := range problems {
		if _, err := fmt.Fprintln(w, console.Line(problem.Error())); err != nil {
			return err
		}
	}
	return errFailed
}
