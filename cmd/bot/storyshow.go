package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"dragoman/adapters/console"
	"dragoman/core"
	"dragoman/knowledge"
)

// storyShowCmd shows what a story file says.
type storyShowCmd struct {
	Story string `arg:"" optional:"" name:"story-file" help:"A story file, an article, a folder of dated articles, or the name of a built-in story. Without it: the story of --story."`
}

// Help is shown by "bot help story show".
func (*storyShowCmd) Help() string {
	return `Prints who is in the story, who said what, what happens when, what else the story says, and what it does not; of a story with an overlay, what that changes. Numbers in brackets are paragraphs; the headline is 1.`
}

// Run executes the command.
func (c *storyShowCmd) Run(p *process) error {
	told, err := p.loadTold(cmp.Or(c.Story, p.flags.Story))
	if err != nil {
		return err
	}
	v := view{base: told.Base, screen: p.screen()}
	v.title()
	v.overlay(told.Changes)
	v.articles()
	v.who()
	v.statements()
	v.timeline()
	v.facts()
	v.unsaid()
	v.outdated()
	return v.screen.Err()
}

// view prints a base for people.
type view struct {
	base   *knowledge.Base
	screen *console.Screen
}

func (v view) title() {
	story := v.base.Story()
	v.screen.Print(console.Bold, 0, console.Line(story.Title))
	source := core.Reply{Source: core.Source{Publisher: story.Publisher, AsOf: story.Published}}
	about := fmt.Sprintf("%d paragraphs", v.base.Paragraphs())
	if line := console.SourceLine(source); line != "" {
		about = line + ", " + about
	}
	v.screen.Print(console.Faint, 0, about)
	if story.URL != "" {
		v.screen.Print(console.Faint, 0, console.Line(story.URL))
	}
}

// articles lists the articles of a story of several, with the numbers that their
// paragraphs have in it.
func (v view) articles() {
	all := v.base.Articles()
	if len(all) == 1 {
		return
	}
	v.heading("Articles")
	for _, a := range all {
		v.screen.Item(console.Normal, "  - ", console.Line(fmt.Sprintf("%s: %s [%d to %d]", a.Published.Add(a.Clock).Format(dayLayout(a)), a.Title, a.From, a.To)))
	}
}

// overlay lists what an overlay changed.
func (v view) overlay(changes []knowledge.Change) {
	for i, c := range changes {
		if i == 0 {
			v.heading("What the overlay changes")
		}
		v.screen.Item(console.Normal, "  - ", console.Line(fmt.Sprintf("%s (line %d)", c.Text, c.Line)))
	}
}

// dayLayout writes the day of an article, and the time where it gives one.
func dayLayout(a knowledge.Article) string {
	if a.Clock > 0 {
		return "2 January 2006, 15:04"
	}
	return "2 January 2006"
}

// outdated lists what newer articles have taken the place of.
func (v view) outdated() {
	for i := range v.base.Outdated() {
		if i == 0 {
			v.heading("What newer articles have put out of date")
		}
		old := &v.base.Outdated()[i]
		v.item(2, old)
		if by, ok := v.base.Item(old.SupersededBy); ok {
			v.screen.Item(console.Faint, "    now: ", console.Line(cited(by.Gist, by.Cites)))
		}
	}
}

func (v view) heading(text string) {
	v.screen.Blank()
	v.screen.Print(console.Bold, 0, text)
}

// who lists the entities by kind.
func (v view) who() {
	for _, kind := range []struct {
		of    knowledge.EntityKind
		title string
	}{
		{knowledge.Person, "Who"},
		{knowledge.Organisation, "Organisations"},
		{knowledge.Group, "Groups"},
		{knowledge.Place, "Places"},
	} {
		titled := false
		for _, e := range v.base.Entities() {
			if e.Kind != kind.of {
				continue
			}
			if !titled {
				v.heading(kind.title)
				titled = true
			}
			text := e.Name
			if d := v.description(e); d != "" {
				text += ": " + d
			}
			v.point(text, e.Cites)
		}
	}
}

// description is what an entity is.
func (v view) description(e knowledge.Entity) string {
	var parts []string
	for _, role := range e.Roles {
		title := role.Title
		if role.Of != "" {
			title += " of " + v.name(role.Of)
		}
		parts = append(parts, title)
	}
	parts = append(parts, nonempty(e.Is)...)
	if e.Kind == knowledge.Place {
		parts = append(parts, nonempty(e.PlaceKind)...)
		if e.Capital != "" {
			parts = append(parts, "capital "+v.name(e.Capital))
		}
	}
	for i, member := range e.Members {
		if i == 0 {
			parts = append(parts, v.name(member))
		} else {
			parts[len(parts)-1] += ", " + v.name(member)
		}
	}
	return strings.Join(parts, "; ")
}

// statements lists what was said, by speaker, in the order of the file.
func (v view) statements() {
	titled := false
	for _, e := range v.base.Entities() {
		said := v.base.Statements(e.ID)
		if len(said) == 0 {
			continue
		}
		if !titled {
			v.heading("Who said what")
			titled = true
		}
		v.screen.Print(console.Accent, 2, console.Line(e.Name))
		for _, item := range said {
			v.item(4, item)
		}
	}
}

