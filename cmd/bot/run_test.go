package main_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	bot "dragoman/cmd/bot"
)

const harbour = "testdata/harbour.yaml"

// result is what a run of the program leaves.
type result struct {
	status         int
	stdout, stderr string
}

// program returns the program in an environment of its own: a new home, and
// the given variables.
func program(t testing.TB, env map[string]string) bot.Program {
	home := t.TempDir()
	return bot.Program{
		Version: "v1.2.3",
		LookupEnv: func(name string) (string, bool) {
			if value, ok := env[name]; ok {
				return value, true
			}
			switch name {
			case "HOME", "LocalAppData", "AppData":
				return home, true
			}
			return "", false
		},
	}
}

// maxRun bounds a run that is to end by itself, on a busy machine too.
const maxRun = 3 * time.Minute

// run runs the program with stdin as its input.
func run(t testing.TB, env map[string]string, stdin string, args ...string) result {
	t.Helper()
	return runOn(t, env, strings.NewReader(stdin), args...)
}

func runOn(t testing.TB, env map[string]string, stdin io.Reader, args ...string) result {
	t.Helper()
	// A bot that serves where it should refuse to is ended, and fails its test alone.
	ctx, cancel := context.WithTimeout(context.Background(), maxRun)
	defer cancel()
	var stdout, stderr strings.Builder
	status := program(t, env).Run(ctx, args, stdin, &stdout, &stderr)
	if ctx.Err() != nil {
		t.Errorf("%q goes on after %v:\n%s", args, maxRun, &stderr)
	}
	return result{status: status, stdout: stdout.String(), stderr: stderr.String()}
}

// file writes a file and returns its path.
func file(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// golden compares text with a file of testdata; UPDATE=1 writes the file anew.
func golden(t testing.TB, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: got\n%s\nwant\n%s", path, got, want)
	}
}
