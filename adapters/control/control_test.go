package control_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"dragoman/adapters/control"
)

// shortDir is a new folder with a short path: that of t.TempDir grows with the
// test's name.
func shortDir(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "c")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return dir
}

// run starts a server and returns what ends it and waits.
func run(t *testing.T, s *control.Server) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	stop = func() {
		cancel()
		if err, first := <-ended; first {
			close(ended)
			if err != nil {
				t.Error(err)
			}
		}
	}
	t.Cleanup(stop)
	return stop
}

func listen(t *testing.T, state string, operations map[string]control.Operation) *control.Server {
	t.Helper()
	s, err := control.Listen(control.Options{State: state, Operations: operations})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func ask(t *testing.T, state, operation string, args url.Values) (string, error) {
	t.Helper()
	var out bytes.Buffer
	err := control.Ask(t.Context(), state, operation, args, &out)
	return out.String(), err
}

var operations = map[string]control.Operation{
	"say": func(_ context.Context, args url.Values, w io.Writer) error {
		_, err := io.WriteString(w, args.Get("words"))
		return err
	},
	"much": func(_ context.Context, _ url.Values, w io.Writer) error {
		for range 1000 {
			if _, err := w.Write(make([]byte, 10_000)); err != nil {
				return err
			}
		}
		return nil
	},
	"nothing": func(context.Context, url.Values, io.Writer) error { return nil },
	"fail":    func(context.Context, url.Values, io.Writer) error { return errors.New("no room: 100 % full\nat all") },
	"fail-late": func(_ context.Context, _ url.Values, w io.Writer) error {
		w.Write(make([]byte, 100_000))
		return errors.New("no more")
	},
	"panic": func(context.Context, url.Values, io.Writer) error { panic("ouch") },
}

func TestAsk(t *testing.T) {
	state := filepath.Join(shortDir(t), "state.db")
	run(t, listen(t, state, operations))
	words := strings.Repeat("Szczęść Boże & 100 %\n", 1000)
	for name, tt := range map[string]struct {
		operation string
		args      url.Values
		length    int
		failed    string
	}{
		"an answer":        {"say", url.Values{"words": {words}}, len(words), ""},
		"no answer":        {"nothing", nil, 0, ""},
		"a long one":       {"much", nil, 10_000_000, ""},
		"a failure":        {"fail", nil, 0, "no room: 100 % full\nat all"},
		"one in the midst": {"fail-late", nil, 100_000, "no more"},
		"a panic":          {"panic", nil, 0, "the command broke down: ouch"},
		"too much":         {"say", url.Values{"words": {strings.Repeat("x", 70_000)}}, 0, "the arguments cannot be read"},
	} {
		t.Run(name, func(t *testing.T) {
			text, err := ask(t, state, tt.operation, tt.args)
			failed, _ := errors.AsType[*control.Failed](err)
			if len(text) != tt.length || tt.failed == "" && err != nil || tt.failed != "" && (failed == nil || failed.Reason != tt.failed) {
				t.Errorf("got %d bytes, %v", len(text), err)
			}
			if tt.operation == "say" && err == nil && text != tt.args.Get("words") {
				t.Error("another answer")
			}
		})
	}
	for _, operation := range []string{"other", "", "say/x", "../say"} {
		if _, err := ask(t, state, operation, nil); !errors.Is(err, control.ErrUnknown) {
			t.Errorf("%q: got %v", operation, err)
		}
	}
	if err := control.Ask(t.Context(), state, "much", nil, failing{io.ErrShortWrite}); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("got %v", err)
	}
}

type failing struct{ err error }

func (f failing) Write([]byte) (int, error) { return 0, f.err }

func TestNobodyAnswers(t *testing.T) {
	dir := shortDir(t)
	for _, state := range []string{filepath.Join(dir, "state.db"), filepath.Join(dir, "none", "state.db"), filepath.Join(dir, strings.Repeat("long", 40)+".db")} {
		if _, err := ask(t, state, "say", nil); !errors.Is(err, control.ErrNotRunning) {
			t.Errorf("%s: got %v", state, err)
		}
	}
}

// leave leaves a socket behind that nobody answers at, as kill -9 does.
func leave(t *testing.T, path string) {
	t.Helper()
	l, err := net.ListenUnix("unix", &net.UnixAddr{Name: path, Net: "unix"})
	if err != nil {
		t.Fatal(err)
	}
	l.SetUnlinkOnClose(false)
	l.Close()
}

