package main_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/adapters/telegram/telegramtest"
)

// From what readers ask to what an editor is told: while the bot runs, after it was
// stopped, and in a chat.
func TestReport(t *testing.T) {
	api := telegramtest.NewServer(botToken)
	defer api.Close()
	path := filepath.Join(t.TempDir(), "state.db")
	s := serveInside(t, time.Now, api, path, "--user-burst", "1000", "--admin", "telegram:700,discord:9")
	for n, text := range []string{
		"how long is the harbour closed?", "who cooks for the fishermen?", "Who is cooking for the fishermen", "hello",
		"=SUM(1) who cooks zebras? write to anna@example.com", "/report", "/help",
	} {
		api.Say(int64(800+n), text)
		api.Await(t, n+1)
	}
	told := func(when string) string {
		t.Helper()
		r := run(t, nil, "", "--state", path, "report")
		if r.status != 0 || r.stderr != "" || !strings.Contains(r.stdout, "Messages: 5; answered 1, not answered 3, courtesies 1.") ||
			!strings.Contains(r.stdout, "\n1. 2× ") || !strings.Contains(r.stdout, "harbour") || strings.Contains(r.stdout, "anna") {
			t.Errorf("%s: %+v", when, r)
		}
		return r.stdout
	}
	running := told("while it runs")

	api.Say(700, "/report")
	if m := api.Await(t, 8)[7]; m.Chat != 700 || !strings.Contains(m.Text, "not answered 3") {
		t.Errorf("in a chat: %+v", m)
	}
	if m := api.Sent(805); len(m) != 1 || !strings.HasPrefix(m[0].Text, "I do not know that command.") {
		t.Errorf("somebody else: %+v", m)
	}

	if status := s.stop(); status != 0 {
		t.Errorf("ended with %d:\n%s", status, s.log)
	}
	if stopped := told("when it is stopped"); stopped != running {
		t.Errorf("got\n%s\nand while it ran\n%s", stopped, running)
	}

	var report struct {
		Unanswered []struct {
			Count    int
			Question string
		}
		Served []struct{ ID string }
	}
	r := run(t, nil, "", "--state", path, "report", "--format", "json", "--since", time.Now().UTC().Format(time.DateOnly))
	if err := json.Unmarshal([]byte(r.stdout), &report); err != nil || len(report.Unanswered) != 2 || report.Unanswered[0].Count != 2 || len(report.Served) != 1 || report.Served[0].ID != "closure" {
		t.Errorf("%v: %s", err, r.stdout)
	}
	r = run(t, nil, "", "--state", path, "report", "--format", "csv")
	rows, err := csv.NewReader(strings.NewReader(r.stdout)).ReadAll()
	if err != nil || len(rows) != 5 {
		t.Errorf("%v: %s", err, r.stdout)
	}
	for _, row := range rows {
		for _, cell := range row {
			if strings.HasPrefix(cell, "=") {
				t.Errorf("a formula: %q", cell)
			}
		}
	}

	content, err := os.ReadFile(path)
	if err != nil || bytes.Contains(content, []byte("anna")) {
		t.Errorf("an address is in the file; %v", err)
	}
}

// A reader who is forgotten is nowhere in the file, though what they asked counts on.
func TestReportHoldsNoReader(t *testing.T) {
	api := telegramtest.NewServer(botToken)
	defer api.Close()
	path := filepath.Join(t.TempDir(), "state.db")
	const user = 987654321012
	s := serveInside(t, time.Now, api, path)
	api.Say(user, "who cooks purple zebras?")
	api.Await(t, 1)
	if r := run(t, nil, "", "--state", path, "report"); !strings.Contains(r.stdout, "1× who cooks purple zebras?") {
		t.Errorf("got %+v", r)
	}
	api.Say(user, "/forget")
	api.Await(t, 2)
	s.stop()
	content, err := os.ReadFile(path)
	if err != nil || bytes.Contains(content, []byte("987654321012")) {
		t.Errorf("the reader is in the file; %v", err)
	}
	if r := run(t, nil, "", "--state", path, "report"); !strings.Contains(r.stdout, "1× who cooks purple zebras?") {
		t.Errorf("got %+v", r)
	}
}

