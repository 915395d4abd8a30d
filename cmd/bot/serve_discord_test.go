package main_test

import (
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"dragoman/adapters/discord/discordtest"
	"dragoman/adapters/telegram/telegramtest"
)

const discordToken = "MTA0Mg.GsEcRt.AAsecretsecretsecretsecret-_x"

// markBuilt notes that the binary is there to be removed. These tests run side by
// side.
var markBuilt = sync.OnceFunc(func() { builtBinary = true })

// serveWith starts the real binary with variables and flags.
func serveWith(t *testing.T, state string, env []string, args ...string) *process {
	t.Helper()
	if testing.Short() {
		t.Skip("short: the real binary is not built")
	}
	markBuilt()
	path, err := build()
	if err != nil {
		t.Skip("the binary cannot be built here:", err)
	}
	args = append([]string{"--story", harbour, "--state", state, "serve", "--user-burst", "1000", "--chat-burst", "1000"}, args...)
	p := &process{cmd: exec.Command(path, args...), log: newBuffer(), done: make(chan error, 1)}
	p.cmd.Env = append([]string{"HOME=" + t.TempDir(), "PATH=" + os.Getenv("PATH")}, env...)
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

// serveDiscord starts the real binary on a Discord and waits until it answers.
func serveDiscord(t *testing.T, d *discordtest.Server, state string) *process {
	t.Helper()
	p := serveWith(t, state, []string{"DISCORD_TOKEN=" + discordToken}, "--discord-api", d.URL+"/api")
	if !p.log.await("the bot answers on Discord") {
		t.Fatalf("the bot is not ready:\n%s", p.log)
	}
	return p
}

// status ends a process with SIGTERM and returns its exit status and how long it
// took.
func (p *process) status(t *testing.T) (int, time.Duration) {
	t.Helper()
	begun := time.Now()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
		t.Fatal(err)
	}
	err := <-p.done
	p.done <- err
	return p.cmd.ProcessState.ExitCode(), time.Since(begun)
}

func TestServeDiscord(t *testing.T) {
	t.Parallel()
	d := discordtest.NewServer(t, discordToken)
	p := serveDiscord(t, d, "none")
	i := d.AwaitAnswer(t, d.Interact(d.Slash(discordtest.From{}, "ask", discordtest.Text("question", "how long is the harbour closed?"))))
	if !strings.Contains(i.Message.Text(), "For a week") {
		t.Errorf("got %q", i.Message.Text())
	}
	d.Write(discordtest.From{}, "how long is the harbour closed?", discordtest.Writing{Mention: true})
	if sent := d.AwaitSent(t, "", 2); !strings.Contains(sent[1].Text(), "For a week") {
		t.Errorf("got %q", sent[1].Text())
	}
	if status, passed := p.status(t); status != 0 || passed > 10*time.Second {
		t.Errorf("ended with %d after %v:\n%s", status, passed, p.log)
	}
}

// What is wrong is said without the token, in one line.
func TestServeDiscordRefuses(t *testing.T) {
	t.Parallel()
	d := discordtest.NewServer(t, "another")
	for name, tt := range map[string]struct {
		token  string
		args   []string
		status int
		want   string
	}{
		"refused token": {discordToken, []string{"--discord-api", d.URL + "/api"}, 1, "the token is refused; copy it anew"},
		"no token":      {discordToken + " x", nil, 2, "the token holds characters that no token has"},
		"no address":    {discordToken, []string{"--discord-api", "localhost"}, 2, "the address of the API has to be like https://discord.com/api"},
		"no server":     {discordToken, []string{"--discord-guild", "mine"}, 2, "the id of a server is a number"},
		"no shards":     {discordToken, []string{"--discord-shards=-1"}, 2, "are not 0 to"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := run(t, map[string]string{"DISCORD_TOKEN": tt.token}, "", append([]string{"--story", harbour, "--state", "none", "serve"}, tt.args...)...)
			var said []string
			for line := range strings.Lines(r.stderr) {
				if strings.HasPrefix(line, "bot: ") {
					said = append(said, line)
				}
			}
			if r.status != tt.status || len(said) != 1 || !strings.Contains(said[0], tt.want) || strings.Contains(r.stderr, "AAsecret") {
				t.Errorf("got %+v", r)
			}
		})
	}
}