func TestReplacesWhatWasLeft(t *testing.T) {
	state := filepath.Join(shortDir(t), "state.db")
	leave(t, state+".sock")
	if _, err := ask(t, state, "say", nil); !errors.Is(err, control.ErrNotRunning) {
		t.Errorf("got %v", err)
	}
	stop := run(t, listen(t, state, operations))
	if _, err := ask(t, state, "nothing", nil); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(state + ".sock"); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	stop()
	if _, err := os.Lstat(state + ".sock"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the socket is left behind: %v", err)
	}
}

// What is there and no socket of ours stays.
func TestTaken(t *testing.T) {
	dir := shortDir(t)
	short, long := filepath.Join(dir, "state.db"), filepath.Join(dir, strings.Repeat("long", 40)+".db")
	for _, state := range []string{short, long} {
		if err := os.WriteFile(state+".sock", []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := control.Listen(control.Options{State: state}); !errors.Is(err, control.ErrTaken) {
			t.Errorf("got %v", err)
		}
		if text, err := os.ReadFile(state + ".sock"); string(text) != "mine" {
			t.Errorf("got %q, %v", text, err)
		}
		if _, err := ask(t, state, "say", nil); !errors.Is(err, control.ErrNotRunning) {
			t.Errorf("got %v", err)
		}
	}
}

// A state file whose path is too long for a socket is found all the same, and
// what a killed process left is removed.
func TestLongPath(t *testing.T) {
	dir, elsewhere := shortDir(t), shortDir(t)
	state := filepath.Join(dir, strings.Repeat("long", 40)+".db")
	o := control.Options{State: state, Operations: operations, Short: elsewhere}
	old := filepath.Join(elsewhere, "dragoman-old")
	if err := os.Mkdir(old, 0o700); err != nil {
		t.Fatal(err)
	}
	leave(t, filepath.Join(old, "s"))
	if err := os.WriteFile(state+".sock", []byte("control socket: "+filepath.Join(old, "s")+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := ask(t, state, "say", nil); !errors.Is(err, control.ErrNotRunning) {
		t.Errorf("got %v", err)
	}
	s, err := control.Listen(o)
	if err != nil {
		t.Fatal(err)
	}
	stop := run(t, s)
	if _, err := ask(t, state, "nothing", nil); err != nil {
		t.Error(err)
	}
	if left, _ := os.ReadDir(elsewhere); len(left) != 1 {
		t.Errorf("%v", left)
	}
	stop()
	if left, _ := os.ReadDir(elsewhere); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
	if _, err := os.Lstat(state + ".sock"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the note is left behind: %v", err)
	}
	o.Short = filepath.Join(elsewhere, strings.Repeat("long", 40))
	if err := os.Mkdir(o.Short, 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := control.Listen(o); err == nil || !strings.Contains(err.Error(), "too long") {
		t.Errorf("got %v", err)
	}
	if left, _ := os.ReadDir(o.Short); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestLinks(t *testing.T) {
	dir := shortDir(t)
	state, link := filepath.Join(dir, "state.db"), filepath.Join(dir, "link.db")
	if err := os.WriteFile(state, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("state.db", link); err != nil {
		t.Skip("no links here:", err)
	}
	run(t, listen(t, link, operations))
	for _, name := range []string{state, link} {
		if _, err := ask(t, name, "nothing", nil); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestBusy(t *testing.T) {
	state := filepath.Join(shortDir(t), "state.db")
	begun, end := make(chan struct{}), make(chan struct{})
	run(t, listen(t, state, map[string]control.Operation{
		"wait": func(context.Context, url.Values, io.Writer) error {
			begun <- struct{}{}
			<-end
			return nil
		},
	}))
	ended := make(chan error)
	for range 4 {
		go func() { ended <- control.Ask(t.Context(), state, "wait", nil, io.Discard) }()
		<-begun
	}
	if _, err := ask(t, state, "wait", nil); err == nil || !strings.Contains(err.Error(), "too much") {
		t.Errorf("got %v", err)
	}
	close(end)
	for range 4 {
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
}

// Who asks is told when the bot stops meanwhile, and the operation has ended when
// Run returns.
func TestStops(t *testing.T) {
	state := filepath.Join(shortDir(t), "state.db")
	begun, over := make(chan struct{}), false
	stop := run(t, listen(t, state, map[string]control.Operation{
		"wait": func(ctx context.Context, _ url.Values, w io.Writer) error {
			close(begun)
			<-ctx.Done()
			over = true
			return ctx.Err()
		},
	}))
	ended := make(chan error)
	go func() { ended <- control.Ask(t.Context(), state, "wait", nil, io.Discard) }()
	<-begun
	stop()
	if !over {
		t.Error("the operation goes on")
	}
	if err := <-ended; err == nil || err.Error() != "the bot is being stopped" {
		t.Errorf("got %v", err)
	}
}

// The context of who asks ends both sides.
func TestGivesUp(t *testing.T) {
	state := filepath.Join(shortDir(t), "state.db")
	begun, over := make(chan struct{}), make(chan struct{})
	run(t, listen(t, state, map[string]control.Operation{
		"wait": func(ctx context.Context, _ url.Values, w io.Writer) error {
			close(begun)
			<-ctx.Done()
			close(over)
			return ctx.Err()
		},
	}))
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error)
	go func() { ended <- control.Ask(ctx, state, "wait", nil, io.Discard) }()
	<-begun
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	<-over
}

// An operation may take longer than the server waits for its arguments.
func TestSlowOperation(t *testing.T) {
	state := filepath.Join(shortDir(t), "state.db")
	s := listen(t, state, map[string]control.Operation{
		"wait": func(ctx context.Context, _ url.Values, w io.Writer) error {
			limit := time.NewTimer(60 * time.Millisecond)
			defer limit.Stop()
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-limit.C:
				return nil
			}
		},
	})
	s.Hurry(20*time.Millisecond, time.Minute)
	run(t, s)
	if _, err := ask(t, state, "wait", nil); err != nil {
		t.Error(err)
	}
}

// Who says nothing, and who reads nothing, is given up on.
func TestGivesUpOnTheSilent(t *testing.T) {
	state := filepath.Join(shortDir(t), "state.db")
	over := make(chan error, 1)
	s := listen(t, state, map[string]control.Operation{
		"much": func(ctx context.Context, args url.Values, w io.Writer) error {
			err := operations["much"](ctx, args, w)
			over <- err
			return err
		},
	})
	s.Hurry(50*time.Millisecond, 50*time.Millisecond)
	run(t, s)
	for _, words := range []string{"", "POST /much HTTP/1.1\r\nHost: bot\r\n", "POST /much HTTP/1.1\r\nHost: bot\r\nContent-Length: 100\r\n\r\nx"} {
		conn := dial(t, state)
		io.WriteString(conn, words)
		if _, err := io.Copy(io.Discard, conn); err != nil {
			t.Errorf("%q: %v", words, err)
		}
	}
	conn := dial(t, state)
	io.WriteString(conn, "POST /much HTTP/1.1\r\nHost: bot\r\nContent-Length: 0\r\n\r\n")
	if err := <-over; !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

func dial(t *testing.T, state string) net.Conn {
	t.Helper()
	conn, err := net.Dial("unix", state+".sock")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}

// An answer that ends before its end is none.
func TestBrokenAnswer(t *testing.T) {
	for name, answer := range map[string]string{
		"nothing":        "",
		"half a header":  "HTTP/1.1 200 OK\r\nTransfer-Enc",
		"half a piece":   "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
		"no end":         "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n",
		"no last word":   "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n",
		"other protocol": "220 mail ESMTP\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			state := filepath.Join(shortDir(t), "state.db")
			l, err := net.Listen("unix", state+".sock")
			if err != nil {
				t.Fatal(err)
			}
			defer l.Close()
			ended := make(chan error, 1)
			go func() { ended <- control.Ask(t.Context(), state, "x", nil, io.Discard) }()
			conn, err := l.Accept()
			if err != nil {
				t.Fatal(err)
			}
			conn.Read(make([]byte, 4096))
			fmt.Fprint(conn, answer)
			conn.Close()
			if err := <-ended; !errors.Is(err, control.ErrBroken) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestAnotherUser(t *testing.T) {
	if os.Geteuid() <= 0 {
		t.Skip("permissions do not hold for root, nor on Windows")
	}
	state := filepath.Join(shortDir(t), "state.db")
	run(t, listen(t, state, operations))
	if err := os.Chmod(state+".sock", 0); err != nil {
		t.Fatal(err)
	}
	if _, err := ask(t, state, "nothing", nil); !errors.Is(err, control.ErrForbidden) {
		t.Errorf("got %v", err)
	}
}
