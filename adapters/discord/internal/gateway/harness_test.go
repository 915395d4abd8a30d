package gateway_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/discord/discordtest"
	"dragoman/adapters/discord/internal/gateway"
)

const token = "MTEwMDAwMDAwMDAwMDAwMDAwMQ.GaBcDe.secret-of-the-test"

// bubble runs a test against a gateway in memory, where time passes as fast as
// it can. It fails when a goroutine is left.
func bubble(t *testing.T, o discordtest.GatewayOptions, test func(*testing.T, *discordtest.Gateway)) {
	t.Parallel()
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		o.Token = token
		fake := discordtest.NewGateway(o)
		defer fake.Close()
		test(t, fake)
	})
}

// bot is a Run under test.
type bot struct {
	t      *testing.T
	fake   *discordtest.Gateway
	cancel context.CancelFunc
	done   chan error

	mu      sync.Mutex
	log     bytes.Buffer
	events  []gateway.Event
	states  []gateway.State
	lookups int
	came    chan struct{}
}

// Write takes the log.
func (b *bot) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.log.Write(p)
}

func (b *bot) logged() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.log.String()
}

// lookup is what Discord tells a bot that has not begun yet.
func lookup(context.Context) (gateway.Info, error) {
	return gateway.Info{URL: "ws://gateway.test", Shards: 1, Remaining: 1000, ResetAfter: 24 * time.Hour, MaxConcurrency: 1}, nil
}

// start runs a bot.
func start(t *testing.T, fake *discordtest.Gateway, change func(*gateway.Options)) *bot {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	b := &bot{t: t, fake: fake, cancel: cancel, done: make(chan error, 1), came: make(chan struct{}, 1)}
	o := gateway.Options{
		Token: token, Intents: 4609, Lookup: lookup, Dialer: fake.Dialer(),
		Log: slog.New(slog.NewTextHandler(b, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Handle: func(e gateway.Event) {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.events = append(b.events, e)
			select {
			case b.came <- struct{}{}:
			default:
			}
		},
		State: func(_ int, s gateway.State) {
			b.mu.Lock()
			defer b.mu.Unlock()
			b.states = append(b.states, s)
		},
	}
	if change != nil {
		change(&o)
	}
	ask := o.Lookup
	o.Lookup = func(ctx context.Context) (gateway.Info, error) {
		b.mu.Lock()
		b.lookups++
		b.mu.Unlock()
		return ask(ctx)
	}
	go func() {
		b.done <- gateway.Run(ctx, o)
		close(b.done)
	}()
	t.Cleanup(func() {
		cancel()
		<-b.done
	})
	return b
}

// stop ends the bot and returns what Run did.
func (b *bot) stop() error {
	b.t.Helper()
	b.cancel()
	return b.result()
}

// result waits for the end of Run.
func (b *bot) result() error {
	b.t.Helper()
	defer b.cancel()
	err := <-b.done
	if text := b.logged(); strings.Contains(text, token) || err != nil && strings.Contains(err.Error(), token) {
		b.t.Errorf("the token is told: %v\n%s", err, text)
	}
	return err
}

// finish stops a bot that is to be well.
func (b *bot) finish() {
	b.t.Helper()
	if err := b.stop(); err != nil {
		b.t.Errorf("Run returned %v", err)
	}
	if b.t.Failed() {
		b.t.Log(b.logged())
	}
}

// connected waits until a number of shards are connected.
func (b *bot) connected(n int) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.t.Context(), 10*time.Minute)
	defer cancel()
	if err := b.fake.AwaitConnected(ctx, n); err != nil {
		b.t.Fatalf("%d shards are connected, not %d\n%s", b.fake.Connected(), n, b.logged())
	}
}

// await waits until something holds of the gateway.
func (b *bot) await(what string, holds func() bool) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.t.Context(), 10*time.Minute)
	defer cancel()
	if err := b.fake.Await(ctx, holds); err != nil {
		b.t.Fatalf("waited in vain: %s\n%s", what, b.logged())
	}
}

// say sends messages with texts.
func (b *bot) say(texts ...string) {
	for _, text := range texts {
		b.fake.Send("MESSAGE_CREATE", map[string]any{"content": text})
	}
}

// heard waits for the texts of messages, which are all that came.
func (b *bot) heard(want ...string) {
	b.t.Helper()
	timeout := time.NewTimer(10 * time.Minute)
	defer timeout.Stop()
	for {
		got := b.texts()
		if len(got) >= len(want) {
			if !slices.Equal(got, want) {
				b.t.Errorf("got %q, want %q", got, want)
			}
			return
		}
		select {
		case <-b.came:
		case <-timeout.C:
			b.t.Fatalf("got %q, want %q\n%s", got, want, b.logged())
		}
	}
}

func (b *bot) texts() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	var texts []string
	for _, e := range b.events {
		var m struct {
			Content string `json:"content"`
		}
		if e.Type == "MESSAGE_CREATE" && json.Unmarshal(e.Data, &m) == nil {
			texts = append(texts, m.Content)
		}
	}
	return texts
}

// starts checks how many identifies and resumes there were.
func (b *bot) starts(identifies, resumes int) {
	b.t.Helper()
	if i, r := len(b.fake.Identifies()), len(b.fake.Resumes()); i != identifies || r != resumes {
		b.t.Errorf("%d identifies and %d resumes, not %d and %d", i, r, identifies, resumes)
	}
}
