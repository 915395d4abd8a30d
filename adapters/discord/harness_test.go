package discord_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"dragoman/adapters/discord"
	"dragoman/adapters/discord/discordtest"
	"dragoman/core"
	"dragoman/core/delivery"
	"dragoman/core/edition"
	"dragoman/core/feedback"
	"dragoman/core/flood"
	"dragoman/core/oneoff"
	"dragoman/core/settings"
	"dragoman/knowledge"
)

// token is the bot's; its last part is in no log and no error.
const (
	token  = "MTA0Mg.GsEcRt.AAsecretsecretsecretsecret-_x"
	secret = "AAsecretsecretsecretsecret-_x"
)

var errDisk = errors.New("no space left on device")

// answerer is an Answerer with function fields.
type answerer struct {
	reply  func(ctx context.Context, m core.Message) (core.Reply, error)
	forget func(key core.SessionKey) error
}

func (a answerer) Reply(ctx context.Context, m core.Message) (core.Reply, error) {
	if a.reply == nil {
		return echo(m), nil
	}
	return a.reply(ctx, m)
}

func (a answerer) Forget(_ context.Context, key core.SessionKey) error {
	if a.forget == nil {
		return nil
	}
	return a.forget(key)
}

// replying is an Answerer whose replies come from a function.
func replying(reply func(m core.Message) core.Reply) answerer {
	return answerer{reply: func(_ context.Context, m core.Message) (core.Reply, error) { return reply(m), nil }}
}

// echo is what the fake answers.
func echo(m core.Message) core.Reply {
	return core.Reply{Answered: true, Answer: "Answer to " + m.Text, Suggestions: []string{known, unknown}}
}

// Questions that the ferry's story knows, and does not.
const (
	known   = "When does the ferry stop?"
	unknown = "A question of no file?"
)

// after is an Answerer that takes its time, of a test's clock.
func after(d time.Duration) answerer {
	return answerer{reply: func(ctx context.Context, m core.Message) (core.Reply, error) {
		t := time.NewTimer(d)
		defer t.Stop()
		select {
		case <-t.C:
			return echo(m), nil
		case <-ctx.Done():
			return core.Reply{}, ctx.Err()
		}
	}}
}

func ferry(t testing.TB) *edition.Stand { return stand(t, ferryBase(t), core.Options{}) }

