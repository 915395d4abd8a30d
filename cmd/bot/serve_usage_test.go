package main_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A token that went astray on the command line is not shown.
func TestErrorsHoldNoToken(t *testing.T) {
	const discord = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDE.abcdefghijklmnopqrstuvwxyz0123456789AB"
	config := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(config, []byte("user-burst: "+botToken+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, token := range []string{botToken, "123456789:AAsecret", "123456789:AA", discord} {
		for _, args := range [][]string{
			{"serve", token},
			{token},
			{"serve", "--user-every", token},
			{"serve", "--user-every=" + token},
			{"serve", "--telegram-token", "x", token},
			{"serve", "--" + token},
			{"--story", token, "serve"},
			{"--state", token + "/x/y", "ask", "hi"},
			{"--config", config, "version"},
		} {
			r := run(t, nil, "", args...)
			secret := token[strings.LastIndexAny(token, ":.")+1:]
			if token == "123456789:AA" {
				secret = token
			}
			if r.status == 0 && len(args) < 3 || strings.Contains(r.stderr, secret) || strings.Contains(r.stderr, "AAsecret") {
				t.Errorf("%q: got %d %s", args, r.status, r.stderr)
			}
		}
	}
	r := run(t, nil, "", "serve", botToken)
	if !strings.HasPrefix(r.stderr, "bot:\nunexpected argument [token]. See: bot help serve\nno platform is configured: ") {
		t.Errorf("got %q", r.stderr)
	}
	// A time and a place in a file are no tokens.
	r = run(t, nil, "", "--story", "story.yaml:123:40", "ask", "hi at 12:30 or 2025-02-17T10:00:00")
	if strings.Contains(r.stderr, "[token]") {
		t.Errorf("got %q", r.stderr)
	}
}

// Flags that contradict one another are all named at once.
func TestServeContradictions(t *testing.T) {
	env := map[string]string{"TELEGRAM_TOKEN": botToken}
	serve := func(args ...string) result {
		return run(t, env, "", append([]string{"--story", harbour, "--state", "none", "serve"}, args...)...)
	}
	r := serve("--telegram-webhook", "https://x.example/hook", "--telegram-drop-webhook")
	if r.status != 2 || !strings.Contains(r.stderr, "bot: --telegram-drop-webhook removes the webhook that --telegram-webhook sets") {
		t.Errorf("got %+v", r)
	}
	r = serve("--telegram-webhook-cert", "c", "--telegram-webhook-key", "k", "--telegram-webhook-self-signed",
		"--telegram-webhook-secret", "s", "--telegram-webhook-listen", ":1", "--telegram-api", "here")
	for _, want := range []string{"-webhook-cert needs", "-webhook-key needs", "-webhook-self-signed needs", "-webhook-secret needs", "-webhook-listen needs", "the address of the API server"} {
		if r.status != 2 || !strings.Contains(r.stderr, want) {
			t.Errorf("no %q in %d\n%s", want, r.status, r.stderr)
		}
	}
	r = serve("--telegram-api", "https://x.example/?a=b")
	if r.status != 2 || !strings.Contains(r.stderr, "neither a query nor a fragment") {
		t.Errorf("got %+v", r)
	}
}
