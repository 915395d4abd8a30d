package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"dragoman/adapters/console"
	"dragoman/adapters/webpage"
	"dragoman/knowledge"
	"dragoman/knowledge/article"
	"dragoman/knowledge/extract"
)

// storyExtractCmd makes a draft of a story file of an article.
type storyExtractCmd struct {
	Article string `arg:"" name:"article" help:"The article: plain text, Markdown or HTML."`
	Output  string `name:"output" short:"o" placeholder:"FILE" help:"Write the draft to FILE, not to standard output."`
	Force   bool   `name:"force" help:"Replace FILE if it exists."`
}

// Help is shown by "bot help story extract".
func (*storyExtractCmd) Help() string {
	return `Writes what the article says as a story file, with remarks for an editor where it is not plain who speaks. Edit it, check it with "bot story check FILE --article ARTICLE", and use it with --story FILE. An article can also be used as it is: --story ARTICLE.`
}

// Run executes the command.
func (c *storyExtractCmd) Run(p *process) error {
	a, err := webpage.Reader().ReadFile(c.Article)
	if err != nil {
		return articleError(c.Article, err)
	}
	base, remarks, err := c.draft(p, a)
	if err != nil {
		return err
	}
	var draft bytes.Buffer
	if err := base.WriteYAML(&draft, remarks...); err != nil {
		return err
	}
	if c.Output == "" {
		_, err := p.stdout.Write(draft.Bytes())
		return err
	}
	if err := c.save(draft.Bytes()); err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.stdout, "%s: %d items, %d places to look at\n", console.Line(c.Output), len(base.Items()), len(remarks))
	return err
}

// draft makes the draft, with the overlay over it, and the places to look at: those
// that the overlay has settled are none.
func (c *storyExtractCmd) draft(p *process, a *article.Article) (*knowledge.Base, []knowledge.Remark, error) {
	overlay, err := p.openOverlay(c.Article)
	if err != nil {
		return nil, nil, err
	}
	if overlay == nil {
		return extract.WithRemarks(a)
	}
	base, remarks, err := extract.WithRemarks(dated([]*article.Article{a}, overlay)[0])
	if err != nil {
		return nil, nil, err
	}
	told, err := overlay.Over(base)
	if err != nil {
		return nil, nil, err
	}
	p.warnOverlay(told)
	remarks = slices.DeleteFunc(remarks, func(r knowledge.Remark) bool {
		_, there := told.Base.Item(r.ID)
		return !there || told.Settled[r.ID]
	})
	return told.Base, remarks, nil
}

// save writes the draft to its file, which must be new without --force.
func (c *storyExtractCmd) save(draft []byte) error {
	how := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	if c.Force {
		how = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	}
	file, err := os.OpenFile(c.Output, how, 0o644) // #nosec G302 -- a story is there to be read
	switch {
	case errors.Is(err, fs.ErrExist):
		return fmt.Errorf("the file %q exists; name another one, or add --force to replace it", c.Output)
	case err != nil:
		return fmt.Errorf("the draft cannot be written to %q: %w", c.Output, err)
	}
	_, err = file.Write(draft)
	if err = errors.Join(err, file.Close()); err != nil {
		return fmt.Errorf("the draft cannot be written to %q: %w", c.Output, err)
	}
	return nil
}

// articleError says what to do about an article that cannot be read.
func articleError(path string, err error) error {
	if errors.Is(err, article.ErrDirectory) {
		return err
	}
	return fileErrorOr(path, "an article", err)
}