// One platform that cannot go on does not stop the other; the exit status says it.
func TestServeBoth(t *testing.T) {
	t.Parallel()
	const question = "how long is the harbour closed?"
	for name, tt := range map[string]struct {
		telegram, discord string // tokens that the platforms know
		status            int
	}{
		"both answer":         {botToken, discordToken, 0},
		"Discord refuses":     {botToken, "another", 1},
		"Telegram refuses":    {"1:other", discordToken, 1},
		"both of them refuse": {"1:other", "another", 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := discordtest.NewServer(t, tt.discord)
			api := telegramtest.NewServer(tt.telegram)
			t.Cleanup(api.Close)
			p := serveWith(t, filepath.Join(t.TempDir(), "state.db"),
				[]string{"DISCORD_TOKEN=" + discordToken, "TELEGRAM_TOKEN=" + botToken},
				"--discord-api", d.URL+"/api", "--telegram-api", api.URL)
			if tt.discord != discordToken && !p.log.await("the bot does not answer on Discord any more") ||
				tt.telegram != botToken && !p.log.await("the bot does not answer on Telegram any more") {
				t.Errorf("the failure is not told:\n%s", p.log)
			}
			if tt.telegram == botToken {
				api.Say(7, question)
				if got := api.Await(t, 1)[0].Text; !strings.HasPrefix(got, "For a week") {
					t.Errorf("got %q", got)
				}
			}
			if tt.discord == discordToken {
				if !p.log.await("the bot answers on Discord") {
					t.Fatalf("the bot is not ready:\n%s", p.log)
				}
				d.Write(discordtest.From{Direct: true}, question, discordtest.Writing{})
				if got := d.AwaitSent(t, "", 1)[0].Text(); !strings.Contains(got, "For a week") {
					t.Errorf("got %q", got)
				}
			}
			if status, passed := p.status(t); status != tt.status || passed > 10*time.Second {
				t.Errorf("ended with %d after %v:\n%s", status, passed, p.log)
			}
		})
	}
}

// The real binary is killed at random moments while a hundred mentions arrive in
// ten channels, also when no process is there. Each is answered, and seen once:
// Discord brings again what came after the last that the state file knows of.
func TestServeDiscordSurvivesKills(t *testing.T) {
	t.Parallel()
	const mentions = 100
	d := discordtest.NewServer(t, discordToken)
	state := filepath.Join(t.TempDir(), "state.db")
	channels := make([]string, 10)
	for i := range channels {
		channels[i] = d.AddChannel(discordtest.Channel{Guild: "5"})
	}
	serveDiscord(t, d, state).status(t) // begins what Discord is to go on with
	var asked []string
	ask := func() {
		n := len(asked)
		m := d.Write(discordtest.From{User: strconv.Itoa(70 + n%10), Channel: channels[n%len(channels)]},
			"how long is the harbour closed?", discordtest.Writing{Mention: true})
		asked = append(asked, m.ID)
	}
	kills := 0
	for ; len(asked) < mentions; kills++ {
		p := serveDiscord(t, d, state)
		before := len(d.Sent(""))
		news := 3 + rand.IntN(10)
		for range news {
			ask()
		}
		d.AwaitSent(t, "", before+rand.IntN(news+1))
		<-time.After(time.Duration(rand.IntN(3000)) * time.Microsecond) // anywhere between two answers
		p.kill()
		ask()
	}
	p := serveDiscord(t, d, state)
	d.AwaitSent(t, "", len(asked))
	if status, _ := p.status(t); status != 0 {
		t.Errorf("ended with %d:\n%s", status, p.log)
	}
	found := make(map[string]int)
	for _, m := range d.Sent("") {
		found[m.ReplyTo]++
		if !strings.Contains(m.Text(), "For a week") {
			t.Errorf("got %q", m.Text())
		}
	}
	for _, id := range asked {
		if found[id] != 1 {
			t.Errorf("%s is answered %d times", id, found[id])
		}
	}
	if len(found) != len(asked) {
		t.Errorf("%d mentions are answered, %d were written", len(found), len(asked))
	}
	t.Logf("%d mentions, %d kills, %d sessions", len(asked), kills, len(d.Gateway.Identifies()))
}
