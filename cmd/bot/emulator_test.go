package main_test

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http/httptest"
	"net/http/httputil"
	neturl "net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// The real binary serves readers on an emulator of the Bot API that others
// wrote, the npm package telegram-test-api.
func TestServeOnEmulator(t *testing.T) {
	if testing.Short() {
		t.Skip("short: the emulator is not fetched")
	}
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node is not at hand, so that the emulator telegram-test-api cannot run")
	}
	modules := emulator(t)
	for _, mode := range []string{"polling", "webhook"} {
		t.Run(mode, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
			defer cancel()
			cmd := exec.CommandContext(ctx, node, "testdata/emulator.js", modules, botToken, mode)
			cmd.Stderr = os.Stderr
			in, _ := cmd.StdinPipe()
			out, _ := cmd.StdoutPipe()
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			defer cmd.Wait()
			defer cmd.Process.Kill()
			lines := bufio.NewScanner(out)
			p := &process{log: newBuffer()}
			next := func() map[string]string {
				t.Helper()
				var v map[string]string
				if !lines.Scan() {
					t.Fatalf("the emulator has ended; log of the bot:\n%s", p.log)
				}
				if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
					t.Fatalf("%v in %s", err, lines.Text())
				}
				return v
			}
			url := next()["url"]
			var args []string
			if mode == "webhook" {
				// The emulator does not send the secret: a proxy does.
				address := freeAddress(t)
				to, _ := neturl.Parse("http://" + address)
				front := httptest.NewServer(&httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
					r.SetURL(to)
					r.Out.Header.Set("X-Telegram-Bot-Api-Secret-Token", "s3cret")
				}})
				defer front.Close()
				args = []string{"--telegram-webhook", front.URL + "/hook", "--telegram-webhook-listen", address, "--telegram-webhook-secret", "s3cret"}
			}
			p = serve(t, url, "none", args...)
			p.ready(t)
			for question, want := range map[string]string{
				"how long is the harbour closed?": "For a week.",
				"/who":                            "• Ana Ruiz, Costa Verde Mayor",
				"/start":                          "Harbour of Costa Verde to close for a week",
				"<b>&":                            "",
			} {
				if _, err := io.WriteString(in, question+"\n"); err != nil {
					t.Fatal(err)
				}
				got := next()
				if got["question"] != question || !strings.HasPrefix(got["answer"], strings.Split(want, ",")[0]) || got["mode"] != "HTML" {
					t.Errorf("%q: got %q", question, got)
				}
			}
			if strings.Contains(p.log.String(), "level=ERROR") {
				t.Errorf("log:\n%s", p.log)
			}
		})
	}
}

// emulator returns a folder in which the emulator is installed: that of
// TELEGRAM_TEST_API, or a new one.
func emulator(t *testing.T) string {
	t.Helper()
	if dir := os.Getenv("TELEGRAM_TEST_API"); dir != "" {
		return dir
	}
	npm, err := exec.LookPath("npm")
	if err != nil {
		t.Skip("npm is not at hand, so that the emulator telegram-test-api cannot be fetched")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "package.json"), []byte(`{"private":true}`), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "telegram-test-api@4.2.1")
	cmd.Dir = dir
	timer := time.AfterFunc(2*time.Minute, func() { cmd.Process.Kill() })
	defer timer.Stop()
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("the emulator telegram-test-api cannot be fetched: %v\n%s", err, out)
	}
	return dir
}