// Who gathers nothing keeps nothing, not of earlier days either, and there is no
// report in a chat.
func TestReportOfNothing(t *testing.T) {
	api := telegramtest.NewServer(botToken)
	defer api.Close()
	path := filepath.Join(t.TempDir(), "state.db")
	s := serveInside(t, time.Now, api, path)
	api.Say(700, "who cooks purple zebras?")
	api.Await(t, 1)
	s.stop()
	withStore(t, path, func(store *bolt.Store) {
		if tally, err := store.Asked(t.Context()); err != nil || len(tally.Questions) != 1 {
			t.Errorf("%+v, %v", tally, err)
		}
	})
	s = serveInside(t, time.Now, api, path, "--keep-questions", "0", "--admin", "telegram:700")
	api.Say(701, "who cooks zebras?")
	api.Say(700, "/report")
	for _, m := range api.Await(t, 3)[1:] {
		if m.Chat == 700 && !strings.HasPrefix(m.Text, "I do not know that command.") {
			t.Errorf("got %+v", m)
		}
	}
	s.stop()
	r := run(t, nil, "", "--state", path, "report")
	if r.status != 0 || !strings.Contains(r.stdout, "No messages.") {
		t.Errorf("got %+v", r)
	}
}

// What is gathered without a state file is there as long as the bot runs.
func TestReportWithoutFile(t *testing.T) {
	api := telegramtest.NewServer(botToken)
	defer api.Close()
	serveInside(t, time.Now, api, "none", "--admin", "telegram:700")
	api.Say(701, "who cooks zebras?")
	api.Await(t, 1)
	api.Say(700, "/report")
	if m := api.Await(t, 2)[1]; !strings.Contains(m.Text, "1× who cooks zebras?") {
		t.Errorf("got %+v", m)
	}
}

func TestReportRefuses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state.db")
	withStore(t, path, func(*bolt.Store) {})
	tomorrow := time.Now().UTC().AddDate(0, 0, 1).Format(time.DateOnly)
	for _, c := range []struct {
		args   []string
		status int
		want   string
	}{
		{[]string{"--state", path, "report", "--since", "yesterday"}, 2, `--since "yesterday": write a number of days as in 7d, 366d at most, or a day as in 2026-11-01`},
		{[]string{"--state", path, "report", "--since", "0"}, 2, "write a number of days"},
		{[]string{"--state", path, "report", "--since", "367d"}, 2, "write a number of days"},
		{[]string{"--state", path, "report", "--since", "-7d"}, 2, ""},
		{[]string{"--state", path, "report", "--since", tomorrow}, 2, "that day is yet to come"},
		{[]string{"--state", path, "report", "--format", "xlsx"}, 2, "--format must be one of"},
		{[]string{"--state", "none", "report"}, 2, "name the one of bot serve"},
		{[]string{"--state", path + "x", "report"}, 1, "there is no state file"},
	} {
		if r := run(t, nil, "", c.args...); r.status != c.status || !strings.Contains(r.stderr, c.want) || r.stdout != "" {
			t.Errorf("%v: %+v", c.args, r)
		}
	}
}

func TestAskedFlags(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"--keep-questions", "30"}, "write a number of days as in 30d, 366d at most, or 0"},
		{[]string{"--keep-questions", "367d"}, "write a number of days"},
		{[]string{"--keep-questions", "always"}, "write a number of days"},
		{[]string{"--admin", "anna"}, `--admin "anna": write telegram:ID or discord:ID`},
		{[]string{"--admin", "telegram:@anna"}, `--admin "telegram:@anna": after the colon comes the user's number on the platform, not a name`},
		{[]string{"--admin", "telegram:-100"}, "not a name"},
		{[]string{"--admin", "telegram:1", "--admin", "signal:2"}, `--admin "signal:2": write`},
	} {
		r := run(t, map[string]string{"TELEGRAM_TOKEN": botToken}, "", append([]string{"--story", harbour, "--state", "none", "serve", "--telegram-api", "http://127.0.0.1:1"}, c.args...)...)
		if r.status != 2 || !strings.Contains(r.stderr, c.want) {
			t.Errorf("%v: %+v", c.args, r)
		}
	}
}
