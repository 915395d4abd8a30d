package main_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"dragoman/adapters/discord/discordtest"
	"dragoman/adapters/telegram/telegramtest"
)

// onBoth are the variables and flags for both platforms.
func onBoth(api, discord string) (env, args []string) {
	return []string{"TELEGRAM_TOKEN=" + botToken, "DISCORD_TOKEN=" + discordToken},
		[]string{"--telegram-api", api, "--discord-api", discord + "/api", "--listen", "off"}
}

// ended waits until a process has ended by itself, for ten seconds at most.
func (p *process) ended(t *testing.T) error {
	t.Helper()
	limit := time.NewTimer(10 * time.Second)
	defer limit.Stop()
	select {
	case err := <-p.done:
		p.done <- err
		return err
	case <-limit.C:
		t.Fatalf("the bot goes on:\n%s", p.log)
		return nil
	}
}

// Platforms that take a call and never answer do not keep the bot from ending in
// time. What it could not answer is answered by the next one, once.
func TestServeEndsWhilePlatformsHang(t *testing.T) {
	t.Parallel()
	api := telegramtest.NewServer(botToken)
	defer api.Close()
	d := discordtest.NewServer(t, discordToken)
	state := filepath.Join(t.TempDir(), "state.db")
	hanging := make(chan string, 100)
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodPost || !strings.HasSuffix(r.URL.Path, "/messages") {
			d.ServeHTTP(w, r)
			return
		}
		hanging <- r.URL.Path
		_, _ = io.Copy(io.Discard, r.Body) // or the server does not see that the other side is gone
		<-r.Context().Done()
	}))
	defer front.Close()
	env, args := onBoth(api.URL, front.URL)
	api.Fail(telegramtest.Fault{Method: "sendMessage", Delay: time.Hour})
	p := serveWith(t, state, env, args...)
	for _, ready := range []string{"answers on Telegram", "answers on Discord"} {
		said(t, p, ready)
	}
	const question = "how long is the harbour closed?"
	api.Say(7, question)
	api.AwaitCalls(t, "sendMessage", 1)
	d.Write(discordtest.From{}, question, discordtest.Writing{Mention: true})
	select {
	case <-hanging:
	case <-time.After(30 * time.Second):
		t.Fatalf("the bot does not answer on Discord:\n%s", p.log)
	}
	if status, passed := p.status(t); status != 0 || passed > endsWithin {
		t.Errorf("ended with %d after %v:\n%s", status, passed, p.log)
	}
	api.Heal()
	env, args = onBoth(api.URL, d.URL)
	p = serveWith(t, state, env, args...)
	if got := api.Await(t, 1)[0].Text; !strings.HasPrefix(got, "For a week.") {
		t.Errorf("got %q", got)
	}
	if got := d.AwaitSent(t, "", 1)[0].Text(); !strings.Contains(got, "For a week") {
		t.Errorf("got %q", got)
	}
	api.AwaitConfirmed(t)
	if status, _ := p.status(t); status != 0 || len(api.Sent(7)) != 1 || len(d.Sent("")) != 1 {
		t.Errorf("ended with %d; %d and %d answers\n%s", status, len(api.Sent(7)), len(d.Sent("")), p.log)
	}
}

// A second instance says which process holds the state, and leaves the first alone:
// that goes on through SIGHUP and through connections that break.
func TestServeTwice(t *testing.T) {
	t.Parallel()
	api := telegramtest.NewServer(botToken)
	defer api.Close()
	front := httptest.NewServer(api)
	defer front.Close()
	state := filepath.Join(t.TempDir(), "state.db")
	first := serve(t, front.URL, state, "--listen", "off")
	first.ready(t)
	second := serve(t, front.URL, state, "--listen", "off")
	err := second.ended(t)
	host, _ := os.Hostname()
	want := fmt.Sprintf("another running instance holds it: process %d on %s, since 20", first.cmd.Process.Pid, host)
	if second.cmd.ProcessState.ExitCode() != 1 || !strings.Contains(second.log.String(), want) {
		t.Errorf("ended with %v:\n%s", err, second.log)
	}
	if err := first.cmd.Process.Signal(syscall.SIGHUP); err != nil {
		t.Skip("no SIGHUP here:", err)
	}
	said(t, first, "the settings were read again")
	for n := range 3 {
		front.CloseClientConnections() // none of them is bringing an answer
		api.Say(7, "how long is the harbour closed?")
		api.Await(t, n+1)
		api.AwaitConfirmed(t)
	}
	if status, passed := first.status(t); status != 0 || passed > endsWithin || len(api.Sent(7)) != 3 {
		t.Errorf("ended with %d after %v, %d answers:\n%s", status, passed, len(api.Sent(7)), first.log)
	}
	if _, err := os.Stat(state + ".pid"); err == nil {
		t.Error("the note of who holds the state is left behind")
	}
}

// A state file that cannot be used ends the bot with a sentence, and stays as it is.
func TestServeRefusesState(t *testing.T) {
	t.Parallel()
	api := telegramtest.NewServer(botToken)
	defer api.Close()
	path := filepath.Join(t.TempDir(), "sound.db")
	s := serve(t, api.URL, path, "--listen", "off")
	s.ready(t)
	s.status(t)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"truncated": whole[:3*os.Getpagesize()+100],
		"damaged":   append(bytes.Repeat([]byte{0xff}, 2*os.Getpagesize()), whole[2*os.Getpagesize():]...),
		"text":      []byte("dear diary"),
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "state.db")
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			p := serve(t, api.URL, path, "--listen", "off")
			err := p.ended(t)
			logged := p.log.String()
			if p.cmd.ProcessState.ExitCode() != 1 || !strings.Contains(logged, path+": it is damaged or is not a state file") || !strings.Contains(logged, "(move it away and start again") {
				t.Errorf("ended with %v:\n%s", err, p.log)
			}
			if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, content) {
				t.Errorf("the file was changed, %v", err)
			}
		})
	}
}
