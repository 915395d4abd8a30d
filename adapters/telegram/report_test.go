package telegram_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"dragoman/adapters/telegram"
	"dragoman/adapters/telegram/telegramtest"
)

const (
	editor  = 700700 // is an admin of the bot
	visitor = 700701
)

// reporting lets the editor see a report.
func reporting(text string, err error) func(*telegram.Options) {
	return func(o *telegram.Options) {
		o.Admins = []string{"1", "700700"}
		o.Report = func(context.Context) (string, error) { return text, err }
	}
}

// Only who is configured sees the report, by the number, and only in private.
func TestReport(t *testing.T) {
	const text = "3× <b>who</b> pays & so\n2× *why*"
	api := telegramtest.NewServer(token)
	defer api.Close()
	r := run(t, api, reporting(text, nil))
	n := 0
	answer := func(send func()) telegramtest.Message {
		t.Helper()
		send()
		n++
		return api.Await(t, n)[n-1]
	}
	if m := answer(func() { api.Say(editor, "/report") }); m.HTML != "3× &lt;b&gt;who&lt;/b&gt; pays &amp; so\n2× *why*" || m.Chat != editor {
		t.Errorf("got %+v", m)
	}
	for name, send := range map[string]func(){
		"another": func() { api.Say(visitor, "/report") },
		"another of the name": func() {
			api.SayIn(map[string]any{"id": visitor, "type": "private"}, visitor, "/report", map[string]any{
				"from": map[string]any{"id": visitor, "is_bot": false, "first_name": "700700", "username": "admin"},
			})
		},
		"in a group": func() { api.SayIn(group(-5, "supergroup"), editor, "/report@story_bot", nil) },
	} {
		if m := answer(send); !strings.HasPrefix(m.Text, "I do not know that command.") {
			t.Errorf("%s: %+v", name, m)
		}
	}
	for _, m := range api.Sent(0)[1:] {
		if strings.Contains(m.Text, "pays") {
			t.Errorf("somebody else saw %+v", m)
		}
	}
	r.check(api)
}

func TestReportIsNotInTheHelp(t *testing.T) {
	api := telegramtest.NewServer(token)
	defer api.Close()
	r := run(t, api, reporting("x", nil))
	api.Say(editor, "/help")
	if m := api.Await(t, 1)[0]; strings.Contains(m.Text, "report") {
		t.Errorf("got %q", m.Text)
	}
	r.check(api)
}

func TestReportFails(t *testing.T) {
	api := telegramtest.NewServer(token)
	defer api.Close()
	r := run(t, api, reporting("", errors.New("no room")))
	api.Say(editor, "/report")
	if m := api.Await(t, 1)[0]; strings.Contains(m.Text, "no room") || m.Text == "" {
		t.Errorf("got %q", m.Text)
	}
	if !strings.Contains(r.log.String(), "there is no report") {
		t.Errorf("the log says nothing:\n%s", r.log)
	}
	_ = r.end()
}

// Without a report there is none for anybody.
func TestNoReport(t *testing.T) {
	api := telegramtest.NewServer(token)
	defer api.Close()
	r := run(t, api, func(o *telegram.Options) { o.Admins = []string{"700700"} })
	api.Say(editor, "/report")
	if m := api.Await(t, 1)[0]; !strings.HasPrefix(m.Text, "I do not know that command.") {
		t.Errorf("got %q", m.Text)
	}
	r.check(api)
}
