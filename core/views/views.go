package views

import (
	"slices"
	"strings"

	"dragoman/core"
	"dragoman/knowledge"
)

// Source is where all answers come from; of several articles, the newest.
func Source(b *knowledge.Base) core.Source { return core.SourceOf(b, nil) }

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
	switch {
	case len(lines) == 0 && core.Undated(b):
		return core.Reply{Answer: core.NoOrder}
	case len(lines) == 0:
		return core.Reply{Answer: "The story gives no dates."}
	}
	return reply(b, strings.Join(lines, "\n"), nil)
}

// days writes a time as precisely as the story gives it.
func days(w knowledge.When) string {
	const day = dayLayout
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
	lines := articles(b)
	it, ok := b.Item(item)
	if !ok || len(it.Cites) == 0 {
		return reply(b, strings.Join(lines, "\n"), nil)
	}
	lines = append(lines, "", "The last answer comes from:")
	for _, n := range it.Cites {
		e := core.EvidenceOf(b, n)
		line := "• "
		if e.Article != "" {
			line += e.Published.Format(dayLayout) + ", "
		}
		lines = append(lines, line+"paragraph "+itoa(e.Paragraph)+": "+e.Label)
	}
	return reply(b, strings.Join(lines, "\n"), it.Cites)
}

// maxArticles is how many articles of a story are listed, the newest.
const maxArticles = 20

// articles names the articles of the story, newest first: one by its headline,
// publisher and day, several in a line each.
func articles(b *knowledge.Base) []string {
	all := b.Articles()
	if len(all) == 1 {
		return nonempty(all[0].Title, published(all[0]))
	}
	lines := []string{"The story is told by " + itoa(len(all)) + " articles:"}
	for n, a := range slices.Backward(all) {
		if len(all)-n > maxArticles {
			lines = append(lines, "… and "+itoa(n+1)+" older ones")
			break
		}
		lines = append(lines, "• "+strings.Join(nonempty(published(a), a.Title), ": "))
	}
	return lines
}

// published names the publisher and the day of an article.
func published(a knowledge.Article) string {
	parts := nonempty(a.Publisher)
	if !a.Published.IsZero() {
		parts = append(parts, a.Published.Format(dayLayout))
	}
	return strings.Join(parts, ", ")
}

func nonempty(parts ...string) []string {
	return slices.DeleteFunc(parts, func(s string) bool { return s == "" })
}

func reply(b *knowledge.Base, text string, cites []int) core.Reply {
	r := core.Reply{Answered: true, Answer: text, Confidence: 1}
	for _, n := range cites[:min(len(cites), core.MaxEvidence)] {
		r.Evidence = append(r.Evidence, core.EvidenceOf(b, n))
	}
	r.Source = core.SourceOf(b, r.Evidence)
	return r
}
