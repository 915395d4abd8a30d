package main_test

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"dragoman/adapters/bolt"
	"dragoman/adapters/telegram/telegramtest"
	"dragoman/core/subscriptions"
)

// Copies are made while eight readers write. The bot starts on the last one and
// has all that was stored before it was made.
func TestBackupAndRestore(t *testing.T) {
	place := subscriptions.Place{Platform: subscriptions.Telegram, User: "7"}
	path := subscribed(t, daily(place, time.Now().Add(time.Hour)))
	api := telegramtest.NewServer(botToken)
	defer api.Close()
	first := serveInside(t, time.Now, api, path, "--user-burst", "1000")

	const readers, questions = 8, 20
	done := make(chan struct{})
	var all sync.WaitGroup
	for n := range readers {
		all.Go(func() {
			for asked := range questions {
				chat := int64(1000 + n)
				api.Say(chat, "how long is the harbour closed?")
				api.Until(t, "an answer", func() bool { return answersIn(api.SentLocked(), chat) > asked })
			}
		})
	}
	go func() { all.Wait(); close(done) }()

	dir := t.TempDir()
	var last string
	for n, writing := 0, true; writing || n < 2; n++ {
		select {
		case <-done:
			writing = false
		default:
		}
		last = filepath.Join(dir, fmt.Sprint("copy", n, ".db"))
		r := run(t, nil, "", "--state", path, "backup", last)
		info, err := os.Stat(last)
		if err != nil || r.status != 0 || r.stderr != "" || !strings.HasPrefix(r.stdout, fmt.Sprintf("%s: a copy of %d bytes, checked. To restore it, stop the bot", last, info.Size())) {
			t.Fatalf("got %+v; %v", r, err)
		}
		withStore(t, last, func(store *bolt.Store) {
			if _, ok, err := store.Subscription(t.Context(), place); !ok || err != nil {
				t.Errorf("the subscription is not in the copy: %v", err)
			}
		})
	}
	if left, err := filepath.Glob(filepath.Join(dir, ".*")); len(left) > 0 || err != nil {
		t.Errorf("left behind: %q, %v", left, err)
	}

	if status := first.stop(); status != 0 {
		t.Errorf("ended with %d:\n%s", status, first.log)
	}
	serveInside(t, time.Now, api, last)
	api.Say(1000, "and how often did the fishermen ask for help?")
	if sent := api.Await(t, readers*questions+1); !strings.HasPrefix(sent[readers*questions].Text, "Twice.") {
		t.Errorf("got %q", sent[readers*questions].Text)
	}
	if r := run(t, nil, "", "--state", last, "subscribers"); !strings.HasPrefix(r.stdout, "subscriptions   1\n") {
		t.Errorf("got %+v", r)
	}
	withCopy := run(t, nil, "", "--state", last, "backup", "-")
	if withCopy.status != 0 || len(withCopy.stdout) < 4096 || withCopy.stderr != "" {
		t.Errorf("standard output: %d, %d bytes, %s", withCopy.status, len(withCopy.stdout), withCopy.stderr)
	}
	withStore(t, file(t, "fromstdout.db", withCopy.stdout), func(store *bolt.Store) {
		if _, ok, err := store.Subscription(t.Context(), place); !ok || err != nil {
			t.Errorf("the subscription is not in the copy: %v", err)
		}
	})
}

func answersIn(sent []telegramtest.Message, chat int64) (n int) {
	for _, m := range sent {
		if m.Chat == chat {
			n++
		}
	}
	return n
}

// Nothing is overwritten that is not to be, and nothing is left of what fails.
func TestBackupRefuses(t *testing.T) {
	path := subscribed(t)
	dir := t.TempDir()
	there := filepath.Join(dir, "there.db")
	if err := os.WriteFile(there, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link.db")
	if err := os.Symlink(path, link); err != nil {
		t.Skip("no links here:", err)
	}
	for name, tt := range map[string]struct {
		args   []string
		status int
		want   string
	}{
		"is there":        {[]string{"--state", path, "backup", there}, 1, "already; --force replaces it"},
		"the file itself": {[]string{"--state", path, "backup", path, "--force"}, 2, "FILE is the state file itself"},
		"by another name": {[]string{"--state", path, "backup", link, "--force"}, 2, "FILE is the state file itself"},
		"a folder":        {[]string{"--state", path, "backup", dir, "--force"}, 1, "is a folder; name a file in it"},
		"no folder":       {[]string{"--state", path, "backup", filepath.Join(dir, "none", "x.db")}, 1, "there is no folder"},
		"no state":        {[]string{"--state", filepath.Join(dir, "none.db"), "backup", filepath.Join(dir, "x.db")}, 1, "there is no state file"},
		"none":            {[]string{"--state", "none", "backup", filepath.Join(dir, "x.db")}, 2, "name the one of bot serve"},
		"no state at all": {[]string{"--state", there, "backup", filepath.Join(dir, "x.db")}, 1, "is not a state file"},
	} {
		t.Run(name, func(t *testing.T) {
			r := run(t, nil, "", tt.args...)
			if r.status != tt.status || !strings.Contains(r.stderr, tt.want) || r.stdout != "" || strings.Count(r.stderr, "\n") != 1 {
				t.Errorf("got %+v", r)
			}
		})
	}
	if left, _ := os.ReadDir(dir); len(left) != 2 {
		t.Errorf("left behind: %v", left)
	}
	if text, err := os.ReadFile(there); string(text) != "mine" {
		t.Errorf("got %q, %v", text, err)
	}
	if r := run(t, nil, "", "--state", path, "backup", there, "--force"); r.status != 0 {
		t.Errorf("got %+v", r)
	}
	withStore(t, there, func(*bolt.Store) {})
}

// A socket that a killed bot left does not stand in the way, of commands nor of
// the next bot; a file that is no socket stays, and the bot serves all the same.
func TestControlSocket(t *testing.T) {
	path := subscribed(t)
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: path + ".sock", Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	l.SetUnlinkOnClose(false)
	l.Close()
	if r := run(t, nil, "", "--state", path, "subscribers"); r.status != 0 {
		t.Errorf("got %+v", r)
	}
	api := telegramtest.NewServer(botToken)
	defer api.Close()
	running := serveInside(t, time.Now, api, path)
	if r := run(t, nil, "", "--state", path, "subscribers"); r.status != 0 {
		t.Errorf("got %+v", r)
	}
	running.stop()
	if _, err := os.Lstat(path + ".sock"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the socket is left behind: %v", err)
	}

	if err := os.WriteFile(path+".sock", []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	running = serveInside(t, time.Now, api, path)
	if !running.log.await("operators' commands cannot reach this bot while it runs") {
		t.Errorf("not told:\n%s", running.log)
	}
	if r := run(t, nil, "", "--state", path, "subscribers"); r.status != 1 || !strings.Contains(r.stderr, "takes no commands") {
		t.Errorf("got %+v", r)
	}
	running.stop()
	if text, err := os.ReadFile(path + ".sock"); string(text) != "mine" {
		t.Errorf("got %q, %v", text, err)
	}
}
