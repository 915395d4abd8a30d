package main_test

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"dragoman/adapters/telegram/telegramtest"
)

const botToken = "4242:AAsecretsecretsecretsecretsecret-_x"

func TestServeNeedsAPlatform(t *testing.T) {
	r := run(t, nil, "", "serve")
	if r.status != 2 || !strings.HasPrefix(r.stderr, "bot: no platform is configured: set TELEGRAM_TOKEN") || strings.Count(r.stderr, "\n") != 1 {
		t.Errorf("got %+v", r)
	}
}

// What is wrong with a token is said without it, in one line.
func TestServeRefuses(t *testing.T) {
	api := telegramtest.NewServer("1:other")
	defer api.Close()
	for name, tt := range map[string]struct {
		env    map[string]string
		args   []string
		status int
		want   string
	}{
		"refused token": {map[string]string{"TELEGRAM_TOKEN": botToken}, []string{"--telegram-api", api.URL}, 1, "the token is refused; ask @BotFather"},
		"no token":      {map[string]string{"DRAGOMAN_TELEGRAM_TOKEN": botToken + " x"}, nil, 2, "the token holds characters that no token has"},
		"no address":    {map[string]string{"TELEGRAM_TOKEN": botToken}, []string{"--telegram-api", "localhost"}, 2, "the address of the API server has to be like https://api.telegram.org"},
		"no webhook":    {map[string]string{"TELEGRAM_TOKEN": botToken}, []string{"--telegram-webhook", "here"}, 2, "the webhook's URL has to be like"},
		"no burst":      {map[string]string{"TELEGRAM_TOKEN": botToken}, []string{"--user-burst", "0"}, 2, "it has to be positive"},
	} {
		t.Run(name, func(t *testing.T) {
			r := run(t, tt.env, "", append([]string{"--story", harbour, "serve"}, tt.args...)...)
			if r.status != tt.status || !strings.Contains(r.stderr, tt.want) || strings.Contains(r.stderr, "AAsecret") {
				t.Errorf("got %+v", r)
			}
		})
	}
}

// build makes the real binary.
var build = sync.OnceValues(func() (string, error) {
	tool, err := exec.LookPath("go")
	if err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp("", "bot")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "bot")
	out, err := exec.Command(tool, "build", "-o", path, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return path, nil
})

func TestMain(m *testing.M) {
	status := m.Run()
	if builtBinary {
		if path, err := build(); err == nil {
			os.RemoveAll(filepath.Dir(path))
		}
	}
	os.Exit(status)
}

var builtBinary bool

// process is the real binary, serving.
type process struct {
	cmd  *exec.Cmd
	log  *lockedBuffer
	done chan error
}

// lockedBuffer is what a process writes while the test reads.
type lockedBuffer struct {
	mu      sync.Mutex
	buf     bytes.Buffer
	changed chan struct{} // closed and made anew at each write
}

func newBuffer() *lockedBuffer { return &lockedBuffer{changed: make(chan struct{})} }

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	close(b.changed)
	b.changed = make(chan struct{})
	return b.buf.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// await waits until a text is there, for ten seconds at most.
func (b *lockedBuffer) await(text string) bool {
	limit := time.NewTimer(10 * time.Second)
	defer limit.Stop()
	for {
		b.mu.Lock()
		is, changed := strings.Contains(b.buf.String(), text), b.changed
		b.mu.Unlock()
		if is {
			return true
		}
		select {
		case <-changed:
		case <-limit.C:
			return false
		}
	}
}

// awaitMore waits until there is more than n bytes, for ten seconds at most.
func (b *lockedBuffer) awaitMore(n int) bool {
	limit := time.NewTimer(10 * time.Second)
	defer limit.Stop()
	for {
		b.mu.Lock()
		is, changed := b.buf.Len() > n, b.changed
		b.mu.Unlock()
		if is {
			return true
		}
		select {
		case <-changed:
		case <-limit.C:
			return false
		}
	}
}

// serve starts the real binary on an API server.
func serve(t *testing.T, api, state string, args ...string) *process {
	t.Helper()
	return serveBy(t, func(*exec.Cmd) {}, api, state, args...)
}

// serveBy does so after prepare has changed how it is started.
func serveBy(t *testing.T, prepare func(*exec.Cmd), api, state string, args ...string) *process {
	t.Helper()
	if testing.Short() {
		t.Skip("short: the real binary is not built")
	}
	markBuilt()
	path, err := build()
	if err != nil {
		t.Skip("the binary cannot be built here:", err)
	}
	args = append([]string{"--story", harbour, "--state", state, "serve", "--telegram-api", api, "--user-burst", "1000", "--chat-burst", "1000"}, args...)
	p := &process{cmd: exec.Command(path, args...), log: newBuffer(), done: make(chan error, 1)}
	p.cmd.Env = []string{"TELEGRAM_TOKEN=" + botToken, "HOME=" + t.TempDir(), "PATH=" + os.Getenv("PATH")}
	p.cmd.Stderr, p.cmd.Stdout = p.log, io.Discard
	prepare(p.cmd)
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { p.done <- p.cmd.Wait() }()
	t.Cleanup(func() {
		p.kill()
		if strings.Contains(p.log.String(), "AAsecret") {
			t.Errorf("the token is in the log:\n%s", p.log)
		}
	})
	return p
}

// ready waits until the bot says that it answers.
func (p *process) ready(t *testing.T) {
	t.Helper()
	if !p.log.await("the bot answers on Telegram") {
		t.Fatalf("the bot is not ready:\n%s", p.log)
	}
}

func (p *process) kill() {
	p.cmd.Process.Kill()
	err := <-p.done
	p.done <- err
}

func TestServeEndsOnTerm(t *testing.T) {
	api := telegramtest.NewServer(botToken)
	defer api.Close()
	p := serve(t, api.URL, "none")
	api.Say(7, "how long is the harbour closed?")
	api.Await(t, 1)
	begun := time.Now()
	p.cmd.Process.Signal(syscall.SIGTERM)
	err := <-p.done
	p.done <- err
	if passed := time.Since(begun); err != nil || passed > 10*time.Second {
		t.Errorf("ended with %v after %v:\n%s", err, passed, p.log)
	}
	if _, pending := api.Offset(); pending != 0 {
		t.Errorf("%d updates are not confirmed", pending)
	}
}

func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}
