package main

import (
	"context"
	"fmt"
	"io"
	"net/url"

	"dragoman/core/asked"
	"dragoman/core/schedule"
)

// reportCmd tells an editor what readers ask.
type reportCmd struct {
	Since  string `name:"since" default:"7d" placeholder:"WHEN" help:"From when on: so many days as in 7d, today among them, or a day as in 2026-11-01 (${default})."`
	Format string `name:"format" enum:"md,csv,json" default:"md" placeholder:"F" help:"md, csv or json (${default})."`
}

// Help is shown by "bot help report".
func (*reportCmd) Help() string {
	return `Tells what readers ask: the questions that the story did not answer, those that ask the same as one; the facts that answered, by how often they served; the votes; and the messages of each day and platform. It is in the file of --state; bot serve may be running. Days are those of UTC. serve --keep-questions says how long they are kept.

Nothing in it says who asked. The wording of a question that one reader alone asked may: think before you pass it on.

With --format csv it prints one table for a spreadsheet, with --format json an object with since, until, messages, unanswered, served, feedback and days.`
}

// Run executes the command.
func (c *reportCmd) Run(p *process) error {
	since, err := schedule.ParseDate(c.Since)
	if err != nil {
		n, err := parseDays(c.Since)
		if err != nil || n < 1 || n > asked.MaxKeep {
			return usageError(fmt.Sprintf("--since %q: write a number of days as in 7d, %dd at most, or a day as in 2026-11-01", c.Since, asked.MaxKeep))
		}
		since = lastDays(n, p.now())
	}
	if today := lastDays(1, p.now()); since.Compare(today) > 0 {
		return usageError(fmt.Sprintf("--since %s: that day is yet to come; today is %s in UTC", since, today))
	}
	var r asked.Report
	if err := p.operateFor("report", url.Values{"since": {since.String()}}, &r); err != nil {
		return err
	}
	switch c.Format {
	case "csv":
		return r.CSV(p.stdout)
	case "json":
		return p.printJSON(r)
	}
	return r.Markdown(p.stdout)
}

// report writes what was asked since the day of the argument.
func (o *office) report(ctx context.Context, args url.Values, w io.Writer) error {
	since, err := schedule.ParseDate(args.Get("since"))
	if err != nil {
		return err
	}
	if o.gatherer != nil {
		r, err := o.gatherer.Report(ctx, since)
		if err != nil {
			return err
		}
		return reply(w, r)
	}
	tally, err := o.store.Asked(ctx)
	if err != nil {
		return err
	}
	votes, err := o.store.Feedback(ctx)
	if err != nil {
		return err
	}
	return reply(w, asked.NewReport(tally, votes, since, lastDays(1, o.now())))
}
