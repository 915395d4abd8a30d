package main_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dragoman/adapters/bolt"
)

var errNoSpace = errors.New("no space left on device")

func TestChat(t *testing.T) {
	for _, args := range [][]string{{}, {"chat"}} {
		args = append([]string{"--story", harbour, "--state", "none"}, args...)
		r := run(t, nil, "how long is the harbour closed?\n/sources\n/quit\n", args...)
		if r.status != 0 || r.stderr != "" {
			t.Errorf("%q: got %d %s", args, r.status, r.stderr)
		}
		for _, want := range []string{
			"Harbour of Costa Verde to close for a week\nThe Costa Post, 3 June 2024\n",
			"for example:\n  1  ", "?\n  2  ",
			"> how long is the harbour closed?\n", "For a week.", "https://costapost.example/harbour\n",
		} {
			if !strings.Contains(r.stdout, want) {
				t.Errorf("%q: no %q in\n%s", args, want, r.stdout)
			}
		}
	}
}

func TestChatState(t *testing.T) {
	dir := t.TempDir()
	xdg := map[string]string{"XDG_STATE_HOME": dir, "LocalAppData": dir}
	if r := run(t, xdg, "who is Ruiz?\n", "--story", harbour); r.status != 0 {
		t.Fatalf("got %+v", r)
	}
	path := filepath.Join(dir, "dragoman", "state.db")
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("got %v, %v", info, err)
	}

	// Another instance has the file.
	store, err := bolt.Open(path, bolt.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	r := run(t, xdg, "who is Ruiz?\n", "--story", harbour)
	if r.status != 1 || !strings.Contains(r.stderr, path) || !strings.HasSuffix(r.stderr, "bot --state none\n") || strings.Count(r.stderr, "\n") != 1 {
		t.Errorf("got %+v", r)
	}
	if r := run(t, xdg, "who is Ruiz?\n", "--story", harbour, "--state", "none"); r.status != 0 {
		t.Errorf("got %+v", r)
	}
}

func TestChatWithoutHome(t *testing.T) {
	nowhere := map[string]string{"HOME": "", "LocalAppData": "", "AppData": ""}
	r := run(t, nowhere, "who is Ruiz?\n", "--story", harbour)
	if r.status != 0 || !strings.Contains(r.stderr, "will not be remembered") {
		t.Errorf("got %+v", r)
	}
}

func TestChatInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	in, lines := io.Pipe()
	defer lines.Close()
	out := &notify{when: "help", then: cancel}
	var stderr strings.Builder
	status := program(t, nil).Run(ctx, []string{"--story", harbour}, in, out, &stderr)
	if status != 0 || stderr.String() != "" {
		t.Errorf("got %d %s", status, stderr.String())
	}
}

// notify calls a function when a word is written.
type notify struct {
	when string
	then func()
}

func (n *notify) Write(p []byte) (int, error) {
	if strings.Contains(string(p), n.when) {
		n.then()
	}
	return len(p), nil
}

func TestChatIsPlainWhenPiped(t *testing.T) {
	env := map[string]string{"TERM": "xterm-256color", "CLICOLOR_FORCE": "1"}
	r := run(t, env, "what happened to the \x1b[31mcrane\x07?\n/\x1b[2J\n", "--story", harbour, "--state", "none")
	if r.status != 0 || strings.ContainsAny(r.stdout, "\x1b\x07") {
		t.Errorf("got %q", r.stdout)
	}
}
