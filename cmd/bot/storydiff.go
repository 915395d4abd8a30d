package main

import (
	"encoding/json"
	"fmt"
	"time"

	"dragoman/adapters/console"
	"dragoman/core"
	"dragoman/knowledge"
)

// storyDiffCmd tells what is new in a story.
type storyDiffCmd struct {
	Format string `name:"format" enum:"text,json" default:"text" placeholder:"F" help:"text, for people, or json (${default})."`
	Old    string `arg:"" name:"old" help:"The story as it was: a folder of articles, an article, a story file, or the name of a built-in story."`
	New    string `arg:"" name:"new" help:"The story as it is."`
}

// Help is shown by "bot help story diff".
func (*storyDiffCmd) Help() string {
	return `Prints what NEW says that OLD does not, what it says otherwise, with the old words and the new ones, what is gone, and which people and places are new. Numbers in brackets are paragraphs.

The exit status is 0 when both say the same and 1 when they differ, as of diff; what is wrong is a message on standard error.`
}

// Run executes the command.
func (c *storyDiffCmd) Run(p *process) error {
	old, err := p.loadStory(c.Old)
	if err != nil {
		return err
	}
	base, err := p.loadStory(c.New)
	if err != nil {
		return err
	}
	d := differing{Difference: knowledge.Diff(old, base), old: old, new: base}
	if c.Format == "json" {
		err = d.json(p)
	} else {
		err = d.text(p.screen())
	}
	if err == nil && !d.Same() {
		return errFailed
	}
	return err
}

// differing is a difference with the two states of the story.
type differing struct {
	knowledge.Difference
	old, new *knowledge.Base
}

// text prints the difference for people.
func (d differing) text(s *console.Screen) error {
	if d.Same() {
		s.Print(console.Normal, 0, "Both say the same.")
		return s.Err()
	}
	now := view{base: d.new, screen: s}
	if len(d.Added) > 0 {
		now.heading("New")
	}
	for _, it := range d.Added {
		now.point(it.Gist+place(d.new, it), nil)
	}
	if len(d.Updated) > 0 {
		now.heading("Updated")
	}
	for _, u := range d.Updated {
		s.Item(console.Normal, "  - was: ", console.Line(u.Old.Gist+place(d.old, u.Old)))
		s.Item(console.Normal, "    now: ", console.Line(u.New.Gist+place(d.new, u.New)))
	}
	if len(d.Gone) > 0 {
		now.heading("Gone")
	}
	for _, it := range d.Gone {
		now.point(it.Gist+place(d.old, it), nil)
	}
	if len(d.Entities) > 0 {
		now.heading("New names")
	}
	for _, e := range d.Entities {
		text := e.Name + " (" + e.Kind.String() + ")"
		if is := now.description(*e); is != "" {
			text += ": " + is
		}
		now.point(text, nil)
	}
	return s.Err()
}

// place tells where an item stands: " [12 May 2025, 4]", without the day in a story
// of one article.
func place(b *knowledge.Base, it *knowledge.Item) string {
	if len(it.Cites) == 0 {
		return ""
	}
	e := core.EvidenceOf(b, it.Cites[0])
	if e.Published.IsZero() {
		return fmt.Sprintf(" [%d]", e.Paragraph)
	}
	return fmt.Sprintf(" [%s, %d]", e.Published.Format("2 January 2006"), e.Paragraph)
}

// diffLine is a difference as "bot story diff --format json" prints it.
type diffLine struct {
	Same    bool         `json:"same"`
	Added   []saidLine   `json:"added"`
	Updated []updateLine `json:"updated"`
	Gone    []saidLine   `json:"gone"`
	Names   []nameLine   `json:"names"`
}

// saidLine is something that a story says.
type saidLine struct {
	Text      string `json:"text"`
	Speaker   string `json:"speaker,omitempty"`
	Paragraph int    `json:"paragraph,omitempty"` // of its article
	Published string `json:"published,omitempty"` // day of the article, as in 2025-02-18
}

type updateLine struct {
	Old saidLine `json:"old"`
	New saidLine `json:"new"`
}

type nameLine struct {
	Name string `json:"name"`
	Kind string `json:"kind"`
	Is   string `json:"is,omitempty"`
}

func said(b *knowledge.Base, it *knowledge.Item) saidLine {
	line := saidLine{Text: it.Gist}
	if e, ok := b.Entity(it.By); ok {
		line.Speaker = e.Name
	}
	if len(it.Cites) > 0 {
		_, line.Paragraph = b.Place(it.Cites[0])
	}
	if day := b.AsOf(it); !day.IsZero() {
		line.Published = day.Format(time.DateOnly)
	}
	return line
}

// json prints the difference for programs.
func (d differing) json(p *process) error {
	line := diffLine{
		Same: d.Same(), Added: []saidLine{}, Updated: []updateLine{}, Gone: []saidLine{}, Names: []nameLine{},
	}
	for _, it := range d.Added {
		line.Added = append(line.Added, said(d.new, it))
	}
	for _, u := range d.Updated {
		line.Updated = append(line.Updated, updateLine{said(d.old, u.Old), said(d.new, u.New)})
	}
	for _, it := range d.Gone {
		line.Gone = append(line.Gone, said(d.old, it))
	}
	for _, e := range d.Entities {
		line.Names = append(line.Names, nameLine{e.Name, e.Kind.String(), view{base: d.new}.description(*e)})
	}
	enc := json.NewEncoder(p.stdout)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(line); err != nil {
		return fmt.Errorf("writing the difference: %w", err)
	}
	return nil
}
