package main_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/adapters/telegram/telegramtest"
	"dragoman/core/feedback"
)

// voted is a state file with votes in it.
func voted(t *testing.T, votes ...feedback.Vote) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "state.db")
	store, err := bolt.Open(path, bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	for _, v := range votes {
		if _, err := store.Vote(t.Context(), v); err != nil {
			t.Fatal(err)
		}
	}
	return path
}

func TestFeedback(t *testing.T) {
	path := voted(t,
		feedback.Vote{Answer: "a", Label: "Seldom.", User: "1", Good: true},
		feedback.Vote{Answer: "b", Label: "For a <week>.", User: "1", Good: true},
		feedback.Vote{Answer: "b", Label: "For a <week>.", User: "2", Good: true},
		feedback.Vote{Answer: "b", Label: "For a <week>.", User: "3", Good: false},
		feedback.Vote{Answer: "c", Label: "\x1b[31mNever.", User: "1", Good: false},
		feedback.Vote{Answer: "d", Label: "", User: "1", Good: false},
	)
	r := run(t, nil, "", "--state", path, "feedback")
	const want = "  helped  did not  answer\n" +
		"       2        1  For a <week>.\n" +
		"       0        1  d\n" +
		"       0        1  [31mNever.\n" +
		"       1        0  Seldom.\n"
	if r.status != 0 || r.stdout != want || r.stderr != "" {
		t.Errorf("got %d\n%s%s", r.status, r.stdout, r.stderr)
	}
	r = run(t, nil, "", "--state", path, "feedback", "--format", "json")
	var counts []feedback.Count
	if err := json.Unmarshal([]byte(r.stdout), &counts); err != nil || r.status != 0 ||
		len(counts) != 4 || counts[0] != (feedback.Count{Answer: "b", Label: "For a <week>.", Good: 2, Bad: 1}) {
		t.Errorf("got %+v: %v", r, err)
	}
}

func TestFeedbackOfNone(t *testing.T) {
	empty := voted(t)
	if r := run(t, nil, "", "--state", empty, "feedback"); r.status != 0 || r.stdout != "No reader has voted yet.\n" {
		t.Errorf("got %+v", r)
	}
	if r := run(t, nil, "", "--state", empty, "feedback", "--format", "json"); r.status != 0 || r.stdout != "[]\n" {
		t.Errorf("got %+v", r)
	}
	held, err := bolt.Open(empty, bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer held.Close()
	none := filepath.Join(t.TempDir(), "none.db")
	for path, want := range map[string]struct {
		status int
		text   string
	}{
		"none": {2, "this command is about a state file: name the one of bot serve with --state FILE"},
		none:   {1, "there is no state file "},
		empty:  {1, "a running bot holds the state file " + empty + " and takes no commands (only bot serve does): stop it, then ask again"},
	} {
		r := run(t, nil, "", "--state", path, "feedback")
		if r.status != want.status || !strings.Contains(r.stderr, want.text) || r.stdout != "" || strings.Count(r.stderr, "\n") != 1 {
			t.Errorf("%s: got %+v", path, r)
		}
	}
	if _, err := os.Stat(none); err == nil {
		t.Error("a state file was made")
	}
	if r := run(t, nil, "", "feedback", "--format", "xml"); r.status != 2 {
		t.Errorf("got %+v", r)
	}
}

// The votes of a bot that runs are shown as well.
func TestFeedbackOfARunningBot(t *testing.T) {
	path := voted(t, feedback.Vote{Answer: "a", Label: "Seldom.", User: "1", Good: true})
	api := telegramtest.NewServer(botToken)
	defer api.Close()
	serveInside(t, time.Now, api, path)
	r := run(t, nil, "", "--state", path, "feedback")
	if want := "  helped  did not  answer\n       1        0  Seldom.\n"; r.status != 0 || r.stdout != want {
		t.Errorf("got %+v", r)
	}
}
