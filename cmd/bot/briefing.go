package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"dragoman/adapters/console"
	"dragoman/core/blocks"
	"dragoman/core/briefing"
	"dragoman/core/card"
	"dragoman/core/phrases"
	"dragoman/core/schedule"
	"dragoman/core/split"
	"dragoman/knowledge"
)

// briefingCmd prints daily briefings as a new subscriber would get them.
type briefingCmd struct {
	Date     string `name:"date" placeholder:"D" help:"The day of the first one, as in 2025-02-17 (today)."`
	Days     int    `name:"days" default:"1" placeholder:"N" help:"How many days, one after the other (${default})."`
	Platform string `name:"platform" enum:"terminal,telegram,discord" default:"terminal" placeholder:"P" help:"terminal, telegram or discord: in messages within its limits (${default})."`
	Language string `name:"language" default:"en" placeholder:"L" help:"The language of headings: ar, de, en, es, fr, pl, ru, tr or uk (${default})."`
	OnlyNew  bool   `name:"only-new" help:"Only what is on and what is new."`
	Repeat   bool   `name:"repeat" help:"Begin anew when all is told."`
	Card     string `name:"card" placeholder:"FILE" help:"Write the picture of the first day to a file, a PNG."`
}

// Help is shown by "bot help briefing".
func (*briefingCmd) Help() string {
	return `Prints the briefing that somebody gets who subscribes on that day, and with --days those that follow as long as the story stays as it is:

    bot briefing --date 2025-02-17 --days 7

A day on which there is nothing to say gets no briefing; in a row they are a line. With --platform the text is cut into messages as long as that platform takes; how they look there is not shown.`
}

// maxDays bounds how many briefings are printed.
const maxDays = 1000

// Run executes the command.
func (c *briefingCmd) Run(p *process) error {
	first := schedule.DateOf(time.Now())
	if c.Date != "" {
		var err error
		if first, err = schedule.ParseDate(c.Date); err != nil {
			return usageError(fmt.Sprintf("--date: %q is no day; write it as in 2025-02-17", c.Date))
		}
	}
	if c.Days < 1 || c.Days > maxDays {
		return usageError(fmt.Sprintf("--days: %d is not a number from 1 to %d", c.Days, maxDays))
	}
	if lang := phrases.Language(c.Language); lang == phrases.Default && !strings.HasPrefix(strings.ToLower(c.Language), lang) {
		return usageError(fmt.Sprintf("--language: there are no phrases in %q, only in %s", c.Language, strings.Join(phrases.Languages(), ", ")))
	}
	base, err := p.loadStory(p.flags.Story)
	if err != nil {
		return err
	}
	w := briefingWriter{screen: p.screen(), phrases: phrases.For(c.Language), platform: c.Platform}
	c.print(&w, base, first)
	if err := w.screen.Err(); err != nil || c.Card == "" {
		return err
	}
	return c.draw(base, first)
}

// draw writes the picture that goes with the briefing of a day.
func (c *briefingCmd) draw(base *knowledge.Base, day schedule.Date) error {
	picture, ok := card.Briefing(base, time.Date(day.Year, day.Month, day.Day, 0, 0, 0, 0, time.UTC))
	if !ok {
		return errors.New("there is nothing of this story to draw")
	}
	png, err := picture.PNG()
	if err != nil {
		return fmt.Errorf("drawing the picture: %w", err)
	}
	if err := os.WriteFile(c.Card, png, 0o644); err != nil { // #nosec G306 -- a picture is there to be seen
		return fmt.Errorf("writing the picture: %w", err)
	}
	return nil
}

// print prints briefings of days in a row.
func (c *briefingCmd) print(w *briefingWriter, base *knowledge.Base, first schedule.Date) {
	composer := briefing.NewComposer(base)
	var progress briefing.Progress
	for n := range c.Days {
		b := composer.Compose(briefing.Request{
			Base: base, Date: first.AddDays(n), Progress: progress, OnlyNew: c.OnlyNew, Repeat: c.Repeat,
		})
		progress = b.Progress
		w.day(first.AddDays(n), b, c.Days > 1)
	}
	w.rest()
}

// briefingWriter prints briefings.
type briefingWriter struct {
	screen   *console.Screen
	phrases  *phrases.Phrases
	platform string

	wrote bool
	empty []schedule.Date // in a row
}

// day prints the briefing of a day, below a line that names the day if there are
// several.
func (w *briefingWriter) day(d schedule.Date, b briefing.Briefing, several bool) {
	if b.Empty() {
		w.empty = append(w.empty, d)
		return
	}
	w.rest()
	w.apart()
	if several {
		w.screen.Print(console.Faint, 0, fmt.Sprintf("--- %s, %s ---", d.Weekday(), d))
		w.screen.Blank()
	}
	all := b.Blocks(w.phrases)
	if limit, ok := messageLimits[w.platform]; ok {
		w.messages(all, limit)
	} else {
		w.blocks(all)
	}
	if b.Question != "" {
		w.screen.Blank()
		w.screen.Print(console.Accent, 0, console.Line(w.phrases.BriefingAsk+": "+b.Question))
	}
}

// rest tells on which days there was no briefing.
func (w *briefingWriter) rest() {
	if len(w.empty) == 0 {
		return
	}
	w.apart()
	days := w.empty[0].String()
	if last := w.empty[len(w.empty)-1]; len(w.empty) > 1 {
		days += " to " + last.String()
	}
	w.screen.Print(console.Faint, 0, "--- "+days+": nothing to say, no briefing ---")
	w.empty = nil
}

// apart puts space between briefings.
func (w *briefingWriter) apart() {
	if w.wrote {
		w.screen.Blank()
	}
	w.wrote = true
}

// blocks prints a briefing for a terminal.
func (w *briefingWriter) blocks(all []blocks.Block) {
	for i, b := range all {
		if i > 0 && (b.Kind == blocks.Heading || all[i-1].Kind != blocks.Heading) {
			w.screen.Blank()
		}
		w.screen.Print(styles[b.Kind], 0, plainBlock(b))
	}
}

var styles = map[blocks.Kind]console.Style{
	blocks.Heading: console.Bold, blocks.Source: console.Faint, blocks.Plain: console.Normal, blocks.Quote: console.Normal,
}

// plainBlock is a block as text.
func plainBlock(b blocks.Block) string {
	if b.Kind != blocks.Quote {
		return b.Text
	}
	if b.Speaker == "" {
		return "“" + b.Text + "”"
	}
	return "“" + b.Text + "”\n— " + b.Speaker
}

// messageLimits are how many UTF-16 units of text a message has.
var messageLimits = map[string]int{
	"telegram": 4096, // Bot API, sendMessage
	"discord":  2000, // the content of a message, where the bot may not embed; an embed has 4,096
}

// messages prints a briefing in messages as long as a platform takes.
func (w *briefingWriter) messages(all []blocks.Block, limit int) {
	var text bytes.Buffer
	for i, b := range all {
		if i > 0 {
			io.WriteString(&text, "\n\n")
		}
		io.WriteString(&text, plainBlock(b))
	}
	pieces := split.Text(text.String(), limit, split.UTF16)
	for i, piece := range pieces {
		if i > 0 {
			w.screen.Blank()
		}
		w.screen.Print(console.Faint, 0, fmt.Sprintf("[%s, message %d of %d, %d of %d characters]", w.platform, i+1, len(pieces), split.Length(piece, split.UTF16), limit))
		w.screen.Print(console.Normal, 0, strings.TrimSpace(piece))
	}
}
