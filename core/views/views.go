// Package views are replies to commands rather than to questions: who is in
// the story, what they said, what happened when. They are plain functions over
// a knowledge base, the same on each platform, and may be longer than an
// answer: adapters split them.
package views

import (
	"slices"
	"strings"
	"time"

	"dragoman/core"
	"dragoman/knowledge"
)

// Source is where all answers come from.
func Source(b *knowledge.Base) core.Source {
	s := b.Story()
	return core.Source{Title: s.Title, Publisher: s.Publisher, URL: s.URL, AsOf: s.Published}
}

// Who lists the people of the story and what they are.
func Who(b *knowledge.Base) core.Reply {
	var lines []string
	for i := range b.Entities() {
		e := &b.Entities()[i]
		if e.Kind != knowledge.Person {
			continue
		}
		line := "• " + e.Name
		if d := Description(b, e); d != "" {
			line += ", " + d
		}
		lines = append(lines, line)
	}
	if len(lines) == 0 {
		return core.Reply{Answer: "The story names no people."}
	}
	return reply(b, strings.Join(lines, "\n"), nil)
}

// Description says what an entity is: "Russian Foreign Minister".
func Description(b *knowledge.Base, e *knowledge.Entity) string {
	if len(e.Roles) == 0 {
		return e.Is
	}
	r := e.Roles[0]
	of, ok := b.Entity(r.Of)
	switch {
	case !ok:
		return r.Title
	case of.Kind == knowledge.Place && len(of.Adjectives) > 0:
		return of.Adjectives[0] + " " + r.Title
	case of.Kind == knowledge.Person:
		return r.Title + " to " + of.Name
	}
	return r.Title + " of " + of.Name
}

// Timeline lists the dated events in their order.
func Timeline(b *knowledge.Base) core.Reply {
	var events []*knowledge.Item
	for i := range b.Items() {
		if it := &b.Items()[i]; it.Kind == knowledge.Event && !it.When.From.IsZero() {
			events = append(events, it)
		}
	}
	slices.SortStableFunc(events, func(x, y *knowledge.Item) int { return x.When.From.Compare(y.When.From) })
	var lines []string
	for _, it := range events {
		text := it.What
		if text == "" {
			text = it.Gist
		}
		if it.Status != knowledge.Confirmed {
			text += " (" + it.Status.String() + ")"
		}
		if line := "• " + days(it.When) + ": " + text; !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	if len(lines) == 0 {
		return core.Reply{Answer: "The story gives no dates."}
	}
	return reply(b, strings.Join(lines, "\n"), nil)
}

// days writes a time as precisely as the story gives it.
func days(w knowledge.When) string {
	const day = "2 January 2006"
	switch from, to := w.From, w.To; {
	case from.Equal(to):
		return from.Format(day)
	case len(w.Date) == len("2006"):
		return w.Date
	case len(w.Date) == len("2006-01"):
		return from.Format("January 2006")
	case from.Year() == to.Year() && from.Month() == to.Month():
		return from.Format("2") + "–" + to.Format(day)
	default:
		return from.Format(day) + " to " + to.Format(day)
	}
}

// Summary is the story in a few sentences.
func Summary(b *knowledge.Base) core.Reply {
	if it, ok := b.Item("summary"); ok {
		return reply(b, it.Gist, it.Cites)
	}
	return reply(b, b.Story().Title, []int{1})
}

// Sources says where answers come from: the story and, when the id of the item
// that answered last is given, the paragraphs of that.
func Sources(b *knowledge.Base, item string) core.Reply {
	s := b.Story()
	lines := []string{s.Title}
	by := s.Publisher
	if !s.Published.IsZero() {
		by += ", " + s.Published.Format("2 January 2006")
	}
	if by = strings.Trim(by, ", "); by != "" {
		lines = append(lines, by)
	}
	it, ok := b.Item(item)
	if !ok || len(it.Cites) == 0 {
		return reply(b, strings.Join(lines, "\n"), nil)
	}
	lines = append(lines, "", "The last answer comes from:")
	for _, n := range it.Cites {
		lines = append(lines, "• paragraph "+itoa(n)+": "+b.Label(n))
	}
	return reply(b, strings.Join(lines, "\n"), it.Cites)
}

func reply(b *knowledge.Base, text string, cites []int) core.Reply {
	r := core.Reply{Answered: true, Answer: text, Source: Source(b), Confidence: 1}
	for _, n := range cites[:min(len(cites), core.MaxEvidence)] {
		r.Evidence = append(r.Evidence, core.Evidence{Paragraph: n, Label: b.Label(n)})
	}
	return r
}

// SourceLine says where a reply comes from: "Al Jazeera, 17 February 2025,
// paragraphs 4 and 5"; "" for a reply that needs no source.
func SourceLine(r core.Reply) string {
	if r.Source == (core.Source{}) {
		return ""
	}
	var parts []string
	if r.Source.Publisher != "" {
		parts = append(parts, r.Source.Publisher)
	}
	if r.Source.AsOf != (time.Time{}) {
		parts = append(parts, r.Source.AsOf.Format("2 January 2006"))
	}
	var numbers []string
	for _, e := range r.Evidence {
		numbers = append(numbers, itoa(e.Paragraph))
	}
	switch n := len(numbers); n {
	case 0:
	case 1:
		parts = append(parts, "paragraph "+numbers[0])
	default:
		parts = append(parts, "paragraphs "+strings.Join(numbers[:n-1], ", ")+" and "+numbers[n-1])
	}
	return strings.Join(parts, ", ")
}
