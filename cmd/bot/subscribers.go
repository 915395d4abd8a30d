package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"time"

	"dragoman/core/subscriptions"
)

// subscribersCmd is about who gets the daily briefing.
type subscribersCmd struct {
	Show   subscribersShowCmd   `cmd:"" default:"withargs" help:"Count the subscriptions; so does bot subscribers."`
	Pause  subscribersPauseCmd  `cmd:"" help:"Send no briefings until they are resumed."`
	Resume subscribersResumeCmd `cmd:"" help:"Let briefings go on."`
}

// Help is shown by "bot help subscribers".
func (*subscribersCmd) Help() string {
	return `Counts the subscriptions to the daily briefing in the file of --state, while bot serve runs as well as when it does not. It shows no names and no ids: there are none but of those who subscribed.

With --dry-run it tells which briefings are due in the time of --for and how long they take at the pace that each platform allows, and sends nothing.

With pause no briefing is sent, also after a restart, until resume; those that are not more than two hours late then are sent, the others are skipped, which the next one says.

Of the last 24 hours it counts the briefings that were sent; those for which there was nothing new, to readers who are told only that or have heard all; those skipped, for more than two hours late; those that failed, for the place took none; and those claimed and not settled: being sent just now, or when the bot was stopped. What has ended is counted for 30 days, by its reason.`
}

// subscribersShowCmd counts subscriptions.
type subscribersShowCmd struct {
	Format string        `name:"format" enum:"text,json" default:"text" placeholder:"F" help:"text or json (${default})."`
	DryRun bool          `name:"dry-run" help:"Tell what is due, and send nothing."`
	For    time.Duration `name:"for" default:"24h" placeholder:"TIME" help:"With --dry-run: how far ahead (${default})."`
}

// maxForecast bounds how far a dry run looks ahead.
const maxForecast = 8 * 24 * time.Hour

// Run executes the command.
func (c *subscribersShowCmd) Run(p *process) error {
	if c.For <= 0 || c.For > maxForecast {
		return usageError(fmt.Sprintf("--for: %v is not more than 0 and at most %v", c.For, maxForecast))
	}
	if c.DryRun {
		var all []forecast
		if err := p.operateFor("forecast", url.Values{"for": {c.For.String()}}, &all); err != nil {
			return err
		}
		if c.Format == "json" {
			return p.printJSON(all)
		}
		return p.listForecasts(all, c.For)
	}
	var n census
	if err := p.operateFor("subscribers", nil, &n); err != nil {
		return err
	}
	if c.Format == "json" {
		return p.printJSON(n)
	}
	return p.listCensus(n)
}

func (p *process) printJSON(v any) error {
	out := json.NewEncoder(p.stdout)
	out.SetIndent("", "  ")
	out.SetEscapeHTML(false)
	return out.Encode(v)
}

// subscribersPauseCmd stops all briefings.
type subscribersPauseCmd struct{}

// Run executes the command.
func (subscribersPauseCmd) Run(p *process) error {
	var became pausing
	if err := p.operateFor("pause", nil, &became); err != nil {
		return err
	}
	text := "Paused: no briefing is sent until bot subscribers resume.\n"
	if became.Was {
		text = fmt.Sprintf("They were paused already, %s.\n", sinceText(became.Since))
	}
	_, err := io.WriteString(p.stdout, text)
	return err
}

// subscribersResumeCmd lets briefings go on.
type subscribersResumeCmd struct{}

// Run executes the command.
func (subscribersResumeCmd) Run(p *process) error {
	var became pausing
	if err := p.operateFor("resume", nil, &became); err != nil {
		return err
	}
	text := "They were not paused.\n"
	if became.Was {
		text = fmt.Sprintf("Resumed; they were paused %s. What is not more than two hours late is sent.\n", sinceText(became.Since))
	}
	_, err := io.WriteString(p.stdout, text)
	return err
}

