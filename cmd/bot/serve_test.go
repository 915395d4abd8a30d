package main_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
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
		"no burst":      {map[string]string{"TELEGRAM_TOKEN": botToken}, []string{"--user-burst", "0"}, 2, "have to be positive"},
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

type lockedBuffer struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

// serve starts the real binary on an API server.
func serve(t *testing.T, api, state string, args ...string) *process {
	t.Helper()
	if testing.Short() {
		t.Skip("short: the real binary is not built")
	}
	builtBinary = true
	path, err := build()
	if err != nil {
		t.Skip("the binary cannot be built here:", err)
	}
	args = append([]string{"--story", harbour, "--state", state, "serve", "--telegram-api", api, "--user-burst", "1000", "--chat-burst", "1000"}, args...)
	p := &process{cmd: exec.Command(path, args...), log: new(lockedBuffer), done: make(chan error, 1)}
	p.cmd.Env = []string{"TELEGRAM_TOKEN=" + botToken, "HOME=" + t.TempDir(), "PATH=" + os.Getenv("PATH")}
	p.cmd.Stderr, p.cmd.Stdout = p.log, io.Discard
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
	for range 500 {
		if strings.Contains(p.log.String(), "the bot answers on Telegram") {
			return
		}
		time.Sleep(10 * time.Millisecond) // another process: there is nothing to wait on
	}
	t.Fatalf("the bot is not ready:\n%s", p.log)
}

func (p *process) kill() {
	p.cmd.Process.Kill()
	err := <-p.done
	p.done <- err
}

// The real binary is killed at random moments while questions arrive: each is
// answered, and at most one of a chat twice for each kill.
func TestServeSurvivesKills(t *testing.T) {
	for _, mode := range []string{"polling", "webhook"} {
		t.Run(mode, func(t *testing.T) {
			api := telegramtest.NewServer(botToken)
			defer api.Close()
			var args []string
			if mode == "webhook" {
				address := freeAddress(t)
				args = []string{"--telegram-webhook", "http://" + address + "/hook", "--telegram-webhook-listen", address}
			}
			const questions, chats = 200, 20
			asked := make(map[int64]int64) // message to chat
			arriving := make(chan struct{})
			go func() {
				defer close(arriving)
				for i := range questions {
					chat := -1000 - int64(i%chats)
					id := api.SayIn(map[string]any{"id": chat, "type": "supergroup", "title": "G"}, int64(i+1), "/ask how long is the harbour closed?", nil)
					asked[id] = chat
					time.Sleep(time.Duration(rand.IntN(30)) * time.Millisecond)
				}
			}()
			state := filepath.Join(t.TempDir(), "state.db")
			kills := 0
			for arrived := false; !arrived; {
				p := serve(t, api.URL, state, args...)
				select {
				case <-arriving:
					arrived = true
				case <-time.After(time.Duration(100+rand.IntN(600)) * time.Millisecond):
					kills++
				}
				p.kill()
			}
			p := serve(t, api.URL, state, args...)
			answers := make(map[int64]int)
			api.Until(t, "all questions to be answered and confirmed", func() bool { return allAnswered(api, asked, answers) })
			api.AwaitConfirmed(t)
			p.ready(t)
			p.cmd.Process.Signal(syscall.SIGTERM)
			if err := <-p.done; err != nil {
				t.Errorf("ended with %v:\n%s", err, p.log)
			}
			p.done <- nil
			twice := 0
			for id := range asked {
				switch n := answers[id]; {
				case n == 2:
					twice++
				case n != 1:
					t.Errorf("question %d was answered %d times", id, n)
				}
			}
			if twice > kills*2 {
				t.Errorf("%d questions were answered twice in %d kills", twice, kills)
			}
			t.Logf("%d questions, %d kills, %d answered twice", questions, kills, twice)
		})
	}
}

// allAnswered counts the answers to each question. The server is locked.
func allAnswered(api *telegramtest.Server, asked map[int64]int64, answers map[int64]int) bool {
	clear(answers)
	for _, m := range api.SentLocked() {
		answers[m.ReplyTo]++
	}
	return len(answers) == len(asked)
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
