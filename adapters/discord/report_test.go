package discord_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"dragoman/adapters/discord"
	"dragoman/adapters/discord/discordtest"
)

const editor = "700700700700" // is an admin of the bot

// reporting lets the editor see a report.
func reporting(text string, err error) func(*discord.Options) {
	return func(o *discord.Options) {
		o.Admins = []string{"1", editor}
		o.Report = func(context.Context) (string, error) { return text, err }
	}
}

// Only who is configured sees the report, and nobody with them: no permission of a
// server makes up for it.
func TestReport(t *testing.T) {
	const report = "3× **who** pays <@1> @everyone\n2× why"
	for _, c := range []struct {
		name string
		from discordtest.From
		want string
	}{
		{"in private", discordtest.From{User: editor, Direct: true}, report},
		{"in a server", discordtest.From{User: editor}, report},
		{"another", discordtest.From{User: "700700700701", Direct: true}, "I do not know that command."},
		{"an administrator", discordtest.From{User: "700700700701", Permissions: 1 << 3}, "I do not know that command."},
	} {
		t.Run(c.name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *discordtest.Server) {
				r := run(t, d, reporting(report, nil))
				i := d.AwaitAnswer(t, d.Interact(d.Slash(c.from, "report")))
				begin(t, i, c.want)
				if raw := i.Message.Text(); strings.Contains(raw, "**who**") || strings.Contains(raw, "<@1>") {
					t.Errorf("not escaped: %q", raw)
				}
				if !c.from.Direct && !i.Ephemeral {
					t.Error("others see it")
				}
				r.check()
			})
		})
	}
}

// The command is there only if there is a report, not in the help, and shown by
// servers to nobody but administrators.
func TestReportIsRegistered(t *testing.T) {
	for _, with := range []bool{true, false} {
		test := func(t *testing.T, d *discordtest.Server) {
			change := reporting("x", nil)
			if !with {
				change = func(o *discord.Options) { o.Admins = []string{editor} }
			}
			r := run(t, d, change)
			d.AwaitRequests(t, "PUT /applications/{application_id}/commands", 1)
			found := false
			for _, c := range d.Commands("") {
				if c["name"] == "report" {
					found = true
					if c["default_member_permissions"] != "0" {
						t.Errorf("for %v", c["default_member_permissions"])
					}
				}
			}
			if found != with {
				t.Errorf("registered: %v", found)
			}
			i := d.AwaitAnswer(t, d.Interact(d.Slash(discordtest.From{User: editor, Direct: true}, "help")))
			if strings.Contains(text(i.Message), "report") {
				t.Errorf("got %q", text(i.Message))
			}
			if !with {
				begin(t, d.AwaitAnswer(t, d.Interact(d.Slash(discordtest.From{User: editor, Direct: true}, "report"))), "I do not know that command.")
			}
			r.check()
		}
		t.Run(map[bool]string{true: "with", false: "without"}[with], func(t *testing.T) { bubble(t, test) })
	}
}

func TestReportFails(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d, reporting("", errors.New("no room")))
		i := d.AwaitAnswer(t, d.Interact(d.Slash(discordtest.From{User: editor, Direct: true}, "report")))
		if got := text(i.Message); got == "" || strings.Contains(got, "no room") {
			t.Errorf("got %q", got)
		}
		if !strings.Contains(r.log.String(), "there is no report") {
			t.Errorf("the log says nothing:\n%s", r.log)
		}
		_ = r.end()
	})
}

// The longest report fits into a message, whatever has to be escaped in it.
func TestLongestReport(t *testing.T) {
	bubble(t, func(t *testing.T, d *discordtest.Server) {
		r := run(t, d, reporting(strings.Repeat("*", 950), nil))
		i := d.AwaitAnswer(t, d.Interact(d.Slash(discordtest.From{User: editor, Direct: true}, "report")))
		begin(t, i, strings.Repeat("*", 950))
		r.check()
	})
}