// sinceText says since when; a clock that was not set has no time.
func sinceText(t time.Time) string {
	if t.IsZero() {
		return "since an unknown time"
	}
	return "since " + t.UTC().Format(stamp)
}

// stamp is how a moment is written for operators.
const stamp = "2006-01-02 15:04 MST"

// census is what operators are told of subscriptions.
type census struct {
	Active  int                          `json:"active"`
	ByPlace map[string]int               `json:"by_place"` // "telegram user", "discord chat"...
	ByZone  map[string]int               `json:"by_zone"`
	ByHour  [24]int                      `json:"by_hour"` // of the local clock
	Ended   map[subscriptions.Reason]int `json:"ended"`
	Failing int                          `json:"failing"` // for want of a permission
	Paused  bool                         `json:"paused"`
	Since   time.Time                    `json:"paused_since,omitzero"`
	Next    time.Time                    `json:"next_due,omitzero"`
	LastDay ledgerCounts                 `json:"last_24_hours"`
}

// ledgerCounts are the notes of the ledger over the last 24 hours.
type ledgerCounts struct {
	Sending int `json:"sending"` // or being sent when the bot was stopped
	Sent    int `json:"sent"`
	Empty   int `json:"empty"`   // there was nothing new for the reader
	Skipped int `json:"skipped"` // too late
	Failed  int `json:"failed"`  // the place could not be reached
}

// subscribers counts the subscriptions.
func (o *office) subscribers(ctx context.Context, _ url.Values, w io.Writer) error {
	c, err := o.store.Census(ctx, o.now())
	if err != nil {
		return err
	}
	n := census{
		Active: c.Active, ByPlace: c.ByPlace, ByZone: c.ByZone, ByHour: c.ByHour,
		Ended: c.Ended, Failing: c.Failing, Next: c.Earliest,
		LastDay: ledgerCounts{
			Sending: c.Today[subscriptions.Claimed], Sent: c.Today[subscriptions.Sent],
			Empty: c.Today[subscriptions.Empty], Skipped: c.Today[subscriptions.Skipped], Failed: c.Today[subscriptions.Failed],
		},
	}
	if n.Since, n.Paused, err = o.store.Paused(ctx); err != nil {
		return err
	}
	return reply(w, n)
}

// forecast is what is due on a platform.
type forecast struct {
	Platform string           `json:"platform"`
	Rate     float64          `json:"per_second"` // at which they are sent
	Due      int              `json:"due"`
	TooLate  int              `json:"too_late"` // of these: they will be skipped
	Minutes  []forecastMinute `json:"minutes"`  // in which something is due
}

type forecastMinute struct {
	At   time.Time `json:"at"`
	Due  int       `json:"due"`
	Done time.Time `json:"done"` // when the last of them is sent
}

// rates are how many briefings a second go to each platform: Telegram takes about 30
// messages, of which the bot leaves one out to be safe, Discord 50 calls.
func rates() []forecast {
	return []forecast{{Platform: subscriptions.Telegram, Rate: 29}, {Platform: subscriptions.Discord, Rate: 50}}
}

// forecast tells what is due in a time.
func (o *office) forecast(ctx context.Context, args url.Values, w io.Writer) error {
	ahead, err := time.ParseDuration(args.Get("for"))
	if err != nil || ahead <= 0 || ahead > maxForecast {
		return fmt.Errorf("%q is no time to look ahead", args.Get("for"))
	}
	now := o.now()
	all := rates()
	for i := range all {
		f, err := subscriptions.DryRun(ctx, o.store, all[i].Platform, all[i].Rate, now, now.Add(ahead))
		if err != nil {
			return err
		}
		all[i].Due, all[i].TooLate = f.Due, f.TooLate
		all[i].Minutes = make([]forecastMinute, len(f.Minutes))
		for n, m := range f.Minutes {
			all[i].Minutes[n] = forecastMinute(m)
		}
	}
	return reply(w, all)
}
