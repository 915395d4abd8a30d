package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	"dragoman/adapters/console"
	"dragoman/core/feedback"
)

// feedbackCmd shows the votes that readers gave with the buttons below answers.
type feedbackCmd struct {
	Format string `name:"format" enum:"text,json" default:"text" placeholder:"F" help:"text or json (${default})."`
}

// Help is shown by "bot help feedback".
func (*feedbackCmd) Help() string {
	return `Shows the answers with the most votes first: how many readers they helped, how many not, and how they begin. They are in the file of --state; bot serve may be running.

With --format json it prints a list of objects with answer (a short name of its text), label (how it begins), good and bad.`
}

// Run executes the command.
func (c *feedbackCmd) Run(p *process) error {
	var counts []feedback.Count
	if err := p.operateFor("feedback", nil, &counts); err != nil {
		return err
	}
	slices.SortFunc(counts, func(a, b feedback.Count) int {
		return cmp.Or(
			cmp.Compare(b.Good+b.Bad, a.Good+a.Bad),
			cmp.Compare(b.Bad, a.Bad),
			cmp.Compare(a.Label, b.Label),
			cmp.Compare(a.Answer, b.Answer),
		)
	})
	if c.Format == "json" {
		out := json.NewEncoder(p.stdout)
		out.SetIndent("", "  ")
		out.SetEscapeHTML(false)
		return out.Encode(append([]feedback.Count{}, counts...)) // [] for none
	}
	return p.listFeedback(counts)
}

func (p *process) listFeedback(counts []feedback.Count) error {
	var text strings.Builder
	if len(counts) == 0 {
		text.WriteString("No reader has voted yet.\n")
	} else {
		fmt.Fprintf(&text, "%8s %8s  %s\n", "helped", "did not", "answer")
	}
	for _, n := range counts {
		fmt.Fprintf(&text, "%8d %8d  %s\n", n.Good, n.Bad, cmp.Or(console.Plain(n.Label), n.Answer))
	}
	_, err := p.stdout.Write([]byte(text.String()))
	return err
}

// feedback writes all counts.
func (o *office) feedback(ctx context.Context, _ url.Values, w io.Writer) error {
	counts, err := o.store.Feedback(ctx)
	if err != nil {
		return err
	}
	return reply(w, append([]feedback.Count{}, counts...)) // [] for none
}
