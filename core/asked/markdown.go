package asked

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"dragoman/core/schedule"
)

// inMarkdown is how many lines of each list a report in Markdown has at most.
const inMarkdown = 50

// Markdown writes the report for reading. What readers wrote is escaped in it.
func (r Report) Markdown(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "# What readers ask\n\n%s to %s, days in UTC. %s\n", r.Since, r.Until, sum(r.Messages))

	b.WriteString("\n## Not answered\n\n")
	list(&b, len(r.Unanswered), "Nothing.", func(i int) {
		q := r.Unanswered[i]
		fmt.Fprintf(&b, "%d. %d× %s", i+1, q.Count, escape(q.Question))
		if q.First != q.Question {
			fmt.Fprintf(&b, " (first: %s)", escape(q.First))
		}
		fmt.Fprintf(&b, ", %s", between(q.From, q.To))
		switch {
		case q.About != "":
			fmt.Fprintf(&b, " – %s", escape(q.About))
		case q.Elsewhere:
			b.WriteString(" – not what the story is about")
		}
		b.WriteString("\n")
	})

	b.WriteString("\n## Answered, by the fact that served\n\n")
	list(&b, len(r.Served), "Nothing.", func(i int) {
		f := r.Served[i]
		fmt.Fprintf(&b, "%d. %d× %s (%s)\n", i+1, f.Count, escape(f.Gist), escape(f.ID))
	})

	b.WriteString("\n## Feedback\n\n")
	list(&b, len(r.Feedback), "No votes.", func(i int) {
		n := r.Feedback[i]
		fmt.Fprintf(&b, "%d. helped %d, did not %d: %s\n", i+1, n.Good, n.Bad, escape(cmp.Or(n.Label, n.Answer)))
	})
	if len(r.Feedback) > 0 {
		b.WriteString("\nVotes are not dated: these are all.\n")
	}

	b.WriteString("\n## Per day and platform\n\n")
	r.chart(&b)
	_, err := io.WriteString(w, b.String())
	return err
}

// list writes at most inMarkdown of n lines, and says how many are left out.
func list(b *strings.Builder, n int, none string, line func(i int)) {
	for i := range min(n, inMarkdown) {
		line(i)
	}
	switch {
	case n == 0:
		b.WriteString(none + "\n")
	case n > inMarkdown:
		fmt.Fprintf(b, "\n… and %d more, in CSV and JSON.\n", n-inMarkdown)
	}
}

// sum is a sentence about messages.
func sum(t Traffic) string {
	if t.All() == 0 {
		return "No messages."
	}
	return fmt.Sprintf("Messages: %d; answered %d, not answered %d, courtesies %d.", t.All(), t.Answered, t.Declined, t.Courtesies)
}

func between(from, to schedule.Date) string {
	if from == to {
		return from.String()
	}
	return from.String() + " to " + to.String()
}

// barWidth is the length of the longest bar.
const barWidth = 30

// chart draws a bar for each day and platform.
func (r Report) chart(b *strings.Builder) {
	if len(r.Days) == 0 {
		b.WriteString("Nothing.\n")
		return
	}
	most, name := 1, 0
	for _, d := range r.Days {
		most, name = max(most, d.All()), max(name, len(d.Platform))
	}
	fmt.Fprintf(b, "```\n%-10s  %-*s  %-*s  %8s %8s %8s %8s\n", "day", name, "", barWidth, "", "messages", "answered", "not", "courtesy")
	for _, d := range r.Days {
		bar := strings.Repeat("█", max(0, (d.All()*barWidth+most-1)/most)) // at least one for any
		fmt.Fprintf(b, "%s  %-*s  %s%s  %8d %8d %8d %8d\n", d.Day, name, d.Platform, bar, strings.Repeat(" ", barWidth-len([]rune(bar))), d.All(), d.Answered, d.Declined, d.Courtesies)
	}
	b.WriteString("```\n")
}

// escape makes a text one line of Markdown that shows it as it is: no markup, no
// HTML, no entity, no link.
func escape(s string) string {
	var b strings.Builder
	for _, r := range oneLine(s) {
		if strings.ContainsRune("\\`*_[]<>#|~&!$@^{}", r) {
			b.WriteByte('\\')
		}
		if r == ':' || r == '.' { // would make "http://..." or "www..." a link
			b.WriteString(unlinked(&b, r))
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// unlinked is a colon or a full stop, escaped where a link could begin with what
// stands before.
func unlinked(before *strings.Builder, r rune) string {
	s := strings.ToLower(before.String()[max(0, before.Len()-6):])
	for _, scheme := range []string{"http", "https", "ftp", "mailto", "xmpp", "www"} {
		if strings.HasSuffix(s, scheme) {
			return `\` + string(r)
		}
	}
	return string(r)
}