// timeline lists the events, dated ones first, by day.
func (v view) timeline() {
	var events []*knowledge.Item
	for i := range v.base.Items() {
		if item := &v.base.Items()[i]; item.Kind == knowledge.Event {
			events = append(events, item)
		}
	}
	if len(events) == 0 {
		return
	}
	slices.SortStableFunc(events, func(x, y *knowledge.Item) int {
		return cmp.Or(
			cmp.Compare(undated(x), undated(y)),
			x.When.From.Compare(y.When.From))
	})
	v.heading("What happens when")
	last := ""
	for _, item := range events {
		if when := moment(item); when != last {
			v.screen.Print(console.Accent, 2, console.Line(when))
			last = when
		}
		v.item(4, item)
	}
}

// moment says when an event happens, and how sure that is.
func moment(item *knowledge.Item) string {
	when := cmp.Or(dates(item.When), "no date given")
	if item.When.Said != "" && item.When.Said != when {
		when += " (" + item.When.Said + ")"
	}
	if item.Status != knowledge.Confirmed {
		when += ", " + item.Status.String()
	}
	return when
}

// dates writes the days of an event: "18 February 2025", "15 to 16 February
// 2025", or as the file gives them when they are a month or a year.
func dates(w knowledge.When) string {
	if w.From.IsZero() {
		return ""
	}
	const day = "2 January 2006"
	switch strings.Count(strings.SplitN(w.Date, "/", 2)[0], "-") {
	case 0:
		return w.From.Format("2006")
	case 1:
		return w.From.Format("January 2006")
	}
	switch {
	case w.To.IsZero(), w.To.Equal(w.From):
		return w.From.Format(day)
	case sameMonth(w.From, w.To):
		return strconv.Itoa(w.From.Day()) + " to " + w.To.Format(day)
	}
	return w.From.Format(day) + " to " + w.To.Format(day)
}

func sameMonth(a, b time.Time) bool { return a.Year() == b.Year() && a.Month() == b.Month() }

// facts lists what else the story says.
func (v view) facts() {
	titled := false
	for i := range v.base.Items() {
		item := &v.base.Items()[i]
		if item.Kind != knowledge.Fact {
			continue
		}
		if !titled {
			v.heading("What else the story says")
			titled = true
		}
		v.item(2, item)
	}
}

// unsaid lists what the story does not say.
func (v view) unsaid() {
	titled := false
	for _, item := range v.base.Items() {
		if item.Kind != knowledge.Unsaid {
			continue
		}
		if !titled {
			v.heading("What it does not say")
			titled = true
		}
		v.point(item.Gist, nil)
	}
}

// item prints an item's gist and the quotes that the gist does not hold.
func (v view) item(indent int, item *knowledge.Item) {
	margin := strings.Repeat(" ", indent)
	v.screen.Item(console.Normal, margin+"- ", console.Line(cited(item.Gist+v.meant(item), item.Cites)))
	for _, quote := range item.Quotes {
		if !strings.Contains(item.Gist, quote) {
			v.screen.Print(console.Normal, indent+2, console.Line(quote))
		}
	}
	if len(item.Amounts) > 0 {
		v.screen.Item(console.Faint, margin+"  ", console.Line(figures(item.Amounts)))
	}
}

// figures writes amounts as they were understood: "count 310 jobs; money 2610000000
// crowns".
func figures(amounts []knowledge.Amount) string {
	written := make([]string, len(amounts))
	for i, a := range amounts {
		written[i] = strings.TrimSpace(a.Kind.String() + " " + strconv.FormatFloat(a.Value, 'f', -1, 64) + " " + a.Unit)
	}
	return strings.Join(written, "; ")
}

// meant names those who act in an item of a program's draft and whom its sentence
// does not name: "She visited a hospital. (Lucía Barrantes)".
func (v view) meant(item *knowledge.Item) string {
	if !v.base.Story().Extracted {
		return ""
	}
	var names []string
	for _, id := range item.Who {
		if e, ok := v.base.Entity(id); ok && !strings.Contains(strings.ToLower(item.Gist), strings.ToLower(e.Short)) && !strings.Contains(item.Gist, e.Name) {
			names = append(names, e.Name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return " (" + strings.Join(names, ", ") + ")"
}

func (v view) point(text string, cites []int) {
	v.screen.Item(console.Normal, "  - ", console.Line(cited(text, cites)))
}

// name is how an entity is called; an id that is none is its own name.
func (v view) name(id string) string {
	if e, ok := v.base.Entity(id); ok {
		return e.Name
	}
	return id
}

// cited adds the paragraphs to a text, as in "... [4, 5]".
func cited(text string, cites []int) string {
	if len(cites) == 0 {
		return text
	}
	numbers := make([]string, len(cites))
	for i, n := range cites {
		numbers[i] = strconv.Itoa(n)
	}
	return text + " [" + strings.Join(numbers, ", ") + "]"
}

func nonempty(parts ...string) []string {
	return slices.DeleteFunc(parts, func(s string) bool { return s == "" })
}

// undated orders events without a date after the others.
func undated(item *knowledge.Item) int {
	if item.When.From.IsZero() {
		return 1
	}
	return 0
}
