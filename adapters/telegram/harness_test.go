package telegram_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"dragoman/adapters/telegram"
	"dragoman/adapters/telegram/telegramtest"
	"dragoman/core"
	"dragoman/core/edition"
	"dragoman/core/flood"
	"dragoman/knowledge"
)

const (
	token  = "4242:AAsecretsecretsecretsecretsecret-_x"
	secret = "AAsecretsecretsecretsecretsecret-_x"
)

// answerer is an Answerer with function fields.
type answerer struct {
	reply  func(ctx context.Context, m core.Message) (core.Reply, error)
	forget func(key core.SessionKey) error
}

func (a answerer) Reply(ctx context.Context, m core.Message) (core.Reply, error) {
	if a.reply == nil {
		return core.Reply{Answered: true, Answer: "Answer to " + m.Text}, nil
	}
	return a.reply(ctx, m)
}

func (a answerer) Forget(_ context.Context, key core.SessionKey) error {
	if a.forget == nil {
		return nil
	}
	return a.forget(key)
}

func ferry(t testing.TB) *edition.Stand {
	t.Helper()
	base, err := knowledge.Load("../../knowledge/testdata/ferry.yaml")
	if err != nil {
		t.Fatal(err)
	}
	stand, err := edition.New(base, core.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return stand
}

// log is a log that goroutines write and the test reads.
type log struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

func (l *log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.String()
}

// running is a bot that runs.
type running struct {
	t    testing.TB
	log  *log
	stop context.CancelFunc
	done chan error
}

// contract is the description of the Bot API, where it is at hand.
const contractPath = "../../../shared/contracts/telegram-bot-api.json"

func obey(t testing.TB, api *telegramtest.Server) {
	t.Helper()
	c, err := telegramtest.LoadContract(contractPath)
	if errors.Is(err, os.ErrNotExist) {
		t.Log("calls are not checked against the description of the Bot API: it is not at hand")
		return
	}
	if err != nil {
		t.Fatal(err)
	}
	api.Obey(c)
}

// noLimit lets everybody ask without end.
func noLimit() *flood.Limiter {
	return flood.New(flood.Options{User: flood.Rate{Burst: 1e9, Every: 1}, Chat: flood.Rate{Burst: 1e9, Every: 1}})
}

// run runs a bot on a server. It is stopped, if the test does not, and checked
// when the test ends.
func run(t testing.TB, api *telegramtest.Server, change func(*telegram.Options)) *running {
	t.Helper()
	return start(t, api, change, new(*telegram.Bot))
}

// start is run, with the bot.
func start(t testing.TB, api *telegramtest.Server, change func(*telegram.Options), made **telegram.Bot) *running {
	t.Helper()
	obey(t, api)
	r := &running{t: t, log: new(log), done: make(chan error, 1)}
	o := telegram.Options{
		Token: token, Story: ferry(t), Answerer: answerer{}, API: api.URL, Flood: noLimit(),
		Log: slog.New(slog.NewTextHandler(r.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	}
	if api.URL == "" {
		o.API, o.Transport = "http://api.test", api.Transport()
	}
	if change != nil {
		change(&o)
	}
	bot, err := telegram.New(o)
	if err != nil {
		t.Fatal(err)
	}
	*made = bot
	ctx, cancel := context.WithCancel(context.Background())
	r.stop = cancel
	go func() { r.done <- bot.Run(ctx) }()
	return r
}

// end stops the bot and returns what Run did.
func (r *running) end() error {
	r.t.Helper()
	r.stop()
	var err error
	select {
	case err = <-r.done:
	case <-time.After(30 * time.Second):
		r.t.Error("Run does not end")
	}
	if strings.Contains(r.log.String(), secret) {
		r.t.Errorf("the token is in the log:\n%s", r.log)
	}
	return err
}

// check stops the bot and reports what went wrong unnoticed.
func (r *running) check(api *telegramtest.Server) {
	r.t.Helper()
	if err := r.end(); err != nil {
		r.t.Errorf("Run: %v", err)
	}
	for _, p := range api.Problems() {
		r.t.Error("contract:", p)
	}
}