func stand(t testing.TB, base *knowledge.Base, o core.Options) *edition.Stand {
	t.Helper()
	s, err := edition.New(base, o)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func ferryBase(t testing.TB) *knowledge.Base {
	t.Helper()
	base, err := knowledge.Load("../../knowledge/testdata/ferry.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return base
}

// real lets the bot answer for real.
func real(t testing.TB) func(*discord.Options) {
	t.Helper()
	sessions := core.NewMemorySessions(1000)
	s := stand(t, ferryBase(t), core.Options{Sessions: oneoff.Sessions(sessions)})
	return func(o *discord.Options) { o.Story, o.Answerer, o.Sessions = s, s, sessions }
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

// noLimit lets everybody ask without end.
func noLimit() *flood.Limiter {
	return flood.New(flood.Options{User: flood.Rate{Burst: 1e9, Every: 1}, Chat: flood.Rate{Burst: 1e9, Every: 1}})
}

// bubble runs a test with a Discord of its own, in which time passes as fast as
// it can. A goroutine that is left fails the test.
func bubble(t *testing.T, test func(t *testing.T, d *discordtest.Server)) {
	t.Helper()
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := discordtest.New(t, token)
		defer synctest.Wait()
		defer d.Close()
		test(t, d)
	})
}

// running is a bot that runs.
type running struct {
	t     testing.TB
	log   *log
	ready chan struct{}
	bot   *discord.Bot
	stop  context.CancelFunc
	done  chan struct{} // closed when Run has returned err
	err   error
}

// start starts a bot on a server.
func start(t testing.TB, d *discordtest.Server, change ...func(*discord.Options)) *running {
	t.Helper()
	r := &running{t: t, log: new(log), done: make(chan struct{}), ready: make(chan struct{})}
	o := discord.Options{
		Token: token, Story: ferry(t), Answerer: answerer{}, API: d.URL + "/api", Flood: noLimit(),
		Transport: d.Transport(), Dialer: d.Gateway.Dialer(),
		Log:   slog.New(slog.NewTextHandler(r.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		Ready: func() { close(r.ready) },
	}
	for _, c := range change {
		c(&o)
	}
	bot, err := discord.New(o)
	if err != nil {
		t.Fatal(err)
	}
	r.bot = bot
	ctx, cancel := context.WithCancel(context.Background())
	r.stop = cancel
	go func() {
		defer close(r.done)
		r.err = bot.Run(ctx)
	}()
	t.Cleanup(func() { // of a test that failed
		cancel()
		<-r.done
	})
	return r
}

// run starts a bot and waits until it is connected.
func run(t testing.TB, d *discordtest.Server, change ...func(*discord.Options)) *running {
	t.Helper()
	r := start(t, d, change...)
	select {
	case <-r.ready:
	case <-time.After(time.Minute):
		t.Fatalf("the bot is not connected:\n%s", r.log)
	}
	return r
}

// end stops the bot and returns what Run did.
func (r *running) end() error {
	r.t.Helper()
	r.stop()
	select {
	case <-r.done:
	case <-time.After(30 * time.Second):
		r.t.Error("Run does not end")
	}
	if strings.Contains(r.log.String(), secret) || strings.Contains(r.log.String(), "fLx3kq") {
		r.t.Errorf("a token is in the log:\n%s", r.log)
	}
	return r.err
}

// check stops the bot and reports what went wrong.
func (r *running) check() {
	r.t.Helper()
	if err := r.end(); err != nil {
		r.t.Errorf("Run: %v", err)
	}
}

// text is what a message says, without backslashes, for comparisons.
func text(m *discordtest.Message) string {
	if m == nil {
		return ""
	}
	return strings.ReplaceAll(m.Text(), `\`, "")
}

// begin checks how what was answered begins.
func begin(t *testing.T, i discordtest.Interaction, want string) {
	t.Helper()
	if got := text(i.Message); !strings.HasPrefix(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// ask is a slash command with a question.
func ask(d *discordtest.Server, f discordtest.From, question string, more ...discordtest.Option) string {
	return d.Interact(d.Slash(f, "ask", append([]discordtest.Option{discordtest.Text("question", question)}, more...)...))
}

// button is that of a message whose name begins so.
func button(t *testing.T, m *discordtest.Message, prefix string) string {
	t.Helper()
	for _, b := range m.Buttons() {
		if strings.HasPrefix(b.CustomID, prefix) {
			return b.CustomID
		}
	}
	t.Fatalf("no button %s in %+v", prefix, m)
	return ""
}

// riyadh is the built-in story.
func riyadh(t testing.TB) *knowledge.Base {
	t.Helper()
	base, err := knowledge.Embedded("riyadh")
	if err != nil {
		t.Fatal(err)
	}
	return base
}

// broken is a store of each kind on a full disk.
type broken struct{}

func (broken) Settings(context.Context, string) (settings.Chat, error) {
	return settings.Chat{}, errDisk
}
func (broken) PutSettings(context.Context, string, settings.Chat) error        { return errDisk }
func (broken) MoveSettings(context.Context, string, string) error              { return errDisk }
func (broken) Vote(context.Context, feedback.Vote) (bool, error)               { return false, errDisk }
func (broken) Feedback(context.Context) ([]feedback.Count, error)              { return nil, errDisk }
func (broken) Handled(context.Context, string, int64) (bool, error)            { return false, errDisk }
func (broken) Mark(context.Context, delivery.Receipt) error                    { return errDisk }
func (broken) Answer(context.Context, string, string) (string, error)          { return "", errDisk }
func (broken) SetAside(context.Context, string, []delivery.Update) error       { return errDisk }
func (broken) Aside(context.Context, string) ([]delivery.Update, error)        { return nil, errDisk }
func (broken) PutSession(context.Context, core.SessionKey, core.Session) error { return errDisk }
func (broken) DeleteSession(context.Context, core.SessionKey) error            { return errDisk }
func (broken) Session(context.Context, core.SessionKey) (core.Session, error) {
	return core.Session{}, errDisk
}
