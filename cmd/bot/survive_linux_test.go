package main_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"dragoman/adapters/telegram/telegramtest"
)

// serveApart starts the real binary where a script has prepared the file systems for
// it alone: in namespaces of its own. A place that does not allow that skips.
func serveApart(t *testing.T, api, dir, script string) *process {
	t.Helper()
	p := serveBy(t, func(cmd *exec.Cmd) {
		cmd.Args = append([]string{"sh", "-c", script + ` && echo prepared >&2 && exec "$0" "$@"`}, cmd.Args...)
		cmd.Path = "/bin/sh"
		cmd.Env = append(cmd.Env, "DIR="+dir)
		cmd.SysProcAttr = &syscall.SysProcAttr{
			Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
			UidMappings: []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}},
			GidMappings: []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}},
		}
	}, api, filepath.Join(dir, "state.db"), "--listen", "off")
	if !p.log.await("prepared\n") {
		t.Skipf("the file systems cannot be prepared here: %s", p.log)
	}
	return p
}

// On a full disk the bot says so and goes on; what it had confirmed is there, and it
// stores again as soon as there is room.
func TestServeOnFullDisk(t *testing.T) {
	t.Parallel()
	api := telegramtest.NewServer(botToken)
	defer api.Close()
	dir := t.TempDir()
	p := serveApart(t, api.URL, dir, `mount -t tmpfs -o size=1m tmpfs "$DIR"`)
	p.ready(t)
	const question = "how long is the harbour closed?"
	api.Say(7, question)
	api.Await(t, 1)
	api.AwaitConfirmed(t)
	inside := filepath.Join("/proc", strconv.Itoa(p.cmd.Process.Pid), "root", dir)
	filler := filepath.Join(inside, "filler")
	if err := os.WriteFile(filler, make([]byte, 2<<20), 0o600); err == nil {
		t.Fatal("the disk is never full")
	} else if _, err := os.Stat(filler); err != nil {
		t.Skip("the disk of the bot cannot be reached:", err)
	}
	answers := 1
	for user := int64(100); !strings.Contains(p.log.String(), "there is no room on the disk"); user++ {
		if user > 400 {
			t.Fatalf("the log does not say that the disk is full:\n%s", p.log)
		}
		api.Say(user, question+strings.Repeat(" or how long", 30))
		answers++
		api.Await(t, answers)
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	api.Say(7, "why?") // the conversation goes on
	answers++
	if got := api.Await(t, answers)[answers-1]; got.Chat != 7 {
		t.Errorf("got %+v", got)
	}
	api.AwaitConfirmed(t)
	if status, _ := p.status(t); status != 0 {
		t.Errorf("ended with %d:\n%s", status, p.log)
	}
}

// On a disk that is read-only the bot says so and does not begin.
func TestServeOnReadOnlyDisk(t *testing.T) {
	t.Parallel()
	api := telegramtest.NewServer(botToken)
	defer api.Close()
	p := serveApart(t, api.URL, t.TempDir(), `mount -t tmpfs -o ro tmpfs "$DIR"`)
	err := p.ended(t)
	if p.cmd.ProcessState.ExitCode() != 1 || !strings.Contains(p.log.String(), "it cannot be written (make the file and its directory writable") {
		t.Errorf("ended with %v:\n%s", err, p.log)
	}
}

// Without names the bot says that it cannot reach the platform, tries on, and ends
// when it is told to.
func TestServeWithoutDNS(t *testing.T) {
	t.Parallel()
	p := serveApart(t, "http://telegram.invalid", t.TempDir(), `printf 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n' >"$DIR/resolv" && mount --bind "$DIR/resolv" /etc/resolv.conf`)
	said(t, p, "telegram.invalid")
	if strings.Contains(p.log.String(), "answers on Telegram") {
		t.Errorf("log:\n%s", p.log)
	}
	if status, passed := p.status(t); passed > endsWithin {
		t.Errorf("ended with %d after %v:\n%s", status, passed, p.log)
	}
}
