package console_test

import (
	"context"
	"io"
	"strings"
	"testing"
	"time"

	"dragoman/adapters/console"
	"dragoman/core"
)

// fakeBot is a bot made of functions; those that are nil do nothing.
type fakeBot struct {
	reply  func(core.Message) (core.Reply, error)
	forget func(core.SessionKey) error
}

func (b fakeBot) Reply(_ context.Context, m core.Message) (core.Reply, error) {
	if b.reply == nil {
		return core.Reply{}, nil
	}
	return b.reply(m)
}

func (b fakeBot) Forget(_ context.Context, key core.SessionKey) error {
	if b.forget == nil {
		return nil
	}
	return b.forget(key)
}

// fakeInput is an input made of a function.
type fakeInput struct {
	read   func() (string, error)
	echo   bool
	closed int
	forgot int
	err    error // of ForgetHistory
}

func (in *fakeInput) ReadLine() (string, error) { return in.read() }
func (in *fakeInput) Echo() bool                { return in.echo }
func (in *fakeInput) ForgetHistory() error      { in.forgot++; return in.err }
func (in *fakeInput) Close() error              { in.closed++; return nil }

var source = core.Source{
	Title:     "Harbour of Costa Verde to close for a week",
	Publisher: "The Costa Post",
	AsOf:      time.Date(2024, 6, 3, 0, 0, 0, 0, time.UTC),
}

// echoBot answers with the question.
func echoBot() fakeBot {
	return fakeBot{reply: func(m core.Message) (core.Reply, error) {
		return core.Reply{
			Answered: true, Answer: "You asked: " + m.Text,
			Evidence:    []core.Evidence{{Paragraph: 2, Label: "The closure"}, {Paragraph: 3, Label: "Ruiz on the crane"}},
			Source:      source,
			Suggestions: []string{"Why does it close?", "Who is Ruiz?"},
		}, nil
	}}
}

// chat runs a chat over lines of input and returns what it wrote.
func chat(t *testing.T, bot console.Bot, lines string, opts console.Options) string {
	t.Helper()
	var out strings.Builder
	in, err := console.NewInput(strings.NewReader(lines), &out, console.InputOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if opts.Story == (core.Source{}) {
		opts.Story = source
	}
	screen := &console.Screen{Out: &out}
	if err := console.Chat(t.Context(), bot, in, screen, opts); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// brokenWriter fails after a number of bytes.
type brokenWriter struct{ left int }

func (w *brokenWriter) Write(p []byte) (int, error) {
	if len(p) > w.left {
		return 0, io.ErrClosedPipe
	}
	w.left -= len(p)
	return len(p), nil
}
